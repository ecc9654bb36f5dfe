package layout

import (
	"cmp"
	"maps"
	"slices"

	"deskbell/models/flow"
)

// Drawing is a document as it stands on the canvas.
type Drawing struct {
	Cards []Card
	At    map[string]flow.Point // by block, of every card
	Edges []Edge
}

// Draw says all that there is to draw of a document.
func Draw(d *flow.Document) Drawing {
	cards := Cards(d)
	at := positions(d, cards)
	return Drawing{cards, at, edges(cards, at)}
}

// Positions say where every block stands: where the document has it, else where Place puts it.
func Positions(d *flow.Document) map[string]flow.Point { return positions(d, Cards(d)) }

// Place finds positions for the blocks that have none: near to those that they follow, over nothing.
func Place(d *flow.Document) map[string]flow.Point {
	placed := Positions(d)
	maps.DeleteFunc(placed, func(id string, _ flow.Point) bool { return d.Blocks[id].Position != nil })
	return placed
}

// Fill gives every block of d that has no position the one of Place. From then on an edit of one block
// moves no other.
func Fill(d *flow.Document) {
	for _, b := range d.Blocks {
		if b.Position == nil {
			for id, at := range Place(d) {
				b := d.Blocks[id]
				b.Position = &at
				d.Blocks[id] = b
			}
			return
		}
	}
}

// Tidy finds new positions: for all blocks, or for those that were not moved by hand. The others are
// not among what it returns; they stay, and nothing is put over them.
func Tidy(d *flow.Document, all bool) map[string]flow.Point {
	cards := Cards(d)
	ideal := layered(cards)
	kept := map[string]flow.Point{}
	for id, b := range d.Blocks {
		if b.Position != nil && !b.Position.Auto && !all {
			kept[id] = within(*b.Position)
		}
	}
	if len(kept) == 0 {
		return ideal
	}
	shift := offset(kept, ideal)
	f := newFloor(cards, kept)
	moved := make(map[string]flow.Point, len(cards)-len(kept))
	for _, c := range cards {
		if _, stays := kept[c.Block]; !stays {
			moved[c.Block] = f.take(c, flow.Point{X: ideal[c.Block].X + shift.X, Y: ideal[c.Block].Y + shift.Y})
		}
	}
	return moved
}

// offset is how far the cards that stay are from where the layout would have them: the middle one.
func offset(kept, ideal map[string]flow.Point) flow.Point {
	var xs, ys []int
	for id, p := range kept {
		xs, ys = append(xs, p.X-ideal[id].X), append(ys, p.Y-ideal[id].Y)
	}
	slices.Sort(xs)
	slices.Sort(ys)
	return flow.Point{X: xs[len(xs)/2] / grid * grid, Y: ys[len(ys)/2] / grid * grid}
}

func positions(d *flow.Document, cards []Card) map[string]flow.Point {
	at := make(map[string]flow.Point, len(cards))
	for id, b := range d.Blocks {
		if b.Position != nil {
			at[id] = within(*b.Position)
		}
	}
	if len(at) == 0 {
		return layered(cards)
	}
	if len(at) == len(cards) {
		return at
	}
	f := newFloor(cards, at)
	for _, c := range cards {
		if _, has := at[c.Block]; !has {
			at[c.Block] = f.take(c, near(c, cards, at))
		}
	}
	return at
}

// near is where a new card would stand best: below the card that leads only to it, else right of one
// that leads to it, else left of one that it leads to, else below everything.
func near(c Card, cards []Card, at map[string]flow.Point) flow.Point {
	top, bottom, left := farthest, -farthest, farthest
	for _, other := range cards {
		p, placed := at[other.Block]
		if !placed {
			continue
		}
		for i, out := range other.Rows {
			switch {
			case out.Block != c.Block:
			case len(other.Rows) == 1:
				return flow.Point{X: p.X, Y: p.Y + step(other.Height)}
			default:
				return flow.Point{X: p.X + column, Y: p.Y + i*2*grid}
			}
		}
		top, bottom, left = min(top, p.Y), max(bottom, p.Y+step(other.Height)), min(left, p.X)
	}
	for _, out := range c.Rows {
		if p, placed := at[out.Block]; placed && out.Block != c.Block {
			return flow.Point{X: p.X - column, Y: p.Y}
		}
	}
	return flow.Point{X: left, Y: bottom + between}
}

func within(p flow.Point) flow.Point {
	p.X, p.Y = min(max(p.X, -farthest), farthest), min(max(p.Y, -farthest), farthest)
	return p
}

// floor is the ground that cards stand on, in cells, to find what is free of them.
type floor map[flow.Point][]box

const cell = 400

func newFloor(cards []Card, at map[string]flow.Point) floor {
	f := floor{}
	for _, c := range cards {
		if p, ok := at[c.Block]; ok {
			f.add(boxOf(c, p))
		}
	}
	return f
}

func (f floor) add(b box) {
	for x := b.x0 / cell; x <= b.x1/cell; x++ {
		for y := b.y0 / cell; y <= b.y1/cell; y++ {
			f[flow.Point{X: x, Y: y}] = append(f[flow.Point{X: x, Y: y}], b)
		}
	}
}

func (f floor) free(b box) bool {
	for x := b.x0 / cell; x <= b.x1/cell; x++ {
		for y := b.y0 / cell; y <= b.y1/cell; y++ {
			if slices.ContainsFunc(f[flow.Point{X: x, Y: y}], b.touches) {
				return false
			}
		}
	}
	return true
}

// take finds room for a card, as near to p as there is, above or below, and keeps it.
func (f floor) take(c Card, p flow.Point) flow.Point {
	p = flow.Point{X: p.X / grid * grid, Y: p.Y / grid * grid, Auto: true}
	for away := 0; ; away += grid {
		for _, y := range []int{p.Y + away, p.Y - away} {
			b := boxOf(c, flow.Point{X: p.X, Y: y})
			if f.free(b.grown(between / 2)) {
				f.add(b)
				return flow.Point{X: p.X, Y: y, Auto: true}
			}
		}
	}
}

// box is a card's place.
type box struct{ x0, y0, x1, y1 int }

func boxOf(c Card, p flow.Point) box { return box{p.X, p.Y, p.X + Width, p.Y + c.Height} }

func (b box) grown(by int) box { return box{b.x0 - by, b.y0 - by, b.x1 + by, b.y1 + by} }

func (b box) touches(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

// byPlace orders boxes from the top.
func byPlace(a, b box) int { return cmp.Or(cmp.Compare(a.y0, b.y0), cmp.Compare(a.x0, b.x0)) }
