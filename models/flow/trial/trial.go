// Package trial plays flows as a visitor would, in a world that is made up: time passes when it is told
// to, nobody is asked, nothing is sent. Terminal, checks and the replay of conversations use it. It is
// pure.
package trial

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"deskbell/models/flow"
	"deskbell/models/wording"
)

// World is what a trial pretends.
type World struct {
	Now   time.Time         `json:"now"`
	Hours *flow.Hours       `json:"hours,omitempty"` // the bot's opening hours
	Seed  uint64            `json:"seed,omitempty"`  // chance
	Vars  map[string]string `json:"vars,omitempty"`
	// Nobody: no agent is there. Closed: it is outside of the opening hours. HTTPFails: no request works.
	Nobody    bool `json:"nobody,omitempty"`
	Closed    bool `json:"closed,omitempty"`
	HTTPFails bool `json:"http_fails,omitempty"`
	// Results are what requests came to, by AsAsked; one that is not there counts as an error.
	Results map[string]flow.Result `json:"results,omitempty"`
	// Language is what the bot speaks where blocks have no text of their own, "" English; Texts are the bot's own by key.
	Language string            `json:"language,omitempty"`
	Texts    map[string]string `json:"texts,omitempty"`
}

func (w World) words() wording.Set {
	return wording.In(w.Language, map[string]map[string]string{cmp.Or(w.Language, "en"): w.Texts})
}

// InputKind is what the visitor, or the world, does.
type InputKind string

// The inputs.
const (
	Say      InputKind = "say"      // Text
	Choose   InputKind = "choose"   // Choice, by its label
	Fill     InputKind = "fill"     // Fields of a form by id
	Send     InputKind = "send"     // Files
	Skip     InputKind = "skip"     // Skip is pressed
	Back     InputKind = "back"     // Back is pressed
	Quick    InputKind = "quick"    // a quick reply, by its label
	Cancel   InputKind = "cancel"   // the visitor stops waiting
	Pass     InputKind = "pass"     // time passes until what is waited for is over
	Answered InputKind = "answered" // a person came, and handed back
)

// Input is one thing that happens to the run.
type Input struct {
	Kind   InputKind         `json:"kind"`
	Text   string            `json:"text,omitempty"`
	IDs    []string          `json:"ids,omitempty"`    // of what was chosen; where they are offered they count, else Text
	Fields map[string]string `json:"fields,omitempty"` // Text may have them in words
	Files  []flow.File       `json:"files,omitempty"`
}

// Line is one thing that is seen.
type Line struct {
	By      string           `json:"by"` // bot, visitor, play
	Block   string           `json:"block,omitempty"`
	Flow    string           `json:"flow,omitempty"`
	Text    string           `json:"text"`
	Choices []string         `json:"choices,omitempty"`
	Content flow.ContentKind `json:"content,omitempty"`
}

// Run is a flow under way.
type Run struct {
	State flow.State
	Fault string // what broke; "" while nothing did
	Over  bool   // nothing more can happen
	// Path are the blocks that were played, each with the port by which it was left.
	Path []flow.Effect

	lib    flow.Library
	world  World
	now    time.Time
	letter bool // a message is being left
	lines  []Line
	asked  int // how often a person was asked for since the last input
}

// Start begins a run and plays it to its first wait.
func Start(lib flow.Library, w World, at flow.Target, version int) (*Run, []Line) {
	r := &Run{lib: lib, world: w, now: w.Now}
	r.step(flow.Event{Kind: flow.EventStart, Target: at, Version: version, Vars: w.Vars, Seed: w.Seed})
	return r, r.take()
}

// Prompt is what can be answered now.
func (r *Run) Prompt() flow.Prompt { return flow.PromptOf(r.lib, r.State, r.world.words()) }

// Waits says what the run waits for, "" when it is over.
func (r *Run) Waits() flow.WaitKind {
	if r.Over || r.State.Wait == nil {
		return ""
	}
	return r.State.Wait.Kind
}

