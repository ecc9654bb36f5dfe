package edit

import (
	"bytes"
	"maps"
	"slices"

	"deskbell/models/flow"
)

// Clean is a document whose blocks have ids that fit (GoodID): others are renamed, also where ways
// lead. It says which, new ids by old ones; nil for none.
func Clean(doc *flow.Document) (*flow.Document, map[string]string) {
	renamed := map[string]string{}
	next := newIDs(doc, 0)
	for _, id := range slices.Sorted(maps.Keys(doc.Blocks)) {
		if !GoodID(id) {
			renamed[id] = next()
		}
	}
	if len(renamed) == 0 {
		return doc, nil
	}
	clean := copied(doc)
	clean.Blocks = map[string]flow.Block{}
	name := func(id string) string {
		if to, there := renamed[id]; there {
			return to
		}
		return id
	}
	clean.Start = name(doc.Start)
	for id, b := range doc.Blocks {
		b.Out = maps.Clone(b.Out)
		for port, to := range b.Out {
			if at, here := local(doc, to); here {
				to.Block = name(at)
				b.Out[port] = to
			}
		}
		if to, here := local(doc, jumpsTo(b)); here && name(to) != to {
			b.Settings = bytes.Clone(b.Settings)
			b.Settings, _ = with(b.Settings, []string{"block"}, encoded(name(to))) // jumpsTo has read it
		}
		clean.Blocks[name(id)] = b
	}
	return clean, renamed
}
