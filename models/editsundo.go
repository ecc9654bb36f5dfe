package models

import (
	"errors"
	"time"

	"deskbell/models/flow"
	"deskbell/models/flow/edit"
)

// How many of a person's edits are looked through for the next one to undo or to do again: first few,
// then as many as are kept.
const (
	fewEdits  = 100
	MostEdits = 1000
)

// mostTried is how many edits that somebody stands against are passed over.
const mostTried = 20

// UndoFlow takes back the newest edit of a person that was not undone yet and that nobody stands against;
// edits of nobody, as an import from the command line is one, are everybody's. Errors: CodeConflict where
// there is none, and where somebody has changed the same since, which says who.
func UndoFlow(by *Agent, now time.Time) func(*FlowTurn) (FlowEdit, error) {
	return func(t *FlowTurn) (FlowEdit, error) {
		undos, _, err := t.next(by.ID)
		if err != nil {
			return FlowEdit{}, err
		}
		undo, err := t.first(undos, turning{"undo", "undone"})
		if err != nil {
			return FlowEdit{}, err
		}
		return FlowEdit{By: by.ID, ByName: by.Name, At: now, Label: undo.Label, Patch: undo.Patch.Inverse(), Of: undo.Rev}, nil
	}
}

// RedoFlow does the edit again that the person undid last, unless he has edited since. Errors as for
// UndoFlow.
func RedoFlow(by *Agent, now time.Time) func(*FlowTurn) (FlowEdit, error) {
	return func(t *FlowTurn) (FlowEdit, error) {
		_, redos, err := t.next(by.ID)
		if err != nil {
			return FlowEdit{}, err
		}
		redo, err := t.first(redos, turning{"do again", "done again"})
		if err != nil {
			return FlowEdit{}, err
		}
		return FlowEdit{By: by.ID, ByName: by.Name, At: now, Label: redo.Label, Patch: redo.Patch.Inverse(), Of: redo.Of, Redo: true}, nil
	}
}

// Undoable are the labels of what Undo and Redo would do for a person. "" is for nothing; where somebody
// stands against all, it is the newest, for Undo says who.
func (t *FlowTurn) Undoable(by AgentID) (undo, redo string, err error) {
	undos, redos, err := t.next(by)
	if err != nil {
		return "", "", err
	}
	label := func(all []*FlowEdit) string {
		e, wrong := t.first(all, turning{})
		switch {
		case len(all) == 0:
			return ""
		case wrong != nil:
			return all[0].Label
		}
		return e.Label
	}
	return label(undos), label(redos), nil
}

func (t *FlowTurn) next(by AgentID) (undos, redos []*FlowEdit, err error) {
	for _, limit := range []int{fewEdits, MostEdits} {
		newest, err := t.Newest(by, limit)
		if err != nil {
			return nil, nil, err
		}
		undos, redos = nextOf(newest)
		if len(undos) > 0 || len(newest) < limit {
			break
		}
	}
	return undos, redos, nil
}

// nextOf says of one person's edits, newest first, which ones Undo takes back and which undoings Redo
// takes back, one after the other.
func nextOf(newest []FlowEdit) (undos, redos []*FlowEdit) {
	done := map[int64]bool{} // again
	edited := false
	for i := range newest {
		e := &newest[i]
		switch {
		case e.Of == 0:
			edited = true
			if !e.Undone {
				undos = append(undos, e)
			}
		case e.Redo:
			done[e.Of] = true
		case !edited && !done[e.Of]:
			redos = append(redos, e)
		}
	}
	return undos, redos
}

// turning is what Undo and Redo are called: to undo, undone.
type turning struct{ verb, done string }

// first is the first edit that nobody stands against. Where there is none it errors with what stands
// against the first of all.
func (t *FlowTurn) first(all []*FlowEdit, how turning) (*FlowEdit, error) {
	if len(all) == 0 {
		return nil, conflict("There is nothing to %s.", how.verb)
	}
	var why error
	for i, e := range all[:min(len(all), mostTried)] {
		err := t.still(*e, e.Patch.Inverse(), how.done)
		var known *Error
		switch {
		case err == nil:
			return e, nil
		case !errors.As(err, &known):
			return nil, err
		case i == 0:
			why, how.done = err, "" // of the others nobody is told
		}
	}
	return nil, why
}

// still refuses a patch that does not fit any more because others changed the same after e. Without a verb
// it does not look for who did.
func (t *FlowTurn) still(e FlowEdit, patch edit.Patch, verb string) error {
	now := &t.Draft.Document
	next, err := edit.Apply(now, patch)
	var mismatch *edit.Mismatch
	if errors.As(err, &mismatch) && verb == "" {
		return conflict("It was changed since.")
	}
	if errors.As(err, &mismatch) {
		return t.overtaken(e, patch, verb)
	}
	if err != nil {
		return err
	}
	var refusal *edit.Refusal
	if err := edit.Fits(now, next); errors.As(err, &refusal) {
		return &Error{Code: CodeTooLarge, Message: refusal.Message}
	}
	if lost := newlyLost(now, next); lost != "" {
		return conflict("“%s” cannot be %s: %s leads to what would be missing.", e.Label, verb, lost)
	}
	return nil
}

// overtaken says who changed what the patch would change back.
func (t *FlowTurn) overtaken(e FlowEdit, patch edit.Patch, verb string) error {
	since, err := t.Since(e.Rev)
	if err != nil {
		return err
	}
	for i := len(since) - 1; i >= 0; i-- {
		if clashing := edit.Clashes(patch, since[i].Patch); len(clashing) > 0 {
			return conflict("“%s” cannot be %s: %s has changed it since (%s).", e.Label, verb, since[i].who(),
				edit.Place(&t.Draft.Document, clashing[0]))
		}
	}
	return conflict("“%s” cannot be %s: it was changed since.", e.Label, verb)
}

// newlyLost names a block that would lead to one that is not there.
func newlyLost(now, next *flow.Document) string {
	known := map[edit.Ref]bool{}
	for _, ref := range edit.Lost(now) {
		ref.Name, ref.Label = "", ""
		known[ref] = true
	}
	for _, ref := range edit.Lost(next) {
		name := ref.Name
		if ref.Name, ref.Label = "", ""; !known[ref] {
			return name
		}
	}
	return ""
}
