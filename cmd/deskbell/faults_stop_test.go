package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/models"
)

// writer is one of many visitors who write without a pause.
type writer struct {
	name, token, address string
	acknowledged         int // messages 1 … of this number
}

// next sends the message behind the acknowledged ones; false: the server is gone or refuses.
func (w *writer) next(base string) bool {
	n := w.acknowledged + 1
	form := url.Values{"client_id": {fmt.Sprintf("%s-number-%04d", w.name, n)}, "text": {fmt.Sprintf("%s says %04d.", w.name, n)}}
	r, err := http.NewRequest("POST", base+"/w/demo/say", strings.NewReader(form.Encode()))
	if err != nil {
		return false
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Authorization", "Bearer "+w.token)
	r.Header.Set("X-Forwarded-For", w.address)
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer got.Body.Close()
	_, _ = io.Copy(io.Discard, got.Body)
	if got.StatusCode != http.StatusNoContent {
		return false
	}
	w.acknowledged = n
	return true
}

var saidPattern = regexp.MustCompile(`(v\d+) says (\d+)\.`)

// F30
func TestServe_StoppedWhileManyWrite_KeepsEachOnceAndStopsSoon(t *testing.T) {
	folder := shop(t)
	serving := func() (*started, string) {
		s := start(t, "serve", "--addr", "127.0.0.1:0", "--data", folder, "--trusted-proxies", "127.0.0.1/32")
		base := strings.TrimPrefix(s.until(t, "Deskbell is at"), "Deskbell is at ")
		s.until(t, "keep it to yourself")
		return s, base
	}
	s, base := serving()
	writers := make([]*writer, 12)
	for i := range writers {
		writers[i] = &writer{name: fmt.Sprintf("v%d", i), token: fmt.Sprintf("%043d", i), address: fmt.Sprintf("10.0.0.%d", i)}
	}
	var total atomic.Int64
	enough, all := make(chan struct{}), sync.WaitGroup{}
	for _, w := range writers {
		all.Go(func() {
			for w.next(base) {
				if total.Add(1) == 100 {
					close(enough)
				}
			}
		})
	}
	select {
	case <-enough:
	case <-time.After(patience):
		t.Fatalf("only %d messages", total.Load())
	}
	began := time.Now()
	if code := s.end(t); code != exitDone {
		t.Errorf("exit %d, %s", code, s.log)
	}
	if took := time.Since(began); took > 2*stopTimeout {
		t.Errorf("stopping took %v", took)
	}
	all.Wait()
	s, base = serving()
	for _, w := range writers {
		if !w.next(base) { // the one that was not acknowledged, again
			t.Errorf("%s: number %d is refused after the restart", w.name, w.acknowledged+1)
		}
	}
	if code := s.end(t); code != exitDone {
		t.Errorf("exit %d, %s", code, s.log)
	}
	http.DefaultClient.CloseIdleConnections()
	for _, w := range writers {
		if got := saidIn(t, folder, w.name); got != w.acknowledged {
			t.Errorf("%s: %d were acknowledged, %d are kept", w.name, w.acknowledged, got)
		}
	}
}

// saidIn is how many messages of one writer are kept; each has to be there once, in order.
func saidIn(t *testing.T, folder, name string) int {
	t.Helper()
	store, err := db.Open(context.Background(), db.Options{Path: filepath.Join(folder, db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	who, count := models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, 0
	for _, state := range models.States() {
		list, err := store.List(t.Context(), who, models.ListQuery{State: state, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			entries, err := store.EntriesAfter(t.Context(), who, models.Position{Conversation: c.ID, Limit: 500})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				found := saidPattern.FindStringSubmatch(e.Text)
				if found == nil || found[1] != name || e.Author.Kind != models.ByVisitor {
					continue
				}
				if count++; found[2] != fmt.Sprintf("%04d", count) {
					t.Errorf("%s: %s where number %d has to come", name, found[2], count)
				}
			}
		}
	}
	return count
}
