package models

import (
	"time"

	"deskbell/models/flow"
)

// Close ends a chat for an agent. A closed chat stays closed, without a second entry.
func Close(id AgentID, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := owner(c, id)
		if err != nil {
			return Change{}, err
		}
		return closing(c, now, "agent", agentAuthor(agent))
	}
}

// CloseByVisitor ends a chat for the visitor.
func CloseByVisitor(now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		return closing(c, now, "visitor", newDraft(c, now).visitorAuthor())
	}
}

// CloseIdle ends a conversation with the bot that nobody went on with since before.
func CloseIdle(before, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		waits := c.Flow.Wait != nil && c.Flow.Wait.Kind == flow.WaitTimer
		if c.State != StateBot || waits || !c.UpdatedAt.Before(before) {
			return Change{}, nil
		}
		return closing(c, now, "idle", Author{Kind: BySystem})
	}
}

func closing(c *Conversation, now time.Time, reason string, by Author) (Change, error) {
	if c.State == StateClosed || c.LastSeq == 0 {
		return Change{}, nil
	}
	d := newDraft(c, now)
	err := d.close(reason, by)
	return d.done(), err
}

func (d *draft) close(reason string, by Author) error {
	waited := d.waited()
	d.abandoned()
	if d.c.State == StateWaiting {
		d.c.Missed = true
	}
	if err := d.move(StateClosed); err != nil {
		return err
	}
	d.cancelWait()
	d.endWait()
	if d.c.OwnerID != "" {
		d.endLive()
	} else {
		d.dropOwner()
	}
	d.c.Leave, d.c.ClosedAt = LeaveNothing, d.now
	d.add(Entry{Kind: EntryClosed, Author: by, Body: Body{Reason: reason, Waited: waited}})
	return nil
}
