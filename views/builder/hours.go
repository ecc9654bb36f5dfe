package builder

import (
	"encoding/json"
	"slices"
	"strings"

	"deskbell/models/flow"
)

// hours are what an hours setting holds.
func (c control) hours() flow.Hours {
	var h flow.Hours
	if raw, err := json.Marshal(c.value); err == nil && c.value != nil {
		_ = json.Unmarshal(raw, &h) // flow.Check says what is wrong
	}
	return h
}

// spans is a day as people write it: "09:00-12:00, 13:00-17:00".
func spans(day []flow.Span) string {
	words := make([]string, len(day))
	for i, s := range day {
		words[i] = s.From + "-" + s.To
	}
	return strings.Join(words, ", ")
}

// days are those that differ, a line each: "2026-12-25: closed".
func days(h flow.Hours) string {
	var lines []string
	for day, open := range h.Days {
		words := spans(open)
		if words == "" {
			words = "closed"
		}
		lines = append(lines, day+": "+words)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
