package flow

import (
	"maps"
	"slices"
	"strings"
)

// Step plays the run from one event to its next wait or its end. It is a pure function: the same
// arguments give the same result, and s is left as it was. Events that are not for what the run waits
// for now (an old token, a Skip that was not offered) give s itself and no effects. What is broken ends
// the run with an EffectFault; it never panics.
func Step(lib Library, s State, ev Event) (State, []Effect) {
	r, ok := step(lib, s, ev)
	if !ok {
		return s, nil
	}
	return r.s, r.effects
}

// step is Step with the whole run as the result; false when the event did nothing.
func step(lib Library, s State, ev Event) (*run, bool) {
	r := &run{lib: lib, s: copied(s), now: ev.Now.UTC().Round(0), hours: ev.Hours, words: ev.Words}
	if !r.take(ev) {
		return nil, false
	}
	r.alone(ev.Kind)
	r.play()
	return r, true
}

// copied is a state of which nothing is shared that Step changes.
func copied(s State) State {
	s.Stack = slices.Clone(s.Stack)
	s.Vars = maps.Clone(s.Vars)
	s.Trail = slices.Clone(s.Trail)
	s.Secret = slices.Clone(s.Secret)
	if s.Wait != nil {
		w := *s.Wait
		if w.AI != nil {
			ai := *w.AI
			w.AI = &ai
		}
		s.Wait = &w
	}
	return s
}

// take lets the event move the run on; false when it is not for what the run waits for.
func (r *run) take(ev Event) bool {
	switch ev.Kind {
	case EventStart:
		r.start(ev)
		return true
	case EventGoto:
		r.jump(ev)
		return true
	case EventQuick:
		return r.quick(ev)
	}
	if r.s.Wait == nil || (ev.Kind != EventResume && ev.Token != r.s.Wait.Token) {
		return false
	}
	at, err := r.here()
	if err != nil {
		r.fault(r.topBlock(), err.Error())
		return true
	}
	if ev.Kind == EventResume {
		r.resume(at, ev)
		return true
	}
	return r.takeAt(at, ev)
}

// takeAt is take for the events that carry the wait's token.
func (r *run) takeAt(at place, ev Event) bool {
	wait := r.s.Wait.Kind
	switch ev.Kind {
	case EventReply:
		return r.replied(at, ev)
	case EventSkip:
		return r.skip(at)
	case EventBack:
		return r.promptAt(at).Back && r.back()
	case EventTimer:
		return r.timer(at)
	case EventCancel:
		return r.cancel(at, ev)
	case EventResult:
		a, ok := at.settings.(resulter)
		if ok = ok && wait == WaitResult; ok {
			if _, chooses := a.(listener); !chooses {
				r.merge(ev.Result.Vars)
			}
			a.result(r, at, ev)
		}
		return ok
	case EventPerson:
		if wait == WaitPerson {
			r.personDone(at, ev)
		}
		return wait == WaitPerson
	}
	return false
}

// replied gives what the visitor answers to the block that asks, or to one that takes words while it waits for a
// result.
func (r *run) replied(at place, ev Event) bool {
	ev.Text = strings.TrimSpace(ev.Text)
	if l, ok := at.settings.(listener); ok && r.s.Wait.Kind == WaitResult {
		return l.more(r, at, ev)
	}
	a, ok := at.settings.(asker)
	if ok = ok && r.s.Wait.Kind == WaitReply; ok {
		r.heard(a, ev)
		a.reply(r, at, ev)
	}
	return ok
}

// timer goes on when a time is over: the one that a block waits for, that a question gives, or in which
// the world has to answer.
func (r *run) timer(at place) bool {
	switch w := r.s.Wait; {
	case w.Kind == WaitTimer:
		r.leave(at, PortNext)
	case w.Kind == WaitReply && !w.Due.IsZero():
		r.leave(at, PortTimeout)
	case w.Kind == WaitResult:
		return r.noResult(at)
	default:
		return false
	}
	return true
}

// noResult goes on when the world has not answered in time; false when the wait has no end of its own.
func (r *run) noResult(at place) bool {
	a, ok := at.settings.(resulter)
	if ok = ok && !r.s.Wait.Due.IsZero(); ok {
		a.result(r, at, Event{Kind: EventResult, Result: Result{Error: "no answer in time"}})
	}
	return ok
}

// cancel stops waiting for a person, where the block lets one.
func (r *run) cancel(at place, ev Event) bool {
	if r.s.Wait.Kind != WaitPerson || !r.promptAt(at).Cancel {
		return false
	}
	r.merge(ev.Vars)
	r.leave(at, PortCancelled)
	return true
}

// start begins a run. Seq goes on, so that no token of an earlier run fits.
func (r *run) start(ev Event) {
	seed := ev.Seed
	if r.s.Seed != 0 {
		seed = r.s.Seed
	}
	r.s = State{Seq: r.s.Seq, Seed: seed, Mails: r.s.Mails, Asked: r.s.Asked, AIAsked: r.s.AIAsked, AITold: r.s.AITold}
	r.merge(ev.Vars)
	r.s.Words = tidy(ev.Text)
	version := ev.Version
	if version == 0 {
		var err error
		if version, err = r.latest(ev.Target.Flow); err != nil {
			r.fault("", err.Error())
			return
		}
	}
	r.s.Home = &Frame{Flow: ev.Target.Flow, Version: version}
	if err := r.enter(Frame{Flow: ev.Target.Flow, Version: version, Block: ev.Target.Block}); err != nil {
		r.fault(ev.Target.Block, err.Error())
	}
}

// jump goes where an agent sends the run, also when it had ended. A block that the run's version does
// not have yet is looked for in the newest one.
func (r *run) jump(ev Event) {
	t := ev.Target
	r.merge(ev.Vars)
	if i := r.aside(); i > 0 {
		r.backToQuestion(i)
	}
	r.s.Wait, r.s.Ended, r.s.Trail, r.s.Words, r.held = nil, "", nil, "", nil
	from := r.top()
	err := r.follow(t)
	if err != nil && from.Flow != "" && (t.Flow == "" || t.Flow == from.Flow) {
		if version, e := r.latest(from.Flow); e == nil && version != from.Version {
			err = r.enter(Frame{Flow: from.Flow, Version: version, Block: t.Block})
		}
	}
	if err != nil {
		r.fault(t.Block, err.Error())
	}
}