// Letter says that a message is being left.
func (r *Run) Letter() bool { return r.letter }

// Give lets something happen and returns what is seen of it, the visitor's own words first.
func (r *Run) Give(in Input) []Line {
	r.asked = 0
	if r.Over {
		return nil
	}
	if in.Kind != Pass && in.Kind != Answered {
		r.lines = append(r.lines, Line{By: "visitor", Text: words(in)})
	}
	if r.letter {
		r.note("", "The visitor leaves a message.")
		r.letter, r.Over = false, true
		return r.take()
	}
	if ev, ok := r.event(in); ok {
		r.step(ev)
	} else {
		r.note("", "Nothing happens: that is not offered here.")
	}
	return r.take()
}

// event is an input as the engine takes it; false when it cannot be meant now.
func (r *Run) event(in Input) (flow.Event, bool) {
	token := ""
	if r.State.Wait != nil {
		token = r.State.Wait.Token
	}
	switch in.Kind {
	case Say:
		return r.said(in.Text, token), token != "" || r.State.Ended != ""
	case Choose:
		ev, ok := r.chosen(in)
		ev.Token = token
		return ev, ok
	case Fill:
		return flow.Event{Kind: flow.EventReply, Token: token, Fields: in.Fields}, true
	case Send:
		return flow.Event{Kind: flow.EventReply, Token: token, Files: in.Files}, true
	case Skip:
		return flow.Event{Kind: flow.EventSkip, Token: token}, true
	case Back:
		return flow.Event{Kind: flow.EventBack, Token: token}, true
	case Cancel:
		return flow.Event{Kind: flow.EventCancel, Token: token}, r.Waits() == flow.WaitPerson
	case Quick:
		for _, c := range flow.QuickOf(r.lib, r.State) {
			if slices.Contains(in.IDs, c.ID) || len(in.IDs) == 0 && strings.EqualFold(c.Label, in.Text) {
				return flow.Event{Kind: flow.EventQuick, Choice: c.ID}, true
			}
		}
	case Pass:
		return r.passed(token)
	case Answered:
		return r.answered(token)
	}
	return flow.Event{}, false
}

// said is the visitor's words; a flow that has ended begins anew.
func (r *Run) said(text, token string) flow.Event {
	return flow.Event{Kind: flow.EventReply, Token: token, Text: text}
}

// passed lets the time pass that is waited for.
func (r *Run) passed(token string) (flow.Event, bool) {
	w := r.State.Wait
	if w == nil {
		return flow.Event{}, false
	}
	if w.Kind == flow.WaitPerson {
		if ev := r.nobody(flow.ReasonTimeout); ev != nil {
			return *ev, true
		}
		return flow.Event{}, true
	}
	if w.Due.IsZero() {
		return flow.Event{}, false
	}
	r.now = w.Due
	return flow.Event{Kind: flow.EventTimer, Token: token}, true
}

// answered is a person who came, and handed back.
func (r *Run) answered(token string) (flow.Event, bool) {
	if r.Waits() != flow.WaitPerson {
		return flow.Event{}, false
	}
	r.note("", "A person answers, and hands back.")
	return flow.Event{Kind: flow.EventPerson, Token: token, Port: flow.PortNext,
		Vars: map[string]string{"live.available": "yes", "live.result": "ended", "live.agent": "A person"}}, true
}

// words are an input as the visitor's own line.
func words(in Input) string {
	if in.Text != "" {
		return in.Text
	}
	switch in.Kind {
	case Fill:
		parts := make([]string, 0, len(in.Fields))
		for _, id := range sorted(in.Fields) {
			parts = append(parts, id+": "+in.Fields[id])
		}
		return strings.Join(parts, "\n")
	case Send:
		names := make([]string, len(in.Files))
		for i, f := range in.Files {
			names[i] = f.Name
		}
		return strings.Join(names, ", ")
	case Skip, Back, Cancel:
		return fmt.Sprintf("(%s)", in.Kind)
	}
	return in.Text
}
