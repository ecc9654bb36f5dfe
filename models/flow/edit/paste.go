package edit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"deskbell/models/flow"
)

// paste adds copied blocks under new ids. Ways among them stay; those to other blocks are cut, as
// they belong to the flow that the blocks come from.
func paste(doc *flow.Document, op Op) (string, error) {
	blocks, err := clipped(op.Clipboard)
	if err != nil {
		return "", err
	}
	p := &pasting{doc: doc, op: op, blocks: blocks, named: map[string]string{}}
	if err := p.put(); err != nil {
		return "", err
	}
	return "Pasted " + p.count(), nil
}

// duplicate adds copies beside the originals; their ways to other blocks stay.
func duplicate(doc *flow.Document, op Op) (string, error) {
	p := &pasting{doc: doc, op: op, blocks: map[string]flow.Block{}, named: map[string]string{}, here: true}
	for _, id := range op.Blocks {
		b, there := doc.Blocks[id]
		if !there {
			return "", gone(id)
		}
		p.blocks[id] = b
	}
	if len(p.blocks) == 0 || len(p.blocks) > MostPasted {
		return "", refuse("blocks", "Choose between 1 and %d blocks.", MostPasted)
	}
	p.op.After = ""
	if err := p.put(); err != nil {
		return "", err
	}
	return "Duplicated " + p.count(), nil
}

// pasting puts a group of blocks into a document.
type pasting struct {
	doc    *flow.Document
	op     Op
	blocks map[string]flow.Block
	named  map[string]string // new ids by the old ones
	here   bool              // they come from this document
}

func (p *pasting) count() string {
	if len(p.blocks) == 1 {
		for _, b := range p.blocks {
			return NameOf(b)
		}
	}
	return fmt.Sprintf("%d blocks", len(p.blocks))
}

func (p *pasting) put() error {
	if _, there := p.doc.Blocks[p.op.After]; p.op.After != "" && !there {
		return gone(p.op.After)
	}
	next := newIDs(p.doc, p.op.Seq)
	order := p.order()
	for _, id := range order {
		p.named[id] = next()
	}
	move := p.shift()
	for _, id := range order {
		b := p.blocks[id]
		out := map[string]flow.Target{}
		for port, to := range b.Out {
			if to = p.led(to); to != (flow.Target{}) {
				out[port] = to
			}
		}
		b.Out = out
		if to := jumpsTo(b); to != (flow.Target{}) {
			b.Settings = nil
			if to = p.led(to); to != (flow.Target{}) {
				b.Out[flow.PortNext] = to
			}
		}
		b.Position = move(b)
		p.doc.Blocks[p.named[id]] = b
	}
	first := p.named[p.head(order)]
	if p.op.After == "" {
		if p.doc.Start == "" && !p.here {
			p.doc.Start = first
		}
		return nil
	}
	return between(p.doc, p.op, first, p.tail(first))
}

// led is where a copied way leads now.
func (p *pasting) led(to flow.Target) flow.Target {
	if to.Flow != "" && to.Flow != p.doc.ID {
		if !strings.HasPrefix(to.Flow, p.op.Home) {
			return flow.Target{}
		}
		return to
	}
	if id, among := p.named[to.Block]; among && (to.Flow == "" || p.here) {
		return flow.Target{Block: id}
	}
	if p.here {
		return to
	}
	return flow.Target{}
}

// order is by place, from the top left, then by id.
func (p *pasting) order() []string {
	ids := slices.Sorted(maps.Keys(p.blocks))
	slices.SortStableFunc(ids, func(a, b string) int {
		from, to := p.blocks[a].Position, p.blocks[b].Position
		if from == nil || to == nil {
			return 0
		}
		return (from.X + from.Y) - (to.X + to.Y)
	})
	return ids
}

// head is the first block to which none of the others leads.
func (p *pasting) head(order []string) string {
	led := map[string]bool{}
	for _, b := range p.blocks {
		for _, to := range b.Out {
			led[to.Block] = true
		}
	}
	for _, id := range order {
		if !led[id] {
			return id
		}
	}
	return order[0]
}

// tail is the block at which the pasted ones end; "" when they go round.
func (p *pasting) tail(id string) string {
	for range p.blocks {
		b := p.doc.Blocks[id]
		to := b.Out[onward(b)]
		if to == (flow.Target{}) {
			return id
		}
		if to.Flow != "" {
			return ""
		}
		id = to.Block
	}
	return ""
}

// shift is how a block's place moves, so that the group keeps its shape and nothing lies under it.
func (p *pasting) shift() func(flow.Block) *flow.Point {
	var group []box
	for _, b := range p.blocks {
		if b.Position != nil {
			group = append(group, boxOf(b, flow.Point{X: near(b.Position.X), Y: near(b.Position.Y)}))
		}
	}
	all := taken(p.doc)
	after := p.doc.Blocks[p.op.After] // it is there, put has looked
	if len(group) == 0 || len(all) == 0 && len(p.doc.Blocks) > 0 && p.op.At == nil {
		return func(b flow.Block) *flow.Point {
			at := placeAmong(all, seat{p.op.At, after.Position, len(p.doc.Blocks) > 0}, b)
			if at != nil {
				all = append(all, boxOf(b, *at))
			}
			return at
		}
	}
	corner := around(group)
	want := corner
	if p.op.At != nil {
		want.x, want.y = near(p.op.At.X), near(p.op.At.Y)
	}
	if p.op.At == nil && after.Position != nil {
		want.x, want.y = near(after.Position.X+stepAside), after.Position.Y
	}
	to := free(all, want)
	return func(b flow.Block) *flow.Point {
		at := flow.Point{X: to.X, Y: to.Y}
		if b.Position != nil {
			at.X, at.Y = near(near(b.Position.X)-corner.x+to.X), near(near(b.Position.Y)-corner.y+to.Y)
		}
		return &at
	}
}

// around is the room of a group.
func around(group []box) box {
	a := group[0]
	right, bottom := a.x+a.w, a.y+a.h
	for _, b := range group {
		a.x, a.y = min(a.x, b.x), min(a.y, b.y)
		right, bottom = max(right, b.x+b.w), max(bottom, b.y+b.h)
	}
	a.w, a.h = right-a.x, bottom-a.y
	return a
}
