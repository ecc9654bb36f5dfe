package models

import (
	"strings"
	"time"

	"deskbell/models/flow"
)

// Jump gives a live chat back to the bot at a chosen block or flow. Errors: CodeInvalid when there is
// no such place in the bot's flows; CodeForbidden for roles that may not.
func Jump(id AgentID, now time.Time, to flow.Target) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		_, place, err := jumper(c, id, to)
		if err != nil {
			return Change{}, err
		}
		change, err := leaveLive(id, now, flow.Event{Kind: flow.EventGoto, Target: to})(c)
		if err == nil && len(change.Entries) > 0 {
			change.Entries[0].Body.To = place
		}
		return change, err
	}
}

// JumpAndStay plays a chosen block or flow into a live chat, up to where it waits, and the agent keeps the
// chat. What the bot asks there the visitor answers to the agent: a press is kept as words, and moves
// nothing on. Where the bot would ask for a person there is one already. HandBack goes on from that wait.
// Errors as Jump.
func JumpAndStay(id AgentID, now time.Time, to flow.Target) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, place, err := jumper(c, id, to)
		if err == nil {
			_, err = owner(c, id)
		}
		if err != nil {
			return Change{}, err
		}
		if c.State != StateLive {
			return Change{}, conflict("This chat is %s; take it over to stay in it.", c.State.Words())
		}
		d := newDraft(c, now)
		d.add(Entry{Kind: EntryJumped, Author: agentAuthor(agent), Audience: ForTeam, Body: Body{Block: to.Block, To: place}})
		err = d.playBeside(flow.Event{Kind: flow.EventGoto, Target: to})
		return d.done(), err
	}
}

// jumper is the agent, if the role may jump, and what the place is called, if there is such a one.
func jumper(c *Conversation, id AgentID, to flow.Target) (Agent, string, error) {
	agent, err := actor(c, id)
	if err != nil {
		return Agent{}, "", err
	}
	if !agent.Role.May(PermitTakeOverBot) {
		return Agent{}, "", &Error{Code: CodeForbidden, Message: "Your role may not jump to a block."}
	}
	place, err := placeOf(c.Bot, c.Records, to)
	return agent, place, err
}

// placeOf is what a target is called. It refuses flows of other bots and blocks that are not there.
func placeOf(bot *Bot, lib flow.Library, to flow.Target) (string, error) {
	missing := invalid("to", "There is no such place in this bot's flows.")
	if !bot.owns(to.Flow) {
		return "", missing
	}
	version, err := lib.Latest(to.Flow)
	if err != nil {
		return "", missing
	}
	document, err := lib.Document(to.Flow, version)
	if err != nil {
		return "", missing
	}
	if to.Block == "" {
		return document.Name, nil
	}
	block, there := document.Blocks[to.Block]
	if !there {
		return "", missing
	}
	if kind, known := flow.KindOf(block.Kind); known && strings.TrimSpace(block.Title) == "" {
		return kind.Title, nil
	}
	return block.Title, nil
}

// playBeside plays up to the next wait while a person has the chat. Short pauses are not waited for.
func (d *draft) playBeside(ev flow.Event) error {
	pauses := 0
	for next := &ev; next != nil; {
		at := *next
		next = nil
		for _, e := range d.effects(d.c.Records, at) {
			follows, err := d.doBeside(e)
			if err != nil {
				return err
			}
			if follows != nil {
				next = follows
			}
		}
		if w := d.c.Flow.Wait; next == nil && hurried(w, d.clock()) && pauses < mostRounds {
			pauses++
			next = &flow.Event{Kind: flow.EventTimer, Token: w.Token}
		}
	}
	d.askBeside()
	return nil
}

// doBeside is do while a person has the chat: they are there already and answer, no time runs, and the end of the
// run is not that of the chat.
func (d *draft) doBeside(e flow.Effect) (*flow.Event, error) {
	switch e.Kind {
	case flow.EffectPerson, flow.EffectTimer, flow.EffectEnd, flow.EffectAI:
		return nil, nil
	}
	return d.do(e)
}

// askBeside lets the visitor answer to the person what the run asks; not whether they want one.
func (d *draft) askBeside() {
	w := d.c.Flow.Wait
	if w == nil || w.Kind != flow.WaitReply || w.AI != nil || flow.PromptOf(d.c.Records, d.c.Flow, d.words()).Kind == flow.PromptOffer {
		return
	}
	asked := *w
	asked.Beside, asked.Due = true, time.Time{}
	d.c.Flow.Wait = &asked
}

// AsksBeside says whether what is asked now is answered to the person who has the chat.
func (c *Conversation) AsksBeside() bool {
	return c.State == StateLive && c.Flow.Wait != nil && c.Flow.Wait.Beside
}

// answeredBeside: what was asked of the visitor was answered to the person, and is asked no longer.
func (d *draft) answeredBeside() {
	asked := *d.c.Flow.Wait
	asked.Beside = false
	d.c.Flow.Wait = &asked
}
