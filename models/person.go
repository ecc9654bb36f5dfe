package models

import "deskbell/models/wording"

// person is whoever answers a visitor: of an agent and a guest one is set.
type person struct {
	Author
	agent AgentID
	guest GuestID
}

func personOf(a Agent) person { return person{Author: agentAuthor(a), agent: a.ID} }

func (g Guest) person() person { return person{Author: g.author(), guest: g.ID} }

func (g Guest) author() Author { return Author{Kind: ByGuest, ID: string(g.ID), Name: g.Name} }

// has says whether it is the one who answers.
func (p person) has(c *Conversation) bool {
	return c.State == StateLive && c.OwnerID == p.agent && c.GuestID == p.guest
}

// own makes the person the one who answers. Whatever was begun before the fence grew is refused.
func (d *draft) own(p person) {
	d.c.OwnerID, d.c.GuestID, d.c.OwnerName, d.c.AnsweredBy = p.agent, p.guest, p.Name, p.agent
	d.c.Fence++
	if p.agent != "" {
		d.taken(p.agent)
	}
}

// called is the person's name in a sentence for the visitor, who is never let take a guest for one of the team.
func (d *draft) called(p person) string {
	if p.guest == "" {
		return p.Name
	}
	return p.Name + " (" + d.c.Bot.Settings.Words(d.c.Language).Of(wording.Guest) + ")"
}

// GuestMark is what stands behind the name of a guest wherever the team reads it in a line of text.
const GuestMark = " (guest)"

func ownerName(c *Conversation) string {
	switch {
	case c.GuestID != "":
		return c.OwnerName + GuestMark
	case c.OwnerName == "":
		return "A colleague"
	}
	return c.OwnerName
}
