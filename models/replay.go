package models

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

// Replayed is a conversation beside a run that was given the same answers.
type Replayed struct {
	Was, Is []trial.Line
	// At is the place of the first line that differs, -1 where none does.
	At int
}

// Replay gives what the visitor did to a flow that begins at a target. Lines of people are in Was alone.
// What a visitor kept to himself stays masked on both sides.
func Replay(lib flow.Library, start flow.Target, w trial.World, entries []Entry) Replayed {
	version, err := lib.Latest(start.Flow)
	if err != nil {
		version = DraftVersion // the run says what is missing
	}
	w.Results = withAnswers(w.Results, entries)
	run, lines := trial.Start(lib, w, start, version)
	r := replaying{run: run, lines: lines}
	for turn := range turnsOf(entries) {
		r.turn(turn)
	}
	return r.done(entries)
}

// turnsOf are the entries of one turn after another.
func turnsOf(entries []Entry) func(yield func([]Entry) bool) {
	return func(yield func([]Entry) bool) {
		for from := 0; from < len(entries); {
			to := from + 1
			for to < len(entries) && entries[to].Rev == entries[from].Rev {
				to++
			}
			if !yield(entries[from:to]) {
				return
			}
			from = to
		}
	}
}

// replaying is a run on its way through a log.
type replaying struct {
	run   *trial.Run
	lines []trial.Line
	asked []string // blocks that have spoken
	live  bool     // a person has the chat
	begun bool
}

func (r *replaying) turn(entries []Entry) {
	did := false
	for _, e := range entries {
		if in, ok := r.input(e); ok {
			did = true
			r.give(in)
		}
	}
	said := saidIn(entries)
	defer func(now []string) { r.asked = append(r.asked, now...) }(said)
	if !r.begun { // the greeting, and perhaps what came of passing over it
		r.begun = true
		said = said[slices.Index(said, r.here())+1:]
	}
	if !did && !r.live && len(said) > 0 {
		r.guess(said[0])
	}
}

// here is the block at which the run stands.
func (r *replaying) here() string {
	if n := len(r.run.State.Stack); n > 0 {
		return r.run.State.Stack[n-1].Block
	}
	return ""
}

func (r *replaying) give(in trial.Input) { r.lines = append(r.lines, r.run.Give(in)...) }

// input is what an entry tells of what the visitor did, or the world.
func (r *replaying) input(e Entry) (trial.Input, bool) {
	switch e.Kind {
	case EntryJoined:
		r.live = true
	case EntryHandedBack:
		r.live = false
		return trial.Input{Kind: trial.Answered}, true
	case EntryGaveUp:
		kind := map[string]trial.InputKind{flow.ReasonTimeout: trial.Pass, "skipped": trial.Skip, "back": trial.Back, "cancelled": trial.Cancel}[e.Body.Reason]
		return trial.Input{Kind: kind}, kind != ""
	case EntrySaid:
		if e.Author.Kind == ByVisitor && !r.live {
			return inputOf(e), true
		}
	}
	return trial.Input{}, false
}

func inputOf(e Entry) trial.Input {
	switch {
	case e.Body.Quick:
		return trial.Input{Kind: trial.Quick, Text: e.Text, IDs: []string{e.Body.Chosen}}
	case e.Body.Chosen != "":
		return trial.Input{Kind: trial.Choose, Text: e.Text, IDs: []string{e.Body.Chosen}}
	case len(e.Body.Picked) > 0:
		return trial.Input{Kind: trial.Choose, Text: e.Text, IDs: e.Body.Picked}
	case len(e.Body.Fields) > 0:
		return trial.Input{Kind: trial.Fill, Text: e.Text, Fields: e.Body.Fields}
	case len(e.Body.Files) > 0:
		return trial.Input{Kind: trial.Send, Text: e.Text, Files: e.Body.Files}
	}
	return trial.Input{Kind: trial.Say, Text: e.Text}
}

// guess finds what leaves nothing in the log: Back, a time that passed, Skip. The bot went on at a block
// without a word of the visitor.
func (r *replaying) guess(block string) {
	prompt := r.run.Prompt()
	switch {
	case r.run.Waits() != flow.WaitReply:
	case prompt.Back && slices.Contains(r.asked, block) && block != r.here():
		r.give(trial.Input{Kind: trial.Back})
	case !r.run.State.Wait.Due.IsZero():
		r.give(trial.Input{Kind: trial.Pass})
	case prompt.Skip != "":
		r.give(trial.Input{Kind: trial.Skip})
	}
}

// saidIn are the blocks that speak in a turn, in order.
func saidIn(entries []Entry) []string {
	var blocks []string
	for _, e := range entries {
		if e.Kind == EntrySaid && e.Author.Kind == ByBot && e.Body.Block != "" {
			blocks = append(blocks, e.Body.Block)
		}
	}
	return blocks
}

// done compares what was seen.
func (r *replaying) done(entries []Entry) Replayed {
	secrets := secretsOf(entries)
	silent := []string{"(skip)", "(back)", "(cancel)"}
	result := Replayed{Was: linesOf(entries, secrets), At: -1}
	for _, line := range r.lines {
		if line.By == "visitor" && slices.Contains(silent, line.Text) {
			continue // the log has no line for these
		}
		line.Text = hide(line.Text, secrets)
		result.Is = append(result.Is, line)
	}
	was, is := spoken(result.Was, told), spoken(result.Is, played)
	for i := range max(len(was), len(is)) {
		if i >= len(was) || i >= len(is) || !result.Was[was[i]].Alike(result.Is[is[i]]) {
			result.At = i
			break
		}
	}
	return result
}

// secretsOf are the sensitive answers that are long enough to be looked for, the longest first.
func secretsOf(entries []Entry) []string {
	var found []string
	for _, e := range entries {
		if !e.Body.Sensitive {
			continue
		}
		found = append(found, e.Text)
		for _, value := range e.Body.Fields {
			found = append(found, value)
		}
	}
	found = slices.DeleteFunc(found, func(s string) bool { return utf8.RuneCountInString(s) < shortestSecret })
	slices.SortFunc(found, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return found
}

func hide(text string, secrets []string) string {
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, Mask)
	}
	return text
}
