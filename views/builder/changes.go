package builder

import (
	"encoding/json"
	"slices"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

// How a block differs.
const (
	Added   = "added"
	Removed = "removed"
	Altered = "changed"
)

// BlockChange is how one block differs between two documents.
type BlockChange struct {
	Block  string
	Title  string
	Kind   string
	What   string // Added, Removed, Altered
	Fields []FieldChange
}

// FieldChange is a setting, an exit or the title, before and after in words; "" where there is nothing.
type FieldChange struct {
	Label         string
	Before, After string
}

// Difference is what leads from one document to another.
type Difference struct {
	Whole  []FieldChange // of the flow itself
	Blocks []BlockChange // in the order of the newer document, then what was removed
}

// Empty says that there is nothing to tell.
func (d Difference) Empty() bool { return len(d.Whole) == 0 && len(d.Blocks) == 0 }

// Compare says what leads from one document to another. Where blocks lie on the canvas is nothing
// that a visitor meets, and is left out. names are other flows by id.
func Compare(from, to *flow.Document, names map[string]string) Difference {
	c := comparison{from: from, to: to, names: names}
	var d Difference
	d.Whole = c.add(d.Whole, "Name", from.Name, to.Name)
	if from.Start != to.Start {
		d.Whole = c.add(d.Whole, "Begins with", c.title(from, from.Start), c.title(to, to.Start))
	}
	for _, item := range flow.Outline(to) {
		before, was := from.Blocks[item.Block]
		change := BlockChange{Block: item.Block, Title: heading(item), Kind: item.Kind, What: Added}
		if was {
			change.What, change.Fields = Altered, c.block(before, to.Blocks[item.Block])
		}
		if !was || len(change.Fields) > 0 {
			d.Blocks = append(d.Blocks, change)
		}
	}
	for _, item := range flow.Outline(from) {
		if _, there := to.Blocks[item.Block]; !there {
			d.Blocks = append(d.Blocks, BlockChange{Block: item.Block, Title: heading(item), Kind: item.Kind, What: Removed})
		}
	}
	return d
}

type comparison struct {
	from, to *flow.Document
	names    map[string]string
}

func (c comparison) add(all []FieldChange, label, before, after string) []FieldChange {
	if before == after {
		return all
	}
	return append(all, FieldChange{label, before, after})
}

func (c comparison) block(a, b flow.Block) []FieldChange {
	fields := c.add(nil, "Kind", kindName(a.Kind), kindName(b.Kind))
	fields = c.add(fields, "Title", a.Title, b.Title)
	fields = c.add(fields, "Note for the team", a.Note, b.Note)
	kind, _ := flow.KindOf(b.Kind)
	before, after := Decoded(a.Settings), Decoded(b.Settings)
	told := map[string]bool{}
	for _, s := range kind.Form {
		told[strings.SplitN(s.Name, ".", 2)[0]] = true
		fields = c.add(fields, s.Label, settingWords(s, At(before, s.Name)), settingWords(s, At(after, s.Name)))
	}
	for _, name := range keys(before, after) {
		if !told[name] {
			fields = c.add(fields, name, rawWords(before[name]), rawWords(after[name]))
		}
	}
	return c.exits(fields, a, b)
}

func (c comparison) exits(fields []FieldChange, a, b flow.Block) []FieldChange {
	labels := map[string]string{}
	for _, block := range []flow.Block{a, b} {
		kind, _ := flow.KindOf(block.Kind)
		if ports, err := kind.Ports(block.Settings); kind.Name != "" && err == nil {
			for _, p := range ports {
				labels[p.Name] = p.Label
			}
		}
	}
	for _, port := range keys(a.Out, b.Out) {
		label := or(labels[port], or(map[string]string{flow.PortNext: "Next"}[port], port))
		fields = c.add(fields, label+" leads to", c.target(c.from, a.Out[port]), c.target(c.to, b.Out[port]))
	}
	return fields
}

func (c comparison) target(d *flow.Document, t flow.Target) string {
	switch {
	case t == flow.Target{}:
		return ""
	case t.Flow == "" || t.Flow == d.ID:
		return c.title(d, t.Block)
	}
	return "the flow " + or(c.names[t.Flow], t.Flow)
}

func (c comparison) title(d *flow.Document, block string) string {
	b, ok := d.Blocks[block]
	if !ok {
		return block
	}
	return or(b.Title, kindName(b.Kind))
}

func kindName(kind string) string {
	if k, ok := flow.KindOf(kind); ok {
		return k.Title
	}
	return kind
}

// settingWords is a value as its field shows it.
func settingWords(s flow.Setting, value any) string {
	c := control{Setting: s, value: value}
	switch s.Control {
	case flow.ControlToggle:
		if c.on() {
			return "on"
		}
		return "off"
	case flow.ControlSelect:
		for _, o := range s.Options {
			if o.Value == c.text(value) {
				return o.Label
			}
		}
	case flow.ControlHours:
		if value == nil {
			return ""
		}
		return hoursWords(c.hours())
	case flow.ControlList:
		return listWords(s, value)
	}
	return c.text(value)
}

// listWords is an item a line, its fields side by side.
func listWords(s flow.Setting, value any) string {
	list, _ := value.([]any)
	lines := make([]string, len(list))
	for i, one := range list {
		in, _ := one.(map[string]any)
		var words []string
		for _, f := range s.Items {
			if text := settingWords(f, At(in, f.Name)); text != "" && f.Control != flow.ControlToggle {
				words = append(words, strings.ReplaceAll(text, "\n", "; "))
			} else if f.Control == flow.ControlToggle && text == "on" {
				words = append(words, f.Label)
			}
		}
		lines[i] = strings.Join(words, " · ")
	}
	return strings.Join(lines, "\n")
}

func hoursWords(h models.HoursForm) string {
	var lines []string
	for i, day := range weekdays() {
		if h.Week[i] != "" {
			lines = append(lines, day[:3]+" "+h.Week[i])
		}
	}
	if other := strings.TrimSpace(h.Days); other != "" {
		lines = append(lines, other)
	}
	return strings.Join(append(lines, h.Zone), "\n")
}

func rawWords(value any) string {
	if value == nil {
		return ""
	}
	if text, ok := value.(string); ok {
		return text
	}
	raw, _ := json.Marshal(value) // it was decoded from JSON
	return string(raw)
}

func keys[V any](maps ...map[string]V) []string {
	var all []string
	for _, m := range maps {
		for name := range m {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return all
}
