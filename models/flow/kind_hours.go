package flow

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

const (
	portOpen   = "open"
	portClosed = PortClosed
)

// hoursBlock asks whether it is within opening hours.
type hoursBlock struct {
	Use   string `json:"use,omitempty"` // "bot" (default) or "own": Hours
	Hours *Hours `json:"hours,omitempty"`
}

func hoursKind() Kind {
	k := kindFor[hoursBlock]("hours", "Opening hours")
	k.Icon, k.Group = "clock", groupDecide
	k.Help = "Goes one way within the opening hours and another outside of them."
	k.Form = []Setting{
		selectSetting("use", "Which", "Those of the bot, or others for this block alone.", hoursUses()),
		{Name: "hours", Label: "Hours", Control: ControlHours, When: "use=own"},
	}
	return k
}

func hoursUses() []Option { return []Option{{"bot", "The bot's"}, {"own", "Own hours"}} }

func (b *hoursBlock) defaults() { b.Use = orElse(b.Use, "bot") }

func (b *hoursBlock) flaws() []flaw {
	found := optionFlaws("use", b.Use, "The choice", hoursUses())
	if b.Use != "own" {
		return found
	}
	if b.Hours == nil {
		return append(found, flaw{"hours", "There are no hours."})
	}
	for _, wrong := range b.Hours.Check() {
		found = append(found, flaw{"hours", wrong})
	}
	return found
}

func (b *hoursBlock) check() []string { return sentences(b.flaws()) }

func (b *hoursBlock) ports() []Port {
	return []Port{{Name: portOpen, Label: "Open"}, {Name: portClosed, Label: "Closed"}}
}

func (b *hoursBlock) summary() string {
	if b.Use == "own" {
		return "Is it within its own hours?"
	}
	return "Is it within the bot's opening hours?"
}

func (b *hoursBlock) waits() bool { return false }

func (b *hoursBlock) play(r *run, at place) {
	hours := r.hours
	if b.Use == "own" {
		hours = b.Hours
	}
	if hours.Open(r.now) {
		r.leave(at, portOpen)
		return
	}
	r.leave(at, portClosed)
}

// Check says what is wrong with hours, a sentence each.
func (h *Hours) Check() []string {
	var wrong []string
	if zone, err := time.LoadLocation(h.Zone); err != nil || zone == time.Local || h.Zone == "" {
		wrong = append(wrong, fmt.Sprintf("The time zone %q is unknown.", h.Zone))
	}
	for i, spans := range h.Week {
		wrong = append(wrong, checkSpans(time.Weekday((i+1)%7).String(), spans)...)
	}
	for _, day := range slices.Sorted(maps.Keys(h.Days)) {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			wrong = append(wrong, fmt.Sprintf("%q is no date.", brief(day)))
			continue
		}
		wrong = append(wrong, checkSpans(day, h.Days[day])...)
	}
	return wrong
}

func checkSpans(day string, spans []Span) []string {
	var wrong []string
	for _, s := range spans {
		if !clockTime(s.From) || !clockTime(s.To) && s.To != "24:00" {
			wrong = append(wrong, fmt.Sprintf("%s: “%s to %s” are no times like 09:00.", day, brief(s.From), brief(s.To)))
		} else if s.From >= s.To {
			wrong = append(wrong, fmt.Sprintf("%s: %s is not before %s.", day, s.From, s.To))
		}
	}
	return wrong
}

// clockTime says that a text is a time of the day, "00:00" to "23:59".
func clockTime(text string) bool {
	_, err := time.Parse("15:04", text)
	return err == nil && len(text) == 5
}
