package models

import (
	"errors"
	"time"

	"deskbell/models/flow"
)

// ViaMail is Body.Via of words that came by mail.
const ViaMail = "mail"

// Mailed is an answer that came by mail, as it goes into its conversation.
type Mailed struct {
	From string // the address that it says it is from
	// Flagged: that is not the address that the conversation is mailed to, or nobody vouches for it. Whoever
	// wrote it had a mail of ours, and may be somebody else than the visitor.
	Flagged bool
	Text    string // without quotes and signature; "" for files alone
	Files   []flow.File
	Receipt *MailReceipt // how it is kept that it came
	Now     time.Time
}

// What comes by mail by itself goes round for ever where nobody stops it: the same words are taken so often.
const (
	mostSame   = 2
	sameWithin = 24 * time.Hour
	sameAmong  = 40 // of the newest that was said
)

// ReceiveMail keeps what a visitor has answered by mail. A person who has the chat, or is to come, reads it there;
// else the conversation goes under "Messages left". What came before changes nothing. It is never anybody's of the
// team, whoever it says it is from. Errors: CodeInvalid where there is nothing in it; CodeForbidden while the visitor
// is blocked; CodeTooMany where the same words came twice already.
func ReceiveMail(m Mailed) func(*Conversation) (Change, error) {
	return IfNotBlocked("", m.Now, func(c *Conversation) (Change, error) {
		text, err := words(Message{Text: m.Text, Files: m.Files})
		if err != nil {
			return Change{}, err
		}
		id := "mail:" + m.Receipt.Hash // no client of ours can choose it
		switch entry, err := c.Records.EntryByClientID(id); {
		case err == nil:
			return Change{Repeated: &entry}, nil
		case !errors.Is(err, ErrNotFound):
			return Change{}, err
		}
		if err := m.notAgain(c, text); err != nil {
			return Change{}, err
		}
		d := newDraft(c, m.Now)
		d.mailed(m, Entry{Kind: EntrySaid, Author: d.visitorAuthor(), Text: text, ClientID: id})
		if c.State == StateBot || c.State == StateClosed {
			err = d.leftByMail()
		}
		return d.done(), err
	})
}

// mailed puts it into the log.
func (d *draft) mailed(m Mailed, e Entry) {
	e.Body = Body{Via: ViaMail, Files: m.Files}
	if m.Flagged {
		e.Body.From = m.From
	} else { // who answers a mail has read it
		d.c.VisitorSeen = max(d.c.VisitorSeen, d.c.MailedSeq)
	}
	left := d.c.State == StateLeft
	d.add(e)
	if left {
		if d.c.LeftAt.IsZero() {
			d.c.LeftAt = d.now
		}
		d.news(News{Kind: NoticeLeft, Words: d.c.Preview})
	}
	r := *m.Receipt
	r.Conversation, r.State, r.At = d.c.ID, MailTaken, d.now
	d.change.Received = &r
}

// leftByMail puts a conversation that nobody of the team has under "Messages left".
func (d *draft) leftByMail() error {
	closed := d.c.State == StateClosed
	if err := d.move(StateLeft); err != nil {
		return err
	}
	d.cancelWait()
	if closed {
		d.c.ClosedAt, d.c.Missed = time.Time{}, false
		d.c.Flow = rested(d.c.Flow)
	}
	d.c.Fence++ // what the bot was about to say is not what was asked now
	d.c.Leave, d.c.LeftAt = LeaveNothing, d.now
	said, by := d.c.Preview, d.c.PreviewBy
	d.add(Entry{Kind: EntryLeftWord, Author: d.visitorAuthor(), Body: Body{Via: ViaMail}})
	d.c.Preview, d.c.PreviewBy = said, by
	d.news(News{Kind: NoticeLeft, Words: said})
	return nil
}

// notAgain refuses words that came by mail too often: a machine answers.
func (m Mailed) notAgain(c *Conversation, text string) error {
	newest, err := c.Records.Said(0, sameAmong)
	if err != nil {
		return err
	}
	same := 0
	for _, e := range newest {
		if e.Author.Kind == ByVisitor && e.Body.Via == ViaMail && e.Text == text && e.At.After(m.Now.Add(-sameWithin)) {
			same++
		}
	}
	if same >= mostSame {
		return &Error{Code: CodeTooMany, Message: "The same words came twice by mail already; it looks as if a machine answers."}
	}
	return nil
}

// MailCameBack tells the team that a mail could not be delivered.
func MailCameBack(r MailReceipt, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		d := newDraft(c, now)
		seen := d.c.UpdatedAt
		d.add(Entry{Kind: EntryMailed, Author: Author{Kind: BySystem}, Text: r.Bounce.Why, Audience: ForTeam,
			Body: Body{To: r.Bounce.Address, Reason: "bounced"}})
		r.Conversation, r.At = c.ID, now
		d.change.Received = &r
		change := d.done()
		change.Conversation.UpdatedAt = seen // nobody has said anything: it stays where it is in the lists
		return change, nil
	}
}
