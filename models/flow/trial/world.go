package trial

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"deskbell/models/flow"
)

// mostAsked is how often one input may lead to a person.
const mostAsked = 8

// mostRounds is how often the world answers after one input: a flow that waits in a circle has no end.
const mostRounds = 100

// step plays an event and those that the made-up world answers with.
func (r *Run) step(ev flow.Event) {
	rounds := 0
	for next := &ev; next != nil && !r.Over; rounds++ {
		if next.Kind == "" {
			return
		}
		if rounds == mostRounds {
			r.Over = true
			r.note("", "The flow goes on and on without an answer in between; the trial ends here.")
			return
		}
		next.Now = r.now
		next.Hours, next.Words = r.hours(), r.world.words()
		state, effects := flow.Step(r.lib, r.State, *next)
		r.State = state
		next = r.play(effects)
		if r.State.Ended != "" {
			r.Over = true
			if r.Fault == "" {
				r.note("", "The flow ends.")
			}
		}
	}
}

// play shows effects; the event it returns is the world's answer.
func (r *Run) play(effects []flow.Effect) *flow.Event {
	var next *flow.Event
	for _, e := range effects {
		switch e.Kind {
		case flow.EffectSay:
			r.say(e)
		case flow.EffectVisit:
			r.Path = append(r.Path, e)
		case flow.EffectTimer:
			if r.Waits() == flow.WaitTimer && r.State.Wait.Token == e.Token {
				r.now = later(r.now, e.Due)
				next = &flow.Event{Kind: flow.EventTimer, Token: e.Token}
			}
		case flow.EffectHTTP:
			r.note(e.Block, "A request is sent: "+e.Request.Method+" "+e.Request.URL)
			next = &flow.Event{Kind: flow.EventResult, Token: e.Token, Result: r.result(e.Block)}
		case flow.EffectAI:
			r.note(e.Block, "The AI is asked: "+e.AI.Question)
			next = &flow.Event{Kind: flow.EventResult, Token: e.Token, Result: r.ai(e.Block)}
		case flow.EffectAgents:
			next = &flow.Event{Kind: flow.EventResult, Token: e.Token, Result: flow.Result{Port: yes(!r.world.Nobody)}}
		case flow.EffectMail:
			r.note(e.Block, "An email is sent to "+strings.Join(e.Mail.To, ", ")+": "+e.Mail.Subject)
		case flow.EffectUpdate:
			for _, name := range sorted(e.Set) {
				r.note(e.Block, name+" is now "+e.Set[name])
			}
		case flow.EffectPerson:
			next = r.person(e)
		case flow.EffectFault:
			r.Fault, r.Over = e.Text, true
			r.note(e.Block, "The flow breaks: "+e.Text)
		}
	}
	return next
}

func (r *Run) say(e flow.Effect) {
	line := Line{By: "bot", Block: e.Block, Text: e.Text}
	if n := len(r.State.Stack); n > 0 {
		line.Flow = r.State.Stack[n-1].Flow
	}
	line.Shows(e.Content)
	for _, c := range e.Choices {
		line.Choices = append(line.Choices, c.Label)
	}
	r.lines = append(r.lines, line)
}

// result is what a request comes to.
func (r *Run) result(block string) flow.Result {
	if recorded, ok := r.world.Results[block]; ok && !r.world.HTTPFails {
		return recorded
	}
	return flow.Result{Error: "No request is sent in a trial."}
}

// ai is what a question to the AI comes to: as it was recorded.
func (r *Run) ai(block string) flow.Result {
	if recorded, ok := r.world.Results[AsAsked(block, r.State)]; ok && !r.world.HTTPFails {
		return recorded
	}
	return flow.Result{Error: "No AI is asked in a trial."}
}

// AsAsked is the name under which a World keeps the result that a block waits for: the block's, or of an AI the
// question that it was asked, whichever block did.
func AsAsked(block string, s flow.State) string {
	if w := s.Wait; w.AwaitsAI() {
		return Question(w.AI.Question)
	}
	return block
}

// Question is the name under which a World keeps what an AI answers to one.
func Question(words string) string { return "? " + flow.Shortened(words) }

// person asks for one, who is there or not as the world has it.
func (r *Run) person(e flow.Effect) *flow.Event {
	r.asked++
	if r.asked > mostAsked {
		r.Fault, r.Over = "A person is asked for again and again without an answer in between.", true
		r.note(e.Block, r.Fault)
		return nil
	}
	lc := e.LiveChat
	switch {
	case lc.NeedsHours() && !r.hours().Open(r.now):
		return r.nobody(flow.ReasonClosed)
	case lc.NeedsSomebody() && r.world.Nobody:
		return r.nobody(flow.ReasonUnavailable)
	}
	r.lines = append(r.lines, Line{By: "bot", Block: e.Block, Text: lc.Messages.Welcome})
	r.note(e.Block, fmt.Sprintf("A person is asked for; the visitor waits up to %d seconds.", lc.WaitSeconds))
	return nil
}

// hours are the bot's, or never where the world pretends that.
func (r *Run) hours() *flow.Hours {
	if r.world.Closed {
		return r.world.Hours.Never()
	}
	return r.world.Hours
}

// nobody is the way for when no person answers.
func (r *Run) nobody(reason string) *flow.Event {
	lc, ok := flow.LiveChatAt(r.lib, r.State, r.world.words())
	if !ok {
		lc = flow.Defaults(r.world.words())
	}
	what, port, message := lc.Answer(reason)
	if message != "" {
		r.lines = append(r.lines, Line{By: "bot", Text: message})
	}
	if what == flow.UnavailableLeave {
		r.letter = true
		r.note("", "The visitor is asked to leave a message.")
		return nil
	}
	return &flow.Event{Kind: flow.EventPerson, Token: r.State.Wait.Token, Port: port,
		Vars: map[string]string{"live.available": "no", "live.result": reason}}
}

// note is a line about what happens, said by nobody.
func (r *Run) note(block, text string) {
	r.lines = append(r.lines, Line{By: "play", Block: block, Text: text})
}

// take are the lines since the last time.
func (r *Run) take() []Line {
	lines := r.lines
	r.lines = nil
	return lines
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
