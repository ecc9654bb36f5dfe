package edit

import (
	"testing"

	"deskbell/models/flow"
)

// Whatever the palette offers can be added, between two blocks too, and gets what it needs to be connected.
func TestPlan_AddEveryPreset_GoesOnWhereTheFlowWent(t *testing.T) {
	for _, kind := range flow.Kinds() {
		titles := []string{""}
		for _, preset := range kind.Presets {
			titles = append(titles, preset.Title)
		}
		for _, title := range titles {
			next := done(t, shop(), Op{Kind: OpAdd, New: kind.Name, Preset: title, After: "b"})
			added := next.Blocks["b1"]
			if next.Blocks["b"].Out["next"].Block != "b1" {
				t.Errorf("%s %q is not behind b", kind.Name, title)
			}
			if on := onward(added); on != "" && added.Out[on].Block != "c" {
				t.Errorf("%s %q does not lead on by %q: %+v", kind.Name, title, on, added.Out)
			}
			if _, err := kind.Ports(added.Settings); err != nil {
				t.Errorf("%s %q: %v", kind.Name, title, err)
			}
			done(t, next, Op{Kind: OpDuplicate, Blocks: []string{"b1"}})
			done(t, next, Op{Kind: OpDelete, Blocks: []string{"b1"}})
		}
	}
}
