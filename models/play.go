package models

import (
	"hash/fnv"
	"slices"
	"time"

	"deskbell/models/flow"
)

// mostRounds is how often one turn may ask for a person: a flow that leads from "nobody there" back
// to the same block would never end.
const mostRounds = 8

// start plays the bot's start flow from its beginning, in the version that the page showed where
// there is such a one. A trial has a start of its own.
func (d *draft) start(version int) error {
	d.c.Leave = LeaveNothing
	return d.step(d.starting(version))
}

func (d *draft) starting(version int) flow.Event {
	ev := flow.Event{Kind: flow.EventStart, Target: flow.Target{Flow: d.c.Bot.StartFlow}, Version: version, Seed: d.seed}
	if d.c.Trial != nil && d.c.Bot.owns(d.c.Trial.Start.Flow) {
		ev.Target, ev.Version = d.c.Trial.Start, d.c.Trial.Version
	} else if !d.published(ev.Target.Flow, version) {
		ev.Version = 0
	}
	if ev.Seed == 0 {
		sum := fnv.New64a()
		_, _ = sum.Write([]byte(d.c.ID)) // never fails
		ev.Seed = sum.Sum64()
	}
	return ev
}

// stalest is how many versions a page may be behind and still begin with what it showed. Nobody is to
// choose among all that a flow has ever been.
const stalest = 3

// published says whether a page may begin with such a version; drafts that a trial has pinned are
// below 0.
func (d *draft) published(flowID string, version int) bool {
	latest, err := d.c.Records.Latest(flowID)
	if err != nil || version < 1 || version < latest-stalest {
		return false
	}
	_, err = d.c.Records.Document(flowID, version)
	return err == nil
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
		if !hurried(w, d.clock()) {
			return nil
		}
		if err := d.step(flow.Event{Kind: flow.EventTimer, Token: w.Token}); err != nil {
			return err
		}
	}
	return nil
}

// step plays one event, and those that follow from it.
func (d *draft) step(ev flow.Event) error {
	for {
		next, err := d.play(d.effects(d.c.Records, ev))
		if err != nil || next == nil {
			return err
		}
		ev = *next
	}
}

// effects takes one step, and says what the flow wants done.
func (d *draft) effects(lib flow.Library, ev flow.Event) []flow.Effect {
	ev.Now, ev.Hours, ev.Words = d.clock(), d.hours(), d.words()
	d.world(&ev)
	d.note(ev)
	before := d.c.Flow.Wait
	state, effects := flow.Step(d.c.Trial.Library(lib), d.c.Flow, ev)
	d.c.Flow = state
	if before != nil && !before.Due.IsZero() && before.Token != d.token() {
		d.forget(before.Token)
		if ev.Kind != flow.EventResult {
			d.giveUp(before)
		}
	}
	return effects
}

// forget takes the timer of a wait away that is over before its time.
func (d *draft) forget(token string) {
	set := len(d.change.Timers)
	d.change.Timers = slices.DeleteFunc(d.change.Timers, func(t Timer) bool { return t.Token == token })
	if len(d.change.Timers) == set && !slices.Contains(d.change.Cancelled, token) {
		d.change.Cancelled = append(d.change.Cancelled, token)
	}
}

// play does what the flow wants done; the event it returns is to be played next.
func (d *draft) play(effects []flow.Effect) (next *flow.Event, err error) {
	for _, e := range effects {
		follows, err := d.do(e)
		if err != nil {
			return nil, err
		}
		if follows != nil {
			next = follows
		}
	}
	return next, nil
}

func (d *draft) do(e flow.Effect) (*flow.Event, error) {
	switch e.Kind {
	case flow.EffectSay:
		d.show(e)
	case flow.EffectVisit:
		d.visit(e)
	case flow.EffectTimer:
		d.timer(e.Token, e.Due)
	case flow.EffectEmail:
		d.setEmail(e.Text)
	case flow.EffectUpdate:
		d.update(e.Set)
	case flow.EffectMail:
		return nil, d.deliver(DeliverMail, "", Mail{Mail: *e.Mail, Purpose: MailFlow})
	case flow.EffectHTTP:
		return d.request(e)
	case flow.EffectAgents:
		return d.agents(e)
	case flow.EffectAI:
		return d.askAI(e)
	case flow.EffectPerson:
		return d.ask(e)
	case flow.EffectEnd:
		return nil, d.close("flow", Author{Kind: BySystem})
	case flow.EffectFault:
		return nil, d.fault(e.Text)
	}
	return nil, nil
}

