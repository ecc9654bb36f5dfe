package edit

import (
	"encoding/json"
	"maps"
	"slices"

	"deskbell/models/flow"
)

// Diff is what makes after of before; empty when both mean the same. The id and the schema are no
// part of it.
func Diff(before, after *flow.Document) Patch {
	var p Patch
	p.add("", "name", text(before.Name), text(after.Name))
	p.add("", "start", text(before.Start), text(after.Start))
	for _, id := range union(before.Blocks, after.Blocks) {
		a, was := before.Blocks[id]
		b, is := after.Blocks[id]
		switch {
		case !was:
			p = append(p, Change{Block: id, After: encoded(b)})
		case !is:
			p = append(p, Change{Block: id, Before: encoded(a)})
		case a.Kind != b.Kind:
			p = append(p, Change{Block: id, Before: encoded(a), After: encoded(b)})
		default:
			p.block(id, a, b)
		}
	}
	return p
}

func (p *Patch) add(block, path string, before, after json.RawMessage) {
	if !same(before, after) {
		*p = append(*p, Change{Block: block, Path: path, Before: before, After: after})
	}
}

func (p *Patch) block(id string, a, b flow.Block) {
	p.add(id, "title", text(a.Title), text(b.Title))
	p.add(id, "note", text(a.Note), text(b.Note))
	if (a.Position == nil) != (b.Position == nil) || a.Position != nil && *a.Position != *b.Position {
		p.add(id, "position", point(a.Position), point(b.Position))
	}
	for _, port := range union(a.Out, b.Out) {
		if a.Out[port] != b.Out[port] {
			p.add(id, inOut+port, target(a.Out[port]), target(b.Out[port]))
		}
	}
	if string(a.Settings) != string(b.Settings) {
		p.settings(Change{Block: id, Path: inSettings, Before: a.Settings, After: b.Settings})
	}
}

// settings goes down into objects, so that two people can change two settings of a block.
func (p *Patch) settings(c Change) {
	before, ok := object(c.Before)
	after, good := object(c.After)
	if !ok || !good || !named(before) || !named(after) {
		p.add(c.Block, c.Path, c.Before, c.After)
		return
	}
	for _, name := range union(before, after) {
		p.settings(Change{Block: c.Block, Path: c.Path + "." + name, Before: before[name], After: after[name]})
	}
}

// named says whether all of an object's fields can be a part of a path.
func named(fields map[string]json.RawMessage) bool {
	for name := range fields {
		if !plain.MatchString(name) {
			return false
		}
	}
	return true
}

func point(at *flow.Point) json.RawMessage {
	if at == nil {
		return nil
	}
	return encoded(at)
}

func union[V any](a, b map[string]V) []string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(keys)
	return slices.Compact(keys)
}
