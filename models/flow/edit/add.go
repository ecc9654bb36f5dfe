package edit

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"deskbell/models/flow"
)

// add makes a block. With After it is put between that block and what comes behind; the first block of
// a flow is where it begins.
func add(doc *flow.Document, op Op) (string, error) {
	kind, known := flow.KindOf(op.New)
	if !known {
		return "", refuse("kind", "There is no kind of block %q.", short(op.New))
	}
	settings, err := beginning(kind, op)
	if err != nil {
		return "", err
	}
	b := flow.Block{Kind: op.New, Settings: settings}
	for name := range topLevel(settings) {
		b.Settings = identified(b, []string{name}, nil)
	}
	id := newIDs(doc, op.Seq)()
	if b.Position, err = placeFor(doc, op, b); err != nil {
		return "", err
	}
	doc.Blocks[id] = b
	label := "Added " + kind.Title
	if op.After == "" {
		if doc.Start == "" {
			doc.Start = id
		}
		return label, nil
	}
	return label, between(doc, op, id, id)
}

// beginning are the settings of a new block.
func beginning(kind flow.Kind, op Op) (json.RawMessage, error) {
	settings := op.Settings
	if op.Preset != "" && nothing(settings) {
		at := slices.IndexFunc(kind.Presets, func(p flow.Preset) bool { return p.Title == op.Preset })
		if at < 0 {
			return nil, refuse("preset", "There is no block %q.", short(op.Preset))
		}
		settings = json.RawMessage(kind.Presets[at].Settings)
	}
	if nothing(settings) {
		return nil, nil
	}
	var whole json.RawMessage
	err := flow.Decode(settings, &whole)
	if err == nil {
		_, err = kind.Summary(settings)
	}
	if err != nil {
		return nil, refuse("settings", "%s does not take these settings: %s.", kind.Title, err)
	}
	return settings, nil
}

// between leads the exit of op.After to first, and last to where that exit led.
func between(doc *flow.Document, op Op, first, last string) error {
	after, there := doc.Blocks[op.After]
	if !there {
		return gone(op.After)
	}
	port := op.Port
	if port == "" {
		port = onward(after)
	}
	if port == "" || !hasPort(after, port) {
		return refuse("port", "%s has no exit %q.", NameOf(after), short(port))
	}
	old := after.Out[port]
	if to := jumpsTo(after); to != (flow.Target{}) {
		old = to
		after.Settings = nil
	}
	after.Out = routed(after.Out, port, flow.Target{Block: first})
	doc.Blocks[op.After] = after
	end := doc.Blocks[last]
	if on := onward(end); last != "" && on != "" && end.Out[on] == (flow.Target{}) {
		end.Out = routed(end.Out, on, old)
		doc.Blocks[last] = end
	}
	return nil
}

// newIDs hands out ids of blocks that are not in use: b1, b2 …
func newIDs(doc *flow.Document, seq int64) func() string {
	last := max(seq-1, 0)
	for id := range doc.Blocks {
		if n, err := strconv.ParseInt(strings.TrimPrefix(id, "b"), 10, 48); err == nil && strings.HasPrefix(id, "b") {
			last = max(last, n)
		}
	}
	return func() string {
		for {
			last++
			id := "b" + strconv.FormatInt(last, 10)
			if _, taken := doc.Blocks[id]; !taken {
				return id
			}
		}
	}
}

func topLevel(settings json.RawMessage) map[string]json.RawMessage {
	fields, _ := object(settings)
	return fields
}

// identified are the settings of b where each of a list at path has an id of its own, if the kind
// wants its items to have one: exits are named by it. Ids that were in use before do not come again.
func identified(b flow.Block, path []string, before json.RawMessage) json.RawMessage {
	var items, old []map[string]json.RawMessage
	if json.Unmarshal(inside(b.Settings, path), &items) != nil || len(items) == 0 {
		return b.Settings
	}
	_ = json.Unmarshal(before, &old) // whatever it was, no list has no ids
	letter := path[len(path)-1][:1]
	next, used := numbering(letter, append(slices.Clone(old), items...), b.Out), map[string]bool{}
	changed := false
	for _, item := range items {
		if item == nil {
			return b.Settings
		}
		var id string
		if raw, there := item["id"]; there && json.Unmarshal(raw, &id) != nil {
			return b.Settings
		}
		if id == "" || used[id] {
			id, changed = next(), true
			item["id"] = encoded(id)
		}
		used[id] = true
	}
	if !changed {
		return b.Settings
	}
	settings, err := with(b.Settings, path, encoded(items))
	kind, _ := flow.KindOf(b.Kind)
	if err != nil {
		return b.Settings
	}
	if _, err := kind.Summary(settings); err != nil {
		return b.Settings
	}
	return settings
}

// numbering hands out letter1, letter2 … behind those that items and exits have.
func numbering(letter string, items []map[string]json.RawMessage, out map[string]flow.Target) func() string {
	last := 0
	note := func(id string) {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, letter)); err == nil && strings.HasPrefix(id, letter) && n < 1<<30 {
			last = max(last, n)
		}
	}
	for _, item := range items {
		var id string
		_ = json.Unmarshal(item["id"], &id)
		note(id)
	}
	for port := range out {
		if _, id, ok := strings.Cut(port, ":"); ok {
			note(id)
		}
	}
	return func() string {
		last++
		return letter + strconv.Itoa(last)
	}
}