// show keeps what the flow says.
func (d *draft) show(e flow.Effect) {
	content := d.completed(e.Content)
	if content == nil && e.Content != nil && e.Text == "" && len(e.Choices) == 0 {
		return // an article that is gone, and no words beside it
	}
	d.add(Entry{Kind: EntrySaid, Author: d.botAuthor(), Text: e.Text, Body: Body{Block: e.Block, Token: e.Token,
		Choices: e.Choices, Content: content, Masked: d.masked(e.Text)}})
}

// ask rings for a person, or takes the way for "nobody there".
func (d *draft) ask(e flow.Effect) (*flow.Event, error) {
	d.rounds++
	if d.rounds > mostRounds {
		return nil, d.fault("the flow asks for a person again and again without an answer in between" + d.way())
	}
	d.tell(nil)
	if err := d.handOver(); err != nil {
		return nil, err
	}
	d.c.Video, d.c.LiveMessages = e.LiveChat.Video, 0
	why, err := d.missing(*e.LiveChat)
	if err != nil {
		return nil, err
	}
	if why != "" {
		d.call(WhyWanted) // who is told by mail can come to what is left, too
		return d.nobody(*e.LiveChat, why)
	}
	if err := d.move(StateWaiting); err != nil {
		return nil, err
	}
	d.bot(e.LiveChat.Messages.Welcome)
	d.wait(e.LiveChat.WaitSeconds, e.Token)
	return nil, nil
}

// wait begins the waiting time, which ends by a timer of the token.
func (d *draft) wait(seconds int, token string) {
	d.c.WaitingSince = d.now
	d.c.WaitingUntil = d.now.Add(time.Duration(seconds) * time.Second)
	d.add(Entry{Kind: EntryWaiting, Author: Author{Kind: BySystem}, Audience: d.soughtFor(),
		Body: Body{Until: d.c.WaitingUntil.UnixMilli(), Video: d.c.Video}})
	d.change.Timers = append(d.change.Timers, Timer{Conversation: d.c.ID, Token: token, Due: d.c.WaitingUntil})
	d.wanted()
}

// soughtFor is who reads that a person is sought: not the visitor where he reads in the same turn that whoever he
// had is gone and somebody else is asked. It is not he who asks then.
func (d *draft) soughtFor() Audience {
	for i := range d.change.Entries {
		if kind := d.change.Entries[i].Kind; kind == EntryReleased || kind == EntryPassedOn {
			return ForTeam
		}
	}
	return ForAll
}

// nobody takes the way that the block names for when no person answers. The state is bot or waiting
// before and bot after.
func (d *draft) nobody(lc flow.LiveChat, reason string) (*flow.Event, error) {
	waited := d.waited()
	d.add(Entry{Kind: EntryGaveUp, Author: Author{Kind: BySystem}, Body: Body{Reason: reason, Waited: waited}})
	if d.c.State == StateWaiting && !d.c.LeftAt.IsZero() {
		return nil, d.leftAgain()
	}
	if d.c.State == StateWaiting {
		if err := d.move(StateBot); err != nil {
			return nil, err
		}
	}
	d.endWait()
	d.c.Missed = true
	what, port, message := lc.Answer(reason)
	d.bot(message)
	if what == flow.UnavailableLeave {
		d.c.Leave = LeaveMessage
		if lc.OfflineForm {
			d.c.Leave = LeaveForm
		}
		return nil, nil
	}
	d.tellNobody(reason, waited)
	return &flow.Event{Kind: flow.EventPerson, Token: d.token(), Port: port}, nil
}

func (d *draft) token() string {
	if d.c.Flow.Wait == nil {
		return ""
	}
	return d.c.Flow.Wait.Token
}
