package flow

import "deskbell/models/wording"

// phoneBlock asks for a phone number and keeps it as E.164 writes it.
type phoneBlock struct {
	asking
	Country string `json:"country,omitempty"` // where numbers without a country's code belong
}

func phoneKind() Kind {
	k := kindFor[phoneBlock]("phone", "Phone number")
	k.Icon, k.Group, k.Help = "phone", groupAsk, "Asks for a phone number and keeps it with its country's code."
	k.Form = askForm(countrySetting())
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: groupAsk,
		Settings: `{"text":"What is your phone number?","var":"phone"}`}}
	return k
}

func countrySetting() Setting {
	options := []Option{{"", "None: the code has to be typed"}}
	for _, c := range Countries() {
		options = append(options, Option{c.Code, c.Code + " (+" + c.Calling + ")"})
	}
	return Setting{Name: "country", Label: "Country of numbers without a code", Control: ControlSelect, Options: options}
}

// countryFlaws says that a country is not known.
func countryFlaws(field, code string) []flaw {
	if _, ok := countryOf(code); !ok && code != "" {
		return one(field, "The country %q is unknown; it has two letters, like CH.", code)
	}
	return nil
}

func (b *phoneBlock) check() []string { return sentences(b.flaws()) }

func (b *phoneBlock) flaws() []flaw {
	return append(b.askFlaws(), countryFlaws("country", b.Country)...)
}

func (b *phoneBlock) ports() []Port { return b.askPorts(nextPort()) }

func (b *phoneBlock) play(r *run, at place) { b.begin(r, at, b.read) }

func (b *phoneBlock) prompt(r *run) Prompt {
	p := b.promptOf(r, PromptPhone)
	p.Country = b.Country
	return p
}

func (b *phoneBlock) reply(r *run, at place, ev Event) { b.take(r, at, b.read(ev.Text)) }

func (b *phoneBlock) read(words string) reading {
	return readPhone(words, b.Country)
}

func readPhone(words, country string) reading {
	if phone, ok := CleanPhone(words, country); ok {
		return reading{value: phone, port: PortNext}
	}
	if country == "" {
		return reading{why: unfit(wording.FieldPhoneCountry)}
	}
	return reading{why: unfit(wording.FieldPhone)}
}
