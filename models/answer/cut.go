package answer

import (
	"strings"
	"unicode/utf8"
)

// Piece is a part of an article that answers by itself.
type Piece struct {
	Heading string // the way to it, "A › B"; "" for what stands before the first heading
	Text    string // Markdown
}

// How long pieces are, in characters. A section shorter than fewest goes with the next one; a code block is never torn,
// however long it is.
const (
	fewest         = 160
	enough         = 400
	most           = 1_200
	longestHeading = 150
	between        = " › "
)

// Cut cuts an article's Markdown into pieces: by headings, then between paragraphs, lists, tables and code. None of its
// words is lost. A first heading that says what the title says is left out. It takes time in proportion to the length.
func Cut(title, markdown string) []Piece {
	all, links := blocksOf(markdown)
	if len(all) > 0 && all[0].kind == heading && strings.EqualFold(strings.Join(strings.Fields(all[0].text), " "), strings.Join(strings.Fields(title), " ")) {
		all = all[1:]
	}
	c := cutter{}
	for _, s := range sectionsOf(all) {
		c.add(s)
	}
	c.end()
	for i := range c.pieces {
		c.pieces[i].Text = links.usedBy(c.pieces[i].Text)
	}
	return c.pieces
}

// title is a heading and how deep it stands.
type title struct {
	level int
	text  string
}

// line is the heading as Markdown.
func (t title) line() string { return strings.Repeat("#", t.level) + " " + t.text }

// section is what stands under a heading.
type section struct {
	way    []title
	blocks []block
}

func sectionsOf(all []block) []section {
	sections := []section{{}}
	for _, b := range all {
		last := &sections[len(sections)-1]
		if b.kind != heading {
			last.blocks = append(last.blocks, b)
			continue
		}
		way := last.way
		for len(way) > 0 && way[len(way)-1].level >= b.level {
			way = way[:len(way)-1]
		}
		sections = append(sections, section{way: append(way[:len(way):len(way)], title{b.level, b.text})})
	}
	return sections
}

// cutter puts sections together to pieces; the last one may still grow.
type cutter struct {
	pieces []Piece
	parts  []string
	length int
	way    []title
	root   int  // how much of the way what joins it has to share
	small  bool // it may still be joined
	bare   []title
	open   bool
}

// add takes the next section.
func (c *cutter) add(s section) {
	texts := pack(s.blocks)
	if len(texts) == 0 {
		c.skip(s.way)
		return
	}
	c.lost(s.way)
	if c.open && c.small && shared(c.way, s.way) >= c.root && c.length+length(texts[0]) <= most {
		c.join(s.way, texts[0])
		texts = texts[1:]
	}
	for i, text := range texts {
		c.end()
		c.open, c.way, c.parts, c.length = true, s.way, []string{text}, length(text)
		c.root, c.small = max(len(s.way)-1, 0), i == len(texts)-1 && c.length < fewest
	}
}

// join adds a section to the open piece, which then stands under what both stand under.
func (c *cutter) join(way []title, text string) {
	n := shared(c.way, way)
	if own := lines(c.way[n:]); own != "" {
		c.parts = append([]string{own}, c.parts...)
	}
	if own := lines(way[n:]); own != "" {
		c.parts = append(c.parts, own)
	}
	c.parts = append(c.parts, text)
	c.way, c.root = way[:n], n
	c.length = 0
	for _, part := range c.parts {
		c.length += length(part)
	}
	c.small = c.length < fewest
}

// skip remembers a heading with nothing under it.
func (c *cutter) skip(way []title) {
	if len(way) > 0 {
		c.lost(way)
		c.bare = way
	}
}

// lost keeps the headings with nothing under them that the next one does not stand under.
func (c *cutter) lost(next []title) {
	own := lines(c.bare[max(shared(c.bare, next), shared(c.bare, c.way)):])
	c.bare = nil
	if own == "" {
		return
	}
	if !c.open {
		c.open = true
	} else if c.length+length(own) > most {
		way := c.way
		c.end()
		c.open, c.way = true, way
	}
	c.parts = append(c.parts, own)
	c.length += length(own)
}

// end closes the open piece.
func (c *cutter) end() {
	if len(c.bare) > 0 {
		c.lost(nil)
	}
	if !c.open {
		return
	}
	var way []string
	for _, t := range c.way {
		way = append(way, strings.TrimSpace(Plain(t.text)))
	}
	c.pieces = append(c.pieces, Piece{Heading: strings.Join(way, between), Text: strings.Join(c.parts, "\n\n")})
	*c = cutter{pieces: c.pieces}
}

// shared is how many headings two ways begin with together.
func shared(a, b []title) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func lines(way []title) string {
	var all []string
	for _, t := range way {
		all = append(all, t.line())
	}
	return strings.Join(all, "\n\n")
}

func length(text string) int { return utf8.RuneCountInString(text) }
