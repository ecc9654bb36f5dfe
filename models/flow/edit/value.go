package edit

import (
	"bytes"
	"encoding/json"
	"reflect"
	"regexp"
	"strings"

	"deskbell/models/flow"
)

// plain are the names of settings that a path can be made of.
var plain = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// The first parts of paths.
const (
	inSettings = "settings"
	inOut      = "out."
)

// Value is what stands at a place of a document, as Change names it; nil when there is nothing.
func Value(doc *flow.Document, block, path string) json.RawMessage {
	if block == "" {
		switch path {
		case "name":
			return text(doc.Name)
		case "start":
			return text(doc.Start)
		}
		return nil
	}
	b, there := doc.Blocks[block]
	if !there {
		return nil
	}
	switch {
	case path == "":
		return encoded(b)
	case path == "title":
		return text(b.Title)
	case path == "note":
		return text(b.Note)
	case path == "position":
		if b.Position == nil {
			return nil
		}
		return encoded(b.Position)
	case strings.HasPrefix(path, inOut):
		return target(b.Out[strings.TrimPrefix(path, inOut)])
	}
	return inside(b.Settings, steps(path))
}

// steps are the names that lead through the settings to a value; none for the settings themselves.
func steps(path string) []string {
	path, below := strings.CutPrefix(path, inSettings+".")
	if !below {
		return nil
	}
	return strings.Split(path, ".")
}

func inside(settings json.RawMessage, steps []string) json.RawMessage {
	for _, step := range steps {
		fields, ok := object(settings)
		if !ok {
			return nil
		}
		settings = fields[step]
	}
	if nothing(settings) {
		return nil
	}
	return settings
}

// object reads a JSON object; nothing counts as an empty one.
func object(raw json.RawMessage) (map[string]json.RawMessage, bool) {
	if nothing(raw) {
		return map[string]json.RawMessage{}, true
	}
	if trimmed := bytes.TrimLeft(raw, " \t\r\n"); trimmed[0] != '{' {
		return nil, false
	}
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(raw, &fields) != nil {
		return nil, false
	}
	return fields, true
}

func nothing(raw json.RawMessage) bool {
	trimmed := bytes.TrimSpace(raw)
	return len(trimmed) == 0 || string(trimmed) == "null"
}

// same says whether two values mean the same: what is null or an empty object is not there.
func same(a, b json.RawMessage) bool {
	return bytes.Equal(a, b) || reflect.DeepEqual(meaning(a), meaning(b))
}

func meaning(raw json.RawMessage) any {
	if nothing(raw) {
		return nil
	}
	var value any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&value) != nil {
		return string(raw)
	}
	return pruned(value)
}

func pruned(value any) any {
	fields, ok := value.(map[string]any)
	if !ok {
		return value
	}
	for name, field := range fields {
		if field = pruned(field); field == nil {
			delete(fields, name)
		} else {
			fields[name] = field
		}
	}
	if len(fields) == 0 {
		return nil
	}
	return fields
}

func text(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return encoded(s)
}

func target(t flow.Target) json.RawMessage {
	if t == (flow.Target{}) {
		return nil
	}
	return encoded(t)
}

// encoded is v as JSON; v is made of what can be.
func encoded(v any) json.RawMessage {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return nil
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
