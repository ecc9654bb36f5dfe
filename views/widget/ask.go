package widget

import (
	"strings"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
)

// composes says that the flow's question is answered in the composer. There may be something else that
// is asked for: to leave a message, to wait.
func (p Panel) composes() bool {
	if p.Conversation != nil && p.Conversation.Leave != models.LeaveNothing {
		return false
	}
	switch p.kind() {
	case "text", "email", "url":
		return true
	}
	return false
}

// composing tells the composer how it is to take the answer.
func (p Panel) composing() templ.Attributes {
	on := templ.Attributes{"data-secret": p.Prompt.Sensitive} // no draft of it is kept
	if p.composes() {
		on["data-value"], on["data-button"], on["data-long"] = p.Prompt.Value, p.Prompt.Button, p.Prompt.Long
	}
	return on
}

// calledOf is the name of the field for a value.
func calledOf(kind string) string {
	switch kind {
	case "phone":
		return "Phone number"
	case "date":
		return "Date"
	case "time":
		return "Time"
	case "datetime":
		return "Date and time"
	}
	return "Number"
}

// what is sent, behind "Send".
func what(kind string) string { return strings.ToLower(calledOf(kind)) }

// shape is what browsers need to know to offer the right keyboard and picker.
func shape(p Panel) templ.Attributes {
	q := p.Prompt
	on := templ.Attributes{"autocomplete": "off", "required": true, "aria-describedby": "ask-hint"}
	if q.Placeholder != "" {
		on["placeholder"] = q.Placeholder
	}
	if p.tries() > 0 {
		on["aria-invalid"] = "true"
	}
	switch q.Kind {
	case flow.PromptPhone:
		on["type"], on["autocomplete"], on["inputmode"] = "tel", "tel", "tel"
	case flow.PromptNumber:
		on["type"], on["inputmode"] = "text", "decimal"
		if strings.HasPrefix(q.Min, "-") {
			on["inputmode"] = "text" // phones have no minus on the other one
		}
		if q.Unit != "" {
			on["aria-describedby"] = "ask-unit ask-hint"
		}
	case flow.PromptDate, flow.PromptTime:
		on["type"] = string(q.Kind)
		bounds(on, q.Min, q.Max)
	case flow.PromptDateTime:
		on["type"] = "datetime-local"
		bounds(on, dayTo(q.Min, "T00:00"), dayTo(q.Max, "T23:59"))
	}
	return on
}

func bounds(on templ.Attributes, least, most string) {
	if least != "" {
		on["min"] = least
	}
	if most != "" {
		on["max"] = most
	}
}

// dayTo makes a moment of a day.
func dayTo(day, hour string) string {
	if len(day) == len(time.DateOnly) {
		return day + hour
	}
	return day
}

// fitting says which values fit, "" when nothing is to be said.
func fitting(p flow.Prompt) string {
	said := between(p)
	if p.Kind == flow.PromptNumber && p.Step != "" && p.Step != "1" {
		said = strings.TrimPrefix(said+", in steps of "+p.Step, ", ")
	}
	if said == "" {
		return ""
	}
	return strings.ToUpper(said[:1]) + said[1:] + "."
}

func between(p flow.Prompt) string {
	least, most, number := worded(p.Min), worded(p.Max), p.Kind == flow.PromptNumber
	unit := ""
	if number && p.Unit != "" {
		unit = " " + p.Unit
	}
	switch {
	case least != "" && most != "":
		return "from " + least + " to " + most + unit
	case least != "" && number:
		return "at least " + least + unit
	case most != "" && number:
		return "at most " + most + unit
	case least != "":
		return "from " + least + " on"
	case most != "":
		return "until " + most
	}
	return ""
}

// worded is a bound as people read it.
func worded(bound string) string {
	if day, err := time.Parse(time.DateOnly, bound); err == nil {
		return day.Format("2 January 2006")
	}
	if at, err := time.Parse("2006-01-02T15:04", bound); err == nil {
		return at.Format("2 January 2006, 15:04")
	}
	return bound
}

// misfit is what is wrong with an answer that did not fit.
func misfit(p Panel) string {
	if says := fitting(p.Prompt); says != "" {
		return says
	}
	switch p.Prompt.Kind {
	case flow.PromptPhone:
		if prefix(p.Prompt) == "" {
			return "The whole number is needed, beginning with + and the country."
		}
		return "The whole number is needed; one of another country begins with +."
	case flow.PromptNumber:
		return "A number is needed here."
	case flow.PromptTime:
		return "A time is needed here."
	}
	return "A date is needed here."
}

// part is one end of a range.
func part(value string, n int) string {
	if parts := strings.Split(value, "/"); n < len(parts) {
		return parts[n]
	}
	return ""
}

// prefix is the country's calling code, before a phone number.
func prefix(p flow.Prompt) string {
	if p.Kind != flow.PromptPhone {
		return ""
	}
	for _, country := range flow.Countries() {
		if country.Code == p.Country {
			return "+" + country.Calling
		}
	}
	return ""
}

func orElse(text, instead string) string {
	if text == "" {
		return instead
	}
	return text
}
