package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"
)

// cutRest is how much longer than the cutting of some articles is left to others.
const cutRest = 2

// cutArticles cuts at the start what has no passages yet: articles of an older database, or of a backup of one. What is
// saved later is cut with it.
func (a *app) cutArticles(ctx context.Context) {
	for ctx.Err() == nil {
		began := time.Now()
		more, err := a.store.CutSome(ctx)
		switch {
		case err != nil:
			a.complain(ctx, "passages", err)
			sleep(ctx, indexRetry)
		case !more:
			return
		default:
			sleep(ctx, cutRest*time.Since(began))
		}
	}
}

// uncut logs an article that could not be cut: without passages no question is answered from it.
func uncut(log *slog.Logger) func(article string, why any, stack []byte) {
	return func(article string, why any, stack []byte) {
		log.Error("an article could not be cut into passages", "article", article, "panic", fmt.Sprintf("%.300s", fmt.Sprint(why)), "stack", string(stack))
	}
}
