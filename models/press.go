package models

import "deskbell/models/flow"

// Press plays a quick reply, at any time. While a person is asked for or there it only says what it has
// to say, and nothing else changes. Errors: CodeConflict when it is not in reach.
func Press(m Message) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		same := func(e Entry) bool { return e.Body.Quick && e.Body.Chosen == m.Choice }
		if change, known, err := repeated(c, m.ClientID, same); known || err != nil {
			return change, err
		}
		d, err := open(c, m)
		if err != nil {
			return Change{}, err
		}
		held := d.c.Flow
		if d.c.State != StateBot {
			d.c.Flow = stopped(held)
		}
		label, ok := labelOf(flow.QuickOf(c.Records, d.c.Flow), m.Choice)
		if !ok {
			return Change{}, conflict("This is no longer offered.")
		}
		d.add(Entry{Kind: EntrySaid, Author: d.visitorAuthor(), Text: label, ClientID: m.ClientID,
			Body: Body{Chosen: m.Choice, Quick: true}})
		ev := flow.Event{Kind: flow.EventQuick, Choice: m.Choice}
		switch {
		case d.c.State != StateBot:
			err = d.beside(ev, held)
		default:
			if held.Wait == nil {
				d.c.Leave = LeaveNothing // the run begins again, and asks for itself
			}
			err = d.step(ev)
		}
		return d.done(), err
	}
}

// stopped is a run that stands still while a person has the chat: where somebody took over from a question
// or after the end, it is told that a person is waited for, so that it asks nothing.
func stopped(s flow.State) flow.State {
	switch {
	case s.Wait == nil:
		s.Wait = &flow.Wait{Kind: flow.WaitPerson}
	case s.Wait.Kind == flow.WaitReply:
		s.Wait = &flow.Wait{Kind: flow.WaitPerson, Token: s.Wait.Token}
	}
	return s
}

// beside plays a quick reply while the run stands still, which then stands as it was held.
func (d *draft) beside(ev flow.Event, held flow.State) error {
	for _, e := range d.effects(d.c.Records, ev) {
		switch e.Kind {
		case flow.EffectSay, flow.EffectVisit, flow.EffectEmail, flow.EffectUpdate, flow.EffectMail:
			if _, err := d.do(e); err != nil {
				return err
			}
		}
	}
	d.c.Flow.Stack, d.c.Flow.Wait, d.c.Flow.Trail, d.c.Flow.Ended = held.Stack, held.Wait, held.Trail, held.Ended
	return nil
}
