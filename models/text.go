package models

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"deskbell/models/flow"
)

var clientIDPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// checkClientID refuses what no client of ours makes.
func checkClientID(id string) error {
	if !clientIDPattern.MatchString(id) {
		return invalid("client_id", "client_id must be 8 to 64 letters, digits, - or _.")
	}
	return nil
}

// CleanText is a message as it is kept: valid UTF-8, line ends as \n, no control characters, no
// blank space around. Errors: nothing left; more than MaxText characters.
func CleanText(field, text string) (string, error) {
	if !utf8.ValidString(text) {
		return "", invalid(field, "This text is not valid UTF-8.")
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	text = strings.TrimSpace(text)
	if strings.IndexFunc(text, visible) < 0 {
		return "", invalid(field, "There is nothing to send yet.")
	}
	if n := utf8.RuneCountInString(text); n > MaxText {
		return "", invalid(field, "A message has at most 10,000 characters; this one has %d.", n)
	}
	return text, nil
}

// visible says whether r leaves something to see: no space, no joiner, no mark of direction.
func visible(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) }

// CleanLine is a name or title on one line, at most most characters; longer ones are cut.
func CleanLine(text string, most int) string {
	if !utf8.ValidString(text) {
		return ""
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	return shorten(text, most)
}

// CleanEmail is a checked address without a display name, its domain in lower case.
func CleanEmail(field, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", invalid(field, "Your email address is missing, so that we can answer.")
	}
	clean, ok := flow.CleanEmail(text)
	if !ok {
		return "", invalid(field, "This is not an email address yet; one looks like name@example.com.")
	}
	return clean, nil
}
