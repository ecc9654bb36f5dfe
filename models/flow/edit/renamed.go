package edit

import (
	"encoding/json"
	"fmt"
	"maps"

	"deskbell/models/flow"
)

// Renamed is a copy of the document with every flow's id replaced: its own, those that exits lead to,
// and those that jumps name in their settings. It errors for a jump whose settings cannot be read.
func Renamed(doc flow.Document, name func(id string) string) (flow.Document, error) {
	doc.ID = name(doc.ID)
	doc.Blocks = maps.Clone(doc.Blocks)
	for id, b := range doc.Blocks {
		b.Out = maps.Clone(b.Out)
		for port, to := range b.Out {
			if to.Flow != "" {
				to.Flow = name(to.Flow)
				b.Out[port] = to
			}
		}
		if b.Kind == kindJump && !nothing(b.Settings) {
			settings, err := renamedJump(b.Settings, name)
			if err != nil {
				return doc, fmt.Errorf("the settings of block %q cannot be read", short(id))
			}
			b.Settings = settings
		}
		doc.Blocks[id] = b
	}
	return doc, nil
}

func renamedJump(settings json.RawMessage, name func(string) string) (json.RawMessage, error) {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(settings, &fields); err != nil {
		return nil, err
	}
	var id string
	if err := decoded(fields["flow"], &id); err != nil || id == "" {
		return settings, err
	}
	fields["flow"] = encoded(name(id))
	return encoded(fields), nil
}
