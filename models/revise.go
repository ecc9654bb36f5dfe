package models

import (
	"errors"
	"time"
)

// RevisedFor is how long after it was sent a message may be changed.
const RevisedFor = 5 * time.Minute

// What Body.Revised says.
const (
	RevisedEdited  = "edited"
	RevisedDeleted = "deleted"
)

// Revision is what an agent makes of the last thing that he said.
type Revision struct {
	Agent    AgentID
	ClientID string
	Seq      int64  // of what he said
	Text     string // the words as they are to be; none for Delete
	Delete   bool
	Now      time.Time
}

// Revise changes the last message of the chat's owner, or takes its words, its files and what it shows
// away, in the first five minutes. The log says that it was done and keeps nothing of what it was. Errors:
// CodeConflict when it is not his last one, when it is too late, or when the chat is not his (any more).
func Revise(r Revision) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, r.Agent)
		if err != nil {
			return Change{}, err
		}
		if change, known, err := repeated(c, r.ClientID, r.sameAs(c)); known || err != nil {
			return change, err
		}
		e, err := Revisable(c, r.Agent, r.Now)
		if err != nil {
			return Change{}, err
		}
		if e.Seq != r.Seq {
			return Change{}, conflict("Only your last message can be changed.")
		}
		now, err := r.applied(e)
		if err != nil {
			return Change{}, err
		}
		if now.Text == e.Text && !r.Delete {
			return Change{}, nil
		}
		d := newDraft(c, r.Now)
		if err := d.revise(now); err != nil {
			return Change{}, err
		}
		d.add(Entry{Kind: EntryRevised, Author: agentAuthor(agent), ClientID: r.ClientID, Body: Body{Of: now.Seq, Revised: now.Body.Revised}})
		return d.done(), nil
	}
}

// Revisable is the last thing that the agent said, if he may change it now; it errors as Revise does.
func Revisable(c *Conversation, id AgentID, now time.Time) (Entry, error) {
	if _, err := actor(c, id); err != nil {
		return Entry{}, err
	}
	if c.State != StateLive || c.OwnerID != id {
		return Entry{}, conflict("This chat is not yours any more; what was said stays as it is.")
	}
	e, err := c.Records.LastSaid(id)
	if errors.Is(err, ErrNotFound) {
		return Entry{}, conflict("You have said nothing here yet.")
	}
	switch {
	case err != nil:
		return Entry{}, err
	case e.Body.Revised == RevisedDeleted:
		return Entry{}, conflict("This message is deleted already.")
	case now.Sub(e.At) > RevisedFor:
		return Entry{}, conflict("A message can be changed in the first five minutes. This one stays as it is.")
	}
	return e, nil
}

// applied is e as it is afterwards.
func (r Revision) applied(e Entry) (Entry, error) {
	if r.Delete {
		e.Text, e.Body = "", Body{Revised: RevisedDeleted}
		return e, nil
	}
	if e.Body.Content != nil {
		return e, conflict("There are no words in this to change. It can be deleted.")
	}
	text, err := words(Message{Text: r.Text, Files: e.Body.Files})
	if err != nil {
		return e, err
	}
	e.Text, e.Body.Revised = text, RevisedEdited
	return e, nil
}

// sameAs says whether an entry is this revision. Its words stand in the entry that it changed.
func (r Revision) sameAs(c *Conversation) func(Entry) bool {
	return func(e Entry) bool {
		if e.Kind != EntryRevised || e.Body.Of != r.Seq || r.Delete != (e.Body.Revised == RevisedDeleted) {
			return false
		}
		if r.Delete {
			return true
		}
		now, err := c.Records.LastSaid(r.Agent)
		if err != nil || now.Seq != r.Seq {
			return true // it was the last one then; what it is now says nothing
		}
		text, err := words(Message{Text: r.Text, Files: now.Body.Files})
		return err == nil && text == now.Text
	}
}

// revise puts e in the place of what it was, also in the line that lists show.
func (d *draft) revise(e Entry) error {
	last, err := d.c.Records.LastSaid("")
	if err != nil {
		return err
	}
	d.change.Revised = append(d.change.Revised, e)
	if last.Seq != e.Seq {
		return nil
	}
	d.c.Preview = shorten(e.line(), 160)
	if e.Body.Revised == RevisedDeleted {
		d.c.Preview = "Message deleted"
	}
	return nil
}
