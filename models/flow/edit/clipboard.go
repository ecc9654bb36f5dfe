package edit

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"deskbell/models/flow"
)

// clipboardFormat is what the clipboard's JSON says in "deskbell".
const clipboardFormat = "blocks/1"

type clipboard struct {
	Deskbell string                `json:"deskbell"`
	Blocks   map[string]flow.Block `json:"blocks"`
}

// Copy is the blocks as they go onto the clipboard, to be pasted into any flow of any Deskbell. It
// errors with a *Refusal for a block that is not there.
func Copy(doc *flow.Document, ids []string) ([]byte, error) {
	all := clipboard{clipboardFormat, map[string]flow.Block{}}
	for _, id := range ids {
		b, there := doc.Blocks[id]
		if !there {
			return nil, gone(id)
		}
		all.Blocks[id] = b
	}
	if len(all.Blocks) > MostPasted {
		return nil, refuse("blocks", "At most %d blocks can be copied at once.", MostPasted)
	}
	return json.MarshalIndent(all, "", "  ")
}

// clipped reads a clipboard, strictly; what is wrong is told with its place.
func clipped(text []byte) (map[string]flow.Block, error) {
	if len(text) > mostPaste {
		return nil, refuse("json", "The clipboard has %d KiB; at most %d go.", len(text)>>10, mostPaste>>10)
	}
	var all clipboard
	if err := flow.Decode(text, &all); err != nil {
		return nil, refuse("json", "These are no copied blocks: %s.", err)
	}
	switch n := len(all.Blocks); {
	case all.Deskbell != clipboardFormat:
		return nil, refuse("json", "These are no copied blocks: “deskbell” has to be %q.", clipboardFormat)
	case n == 0:
		return nil, refuse("json", "There is no block on the clipboard.")
	case n > MostPasted:
		return nil, refuse("json", "The clipboard has %d blocks; at most %d can be pasted at once.", n, MostPasted)
	}
	for _, id := range slices.Sorted(maps.Keys(all.Blocks)) {
		if err := acceptable(id, all.Blocks[id]); err != nil {
			return nil, err
		}
	}
	return all.Blocks, nil
}

func acceptable(id string, b flow.Block) error {
	wrong := func(format string, about ...any) error {
		return refuse("json", "Block %q: %s.", short(id), fmt.Sprintf(format, about...))
	}
	kind, known := flow.KindOf(b.Kind)
	if !known {
		return wrong("the kind %q is unknown", short(b.Kind))
	}
	if _, err := kind.Summary(b.Settings); err != nil {
		return wrong("the settings cannot be read: %s", err)
	}
	if err := proper("json", b.Title, longestTitle); err != nil {
		return wrong("the title is too long or has characters that cannot be kept")
	}
	if err := proper("json", b.Note, longestNote); err != nil {
		return wrong("the note is too long or has characters that cannot be kept")
	}
	return nil
}
