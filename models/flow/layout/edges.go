package layout

import (
	"slices"
	"strconv"

	"deskbell/models/flow"
)

// Edge is the line of one way out.
type Edge struct {
	Block string
	Port  string
	To    string     // the block that it leads to; "" when it leaves the flow
	Path  string     // an SVG path
	Tip   flow.Point // where its arrow points
	// Broken: the block or flow that it leads to is not there.
	Broken bool
}

const (
	reach   = 8  // a target that is nearer than this is reached in an arc
	bend    = 26 // how far an arc goes out
	turn    = 28 // half of the width that a line takes to change its height
	clear   = 10 // between a line and a card
	apiece  = 6  // between two lines side by side
	stub    = 34 // a line that leads nowhere
	mostFar = 600
)

// Edges are the lines between the blocks that have a position, and the stubs of those that lead to
// another flow or to what is missing.
func Edges(d *flow.Document, at map[string]flow.Point) []Edge { return edges(Cards(d), at) }

func edges(cards []Card, at map[string]flow.Point) []Edge {
	r := &router{boxes: make([]box, len(cards)), here: make([]bool, len(cards))}
	index := make(map[string]int, len(cards))
	for i, c := range cards {
		index[c.Block] = i
		if p, ok := at[c.Block]; ok {
			r.here[i], r.boxes[i] = true, boxOf(c, within(p))
			r.fromTop = append(r.fromTop, r.boxes[i])
		}
	}
	slices.SortFunc(r.fromTop, byPlace)
	var all []Edge
	for i, c := range cards {
		for _, out := range c.Rows {
			if !r.here[i] || out.Block == "" && out.Flow == "" {
				continue
			}
			e := Edge{Block: c.Block, Port: out.Port}
			to, there := index[out.Block]
			if there && r.here[to] {
				e.To = out.Block
				e.Path, e.Tip = r.route(i, to, out.Y)
			} else {
				e.Path, e.Tip = stubFrom(r.boxes[i], out.Y)
				e.Broken = out.Flow == ""
			}
			all = append(all, e)
		}
	}
	return all
}

func stubFrom(b box, y int) (string, flow.Point) {
	tip := flow.Point{X: b.x1 + stub, Y: b.y0 + y}
	return (&pen{}).to('M', b.x1, tip.Y).to('H', tip.X).String(), tip
}

// router finds lines that go round the cards.
type router struct {
	boxes   []box  // by card
	here    []bool // whether there is such a box
	fromTop []box
	lanes   []lane // that are taken
}

// lane is a stretch of a line at one height.
type lane struct{ y, x0, x1, to int }

// route is the line from a way out of one card, y below its top, to another card.
func (r *router) route(from, to, y int) (string, flow.Point) {
	a, b := r.boxes[from], r.boxes[to]
	start, tip := flow.Point{X: a.x1, Y: a.y0 + y}, flow.Point{X: b.x0 - 2, Y: b.y0 + Entry}
	p := (&pen{}).to('M', start.X, start.Y)
	switch far := tip.X - start.X; {
	case far < reach:
		high := r.lane(lane{start.Y, tip.X - bend, start.X + bend, to}, tip.Y)
		p.to('C', start.X+bend, start.Y, start.X+bend, high, start.X, high).to('H', tip.X)
		p.to('C', tip.X-bend+4, high, tip.X-bend+4, tip.Y, tip.X, tip.Y)
	case far > 4*turn && r.hits(from, to, start, tip):
		high := r.lane(lane{start.Y, start.X + turn, tip.X - turn, to}, tip.Y)
		p.to('C', start.X+turn, start.Y, start.X+turn, high, start.X+2*turn, high).to('H', tip.X-2*turn)
		p.to('C', tip.X-turn, high, tip.X-turn, tip.Y, tip.X, tip.Y)
	default:
		half := max(bend, far/2)
		p.to('C', start.X+half, start.Y, tip.X-half, tip.Y, tip.X, tip.Y)
	}
	return p.String(), tip
}

// hits says that the straight curve between two points runs over a card.
func (r *router) hits(from, to int, start, tip flow.Point) bool {
	if len(r.boxes) > mostFar {
		return false // that many are drawn plainly
	}
	around := box{start.X, min(start.Y, tip.Y), tip.X, max(start.Y, tip.Y) + 1}
	for i, b := range r.boxes {
		if i == from || i == to || !r.here[i] || !around.touches(b.grown(apiece)) {
			continue
		}
		const points = 24
		for k := 1; k < points; k++ {
			if b.grown(apiece).holds(along(start, tip, float64(k)/points)) {
				return true
			}
		}
	}
	return false
}

// along is a point of the curve with both ends level and its handles in the middle.
func along(start, tip flow.Point, t float64) flow.Point {
	u := 1 - t
	x0, y0 := float64(start.X), float64(start.Y)
	x1, y1 := float64(tip.X), float64(tip.Y)
	middle, bow := (x0+x1)/2, 3*u*u*t+3*u*t*t
	first, last := u*u*u, t*t*t
	return flow.Point{X: int(first*x0 + bow*middle + last*x1), Y: int((first+3*u*u*t)*y0 + (3*u*t*t+last)*y1)}
}

func (b box) holds(p flow.Point) bool { return p.X > b.x0 && p.X < b.x1 && p.Y > b.y0 && p.Y < b.y1 }

// pen writes an SVG path.
type pen struct{ d []byte }

func (p *pen) to(command byte, numbers ...int) *pen {
	p.d = append(p.d, command)
	for i, n := range numbers {
		if i > 0 && n >= 0 {
			p.d = append(p.d, ' ')
		}
		p.d = strconv.AppendInt(p.d, int64(n), 10)
	}
	return p
}

func (p *pen) String() string { return string(p.d) }
