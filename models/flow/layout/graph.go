package layout

// The grid of the canvas, in pixels. What the layout places stands on it.
const (
	grid      = 20
	column    = 280 // from one column of cards to the next
	between   = 36  // at least, between two cards in a column
	thin      = 20  // what a long line takes in a column that it passes
	tallest   = 620 // a stack of cards; one card may be higher
	farthest  = 100_000
	mostSpans = 20_000 // long lines have room kept for them in at most so many columns
)

// node is what the layers are made of: a stack of cards that lead one to the next, or, without cards,
// the room for a long line.
type node struct {
	cards  []int
	height int // with the room below
	layer  int
	order  int // in its layer
	y      float64
	left   []half // to the layer before
	right  []half // to the layer after
}

// half is a link as one of its ends sees it.
type half struct {
	to     int
	here   int     // where it leaves this node: among the ways out, in 1/1024 of the node
	there  int     // where it arrives
	drop   float64 // how much lower this node is to stand than the other one
	weight float64 // how much it wants to be straight
}

// link leads from a node to another: at which share of the ways out, and from how far below its top.
type link struct{ from, to, share, drop int }

// graph is a part of a flow under way to a layout.
type graph struct {
	cards  []Card
	nodes  []node
	drops  map[int]int // how far below the top of its node a card stands
	links  []link
	layers [][]int
}

// newGraph stacks the cards of part, which are indices of cards. The first one of it is the start.
func newGraph(cards []Card, part []int) *graph {
	g := &graph{cards: cards, drops: make(map[int]int, len(part))}
	at := make(map[string]int, len(part))
	for _, i := range part {
		at[cards[i].Block] = i
	}
	in := entries(cards, part, at)
	follower := make(map[int]int, len(part)) // card by the only card that leads to it, and to no other
	followed := make(map[int]bool, len(part))
	for _, i := range part {
		if next, ok := only(cards[i], at); ok && next != i && next != part[0] && in[next] == 1 {
			follower[i], followed[next] = next, true
		}
	}
	of := make(map[int]int, len(part))          // node by card
	for _, heads := range []bool{true, false} { // what is left over goes round in circles
		for _, i := range part {
			if _, done := of[i]; !done && (!heads || !followed[i]) {
				g.stack(i, follower, of)
			}
		}
	}
	g.link(part, at, of)
	return g
}

// entries counts the cards that lead to each card.
func entries(cards []Card, part []int, at map[string]int) map[int]int {
	in := make(map[int]int, len(part))
	for _, i := range part {
		seen := map[int]bool{}
		for _, out := range cards[i].Rows {
			if to, ok := at[out.Block]; ok && !seen[to] {
				seen[to] = true
				in[to]++
			}
		}
	}
	return in
}

// only is the one card to which all ways out of c lead.
func only(c Card, at map[string]int) (int, bool) {
	found, has := 0, false
	for _, out := range c.Rows {
		to, ok := at[out.Block]
		if !ok {
			continue
		}
		if has && to != found {
			return 0, false
		}
		found, has = to, true
	}
	return found, has
}

// stack makes nodes of a card and those that follow it.
func (g *graph) stack(card int, follower, of map[int]int) {
	n := node{}
	for {
		of[card], g.drops[card] = len(g.nodes), n.height
		n.cards = append(n.cards, card)
		n.height += step(g.cards[card].Height)
		next, more := follower[card]
		if more {
			_, done := of[next]
			more = !done
		}
		if !more || n.height+step(g.cards[next].Height) > tallest {
			g.nodes = append(g.nodes, n)
			if !more {
				return
			}
			n = node{}
		}
		card = next
	}
}

// link connects the nodes; what stays inside of one is left out.
func (g *graph) link(part []int, at map[string]int, of map[int]int) {
	for _, i := range part {
		ports := len(g.cards[i].Rows)
		for port, out := range g.cards[i].Rows {
			to, ok := at[out.Block]
			if ok && of[to] != of[i] {
				g.links = append(g.links, link{of[i], of[to], 1024 * (port + 1) / (ports + 2), g.drops[i]})
			}
		}
	}
}

// step is a height with the room below it, on the grid.
func step(height int) int { return (height + between + grid - 1) / grid * grid }
