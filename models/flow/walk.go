package flow

import (
	"maps"
	"slices"
)

// exit is a way out of a block, as Step takes it.
type exit struct {
	Port
	To Target // zero: nowhere
}

// exitsOf are the ways out of a block in their kind's order. Where the kind or the settings are not
// to be read, they are what the document has, by name.
func exitsOf(b Block) []exit {
	k, known := KindOf(b.Kind)
	var s settings
	var err error
	if known {
		s, err = k.open(b.Settings)
	}
	if !known || err != nil {
		exits := make([]exit, 0, len(b.Out))
		for _, name := range slices.Sorted(maps.Keys(b.Out)) {
			exits = append(exits, exit{Port{Name: name, Label: name}, b.Out[name]})
		}
		return exits
	}
	at := place{block: b, settings: s}
	ports := s.ports()
	next := func(p Port) bool { return p.Name == PortNext }
	if b.Out[PortNext] != (Target{}) && len(ports) > 0 && !slices.ContainsFunc(ports, next) {
		ports = append(ports, Port{Name: PortNext, Label: "Next", Optional: true})
	}
	exits := make([]exit, 0, len(ports))
	for _, p := range ports {
		to := at.target(p.Name)
		if p.Optional && b.Out[p.Name] == (Target{}) {
			to = Target{}
		}
		exits = append(exits, exit{p, to})
	}
	return exits
}

// local is the block of d that a target names; false when it is in another flow.
func local(d *Document, t Target) (string, bool) {
	if t.Flow != "" && t.Flow != d.ID {
		return "", false
	}
	if t.Block == "" && t.Flow != "" {
		return d.Start, true
	}
	return t.Block, t.Block != ""
}

// walk lists the blocks as a reader follows them: from the start, each exit to its end before the
// next one. After the first reached ones come those to which no way leads, by id.
func walk(d *Document) (order []string, reached int) {
	seen := make(map[string]bool, len(d.Blocks))
	todo := []string{d.Start}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		b, ok := d.Blocks[id]
		if !ok || seen[id] {
			continue
		}
		seen[id] = true
		order = append(order, id)
		for _, e := range slices.Backward(exitsOf(b)) {
			if to, ok := local(d, e.To); ok && !seen[to] {
				todo = append(todo, to)
			}
		}
	}
	reached = len(order)
	for _, id := range slices.Sorted(maps.Keys(d.Blocks)) {
		if !seen[id] {
			order = append(order, id)
		}
	}
	return order, reached
}

// nameOf is what a reader calls a block: its title, else its kind's.
func nameOf(b Block) string {
	if !blank(b.Title) {
		return brief(b.Title)
	}
	if k, ok := KindOf(b.Kind); ok {
		return k.Title
	}
	return b.Kind
}
