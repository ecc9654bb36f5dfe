package db

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// stall keeps the writer busy until release is called, so that what follows is one group.
func stall(t *testing.T, s *Store) (release func()) {
	t.Helper()
	begun, gate := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- s.Do(context.Background(), func(*Tx) error { close(begun); <-gate; return nil })
	}()
	<-begun
	return func() {
		close(gate)
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// queued waits until n callers stand in the queue.
func queued(s *Store, n int) {
	for len(s.writer.queue) < n {
		time.Sleep(time.Millisecond)
	}
}

func TestDo_OneFailsInAGroup_LeavesTheOthers(t *testing.T) {
	var groups []int
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName),
		Committed: func(members int, _ time.Duration, _ error) { groups = append(groups, members) }})
	refused := errors.New("refused")
	release := stall(t, s)
	var group sync.WaitGroup
	for i := range 9 {
		group.Go(func() {
			err := s.Do(context.Background(), func(tx *Tx) error {
				if err := setMeta(tx, fmt.Sprint("m", i), "x"); err != nil {
					return err
				}
				switch i {
				case 3:
					return refused
				case 4:
					panic("oh")
				case 5:
					_, err := tx.Exec("INSERT INTO counters (name, value) VALUES ('rev', 1)")
					return err
				}
				return nil
			})
			if (err != nil) != (i >= 3 && i <= 5) || (i == 3) != errors.Is(err, refused) {
				t.Errorf("member %d: %v", i, err)
			}
		})
	}
	queued(s, 9)
	release()
	group.Wait()
	for i := range 9 {
		_, err := metaValue(s.reads(t.Context()), fmt.Sprint("m", i))
		if (err != nil) != (i >= 3 && i <= 5) {
			t.Errorf("member %d left: %v", i, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if groups[len(groups)-1] != 9 {
		t.Errorf("groups %v: the nine were not one", groups)
	}
}

func TestDo_CallerGoneBeforeItsTurn_IsNotRun(t *testing.T) {
	s := openNew(t)
	release := stall(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- s.Do(ctx, func(tx *Tx) error { return setMeta(tx, "gone", "x") }) }()
	queued(s, 1)
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	release()
	if err := s.Writable(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := metaValue(s.reads(t.Context()), "gone"); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("it was run: %v", err)
	}
}

func TestDo_CallerGoneDuringItsTurn_IsKept(t *testing.T) {
	s := openNew(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := s.Do(ctx, func(tx *Tx) error { cancel(); return setMeta(tx, "kept", "x") })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := metaValue(s.reads(t.Context()), "kept"); err != nil {
		t.Error(err)
	}
}

func TestClose_LetsTheQueueFinishAndRefusesMore(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	release := stall(t, s)
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			if _, err := s.Turn(context.Background(), c.ID, say(fmt.Sprint(i), "x", noon)); err != nil {
				t.Error(err)
			}
		})
	}
	queued(s, 20)
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	release()
	group.Wait()
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	_, err := s.Turn(t.Context(), c.ID, say("late", "x", noon))
	wantCode(t, err, models.CodeUnavailable)
	again := openAt(t, Options{Path: s.options.Path})
	if n := len(entriesOf(t, again, c)); n != 21 {
		t.Errorf("%d entries, want 21", n)
	}
}

// F7
func TestTurn_DiskFull_IsNotKeptAndRecovers(t *testing.T) {
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName), MaxPages: 100})
	c := begin(t, s, addBot(t, s, "one"), "t1")
	kept := 1
	var full error
	for i := 0; full == nil && i < 1000; i++ {
		if _, full = s.Turn(t.Context(), c.ID, say(fmt.Sprint(i), strings.Repeat("long ", 1000), noon)); full == nil {
			kept++
		}
	}
	wantCode(t, full, models.CodeUnavailable)
	release := stall(t, s)
	var group sync.WaitGroup
	for i := range 10 {
		group.Go(func() {
			_, err := s.Turn(context.Background(), c.ID, say(fmt.Sprint("p", i), strings.Repeat("long ", 1000), noon))
			if models.CodeOf(err) != models.CodeUnavailable {
				t.Errorf("full: %v", err)
			}
		})
	}
	queued(s, 10)
	release()
	group.Wait()
	if n := len(entriesOf(t, s, c)); n != kept {
		t.Errorf("%d entries are read, %d were kept", n, kept)
	}
	if _, err := s.write.Exec("PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	turnTo(t, s, c.ID, say("after", strings.Repeat("long ", 1000), noon))
	if n := len(entriesOf(t, s, c)); n != kept+1 {
		t.Errorf("%d entries after the disk has room, want %d", n, kept+1)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestDo_TransactionLost_KeepsNothingOfTheGroup(t *testing.T) {
	s := openNew(t)
	release := stall(t, s)
	var group sync.WaitGroup
	for i := range 5 {
		group.Go(func() {
			err := s.Do(context.Background(), func(tx *Tx) error {
				if err := setMeta(tx, fmt.Sprint("m", i), "x"); err != nil || i != 3 {
					return err
				}
				_, err := tx.Exec("ROLLBACK") // as SQLite does by itself when it runs into trouble
				return err
			})
			wantCode(t, err, models.CodeUnavailable)
		})
	}
	queued(s, 5)
	release()
	group.Wait()
	for i := range 5 {
		if _, err := metaValue(s.reads(t.Context()), fmt.Sprint("m", i)); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("member %d left something: %v", i, err)
		}
	}
	if err := s.Writable(t.Context()); err != nil {
		t.Error(err)
	}
}
