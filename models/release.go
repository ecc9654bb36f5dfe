package models

import (
	"errors"
	"time"

	"deskbell/models/flow"
)

// Abandon takes a live chat from an owner who is disabled, or whose browser has been gone since before: the
// visitor waits for somebody else, or the bot goes on where it was. One that is parked stays: its visitor has the
// team's last word by mail, and waits for nobody.
func Abandon(before, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if c.State != StateLive || c.GuestID != "" { // of guests: GuestGone
			return Change{}, nil
		}
		agent, err := c.Records.Agent(c.OwnerID)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return Change{}, err
		}
		if err == nil && (!agent.gone(before) || c.Parked && !agent.Disabled) {
			return Change{}, nil
		}
		d := newDraft(c, now)
		by := Author{Kind: ByAgent, ID: string(c.OwnerID), Name: c.OwnerName}
		d.dropOwner()
		kind := EntryReleased
		if d.c.LeftAt.IsZero() && !d.c.AtPerson() {
			kind = EntryHandedBack // nobody else is asked: the bot goes on
		}
		d.add(Entry{Kind: kind, Author: by})
		err = d.release(c)
		return d.done(), err
	}
}

// release finds who goes on.
func (d *draft) release(live *Conversation) error {
	if w := d.c.Flow.Wait; w == nil || w.Kind != flow.WaitPerson {
		if err := d.move(StateBot); err != nil {
			return err
		}
		return d.goOn(live, flow.Event{Kind: flow.EventResume})
	}
	if err := d.move(StateWaiting); err != nil {
		return err
	}
	lc := d.liveChat()
	why, err := d.missing(lc)
	if err != nil {
		return err
	}
	if why == "" {
		d.wait(lc.WaitSeconds, d.token())
		return nil
	}
	next, err := d.nobody(lc, why)
	if err == nil && next != nil {
		err = d.step(*next)
	}
	return err
}

// gone says whether the agent can no longer answer: disabled, or without a browser since before.
func (a *Agent) gone(before time.Time) bool {
	return a.Disabled || a.ReachableUntil.Before(before)
}
