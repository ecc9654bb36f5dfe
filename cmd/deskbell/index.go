package main

import (
	"context"
	"time"
)

// How search follows what is said: what is said in one breath is indexed at once, and twice as long as it took
// is left to others. Catching up that takes longer than indexSilent is told about now and then.
const (
	indexBreath = 250 * time.Millisecond
	indexRest   = 2
	indexSilent = 10 * time.Second
	indexRetry  = 5 * time.Second
)

// indexSearch brings what turns do into the index of search, and at the start what was not brought there yet:
// of a database that had none, everything.
func (a *app) indexSearch(ctx context.Context) {
	told := time.Now()
	behind := false
	for ctx.Err() == nil {
		began := time.Now()
		step, err := a.store.IndexSome(ctx)
		if err != nil {
			a.complain(ctx, "search index", err)
			sleep(ctx, indexRetry)
			continue
		}
		if step.Round && time.Since(told) > indexSilent {
			told, behind = time.Now(), true
			a.log.Info("search index is catching up", "conversations", step.Looked, "of about", step.All)
		}
		if step.More {
			sleep(ctx, indexRest*time.Since(began))
			continue
		}
		if behind {
			behind = false
			a.log.Info("search index has caught up", "conversations", step.Looked)
		}
		select {
		case <-ctx.Done():
		case <-a.store.IndexWanted():
			sleep(ctx, max(indexBreath, indexRest*time.Since(began)))
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
