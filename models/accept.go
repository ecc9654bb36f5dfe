package models

import (
	"slices"
	"time"
)

// AcceptOffer takes the chat that is offered to the agent. Accepting twice changes nothing; where the offer
// has moved on but the chat still waits for anybody, he has it as well. Errors: CodeConflict with a sentence
// for who comes too late or has no place left.
func AcceptOffer(id AgentID, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, id)
		if err != nil {
			return Change{}, err
		}
		if !c.OfferedTo(id) {
			return tooLate(c, id, now)
		}
		if agent.Live >= agent.MaxChats {
			return Change{}, full(agent)
		}
		d := newDraft(c, now)
		if c.State == StateWaiting {
			err = d.takeOver(personOf(agent))
		} else {
			o := c.Offer
			err = d.give(agent, Author{Kind: ByAgent, ID: string(o.From), Name: o.FromName}, o.Words)
			d.change.News = nil // he knows
		}
		if err != nil {
			return Change{}, err
		}
		return d.done(), nil
	}
}

// tooLate is an acceptance without an offer.
func tooLate(c *Conversation, id AgentID, now time.Time) (Change, error) {
	switch {
	case c.State == StateLive && c.OwnerID == id:
		return Change{}, nil
	case c.State == StateLive:
		return Change{}, conflict("%s has this chat.", ownerName(c))
	case c.Offer != nil && c.Offer.To != "":
		return Change{}, conflict("The time was over. This chat is offered to %s now.", c.Offer.ToName)
	case c.State == StateWaiting:
		return TakeOver(id, now)(c)
	}
	return Change{}, conflict("This chat is no longer offered: it is %s.", c.State.Words())
}

// DeclineOffer says no to an offer, which then moves on; whoever has asked takes it back so. Saying no twice
// changes nothing. Errors: CodeConflict for an offer to somebody else.
func DeclineOffer(id AgentID, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, id)
		if err != nil {
			return Change{}, err
		}
		o, d := c.Offer, newDraft(c, now)
		switch {
		case o == nil || o.To == "" || slices.Contains(o.Tried, id) && o.To != id:
			return Change{}, nil
		case o.To == id:
			d.passOver("declined")
		case o.From == "" || o.From != id && !agent.Role.May(PermitAllBots):
			return Change{}, conflict("This chat is offered to %s.", o.ToName)
		default:
			d.passOver("taken back")
		}
		return d.aside(), nil
	}
}

func full(a Agent) error {
	return conflict("You have %d of %d chats. End one, or hand one back, to take another.", a.Live, a.MaxChats)
}
