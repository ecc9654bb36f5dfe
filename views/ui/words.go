package ui

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"deskbell/models"
)

// Words is t in UTC as a page without script shows it. A wait has no words of its own: it depends on
// when one looks.
func Words(t time.Time, format string) string {
	t = t.UTC()
	switch format {
	case "wait":
		return "0:00"
	case "day":
		return t.Format("2 January 2006")
	case "datetime":
		return t.Format("2 Jan 2006, 15:04")
	}
	return t.Format("15:04")
}

// Initials are the first letters of the first and the last word of a name, at most two, upper case;
// "?" for a name without letters.
func Initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return "?"
	}
	letters := first(words[0])
	if len(words) > 1 {
		letters += first(words[len(words)-1])
	}
	return strings.ToUpper(letters)
}

func first(word string) string {
	r, _ := utf8.DecodeRuneInString(word)
	return string(r)
}

// PicturePath is where the picture of somebody of the team is.
func PicturePath(a *models.Agent) string { return "/pictures/" + string(a.Picture) }

// Line is text that somebody else wrote, fit for one line: control characters are left out (a bare
// carriage return would cut a line of an event stream in two), breaks become spaces.
func Line(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

// Worded puts texts by key on a page's root, for static/js/shared/worded.js.
func Worded(on map[string]any, texts map[string]string) {
	if len(texts) == 0 {
		return
	}
	if text, err := json.Marshal(texts); err == nil { // strings
		on["data-words"] = string(text)
	}
}
