package edit

import (
	"encoding/json"
	"fmt"

	"deskbell/models/flow"
)

// OpKind is what somebody does to a flow.
type OpKind string

// The operations, by the names that requests use.
const (
	OpAdd       OpKind = "add"       // New (Preset), After and Port, At, Settings
	OpSet       OpKind = "set"       // Block, Field, Value
	OpConnect   OpKind = "connect"   // Block, Port, To; the zero To disconnects
	OpMove      OpKind = "move"      // Moves
	OpTidy      OpKind = "tidy"      // Moves, all at once
	OpDelete    OpKind = "delete"    // Blocks
	OpStart     OpKind = "start"     // Block
	OpName      OpKind = "name"      // Name
	OpPaste     OpKind = "paste"     // Clipboard, After and Port, At
	OpDuplicate OpKind = "duplicate" // Blocks
	OpReplace   OpKind = "replace"   // Document
)

// Op is one operation. Which fields count, its kind says.
type Op struct {
	Kind     OpKind
	Block    string
	Blocks   []string
	New      string          // kind of the block to add
	Preset   string          // title of one of the kind's presets: the settings to begin with
	Settings json.RawMessage // of the block to add, before those of a preset
	// After is the block whose exit Port is to lead to what is added; its old target comes behind. An
	// empty Port is the exit by which After goes on.
	After string
	Port  string
	At    *flow.Point // nil: near After
	// Field is "title", "note" or the dotted name of a setting; "settings.title" is a setting too.
	Field     string
	Value     json.RawMessage // null: not set
	To        flow.Target
	Moves     map[string]flow.Point
	Name      string
	Clipboard []byte // as Copy makes it
	Document  *flow.Document
	Label     string // what was done, in place of the words that Plan finds

	// Home is what the ids of other flows begin with to which exits may lead; "": any.
	Home string
	// Seq makes the numbers of new blocks grow, so that a number does not come again.
	Seq int64
}

// The most that a document may have.
const (
	MostBlocks = 1000
	MostPasted = 200
	mostPaste  = 1 << 20 // bytes
)

// Refusal says why an operation is not possible, in a sentence for a person.
type Refusal struct {
	Gone    bool   // what it is about is not there, or not any more
	Field   string // of the operation; "" for none
	Message string
}

func (r *Refusal) Error() string { return r.Message }

func refuse(field, format string, about ...any) error {
	return &Refusal{Field: field, Message: fmt.Sprintf(format, about...)}
}

func gone(id string) error {
	return &Refusal{Gone: true, Message: fmt.Sprintf("The block %q is not here any more.", short(id))}
}

// Plan says what an operation changes in a document, which it leaves as it is, and what that is called:
// "Moved Welcome". An operation that changes nothing gives an empty patch. It errors with a *Refusal.
func Plan(doc *flow.Document, op Op) (Patch, string, error) {
	next := copied(doc)
	label, err := plan(next, op)
	if err != nil {
		return nil, "", err
	}
	if op.Label != "" {
		label = op.Label
	}
	p := Diff(doc, next)
	if len(p) == 0 {
		return nil, label, nil
	}
	return p, label, Fits(doc, next)
}

// plan does the operation to doc, whose blocks may be replaced and must not be changed in place.
func plan(doc *flow.Document, op Op) (label string, err error) {
	switch op.Kind {
	case OpAdd:
		return add(doc, op)
	case OpSet:
		return set(doc, op)
	case OpConnect:
		return connect(doc, op)
	case OpMove, OpTidy:
		return move(doc, op)
	case OpDelete:
		return remove(doc, op)
	case OpStart:
		return start(doc, op)
	case OpName:
		return rename(doc, op)
	case OpPaste:
		return paste(doc, op)
	case OpDuplicate:
		return duplicate(doc, op)
	case OpReplace:
		return replace(doc, op)
	}
	return "", refuse("op", "There is no operation %q.", short(string(op.Kind)))
}

// Fits refuses, with a *Refusal, what makes a document too large; one that is too large already may shrink.
func Fits(before, after *flow.Document) error {
	if n := len(after.Blocks); n > MostBlocks && n > len(before.Blocks) {
		return refuse("", "A flow has at most %d blocks. Move a part of it into a flow of its own.", MostBlocks)
	}
	size := len(encoded(after))
	if size > flow.MaxSize && size > len(encoded(before)) {
		return refuse("", "The flow would have %d KiB; at most %d go. Move a part of it into a flow of its own.", size>>10, flow.MaxSize>>10)
	}
	return nil
}
