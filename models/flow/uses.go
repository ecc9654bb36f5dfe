package flow

import (
	"encoding/json"
	"fmt"
	"strings"
)

// use is a variable that a setting names.
type use struct {
	field string // the dotted setting
	name  string
}

// reader is a kind that knows better than its form which variables it looks at.
type reader interface {
	reads() []use
}

// usesIn are the variables that a template names.
func usesIn(field, text string) []use {
	var uses []use
	for _, name := range namesIn(text) {
		uses = append(uses, use{field, name})
	}
	return uses
}

// variables are those that a block of these settings looks at, and those that it sets, as its form
// says: templates look at them, fields for a variable set them.
func variables(k Kind, s settings) (reads, sets []use) {
	var values map[string]any
	raw, err := json.Marshal(s) // with what it left out
	if err != nil || json.Unmarshal(raw, &values) != nil {
		return nil, nil
	}
	var v variableSearch
	v.search(k.Form, values, "")
	if r, ok := s.(reader); ok {
		v.reads = r.reads()
	}
	if w, ok := s.(writer); ok {
		v.sets = w.sets()
	}
	return v.reads, v.sets
}

// variableSearch goes through settings along a form.
type variableSearch struct{ reads, sets []use }

func (v *variableSearch) search(form []Setting, values map[string]any, before string) {
	for _, f := range form {
		field := before + f.Name
		switch value := valueAt(values, f.Name).(type) {
		case string:
			switch {
			case f.Control == ControlVariable && f.Reads:
				v.reads = append(v.reads, use{field, value})
			case f.Control == ControlVariable:
				v.sets = append(v.sets, use{field, value})
			case f.Templated:
				v.reads = append(v.reads, usesIn(field, value)...)
			}
		case []any:
			v.list(f, value, field)
		}
	}
}

func (v *variableSearch) list(f Setting, items []any, field string) {
	for i, item := range items {
		at := fmt.Sprintf("%s.%d", field, i)
		switch item := item.(type) {
		case map[string]any:
			v.search(f.Items, item, at+".")
		case string:
			if f.Templated {
				v.reads = append(v.reads, usesIn(at, item)...)
			}
		}
	}
}

// valueAt is the value of a dotted name, nil when there is none.
func valueAt(values map[string]any, name string) any {
	for {
		first, rest, more := strings.Cut(name, ".")
		if !more {
			return values[first]
		}
		inner, ok := values[first].(map[string]any)
		if !ok {
			return nil
		}
		values, name = inner, rest
	}
}
