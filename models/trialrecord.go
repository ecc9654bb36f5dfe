package models

import (
	"slices"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

// What a trial remembers at most: it is kept with its conversation at each turn.
const (
	mostInputs     = 200
	mostResults    = 20
	longestOutcome = 64 << 10 // bytes of an answer; a longer one is not remembered
)

// Library is lib with the trial's own versions.
func (t *Trial) Library(lib flow.Library) flow.Library {
	if t == nil || len(t.Pins) == 0 {
		return lib
	}
	return pinned{lib, t.Pins}
}

// pinned is a library in which some flows have another newest version.
type pinned struct {
	flow.Library
	pins map[string]int
}

func (p pinned) Latest(id string) (int, error) {
	if version, ok := p.pins[id]; ok {
		return version, nil
	}
	return p.Library.Latest(id)
}

// note keeps what happens in a trial, so that it can be played again.
func (d *draft) note(ev flow.Event) {
	t, w := d.c.Trial, d.c.Flow.Wait
	if t == nil {
		return
	}
	switch ev.Kind {
	case flow.EventStart:
		t.Over = t.Over || len(t.Trace) > 0
	case flow.EventReply:
		d.noteInput(d.replied(ev))
	case flow.EventSkip:
		d.noteInput(trial.Input{Kind: trial.Skip})
	case flow.EventBack:
		d.noteInput(trial.Input{Kind: trial.Back})
	case flow.EventCancel:
		d.noteInput(trial.Input{Kind: trial.Cancel})
	case flow.EventQuick:
		label, _ := labelOf(flow.QuickOf(d.c.Records, d.c.Flow), ev.Choice)
		d.noteInput(trial.Input{Kind: trial.Quick, Text: label, IDs: []string{ev.Choice}})
	case flow.EventResume:
		if w != nil && w.Kind == flow.WaitPerson {
			d.noteInput(trial.Input{Kind: trial.Answered})
		}
	case flow.EventGoto:
		t.Over = true // somebody of the team led it elsewhere: no visitor can do that
	case flow.EventResult:
		d.noteResult(ev.Result)
	}
}

func (d *draft) noteInput(in trial.Input) {
	if t := d.c.Trial; t != nil && !t.Over && len(t.Inputs) < mostInputs {
		t.Inputs = append(t.Inputs, in)
	}
}

// replied is an answer as it can be given again.
func (d *draft) replied(ev flow.Event) trial.Input {
	ids := ev.Choices
	if ev.Choice != "" {
		ids = []string{ev.Choice}
	}
	switch {
	case len(ev.Fields) > 0:
		return trial.Input{Kind: trial.Fill, Text: d.c.Preview, Fields: ev.Fields}
	case len(ids) > 0:
		return trial.Input{Kind: trial.Choose, Text: d.c.Preview, IDs: slices.Clone(ids)}
	case len(ev.Files) > 0:
		return trial.Input{Kind: trial.Send, Text: ev.Text, Files: ev.Files}
	}
	return trial.Input{Kind: trial.Say, Text: ev.Text}
}

// noteResult keeps what the world answered.
func (d *draft) noteResult(r flow.Result) {
	t, stack := d.c.Trial, d.c.Flow.Stack
	if t.Over || len(stack) == 0 || len(r.Body) > longestOutcome || len(t.Results) >= mostResults {
		return
	}
	if t.Results == nil {
		t.Results = map[string]flow.Result{}
	}
	t.Results[trial.AsAsked(stack[len(stack)-1].Block, d.c.Flow)] = r
}
