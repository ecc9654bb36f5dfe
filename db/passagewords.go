package db

import (
	"sync"
	"time"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"

	"deskbell/models/answer"
)

// How long words of passages are remembered though they have changed: as long as it takes to read them, many times over,
// but never for less than it takes nobody to notice.
const (
	vocabularyShare = 40
	vocabularyQuick = 10 * time.Millisecond
)

// mostVocabulary is how many words are remembered; a help centre has some ten thousand.
const mostVocabulary = 500_000

// passages is what is remembered for finding them.
type passages struct {
	lexicon func() *answer.Lexicon
	broken  func(article string, why any, stack []byte) // is told what could not be cut; nil: nobody is

	mu   sync.Mutex
	last *knownWords
}

// knownWords are those that there were at a number of the counter.
type knownWords struct {
	vocabulary *answer.Vocabulary
	languages  []string
	at         int64
	read       time.Time
	took       time.Duration
}

func newPassages(broken func(article string, why any, stack []byte)) *passages {
	return &passages{broken: broken, lexicon: sync.OnceValue(func() *answer.Lexicon { return answer.NewLexicon(stem) })}
}

// known are the words of all passages. Where reading them takes its time they may be some seconds old.
func (p *passages) known(on asker) (*knownWords, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var at int64
	if err := on.Row("SELECT value FROM counters WHERE name = 'passages'").Scan(&at); err != nil {
		return nil, err
	}
	if k := p.last; k != nil && (k.at == at || k.took > vocabularyQuick && time.Since(k.read) < vocabularyShare*k.took) {
		return k, nil
	}
	began := time.Now()
	k := &knownWords{at: at}
	words, n := map[string]int{}, 0
	err := on.Each("SELECT term, doc FROM passages_words LIMIT CAST($1 AS BIGINT)", []any{mostVocabulary}, func(row scanner) error {
		var word string
		var passages int
		err := row.Scan(&word, &passages)
		words[word] = passages
		return err
	})
	if err == nil {
		err = on.Row("SELECT COUNT(*) FROM passages").Scan(&n)
	}
	if err == nil {
		k.languages, err = ids[string](on, "SELECT DISTINCT language FROM articles WHERE published ORDER BY language")
	}
	if err != nil {
		return nil, err
	}
	k.vocabulary = answer.NewVocabulary(n, words)
	k.read, k.took = time.Now(), time.Since(began)
	p.last = k
	return k, nil
}

// stem is the stem of a word in small letters; the word in a language that has none here.
func stem(language, word string) string {
	env := snowballstem.NewEnv(word)
	switch language {
	case "en":
		english.Stem(env)
	case "de":
		german.Stem(env)
	case "fr":
		french.Stem(env)
	case "es":
		spanish.Stem(env)
	case "it":
		italian.Stem(env)
	case "pt":
		portuguese.Stem(env)
	case "nl":
		dutch.Stem(env)
	}
	return env.Current()
}
