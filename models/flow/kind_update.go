package flow

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxUpdates   = 20
	maxAttribute = 1000 // runes of an attribute's value
)

// updateBlock keeps what is known of the visitor and the conversation.
type updateBlock struct {
	Set []attribute `json:"set"`
}

// attribute is a thing to keep: What as in Effect.Set, Value a template.
type attribute struct {
	What  string `json:"what"`
	Value string `json:"value,omitempty"`
}

func updateKind() Kind {
	k := kindFor[updateBlock]("update", "Keep about the visitor")
	k.Icon, k.Group = "tag", groupDo
	k.Help = "Keeps a name, an address, a category or any other value with the visitor or the conversation."
	k.Form = []Setting{{Name: "set", Label: "Values", Control: ControlList, Item: "Value", Items: []Setting{
		{Name: "what", Label: "What", Control: ControlLine, Placeholder: "visitor.name",
			Help: "Any other name after visitor. or conversation. is kept as well.",
			Options: []Option{{"visitor.name", "Visitor's name"}, {"visitor.email", "Visitor's email address"},
				{"visitor.phone", "Visitor's phone number"}, {"conversation.category", "Category"}}},
		lineSetting("value", "Value", "Nothing clears it; a name, address or number stays."),
	}}}
	k.Presets = []Preset{
		{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: k.Group,
			Settings: `{"set":[{"what":"visitor.name","value":"{{name}}"}]}`},
		{Title: "Set category", Help: "Puts the conversation into a category.", Icon: k.Icon, Group: k.Group,
			Settings: `{"set":[{"what":"conversation.category","value":""}]}`},
	}
	return k
}

func (b *updateBlock) flaws() []flaw {
	if len(b.Set) == 0 {
		return one("set", "There is nothing to keep.")
	}
	var found []flaw
	if len(b.Set) > maxUpdates {
		found = one("set", "There are %d values; at most %d can be kept at once.", len(b.Set), maxUpdates)
	}
	for i, a := range b.Set {
		if !attributeName(a.What) {
			found = append(found, one(fmt.Sprintf("set.%d.what", i),
				"%q cannot be kept; visitor.name or conversation.category can.", brief(a.What))...)
		}
		found = append(found, longFlaws(fmt.Sprintf("set.%d.value", i), a.Value)...)
	}
	return found
}

func (b *updateBlock) check() []string { return sentences(b.flaws()) }

// attributeName says that a value of this name can be kept.
func attributeName(what string) bool {
	about, name, ok := strings.Cut(what, ".")
	odd := func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("_- .", c)
	}
	return ok && (about == "visitor" || about == "conversation") && !blank(name) &&
		strings.TrimSpace(name) == name && utf8.RuneCountInString(name) <= 64 && !strings.ContainsFunc(name, odd)
}

func (b *updateBlock) ports() []Port { return onlyNext() }

func (b *updateBlock) summary() string {
	var parts []string
	for _, a := range b.Set {
		parts = append(parts, a.What+" = "+a.Value)
	}
	return brief(strings.Join(parts, ", "))
}

func (b *updateBlock) waits() bool { return false }

// sets are the names under which the values can be read later in the run.
func (b *updateBlock) sets() []use {
	uses := make([]use, len(b.Set))
	for i, a := range b.Set {
		uses[i] = use{fmt.Sprintf("set.%d.what", i), a.What}
	}
	return uses
}

func (b *updateBlock) play(r *run, at place) {
	kept := map[string]string{}
	for _, a := range b.Set {
		value := cut(oneLine(Fill(a.Value, r.s.Vars)), maxAttribute)
		if a.What == "visitor.email" {
			value, _ = CleanEmail(value) // "" is not kept
		}
		switch a.What {
		case "visitor.name", "visitor.email", "visitor.phone":
			if value == "" {
				continue
			}
		}
		kept[a.What] = value
		r.set(a.What, value)
	}
	if len(kept) > 0 {
		r.emit(at, Effect{Kind: EffectUpdate, Set: kept})
	}
	r.leave(at, PortNext)
}
