package main

import (
	"context"
	"errors"
	"time"

	"deskbell/handlers/live"
	"deskbell/models"
)

// guestsEvery is how often it is looked after guests: streams of somebody who was put out end within 5 s, and a
// chat goes on soon after its guest has been gone for long enough.
const guestsEvery = 3 * time.Second

// mindGuests ends the streams of guests who are not in any more, and finds somebody else for chats whose guest has
// gone.
func (a *app) mindGuests(ctx context.Context) {
	var up awake
	a.every(ctx, guestsEvery, "guests", func() error {
		return errors.Join(a.endGuests(ctx, utcNow()), a.freeGuests(ctx, up.since(utcNow()), utcNow()))
	})
}

// endGuests does so when the link has ended; who leaves or is removed is told at once, by the turn that does it.
func (a *app) endGuests(ctx context.Context, now time.Time) error {
	var failed error
	for _, owner := range a.hub.Owners() {
		id := live.GuestOf(owner)
		if id == "" {
			continue
		}
		err := a.store.GuestIn(ctx, id, now)
		if models.CodeOf(err) == models.CodeNotFound {
			a.hub.End(owner)
		} else {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// freeGuests takes chats from guests whose page has been closed for too long, since this program
// has gone on without a break.
func (a *app) freeGuests(ctx context.Context, began, now time.Time) error {
	gone, err := a.store.GuestsGone(ctx, now, idleAtATime)
	return errors.Join(err, a.turnEach(ctx, gone, models.GuestGone(began, now)))
}
