package main

import (
	"context"
	"math/rand/v2"
	"time"
)

// pace calls each for event k of an open loop: rate events a second, each at a random moment of its
// own slot, whatever became of those before. The time is the intended one, since start.
func pace(ctx context.Context, start time.Time, plan schedule, each func(k int, intended time.Duration)) {
	precise(func(sleep func(time.Duration)) {
		for k := 0; ; k++ {
			at := time.Duration((float64(k) + rand.Float64()) / plan.rate * float64(time.Second))
			if at >= plan.duration {
				return
			}
			for left := at - time.Since(start); left > 0; left = at - time.Since(start) {
				if ctx.Err() != nil {
					return
				}
				sleep(min(left, 100*time.Millisecond))
			}
			each(k, at)
		}
	})
}

// schedule is how often and how long.
type schedule struct {
	rate     float64 // a second
	duration time.Duration
}
