package models

import (
	"time"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

// Advance lets a timer that is due do its work: the waiting time is over, or the flow goes on. A
// timer that belongs to nothing any more is taken away.
func Advance(token string, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if isOffer(token) {
			return offerOver(c, token, now)
		}
		if token == untakenToken {
			return untaken(c, now)
		}
		gone := Change{Cancelled: []string{token}}
		if c.State == StateWaiting && token == c.waitToken() && now.Before(c.WaitingUntil) {
			return Change{}, nil // it was handed out for an earlier wait; that of this one is kept
		}
		if c.State == StateWaiting && !c.AtPerson() {
			if token != aloneToken {
				return gone, nil
			}
			d := newDraft(c, now)
			err := d.backToBot()
			return d.done(), err
		}
		if c.Flow.Wait == nil || c.Flow.Wait.Token != token {
			return gone, nil
		}
		if again, err := patient(c, token, now); again != nil || err != nil {
			return Change{Timers: again}, err
		}
		d := newDraft(c, now)
		d.change.Cancelled = append(d.change.Cancelled, token)
		if did, err := d.over(token); did || err != nil {
			return d.done(), err
		}
		return gone, nil
	}
}

// over plays the end of the time that is waited for; false when none is.
func (d *draft) over(token string) (bool, error) {
	w := d.c.Flow.Wait
	switch {
	case d.c.State == StateWaiting && !d.c.AtPerson():
		return true, d.backToBot()
	case w == nil:
	case d.c.State == StateWaiting && w.Kind == flow.WaitPerson:
		d.noteInput(trial.Input{Kind: trial.Pass})
		next, err := d.nobody(d.liveChat(), flow.ReasonTimeout)
		if err == nil && next != nil {
			err = d.step(*next)
		}
		return true, err
	case d.c.State == StateBot && (w.Kind == flow.WaitTimer || w.Kind != flow.WaitPerson && !w.Due.IsZero()):
		switch w.Kind {
		case flow.WaitResult:
			d.change.GivenUp = append(d.change.GivenUp, token)
		case flow.WaitReply:
			d.noteInput(trial.Input{Kind: trial.Pass})
		}
		return true, d.step(flow.Event{Kind: flow.EventTimer, Token: token})
	}
	return false, nil
}

// patience is how much longer than it should take a result is waited for while its request was not sent:
// this program may have stood still. After that the request is given up, so that it is not sent when
// nobody reckons with it any more.
const (
	patience  = 10 * time.Minute
	lookAgain = 15 * time.Second
)

// patient is the timer after which a late result is looked for again; nil when it is late for good. The AI
// has its time: the visitor is told then.
func patient(c *Conversation, token string, now time.Time) ([]Timer, error) {
	w := c.Flow.Wait
	d := draft{c: *c, now: now}
	if c.State != StateBot || w.Kind != flow.WaitResult || w.AwaitsAI() || w.Due.IsZero() || !d.clock().Before(w.Due.Add(patience)) {
		return nil, nil
	}
	pending, err := c.Records.Undelivered(token)
	if err != nil || !pending {
		return nil, err
	}
	ahead := max(lookAgain, w.Due.Sub(d.clock()))
	return []Timer{{Conversation: c.ID, Token: token, Due: now.Add(ahead)}}, nil
}
