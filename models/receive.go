package models

import (
	"errors"
	"time"

	"deskbell/models/flow"
)

// Message is what a visitor wrote or pressed. ClientID makes it happen once.
type Message struct {
	ClientID string
	Text     string // for Receive
	Token    string // for Choose: of the wait that offered the choice
	Choice   string // for Choose
	Version  int    // of the start flow that the page showed; 0: the latest
	Now      time.Time
}

// Receive keeps what a visitor wrote, and lets the flow go on with it while the bot answers.
// Errors: CodeInvalid for a bad text, or for a ClientID that was used for another one.
func Receive(m Message) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		text, err := CleanText("text", m.Text)
		if err != nil {
			return Change{}, err
		}
		if change, known, err := repeated(c, m.ClientID, text); known || err != nil {
			return change, err
		}
		d, err := open(c, m)
		if err != nil {
			return Change{}, err
		}
		d.add(Entry{Kind: EntrySaid, Author: d.visitorAuthor(), Text: text, ClientID: m.ClientID})
		greeted := c.LastSeq == 0 && d.c.Leave != LeaveNothing // asked to leave a message after this was written
		if d.c.State == StateBot && !greeted {
			err = d.answer(text)
		}
		return d.done(), err
	}
}

// Choose keeps what a visitor pressed, and lets the flow go on with it. Errors: CodeConflict when
// it was answered already.
func Choose(m Message) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if change, known, err := repeatedChoice(c, m); known || err != nil {
			return change, err
		}
		d, err := open(c, m)
		if err != nil {
			return Change{}, err
		}
		prompt := flow.PromptOf(c.Records, d.c.Flow)
		if d.c.State != StateBot || prompt.Token != m.Token {
			return Change{}, conflict("That was answered already.")
		}
		for _, choice := range prompt.Choices {
			if choice.ID == m.Choice {
				d.add(Entry{Kind: EntrySaid, Author: d.visitorAuthor(), Text: choice.Label, ClientID: m.ClientID,
					Body: Body{Token: m.Token, Chosen: choice.ID}})
				err := d.step(flow.Event{Kind: flow.EventReply, Token: m.Token, Choice: choice.ID})
				return d.done(), err
			}
		}
		return Change{}, conflict("This choice is no longer offered.")
	}
}

// open begins a draft on a conversation that the visitor goes on with: a new one plays the bot's
// start, a closed one is opened again.
func open(c *Conversation, m Message) (*draft, error) {
	d := newDraft(c, m.Now)
	if c.LastSeq == 0 {
		if err := d.start(m.Version); err != nil {
			return nil, err
		}
		return d, d.hurry()
	}
	if c.State != StateClosed {
		return d, nil
	}
	if err := d.move(StateBot); err != nil {
		return nil, err
	}
	d.c.ClosedAt, d.c.Missed = time.Time{}, false
	d.c.Flow = flow.State{Vars: d.c.Flow.Vars, Seq: d.c.Flow.Seq, Ended: flow.EndedByBlock}
	d.add(Entry{Kind: EntryReopened, Author: d.visitorAuthor()})
	return d, nil
}

// answer plays the visitor's words while the bot is the one who answers.
func (d *draft) answer(text string) error {
	switch {
	case d.c.Leave != LeaveNothing:
		return d.leaveWords(text)
	case d.c.Flow.Wait == nil:
		return d.start(0)
	case d.c.Flow.Wait.Kind == flow.WaitReply:
		return d.step(flow.Event{Kind: flow.EventReply, Token: d.token(), Text: text})
	}
	return nil
}

// repeated finds the entry that the same client id made before. The same words: nothing new; other
// words: refused, the first stays.
func repeated(c *Conversation, clientID, text string) (Change, bool, error) {
	if err := checkClientID(clientID); err != nil {
		return Change{}, false, err
	}
	if c.LastSeq == 0 {
		return Change{}, false, nil
	}
	entry, err := c.Records.EntryByClientID(clientID)
	if errors.Is(err, ErrNotFound) {
		return Change{}, false, nil
	}
	if err != nil {
		return Change{}, false, err
	}
	if entry.Text != text {
		return Change{}, true, invalid("client_id", "This message was sent before with other words.")
	}
	return Change{Repeated: &entry}, true, nil
}

func repeatedChoice(c *Conversation, m Message) (Change, bool, error) {
	change, known, err := repeated(c, m.ClientID, "")
	if !known || CodeOf(err) != CodeInvalid {
		return change, known, err
	}
	entry, found := c.Records.EntryByClientID(m.ClientID)
	if found != nil || entry.Body.Chosen != m.Choice || entry.Body.Token != m.Token {
		return Change{}, true, err
	}
	return Change{Repeated: &entry}, true, nil
}
