package layout

import (
	"math"

	"deskbell/models/flow"
)

// Where the start stands, and how far below the rest what no way leads to.
const (
	originX = 40
	originY = 80
	apart   = 120
	widest  = 5 * column // of the band of what no way leads to, when the rest is not wider
)

// Layered places all blocks anew: in columns from the start to the right, with few crossings, those
// that only follow one another in a stack. Blocks that cannot be reached stand in a band below.
func Layered(d *flow.Document) map[string]flow.Point {
	return layered(Cards(d))
}

func layered(cards []Card) map[string]flow.Point {
	at := make(map[string]flow.Point, len(cards))
	var reached, lost []int
	for i, c := range cards {
		if c.Lost {
			lost = append(lost, i)
		} else {
			reached = append(reached, i)
		}
	}
	wide, high := 0, originY
	if len(reached) > 0 {
		g := newGraph(cards, reached)
		g.arrange()
		size := g.put(at, flow.Point{X: originX, Y: originY})
		wide, high = size.X, originY+size.Y+apart-between
	}
	shelve(cards, lost, band{at, max(wide, widest), high})
	return at
}

// band is where the parts go that cannot be reached: side by side, in as many rows as they need.
type band struct {
	at   map[string]flow.Point
	wide int
	y    int
}

func shelve(cards []Card, lost []int, b band) {
	x, y, high := 0, b.y, 0
	for _, part := range parts(cards, lost) {
		g := newGraph(cards, part)
		g.arrange()
		size := g.put(nil, flow.Point{})
		if x > 0 && x+size.X > b.wide {
			x, y, high = 0, y+high, 0
		}
		g.put(b.at, flow.Point{X: originX + x, Y: y})
		x, high = x+size.X, max(high, size.Y)
	}
}

// parts are the cards that hang together, each part in the order of the cards.
func parts(cards []Card, lost []int) [][]int {
	root := make(map[string]string, len(lost))
	for _, i := range lost {
		root[cards[i].Block] = cards[i].Block
	}
	find := func(id string) string {
		for root[id] != id {
			root[id] = root[root[id]]
			id = root[id]
		}
		return id
	}
	for _, i := range lost {
		for _, out := range cards[i].Rows {
			if _, ok := root[out.Block]; ok {
				root[find(out.Block)] = find(cards[i].Block)
			}
		}
	}
	var all [][]int
	of := map[string]int{}
	for _, i := range lost {
		r := find(cards[i].Block)
		k, ok := of[r]
		if !ok {
			k = len(all)
			of[r] = k
			all = append(all, nil)
		}
		all[k] = append(all[k], i)
	}
	return all
}

// put says where the cards stand when the upper left corner of them all is at origin, and how much
// room they take. Without a map it only measures.
func (g *graph) put(at map[string]flow.Point, origin flow.Point) (size flow.Point) {
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, n := range g.nodes {
		if len(n.cards) > 0 {
			top, bottom = min(top, n.y), max(bottom, n.y+float64(n.height))
		}
	}
	for _, n := range g.nodes {
		y := origin.Y + int(n.y-top)
		for _, i := range n.cards {
			if at != nil {
				at[g.cards[i].Block] = flow.Point{X: origin.X + n.layer*column, Y: y, Auto: true}
			}
			y += step(g.cards[i].Height)
		}
	}
	return flow.Point{X: len(g.layers) * column, Y: int(bottom - top)}
}
