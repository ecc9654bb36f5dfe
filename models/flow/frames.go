package flow

import (
	"fmt"
	"slices"
	"strings"
)

// follow moves the running frame to a target. Inside of its flow it keeps the version.
func (r *run) follow(t Target) error {
	to := r.top()
	if t.Flow != "" && t.Flow != to.Flow {
		version, err := r.latest(t.Flow)
		if err != nil {
			return err
		}
		to.Flow, to.Version = t.Flow, version
	}
	to.Block = t.Block
	return r.enter(to)
}

// enter puts the running frame at a block that is there; "" is the flow's start.
func (r *run) enter(to Frame) error {
	doc, err := r.document(to.Flow, to.Version)
	if err != nil {
		return err
	}
	if to.Block == "" {
		to.Block = doc.Start
	}
	if _, ok := doc.Blocks[to.Block]; !ok {
		return fmt.Errorf("block %q is missing in flow %q, version %d", to.Block, to.Flow, to.Version)
	}
	if len(r.s.Stack) == 0 {
		r.s.Stack = []Frame{to}
		return nil
	}
	r.s.Stack[len(r.s.Stack)-1] = to
	return nil
}

// call runs a flow, or a part of this one, from PortCall; at its dead end the run comes back and goes
// on at PortNext. Without a target it goes on at once.
func (r *run) call(at place, t Target) {
	if t == (Target{}) {
		r.leave(at, PortNext)
		return
	}
	r.left(at, PortCall)
	r.s.Wait = nil
	if len(r.s.Stack) >= maxDepth {
		r.fault(at.id, fmt.Sprintf("flows run one another more than %d deep: %s", maxDepth, r.frames()))
		return
	}
	from := r.top()
	from.Aside = false // the caller stays the one to come back from
	r.push(at.id, from, t)
}

// push puts a frame on the stack: from's flow and version, at t.
func (r *run) push(block string, from Frame, t Target) {
	before := r.s.Stack
	r.s.Stack = append(slices.Clone(before), from)
	if err := r.follow(t); err != nil {
		r.s.Stack = before
		r.fault(block, err.Error())
	}
}

// frames names the flows that run one another.
func (r *run) frames() string {
	flows := make([]string, len(r.s.Stack))
	for i, f := range r.s.Stack {
		flows[i] = f.Flow
	}
	return strings.Join(flows, " → ")
}

// leave goes on by a port. At a dead end a flow that was run from another one goes back there.
func (r *run) leave(at place, port string) {
	if port != PortNext && !at.has(port) {
		port = PortNext
	}
	for {
		r.left(at, port)
		r.s.Wait = nil
		if t := at.target(port); t != (Target{}) {
			if err := r.follow(t); err != nil {
				r.fault(at.id, err.Error())
			}
			return
		}
		if len(r.s.Stack) <= 1 {
			r.end(EndedByDeadEnd)
			return
		}
		if r.top().Aside {
			r.backToQuestion(len(r.s.Stack) - 1)
			return
		}
		r.s.Stack = r.s.Stack[:len(r.s.Stack)-1]
		var err error
		if at, err = r.here(); err != nil {
			r.fault(r.topBlock(), err.Error())
			return
		}
		port = PortNext
	}
}

// has says whether the block has a port.
func (at place) has(port string) bool {
	return slices.ContainsFunc(at.settings.ports(), func(p Port) bool { return p.Name == port })
}

// target is where a port leads; ports without a target and ports that the block does not have lead
// where PortNext does.
func (at place) target(port string) Target {
	if t := at.block.Out[port]; port != PortNext && t != (Target{}) && at.has(port) {
		return t
	}
	if to, ok := at.settings.(redirector); ok && to.redirect() != (Target{}) {
		return to.redirect()
	}
	return at.block.Out[PortNext]
}

// finish ends the run, also that of the flows which ran this one. A flow that a quick reply has begun
// ends alone: the question below is asked again.
func (r *run) finish(at place) {
	if i := r.aside(); i > 0 {
		r.backToQuestion(i)
		return
	}
	if !r.beside {
		r.emit(at, Effect{Kind: EffectEnd})
	}
	r.end(EndedByBlock)
}

// restart begins the run again at the start of the flow that it began with, in the same version.
func (r *run) restart(at place, clear bool) {
	if r.beside {
		r.end(EndedByDeadEnd)
		return
	}
	home := Frame{}
	switch {
	case r.s.Home != nil:
		home = *r.s.Home
	case len(r.s.Stack) > 0:
		home = r.s.Stack[0]
	}
	home.Block, home.Aside = "", false
	r.s.Stack, r.s.Wait, r.s.Trail, r.s.Quick, r.s.Held = nil, nil, nil, nil, nil
	if clear {
		r.forget()
	}
	if err := r.enter(home); err != nil {
		r.fault(at.id, err.Error())
	}
}
