package edit

import (
	"deskbell/models/flow"
)

// How much room a card takes on the canvas, in pixels, with the space around it.
const (
	cardWidth   = 256
	cardHead    = 88
	cardPort    = 26
	stepAside   = 280
	stepDown    = 20
	mostDown    = 200
	firstCorner = 80
)

// box is the room that a block takes.
type box struct{ x, y, w, h int }

func boxOf(b flow.Block, at flow.Point) box {
	return box{at.X, at.Y, cardWidth, cardHead + cardPort*len(ports(b))}
}

func (a box) overlaps(b box) bool {
	return a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h
}

// taken is the room of all blocks that stand somewhere.
func taken(doc *flow.Document) []box {
	var all []box
	for _, b := range doc.Blocks {
		if b.Position != nil {
			all = append(all, boxOf(b, *b.Position))
		}
	}
	return all
}

// placeFor is where a new block stands: where it was asked for, else beside op.After, else below all
// others. nil where none of the others stands anywhere: then the layout places all.
func placeFor(doc *flow.Document, op Op, b flow.Block) (*flow.Point, error) {
	after, there := doc.Blocks[op.After]
	if op.After != "" && !there {
		return nil, gone(op.After)
	}
	return placeAmong(taken(doc), seat{op.At, after.Position, len(doc.Blocks) > 0}, b), nil
}

// seat is where a block is wanted: at a place, else beside another; others: there are blocks already.
type seat struct {
	at, beside *flow.Point
	others     bool
}

func placeAmong(all []box, want seat, b flow.Block) *flow.Point {
	switch {
	case want.at != nil:
		at := free(all, boxOf(b, flow.Point{X: near(want.at.X), Y: near(want.at.Y)}))
		return &at
	case len(all) == 0 && want.others:
		return nil
	case want.beside != nil:
		at := free(all, boxOf(b, flow.Point{X: near(want.beside.X + stepAside), Y: want.beside.Y}))
		at.Auto = true
		return &at
	}
	at := free(all, boxOf(b, below(all)))
	at.Auto = true
	return &at
}

// below is the corner under everything that stands somewhere.
func below(all []box) flow.Point {
	if len(all) == 0 {
		return flow.Point{X: firstCorner, Y: firstCorner}
	}
	at := flow.Point{X: all[0].x, Y: all[0].y}
	for _, b := range all {
		at.X, at.Y = min(at.X, b.x), max(at.Y, b.y+b.h+stepDown)
	}
	return at
}

// free is the first place at or below want where nothing stands, then to the right of it, else below all.
func free(all []box, want box) flow.Point {
	for column := range 8 {
		for row := range mostDown {
			at := want
			at.x, at.y = near(want.x+column*stepAside), near(want.y+row*stepDown)
			if clear(all, at) {
				return flow.Point{X: at.x, Y: at.y}
			}
		}
	}
	return below(all)
}

func clear(all []box, at box) bool {
	for _, b := range all {
		if b.overlaps(at) {
			return false
		}
	}
	return true
}
