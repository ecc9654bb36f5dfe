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
		err = d.handBack(c, agentAuthor(agent), ev)
		return d.done(), err
	}
}

// handBack lets the bot go on after whoever had the chat, which was live as it stands there.
func (d *draft) handBack(live *Conversation, by Author, ev flow.Event) error {
	d.endLive()
	if err := d.move(StateBot); err != nil {
		return err
	}
	d.add(Entry{Kind: EntryHandedBack, Author: by})
	return d.goOn(live, ev)
}

// goOn lets the bot speak again after a person. Where its run had ended before, it begins anew, so that
// it does not stay silent.
func (d *draft) goOn(live *Conversation, ev flow.Event) error {
	d.tellEnded(live)
	return d.resume(ev)
}

// resume plays on where the bot stood.
func (d *draft) resume(ev flow.Event) error {
	w := d.c.Flow.Wait
	switch {
	case ev.Kind == flow.EventResume && (w == nil || d.broken()):
		return d.startAfter()
	case ev.Kind == flow.EventResume && w.Kind == flow.WaitResult && !w.AwaitsAI():
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
	d.c.OwnerID, d.c.GuestID, d.c.OwnerName = "", "", ""
	d.c.LiveSince = time.Time{}
	d.c.Fence++
}
