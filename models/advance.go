package models

import (
	"time"

	"deskbell/models/flow"
)

// Advance lets a timer that is due do its work: the waiting time is over, or the flow goes on. A
// timer that belongs to nothing any more is taken away.
func Advance(token string, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		gone := Change{Cancelled: []string{token}}
		if c.Flow.Wait == nil || c.Flow.Wait.Token != token {
			return gone, nil
		}
		d := newDraft(c, now)
		d.change.Cancelled = append(d.change.Cancelled, token)
		switch {
		case c.State == StateWaiting && c.Flow.Wait.Kind == flow.WaitPerson:
			next, err := d.nobody(d.liveChat(), "timeout")
			if err == nil && next != nil {
				err = d.step(*next)
			}
			return d.done(), err
		case c.State == StateBot && c.Flow.Wait.Kind == flow.WaitTimer:
			err := d.step(flow.Event{Kind: flow.EventTimer, Token: token})
			return d.done(), err
		}
		return gone, nil
	}
}
