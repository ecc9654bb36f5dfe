package models

import (
	"errors"
	"time"

	"deskbell/models/flow"
)

// GuestAnswer is what a guest wrote or sent.
type GuestAnswer struct {
	Guest    GuestID
	ClientID string
	Text     string
	Files    []flow.File // kept already; the caller has made sure that they are the guest's
	Now      time.Time
}

// visiting is the guest while he is in; ErrNotFound also once the link is not good any more.
func visiting(c *Conversation, id GuestID, now time.Time) (Guest, error) {
	if c.LinksOver(c.Bot, now) {
		return Guest{}, ErrNotFound
	}
	return c.Records.Guest(id)
}

// GuestTakeOver makes a guest the one who answers, as TakeOver does an agent. Taking over twice changes nothing.
// Errors: ErrNotFound for who is not in, CodeConflict when somebody was first or the chat is over.
func GuestTakeOver(id GuestID, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		guest, err := visiting(c, id, now)
		switch {
		case err != nil || guest.person().has(c):
			return Change{}, err
		case c.State == StateLive:
			return Change{}, conflict("%s has this chat already.", ownerName(c))
		case c.State == StateClosed:
			return Change{}, conflict("This chat is over.")
		}
		d := newDraft(c, now)
		err = d.takeOver(guest.person())
		return d.done(), err
	}
}

// GuestReply keeps what the guest who has the chat wrote. Errors: ErrNotFound for who is not in, CodeConflict when
// the chat is not his, CodeInvalid.
func GuestReply(a GuestAnswer) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		guest, err := visiting(c, a.Guest, a.Now)
		if err != nil {
			return Change{}, err
		}
		text, err := words(Message{Text: a.Text, Files: a.Files})
		if err != nil {
			return Change{}, err
		}
		same := func(e Entry) bool {
			return e.Author.Kind == ByGuest && e.Author.ID == string(a.Guest) && e.Text == text && sameFiles(e.Body.Files, a.Files)
		}
		if change, known, err := repeated(c, a.ClientID, same); known || err != nil {
			return change, err
		}
		if err := hers(c, guest); err != nil {
			return Change{}, err
		}
		d := newDraft(c, a.Now)
		d.add(Entry{Kind: EntrySaid, Author: guest.author(), Text: text, ClientID: a.ClientID, Body: Body{Files: a.Files}})
		d.c.TeamSeenCount, d.c.TeamSeen = d.c.VisitorCount, d.c.LastSeq
		return d.done(), nil
	}
}

// hers errors with CodeConflict while the guest does not have the chat.
func hers(c *Conversation, guest Guest) error {
	switch {
	case guest.person().has(c):
		return nil
	case c.State == StateLive:
		return conflict("%s has this chat.", ownerName(c))
	case c.State == StateClosed:
		return conflict("This chat is over.")
	}
	return conflict("Take the chat over before you answer.")
}

// GuestHandBack gives the chat back to the bot, as HandBack does. Errors as GuestReply.
func GuestHandBack(id GuestID, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		guest, err := visiting(c, id, now)
		if err != nil {
			return Change{}, err
		}
		if c.State != StateLive {
			return Change{}, conflict("This chat is %s; there is nothing to hand back.", c.State.Words())
		}
		if err := hers(c, guest); err != nil {
			return Change{}, err
		}
		d := newDraft(c, now)
		err = d.handBack(c, guest.author(), flow.Event{Kind: flow.EventResume})
		return d.done(), err
	}
}

// GuestGone takes the chat from a guest whose page has been closed for the bot's Grace, or who is not in any more.
// While this program, which began at since, stood still, nobody could show that they are there: that time does
// not count.
func GuestGone(since, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if c.State != StateLive || c.GuestID == "" {
			return Change{}, nil
		}
		guest, err := c.Records.Guest(c.GuestID)
		switch {
		case errors.Is(err, ErrNotFound):
			guest = Guest{ID: c.GuestID, Name: c.OwnerName}
		case err != nil:
			return Change{}, err
		case now.Sub(later(since, later(guest.HereUntil, c.LiveSince))) < c.Bot.Settings.Mail.Grace():
			return Change{}, nil
		}
		d := newDraft(c, now)
		err = d.withoutGuest(c, guest.author())
		return d.done(), err
	}
}

// withoutGuest lets somebody else go on with a chat that a guest had: the visitor is told, and waits again, or has
// the bot again where he had it before or the bot is set so. A message left that nobody has answered stays one.
func (d *draft) withoutGuest(live *Conversation, guest Author) error {
	d.dropOwner()
	if !d.c.LeftAt.IsZero() || d.c.AtPerson() && !d.c.Bot.Settings.Mail.GuestToBot {
		d.add(Entry{Kind: EntryReleased, Author: guest})
		return d.release(live)
	}
	if err := d.move(StateBot); err != nil {
		return err
	}
	d.add(Entry{Kind: EntryHandedBack, Author: guest})
	return d.goOn(live, flow.Event{Kind: flow.EventResume})
}
