package flow

import (
	"strings"
	"time"

	"deskbell/models/wording"
)

// dateBlock asks for a date, a time or both, and keeps them in ISO 8601; "a/b" of a span.
type dateBlock struct {
	asking
	Type  string `json:"type,omitempty"` // "date" (default), "time" or "datetime"
	Min   string `json:"min,omitempty"`  // a template: ISO 8601, "today" or "today+14"
	Max   string `json:"max,omitempty"`
	Range bool   `json:"range,omitempty"` // two of them
}

func dateKind() Kind {
	k := kindFor[dateBlock]("date", "Date and time")
	k.Icon, k.Group, k.Help = "calendar", groupAsk, "Asks for a date, a time or both."
	k.Form = askForm(
		Setting{Name: "type", Label: "Kind of answer", Control: ControlSelect, Options: dateTypes()},
		Setting{Name: "range", Label: "From and to", Control: ControlToggle},
		Setting{Name: "min", Label: "Earliest", Control: ControlLine, Templated: true, Group: groupRetry, Placeholder: "today",
			Help: "Like 2026-03-31, 14:30, today or today+14."},
		Setting{Name: "max", Label: "Latest", Control: ControlLine, Templated: true, Group: groupRetry, Placeholder: "today+60"},
	)
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: groupAsk,
		Settings: `{"text":"Which day suits you?","type":"date","var":"date"}`}}
	return k
}

func dateTypes() []Option {
	return []Option{{whenDate, "Date"}, {whenTime, "Time"}, {whenDateTime, "Date and time"}}
}

func (b *dateBlock) defaults() { b.Type = orElse(b.Type, whenDate) }

func (b *dateBlock) check() []string { return sentences(b.flaws()) }

func (b *dateBlock) flaws() []flaw {
	found := append(b.askFlaws(), optionFlaws("type", b.Type, "The type", dateTypes())...)
	someday := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, t := range [...][2]string{{"min", b.Min}, {"max", b.Max}} {
		if !blank(t[1]) && !strings.Contains(t[1], "{{") && boundOf(t[1], b.Type, someday, false) == "" {
			found = append(found, one(t[0], "%q is no date or time for this question.", brief(t[1]))...)
		}
		found = append(found, longFlaws(t[0], t[1])...)
	}
	low, high := b.bounds(nil, someday)
	if len(found) == 0 && low != "" && high != "" && low > high && sameFooting(b.Min, b.Max) {
		found = one("min", "The earliest is after the latest.")
	}
	return found
}

// sameFooting says that both bounds count from today, or neither does, and both are known.
func sameFooting(low, high string) bool {
	if strings.Contains(low+high, "{{") {
		return false
	}
	_, relativeLow := relativeDay(strings.ToLower(strings.TrimSpace(low)))
	_, relativeHigh := relativeDay(strings.ToLower(strings.TrimSpace(high)))
	return relativeLow == relativeHigh
}

func (b *dateBlock) bounds(vars map[string]string, today time.Time) (low, high string) {
	return boundOf(Fill(b.Min, vars), b.Type, today, false), boundOf(Fill(b.Max, vars), b.Type, today, true)
}

func (b *dateBlock) ports() []Port { return b.askPorts(nextPort()) }

// play notes the date: the prompt has to know it, and has no clock.
func (b *dateBlock) play(r *run, at place) {
	b.begin(r, at, b.reader(r))
	if r.s.Wait != nil {
		r.s.Wait.Today = r.local().Format(isoDate)
	}
}

func (b *dateBlock) prompt(r *run) Prompt {
	p := b.promptOf(r, PromptDate)
	switch b.Type {
	case whenTime:
		p.Kind = PromptTime
	case whenDateTime:
		p.Kind = PromptDateTime
	}
	today, _ := time.Parse(isoDate, r.s.Wait.Today) // the zero time when it was not noted
	p.Min, p.Max = b.bounds(r.s.Vars, today)
	p.Range = b.Range
	if p.Value != "" && !today.IsZero() {
		if got := b.read(p.Value, today); got.why == nil {
			p.Value = got.value
		}
	}
	return p
}

func (b *dateBlock) reply(r *run, at place, ev Event) { b.take(r, at, b.reader(r)(ev.Text)) }

func (b *dateBlock) reader(r *run) func(words string) reading {
	return func(words string) reading {
		got := b.read(words, r.local())
		if got.why == nil {
			low, high := b.bounds(r.s.Vars, r.local())
			got.why = outside(got.value, low, high)
		}
		return got
	}
}

func (b *dateBlock) read(words string, today time.Time) reading {
	read := whenOf
	if b.Range {
		read = spanOf
	}
	iso, why := read(words, b.Type, today)
	return reading{value: iso, port: PortNext, why: why}
}

// outside says which bound a moment or a span breaks.
func outside(value, low, high string) *misfit {
	first, last, span := strings.Cut(value, "/")
	if !span {
		last = first
	}
	under, over := low != "" && first < low, high != "" && last > high
	low, high = strings.Replace(low, "T", " ", 1), strings.Replace(high, "T", " ", 1)
	switch {
	case (under || over) && low != "" && high != "":
		return unfit(wording.AskDateBetween, "least", low, "most", high)
	case under:
		return unfit(wording.AskDateFrom, "least", low)
	case over:
		return unfit(wording.AskDateUntil, "most", high)
	}
	return nil
}
