package builder

import (
	"maps"
	"net/http"
	"slices"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
)

// shift moves a block up or down in its chain: it changes places with the block before or behind it.
func (b *builder) shift(r *http.Request, v visit, rev int64) decision {
	return func(t *models.FlowTurn) (models.FlowEdit, error) {
		block, by := r.PostForm.Get("block"), r.PostForm.Get("by")
		next, ok := shifted(&t.Draft.Document, block, by == "up")
		if !ok {
			return models.FlowEdit{}, wrong("There is nothing to change places with there.")
		}
		name := edit.NameOf(t.Draft.Document.Blocks[block])
		op := edit.Op{Kind: edit.OpReplace, Document: next, Label: "Moved " + name + " " + by}
		return models.EditFlow(op, rev, v.me, b.Now())(t)
	}
}

// shifted is a copy of the document in which a block has changed places; false where that cannot be.
func shifted(doc *flow.Document, block string, up bool) (*flow.Document, bool) {
	first, second := block, onward(doc, block)
	if up {
		first, second = before(doc, block), block
	}
	if first == "" || second == "" || first == second || onwardPort(doc.Blocks[second]) == "" {
		return nil, false
	}
	next := *doc
	next.Blocks = maps.Clone(doc.Blocks)
	if next.Start == first {
		next.Start = second
	}
	for id := range next.Blocks {
		for port, to := range next.Blocks[id].Out {
			if id != second && to.Block == first && to.Flow == "" {
				route(&next, id, port, flow.Target{Block: second})
			}
		}
	}
	behind := doc.Blocks[second].Out[onwardPort(doc.Blocks[second])]
	if behind.Block == first && behind.Flow == "" {
		behind = flow.Target{Block: second} // it went round in a circle, and still does
	}
	route(&next, first, onwardPort(doc.Blocks[first]), behind)
	route(&next, second, onwardPort(doc.Blocks[second]), flow.Target{Block: first})
	return &next, true
}

// onwardPort is the exit by which a block goes on; "" for a block without.
func onwardPort(b flow.Block) string {
	ports := flow.PortsOf(b)
	if slices.ContainsFunc(ports, func(p flow.Port) bool { return p.Name == flow.PortNext }) {
		return flow.PortNext
	}
	if at := slices.IndexFunc(ports, func(p flow.Port) bool { return !p.Optional }); at >= 0 {
		return ports[at].Name
	}
	return ""
}

// onward is the block that follows in the chain; "" for none of this flow.
func onward(doc *flow.Document, block string) string {
	b := doc.Blocks[block]
	to := b.Out[onwardPort(b)]
	if _, there := doc.Blocks[to.Block]; !there || to.Flow != "" && to.Flow != doc.ID {
		return ""
	}
	return to.Block
}

// before is the block that the chain comes from, the first in the order of reading.
func before(doc *flow.Document, block string) string {
	for _, item := range flow.Outline(doc) {
		if item.Block != block && onward(doc, item.Block) == block {
			return item.Block
		}
	}
	return ""
}

// route leads an exit elsewhere, in a document whose blocks are its own.
func route(doc *flow.Document, block, port string, to flow.Target) {
	b := doc.Blocks[block]
	b.Out = maps.Clone(b.Out)
	if b.Out == nil {
		b.Out = map[string]flow.Target{}
	}
	if b.Out[port] = to; to == (flow.Target{}) {
		delete(b.Out, port)
	}
	doc.Blocks[block] = b
}
