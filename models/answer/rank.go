package answer

import (
	"math"
	"slices"
	"strings"
)

// Candidate is a passage that has some of the words, as the index has it.
type Candidate struct {
	Article  string
	Language string
	Title    string
	Heading  string
	Words    string
	BM25     float64 // as FTS5 gives it: the smaller the better
}

// Ranked is how well a candidate answers: Score is 0 … 1.
type Ranked struct {
	Candidate int // its number
	Score     float64
	Fits      bool
}

// Fitting is the score from which on a passage counts as an answer. Like the weights below it was chosen on the half of
// the question set that is for that; task eval prints what comes of it.
const Fitting = 0.53

// What counts how much. exact words count 1.
const (
	sameMatch     = 0.9  // called otherwise
	nearMatch     = 0.65 // mistyped, or a part
	foreignMatch  = 0.4  // in a language that the question is not in
	loneMatch     = 0.3  // a word of a phrase, without the others
	weakWeight    = 0.3  // of words that say little
	softWeight    = 0.3  // of words that only together mean something
	strangeWeight = 0.7  // of words that stand nowhere

	ofPassage  = 0.36
	ofArticle  = 0.28
	ofTitle    = 0.15
	ofName     = 0.07
	ofNeighbor = 0.06
	ofBM25     = 0.08

	otherLanguage = 0.5
)

// Where a word of a passage stands.
const (
	inText = 1 << iota
	inHeading
	inTitle
)

// Rank says how well candidates answer, the best first.
func (q *Question) Rank(all []Candidate) []Ranked {
	total := 0.0
	for _, t := range q.terms {
		total += t.weight
	}
	if total == 0 {
		return nil
	}
	best := 0.0
	articles := map[string]map[string]int{}
	seen := make([]map[string]int, len(all))
	for i, c := range all {
		best = math.Min(best, c.BM25)
		if articles[c.Article] == nil {
			articles[c.Article] = map[string]int{}
		}
		seen[i] = map[string]int{}
		for where, text := range map[int]string{inText: c.Words, inHeading: c.Heading, inTitle: c.Title} {
			for word := range strings.SplitSeq(text, " ") {
				seen[i][word] |= where
				articles[c.Article][word] |= where
			}
		}
	}
	ranked := make([]Ranked, len(all))
	for i := range all {
		c := &all[i]
		passage, title := q.covered(c, seen[i])
		article, _ := q.covered(c, articles[c.Article])
		score := ofPassage*passage/total + ofArticle*article/total + ofTitle*title/total + ofName*q.named(c) + ofNeighbor*q.neighbours(c)
		if best < 0 {
			score += ofBM25 * c.BM25 / best
		}
		if !slices.Contains(q.languages, base(c.Language)) {
			score *= otherLanguage
		}
		ranked[i] = Ranked{i, score, score >= Fitting}
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int { return compare(b.Score, a.Score) })
	return ranked
}

// covered is how much of the question's weight the words have, and how much of it the title.
func (q *Question) covered(c *Candidate, words map[string]int) (all, title float64) {
	for i := range q.terms {
		t := &q.terms[i]
		value, named := 0.0, 0.0
		count := func(word string, worth float64) {
			if where := words[word]; where != 0 {
				value = max(value, worth)
				if where&inTitle != 0 {
					named = max(named, worth)
				} else if where&inHeading != 0 {
					named = max(named, worth/2)
				}
			}
		}
		exact, same := 1.0, sameMatch
		if t.phrase {
			exact, same = loneMatch, 1
		}
		near := nearMatch
		if !slices.Contains(q.languages, base(c.Language)) {
			exact, near = exact*foreignMatch, near*foreignMatch
		}
		for _, form := range t.in(c.Language, q.languages) {
			count(form, exact)
		}
		for _, concept := range t.concepts {
			count(concept, same*t.says[concept])
		}
		for _, word := range t.near {
			count(word, near)
		}
		if len(t.parts) == 2 {
			whole := value
			for _, part := range t.parts {
				if words[part] != 0 {
					whole += nearMatch / 2
				}
			}
			value = max(value, min(whole, nearMatch))
		}
		all += value * t.weight
		title += named * t.weight
	}
	return all, title
}

// in are the forms of a term in a passage's language, and in the question's.
func (t *term) in(tag string, languages []string) []string {
	forms := t.forms[base(tag)]
	for _, language := range languages {
		if language != base(tag) {
			forms = append(forms[:len(forms):len(forms)], t.forms[language]...)
		}
	}
	return forms
}

// named is how much of the title the question says.
func (q *Question) named(c *Candidate) float64 {
	n, found := 0, 0
	for word := range strings.FieldsSeq(c.Title) {
		if strings.HasPrefix(word, mark) {
			continue
		}
		n++
		if slices.ContainsFunc(q.terms, func(t term) bool {
			return slices.Contains(t.in(c.Language, q.languages), word) || slices.Contains(t.near, word)
		}) {
			found++
		}
	}
	return float64(found) / float64(max(n, 1))
}

// neighbours is how many of the question's neighbours are neighbours in the passage.
func (q *Question) neighbours(c *Candidate) float64 {
	places := map[string][]int{}
	at := 0
	for _, text := range []string{c.Title, c.Heading, c.Words} {
		for word := range strings.FieldsSeq(text) {
			places[word] = append(places[word], at)
			at++
		}
		at += 10
	}
	pairs, found := 0, 0
	for i := 1; i < len(q.terms); i++ {
		a, b := q.terms[i-1].in(c.Language, q.languages), q.terms[i].in(c.Language, q.languages)
		if len(a) == 0 || len(b) == 0 {
			continue
		}
		pairs++
		if beside(places[a[0]], places[b[0]]) {
			found++
		}
	}
	return float64(found) / float64(max(pairs, 1))
}

func beside(a, b []int) bool {
	for _, x := range a[:min(len(a), 50)] {
		for _, y := range b[:min(len(b), 50)] {
			if y-x > 0 && y-x <= 2 || x-y == 1 {
				return true
			}
		}
	}
	return false
}
