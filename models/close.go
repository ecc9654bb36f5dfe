package models

import (
	"strings"
	"time"

	"deskbell/models/flow"
)

// Ending is how an agent ends a chat.
type Ending struct {
	Agent    AgentID
	Summary  string // of what it was about, for the team; "" for none
	Category string // "": as it is
	Now      time.Time
}

// longestSaid is how many characters (runes) a summary has at most.
const longestSaid = 4_000

// Close is End without a word.
func Close(id AgentID, now time.Time) func(*Conversation) (Change, error) {
	return End(Ending{Agent: id, Now: now})
}

// End ends a chat for an agent. A closed chat stays as it was closed, without a second entry. Errors:
// CodeInvalid for a summary that is too long; CodeConflict when the chat is a colleague's.
func End(e Ending) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := owner(c, e.Agent)
		if err != nil || c.State == StateClosed || c.LastSeq == 0 {
			return Change{}, err
		}
		summary := ""
		if strings.TrimSpace(e.Summary) != "" {
			if summary, err = CleanText("summary", e.Summary); err != nil {
				return Change{}, err
			}
		}
		if n := len([]rune(summary)); n > longestSaid {
			return Change{}, invalid("summary", "A summary has at most 4,000 characters; this one has %d.", n)
		}
		d := newDraft(c, e.Now)
		if category := CleanLine(e.Category, longestCategory); category != "" {
			d.c.Category = category
		}
		if d.c.Summary = summary; summary != "" {
			d.add(Entry{Kind: EntrySummary, Author: agentAuthor(agent), Text: summary, Audience: ForTeam})
		}
		err = d.close("agent", agentAuthor(agent))
		return d.done(), err
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
	if d.c.OwnerID != "" || d.c.GuestID != "" {
		d.endLive()
	} else {
		d.dropOwner()
	}
	d.c.Leave, d.c.ClosedAt = LeaveNothing, d.now
	d.add(Entry{Kind: EntryClosed, Author: by, Body: Body{Reason: reason, Waited: waited}})
	return nil
}
