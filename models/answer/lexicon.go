package answer

import (
	_ "embed" // the lists of words
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed words/stop.txt
var stopWords string

//go:embed words/same.txt
var sameWords string

// mark begins a word of the index that stands for all that is called the same; no text has it, as Lexicon leaves it out.
const mark = "\ue000"

// How many stems are remembered of a language, and of how many languages.
const (
	mostStems     = 20_000
	mostLanguages = 30
)

// Lexicon knows how words of several languages are compared. It may be used by many at once.
type Lexicon struct {
	stem func(language, word string) string
	stop map[string]map[string]bool // by language, without marks
	weak map[string]map[string]bool
	same map[string]map[string][]phrase // by language and the first word's form

	mu    sync.Mutex
	known map[string]map[string][]string // forms by language and word
}

// phrase is a name of something that has others.
type phrase struct {
	rest    [][]string // forms of the words behind the first
	concept string
}

// NewLexicon is one that brings words to their stem by a function; that gives back a word as it is where it does not know
// the language.
func NewLexicon(stem func(language, word string) string) *Lexicon {
	l := &Lexicon{stem: stem, stop: map[string]map[string]bool{}, weak: map[string]map[string]bool{},
		same: map[string]map[string][]phrase{}, known: map[string]map[string][]string{}}
	for line := range strings.Lines(stopWords) {
		if language, words, ok := listed(line); ok {
			if weak, ok := strings.CutSuffix(language, " weak"); ok {
				add(l.weak, weak, words)
			} else {
				add(l.stop, language, words)
			}
		}
	}
	for line := range strings.Lines(sameWords) {
		concept, rest, ok := strings.Cut(line, "|")
		if !ok || line[0] == '#' {
			continue
		}
		for part := range strings.SplitSeq(rest, "|") {
			if language, words, ok := listed(part); ok {
				l.addSame(language, mark+strings.TrimSpace(concept), words)
			}
		}
	}
	return l
}

// listed reads "en: words".
func listed(text string) (language, words string, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" || text[0] == '#' {
		return "", "", false
	}
	return strings.Cut(text, ":")
}

func add(to map[string]map[string]bool, language, words string) {
	if to[language] == nil {
		to[language] = map[string]bool{}
	}
	for word := range strings.FieldsSeq(words) {
		to[language][fold(word)] = true
	}
}

func (l *Lexicon) addSame(language, concept, names string) {
	if l.same[language] == nil {
		l.same[language] = map[string][]phrase{}
	}
	for name := range strings.SplitSeq(names, ",") {
		words := wordsOf(name)
		if len(words) == 0 {
			continue
		}
		p := phrase{concept: concept}
		for _, word := range words[1:] {
			p.rest = append(p.rest, l.forms(language, word))
		}
		for _, first := range l.forms(language, words[0]) {
			l.same[language][first] = append(l.same[language][first], p)
		}
	}
}

// form is a word as it is compared: its stem without the marks of Latin letters.
func (l *Lexicon) form(language, word string) string { return l.forms(language, word)[0] }

// forms are all that a word may be written as, first its form: people leave out the marks of letters.
func (l *Lexicon) forms(language, word string) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	known := l.known[language]
	if forms, ok := known[word]; ok {
		return forms
	}
	if known == nil || len(known) >= mostStems {
		if len(l.known) >= mostLanguages {
			clear(l.known)
		}
		known = map[string][]string{}
		l.known[language] = known
	}
	all := []string{l.stemmed(language, word)}
	if plain := spelled(language, word); plain != word {
		if form := l.stemmed(language, plain); form != all[0] {
			all = append(all, form)
		}
	}
	known[word] = all
	return all
}

func (l *Lexicon) stemmed(language, word string) string {
	if utf8.RuneCountInString(word) > 2 {
		if stem := fold(l.stem(language, word)); stem != "" {
			return stem
		}
	}
	return fold(word)
}

// spelled is a word as it would be written without marks, or with them: "zurueck".
func spelled(language, word string) string {
	if !ascii(word) {
		return fold(word)
	}
	if language == "de" && len(word) > 4 && strings.Contains(word, "e") {
		word = strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(word, "ae", "a"), "oe", "o"), "ue", "u")
	}
	return word
}

// Index is a text as the index has it: the forms of its words, and what they stand for behind them.
func (l *Lexicon) Index(tag, text string) string {
	language := base(tag)
	words := wordsOf(Plain(text))
	forms := make([][]string, len(words))
	var out, more strings.Builder
	had := map[string]bool{}
	for i, word := range words {
		forms[i] = l.forms(language, word)
		if l.empty(language, word) {
			continue
		}
		out.WriteString(forms[i][0])
		out.WriteByte(' ')
		for _, other := range forms[i][1:] {
			if !had[other] {
				had[other] = true
				more.WriteString(other)
				more.WriteByte(' ')
			}
		}
	}
	for i := range forms {
		for _, c := range l.concepts(language, forms[i:]) {
			if !had[c.concept] {
				had[c.concept] = true
				more.WriteString(c.concept)
				more.WriteByte(' ')
			}
		}
	}
	return strings.TrimSuffix(out.String()+more.String(), " ")
}

// empty says whether a word says nothing.
func (l *Lexicon) empty(language, word string) bool {
	if len(word) == 1 && (word[0] < '0' || word[0] > '9') || strings.Contains(word, mark) {
		return true
	}
	return l.stop[language][fold(word)]
}

// called is something that words are a name of, and how many they are.
type called struct {
	concept string
	words   int
}

// concepts are what the words at the beginning of a text are names of.
func (l *Lexicon) concepts(language string, forms [][]string) []called {
	var all []called
	for _, first := range forms[0] {
		for _, p := range l.same[language][first] {
			c := called{p.concept, 1 + len(p.rest)}
			if p.at(forms[1:]) && !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	return all
}

func (p phrase) at(forms [][]string) bool {
	if len(forms) < len(p.rest) {
		return false
	}
	for i, part := range p.rest {
		if !overlap(part, forms[i]) {
			return false
		}
	}
	return true
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(form string) bool { return slices.Contains(b, form) })
}
