package models

import (
	"time"

	"deskbell/models/flow"
)

// TakeOver makes the agent the one who answers: of a waiting chat, of a message left, or of one that
// the bot has. Who takes over twice changes nothing. Errors: ErrNotFound for other people's bots,
// CodeConflict when a colleague was first or the chat limit is reached. A guest's chat is left to him by all but
// those who may act on anybody's.
func TakeOver(id AgentID, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, id)
		if err != nil {
			return Change{}, err
		}
		if c.State == StateLive && c.OwnerID == id {
			return Change{}, nil
		}
		if c.State == StateLive && c.OfferedTo(id) {
			return AcceptOffer(id, now)(c)
		}
		if c.State == StateLive && (c.GuestID == "" || !agent.Role.May(PermitAllBots)) {
			return Change{}, conflict("%s has this chat already.", ownerName(c))
		}
		if c.State == StateBot && !agent.Role.May(PermitTakeOverBot) {
			return Change{}, &Error{Code: CodeForbidden, Message: "Your role takes chats that wait; this one is with the bot."}
		}
		if agent.Live >= agent.MaxChats {
			return Change{}, full(agent)
		}
		d := newDraft(c, now)
		if c.State == StateLive {
			err = d.give(agent, agentAuthor(agent), "")
		} else {
			err = d.takeOver(personOf(agent))
		}
		return d.done(), err
	}
}

func (d *draft) takeOver(p person) error {
	from, waited, messages := d.c.State, d.waited(), d.liveChat().Messages
	if from != StateWaiting {
		d.c.Video, d.c.LiveMessages = false, 0
	}
	if err := d.move(StateLive); err != nil {
		return err
	}
	if err := d.handOver(); err != nil {
		return err
	}
	d.cancelWait()
	d.endWait()
	d.own(p)
	d.c.LiveSince, d.c.Leave, d.c.Missed = d.now, LeaveNothing, false
	d.tellTaken(waited)
	d.add(Entry{Kind: EntryJoined, Author: p.Author, Body: Body{Waited: waited, Video: d.c.Video}})
	text := messages.Assigned
	switch {
	case from != StateWaiting:
		text = messages.Takeover
	case d.c.Video && messages.Video != "":
		text = messages.Video
	}
	d.bot(flow.Fill(text, map[string]string{"agent.name": d.called(p)}))
	return nil
}

// actor is the agent, if he may act on the conversation.
func actor(c *Conversation, id AgentID) (Agent, error) {
	agent, err := c.Records.Agent(id)
	if err != nil {
		return Agent{}, err
	}
	if !agent.MaySee(c.DeskID) || !agent.Role.May(PermitAnswer) {
		return Agent{}, ErrNotFound
	}
	return agent, nil
}

// owner is the agent, if the chat is his, or he may act on anybody's.
func owner(c *Conversation, id AgentID) (Agent, error) {
	agent, err := actor(c, id)
	if err != nil {
		return Agent{}, err
	}
	if c.State == StateLive && c.OwnerID != id && !agent.Role.May(PermitAllBots) {
		return Agent{}, conflict("%s has this chat.", ownerName(c))
	}
	return agent, nil
}

func agentAuthor(a Agent) Author {
	return Author{Kind: ByAgent, ID: string(a.ID), Name: a.FirstName()}
}
