package models

import "time"

// LinksOver says whether links into the conversation have ended: it has been closed for as long as its bot lets
// guests come back.
func (c *Conversation) LinksOver(b *Bot, now time.Time) bool {
	return c.State == StateClosed && b != nil && !now.Before(c.ClosedAt.Add(b.Settings.Mail.LinkLife()))
}

// LetIn lets a guest in by a link, to watch. Errors: ErrNotFound when the link is not good (any more), CodeInvalid,
// field name, with a sentence about the name, CodeConflict when too many have come by it.
func LetIn(j Joining, l GuestLink) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if l.Conversation != c.ID || c.Playground || c.LinksOver(c.Bot, j.Now) {
			return Change{}, ErrNotFound
		}
		now, err := c.Records.GuestLink(l.ID)
		if err == nil && !now.RevokedAt.IsZero() {
			err = ErrNotFound
		}
		if err != nil {
			return Change{}, err
		}
		taken, err := c.Records.NamesAt(c.DeskID)
		if err != nil {
			return Change{}, err
		}
		if c.Bot != nil {
			taken = append(taken, c.Bot.Name, c.Bot.Header())
		}
		j := j
		if j.Name, err = CleanGuestName(j.Name, taken); err != nil {
			return Change{}, err
		}
		d := newDraft(c, j.Now)
		d.change.Joined = &j
		by := Guest{ID: j.ID, Name: j.Name}.author()
		d.add(Entry{Kind: EntryGuestIn, Author: by, Body: Body{To: now.Address}, Audience: ForTeam})
		return d.aside(), nil
	}
}

// GuestLeave is a guest's own end of it: to come back he has to join again. A chat that he has goes on without him,
// as GuestGone says. Errors: ErrNotFound for who is not in.
func GuestLeave(id GuestID, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		guest, err := visiting(c, id, now)
		if err != nil {
			return Change{}, err
		}
		d := newDraft(c, now)
		d.change.GuestsLost = append(d.change.GuestsLost, GuestLost{Link: guest.Link, Guest: id, At: now})
		d.add(Entry{Kind: EntryGuestOut, Author: guest.author(), Audience: ForTeam})
		if !guest.person().has(c) {
			return d.aside(), nil
		}
		err = d.withoutGuest(c, guest.author())
		return d.done(), err
	}
}

// RevokeLink takes a link back for an agent: all who came by it are out at once, and stay out. A chat that one of
// them has goes on without him. Taking it back twice changes nothing. Errors: ErrNotFound for other people's bots
// and for a link of another conversation.
func RevokeLink(by AgentID, id GuestLinkID, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, by)
		if err != nil {
			return Change{}, err
		}
		link, err := c.Records.GuestLink(id)
		if err != nil || !link.RevokedAt.IsZero() {
			return Change{}, err
		}
		d := newDraft(c, now)
		d.change.GuestsLost = append(d.change.GuestsLost, GuestLost{Link: id, By: agent.Name, At: now})
		if len(link.Guests) == 0 {
			d.add(Entry{Kind: EntryGuestOut, Author: agentAuthor(agent), Audience: ForTeam, Body: Body{To: link.Address, Reason: "link"}})
		}
		var had *Guest
		for i, g := range link.Guests {
			d.add(Entry{Kind: EntryGuestOut, Author: agentAuthor(agent), Audience: ForTeam, Body: Body{To: g.Name}})
			if g.person().has(c) {
				had = &link.Guests[i]
			}
		}
		if had == nil {
			return d.aside(), nil
		}
		err = d.withoutGuest(c, had.author())
		return d.done(), err
	}
}
