package flow

import (
	"strings"

	"deskbell/models/wording"
)

// Choices, exits and kept values of a consent.
const (
	consentYes = "yes"
	consentNo  = "no"
)

// consentBlock asks whether the visitor agrees to something.
type consentBlock struct {
	asking
	Statement string `json:"statement,omitempty"` // what one agrees to
	URL       string `json:"url,omitempty"`       // where more is told of it
	Yes       string `json:"yes,omitempty"`       // default: wording.ConsentYes
	No        string `json:"no,omitempty"`        // default: wording.ConsentNo
}

func consentKind() Kind {
	k := kindFor[consentBlock]("consent", "Consent")
	k.Icon, k.Group, k.Help = "circle-check", groupAsk, "Asks whether the visitor agrees, and keeps “yes” or “no”."
	k.Form = askForm(
		Setting{Name: "statement", Label: "What one agrees to", Control: ControlText, Templated: true},
		Setting{Name: "url", Label: "Address where more is told", Control: ControlLine, Templated: true,
			Placeholder: "https://example.org/privacy"},
		Setting{Name: "yes", Label: "Label of yes", Control: ControlLine, Placeholder: wording.Standard("en", wording.ConsentYes), Templated: true},
		Setting{Name: "no", Label: "Label of no", Control: ControlLine, Placeholder: wording.Standard("en", wording.ConsentNo), Templated: true},
	)
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: groupAsk,
		Settings: `{"text":"May we keep what you tell us?","statement":"I agree that my answers are kept to work on my request.","var":"consent"}`}}
	return k
}

func (b *consentBlock) check() []string { return sentences(b.flaws()) }

func (b *consentBlock) flaws() []flaw {
	found := append(b.askFlaws(), optionalLinkFlaws("url", b.URL, webOnly())...)
	for _, t := range [...][2]string{{"statement", b.Statement}, {"yes", b.Yes}, {"no", b.No}} {
		found = append(found, longFlaws(t[0], t[1])...)
	}
	return found
}

func (b *consentBlock) ports() []Port {
	return b.askPorts(Port{Name: consentYes, Label: "Yes"}, Port{Name: consentNo, Label: "No", Optional: true})
}

func (b *consentBlock) play(r *run, at place) {
	choices := b.choices(r)
	b.begin(r, at, func(words string) reading { return b.read(choices, Event{Text: words}) }, choices...)
}

func (b *consentBlock) choices(r *run) []Choice {
	return []Choice{
		{ID: consentYes, Label: orElse(Fill(b.Yes, r.s.Vars), r.words.Of(wording.ConsentYes)), Style: "filled"},
		{ID: consentNo, Label: orElse(Fill(b.No, r.s.Vars), r.words.Of(wording.ConsentNo))},
	}
}

func (b *consentBlock) prompt(r *run) Prompt {
	p := b.promptOf(r, PromptConsent)
	p.Choices, p.Text = b.choices(r), Fill(b.Statement, r.s.Vars)
	if b.URL != "" {
		p.URL = shownAddress(b.URL, r.s.Vars)
	}
	return p
}

func (b *consentBlock) reply(r *run, at place, ev Event) {
	choices := b.choices(r)
	b.take(r, at, b.read(choices, ev), choices...)
}

func (b *consentBlock) read(choices []Choice, ev Event) reading {
	id := ""
	if c, ok := chosen(choices, ev); ok {
		id = c.ID
	} else if ev.Choice == "" {
		id = yesOrNo(ev.Text)
	}
	if id == "" {
		return reading{why: unfit(wording.AskConsent)}
	}
	return reading{value: id, port: id}
}

// yesOrNo is what words mean when they are one of the two in a language around; "" else.
func yesOrNo(words string) string {
	switch strings.Trim(strings.ToLower(strings.TrimSpace(words)), ".!, ") {
	case "yes", "y", "yes please", "yes, please", "yep", "yeah", "sure", "ok", "okay", "agree", "agreed", "i agree", "i accept", "accept", "true",
		"ja", "ja gerne", "klar", "einverstanden", "ich stimme zu", "oui", "d'accord", "si", "sí", "sì", "sim", "ano", "tak", "да", "👍":
		return consentYes
	case "no", "n", "nope", "no thanks", "no thank you", "no, thanks", "no, thank you", "i do not agree", "i don't agree", "decline", "i decline", "false",
		"nein", "nein danke", "nein, danke", "non", "não", "nao", "nee", "nie", "ne", "нет", "👎":
		return consentNo
	}
	return ""
}
