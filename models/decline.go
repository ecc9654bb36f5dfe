package models

import "deskbell/models/flow"

// Skip lets a visitor pass over a question, or stop waiting for a person, where the block allows it.
// An old token changes nothing, so that it may be sent twice. Of m, Token, Now and what a page has shown
// count.
func Skip(m Message) func(*Conversation) (Change, error) {
	return turnAway(m, flow.EventSkip, "skipped")
}

// Cancel lets a visitor stop waiting for a person, where the block allows it.
func Cancel(m Message) func(*Conversation) (Change, error) {
	return turnAway(m, flow.EventCancel, "cancelled")
}

// Back leads a visitor to the question before, where the block allows it.
func Back(m Message) func(*Conversation) (Change, error) {
	return turnAway(m, flow.EventBack, "back")
}

func turnAway(m Message, how flow.EventKind, reason string) func(*Conversation) (Change, error) {
	ev := flow.Event{Kind: how, Token: m.Token, Now: m.Now}
	return func(c *Conversation) (Change, error) {
		d, err := open(c, m)
		if err != nil {
			return Change{}, err
		}
		prompt := flow.PromptOf(d.c.Records, d.c.Flow, d.words())
		if d.token() != ev.Token || c.State == StateLive || c.State == StateLeft || c.State == StateClosed {
			return Change{}, nil
		}
		if !offered(ev.Kind, prompt, d.c.State) || c.State == StateWaiting && !c.AtPerson() {
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

// offered says whether a visitor may go past what is asked in this way.
func offered(way flow.EventKind, prompt flow.Prompt, state State) bool {
	switch way {
	case flow.EventSkip:
		return prompt.Skip != ""
	case flow.EventBack:
		return prompt.Back
	}
	return prompt.Cancel && state == StateWaiting
}
