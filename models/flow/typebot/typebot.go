// Package typebot reads the exports of Typebot, versions 3 to 6.1, as flows. What has no counterpart
// becomes a placeholder that keeps its JSON. It is pure.
package typebot

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"deskbell/models/flow"
)

// MaxSize is how many bytes an export can have.
const MaxSize = 5 << 20

// Result is an export as a flow, and what became of its parts.
type Result struct {
	Flow flow.Document
	// Imported is how many of its blocks have a counterpart that does the same.
	Imported    int
	Changed     []Line // imported, but not the same as it was
	Unsupported []Line // kept as placeholders, or left out
	Stale       []Line // links that led nowhere in the export already
	Unreachable []Line // no way leads there from the start
}

// Line is one sentence of the report.
type Line struct {
	Block string // of the flow; "" when none was made
	Where string // the group's title in the export
	What  string
}

// Looks says whether a JSON document is an export of Typebot rather than one of ours.
func Looks(data []byte) bool {
	var d struct {
		Groups    json.RawMessage `json:"groups"`
		Variables json.RawMessage `json:"variables"`
		Blocks    json.RawMessage `json:"blocks"`
	}
	return json.Unmarshal(data, &d) == nil && len(d.Groups) > 0 && len(d.Blocks) == 0
}

// Import reads an export. It errors when it cannot be read at all, and says where; nothing is half
// imported.
func Import(data []byte) (Result, error) {
	switch {
	case len(data) > MaxSize:
		return Result{}, fmt.Errorf("the export has %d bytes; at most %d are allowed", len(data), MaxSize)
	case !utf8.Valid(data):
		return Result{}, errors.New("the export is not UTF-8 text")
	}
	var e export
	if err := json.Unmarshal(data, &e); err != nil {
		return Result{}, unreadable(err, data)
	}
	if err := e.check(); err != nil {
		return Result{}, err
	}
	m := newMaker(&e)
	m.make()
	doc := m.document()
	if text, err := json.Marshal(doc); err != nil {
		return Result{}, err
	} else if len(text) > flow.MaxSize {
		return Result{}, fmt.Errorf("the flow would have %d bytes; at most %d are allowed", len(text), flow.MaxSize)
	}
	m.result.Flow = doc
	for _, item := range flow.Outline(&doc) {
		if item.Unreachable {
			m.result.Unreachable = append(m.result.Unreachable, Line{Block: item.Block, Where: m.where[item.Block],
				What: "No way leads here from the start."})
		}
	}
	return m.result, nil
}

// check refuses what is no export, or has ids twice.
func (e *export) check() error {
	if !slices.Contains([]string{"3", "4", "5", "6", "6.1"}, string(e.Version)) {
		return fmt.Errorf("this is no export of Typebot that can be read: its version is %q; 3 to 6.1 can be read", string(e.Version))
	}
	if len(e.Groups) == 0 {
		return errors.New("the export has no groups")
	}
	seen := map[string]string{}
	once := func(id, what string) error {
		if id == "" {
			return fmt.Errorf("%s has no id", what)
		}
		if first, twice := seen[id]; twice {
			return fmt.Errorf("%s has the same id %q as %s", what, id, first)
		}
		seen[id] = what
		return nil
	}
	for i, g := range e.Groups {
		if err := once(g.ID, fmt.Sprintf("group %d (%s)", i+1, g.Title)); err != nil {
			return err
		}
		for j, b := range g.Blocks {
			if err := once(b.ID, fmt.Sprintf("block %d of group %d (%s)", j+1, i+1, g.Title)); err != nil {
				return err
			}
		}
	}
	return nil
}

// unreadable says where JSON could not be read.
func unreadable(err error, data []byte) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not valid JSON at line %d: %w", lineOf(data, syntax.Offset), syntax)
	case errors.As(err, &kind) && kind.Field == "":
		return fmt.Errorf("this is no JSON object but a %s", kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("%q cannot be a %s (line %d)", kind.Field, kind.Value, lineOf(data, kind.Offset))
	}
	return err
}

func lineOf(data []byte, offset int64) int {
	line := 1
	for _, c := range data[:max(0, min(int(offset), len(data)))] {
		if c == '\n' {
			line++
		}
	}
	return line
}
