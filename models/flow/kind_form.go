package flow

import (
	"fmt"
	"slices"
	"strings"

	"deskbell/models/wording"
)

const mostFields = 50

// formBlock asks for several fields at once. Each is kept in its own variable; the block's own one
// keeps all of them as lines.
type formBlock struct {
	asking
	Fields  []formField `json:"fields"`
	Country string      `json:"country,omitempty"` // of phone numbers without a country's code
}

// formField is one field of a form.
type formField struct {
	ID          string   `json:"id"`
	Label       string   `json:"label"`
	Type        string   `json:"type,omitempty"` // text (default) long email phone number date choice
	Required    bool     `json:"required,omitempty"`
	Placeholder string   `json:"placeholder,omitempty"`
	Options     []string `json:"options,omitempty"` // of a choice
	Var         string   `json:"var,omitempty"`
	Pattern     string   `json:"pattern,omitempty"` // that the whole text has to match
	Problem     string   `json:"problem,omitempty"` // said of a value that does not fit, in place of why
}

func formKind() Kind {
	k := kindFor[formBlock]("form", "Form")
	k.Icon, k.Group, k.Help = "list", groupAsk, "Asks for several things at once."
	k.Form = askForm(
		Setting{Name: "fields", Label: "Fields", Control: ControlList, Item: "Field", Items: []Setting{
			{Name: "label", Label: "Label", Control: ControlLine, Templated: true},
			{Name: "type", Label: "Kind of answer", Control: ControlSelect, Options: fieldTypes()},
			{Name: "required", Label: "Required", Control: ControlToggle},
			{Name: "var", Label: "Save the answer as", Control: ControlVariable},
			{Name: "placeholder", Label: "Hint in the empty field", Control: ControlLine, Templated: true},
			{Name: "options", Label: "Options", Control: ControlWords, When: "type=choice"},
			{Name: "pattern", Label: "Pattern", Control: ControlLine, When: "type=text||long",
				Help: "A regular expression that the whole answer has to match."},
			{Name: "problem", Label: "Message when it does not fit", Control: ControlLine, Templated: true},
		}},
		countrySetting(),
	)
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: groupAsk,
		Settings: `{"text":"How can we reach you?","fields":[` +
			`{"id":"1","label":"Name","type":"text","required":true,"var":"name"},` +
			`{"id":"2","label":"Email","type":"email","required":true,"var":"email"}]}`}}
	return k
}

func fieldTypes() []Option {
	return []Option{
		{"text", "One line"}, {"long", "Several lines"}, {"email", "Email address"}, {"phone", "Phone number"},
		{"number", "Number"}, {"date", "Date"}, {"choice", "Choice"},
	}
}

func (b *formBlock) defaults() {
	for i := range b.Fields {
		b.Fields[i].Type = orElse(b.Fields[i].Type, "text")
	}
}

func (b *formBlock) check() []string { return sentences(b.flaws()) }

func (b *formBlock) flaws() []flaw {
	found := append(b.askFlaws(), countryFlaws("country", b.Country)...)
	if len(b.Fields) == 0 {
		return append(found, flaw{"fields", "The form has no field."})
	}
	if len(b.Fields) > mostFields {
		found = append(found, one("fields", "There are more than %d fields.", mostFields)...)
	}
	ids := make([]string, len(b.Fields))
	for i, f := range b.Fields {
		ids[i] = f.ID
	}
	found = append(found, idFlaws("fields", "Field", ids)...)
	for i, f := range b.Fields {
		found = append(found, f.flaws(fmt.Sprintf("fields.%d.", i), i+1)...)
	}
	return found
}

func (f formField) flaws(field string, n int) []flaw {
	found := optionFlaws(field+"type", f.Type, fmt.Sprintf("Field %d: the type", n), fieldTypes())
	if blank(f.Label) {
		found = append(found, one(field+"label", "Field %d has no label.", n)...)
	}
	empty := slices.ContainsFunc(f.Options, blank)
	if f.Type == "choice" && (len(f.Options) == 0 || empty || len(f.Options) > mostChoices) {
		found = append(found, one(field+"options", "Field %d needs options to choose from, at most %d and none of them empty.", n, mostChoices)...)
	}
	for _, t := range [...][2]string{{"label", f.Label}, {"placeholder", f.Placeholder}, {"problem", f.Problem}} {
		found = append(found, longFlaws(field+t[0], t[1])...)
	}
	found = append(found, patternFlaws(field+"pattern", f.Pattern)...)
	return append(found, varFlaws(field+"var", f.Var, false)...)
}

func (b *formBlock) ports() []Port { return b.askPorts(nextPort()) }

func (b *formBlock) summary() string {
	labels := make([]string, len(b.Fields))
	for i, f := range b.Fields {
		labels[i] = f.Label
	}
	return brief(b.Text + " (" + strings.Join(labels, ", ") + ")")
}

// play asks for the form; one that was filled before is known by its own variable.
func (b *formBlock) play(r *run, at place) {
	b.begin(r, at, func(words string) reading { return reading{value: words, port: PortNext} })
}

func (b *formBlock) prompt(r *run) Prompt {
	p := b.promptOf(r, PromptForm)
	wait := r.s.Wait
	for _, f := range b.Fields {
		asked := Field{
			ID: f.ID, Label: Fill(f.Label, r.s.Vars), Type: f.Type, Required: f.Required,
			Placeholder: Fill(f.Placeholder, r.s.Vars), Options: slices.Clone(f.Options), Problem: wait.Wrong[f.ID],
		}
		if wait.Wrong != nil {
			asked.Value = wait.Filled[f.ID]
		} else if f.Var != "" && !b.Sensitive {
			asked.Value = r.s.Vars[f.Var]
		}
		p.Fields = append(p.Fields, asked)
	}
	return p
}

func (b *formBlock) reply(r *run, at place, ev Event) {
	if len(ev.Fields) == 0 {
		b.refuse(r, at, unfit(wording.AskForm))
		return
	}
	today := r.local()
	got, wrong, filled := make([]reading, len(b.Fields)), map[string]string{}, map[string]string{}
	for i, f := range b.Fields {
		words := cut(strings.ToValidUTF8(strings.TrimSpace(ev.Fields[f.ID]), "\uFFFD"), f.most()+1)
		got[i] = f.read(words, b.Country, today)
		if got[i].why != nil {
			wrong[f.ID] = orElse(Fill(f.Problem, r.s.Vars), got[i].why.in(r.words))
		}
		if words = cut(words, f.most()); words != "" {
			filled[f.ID] = words
		}
	}
	if len(wrong) > 0 {
		r.s.Wait.Wrong, r.s.Wait.Filled = wrong, nil
		if len(filled) > 0 {
			r.s.Wait.Filled = filled
		}
		b.refuse(r, at, unfit(wording.AskFields))
		return
	}
	b.keepAll(r, at, got)
}

// keepAll keeps a form that fits and goes on.
func (b *formBlock) keepAll(r *run, at place, got []reading) {
	var lines []string
	for i, f := range b.Fields {
		b.keep(r, f.Var, got[i].value)
		r.tell(at, got[i].email)
		if got[i].value != "" {
			lines = append(lines, oneLine(Fill(f.Label, r.s.Vars))+": "+got[i].value)
		}
	}
	b.take(r, at, reading{value: strings.Join(lines, "\n"), port: PortNext})
}
