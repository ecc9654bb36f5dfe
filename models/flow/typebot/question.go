package typebot

import (
	"fmt"
	"strconv"
	"strings"
)

// words a question asks when nothing was said just before it.
func askedFor(kind string) string {
	switch kind {
	case "email input":
		return "What is your email address?"
	case "number input":
		return "Which number?"
	case "phone number input":
		return "What is your phone number?"
	case "url input":
		return "Which web address?"
	case "date input", "time input":
		return "When?"
	case "file input":
		return "Please send us a file."
	case "choice input", "picture choice input":
		return "Please choose."
	case "rating input":
		return "How would you rate this?"
	}
	return "Please type your answer."
}

func (m *maker) question(s spoken, o options, d *made) {
	text := fixed(s.words)
	if text == "" {
		text = askedFor(s.Type)
		d.differs(fmt.Sprintf("Nothing was said before the question; it asks %q now.", text))
	}
	d.set("text", text)
	d.set("var", m.vars[o.Variable])
	d.set("retry", o.Retry)
	d.set("placeholder", o.Labels.Placeholder+o.Placeholder)
	d.set("button", o.Labels.Button)
	switch s.Type {
	case "choice input", "picture choice input":
		m.choices(s, o, d)
	case "rating input":
		rating(o, d)
	default:
		answered(s.Type, o, d)
	}
}

// answered is for questions that are answered in a field.
func answered(kind string, o options, d *made) {
	switch kind {
	case "text input":
		d.kind = "question"
		d.set("type", "text")
		d.set("long", o.Long.yes())
		if len(o.Clip) > 0 || len(o.Attachments) > 0 {
			d.differs("Recordings and files with the answer are not taken; put a file upload behind it.")
		}
	case "email input", "url input":
		d.kind = "question"
		d.set("type", strings.TrimSuffix(kind, " input"))
	case "phone number input":
		d.kind = "phone"
		d.set("country", o.Country)
	case "number input":
		d.kind = "number"
		d.set("min", o.Min)
		d.set("max", o.Max)
		d.set("step", o.Step)
	case "date input":
		d.kind = "date"
		d.set("type", "date")
		if o.HasTime.yes() {
			d.set("type", "datetime")
		}
		d.set("range", o.IsRange.yes())
		d.set("min", o.Min)
		d.set("max", o.Max)
	case "time input":
		d.kind = "date"
		d.set("type", "time")
	case "file input":
		d.kind = "file"
		if o.ManyFiles.yes() {
			d.set("max_files", 10)
		}
		if o.Required == "false" {
			d.settings["required"] = false
		}
	default:
		d.why = fmt.Sprintf("The question %q has no counterpart.", kind)
	}
}

func (m *maker) choices(s spoken, o options, d *made) {
	delete(d.settings, "placeholder")
	delete(d.settings, "button")
	if o.Dynamic != "" || o.Pictures.On.yes() {
		d.why = "Its choices come from a variable that holds a list."
		return
	}
	d.kind = "buttons"
	if s.Type == "picture choice input" {
		d.kind = "pictures"
	}
	d.set("search", o.Searchable.yes())
	d.set("multi", o.Multiple.yes())
	var choices []map[string]any
	for i, one := range s.Items {
		id := strconv.Itoa(i + 1)
		choice := map[string]any{"id": id, "label": m.label(one, i)}
		if one.Picture != "" {
			choice["image"] = fixed(one.Picture)
			choice["alt"] = choice["label"]
		}
		if one.Text != "" {
			choice["text"] = fixed(one.Text)
		}
		choices = append(choices, choice)
		if to := m.follow(one.Edge, s.where); to != "" && !o.Multiple.yes() {
			d.out["choice:"+id] = to
		} else if one.Edge != "" && o.Multiple.yes() {
			d.differs("Several can be chosen, so the link of a single choice is not followed.")
		}
	}
	d.settings["choices"] = choices
}

func (m *maker) label(one item, at int) string {
	label := one.Title
	if label == "" {
		label = textOf(one.Content)
	}
	if label = strings.TrimSpace(fixed(label)); label == "" {
		label = "Choice " + strconv.Itoa(at+1)
	}
	return label
}

func rating(o options, d *made) {
	d.kind = "rating"
	delete(d.settings, "placeholder")
	delete(d.settings, "button")
	d.set("low", o.Labels.Left)
	d.set("high", o.Labels.Right)
	if o.ButtonType == "Icons" {
		d.set("style", "stars")
	}
	to := 10
	if n, err := strconv.Atoi(string(o.Length)); err == nil && n >= 2 && n <= 10 {
		to = n
	}
	d.settings["to"] = to
	d.settings["from"] = 1
	if o.StartsAt == "0" || (o.StartsAt == "" && o.ButtonType != "Icons") {
		d.settings["from"] = 0
	}
}
