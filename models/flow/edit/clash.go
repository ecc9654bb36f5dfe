package edit

import (
	"slices"
	"strings"

	"deskbell/models/flow"
)

// Clashes are the changes of mine at places that theirs has changed as well: the same value, a block
// that one of both has made, deleted or replaced, or settings of which one holds the other.
func Clashes(mine, theirs Patch) []Change {
	byBlock := map[string][]string{}
	for _, c := range theirs {
		byBlock[c.Block] = append(byBlock[c.Block], c.Path)
	}
	var both []Change
	for _, c := range mine {
		if slices.ContainsFunc(byBlock[c.Block], func(path string) bool { return overlap(c, path) }) {
			both = append(both, c)
		}
	}
	return both
}

func overlap(c Change, path string) bool {
	if c.Path == path || c.Block != "" && (c.Path == "" || path == "") {
		return true
	}
	return strings.HasPrefix(c.Path+".", path+".") && strings.HasPrefix(path, inSettings) ||
		strings.HasPrefix(path+".", c.Path+".") && strings.HasPrefix(c.Path, inSettings)
}

// Touched is what looks different after a patch.
type Touched struct {
	Cards    []string // to be drawn again, or new
	Gone     []string
	Edges    []string // blocks whose ways out are to be drawn again
	Document bool     // name or start
}

// Touches says what to draw again in a document to which the patch was applied. What a block is called
// and where it stands also shows at the blocks that lead to it.
func (p Patch) Touches(doc *flow.Document) Touched {
	var t Touched
	shown := map[string]bool{} // what leads there looks different
	for _, c := range p {
		_, there := doc.Blocks[c.Block]
		switch {
		case c.Block == "":
			t.Document = true
		case !there:
			t.Gone = append(t.Gone, c.Block)
			shown[c.Block] = true
		default:
			t.Cards = append(t.Cards, c.Block)
			t.Edges = append(t.Edges, c.Block)
			if c.Path == "" || c.Path == "title" || c.Path == "position" {
				shown[c.Block] = true
			}
		}
	}
	for _, ref := range incoming(doc, func(id string) bool { return shown[id] }) {
		t.Edges = append(t.Edges, ref.Block)
	}
	for _, list := range []*[]string{&t.Cards, &t.Gone, &t.Edges} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return t
}
