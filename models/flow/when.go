package flow

import (
	"strings"
	"time"
)

// Types of a date question.
const (
	whenDate     = "date"
	whenTime     = "time"
	whenDateTime = "datetime"
)

// whenOf is a typed date, time or both in ISO 8601; why says what is wrong.
func whenOf(text, kind string, today time.Time) (iso, why string) {
	switch kind {
	case whenTime:
		clock, ok := clockOf(text)
		if !ok {
			return "", "Please type a time, like 14:30."
		}
		return clock, ""
	case whenDateTime:
		return momentOf(text, today)
	}
	day, why := typedDay(text, today)
	if why != "" {
		return "", why
	}
	return day.Format(isoDate), ""
}

// momentOf reads a date and a time behind it.
func momentOf(text string, today time.Time) (iso, why string) {
	why = "Please type a date and a time, like 2026-03-31 14:30."
	if len(text) > maxWhen {
		return "", why
	}
	text = strings.TrimSpace(text)
	for i := len(text) - 1; i > 0; i-- {
		if !strings.ContainsRune(" tT,", rune(text[i])) {
			continue
		}
		clock, ok := clockOf(text[i+1:])
		if !ok {
			continue
		}
		date := strings.TrimRight(text[:i], " ,")
		for _, word := range [...]string{" at", " um", " à", " a las", " alle"} {
			date = strings.TrimSuffix(date, word)
		}
		day, unclear := typedDay(strings.TrimRight(date, " ,"), today)
		if unclear == "" {
			return day.Format(isoDate) + "T" + clock, ""
		}
	}
	return "", why
}

// spanOf reads two dates, times or moments, "a/b"; the second is not before the first.
func spanOf(text, kind string, today time.Time) (iso, why string) {
	why = "Please type two dates, like 2026-03-31 to 2026-04-02."
	if kind == whenTime {
		why = "Please type two times, like 09:00 to 12:30."
	}
	if len(text) > 2*maxWhen {
		return "", why
	}
	for _, mark := range [...]string{"/", " to ", " until ", " till ", " bis ", " au ", " al ", " – ", "–", " - ", "..."} {
		for from := 0; ; {
			at := strings.Index(strings.ToLower(text[from:]), mark)
			if at < 0 || len(strings.ToLower(text)) != len(text) {
				break
			}
			first, bad := whenOf(text[:from+at], kind, today)
			second, worse := whenOf(text[from+at+len(mark):], kind, today)
			if bad == "" && worse == "" {
				if second < first {
					return "", "The end is before the beginning. Please check it."
				}
				return first + "/" + second, ""
			}
			from += at + len(mark)
		}
	}
	return "", why
}

// boundOf is the first or last moment that is allowed: what a template came to, in the form of answers.
// "" is no bound.
func boundOf(text, kind string, today time.Time, last bool) string {
	if _, relative := relativeDay(strings.ToLower(strings.TrimSpace(text))); relative && today.IsZero() {
		return "" // nobody noted which day it is
	}
	iso, why := whenOf(text, kind, today)
	if why == "" {
		return iso
	}
	if kind != whenDateTime {
		return ""
	}
	day, why := typedDay(text, today)
	switch {
	case why != "":
		return ""
	case last:
		return day.Format(isoDate) + "T23:59"
	}
	return day.Format(isoDate) + "T00:00"
}
