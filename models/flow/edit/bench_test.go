package edit

import (
	"fmt"
	"testing"

	"deskbell/models/flow"
)

// large is a flow of so many blocks, one behind another.
func large(blocks int) *flow.Document {
	doc := &flow.Document{Schema: 1, ID: "f", Name: "Large", Start: "x0", Blocks: map[string]flow.Block{}}
	for i := range blocks {
		doc.Blocks[fmt.Sprint("x", i)] = flow.Block{Kind: "text", Title: fmt.Sprint("Block ", i), Position: &flow.Point{X: 300 * (i % 20), Y: 200 * (i / 20)},
			Settings: []byte(`{"text":"Some words for the visitor."}`), Out: map[string]flow.Target{"next": {Block: fmt.Sprint("x", i+1)}}}
	}
	delete(doc.Blocks[fmt.Sprint("x", blocks-1)].Out, "next")
	return doc
}

func BenchmarkPlan_Set300(b *testing.B) {
	doc := large(300)
	for b.Loop() {
		p, _, err := Plan(doc, Op{Kind: OpSet, Block: "x7", Field: "text", Value: []byte(`"New"`)})
		if err != nil || len(p) != 1 {
			b.Fatal(p, err)
		}
	}
}

func BenchmarkPlan_AddAfter300(b *testing.B) {
	doc := large(300)
	for b.Loop() {
		if _, _, err := Plan(doc, Op{Kind: OpAdd, New: "text", After: "x7"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlan_Delete300(b *testing.B) {
	doc := large(300)
	for b.Loop() {
		if _, _, err := Plan(doc, Op{Kind: OpDelete, Blocks: []string{"x7"}}); err != nil {
			b.Fatal(err)
		}
	}
}
