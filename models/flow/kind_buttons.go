package flow

import (
	"strconv"
	"strings"

	"deskbell/models/wording"
)

const (
	portDefault = "default" // free text that is no label
	portChoice  = "choice:" // and the choice's id
	mostChoices = 200
)

// buttonsBlock offers choices; typed words are matched to their labels. The variable keeps the value
// of what was chosen, or its label ("A, B" of several), or the words that matched none.
type buttonsBlock struct {
	asking
	Choices  []Choice `json:"choices"`
	Multi    bool     `json:"multi,omitempty"` // several; the exit is PortNext then
	MinPicks int      `json:"min_picks,omitempty"`
	MaxPicks int      `json:"max_picks,omitempty"` // 0: any number
	Search   bool     `json:"search,omitempty"`
}

func buttonsKind() Kind {
	k := kindFor[buttonsBlock]("buttons", "Buttons")
	k.Icon, k.Group, k.Help = "square-mouse-pointer", groupAsk, "Offers choices to press; typed words are matched to them."
	k.Form = askForm(pickSettings(
		Setting{Name: "style", Label: "Style", Control: ControlSelect, Options: []Option{{"", "Outline"}, {"filled", "Filled"}}},
		Setting{Name: "icon", Label: "Icon", Control: ControlSelect, Options: []Option{{"", "None"}, {"person", "Person"}, {"video", "Video"}}},
	)...)
	k.Presets = []Preset{
		{Title: "Buttons", Help: k.Help, Icon: k.Icon, Group: groupAsk,
			Settings: `{"text":"What can we do for you?","choices":[{"id":"1","label":"First choice"},{"id":"2","label":"Second choice"}]}`},
		{Title: "Multiple choice", Help: "Lets the visitor choose several.", Icon: "list", Group: groupAsk,
			Settings: `{"text":"What are you interested in?","multi":true,"choices":[{"id":"1","label":"First choice"},{"id":"2","label":"Second choice"}]}`},
	}
	return k
}

// pickSettings are the settings of choices, with those that only some kinds have.
func pickSettings(own ...Setting) []Setting {
	items := append([]Setting{
		{Name: "label", Label: "Label", Control: ControlLine, Templated: true},
		{Name: "value", Label: "Kept value", Control: ControlLine, Templated: true, Help: "Kept in the variable instead of the label."},
	}, own...)
	return []Setting{
		{Name: "choices", Label: "Choices", Control: ControlList, Item: "Choice", Items: items},
		{Name: "multi", Label: "Several can be chosen", Control: ControlToggle},
		{Name: "min_picks", Label: "Fewest", Control: ControlNumber, Max: mostChoices, When: "multi=true"},
		{Name: "max_picks", Label: "Most", Control: ControlNumber, Max: mostChoices, When: "multi=true", Help: "0: any number."},
		{Name: "search", Label: "Show a search field", Control: ControlToggle},
	}
}

func (b *buttonsBlock) check() []string { return sentences(b.flaws()) }

func (b *buttonsBlock) flaws() []flaw {
	found := append(b.askFlaws(), choiceFlaws(b.Choices)...)
	if len(b.Choices) > mostChoices {
		found = append(found, one("choices", "There are more than %d choices.", mostChoices)...)
	}
	found = append(found, rangeFlaws("min_picks", b.MinPicks, within{0, mostChoices}, "The fewest to choose")...)
	found = append(found, rangeFlaws("max_picks", b.MaxPicks, within{0, mostChoices}, "The most to choose")...)
	switch {
	case b.Multi && b.MaxPicks > 0 && b.MinPicks > b.MaxPicks:
		found = append(found, flaw{"min_picks", "The fewest to choose are more than the most."})
	case b.Multi && len(b.Choices) > 0 && b.MinPicks > len(b.Choices):
		found = append(found, flaw{"min_picks", "The fewest to choose are more than there are."})
	}
	return found
}

func (b *buttonsBlock) ports() []Port {
	if b.Multi {
		return b.askPorts(nextPort())
	}
	ports := make([]Port, 0, len(b.Choices)+5)
	for _, c := range b.Choices {
		ports = append(ports, Port{Name: portChoice + c.ID, Label: brief(c.Label)})
	}
	return b.askPorts(append(ports,
		Port{Name: portDefault, Label: "Any other words", Optional: true},
		Port{Name: PortNext, Label: "Next", Optional: true})...)
}

func (b *buttonsBlock) summary() string {
	labels := make([]string, len(b.Choices))
	for i, c := range b.Choices {
		labels[i] = c.Label
	}
	return brief(b.Text + " (" + strings.Join(labels, ", ") + ")")
}

func (b *buttonsBlock) play(r *run, at place) {
	choices := filledChoices(b.Choices, r.s.Vars)
	b.begin(r, at, func(words string) reading { return b.read(choices, Event{Text: words}) }, choices...)
}

func (b *buttonsBlock) prompt(r *run) Prompt {
	p := b.promptOf(r, PromptChoices)
	p.Choices, p.Search = filledChoices(b.Choices, r.s.Vars), b.Search
	if b.Multi {
		p.Multi, p.MinPicks, p.MaxPicks = true, max(1, b.MinPicks), b.MaxPicks
	}
	return p
}

func (b *buttonsBlock) reply(r *run, at place, ev Event) {
	choices := filledChoices(b.Choices, r.s.Vars)
	got := b.read(choices, ev)
	if got.why != nil && !b.Multi && at.block.Out[portDefault] != (Target{}) && fits(ev.Text) {
		got = reading{value: ev.Text, port: portDefault}
	}
	b.take(r, at, got, choices...)
}

func (b *buttonsBlock) read(choices []Choice, ev Event) reading {
	if b.Multi {
		return b.readPicks(choices, ev)
	}
	c, ok := chosen(choices, ev)
	if !ok {
		return reading{why: unfit(wording.AskChoice)}
	}
	return reading{value: c.kept(), port: portChoice + c.ID}
}

func (b *buttonsBlock) readPicks(choices []Choice, ev Event) reading {
	picks, ok := picked(choices, ev)
	switch {
	case !ok:
		return reading{why: unfit(wording.AskPicks)}
	case len(picks) < b.MinPicks:
		return reading{why: unfit(wording.AskMorePicks, "count", strconv.Itoa(b.MinPicks))}
	case b.MaxPicks > 0 && len(picks) > b.MaxPicks:
		return reading{why: unfit(wording.AskFewerPicks, "count", strconv.Itoa(b.MaxPicks))}
	}
	values := make([]string, len(picks))
	for i, c := range picks {
		values[i] = c.kept()
	}
	return reading{value: strings.Join(values, ", "), port: PortNext}
}

// orElse is a text, or what stands for it when it is blank.
func orElse(text, instead string) string {
	if blank(text) {
		return instead
	}
	return text
}
