package db

import (
	"context"
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

	mu      sync.Mutex
	last    *knownWords
	reading chan struct{} // closed when who reads them anew has ended; nil: nobody does
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

// known are the words of all passages. Where reading them takes its time they may be some seconds old, and while one
// reads them anew all others go on with those they have. Who has none waits, until ctx ends.
func (p *passages) known(ctx context.Context, on asker) (*knownWords, error) {
	var at int64
	if err := on.Row("SELECT value FROM counters WHERE name = 'passages'").Scan(&at); err != nil {
		return nil, err
	}
	var enough <-chan time.Time // of waiting; nil: never
	for {
		k, reading, mine := p.held(at)
		if mine {
			return p.anew(on)
		}
		if reading == nil {
			return k, nil
		}
		if k != nil && enough == nil {
			enough = time.After(vocabularyQuick)
		}
		select {
		case <-reading:
		case <-enough:
			return k, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// held are the words that there are, and what to wait for before they are used. They are the caller's to read anew where
// it says so: with anew, in any case.
func (p *passages) held(at int64) (k *knownWords, reading chan struct{}, mine bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	k = p.last
	slow := k != nil && k.took > vocabularyQuick
	switch {
	case k != nil && k.at >= at, slow && time.Since(k.read) < vocabularyShare*k.took, slow && p.reading != nil:
		return k, nil, false
	case p.reading != nil:
		return k, p.reading, false
	}
	p.reading = make(chan struct{})
	return k, p.reading, true
}

// anew reads the words for all. Where it fails, one of those who wait reads them.
func (p *passages) anew(on asker) (k *knownWords, err error) {
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if k != nil {
			p.last = k
		}
		close(p.reading)
		p.reading = nil
	}()
	return wordsNow(on)
}

func wordsNow(on asker) (*knownWords, error) {
	began := time.Now()
	k := &knownWords{}
	words, n := map[string]int{}, 0
	err := on.Row("SELECT value FROM counters WHERE name = 'passages'").Scan(&k.at)
	if err == nil {
		err = on.Each("SELECT term, doc FROM passages_words LIMIT CAST($1 AS BIGINT)", []any{mostVocabulary}, func(row scanner) error {
			var word string
			var passages int
			err := row.Scan(&word, &passages)
			words[word] = passages
			return err
		})
	}
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
