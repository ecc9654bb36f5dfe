package flow

import (
	"strings"
	"time"
)

// moment is an instant to wait for: a time of the day that is over is meant for tomorrow.
func moment(text string, now time.Time) (time.Time, bool) {
	at, ok := instant(text, now)
	if ok && clockTime(strings.TrimSpace(text)) && !at.After(now) {
		at = time.Date(at.Year(), at.Month(), at.Day()+1, at.Hour(), at.Minute(), 0, 0, at.Location())
	}
	return at, ok
}

// instant reads a time as an author or a visitor writes it, seen from now and in its zone: today's
// "18:30", a date ("2026-12-24", "today", "today+14"), a date with a time, RFC 3339. False for
// anything else.
func instant(text string, now time.Time) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if clockTime(text) {
		text = now.Format("2006-01-02 ") + text
	}
	if shift, ok := relativeDay(strings.ToLower(text)); ok {
		return time.Date(now.Year(), now.Month(), now.Day()+shift, 0, 0, 0, 0, now.Location()), true
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", time.RFC3339} {
		if at, err := time.ParseInLocation(layout, text, now.Location()); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

// dayOnly says that a text names a day and no time of it.
func dayOnly(text string) bool {
	text = strings.TrimSpace(text)
	_, err := time.Parse(time.DateOnly, text)
	_, relative := relativeDay(strings.ToLower(text))
	return err == nil || relative
}
