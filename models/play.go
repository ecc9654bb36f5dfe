package models

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models/flow"
	"deskbell/models/routing"
)

// mostRounds is how often one turn may ask for a person: a flow that leads from "nobody there" back
// to the same block would never end.
const mostRounds = 8

// start plays the bot's start flow from its beginning, in the version that the page showed where
// there is such a one.
func (d *draft) start(version int) error {
	d.c.Leave = LeaveNothing
	if _, err := d.c.Records.Document(d.c.Bot.StartFlow, version); err != nil {
		version = 0
	}
	return d.step(flow.Event{Kind: flow.EventStart, Target: flow.Target{Flow: d.c.Bot.StartFlow}, Version: version})
}

// pace is the longest wait in a greeting that is not waited for: all up to the first question is shown
// before anything is kept, and has to be the same when it is kept.
const pace = 10 * time.Second

// hurried says whether a greeting does not wait for w.
func hurried(w *flow.Wait, now time.Time) bool {
	return w != nil && w.Kind == flow.WaitTimer && w.Due.Sub(now) <= pace
}

// hurry plays through the short waits of a greeting.
func (d *draft) hurry() error {
	for range mostRounds {
		w := d.c.Flow.Wait
		if !hurried(w, d.now) {
			return nil
		}
		d.change.Timers = slices.DeleteFunc(d.change.Timers, func(t Timer) bool { return t.Token == w.Token })
		if err := d.step(flow.Event{Kind: flow.EventTimer, Token: w.Token}); err != nil {
			return err
		}
	}
	return nil
}

// tell sets what a live chat leaves behind for later blocks; what an earlier one left is gone.
func (d *draft) tell(vars map[string]string) {
	next := make(map[string]string, len(d.c.Flow.Vars)+len(vars))
	for name, value := range d.c.Flow.Vars {
		if !strings.HasPrefix(name, "live.") {
			next[name] = value
		}
	}
	maps.Copy(next, vars)
	d.c.Flow.Vars = next
}

// step plays one event, and those that follow from it.
func (d *draft) step(ev flow.Event) error {
	for {
		ev.Now = d.now
		state, effects := flow.Step(d.c.Records, d.c.Flow, ev)
		d.c.Flow = state
		next, err := d.play(effects)
		if err != nil || next == nil {
			return err
		}
		ev = *next
	}
}

// play does what the flow wants done; the event it returns is to be played next.
func (d *draft) play(effects []flow.Effect) (*flow.Event, error) {
	for _, e := range effects {
		switch e.Kind {
		case flow.EffectSay:
			d.show([]flow.Effect{e})
		case flow.EffectTimer:
			d.change.Timers = append(d.change.Timers, Timer{Conversation: d.c.ID, Token: e.Token, Due: e.Due})
		case flow.EffectEmail:
			d.setEmail(e.Text)
		case flow.EffectPerson:
			return d.ask(e)
		case flow.EffectEnd:
			return nil, d.close("flow", Author{Kind: BySystem})
		case flow.EffectFault:
			d.fault(e.Text)
		}
	}
	return nil, nil
}

// ask rings for a person, or takes the way for "nobody there".
func (d *draft) ask(e flow.Effect) (*flow.Event, error) {
	d.rounds++
	if d.rounds > mostRounds {
		d.fault("the flow asks for a person again and again without an answer in between")
		return nil, nil
	}
	d.tell(nil)
	if free, err := d.somebody(); err != nil {
		return nil, err
	} else if !free {
		return d.nobody(*e.LiveChat, "unavailable")
	}
	if err := d.move(StateWaiting); err != nil {
		return nil, err
	}
	d.bot(e.LiveChat.Messages.Welcome)
	d.wait(e.LiveChat.WaitSeconds, e.Token)
	return nil, nil
}

// somebody says whether anybody is there who is offered new chats.
func (d *draft) somebody() (bool, error) {
	agents, err := d.c.Records.AgentsOf(d.c.BotID)
	return len(routing.Eligible(candidates(agents, d.now))) > 0, err
}

// wait begins the waiting time, which ends by a timer of the token.
func (d *draft) wait(seconds int, token string) {
	d.c.WaitingSince = d.now
	d.c.WaitingUntil = d.now.Add(time.Duration(seconds) * time.Second)
	d.add(Entry{Kind: EntryWaiting, Author: Author{Kind: BySystem}, Body: Body{Until: d.c.WaitingUntil.UnixMilli()}})
	d.change.Timers = append(d.change.Timers, Timer{Conversation: d.c.ID, Token: token, Due: d.c.WaitingUntil})
}

// nobody takes the way that the block names for when no person answers. The state is bot or waiting
// before and bot after.
func (d *draft) nobody(lc flow.LiveChat, reason string) (*flow.Event, error) {
	waited := d.waited()
	d.add(Entry{Kind: EntryGaveUp, Author: Author{Kind: BySystem}, Body: Body{Reason: reason, Waited: waited}})
	if d.c.State == StateWaiting {
		if err := d.move(StateBot); err != nil {
			return nil, err
		}
	}
	d.endWait()
	d.c.Missed = true
	d.bot(lc.Messages.Offline)
	if lc.Unavailable == flow.UnavailableLeave {
		d.c.Leave = LeaveMessage
		if lc.OfflineForm {
			d.c.Leave = LeaveForm
		}
		return nil, nil
	}
	port := flow.PortNext
	if lc.Unavailable == flow.UnavailableJump {
		port = flow.PortUnavailable
	}
	d.tellNobody(reason, waited)
	return &flow.Event{Kind: flow.EventPerson, Token: d.token(), Port: port}, nil
}

// tellNobody is tell for a wait that ended without a person.
func (d *draft) tellNobody(reason string, waited int64) {
	d.tell(map[string]string{"live.available": "no", "live.result": reason, "live.wait_seconds": strconv.FormatInt(waited, 10)})
}

// fault keeps what is broken for the team, and lets the visitor leave a message instead of falling
// silent.
func (d *draft) fault(what string) {
	d.add(Entry{Kind: EntryFault, Author: Author{Kind: BySystem}, Text: shorten(what, 500), Audience: ForTeam})
	d.bot("Something is not working here. Leave a message, and a person will read it.")
	d.c.Leave = LeaveForm
}

func (d *draft) token() string {
	if d.c.Flow.Wait == nil {
		return ""
	}
	return d.c.Flow.Wait.Token
}

func (d *draft) setEmail(email string) {
	d.c.Visitor.Email = email
	d.change.VisitorChanged = true
}

func candidates(agents []Agent, now time.Time) []routing.Candidate {
	list := make([]routing.Candidate, 0, len(agents))
	for _, a := range agents {
		list = append(list, routing.Candidate{ID: string(a.ID), Willing: a.Willing && !a.Disabled,
			Reachable: a.ReachableUntil.After(now), Live: a.Live, Max: a.MaxChats})
	}
	return list
}
