package answer

import (
	"slices"
	"strings"
)

// Weigh finds out how much each word says, and what is meant by those that stand nowhere. It has to be called once, before
// Words and Rank.
func (l *Lexicon) Weigh(q *Question, v *Vocabulary) {
	guesses := 0
	kept := q.terms[:0]
	for i, t := range q.terms {
		n := 0
		for _, forms := range t.forms {
			n = max(n, v.mostIn(forms...))
		}
		if !t.soft && len(q.terms) > i+1 {
			l.together(q, v, &t, &q.terms[i+1])
		}
		known := n > 0
		n = max(n, v.leastIn(t.concepts))
		switch {
		case known || n > 0:
			t.near = append(t.near, q.compounds(v, &t)...)
			t.weight = v.weight(max(n, v.mostIn(t.near...)))
		case guesses < mostGuesses && len(t.near) == 0:
			guesses++
			l.guess(q, v, &t)
			fallthrough
		default:
			t.weight = v.weight(v.mostIn(append(t.near, t.parts...)...))
			if len(t.near)+len(t.parts) == 0 {
				if l.mistypedStop(q, t.word) {
					continue
				}
				t.weight *= strangeWeight
			}
		}
		t.says = map[string]float64{}
		for _, concept := range t.concepts {
			t.says[concept] = 1
			if own := v.weight(v.Words[concept]); t.weight > 0 {
				t.says[concept] = min(1, own/t.weight)
			}
		}
		if t.soft {
			t.weight *= softWeight
		}
		if t.weak {
			t.weight *= weakWeight
		}
		kept = append(kept, t)
	}
	q.terms = heaviest(kept)
}

func heaviest(terms []term) []term {
	if len(terms) <= mostTerms {
		return terms
	}
	slices.SortStableFunc(terms, func(a, b term) int { return compare(b.weight, a.weight) })
	terms = terms[:mostTerms]
	slices.SortStableFunc(terms, func(a, b term) int { return a.at - b.at })
	return terms
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// together finds words that others write as one: "pass word".
func (l *Lexicon) together(q *Question, v *Vocabulary, a, b *term) {
	if b.soft || b.at != a.at+1 {
		return
	}
	for _, language := range q.languages {
		if joined := l.form(language, a.word+b.word); v.Words[joined] > 0 {
			a.near, b.near = append(a.near, joined), append(b.near, joined)
			return
		}
	}
}

// compounds are longer words with the word in them, in languages that write words together.
func (q *Question) compounds(v *Vocabulary, t *term) []string {
	var all []string
	for _, language := range q.languages {
		if language == "de" || language == "nl" {
			for _, form := range t.forms[language] {
				all = append(all, v.longer(form)...)
			}
		}
	}
	return all
}

// guess finds what may be meant by a word that stands nowhere.
func (l *Lexicon) guess(q *Question, v *Vocabulary, t *term) {
	for _, language := range q.languages {
		for _, form := range append([]string{t.word}, t.forms[language]...) {
			if t.parts = l.partsOf(language, v, form); len(t.parts) > 0 {
				return
			}
		}
	}
	for _, language := range q.all {
		for _, form := range t.forms[language] {
			if near := v.near(form); near != "" && !slices.Contains(t.near, near) {
				t.near = append(t.near, near)
			}
		}
	}
	for _, language := range q.languages {
		for first, phrases := range l.same[language] {
			if len(first) >= 5 && len(t.word) >= 5 && ascii(first) && distance(l.form(language, t.word), first, 1) <= 1 {
				for _, p := range phrases {
					if len(p.rest) == 0 && v.Words[p.concept] > 0 {
						t.concepts = append(t.concepts, p.concept)
					}
				}
			}
		}
	}
	t.near = append(t.near, t.concepts...)
	if len(t.near) == 0 {
		t.near = q.compounds(v, t)
	}
}

// partsOf are two words that stand somewhere and make this one, or what they are names of: "giftcard", "Versandkosten".
func (l *Lexicon) partsOf(language string, v *Vocabulary, word string) []string {
	if !ascii(word) || len(word) < 7 {
		return nil
	}
	for at := len(word) - 3; at >= 4; at-- {
		last := l.partOf(language, v, word[at:])
		if last == "" || l.empty(language, word[at:]) {
			continue
		}
		for _, link := range []string{"", "s", "n", "en", "es"} {
			first, linked := strings.CutSuffix(word[:at], link)
			if link != "" && (!linked || language != "de" && language != "nl") || len(first) < 4 {
				continue
			}
			if first = l.partOf(language, v, first); first != "" {
				return []string{first, last}
			}
		}
	}
	return nil
}

// partOf is how the index has a part of a word; "" where it has not.
func (l *Lexicon) partOf(language string, v *Vocabulary, word string) string {
	form := l.form(language, word)
	for _, p := range l.same[language][form] {
		if len(p.rest) == 0 && v.Words[p.concept] > 0 {
			return p.concept
		}
	}
	if v.Words[form] > 0 {
		return form
	}
	return ""
}

// mistypedStop says whether a word is one that says nothing, with a letter that is wrong.
func (l *Lexicon) mistypedStop(q *Question, word string) bool {
	if len(word) < 4 || len(word) > 12 || !ascii(word) {
		return false
	}
	for _, language := range q.languages {
		for stop := range l.stop[language] {
			if len(stop) >= 3 && stop[0] == word[0] && distance(word, stop, 1) <= 1 {
				return true
			}
		}
	}
	return false
}
