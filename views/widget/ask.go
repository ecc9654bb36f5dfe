package widget

import (
	"strings"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
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

// answering says that the AI looks for an answer.
func (p Panel) answering() bool {
	c := p.Conversation
	return c != nil && !p.Barred && c.State == models.StateBot && c.Leave == models.LeaveNothing && c.Flow.Wait.AwaitsAI()
}

// calledOf is the name of the field for a value.
func calledOf(kind string) wording.Name {
	switch kind {
	case "phone":
		return wording.PhoneNumber
	case "date":
		return wording.Date
	case "time":
		return wording.Time
	case "datetime":
		return wording.DateAndTime
	}
	return wording.Number
}

// sendOf is the name of its button.
func sendOf(kind string) wording.Name {
	return calledOf(kind) - wording.PhoneNumber + wording.SendPhone
}

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
func (p Panel) fitting() string {
	q, said := p.Prompt, p.between()
	if stepped := q.Kind == flow.PromptNumber && q.Step != "" && q.Step != "1"; stepped && said == "" {
		said = p.Say.Of(wording.Steps, "step", q.Step)
	} else if stepped {
		said = p.Say.Of(wording.WithSteps, "bounds", said, "step", q.Step)
	}
	if said == "" {
		return ""
	}
	return said + "."
}

func (p Panel) between() string {
	least, most, number := p.bound(p.Prompt.Min), p.bound(p.Prompt.Max), p.Prompt.Kind == flow.PromptNumber
	unit := ""
	if number && p.Prompt.Unit != "" {
		unit = " " + p.Prompt.Unit
	}
	switch {
	case least != "" && most != "":
		return p.Say.Of(wording.Between, "least", least, "most", most+unit)
	case least != "" && number:
		return p.Say.Of(wording.AtLeast, "least", least+unit)
	case most != "" && number:
		return p.Say.Of(wording.AtMost, "most", most+unit)
	case least != "":
		return p.Say.Of(wording.FromOn, "least", least)
	case most != "":
		return p.Say.Of(wording.Until, "most", most)
	}
	return ""
}

// bound is one as people read it.
func (p Panel) bound(bound string) string {
	if day, err := time.Parse(time.DateOnly, bound); err == nil {
		return p.Say.Day(day)
	}
	if at, err := time.Parse("2006-01-02T15:04", bound); err == nil {
		return p.Say.Moment(at)
	}
	return bound
}

// misfit is what is wrong with an answer that did not fit.
func misfit(p Panel) string {
	if says := p.fitting(); says != "" {
		return says
	}
	switch p.Prompt.Kind {
	case flow.PromptPhone:
		if prefix(p.Prompt) == "" {
			return p.Say.Of(wording.PhoneWhole)
		}
		return p.Say.Of(wording.PhoneOther)
	case flow.PromptNumber:
		return p.Say.Of(wording.NumberNeeded)
	case flow.PromptTime:
		return p.Say.Of(wording.TimeNeeded)
	}
	return p.Say.Of(wording.DateNeeded)
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
