package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is read of a query at most: nobody who looks for something writes more.
const (
	longestQuery = 200 // runes
	mostSought   = 16  // phrases
)

// Sought is what a query looks for: all of its phrases have to be there.
type Sought []Phrase

// Phrase is words that follow one another, as the index has them. Begins: the last one may go on.
type Phrase struct {
	Words  []string
	Begins bool
}

// SoughtIn reads a query: words, and phrases in quotation marks. Nothing in it is an operator. What is typed
// last may be the beginning of a word, if it has two letters.
func SoughtIn(query string) Sought {
	if utf8.RuneCountInString(query) > longestQuery {
		query = string([]rune(query)[:longestQuery])
	}
	query = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`).Replace(strings.ToValidUTF8(query, " "))
	var all Sought
	for i, part := range strings.Split(query, `"`) {
		phrases := strings.Fields(part)
		quoted := i%2 == 1
		if quoted {
			phrases = []string{part}
		}
		for _, phrase := range phrases {
			if words := wordsOf(phrase); len(words) > 0 && len(all) < mostSought {
				all = append(all, Phrase{Words: words})
			}
		}
	}
	if len(all) > 0 {
		last := &all[len(all)-1]
		word := last.Words[len(last.Words)-1]
		last.Begins = utf8.RuneCountInString(word) > 1 && !strings.HasSuffix(strings.TrimRightFunc(query, unicode.IsSpace), `"`)
	}
	return all
}

func wordsOf(text string) []string {
	var words []string
	for _, t := range tokens(text) {
		words = append(words, t.folded)
	}
	return words
}

// Piece is a part of a text; Hit: it is what was looked for.
type Piece struct {
	Text string
	Hit  bool
}

// How much of a text is shown around the first place found, in bytes.
const (
	snippetBefore = 40
	snippetAll    = 180
)

// Snippet is the part of a text around the first place of what is sought, with every such place in it as a
// piece of its own; the beginning of the text where there is none. "…" stands for what is left out.
func (s Sought) Snippet(text string) []Piece {
	all := tokens(text)
	hits := s.hits(all)
	from, to := 0, len(text)
	if len(hits) > 0 && all[hits[0][0]].from > snippetBefore+20 {
		first := all[hits[0][0]].from
		for _, t := range all {
			if t.from >= first-snippetBefore {
				from = t.from
				break
			}
		}
	}
	if to-from > snippetAll {
		to = edge(text, from+snippetAll)
		for _, t := range slices.Backward(all) {
			if t.to <= from+snippetAll && t.to > from+snippetAll-40 {
				to = t.to
				break
			}
		}
	}
	return cutAt(text, window{from, to}, all, hits)
}

type window struct{ from, to int }

// edge is the place at, or the one before it where a letter begins.
func edge(text string, at int) int {
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

func cutAt(text string, w window, all []token, hits [][2]int) []Piece {
	var pieces []Piece
	at := w.from
	if w.from > 0 {
		pieces = append(pieces, Piece{Text: "…"})
	}
	for _, h := range hits {
		from, to := all[h[0]].from, all[h[1]].to
		if from < at || to > w.to {
			continue
		}
		if from > at {
			pieces = append(pieces, Piece{Text: text[at:from]})
		}
		pieces = append(pieces, Piece{Text: text[from:to], Hit: true})
		at = to
	}
	rest := text[at:max(at, w.to)]
	if w.to < len(text) {
		rest += "…"
	}
	if rest != "" {
		pieces = append(pieces, Piece{Text: rest})
	}
	return pieces
}

// hits are the places of the phrases, as the first and the last token of each, in the order of the text.
func (s Sought) hits(all []token) [][2]int {
	var found [][2]int
	for i := range all {
		longest := -1
		for _, p := range s {
			if p.at(all[i:]) {
				longest = max(longest, i+len(p.Words)-1)
			}
		}
		if longest >= 0 {
			found = append(found, [2]int{i, longest})
		}
	}
	return found
}

func (p Phrase) at(rest []token) bool {
	if len(rest) < len(p.Words) {
		return false
	}
	for i, word := range p.Words {
		last := i == len(p.Words)-1
		if rest[i].folded != word && !(last && p.Begins && strings.HasPrefix(rest[i].folded, word)) {
			return false
		}
	}
	return true
}
