package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// How much of a question is read: nobody says what they want only behind that.
const (
	longestQuestion = 4_000 // bytes
	mostWords       = 200
	mostTerms       = 16
	mostGuesses     = 6 // words that are looked for as mistyped
)

// shortened are words that people write without their apostrophe: "cant".
var shortened = regexp.MustCompile(`(?i)\b(can|don|doesn|didn|isn|wasn|hasn|haven|hadn|won|wouldn|shouldn|couldn|aren|weren)t\b`)

// Question is what words look for.
type Question struct {
	languages []string // those it may be in
	all       []string // those and the passages'
	terms     []term
}

// term is a word of a question that says something.
type term struct {
	at       int
	word     string
	forms    map[string][]string // by language
	concepts []string            // what it is a name of, alone or with its neighbours
	near     []string            // words that may be meant
	parts    []string            // words that it is put together of
	soft     bool                // it is nothing but a name for something
	phrase   bool                // it is a part of a name of several words
	weak     bool
	says     map[string]float64 // how much each of concepts says
	weight   float64
}

// Question reads one. declared is the language it may be in, "" where nobody knows; written are those of the passages.
func (l *Lexicon) Question(text, declared string, written []string) *Question {
	if len(text) > longestQuestion {
		end := longestQuestion
		for !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	words := wordsOf(shortened.ReplaceAllString(strings.ToValidUTF8(text, " "), "$1 t"))
	words = words[:min(len(words), mostWords)]
	q := &Question{}
	for _, tag := range written {
		if !slices.Contains(q.all, base(tag)) {
			q.all = append(q.all, base(tag))
		}
	}
	q.languages = l.languagesOf(words, base(declared), q.all)
	for _, language := range q.languages {
		if !slices.Contains(q.all, language) {
			q.all = append(q.all, language)
		}
	}
	l.read(q, words)
	return q
}

// languagesOf are those that most of the words without meaning are of; where that does not tell, the declared one, else all.
func (l *Lexicon) languagesOf(words []string, declared string, written []string) []string {
	most := 0
	var best []string
	for language, stop := range l.stop {
		n := 0
		for _, word := range words {
			if stop[fold(word)] {
				n++
			}
		}
		if n > most {
			most, best = n, nil
		}
		if n == most && n > 0 {
			best = append(best, language)
		}
	}
	switch {
	case declared != "" && (most == 0 || slices.Contains(best, declared)):
		return []string{declared}
	case most == 0:
		return written
	}
	slices.Sort(best)
	return best
}

// read finds the terms.
func (l *Lexicon) read(q *Question, words []string) {
	names := make([][]string, len(words)) // of what each word is a name, or a part of one
	empty, weak, phrase := make([]bool, len(words)), make([]bool, len(words)), make([]bool, len(words))
	var soft []term
	for _, language := range q.languages {
		forms := make([][]string, len(words))
		for i, word := range words {
			forms[i] = l.forms(language, word)
			empty[i] = empty[i] || l.empty(language, word)
			weak[i] = weak[i] || l.weak[language][fold(word)]
		}
		for i := range words {
			for _, c := range l.concepts(language, forms[i:]) {
				for j := i; j < i+c.words; j++ {
					names[j] = append(names[j], c.concept)
					phrase[j] = phrase[j] || c.words > 1
				}
			}
		}
	}
	had := map[string]bool{}
	for i, word := range words {
		switch {
		case had[fold(word)]:
		case !empty[i]:
			had[fold(word)] = true
			t := term{at: i, word: fold(word), forms: map[string][]string{}, concepts: names[i],
				phrase: phrase[i], weak: weak[i] && !phrase[i]}
			for _, language := range q.all {
				t.forms[language] = l.forms(language, word)
			}
			q.terms = append(q.terms, t)
		default:
			for _, name := range names[i] {
				if !had[name] {
					had[name] = true
					soft = append(soft, term{at: i, concepts: []string{name}, soft: true})
				}
			}
		}
	}
	for _, s := range soft { // "how long": only the words together mean something
		if !slices.ContainsFunc(q.terms, func(t term) bool { return slices.Contains(t.concepts, s.concepts[0]) }) {
			q.terms = append(q.terms, s)
		}
	}
}

// Words are those that passages are looked for by, the rarest first, and in how many passages they stand in all at most.
func (q *Question) Words(v *Vocabulary, most int) []string {
	var all []string
	for _, t := range q.terms {
		for _, forms := range t.forms {
			all = append(all, forms...)
		}
		all = append(append(append(all, t.concepts...), t.near...), t.parts...)
	}
	all = slices.DeleteFunc(all, func(word string) bool { return v.Words[word] == 0 })
	slices.SortFunc(all, func(a, b string) int {
		if d := v.Words[a] - v.Words[b]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	all = slices.Compact(all)
	sum := 0
	for i, word := range all {
		if sum += v.Words[word]; i >= 3 && sum > most || i >= 32 {
			return all[:i]
		}
	}
	return all
}
