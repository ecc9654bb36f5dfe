package main

import (
	"context"
	"errors"
	"time"
)

// How often is swept, and looked for lost files. The leases are shorter by sweepSlack: no tick comes to the millisecond,
// and one that came earlier than the last would be left out.
const (
	sweepEvery = time.Hour
	lostEvery  = 24 * time.Hour
	sweepSlack = sweepEvery / 2
)

// sweep removes sessions and secrets that have expired, and files that were never sent.
func (a *app) sweep(ctx context.Context) {
	a.every(ctx, sweepEvery, "sweeping", func() error { return a.sweepOnce(ctx, utcNow()) })
}

func (a *app) sweepOnce(ctx context.Context, now time.Time) error {
	mine, err := a.store.LeaseJob(ctx, "sweep", now, sweepEvery-sweepSlack)
	if err != nil || !mine {
		return err
	}
	for left := int64(1); left > 0 && err == nil && ctx.Err() == nil; {
		left, err = a.store.Sweep(ctx, now)
	}
	return errors.Join(err, a.sweepFiles(ctx, now))
}

func (a *app) sweepFiles(ctx context.Context, now time.Time) error {
	for left := 1; left > 0 && ctx.Err() == nil; {
		var err error
		if left, err = a.store.SweepFiles(ctx, now); err != nil {
			return err
		}
	}
	mine, err := a.store.LeaseJob(ctx, "lost files", now, lostEvery-sweepSlack)
	if err != nil || !mine {
		return err
	}
	return a.store.SweepLost(ctx, now)
}
