package builder

import (
	"slices"

	"deskbell/models/flow"
)

// Words is a text of a block, and what it is.
type Words struct {
	Label string
	Text  string
}

// TextsOf is all that can be read in a block: its title, its note, and every text of its settings,
// which are variables and addresses too.
func TextsOf(b flow.Block) []Words {
	texts := []Words{{"Title", b.Title}, {"Note for the team", b.Note}}
	kind, _ := flow.KindOf(b.Kind)
	values := Decoded(b.Settings)
	for _, name := range keys(values) {
		texts = append(texts, textsIn(kind.Form, name, values[name])...)
	}
	return slices.DeleteFunc(texts, func(w Words) bool { return w.Text == "" })
}

// textsIn are the texts at a setting's name and below it.
func textsIn(form []flow.Setting, name string, value any) []Words {
	label, items := name, form
	for _, s := range form {
		if s.Name == name {
			label, items = s.Label, s.Items
		}
	}
	var texts []Words
	switch value := value.(type) {
	case string:
		texts = append(texts, Words{label, value})
	case []any:
		for _, one := range value {
			texts = append(texts, textsIn(items, name, one)...)
		}
	case map[string]any:
		for _, inner := range keys(value) {
			if inner != "id" {
				texts = append(texts, textsIn(within(items, name, inner), inner, value[inner])...)
			}
		}
	}
	return texts
}

// within finds the setting of an inner name: in the items of a list, or as "outer.inner" in the form.
func within(form []flow.Setting, outer, inner string) []flow.Setting {
	for _, s := range form {
		if s.Name == outer+"."+inner {
			s.Name = inner
			return []flow.Setting{s}
		}
	}
	return form
}
