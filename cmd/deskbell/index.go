package main

import (
	"context"
	"log/slog"
	"time"

	"deskbell/db"
)

// How search follows what is said: what is said in one breath is indexed at once, and twice as long as it took
// is left to others. Catching up that takes longer than indexSilent is told about now and then.
const (
	indexBreath = 250 * time.Millisecond
	indexRest   = 2
	indexSilent = 10 * time.Second
	indexRetry  = 5 * time.Second
)

// indexing brings what turns do into the index of search, and at the start what was not brought there yet: of a
// database that had none, everything.
type indexing struct {
	some     func(ctx context.Context) (db.IndexStep, error)
	wanted   <-chan struct{}
	complain func(ctx context.Context, what string, err error)
	log      *slog.Logger
	now      func() time.Time
	pause    func(ctx context.Context, d time.Duration)
}

func (a *app) indexSearch(ctx context.Context) {
	indexing{a.store.IndexSome, a.store.IndexWanted(), a.complain, a.log, time.Now, sleep}.run(ctx)
}

func (x indexing) run(ctx context.Context) {
	told := x.now()
	behind := false
	for ctx.Err() == nil {
		began := x.now()
		step, err := x.some(ctx)
		if err != nil {
			x.complain(ctx, "search index", err)
			x.pause(ctx, indexRetry)
			continue
		}
		rest := indexRest * x.now().Sub(began) // of the work alone: nobody waits for search as long as it was quiet before
		if step.Round && x.now().Sub(told) > indexSilent {
			told, behind = x.now(), true
			x.log.Info("search index is catching up", "conversations", step.Looked, "of about", step.All)
		}
		if step.More {
			x.pause(ctx, rest)
			continue
		}
		if behind {
			behind = false
			x.log.Info("search index has caught up", "conversations", step.Looked)
		}
		select {
		case <-ctx.Done():
		case <-x.wanted:
			x.pause(ctx, max(indexBreath, rest))
		}
	}
}

// sleep ends early with ctx.
func sleep(ctx context.Context, pause time.Duration) {
	wake := time.NewTimer(pause)
	defer wake.Stop()
	select {
	case <-ctx.Done():
	case <-wake.C:
	}
}
