// Package templates holds flows to begin from.
package templates

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"

	"deskbell/models/flow"
)

//go:embed *.json
var files embed.FS

// Template is one or more flows that work together.
type Template struct {
	Key   string          `json:"key"`
	Name  string          `json:"name"`
	Help  string          `json:"help"` // what it does, in one sentence
	Start string          `json:"start"`
	Flows []flow.Document `json:"flows"`
}

// All are all templates by their place in the list. It panics when one that is built in cannot be read,
// which a test rules out.
func All() []Template {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		panic(err)
	}
	all := make([]Template, 0, len(names))
	for _, name := range names {
		t, err := read(name)
		if err != nil {
			panic(err)
		}
		all = append(all, t)
	}
	return all
}

// Find is the template of a key; false when there is none.
func Find(key string) (Template, bool) {
	for _, t := range All() {
		if t.Key == key {
			return t, true
		}
	}
	return Template{}, false
}

func read(name string) (Template, error) {
	text, err := files.ReadFile(name)
	if err != nil {
		return Template{}, err
	}
	var raw struct {
		Template
		Flows []json.RawMessage `json:"flows"`
	}
	if err := json.Unmarshal(text, &raw); err != nil {
		return Template{}, fmt.Errorf("template %s: %w", name, err)
	}
	t := raw.Template
	t.Flows = nil
	for _, one := range raw.Flows {
		d, err := flow.Parse(one)
		if err != nil {
			return Template{}, fmt.Errorf("template %s: %w", name, err)
		}
		t.Flows = append(t.Flows, *d)
	}
	return t, nil
}
