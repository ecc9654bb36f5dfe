// Package layout says how a flow is drawn on the canvas: how large its cards are, where they stand and
// which way the lines between them take. It is pure; the same document is drawn in the same way.
package layout

import (
	"unicode/utf8"

	"deskbell/models/flow"
)

// How a card is made up, in pixels; static/css/screens/canvas.css draws the same.
const (
	Width     = 216
	Entry     = 19 // from a card's top to where lines end in it
	edge      = 1  // of the card, above and below
	header    = 29
	line      = 18 // of the summary
	foot      = 9  // under the summary
	rows      = 9  // around the rows, and the line above them
	Row       = 26
	lineRunes = 27 // as many as surely fit on one line of a summary
)

// Card is a block as it is drawn.
type Card struct {
	Block   string
	Kind    string // the kind's title
	Icon    string // of static/img/icons.svg
	Title   string // its own, else the kind's
	Summary string
	Lines   int   // that the summary takes: 0, 1 or 2
	Rows    []Out // ways out that lead somewhere or should, one below the other
	Spare   []Out // ways out that are not used and need not be; shown while the card is chosen
	Height  int   // without the spare ones
	People  bool  // a person is asked for
	Lost    bool  // no way leads here from the start
}

// Out is a way out of a card. Without Block and Flow it leads nowhere.
type Out struct {
	Port  string
	Label string
	Block string // of this flow; it may be missing
	Flow  string // another flow
	At    string // the block of that flow; "": its start
	Y     int    // of the middle of its row, from the card's top
}

// Cards are the blocks of a document as cards, in the order of flow.Outline.
func Cards(d *flow.Document) []Card {
	kinds := map[string]flow.Kind{}
	for _, k := range flow.Kinds() {
		kinds[k.Name] = k
	}
	items := flow.Outline(d)
	cards := make([]Card, 0, len(items))
	for _, item := range items {
		cards = append(cards, cardOf(d.Blocks[item.Block], item, kinds))
	}
	return cards
}

func cardOf(b flow.Block, item flow.OutlineItem, kinds map[string]flow.Kind) Card {
	k, known := kinds[b.Kind]
	c := Card{
		Block: item.Block, Kind: item.Kind, Icon: k.Icon, Title: item.Title,
		Summary: item.Summary, Lines: linesOf(item.Summary), People: k.People, Lost: item.Unreachable,
	}
	if c.Title == "" {
		c.Title = item.Kind
	}
	if c.Icon == "" {
		c.Icon = "workflow"
	}
	used := map[string]bool{}
	for _, e := range item.Exits {
		used[e.Port] = true
		out := Out{Port: e.Port, Label: e.Label, Flow: e.TargetFlow, Y: c.rowY(len(c.Rows))}
		if e.TargetFlow == "" {
			out.Block = e.TargetBlock
		} else {
			out.At = e.TargetBlock
		}
		c.Rows = append(c.Rows, out)
	}
	c.Height = c.height(len(c.Rows))
	if known {
		c.spare(k, b, used)
	}
	return c
}

// spare adds the ways out that the outline leaves out.
func (c *Card) spare(k flow.Kind, b flow.Block, used map[string]bool) {
	ports, err := k.Ports(b.Settings)
	if err != nil {
		return // Check tells what is wrong with the settings
	}
	for _, p := range ports {
		if !used[p.Name] {
			c.Spare = append(c.Spare, Out{Port: p.Name, Label: p.Label, Y: c.rowY(len(c.Rows) + len(c.Spare))})
		}
	}
}

func (c *Card) body() int { return edge + header + line*c.Lines + foot }

func (c *Card) rowY(i int) int { return c.body() + rows/2 + 1 + Row*i + Row/2 }

func (c *Card) height(n int) int {
	if n == 0 {
		return c.body() + edge
	}
	return c.body() + rows + Row*n + edge
}

// linesOf is how many lines are kept for a summary. It counts letters, wide ones twice: the lines have
// a fixed height, so that nobody needs to measure.
func linesOf(summary string) int {
	width := 0
	for _, r := range summary {
		width++
		if utf8.RuneLen(r) >= 3 {
			width++
		}
	}
	switch {
	case width == 0:
		return 0
	case width <= lineRunes:
		return 1
	}
	return 2
}
