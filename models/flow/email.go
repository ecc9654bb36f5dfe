package flow

import (
	"net/mail"
	"strings"
	"unicode"
)

// CleanEmail is one bare email address without the space around it; false for anything else: names,
// lists, quoted parts, line breaks, a host without a dot, more than 254 bytes (RFC 5321).
func CleanEmail(text string) (string, bool) {
	text = strings.Trim(text, " \t")
	odd := func(c rune) bool {
		return unicode.IsSpace(c) || !unicode.IsPrint(c) || strings.ContainsRune(`"<>(),;:[]\`, c)
	}
	if len(text) > 254 || strings.ContainsFunc(text, odd) {
		return "", false
	}
	address, err := mail.ParseAddress(text)
	if err != nil || address.Address != text {
		return "", false
	}
	local, host, _ := strings.Cut(text, "@")
	labels := strings.Split(host, ".")
	if len(local) > 64 || len(labels) < 2 {
		return "", false
	}
	for _, l := range labels {
		if !hostLabel(l) {
			return "", false
		}
	}
	top := labels[len(labels)-1]
	return local + "@" + strings.ToLower(host), len(top) >= 2 && strings.ContainsFunc(top, unicode.IsLetter)
}

func hostLabel(l string) bool {
	odd := func(c rune) bool {
		return c != '-' && !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c)
	}
	return l != "" && len(l) <= 63 && !strings.HasPrefix(l, "-") && !strings.HasSuffix(l, "-") &&
		!strings.ContainsFunc(l, odd)
}
