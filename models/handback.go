package models

import (
	"strings"
	"time"

	"deskbell/models/flow"
)

// HandBack gives a live chat back to the bot, which goes on where it should: behind the Live chat
// block, or with the question that it had asked when somebody took over.
func HandBack(id AgentID, now time.Time) func(*Conversation) (Change, error) {
	return leaveLive(id, now, flow.Event{Kind: flow.EventResume})
}

// Jump gives a live chat back to the bot at a chosen block or flow. Errors: CodeInvalid when there is
// no such place in the bot's flows.
func Jump(id AgentID, now time.Time, to flow.Target) func(*Conversation) (Change, error) {
	inner := leaveLive(id, now, flow.Event{Kind: flow.EventGoto, Target: to})
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, id)
		if err != nil {
			return Change{}, err
		}
		if !agent.Role.May(PermitTakeOverBot) {
			return Change{}, &Error{Code: CodeForbidden, Message: "Your role may not jump to a block."}
		}
		if err := checkPlace(c, to); err != nil {
			return Change{}, err
		}
		return inner(c)
	}
}

// checkPlace refuses flows of other bots and blocks that are not there.
func checkPlace(c *Conversation, to flow.Target) error {
	missing := invalid("block", "There is no such place in this bot's flows.")
	if !c.Bot.owns(to.Flow) {
		return missing
	}
	version, err := c.Records.Latest(to.Flow)
	if err != nil {
		return missing
	}
	document, err := c.Records.Document(to.Flow, version)
	if err != nil {
		return missing
	}
	if _, there := document.Blocks[to.Block]; to.Block != "" && !there {
		return missing
	}
	return nil
}

func leaveLive(id AgentID, now time.Time, ev flow.Event) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := owner(c, id)
		if err != nil {
			return Change{}, err
		}
		if c.State != StateLive {
			return Change{}, conflict("This chat is %s; there is nothing to hand back.", c.State.Words())
		}
		d := newDraft(c, now)
		d.endLive()
		if err := d.move(StateBot); err != nil {
			return Change{}, err
		}
		d.add(Entry{Kind: EntryHandedBack, Author: agentAuthor(agent)})
		err = d.goOn(c, ev)
		return d.done(), err
	}
}

// goOn lets the bot speak again after a person. Where its run had ended before, it begins anew, so that
// it does not stay silent.
func (d *draft) goOn(live *Conversation, ev flow.Event) error {
	d.tellEnded(live)
	w := d.c.Flow.Wait
	switch {
	case ev.Kind == flow.EventResume && (w == nil || d.broken()):
		return d.startAfter()
	case ev.Kind == flow.EventResume && w.Kind == flow.WaitResult:
		return d.goOnWithResult()
	}
	ev.Token = d.token()
	return d.step(ev)
}

// startAfter begins the bot's run anew, which may look at how the chat was.
func (d *draft) startAfter() error {
	ev := d.starting(0)
	ev.Vars = map[string]string{}
	for name, value := range d.c.Flow.Vars {
		if strings.HasPrefix(name, "live.") {
			ev.Vars[name] = value
		}
	}
	d.c.Leave = LeaveNothing
	return d.step(ev)
}

// endLive clears what belongs to a person's part of the chat, who has seen all of it.
func (d *draft) endLive() {
	d.c.TeamSeenCount, d.c.TeamSeen = d.c.VisitorCount, d.c.LastSeq
	d.dropOwner()
}

// dropOwner takes the chat from whoever has it. Whatever was begun before the fence grew is refused.
func (d *draft) dropOwner() {
	d.c.OwnerID, d.c.OwnerName = "", ""
	d.c.LiveSince = time.Time{}
	d.c.Fence++
}
