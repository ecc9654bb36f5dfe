package edit

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/models/flow"
	"deskbell/models/flow/layout"
)

// The longest texts of a block's own fields and of a flow's name, in characters.
const (
	longestName  = 100
	longestTitle = 120
	longestNote  = 4000
	farthest     = 100_000 // pixels from the middle of the canvas
)

// fieldName is a setting as an operation names it. Decoding would also take "TEXT" for "text".
var fieldName = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)*$`)

// set changes one field of a block. A setting may be unfinished; one that the kind does not know is
// refused. Exits that the block has no more lose their targets.
func set(doc *flow.Document, op Op) (string, error) {
	b, there := doc.Blocks[op.Block]
	if !there {
		return "", gone(op.Block)
	}
	switch op.Field {
	case "title":
		title, err := words(op, longestTitle)
		b.Title = strings.Join(strings.Fields(title), " ")
		doc.Blocks[op.Block] = b
		return "Renamed a block to " + NameOf(b), err
	case "note":
		note, err := words(op, longestNote)
		b.Note = strings.TrimSpace(note)
		doc.Blocks[op.Block] = b
		return "Changed the note of " + NameOf(b), err
	}
	field := strings.TrimPrefix(op.Field, inSettings+".")
	next, err := setting(b, field, op.Value)
	if err != nil {
		return "", err
	}
	doc.Blocks[op.Block] = next
	return fmt.Sprintf("Changed %s of %s", settingLabel(b.Kind, field), NameOf(next)), nil
}

func words(op Op, longest int) (string, error) {
	var s string
	if err := decoded(op.Value, &s); err != nil {
		return "", refuse(op.Field, "This has to be a text.")
	}
	return s, proper(op.Field, s, longest)
}

func proper(field, s string, longest int) error {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		return refuse(field, "This has characters that cannot be kept.")
	}
	if n := utf8.RuneCountInString(s); n > longest {
		return refuse(field, "This has %d characters; at most %d go.", n, longest)
	}
	return nil
}

func setting(b flow.Block, field string, value json.RawMessage) (flow.Block, error) {
	kind, known := flow.KindOf(b.Kind)
	if !known {
		return b, refuse(field, "The kind %q of this block is unknown, so it cannot be changed.", short(b.Kind))
	}
	if !fieldName.MatchString(field) {
		return b, refuse(field, "%s has no setting %q.", kind.Title, short(field))
	}
	var whole json.RawMessage
	if !nothing(value) && flow.Decode(value, &whole) != nil {
		return b, refuse(field, "The value cannot be read.")
	}
	path := steps(inSettings + "." + field)
	before := b
	settings, err := with(b.Settings, path, value)
	if err != nil {
		return b, refuse(field, "%s has no setting %q.", kind.Title, short(field))
	}
	b.Settings = settings
	b.Settings = identified(b, path, inside(before.Settings, path))
	if _, wrong := kind.Summary(b.Settings); wrong != nil {
		if _, broken := kind.Summary(before.Settings); broken == nil {
			return b, refuse(field, "%s does not take this for %s: %s.", kind.Title, settingLabel(b.Kind, field), wrong)
		}
	}
	for _, port := range ports(before) {
		if !hasPort(flow.Block{Kind: b.Kind, Settings: b.Settings}, port.Name) {
			b.Out = routed(b.Out, port.Name, flow.Target{})
		}
	}
	return b, nil
}

// connect leads an exit to a block, to another flow, or nowhere.
func connect(doc *flow.Document, op Op) (string, error) {
	b, there := doc.Blocks[op.Block]
	if !there {
		return "", gone(op.Block)
	}
	if op.To.Flow == doc.ID && op.To.Block != "" {
		op.To.Flow = ""
	}
	if op.To != (flow.Target{}) && !hasPort(b, op.Port) || len(op.Port) > 2*longestName {
		return "", refuse("port", "%s has no exit %q.", NameOf(b), short(op.Port))
	}
	to, err := reach(doc, op)
	if err != nil {
		return "", err
	}
	exit := portLabel(b, op.Port)
	b.Out = routed(b.Out, op.Port, op.To)
	if b.Kind == kindJump {
		b.Settings = nil // it held a target, which would come first
	}
	doc.Blocks[op.Block] = b
	if to == "" {
		return fmt.Sprintf("Disconnected “%s” of %s", exit, NameOf(b)), nil
	}
	return fmt.Sprintf("Connected “%s” of %s to %s", exit, NameOf(b), to), nil
}

// reach names the target of op; "" for none.
func reach(doc *flow.Document, op Op) (string, error) {
	switch {
	case op.To.Flow != "" && (!strings.HasPrefix(op.To.Flow, op.Home) || len(op.To.Flow) > 3*longestName || len(op.To.Block) > longestName):
		return "", refuse("to_flow", "There is no such flow in this bot.")
	case op.To.Flow != "":
		return "another flow", nil
	case op.To.Block == "":
		return "", nil
	}
	to, there := doc.Blocks[op.To.Block]
	if !there {
		return "", gone(op.To.Block)
	}
	return NameOf(to), nil
}

func move(doc *flow.Document, op Op) (string, error) {
	ids := slices.Sorted(maps.Keys(op.Moves))
	for _, id := range ids {
		b, there := doc.Blocks[id]
		if !there {
			return "", gone(id)
		}
		to := op.Moves[id]
		b.Position = &flow.Point{X: near(to.X), Y: near(to.Y), Auto: op.Kind == OpTidy}
		doc.Blocks[id] = b
	}
	if op.Kind == OpTidy {
		return "Tidied up", nil
	}
	return "Moved " + several(doc, ids), nil
}

func near(n int) int { return max(-farthest, min(n, farthest)) }

// remove takes blocks away, and the targets of all exits that lead to them.
func remove(doc *flow.Document, op Op) (string, error) {
	ids := slices.Clone(op.Blocks)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) == 0 {
		return "", refuse("blocks", "No block was chosen.")
	}
	for _, id := range ids {
		if _, there := doc.Blocks[id]; !there {
			return "", gone(id)
		}
	}
	label := "Deleted " + several(doc, ids)
	for _, ref := range Incoming(doc, ids) {
		b := doc.Blocks[ref.Block]
		b.Out = routed(b.Out, ref.Port, flow.Target{})
		if to := jumpsTo(b); to.Block == ref.To {
			b.Settings = nil
		}
		doc.Blocks[ref.Block] = b
	}
	for _, id := range ids {
		delete(doc.Blocks, id)
		if doc.Start == id {
			doc.Start = ""
		}
	}
	return label, nil
}

// several names one block, and counts more.
func several(doc *flow.Document, ids []string) string {
	if len(ids) == 1 {
		return NameOf(doc.Blocks[ids[0]])
	}
	return fmt.Sprintf("%d blocks", len(ids))
}

func start(doc *flow.Document, op Op) (string, error) {
	b, there := doc.Blocks[op.Block]
	if !there {
		return "", gone(op.Block)
	}
	doc.Start = op.Block
	return "Let the flow begin with " + NameOf(b), nil
}

func rename(doc *flow.Document, op Op) (string, error) {
	doc.Name = strings.Join(strings.Fields(op.Name), " ")
	if doc.Name == "" {
		return "", refuse("name", "The flow needs a name.")
	}
	return "Named the flow " + short(doc.Name), proper("name", doc.Name, longestName)
}

// replace puts another document in place of this one, which keeps its id.
func replace(doc *flow.Document, op Op) (string, error) {
	if op.Document == nil {
		return "", refuse("document", "There is no flow to put here.")
	}
	clean, _ := Clean(op.Document)
	next := copied(clean)
	next.ID, next.Schema = doc.ID, doc.Schema
	layout.Fill(next)
	*doc = *next
	return "Replaced the flow", nil
}
