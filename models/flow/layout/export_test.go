package layout

import "deskbell/models/flow"

// Crossings counts the crossings of the lines of all blocks that can be reached.
func Crossings(d *flow.Document) int {
	cards := Cards(d)
	var reached []int
	for i, c := range cards {
		if !c.Lost {
			reached = append(reached, i)
		}
	}
	g := newGraph(cards, reached)
	g.arrange()
	return g.crossings()
}
