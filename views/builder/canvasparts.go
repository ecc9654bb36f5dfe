package builder

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"deskbell/models/flow/layout"
)

// changes are what one board has that another one had not, or not so.
type changes struct {
	cards []layout.Card
	edges []layout.Edge
	lost  []string // blocks
	cut   []string // ids of lines
}

// changesOf compares what is drawn, as a card also shows what other blocks are called and what is wrong
// with it. Without was everything is a change.
func changesOf(b Board, was *Board) (*plan, changes) {
	p := planOf(b)
	if was == nil {
		return p, changes{cards: p.drawing.Cards, edges: p.drawing.Edges}
	}
	before := planOf(*was)
	cards, edges := before.drawn(), before.lines()
	var c changes
	for _, now := range p.drawing.Cards {
		if old, there := cards[now.Block]; !there || old != p.html(now) {
			c.cards = append(c.cards, now)
		}
		delete(cards, now.Block)
	}
	for _, e := range p.drawing.Edges {
		id := EdgeID(e.Block, e.Port)
		if old, there := edges[id]; !there || old.Edge != e || old.broken != p.broken(e) {
			c.edges = append(c.edges, e)
		}
		delete(edges, id)
	}
	for block := range cards {
		c.lost = append(c.lost, block)
	}
	for id := range edges {
		c.cut = append(c.cut, id)
	}
	slices.Sort(c.lost)
	slices.Sort(c.cut)
	return p, c
}

// gone are the lost blocks as JSON.
func (c changes) gone() string {
	if c.lost == nil {
		return "[]"
	}
	words, _ := json.Marshal(c.lost) // texts always can
	return string(words)
}

// edgeDrawn is a line with how it is drawn.
type edgeDrawn struct {
	layout.Edge
	broken bool
}

func (p *plan) lines() map[string]edgeDrawn {
	all := make(map[string]edgeDrawn, len(p.drawing.Edges))
	for _, e := range p.drawing.Edges {
		all[EdgeID(e.Block, e.Port)] = edgeDrawn{e, p.broken(e)}
	}
	return all
}

func (p *plan) drawn() map[string]string {
	all := make(map[string]string, len(p.drawing.Cards))
	for _, c := range p.drawing.Cards {
		all[c.Block] = p.html(c)
	}
	return all
}

func (p *plan) html(c layout.Card) string {
	var out bytes.Buffer
	_ = card(p, c).Render(context.Background(), &out) // a bytes.Buffer takes everything
	return out.String()
}
