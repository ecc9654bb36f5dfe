package flow

import (
	"fmt"
	"strings"
)

const maxQuick = 12

// quickBlock puts quick replies under the chat, or takes them away. Each leads to blocks or a flow of
// its own, at any time from then on.
type quickBlock struct {
	On    *bool       `json:"on,omitempty"` // default true
	Items []quickItem `json:"items,omitempty"`
}

type quickItem struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Style string `json:"style,omitempty"` // "" or "filled"
}

func quickKind() Kind {
	k := kindFor[quickBlock]("quick_replies", "Quick replies")
	k.Icon, k.Group = "list", groupDo
	k.Help = "Keeps buttons in reach under the chat from here on; each leads to a flow of its own."
	on := toggleSetting("on", "Shown", "Off takes those away that are there.")
	on.DefaultOn = true
	k.Form = []Setting{on, {Name: "items", Label: "Quick replies", Control: ControlList, Item: "Quick reply", When: "on=true|",
		Items: []Setting{
			lineSetting("label", "Label", "What it says."),
			{Name: "style", Label: "Style", Control: ControlSelect, Options: buttonStyles()},
		}}}
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: k.Group,
		Settings: `{"items":[{"id":"a","label":"Chat with a person"}]}`}}
	return k
}

func buttonStyles() []Option { return []Option{{"", "Outline"}, {"filled", "Filled"}} }

func (b *quickBlock) shown() bool { return b.On == nil || *b.On }

func (b *quickBlock) flaws() []flaw {
	if !b.shown() {
		return nil
	}
	var found []flaw
	switch n := len(b.Items); {
	case n == 0:
		found = one("items", "There is no quick reply.")
	case n > maxQuick:
		found = one("items", "There are %d quick replies; at most %d can be shown.", n, maxQuick)
	}
	ids := make([]string, len(b.Items))
	for i, item := range b.Items {
		ids[i] = item.ID
		field := fmt.Sprintf("items.%d.", i)
		found = append(found, textFlaws(field+"label", item.Label, fmt.Sprintf("Quick reply %d has no label.", i+1))...)
		found = append(found, optionFlaws(field+"style", item.Style, "The style", buttonStyles())...)
	}
	return append(found, idFlaws("items", "Quick reply", ids)...)
}

func (b *quickBlock) check() []string { return sentences(b.flaws()) }

func (b *quickBlock) ports() []Port {
	if !b.shown() {
		return onlyNext()
	}
	ports := make([]Port, 0, len(b.Items)+1)
	for _, item := range b.Items {
		ports = append(ports, Port{Name: portQuick + item.ID, Label: brief(item.Label), Needed: true})
	}
	return append(ports, onlyNext()...)
}

func (b *quickBlock) summary() string {
	if !b.shown() {
		return "No quick replies from here on"
	}
	labels := make([]string, len(b.Items))
	for i, item := range b.Items {
		labels[i] = item.Label
	}
	return brief(strings.Join(labels, ", "))
}

func (b *quickBlock) waits() bool { return false }

func (b *quickBlock) play(r *run, at place) {
	r.s.Quick = nil
	if b.shown() {
		frame := r.top()
		frame.Aside = false
		r.s.Quick = &frame
	}
	r.leave(at, PortNext)
}

func (b *quickBlock) quick(r *run, _ place) []Choice {
	if !b.shown() {
		return nil
	}
	choices := make([]Choice, len(b.Items))
	for i, item := range b.Items {
		choices[i] = Choice{ID: item.ID, Label: r.line(item.Label), Style: item.Style}
	}
	return choices
}
