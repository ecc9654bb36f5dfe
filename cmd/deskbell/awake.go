package main

import "time"

// stoodStill is how long between two looks says that the program stood still, or that the clock was set: loops that use
// it look far more often.
const stoodStill = time.Minute

// awake knows since when a loop has gone on without a break. While a machine sleeps nobody can show that they are there,
// as little as before the program began. The zero value begins with the first look.
type awake struct{ from, last time.Time }

// since is called at every look.
func (w *awake) since(now time.Time) time.Time {
	now = now.Round(0) // the clock on the wall: the other one may stand while the machine sleeps
	if gap := now.Sub(w.last); gap < 0 || gap > stoodStill {
		w.from = now
	}
	w.last = now
	return w.from
}
