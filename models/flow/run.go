package flow

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	maxBlocks = 100    // between two waits
	maxTrail  = 10     // answers that one can go back
	maxAnswer = 10_000 // runes of an answer and of a variable
)

// run is one Step under way.
type run struct {
	lib     Library
	s       State // a copy of what came in
	now     time.Time
	effects []Effect
	path    []string // the blocks played since the last wait
	again   bool     // Back: the question asks, even what it could know
	doc     *Document
	docAt   Frame // flow and version of doc
}

// place is a block of a document, ready to be played.
type place struct {
	id       string
	block    Block
	settings settings
}

// play plays blocks until one waits or the run is over.
func (r *run) play() {
	for r.s.Wait == nil && r.s.Ended == "" {
		if len(r.path) == maxBlocks {
			r.fault(r.topBlock(), fmt.Sprintf("%d blocks were played without a wait", maxBlocks))
			return
		}
		r.path = append(r.path, r.topBlock())
		at, err := r.here()
		if err != nil {
			r.fault(r.topBlock(), err.Error())
			return
		}
		at.settings.play(r, at)
	}
}

func (r *run) top() Frame {
	if len(r.s.Stack) == 0 {
		return Frame{}
	}
	return r.s.Stack[len(r.s.Stack)-1]
}

func (r *run) topBlock() string { return r.top().Block }

// here is the block at which the run stands.
func (r *run) here() (place, error) {
	top := r.top()
	doc, err := r.document(top.Flow, top.Version)
	if err != nil {
		return place{}, err
	}
	return placeIn(doc, top.Block)
}

// placeIn finds a block and opens its settings. It errors when the block cannot be played.
func placeIn(doc *Document, id string) (place, error) {
	b, ok := doc.Blocks[id]
	if !ok {
		return place{}, fmt.Errorf("block %q is missing", id)
	}
	k, ok := KindOf(b.Kind)
	if !ok {
		return place{}, fmt.Errorf("block %q has the unknown kind %q", id, b.Kind)
	}
	s, err := k.open(b.Settings)
	if err != nil {
		return place{}, fmt.Errorf("settings of block %q: %w", id, err)
	}
	if wrong := s.check(); len(wrong) > 0 {
		return place{}, fmt.Errorf("settings of block %q: %s", id, wrong[0])
	}
	return place{id: id, block: b, settings: s}, nil
}

// document is the library's, looked up once for the blocks of one flow.
func (r *run) document(flow string, version int) (*Document, error) {
	if r.doc != nil && r.docAt.Flow == flow && r.docAt.Version == version {
		return r.doc, nil
	}
	doc, err := r.lib.Document(flow, version)
	if err != nil || doc == nil {
		return nil, fmt.Errorf("flow %q has no version %d", flow, version)
	}
	r.doc, r.docAt = doc, Frame{Flow: flow, Version: version}
	return doc, nil
}

func (r *run) latest(flow string) (int, error) {
	version, err := r.lib.Latest(flow)
	if err != nil {
		return 0, fmt.Errorf("flow %q is not published", flow)
	}
	return version, nil
}

// follow moves the running frame to a target. Inside of its flow it keeps the version.
func (r *run) follow(t Target) error {
	to := r.top()
	if t.Flow != "" && t.Flow != to.Flow {
		version, err := r.latest(t.Flow)
		if err != nil {
			return err
		}
		to = Frame{Flow: t.Flow, Version: version}
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

// leave goes on by a port. At a dead end a flow that was run from another one goes back there.
func (r *run) leave(at place, port string) {
	r.s.Wait = nil
	for {
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
		r.s.Stack = r.s.Stack[:len(r.s.Stack)-1]
		var err error
		if at, err = r.here(); err != nil {
			r.fault(r.topBlock(), err.Error())
			return
		}
		port = PortNext
	}
}

// target is where a port leads; ports without a target and ports that the block does not have lead
// where PortNext does.
func (at place) target(port string) Target {
	has := func(p Port) bool { return p.Name == port }
	if t := at.block.Out[port]; port != PortNext && t != (Target{}) && slices.ContainsFunc(at.settings.ports(), has) {
		return t
	}
	if to, ok := at.settings.(redirector); ok && to.redirect() != (Target{}) {
		return to.redirect()
	}
	return at.block.Out[PortNext]
}

// await makes the run wait; only events with the new token move it on.
func (r *run) await(kind WaitKind) *Wait {
	r.s.Seq++
	r.s.Wait = &Wait{Kind: kind, Token: "t" + strconv.Itoa(r.s.Seq)}
	return r.s.Wait
}

// say says text, with variables filled and not longer than an answer. Nothing to say is not said.
func (r *run) say(at place, text string, choices ...Choice) {
	text = cut(Fill(text, r.s.Vars), maxAnswer)
	if strings.TrimSpace(text) == "" && len(choices) == 0 {
		return
	}
	e := Effect{Kind: EffectSay, Block: at.id, Text: text, Choices: choices}
	if len(choices) > 0 {
		e.Token = r.s.Wait.Token
	}
	r.effects = append(r.effects, e)
}

// remember notes that the visitor has answered here.
func (r *run) remember() {
	r.s.Trail = append(r.s.Trail, slices.Clone(r.s.Stack))
	if len(r.s.Trail) > maxTrail {
		r.s.Trail = slices.Clone(r.s.Trail[len(r.s.Trail)-maxTrail:])
	}
}

// end stops the run for good. The stack stays, to show where it ended.
func (r *run) end(how string) { r.s.Wait, r.s.Trail, r.s.Ended = nil, nil, how }

// fault ends the run because something is broken, and says what and on which way it came there.
func (r *run) fault(block, why string) {
	if len(r.path) > 0 {
		why += "; the way here: " + strings.Join(r.path, " → ")
	}
	why = cut(why, maxAnswer)
	r.effects = append(r.effects, Effect{Kind: EffectFault, Block: block, Text: why})
	r.end(EndedByFault)
}
