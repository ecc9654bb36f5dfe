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
	r := &run{lib: lib, s: copied(s), now: ev.Now.UTC().Round(0), hours: ev.Hours}
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
		a, ok := at.settings.(asker)
		if ok = ok && wait == WaitReply; ok {
			ev.Text = strings.TrimSpace(ev.Text)
			a.reply(r, at, ev)
		}
		return ok
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
			r.merge(ev.Result.Vars)
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
	r.s = State{Seq: r.s.Seq, Seed: seed, Mails: r.s.Mails}
	r.merge(ev.Vars)
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
	r.s.Wait, r.s.Ended, r.s.Trail = nil, "", nil
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

// resume takes the run up where it stands, after a person has handed back.
func (r *run) resume(at place, ev Event) {
	switch r.s.Wait.Kind {
	case WaitPerson:
		r.personDone(at, ev)
	case WaitTimer:
		r.merge(ev.Vars)
		if r.now.Before(r.s.Wait.Due) {
			r.emit(at, Effect{Kind: EffectTimer, Token: r.s.Wait.Token, Due: r.s.Wait.Due})
			return
		}
		r.leave(at, PortNext)
	case WaitResult:
		r.merge(ev.Vars)
		if r.now.Before(r.s.Wait.Due) {
			r.emit(at, Effect{Kind: EffectTimer, Token: r.s.Wait.Token, Due: r.s.Wait.Due})
		} else if !r.noResult(at) {
			r.s.Wait = nil
		}
	default:
		r.merge(ev.Vars)
		r.s.Wait = nil // play comes to the same block and asks again
	}
}

// personDone goes on after a live chat, by the port that says how it went.
func (r *run) personDone(at place, ev Event) {
	r.merge(ev.Vars)
	r.s.Trail = nil
	r.leave(at, ev.Port)
}

// skip leaves a block that lets one skip it.
func (r *run) skip(at place) bool {
	p := r.promptAt(at)
	if p.Skip == "" {
		return false
	}
	if r.s.Wait.Kind == WaitReply && p.Kind != PromptOffer {
		r.remember()
	}
	r.leave(at, PortSkipped)
	return true
}

// back asks again what was answered last.
func (r *run) back() bool {
	n := len(r.s.Trail)
	if n == 0 {
		return false
	}
	r.s.Stack = slices.Clone(r.s.Trail[n-1])
	r.s.Trail = r.s.Trail[:n-1]
	if n == 1 {
		r.s.Trail = nil
	}
	r.s.Wait, r.again = nil, true
	return true
}
