package db

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/models"
)

// slowWords are reads at which words take as long as the test says.
type slowWords struct {
	asker
	begun chan struct{} // somebody reads
	end   chan error    // how that ends
	times atomic.Int64
}

func (s *slowWords) Each(query string, args []any, read func(scanner) error) error {
	if !strings.Contains(query, "FROM passages_words") {
		return s.asker.Each(query, args, read)
	}
	s.times.Add(1)
	s.begun <- struct{}{}
	if err := <-s.end; err != nil {
		return err
	}
	return s.asker.Each(query, args, read)
}

func newSlowWords(s *Store) *slowWords {
	return &slowWords{asker: s.reads(context.Background()), begun: make(chan struct{}), end: make(chan error)}
}

// apple is a store with an article, and saves it with other words.
func apple(t *testing.T) (s *Store, save func(body string)) {
	t.Helper()
	s = openNew(t)
	a := written(t, s, models.Article{Title: "A", Language: "en", Body: "apricot", Published: true}, "")
	return s, func(body string) {
		t.Helper()
		a.Body = body
		a = written(t, s, a, "")
	}
}

// went is what came of asking for words.
type went struct {
	k   *knownWords
	err error
}

func (p *passages) asked(ctx context.Context, on asker) <-chan went {
	done := make(chan went, 1)
	go func() {
		k, err := p.known(ctx, on)
		done <- went{k, err}
	}()
	return done
}

func TestKnown_FirstWords_AreReadOnceAndAllWait(t *testing.T) {
	s, _ := apple(t)
	on := newSlowWords(s)
	first := s.passages.asked(t.Context(), on)
	<-on.begun
	ended, end := context.WithCancel(t.Context())
	end()
	if k, err := s.passages.known(ended, on); k != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("who goes away gets %v, %v", k, err)
	}
	var all []<-chan went
	for range 8 {
		all = append(all, s.passages.asked(t.Context(), on))
	}
	on.end <- nil
	want := <-first
	if want.err != nil {
		t.Fatal(want.err)
	}
	for _, one := range all {
		if got := <-one; got != want {
			t.Errorf("%+v", got)
		}
	}
	if n := on.times.Load(); n != 1 {
		t.Errorf("read %d times", n)
	}
}

func TestKnown_ReaderFails_TheNextReads(t *testing.T) {
	s, _ := apple(t)
	on := newSlowWords(s)
	first := s.passages.asked(t.Context(), on)
	<-on.begun
	second := s.passages.asked(t.Context(), on)
	on.end <- errFull
	if got := <-first; got.k != nil || !errors.Is(got.err, errFull) {
		t.Errorf("%+v", got)
	}
	<-on.begun
	on.end <- nil
	if got := <-second; got.err != nil || got.k == nil {
		t.Errorf("%+v", got)
	}
}

// The question that reads panics: others do not wait for it for ever.
func TestKnown_ReaderPanics_TheNextReads(t *testing.T) {
	s, _ := apple(t)
	func() {
		defer func() { _ = recover() }()
		_, _ = s.passages.known(t.Context(), panicking{s.reads(t.Context())})
	}()
	if foundSlugs(t, s, "apricot") != "a" {
		t.Error("nothing is found")
	}
}

type panicking struct{ asker }

func (panicking) Each(string, []any, func(scanner) error) error { panic("on fire") }

func TestKnown_ReadAnew_OthersGoOnWithThoseTheyHave(t *testing.T) {
	for name, took := range map[string]time.Duration{"reading takes its time": time.Second, "it was quick before": 0} {
		t.Run(name, func(t *testing.T) {
			s, save := apple(t)
			on := newSlowWords(s)
			if foundSlugs(t, s, "apricot") != "a" {
				t.Fatal("nothing is found")
			}
			old := s.passages.last
			old.took, old.read = took, time.Now().Add(-time.Hour)
			save("banana")
			reader := s.passages.asked(t.Context(), on)
			<-on.begun
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() {
					if k, err := s.passages.known(t.Context(), on); err != nil || k != old {
						t.Errorf("%v, %v", k, err)
					}
				})
			}
			all.Wait() // while it is read
			on.end <- nil
			if got := <-reader; got.err != nil || got.k == old || got.k != s.passages.last || on.times.Load() != 1 {
				t.Errorf("%+v, read %d times", got, on.times.Load())
			}
			if foundSlugs(t, s, "banana") != "a" {
				t.Error("the new words are not found")
			}
		})
	}
}

// Who asks after an article was saved does not take words for new that were read before.
func TestKnown_SavedWhileWordsAreRead_AreReadOnceMore(t *testing.T) {
	s, save := apple(t)
	on := newSlowWords(s)
	first := s.passages.asked(t.Context(), on)
	<-on.begun
	save("banana")
	second := s.passages.asked(t.Context(), on)
	on.end <- nil
	got := <-first
	if got.err != nil {
		t.Fatal(got.err)
	}
	s.passages.mu.Lock()
	got.k.took = 0 // as on a machine that is not busy
	s.passages.mu.Unlock()
	select {
	case <-on.begun:
		on.end <- nil
	case <-second: // the machine is busy: words may be a moment old where they take that long
	}
	if foundSlugs(t, s, "banana") != "a" {
		t.Error("the new words are not found")
	}
}
