package models

import (
	"time"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

// Letter is a message left by a visitor whom nobody could serve.
type Letter struct {
	ClientID             string
	Name, Email, Message string
	Now                  time.Time
}

// LeaveWord keeps a message left in the form. Errors: CodeInvalid with the field; CodeConflict when
// no message is asked for.
func LeaveWord(l Letter) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		text, err := CleanText("message", l.Message)
		if err != nil {
			return Change{}, err
		}
		if change, known, err := repeated(c, l.ClientID, said(text)); known || err != nil {
			return change, err
		}
		d := newDraft(c, l.Now)
		if c.Leave == LeaveNothing || (c.State != StateBot && c.State != StateWaiting) {
			return Change{}, conflict("No message is asked for now; write it below.")
		}
		if err := d.takeAddress(l); err != nil {
			return Change{}, err
		}
		d.add(Entry{Kind: EntrySaid, Author: d.visitorAuthor(), Text: text, ClientID: l.ClientID})
		err = d.left()
		return d.done(), err
	}
}

// takeAddress keeps name and email of the form. An email that is known already need not be given.
func (d *draft) takeAddress(l Letter) error {
	if name := CleanLine(l.Name, 80); name != "" {
		d.c.Visitor.Name, d.change.VisitorChanged = name, true
	}
	if l.Email == "" && (d.c.Visitor.Email != "" || !d.liveChat().AskEmail) {
		return nil
	}
	email, err := CleanEmail("email", l.Email)
	if err == nil {
		d.setEmail(email)
	}
	return err
}

// leaveWords takes a message left in the composer: the words first, then the address.
func (d *draft) leaveWords(text string) error {
	if d.c.Leave == LeaveEmail {
		email, err := CleanEmail("text", text)
		if err != nil {
			d.bot("That does not look like an email address. One looks like name@example.com.")
			return nil
		}
		d.setEmail(email)
		return d.left()
	}
	if d.liveChat().AskEmail && d.c.Visitor.Email == "" {
		d.c.Leave = LeaveEmail
		d.bot("Which email address may we answer to?")
		return nil
	}
	return d.left()
}

// left puts the conversation under "Messages left".
func (d *draft) left() error {
	d.noteInput(trial.Input{Kind: trial.Say, Text: d.c.Preview})
	thanks := d.liveChat().Messages.Thanks
	if err := d.move(StateLeft); err != nil {
		return err
	}
	d.c.Leave, d.c.LeftAt = LeaveNothing, d.now
	d.add(Entry{Kind: EntryLeftWord, Author: d.visitorAuthor()})
	said, by := d.c.Preview, d.c.PreviewBy // the list shows what was left, not the thanks for it
	d.news(News{Kind: NoticeLeft, Words: said})
	d.bot(thanks)
	d.c.Preview, d.c.PreviewBy = said, by
	return nil
}

// leftAgain puts a message that somebody took, and did not answer, back where it was.
func (d *draft) leftAgain() error {
	d.endWait()
	d.c.Missed, d.c.Leave = true, LeaveNothing
	return d.move(StateLeft)
}

// AskedToLeave says what a visitor is asked for who cannot be served now: nothing, or an address and
// a message.
func (c *Conversation) AskedToLeave(lib flow.Library) (stage LeaveStage, wantEmail bool) {
	lc, ok := flow.LiveChatAt(lib, c.Flow)
	if !ok {
		lc = flow.Defaults()
	}
	return c.Leave, lc.AskEmail
}
