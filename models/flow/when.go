package flow

import (
	"strings"
	"time"

	"deskbell/models/wording"
)

// Types of a date question.
const (
	whenDate     = "date"
	whenTime     = "time"
	whenDateTime = "datetime"
)

// whenOf is a typed date, time or both in ISO 8601; why says what is wrong.
func whenOf(text, kind string, today time.Time) (iso string, why *misfit) {
	switch kind {
	case whenTime:
		clock, ok := clockOf(text)
		if !ok {
			return "", unfit(wording.AskTime)
		}
		return clock, nil
	case whenDateTime:
		return momentOf(text, today)
	}
	day, why := typedDay(text, today)
	if why != nil {
		return "", why
	}
	return day.Format(isoDate), nil
}

// momentOf reads a date and a time behind it.
func momentOf(text string, today time.Time) (iso string, why *misfit) {
	why = unfit(wording.AskMoment)
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
		if unclear == nil {
			return day.Format(isoDate) + "T" + clock, nil
		}
	}
	return "", why
}

// spanOf reads two dates, times or moments, "a/b"; the second is not before the first.
func spanOf(text, kind string, today time.Time) (iso string, why *misfit) {
	why = unfit(wording.AskDates)
	if kind == whenTime {
		why = unfit(wording.AskTimes)
	}
	if len(text) > 2*maxWhen {
		return "", why
	}
	for _, mark := range [...]string{"/", " to ", " until ", " till ", " bis ", " au ", " al ", " à ", " a ", " até ", " tot ", " t/m ", " – ", "–", " - ", "..."} {
		for from := 0; ; {
			at := strings.Index(strings.ToLower(text[from:]), mark)
			if at < 0 || len(strings.ToLower(text)) != len(text) {
				break
			}
			first, bad := whenOf(text[:from+at], kind, today)
			second, worse := whenOf(text[from+at+len(mark):], kind, today)
			if bad == nil && worse == nil {
				if second < first {
					return "", unfit(wording.AskOrder)
				}
				return first + "/" + second, nil
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
	if why == nil {
		return iso
	}
	if kind != whenDateTime {
		return ""
	}
	day, why := typedDay(text, today)
	switch {
	case why != nil:
		return ""
	case last:
		return day.Format(isoDate) + "T23:59"
	}
	return day.Format(isoDate) + "T00:00"
}
