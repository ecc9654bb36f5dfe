package answer

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// How long what is said of a passage is, in characters, and what of a question a part has to say. Like the weights of
// Rank these were chosen on the half of the question set that is for that.
const (
	briefly  = 500 // a passage that is no longer is said whole
	spoken   = 550 // what is said of a longer one
	opening  = 500 // with its beginning, where the best part does not surely answer
	lead     = 120 // a first part that is no longer is said always: it says what the others are about
	leftOver = 80  // who would leave out less says all

	clearly     = 0.05 // the best part says that much of it, else none stands out
	surely      = 0.7
	restWorth   = 0.2 // other parts are said that answer that much as well as the best one
	toldAlready = 0.2 // words that the title and the heading have
)

// Best is what of a passage is said to who asked: of a long one the parts that answer best, in their order; its beginning
// where the words of the question are in its title or heading alone, and then all of the steps that it has, for they are
// what it is about. c is the passage as the index has it. A part is made
// of whole blocks: what introduces a list stands with it, a heading never stands alone, and steps are never parted.
func (l *Lexicon) Best(q *Question, c Candidate, text string) string {
	if utf8.RuneCountInString(text) <= briefly {
		return text
	}
	blocks, links := blocksOf(text)
	parts := partsOf(blocks)
	if len(parts) < 2 {
		return text
	}
	said := choose(blocks, parts, l.gains(q, c, blocks, parts))
	var all []string
	left := 0
	for i := range blocks {
		if said[i] {
			all = append(all, blocks[i].markdown())
		} else if blocks[i].kind != heading {
			left += length(blocks[i].text)
		}
	}
	if left < leftOver {
		return text
	}
	return links.usedBy(strings.Join(all, "\n\n"))
}

// markdown is the block as it is written.
func (b *block) markdown() string {
	if b.kind == heading {
		return title{b.level, b.text}.line()
	}
	return b.text
}

// part is what is said together.
type part struct {
	under  []int // the headings that it stands under
	blocks []int
}

// all are its blocks and its headings.
func (p *part) all() []int { return append(p.under[:len(p.under):len(p.under)], p.blocks...) }

// length is that of its blocks, without those that are said already.
func (p *part) length(blocks []block, said map[int]bool) int {
	n := 0
	for _, b := range p.all() {
		if !said[b] {
			n += length(blocks[b].text)
		}
	}
	return n
}

// partsOf puts blocks together that make no sense alone.
func partsOf(blocks []block) []part {
	var parts []part
	var under []int
	begun, steps := false, -1 // an introduction waits for what it is of; the part that steps began with
	for i := range blocks {
		b := &blocks[i]
		if b.kind == heading {
			for len(under) > 0 && blocks[under[len(under)-1]].level >= b.level {
				under = under[:len(under)-1]
			}
			under = append(under[:len(under):len(under)], i)
			begun, steps = false, -1
			continue
		}
		switch first := b.first(); {
		case first > 1 && steps >= 0: // they go on behind a picture or code
			for _, p := range parts[steps+1:] {
				parts[steps].blocks = append(parts[steps].blocks, p.blocks...)
			}
			parts = parts[:steps+1]
			parts[steps].blocks = append(parts[steps].blocks, i)
		case begun:
			last := &parts[len(parts)-1]
			last.blocks = append(last.blocks, i)
		default:
			parts = append(parts, part{under: under, blocks: []int{i}})
		}
		if b.first() == 1 {
			steps = len(parts) - 1
		}
		begun = b.introduces()
	}
	return parts
}

// first is the number that a numbered list begins with; 0: the block is none.
func (b *block) first() int {
	if b.kind != list {
		return 0
	}
	n, read := 0, false
	for _, r := range strings.TrimLeft(b.text, " \t") {
		if r < '0' || r > '9' {
			break
		}
		n, read = n*10+int(r-'0'), true
	}
	if read && n == 0 {
		return 1
	}
	return n
}

// introduces says whether a paragraph announces what stands behind it: "You need:", or words that are bold as a whole.
func (b *block) introduces() bool {
	if b.kind != paragraph {
		return false
	}
	bare := strings.TrimRight(b.text, " *_")
	if strings.HasSuffix(bare, ":") || strings.HasSuffix(bare, "：") {
		return true
	}
	inner, bold := strings.CutPrefix(b.text, "**")
	inner, ended := strings.CutSuffix(inner, "**")
	return bold && ended && inner != "" && !strings.Contains(inner, "**") && length(inner) <= longestHeading
}

// gains are how much of the question each part says, as a share of all that it asks: what the title and the heading say
// already counts less.
func (l *Lexicon) gains(q *Question, c Candidate, blocks []block, parts []part) []float64 {
	total := 0.0
	for _, t := range q.terms {
		total += t.weight
	}
	gains := make([]float64, len(parts))
	if total == 0 {
		return gains
	}
	words := make([]string, len(blocks))
	for i := range blocks {
		words[i] = l.Index(c.Language, blocks[i].text)
	}
	told := formsIn(c.Title, c.Heading)
	before, _ := q.covered(&c, told)
	for i := range parts {
		var texts []string
		for _, b := range parts[i].all() {
			texts = append(texts, words[b])
		}
		said, _ := q.covered(&c, formsIn(texts...))
		both, _ := q.covered(&c, formsIn(append(texts, c.Title, c.Heading)...))
		fresh := both - before
		gains[i] = (fresh + toldAlready*max(0, said-fresh)) / total
	}
	return gains
}

// formsIn are the words of texts as the index has them.
func formsIn(texts ...string) map[string]int {
	all := map[string]int{}
	for _, text := range texts {
		for word := range strings.FieldsSeq(text) {
			all[word] = inText
		}
	}
	return all
}

// stepsIn is the part with the steps of a passage; -1: it has none, or there are others.
func stepsIn(blocks []block, parts []part) int {
	at := -1
	for i := range parts {
		if !slices.ContainsFunc(parts[i].blocks, func(b int) bool { return blocks[b].first() == 1 }) {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// choose says which blocks are said.
func choose(blocks []block, parts []part, gains []float64) map[int]bool {
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(gains[b], gains[a]) })
	said, size := map[int]bool{}, 0
	say := func(i, most int) bool {
		more := parts[i].length(blocks, said)
		if size > 0 && size+more > most {
			return false
		}
		for _, b := range parts[i].all() {
			said[b] = true
		}
		size += more
		return true
	}
	best := gains[order[0]]
	for _, i := range order {
		if gains[i] >= clearly && gains[i] >= restWorth*best {
			say(i, spoken)
		}
	}
	if parts[0].length(blocks, nil) <= lead {
		say(0, size+lead)
	}
	if best < surely {
		steps := stepsIn(blocks, parts)
		for i := range parts {
			if i <= steps && !say(i, most) || i > steps && !say(i, opening) {
				break
			}
		}
	}
	return said
}
