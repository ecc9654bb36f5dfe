package models

import (
	"errors"
	"fmt"
	"time"

	"deskbell/models/flow/edit"
)

// ClashError is an edit that was made on an older draft and stands against what was changed since.
// Nothing was kept. It is a CodeConflict.
type ClashError struct {
	// Theirs is the newest edit that it stands against; zero where nobody is known to have made one.
	Theirs FlowEdit
	// Changes are those that clash: Before is what stands there now, After what was wanted.
	Changes []edit.Change
	// Gone: what the edit is about is not there any more.
	Gone  bool
	Place string // what it is about, in words
	Draft FlowDraft
}

// Error says who was faster.
func (e *ClashError) Error() string {
	who := e.Theirs.who()
	if e.Gone && e.Theirs.Rev == 0 {
		return "This block is not here any more."
	}
	if e.Gone {
		return who + " has deleted this block."
	}
	return fmt.Sprintf("%s has changed this in the meantime: %s.", who, e.Place)
}

func (e *ClashError) Unwrap() error { return &Error{Code: CodeConflict, Message: e.Error()} }

// EditFlow does one operation that was made on the draft of revision rev. Errors: CodeInvalid with the
// operation's field, and *ClashError where others, or the same person in another tab, have changed the
// same since rev.
func EditFlow(op edit.Op, rev int64, by *Agent, now time.Time) func(*FlowTurn) (FlowEdit, error) {
	return func(t *FlowTurn) (FlowEdit, error) {
		since, err := t.since(rev)
		if err != nil {
			return FlowEdit{}, err
		}
		op.Home, op.Seq = t.Bot.FlowID(""), t.Draft.Rev+1
		patch, label, err := edit.Plan(&t.Draft.Document, op)
		var refusal *edit.Refusal
		switch {
		case errors.As(err, &refusal) && refusal.Gone:
			return FlowEdit{}, &ClashError{Gone: true, Theirs: deleted(since, op), Place: "a block", Draft: t.Draft}
		case errors.As(err, &refusal):
			return FlowEdit{}, &Error{Code: CodeInvalid, Field: refusal.Field, Message: refusal.Message}
		case err != nil:
			return FlowEdit{}, err
		}
		// What is added stands beside or between what others made: nothing of theirs is overwritten.
		if op.Kind != edit.OpAdd && op.Kind != edit.OpPaste && op.Kind != edit.OpDuplicate {
			if err := t.clash(patch, since); err != nil {
				return FlowEdit{}, err
			}
		}
		return FlowEdit{By: by.ID, ByName: by.Name, At: now, Label: label, Patch: patch}, nil
	}
}

// RestoreVersion makes a published version the draft again, as an edit like any other.
func RestoreVersion(version int, rev int64, by *Agent, now time.Time) func(*FlowTurn) (FlowEdit, error) {
	return func(t *FlowTurn) (FlowEdit, error) {
		if version < 1 {
			return FlowEdit{}, ErrNotFound
		}
		document, err := t.Version(version)
		if err != nil {
			return FlowEdit{}, err
		}
		op := edit.Op{Kind: edit.OpReplace, Document: document, Label: fmt.Sprintf("Restored version %d", version)}
		return EditFlow(op, rev, by, now)(t)
	}
}

// since are the edits after rev. It errors with CodeConflict when some of them are not kept any more.
func (t *FlowTurn) since(rev int64) ([]FlowEdit, error) {
	if rev == t.Draft.Rev {
		return nil, nil
	}
	tooOld := conflict("This page is too old to change the flow. Load it again; what you typed is not lost.")
	if rev < 0 || rev > t.Draft.Rev {
		return nil, tooOld
	}
	edits, err := t.Since(rev)
	if err == nil && (len(edits) == 0 || edits[0].Rev != rev+1) {
		return nil, tooOld
	}
	return edits, err
}

// clash is a *ClashError where the patch overwrites what one of the edits made.
func (t *FlowTurn) clash(patch edit.Patch, since []FlowEdit) error {
	var theirs FlowEdit
	var all edit.Patch
	for _, e := range since {
		if len(edit.Clashes(patch, e.Patch)) > 0 {
			theirs = e
			all = append(all, e.Patch...)
		}
	}
	if len(all) == 0 {
		return nil
	}
	both := edit.Clashes(patch, all)
	return &ClashError{Theirs: theirs, Changes: both, Place: edit.Place(&t.Draft.Document, both[0]), Draft: t.Draft}
}

// deleted is the newest edit that took away a block which the operation needs.
func deleted(since []FlowEdit, op edit.Op) FlowEdit {
	wanted := map[string]bool{op.Block: true, op.After: true, op.To.Block: true}
	for _, id := range op.Blocks {
		wanted[id] = true
	}
	for id := range op.Moves {
		wanted[id] = true
	}
	var found FlowEdit
	for _, e := range since {
		for _, c := range e.Patch {
			if c.Path == "" && c.Block != "" && wanted[c.Block] && len(c.After) == 0 {
				found = e
			}
		}
	}
	return found
}

// who made the edit, for people.
func (e FlowEdit) who() string {
	if e.ByName == "" {
		return "Somebody"
	}
	return e.ByName
}

// Words is what the edit did, for people.
func (e FlowEdit) Words() string {
	switch {
	case e.Of == 0:
		return e.Label
	case e.Redo:
		return "Did again: " + e.Label
	}
	return "Undid: " + e.Label
}
