package builder

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"deskbell/models/flow"
)

// control is one field of the form: a setting, where it stands, and what is in it.
type control struct {
	flow.Setting
	panel *Panel
	path  string         // "s.messages.welcome", "s.choices.0.label"
	value any            // as JSON decodes, numbers as json.Number
	near  map[string]any // what it stands among
}

// Decoded are settings as a form shows them; what does not decode is empty, and a problem says so.
func Decoded(raw json.RawMessage) map[string]any {
	values := map[string]any{}
	from := json.NewDecoder(bytes.NewReader(raw))
	from.UseNumber()
	if len(raw) > 0 {
		_ = from.Decode(&values) // flow.Check says what is wrong
	}
	return values
}

// At finds what lies at a dotted name.
func At(values map[string]any, dotted string) any {
	name, rest, deeper := strings.Cut(dotted, ".")
	inner := values[name]
	if !deeper {
		return inner
	}
	in, _ := inner.(map[string]any)
	return At(in, rest)
}

// group is the settings under one heading.
type group struct {
	Heading  string
	Settings []control
}

// groups are the settings of a block in the order of their headings.
func (p *Panel) groups() []group {
	kind, _ := flow.KindOf(p.Block.Kind)
	var all []group
	for _, s := range kind.Form {
		i := slices.IndexFunc(all, func(g group) bool { return g.Heading == s.Group })
		if i < 0 {
			i = len(all)
			all = append(all, group{Heading: s.Group})
		}
		all[i].Settings = append(all[i].Settings, control{Setting: s, panel: p, path: "s." + s.Name, value: At(p.Values, s.Name), near: p.Values})
	}
	return all
}

// shown says whether some setting of the group is to be seen.
func (g group) shown() bool {
	return slices.ContainsFunc(g.Settings, control.shown)
}

// folded says that the group is a list of texts, each of which folds away.
func (g group) folded() bool {
	texts := 0
	for _, c := range g.Settings {
		if c.Control == flow.ControlText {
			texts++
		}
	}
	return texts > 2 && texts == len(g.Settings)
}

// shown is what When says: "unavailable=jump|exit".
func (c control) shown() bool {
	if c.When == "" {
		return true
	}
	for condition := range strings.SplitSeq(c.When, "&") {
		if !c.holds(condition) {
			return false
		}
	}
	return true
}

func (c control) holds(condition string) bool {
	name, values, _ := strings.Cut(condition, "=")
	has := c.text(c.find(name))
	if has == "" {
		has = c.usual(name)
	}
	return slices.Contains(strings.Split(values, "|"), has)
}

func (c control) find(name string) any {
	if found := At(c.near, name); found != nil {
		return found
	}
	return At(c.panel.Values, name)
}

// usual is what a setting is when nothing is set.
func (c control) usual(name string) string {
	kind, _ := flow.KindOf(c.panel.Block.Kind)
	for _, s := range kind.Form {
		if s.Name != name {
			continue
		}
		switch {
		case s.Control == flow.ControlToggle:
			return strconv.FormatBool(s.DefaultOn)
		case len(s.Options) > 0:
			return s.Options[0].Value
		}
	}
	return ""
}

func (c control) text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case json.Number:
		return v.String()
	case []any:
		lines := make([]string, len(v))
		for i, one := range v {
			lines[i] = c.text(one)
		}
		return strings.Join(lines, "\n")
	}
	return fmt.Sprint(v)
}

// on says whether a toggle is.
func (c control) on() bool {
	if on, ok := c.value.(bool); ok {
		return on
	}
	return c.DefaultOn
}

// items are what a list holds, each with its fields.
func (c control) items() [][]control {
	list, _ := c.value.([]any)
	items := make([][]control, len(list))
	for i, one := range list {
		items[i] = c.item(strconv.Itoa(i), one)
	}
	return items
}

// item is one of a list; number is where it stands.
func (c control) item(number string, value any) []control {
	in, _ := value.(map[string]any)
	fields := make([]control, len(c.Items))
	for i, s := range c.Items {
		fields[i] = control{Setting: s, panel: c.panel, path: c.path + "." + number + "." + s.Name, value: At(in, s.Name), near: in}
	}
	return fields
}

// idOf is the hidden id of an item; "" where it has none yet.
func (c control) idOf(at int) string {
	list, _ := c.value.([]any)
	if at < 0 || at >= len(list) {
		return ""
	}
	in, _ := list[at].(map[string]any)
	return c.text(in["id"])
}

// itemName is what one of a list is called.
func (c control) itemName() string {
	if c.Item == "" {
		return "Item"
	}
	return c.Item
}

// wrong is what is wrong with the setting, "" when nothing is. A problem inside of a list stands at its
// item.
func (c control) wrong() string {
	for _, p := range c.panel.Draft.ProblemsOf(c.panel.ID) {
		if p.Field == "" {
			continue
		}
		at := "s." + p.Field
		if at == c.path || c.Control != flow.ControlList && strings.HasPrefix(at, c.path+".") {
			return p.Message
		}
	}
	return ""
}

// astray are the problems whose setting has no field to stand at.
func (p *Panel) astray() []flow.Problem {
	kind, _ := flow.KindOf(p.Block.Kind)
	var lost []flow.Problem
	for _, problem := range p.Draft.ProblemsOf(p.ID) {
		top, _, _ := strings.Cut(problem.Field, ".")
		has := slices.ContainsFunc(kind.Form, func(s flow.Setting) bool {
			return s.Name == problem.Field || s.Name == top || strings.HasPrefix(problem.Field, s.Name+".")
		})
		if problem.Port == "" && (problem.Field == "" || !has) {
			lost = append(lost, problem)
		}
	}
	return lost
}

func (c control) id() string      { return "f-" + strings.ReplaceAll(c.path, ".", "-") }
func (c control) errorID() string { return c.id() + "-error" }

// changed is who has changed the setting meanwhile.
func (c control) changed() string { return c.panel.Changed[c.Name] }
