package flow

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models/wording"
)

const (
	maxBlocks = 200    // between two waits
	maxAlone  = 1000   // steps in which nobody does anything
	maxDepth  = 16     // flows that run one another
	maxTrail  = 10     // answers that one can go back
	maxAnswer = 10_000 // runes of an answer and of a variable

	usualEffects = 8 // of one step
)

// run is one Step under way.
type run struct {
	lib     Library
	s       State // a copy of what came in
	now     time.Time
	effects []Effect
	path    []string // the blocks played since the last wait
	again   bool     // Back: the question asks, even what it could know
	beside  bool     // a quick reply's messages, while the run itself waits on
	visit   int      // where in effects the visit to the block being played is; 0: none
	hours   *Hours   // of the event
	words   wording.Set
	held    *Wait // at an AI answer block, that a quick reply's flow has come back to
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
		r.playAt(at)
	}
}

// playAt plays one block. Its visit comes before its effects: some of them end the turn.
func (r *run) playAt(at place) {
	first := len(r.effects)
	r.emit(at, Effect{Kind: EffectVisit, Frame: r.top()})
	r.visit = first + 1
	at.settings.play(r, at)
	r.visit = 0
	if r.beside && (r.s.Wait != nil || r.s.Ended == EndedByFault) {
		r.effects = r.effects[:first] // nobody could answer
	}
}

// left notes by which port a block is left.
func (r *run) left(at place, port string) {
	if r.visit > 0 {
		r.effects[r.visit-1].Port = port
		r.visit = 0
		return
	}
	r.emit(at, Effect{Kind: EffectVisit, Frame: r.top(), Port: port})
}

// local is the time where the bot is at home: in the zone of its opening hours, else UTC.
func (r *run) local() time.Time {
	if r.hours == nil {
		return r.now
	}
	return r.now.In(r.hours.zone())
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
	if at, ok := doc.known(id, b); ok {
		return at, nil
	}
	s, known, err := openAs(b.Kind, b.Settings)
	if !known {
		return place{}, fmt.Errorf("block %q has the unknown kind %q", id, b.Kind)
	}
	if err != nil {
		return place{}, fmt.Errorf("settings of block %q: %w", id, err)
	}
	if wrong := s.check(); len(wrong) > 0 {
		return place{}, fmt.Errorf("settings of block %q: %s", id, wrong[0])
	}
	at := place{id: id, block: b, settings: s}
	if doc.opened != nil {
		doc.opened.Store(id, at)
	}
	return at, nil
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

// await makes the run wait; only events with the new token move it on.
func (r *run) await(kind WaitKind) *Wait {
	r.s.Seq++
	r.s.Wait = &Wait{Kind: kind, Token: "t" + strconv.Itoa(r.s.Seq)}
	return r.s.Wait
}

// emit adds an effect of a block.
func (r *run) emit(at place, e Effect) {
	e.Block = at.id
	if r.effects == nil {
		r.effects = make([]Effect, 0, usualEffects)
	}
	r.effects = append(r.effects, e)
}

// show says text together with content.
func (r *run) show(at place, text string, content *Content, choices ...Choice) {
	r.speak(at, Effect{Text: r.said(text), Content: content, Choices: choices})
}

// say says text, with variables filled and not longer than an answer. Nothing to say is not said.
func (r *run) say(at place, text string, choices ...Choice) {
	if text = r.said(text); strings.TrimSpace(text) != "" || len(choices) > 0 {
		r.speak(at, Effect{Text: text, Choices: choices})
	}
}

// said is a text as it is said.
func (r *run) said(text string) string { return cut(fillSaid(text, r.s.Vars), maxAnswer) }

// speak says e; choices carry the token of the wait that they answer.
func (r *run) speak(at place, e Effect) {
	if e.Kind = EffectSay; len(e.Choices) > 0 {
		e.Token = r.s.Wait.Token
	}
	r.emit(at, e)
}

// remember notes that the visitor has answered here.
func (r *run) remember() {
	r.s.Trail = append(r.s.Trail, slices.Clone(r.s.Stack))
	if len(r.s.Trail) > maxTrail {
		r.s.Trail = slices.Clone(r.s.Trail[len(r.s.Trail)-maxTrail:])
	}
}

// alone ends a run that goes round by itself while the visitor is long gone: each wait of such a circle is
// one, and there would be no end of messages.
func (r *run) alone(kind EventKind) {
	if kind != EventTimer && kind != EventResult {
		r.s.Alone = 0
		return
	}
	if r.s.Alone++; r.s.Alone > maxAlone && r.s.Ended == "" {
		r.fault(r.topBlock(), fmt.Sprintf("it has gone on %d times by itself, without anybody", maxAlone))
		r.s.Alone = 0
	}
}

// end stops the run for good. The stack stays, to show where it ended.
func (r *run) end(how string) { r.s.Wait, r.s.Trail, r.s.Ended = nil, nil, how }

// fault ends the run because something is broken, and says what and on which way it came there. Beside
// a run that waits on, it ends what was shown there, without a word.
func (r *run) fault(block, why string) {
	if len(r.path) > 0 {
		why += "; the way here: " + strings.Join(r.path, " → ")
	}
	if !r.beside {
		r.effects = append(r.effects, Effect{Kind: EffectFault, Block: block, Text: cut(why, maxAnswer)})
	}
	r.end(EndedByFault)
}
