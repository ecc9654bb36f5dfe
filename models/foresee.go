package models

import "deskbell/models/flow"

// Foresight is what the visitor would see first after a jump, as the team may see it.
type Foresight struct {
	Entries []Entry
	Prompt  flow.Prompt // what is asked then; PromptNone for nothing
	Next    Foreseen
	Fault   string // of ForeseenFault
}

// Foreseen is what a jump leads to behind what is said.
type Foreseen string

// What it may be.
const (
	ForeseenPrompt Foreseen = "prompt" // Prompt is asked
	ForeseenPerson Foreseen = "person" // a person is asked for
	ForeseenTime   Foreseen = "time"   // it waits for a time
	ForeseenResult Foreseen = "result" // it waits for what another server answers, or the AI
	ForeseenEnd    Foreseen = "end"    // the bot has nothing more to say
	ForeseenClose  Foreseen = "close"  // the chat is ended
	ForeseenFault  Foreseen = "fault"  // it is broken
)

// Foresee plays a jump for looking: nobody is asked, nothing is sent, nothing is kept. Of l, Bot, Now, Agents
// and Article count. Errors: CodeInvalid when there is no such place.
func Foresee(lib flow.Library, l Looker, c Conversation, to flow.Target) (Foresight, error) {
	if _, err := placeOf(l.Bot, lib, to); err != nil {
		return Foresight{}, err
	}
	c.Bot, c.Records, c.State = l.Bot, onlyLooks{lib, l.Agents, l.Article}, StateBot
	d := newDraft(&c, l.Now)
	d.c.Flow.Wait = nil
	f := Foresight{}
	pauses := 0
	for next := (&flow.Event{Kind: flow.EventGoto, Target: to}); next != nil; {
		follows, err := d.foresee(*next, &f)
		if err != nil {
			return Foresight{}, err
		}
		if w := d.c.Flow.Wait; follows == nil && hurried(w, d.clock()) && pauses < mostRounds {
			pauses++
			follows = &flow.Event{Kind: flow.EventTimer, Token: w.Token}
		}
		next = follows
	}
	for _, e := range d.change.Entries {
		f.Entries = append(f.Entries, d.forTeam(e))
	}
	f.Prompt = d.promptForTeam(flow.PromptOf(lib, d.c.Flow, d.words()))
	f.Next = d.foreseen(f)
	return f, nil
}

// foresee shows what one event leads to.
func (d *draft) foresee(ev flow.Event, f *Foresight) (next *flow.Event, err error) {
	for _, e := range d.effects(d.c.Records, ev) {
		switch e.Kind {
		case flow.EffectSay:
			d.show(e)
		case flow.EffectAgents:
			next, err = d.agents(e)
		case flow.EffectEnd:
			f.Next = ForeseenClose
		case flow.EffectFault:
			f.Next, f.Fault = ForeseenFault, e.Text
		}
		if err != nil {
			return nil, err
		}
	}
	return next, nil
}

// foreseen is what the run waits for.
func (d *draft) foreseen(f Foresight) Foreseen {
	w := d.c.Flow.Wait
	switch {
	case f.Next != "":
		return f.Next
	case w == nil:
		return ForeseenEnd
	case w.Kind == flow.WaitPerson:
		return ForeseenPerson
	case w.Kind == flow.WaitTimer:
		return ForeseenTime
	case w.Kind == flow.WaitResult:
		return ForeseenResult
	}
	return ForeseenPrompt
}

// forTeam hides in an entry that is not kept what is hidden in one that is.
func (d *draft) forTeam(e Entry) Entry {
	e = e.ForTeam()
	e.Body.Choices = d.choicesForTeam(e.Body.Choices)
	return e
}

func (d *draft) promptForTeam(p flow.Prompt) flow.Prompt {
	p.Choices = d.choicesForTeam(p.Choices)
	p.Text, p.Value = withoutSecrets(d.c.Flow, p.Text), withoutSecrets(d.c.Flow, p.Value)
	return p
}

func (d *draft) choicesForTeam(all []flow.Choice) []flow.Choice {
	masked := make([]flow.Choice, len(all))
	for i, c := range all {
		c.Label, c.Text = withoutSecrets(d.c.Flow, c.Label), withoutSecrets(d.c.Flow, c.Text)
		masked[i] = c
	}
	return masked
}
