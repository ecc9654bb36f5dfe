package flow

import "slices"

// portQuick is followed by the id of a quick reply.
const portQuick = "quick:"

// QuickOf are the quick replies that the visitor can press now; none while a Live chat block that
// hides them waits for a person.
func QuickOf(lib Library, s State) []Choice {
	r := &run{lib: lib, s: s}
	_, choices := r.quickAt()
	return choices
}

// quickAt is the block whose quick replies are in reach, with those that lead somewhere.
func (r *run) quickAt() (place, []Choice) {
	if r.s.Quick == nil || r.hidesQuick() {
		return place{}, nil
	}
	doc, err := r.document(r.s.Quick.Flow, r.s.Quick.Version)
	if err != nil {
		return place{}, nil
	}
	at, err := placeIn(doc, r.s.Quick.Block)
	if err != nil {
		return place{}, nil
	}
	q, ok := at.settings.(quicker)
	if !ok {
		return place{}, nil
	}
	nowhere := func(c Choice) bool { return at.block.Out[portQuick+c.ID] == (Target{}) }
	return at, slices.DeleteFunc(slices.Clone(q.quick(r, at)), nowhere)
}

func (r *run) hidesQuick() bool {
	if r.s.Wait == nil || r.s.Wait.Kind != WaitPerson {
		return false
	}
	at, err := r.here()
	if err != nil {
		return false
	}
	l, ok := at.settings.(*liveChatBlock)
	return ok && l.HideQuick
}

// quick takes a quick reply. Beside a question it runs its flow in a frame of its own and comes back
// to the question; so it does in place of another quick reply's flow. While a person, a time or a
// result is waited for, only the messages up to its first wait are shown.
func (r *run) quick(ev Event) bool {
	at, choices := r.quickAt()
	if !slices.ContainsFunc(choices, func(c Choice) bool { return c.ID == ev.Choice }) {
		return false
	}
	port, frame := portQuick+ev.Choice, *r.s.Quick
	r.emit(at, Effect{Kind: EffectVisit, Frame: frame, Port: port})
	to := at.block.Out[port]
	switch wait := r.s.Wait; {
	case wait != nil && wait.Kind != WaitReply:
		r.showBeside(at, frame, to)
	case wait == nil:
		r.s.Stack, r.s.Ended = nil, ""
		r.push(at.id, frame, to)
	default:
		r.held = wait
		if i := r.aside(); i > 0 {
			r.backToQuestion(i)
		}
		r.hold()
		r.s.Wait, frame.Aside = nil, true
		r.push(at.id, frame, to)
	}
	return true
}

// showBeside plays a quick reply's flow up to its first wait and forgets where it was.
func (r *run) showBeside(at place, frame Frame, to Target) {
	kept := r.s
	r.s.Stack, r.s.Wait, r.s.Trail, r.beside = nil, nil, nil, true
	r.push(at.id, frame, to)
	r.play()
	r.beside, r.path = false, nil
	r.s.Stack, r.s.Wait, r.s.Trail, r.s.Ended = kept.Stack, kept.Wait, kept.Trail, kept.Ended
}

// aside is where in the stack the flow of a quick reply began; 0: it is in none that has a question
// below.
func (r *run) aside() int {
	return max(0, slices.IndexFunc(r.s.Stack, func(f Frame) bool { return f.Aside }))
}

// backToQuestion leaves the flow of a quick reply, which began at frame i: the question below is
// asked again, and Back does not lead into that flow.
func (r *run) backToQuestion(i int) {
	r.s.Wait, r.s.Stack = nil, slices.Clone(r.s.Stack[:i])
	r.held, r.s.Held = r.s.Held, nil
	beside := func(stack []Frame) bool { return slices.ContainsFunc(stack, func(f Frame) bool { return f.Aside }) }
	r.s.Trail = slices.DeleteFunc(r.s.Trail, beside)
	if len(r.s.Trail) == 0 {
		r.s.Trail = nil
	}
}

// hold keeps how far an AI answer block is that a quick reply's flow interrupts.
func (r *run) hold() {
	if r.held != nil && r.held.AI != nil {
		r.s.Held = r.held
	}
	r.held = nil
}
