package edit

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"deskbell/models/flow"
)

// NameOf is what people call a block: its title, else its kind.
func NameOf(b flow.Block) string {
	if title := short(b.Title); title != "" {
		return title
	}
	if kind, known := flow.KindOf(b.Kind); known {
		return kind.Title
	}
	return short(b.Kind)
}

// short is a text in one line of at most 60 characters.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:59])) + "…"
}

// settingLabel is what the form calls a setting, its name where the form does not know it.
func settingLabel(kind, name string) string {
	k, _ := flow.KindOf(kind)
	top, _, _ := strings.Cut(name, ".")
	label := ""
	for _, s := range k.Form {
		if s.Name == name {
			return s.Label
		}
		if s.Name == top {
			label = s.Label
		}
	}
	if label != "" {
		return label
	}
	return strings.ReplaceAll(name, "_", " ")
}

// Place says in words what a change is about: "Welcome, Text", "Name of the flow".
func Place(doc *flow.Document, c Change) string {
	if c.Block == "" {
		if c.Path == "start" {
			return "Where the flow begins"
		}
		return "Name of the flow"
	}
	b, there := doc.Blocks[c.Block]
	if !there {
		return "A block that is gone"
	}
	name := NameOf(b)
	switch {
	case c.Path == "":
		return name
	case c.Path == "title":
		return name + ", title"
	case c.Path == "note":
		return name + ", note"
	case c.Path == "position":
		return name + ", place on the canvas"
	case strings.HasPrefix(c.Path, inOut):
		return name + ", where “" + portLabel(b, strings.TrimPrefix(c.Path, inOut)) + "” leads"
	}
	if below, ok := strings.CutPrefix(c.Path, inSettings+"."); ok {
		return name + ", " + settingLabel(b.Kind, below)
	}
	return name + ", settings"
}

// blockID is what ids of blocks are made of: they stand in addresses and in ids of elements.
var blockID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// GoodID says whether a block may have the id.
func GoodID(id string) bool { return blockID.MatchString(id) }
