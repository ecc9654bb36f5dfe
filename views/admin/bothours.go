package admin

import (
	"maps"
	"slices"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// HoursGrid is opening hours as the page has them: times of a day in pairs.
type HoursGrid struct {
	Zone string
	Week [7][]flow.Span
	Days []DayRow
}

// DayRow is a day that differs from the week; without times it is closed. A day that is there more than once
// has several times.
type DayRow struct{ Day, From, To string }

// spareSpans is how many pairs of times a day has at least; spareDays how many empty rows there are for more
// days.
const (
	spareSpans = 2
	spareDays  = 3
)

// hoursGridOf is the grid of hours; for none the usual ones, to begin with.
func hoursGridOf(h *flow.Hours) HoursGrid {
	if h == nil {
		g := HoursGrid{Zone: "Europe/Zurich"}
		for i := range 5 {
			g.Week[i] = []flow.Span{{From: "09:00", To: "17:00"}}
		}
		return g
	}
	g := HoursGrid{Zone: h.Zone}
	for i, spans := range h.Week {
		g.Week[i] = slices.Clone(spans)
		for j := range g.Week[i] {
			g.Week[i][j].To = midnight(g.Week[i][j].To)
		}
	}
	for _, day := range slices.Sorted(maps.Keys(h.Days)) {
		if len(h.Days[day]) == 0 {
			g.Days = append(g.Days, DayRow{Day: day})
		}
		for _, s := range h.Days[day] {
			g.Days = append(g.Days, DayRow{day, s.From, midnight(s.To)})
		}
	}
	return g
}

// midnight is the end of a day as a field for times has it, which knows no 24:00.
func midnight(to string) string {
	if to == "24:00" {
		return "00:00"
	}
	return to
}

// Form is the grid as models reads hours. The end of a day may be written 00:00.
func (g HoursGrid) Form() models.HoursForm {
	f := models.HoursForm{Zone: g.Zone}
	for i, spans := range g.Week {
		f.Week[i] = written(spans)
	}
	days, times := []string(nil), map[string][]flow.Span{}
	for _, row := range g.Days {
		if _, there := times[row.Day]; !there {
			days = append(days, row.Day)
		}
		times[row.Day] = append(times[row.Day], flow.Span{From: row.From, To: row.To})
	}
	var lines strings.Builder
	for _, day := range days {
		text := written(times[day])
		if text == "" {
			text = "closed"
		}
		lines.WriteString(day + ": " + text + "\n")
	}
	f.Days = lines.String()
	return f
}

// written are the times of a day in a line, without pairs that are empty.
func written(spans []flow.Span) string {
	var parts []string
	for _, s := range spans {
		if s.From == "" && s.To == "" {
			continue
		}
		if s.To == "00:00" {
			s.To = "24:00"
		}
		parts = append(parts, s.From+"-"+s.To)
	}
	return strings.Join(parts, ", ")
}

// Half says whether a time stands without the other one of its pair.
func Half(spans []flow.Span) bool {
	return slices.ContainsFunc(spans, func(s flow.Span) bool { return (s.From == "") != (s.To == "") })
}

// pairs are a day's times with room for more.
func pairs(spans []flow.Span) []flow.Span {
	for len(spans) < spareSpans {
		spans = append(spans, flow.Span{})
	}
	return spans
}

// rows are the days that differ, those that are over apart, with room for more behind the others.
func (g HoursGrid) rows(now time.Time) (over, next []DayRow) {
	today := now.UTC().AddDate(0, 0, -1).Format(time.DateOnly) // wherever the desk is, that day is over
	for _, d := range g.Days {
		if d.Day != "" && d.Day < today {
			over = append(over, d)
		} else {
			next = append(next, d)
		}
	}
	return over, append(next, make([]DayRow, spareDays)...)
}

// openWords say how the saved hours stand at now.
func openWords(h *flow.Hours, now time.Time) string {
	switch {
	case h == nil:
		return "Always open."
	case h.Open(now):
		return "Open right now."
	}
	next := h.NextOpen(now)
	if next.IsZero() {
		return "Closed, and not open within a year."
	}
	zone, err := time.LoadLocation(h.Zone)
	if err != nil {
		zone = time.UTC
	}
	return "Closed right now; opens " + next.In(zone).Format("Monday 2 January, 15:04") + " (" + h.Zone + ")."
}
