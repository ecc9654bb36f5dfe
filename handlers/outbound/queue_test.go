package outbound

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// F36
func TestQueue_PanicAtOne_IsNotedAndTheOthersGoOn(t *testing.T) {
	var lock sync.Mutex
	var log bytes.Buffer
	left, done, broken := []string{"a", "bad", "b", "c"}, make(chan string, 4), make(chan string, 4)
	q := Queue[string, string]{Name: "letters", AtOnce: 1, OfOne: 1, Of: func(one string) string { return one }, Now: time.Now, Log: slog.New(slog.NewTextHandler(&log, nil)),
		Lease: func(context.Context, time.Time, []string) (string, error) {
			lock.Lock()
			defer lock.Unlock()
			if len(left) == 0 {
				return "", models.ErrNotFound
			}
			one := left[0]
			left = left[1:]
			return one, nil
		},
		NextAt:  func(context.Context) (time.Time, error) { return time.Time{}, models.ErrNotFound },
		Recover: func(context.Context, time.Time) error { return nil },
		Do: func(_ context.Context, one string) {
			if one == "bad" {
				panic("bad letter")
			}
			done <- one
		},
		Broken: func(_ context.Context, one string, _ time.Time) error { broken <- one; return nil }}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); q.Run(ctx) }()
	for _, want := range []string{"a", "b", "c"} {
		if got := <-done; got != want {
			t.Errorf("%s was done, not %s", got, want)
		}
	}
	cancel()
	<-ended
	if got := <-broken; got != "bad" || len(broken) != 0 {
		t.Errorf("%s is noted, and %d more", got, len(broken))
	}
	if text := log.String(); !strings.Contains(text, "bad letter") || !strings.Contains(text, "queue_test.go") || strings.Count(text, "panicked") != 1 {
		t.Errorf("the log:\n%s", text)
	}
}

func TestSetback_OfWhatTheProgramFailsAt_WaitsLongerAndEnds(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	last := time.Duration(0)
	for tries := 1; tries < mostBroken; tries++ {
		back := Setback(models.Delivery{ID: "d", Tries: tries}, now)
		wait := back.Next.Sub(now)
		if back.ID != "d" || back.Error == "" || wait < last || wait < 2*time.Second || wait > time.Minute {
			t.Errorf("after %d: %+v", tries, back)
		}
		last = wait
	}
	if back := Setback(models.Delivery{Tries: mostBroken}, now); !back.Next.IsZero() {
		t.Errorf("it never ends: %+v", back)
	}
}
