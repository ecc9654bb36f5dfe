package models

import (
	"time"

	"deskbell/models/flow"
)

// Skip lets a visitor pass over a question, or stop waiting for a person, where the block allows it.
// An old token changes nothing, so that it may be sent twice.
func Skip(token string, now time.Time) func(*Conversation) (Change, error) {
	return turnAway(flow.Event{Kind: flow.EventSkip, Token: token, Now: now}, "skipped")
}

// Back leads a visitor to the question before, where the block allows it.
func Back(token string, now time.Time) func(*Conversation) (Change, error) {
	return turnAway(flow.Event{Kind: flow.EventBack, Token: token, Now: now}, "back")
}

func turnAway(ev flow.Event, reason string) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		d, err := open(c, Message{Now: ev.Now})
		if err != nil {
			return Change{}, err
		}
		prompt := flow.PromptOf(d.c.Records, d.c.Flow)
		if d.token() != ev.Token || c.State == StateLive || c.State == StateLeft || c.State == StateClosed {
			return Change{}, nil
		}
		if (ev.Kind == flow.EventSkip && prompt.Skip == "") || (ev.Kind == flow.EventBack && !prompt.Back) {
			return Change{}, conflict("That is not offered here.")
		}
		if d.c.State == StateWaiting || d.c.Leave != LeaveNothing {
			d.tellNobody(reason, d.waited())
		}
		if d.c.State == StateWaiting {
			d.cancelWait()
			d.add(Entry{Kind: EntryGaveUp, Author: d.visitorAuthor(), Body: Body{Reason: reason, Waited: d.waited()}})
			if err := d.move(StateBot); err != nil {
				return Change{}, err
			}
			d.endWait()
		}
		d.c.Leave = LeaveNothing
		err = d.step(ev)
		return d.done(), err
	}
}
