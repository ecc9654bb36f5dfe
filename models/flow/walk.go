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
	if s, known, err := openAs(b.Kind, b.Settings); known && err == nil {
		return exitsIn(place{block: b, settings: s})
	}
	return namedExits(b)
}

func namedExits(b Block) []exit {
	ports := namedPorts(b.Out, nil)
	exits := make([]exit, len(ports))
	for i, p := range ports {
		exits[i] = exit{p, b.Out[p.Name]}
	}
	return exits
}

// exitsIn are exitsOf a block that is opened. Ports without a target of their own lead where "next"
// does, but for those that are optional or need one.
func exitsIn(at place) []exit {
	ports := portsOf(at.block, at.settings)
	exits := make([]exit, len(ports))
	for i, p := range ports {
		to := at.block.Out[p.Name]
		if p.Name == PortNext || to == (Target{}) && !p.Optional && !p.Needed {
			to = at.target(PortNext)
		}
		exits[i] = exit{p, to}
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
	return walkBy(d, func(id string) []exit { return exitsOf(d.Blocks[id]) })
}

// walkBy is walk for one who has the exits already.
func walkBy(d *Document, exits func(block string) []exit) (order []string, reached int) {
	seen := make(map[string]bool, len(d.Blocks))
	todo := []string{d.Start}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if _, ok := d.Blocks[id]; !ok || seen[id] {
			continue
		}
		seen[id] = true
		order = append(order, id)
		for _, e := range slices.Backward(exits(id)) {
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
