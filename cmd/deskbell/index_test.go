package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/db"
)

// M-19
func TestIndexing_AfterAQuietNight_FollowsAtOnce(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var hours, looks atomic.Int64 // at the clock: at the beginning, and before and after each step
	wanted, pauses := make(chan struct{}), make(chan time.Duration)
	x := indexing{wanted: wanted, log: slog.New(slog.DiscardHandler),
		now: func() time.Time {
			defer looks.Add(1)
			return time.Unix(0, 0).Add(time.Duration(hours.Load()) * time.Hour)
		},
		some:  func(context.Context) (db.IndexStep, error) { return db.IndexStep{}, nil },
		pause: func(_ context.Context, d time.Duration) { pauses <- d },
	}
	over := make(chan struct{})
	go func() { defer close(over); x.run(ctx) }()
	for n := range int64(3) {
		eventually(t, "a step is over", func() bool { return looks.Load() == 1+2*(n+1) })
		hours.Add(8)
		wanted <- struct{}{}
		if d := <-pauses; d != indexBreath {
			t.Errorf("search follows %v after what was said", d)
		}
	}
	stop()
	<-over
}
