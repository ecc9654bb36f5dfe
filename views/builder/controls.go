package builder

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models/flow"
)

// marks say what is wrong with a field, where its help is, and what may be in it.
func marks(c control) templ.Attributes {
	on := templ.Attributes{}
	var about []string
	if c.Help != "" {
		about = append(about, c.id()+"-hint")
	}
	if c.wrong() != "" {
		on["aria-invalid"] = "true"
		about = append(about, c.errorID())
	}
	if len(about) > 0 {
		on["aria-describedby"] = strings.Join(about, " ")
	}
	return on
}

// suggest names the list that a field inside of an item takes its suggestions from.
func suggest(c control) templ.Attributes {
	switch c.Control {
	case flow.ControlVariable:
		return templ.Attributes{"list": "names", "autocapitalize": "none", "spellcheck": "false"}
	case flow.ControlZone:
		return templ.Attributes{"list": "zones"}
	case flow.ControlNumber:
		return templ.Attributes{"inputmode": "decimal"}
	}
	return proposals(c)
}

// proposals names the list of what a line suggests.
func proposals(c control) templ.Attributes {
	if c.Control == flow.ControlLine && len(c.Options) > 0 {
		return templ.Attributes{"list": c.id() + "-list"}
	}
	return nil
}

func invalid(c control) string { return strconv.FormatBool(c.wrong() != "") }

func (p *Panel) articleOptions() []flow.Option {
	options := []flow.Option{{Value: "", Label: "Choose an article"}}
	for _, a := range p.Articles {
		options = append(options, flow.Option{Value: a.Slug, Label: a.Title})
	}
	return options
}

func (p *Panel) secretOptions() []flow.Option {
	options := []flow.Option{{Value: "", Label: "None"}}
	for _, name := range p.Secrets {
		options = append(options, flow.Option{Value: name, Label: name})
	}
	return options
}

// withValue are the options, and what is set where it is none of them.
func withValue(options []flow.Option, has string) []flow.Option {
	if has == "" || slices.ContainsFunc(options, func(o flow.Option) bool { return o.Value == has }) {
		return options
	}
	return append(slices.Clip(options), flow.Option{Value: has, Label: has + " (not there any more)"})
}

func weekdays() []string {
	return []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
}

func or(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}

func lower(text string) string { return strings.ToLower(text) }

func numbered(name string, at int) string {
	if at < 0 {
		return name
	}
	return name + " " + strconv.Itoa(at+1)
}

func iconOf(k flow.Kind) string { return iconOr(k.Icon) }

func brass(k flow.Kind) string {
	if k.People {
		return " people"
	}
	return ""
}

func (d *Draft) kindTitle(block string) string {
	b := d.Document.Blocks[block]
	if k, ok := flow.KindOf(b.Kind); ok {
		return k.Title
	}
	return b.Kind
}
