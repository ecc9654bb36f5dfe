package edit

import (
	"encoding/json"
	"fmt"
	"testing"

	"deskbell/models/flow"
	"deskbell/models/flow/layout"
)

// A large flow is not looked through anew for every block that is pasted.
func TestPaste_OfManyWithoutAPlace_LooksOnceAtTheOthers(t *testing.T) {
	doc := &flow.Document{Schema: 1, ID: "main", Name: "Main", Start: "b1", Blocks: map[string]flow.Block{}}
	for i := range 800 {
		doc.Blocks[fmt.Sprint("b", i+1)] = flow.Block{Kind: "text", Settings: json.RawMessage(`{"text":"Hello"}`)}
	}
	var ids []string
	for i := range MostPasted {
		ids = append(ids, fmt.Sprint("b", i+1))
	}
	clip, err := Copy(doc, ids)
	if err != nil {
		t.Fatal(err)
	}
	layout.Fill(doc)
	var patch Patch
	allocs := testing.AllocsPerRun(1, func() {
		if patch, _, err = Plan(doc, Op{Kind: OpPaste, Clipboard: clip, After: "b1"}); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > 500_000 {
		t.Errorf("%.0f allocations", allocs)
	}
	after, err := Apply(doc, patch)
	if err != nil {
		t.Fatal(err)
	}
	places := map[flow.Point]bool{}
	for id, b := range after.Blocks {
		if b.Position == nil || places[flow.Point{X: b.Position.X, Y: b.Position.Y}] {
			t.Fatalf("block %s stands nowhere, or on another", id)
		}
		places[flow.Point{X: b.Position.X, Y: b.Position.Y}] = true
	}
}
