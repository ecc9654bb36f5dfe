package models

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models/flow"
)

// HoursForm is opening hours as people write them.
type HoursForm struct {
	Zone string
	Week [7]string // from Monday: "09:00-12:00, 13:00-17:00"; "" or "closed" for none
	Days string    // a line each: "2026-12-25: closed"
}

// The most days that may differ from the week.
const mostDays = 400

// Hours reads the form. Errors: CodeInvalid with the field: zone, week.0 to week.6, days.
func (f HoursForm) Hours() (*flow.Hours, error) {
	h := &flow.Hours{Zone: strings.TrimSpace(f.Zone)}
	if zone, err := time.LoadLocation(h.Zone); err != nil || h.Zone == "" || zone == time.Local {
		return nil, invalid("zone", "The time zone %q is unknown. Write it like Europe/Zurich.", shorten(h.Zone, 60))
	}
	for i, text := range f.Week {
		spans, err := readSpans(text)
		if err != "" {
			return nil, invalid("week."+strconv.Itoa(i), "%s", err)
		}
		h.Week[i] = spans
	}
	for line := range strings.Lines(f.Days) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		day, text, _ := strings.Cut(line, ":")
		day = strings.TrimSpace(day)
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return nil, invalid("days", "“%s” does not begin with a day like 2026-12-25.", shorten(line, 60))
		}
		spans, wrong := readSpans(text)
		if wrong != "" {
			return nil, invalid("days", "%s: %s", day, wrong)
		}
		if _, twice := h.Days[day]; twice {
			return nil, invalid("days", "%s is there twice.", day)
		}
		if h.Days == nil {
			h.Days = map[string][]flow.Span{}
		}
		if h.Days[day] = spans; len(h.Days) > mostDays {
			return nil, invalid("days", "At most %d days go.", mostDays)
		}
	}
	return h, nil
}

// readSpans reads a day's times; wrong is a sentence, "" when nothing is.
func readSpans(text string) (spans []flow.Span, wrong string) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" || text == "closed" {
		return []flow.Span{}, ""
	}
	for part := range strings.SplitSeq(text, ",") {
		from, to, _ := strings.Cut(strings.NewReplacer("–", "-", " ", "", ".", ":").Replace(part), "-")
		start, ok := clockOf(from)
		end, good := clockOf(to)
		switch {
		case !ok || !good || start == "24:00":
			return nil, "“" + shorten(part, 40) + "” are no times. Write them like 09:00-12:00, 13:00-17:00."
		case start >= end:
			return nil, start + " is not before " + end + "."
		case len(spans) > 0 && start < spans[len(spans)-1].To:
			return nil, start + " is before " + spans[len(spans)-1].To + ", when the time before it ends."
		}
		spans = append(spans, flow.Span{From: start, To: end})
	}
	return spans, ""
}

// clockOf makes "9" and "9:30" a time of the day, "09:00" to "24:00".
func clockOf(text string) (string, bool) {
	if text == "24" || text == "24:00" {
		return "24:00", true
	}
	for _, form := range []string{"15:04", "15"} {
		if at, err := time.Parse(form, text); err == nil {
			return at.Format("15:04"), true
		}
	}
	return "", false
}

// HoursFormOf is the form of hours; the empty one for none.
func HoursFormOf(h *flow.Hours) HoursForm {
	var f HoursForm
	if h == nil {
		return f
	}
	f.Zone = h.Zone
	for i, spans := range h.Week {
		f.Week[i] = spansWords(spans)
	}
	var days strings.Builder
	for _, day := range slices.Sorted(maps.Keys(h.Days)) {
		words := spansWords(h.Days[day])
		if words == "" {
			words = "closed"
		}
		days.WriteString(day + ": " + words + "\n")
	}
	f.Days = days.String()
	return f
}

func spansWords(spans []flow.Span) string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.From + "-" + s.To
	}
	return strings.Join(words, ", ")
}
