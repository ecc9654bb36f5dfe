package flow

import "slices"

// resume takes the run up where it stands, after a person has handed back.
func (r *run) resume(at place, ev Event) {
	r.s.Words = "" // of before: the person has answered them
	if l, ok := at.settings.(listener); ok {
		r.merge(ev.Vars)
		l.resume(r)
		return
	}
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
