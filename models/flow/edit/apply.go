package edit

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"deskbell/models/flow"
)

// Mismatch says that something else stands where a change was to be made.
type Mismatch struct {
	Change Change
	Now    json.RawMessage // what stands there
}

func (m *Mismatch) Error() string {
	where := m.Change.Path
	if m.Change.Block != "" {
		where = strings.TrimSpace("block " + m.Change.Block + " " + where)
	}
	return fmt.Sprintf("%s is not as it was", where)
}

// Apply makes the changes on a copy. It errors with a *Mismatch when a Before is not what is there.
func Apply(doc *flow.Document, p Patch) (*flow.Document, error) {
	next := copied(doc)
	for _, c := range p {
		now := Value(next, c.Block, c.Path)
		if !same(now, c.Before) {
			return nil, &Mismatch{c, now}
		}
		if err := c.put(next); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// Inverse takes back what p does.
func (p Patch) Inverse() Patch {
	back := make(Patch, 0, len(p))
	for _, c := range slices.Backward(p) {
		back = append(back, Change{Block: c.Block, Path: c.Path, Before: c.After, After: c.Before})
	}
	return back
}

// copied shares what is never changed in place: settings and positions.
func copied(doc *flow.Document) *flow.Document {
	next := *doc
	next.Blocks = maps.Clone(doc.Blocks)
	if next.Blocks == nil {
		next.Blocks = map[string]flow.Block{}
	}
	return &next
}

func (c Change) put(doc *flow.Document) error {
	switch {
	case c.Block == "" && c.Path == "name":
		return decoded(c.After, &doc.Name)
	case c.Block == "" && c.Path == "start":
		return decoded(c.After, &doc.Start)
	case c.Block == "":
		return fmt.Errorf("a document has no %q", c.Path)
	case c.Path == "" && nothing(c.After):
		delete(doc.Blocks, c.Block)
		return nil
	case c.Path == "":
		var b flow.Block
		if err := decoded(c.After, &b); err != nil {
			return err
		}
		doc.Blocks[c.Block] = b
		return nil
	}
	b, there := doc.Blocks[c.Block]
	if !there {
		return &Mismatch{Change: c}
	}
	err := c.change(&b)
	doc.Blocks[c.Block] = b
	return err
}

func (c Change) change(b *flow.Block) error {
	switch {
	case c.Path == "title":
		return decoded(c.After, &b.Title)
	case c.Path == "note":
		return decoded(c.After, &b.Note)
	case c.Path == "position":
		b.Position = nil
		if nothing(c.After) {
			return nil
		}
		return decoded(c.After, &b.Position)
	case strings.HasPrefix(c.Path, inOut):
		var to flow.Target
		if err := decoded(c.After, &to); err != nil {
			return err
		}
		b.Out = routed(b.Out, strings.TrimPrefix(c.Path, inOut), to)
		return nil
	case c.Path == inSettings || strings.HasPrefix(c.Path, inSettings+"."):
		settings, err := with(b.Settings, steps(c.Path), c.After)
		b.Settings = settings
		return err
	}
	return fmt.Errorf("a block has no %q", c.Path)
}

// routed is a copy of out with another target.
func routed(out map[string]flow.Target, port string, to flow.Target) map[string]flow.Target {
	out = maps.Clone(out)
	if to == (flow.Target{}) {
		delete(out, port)
		if len(out) == 0 {
			return nil
		}
		return out
	}
	if out == nil {
		out = map[string]flow.Target{}
	}
	out[port] = to
	return out
}

// with is settings with another value at a place. Objects that become empty are gone.
func with(settings json.RawMessage, steps []string, value json.RawMessage) (json.RawMessage, error) {
	if len(steps) == 0 {
		if nothing(value) {
			return nil, nil
		}
		return value, nil
	}
	fields, ok := object(settings)
	if !ok {
		return settings, fmt.Errorf("there is no object for %q", steps[0])
	}
	below, err := with(fields[steps[0]], steps[1:], value)
	if err != nil {
		return settings, err
	}
	if delete(fields, steps[0]); below != nil {
		fields[steps[0]] = below
	}
	if len(fields) == 0 {
		return nil, nil
	}
	return encoded(fields), nil
}

// decoded reads a value; nothing stands for the zero one.
func decoded[T any](raw json.RawMessage, into *T) error {
	var value T
	if !nothing(raw) {
		if err := json.Unmarshal(raw, &value); err != nil {
			return fmt.Errorf("a change cannot be read: %w", err)
		}
	}
	*into = value
	return nil
}
