package main

import "context"

// purgeErased takes the words of what was erased out of the search index: soon after, and should that fail, or
// the program be ended, with the next one or the next start.
func (a *app) purgeErased(ctx context.Context) {
	for ctx.Err() == nil {
		if err := a.store.PurgeSearch(ctx); err != nil {
			a.complain(ctx, "search index without what was erased", err)
			sleep(ctx, indexRetry)
			continue
		}
		select {
		case <-ctx.Done():
		case <-a.store.PurgeWanted():
		}
	}
}
