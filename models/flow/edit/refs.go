package edit

import (
	"encoding/json"
	"maps"
	"slices"

	"deskbell/models/flow"
)

// Ref is a way that leads to a block.
type Ref struct {
	Block string // where it begins
	Name  string // of that block, for people
	Port  string
	Label string // of the port
	To    string
}

// Incoming are the ways from other blocks to any of these, by block and port.
func Incoming(doc *flow.Document, ids []string) []Ref {
	var found []Ref
	for _, ref := range incoming(doc, func(id string) bool { return slices.Contains(ids, id) }) {
		if !slices.Contains(ids, ref.Block) {
			found = append(found, ref)
		}
	}
	return found
}

// Into are the ways that lead from doc into another flow.
func Into(doc *flow.Document, other string) []Ref {
	return ways(doc, func(t flow.Target) (string, bool) { return t.Block, t.Flow == other })
}

// Lost are the ways that lead to blocks which are not there.
func Lost(doc *flow.Document) []Ref {
	return incoming(doc, func(id string) bool { _, there := doc.Blocks[id]; return !there })
}

func incoming(doc *flow.Document, wanted func(id string) bool) []Ref {
	return ways(doc, func(t flow.Target) (string, bool) {
		to, here := local(doc, t)
		return to, here && wanted(to)
	})
}

// ways are those whose target is wanted, with the block that it leads to, by block and port.
func ways(doc *flow.Document, wanted func(flow.Target) (string, bool)) []Ref {
	var found []Ref
	for _, id := range slices.Sorted(maps.Keys(doc.Blocks)) {
		b := doc.Blocks[id]
		add := func(port string, t flow.Target) {
			if to, ok := wanted(t); ok {
				found = append(found, Ref{Block: id, Name: NameOf(b), Port: port, Label: portLabel(b, port), To: to})
			}
		}
		for _, port := range slices.Sorted(maps.Keys(b.Out)) {
			add(port, b.Out[port])
		}
		add(flow.PortNext, jumpsTo(b))
	}
	return found
}

// local is the block of doc that a target names.
func local(doc *flow.Document, t flow.Target) (string, bool) {
	return t.Block, t.Block != "" && (t.Flow == "" || t.Flow == doc.ID)
}

// kindJump is the one kind that may name its target in its settings.
const kindJump = "jump"

func jumpsTo(b flow.Block) flow.Target {
	var to flow.Target
	if b.Kind != kindJump || json.Unmarshal(b.Settings, &to) != nil {
		return flow.Target{}
	}
	return to
}

// ports are a block's exits; nil when its settings cannot be read.
func ports(b flow.Block) []flow.Port {
	kind, known := flow.KindOf(b.Kind)
	if !known {
		return nil
	}
	all, err := kind.Ports(b.Settings)
	if err != nil {
		return nil
	}
	return all
}

func portLabel(b flow.Block, port string) string {
	for _, p := range ports(b) {
		if p.Name == port {
			return p.Label
		}
	}
	if port == flow.PortNext {
		return "Next"
	}
	return port
}

// hasPort says whether an exit can lead somewhere. Every block with an exit can go on at "next".
func hasPort(b flow.Block, port string) bool {
	all := ports(b)
	if slices.ContainsFunc(all, func(p flow.Port) bool { return p.Name == port }) || b.Out[port] != (flow.Target{}) {
		return true
	}
	return port == flow.PortNext && len(all) > 0
}

// onward is the exit by which a block goes on when nothing is said: next, else the first that has to
// lead somewhere; "" for a block without exits.
func onward(b flow.Block) string {
	all := ports(b)
	at := slices.IndexFunc(all, func(p flow.Port) bool { return p.Name == flow.PortNext })
	if at < 0 {
		at = slices.IndexFunc(all, func(p flow.Port) bool { return !p.Optional })
	}
	switch {
	case at >= 0:
		return all[at].Name
	case len(all) > 0:
		return all[0].Name
	}
	return ""
}
