package flow

import (
	"slices"
	"strings"
)

// FillKnown is Fill for somebody who reads it before it is sent: a {{name}} without a value stays, and
// unknown are the names of those, each once.
func FillKnown(text string, value func(name string) (string, bool)) (filled string, unknown []string) {
	var b strings.Builder
	for b.Len() < maxFilled {
		before, name, after, ok := nextName(text)
		b.WriteString(before)
		if !ok {
			break
		}
		found, known := value(name)
		if !known {
			found = "{{" + name + "}}"
			if !slices.Contains(unknown, name) {
				unknown = append(unknown, name)
			}
		}
		b.WriteString(found)
		text = after
	}
	return cutBytes(b.String(), maxFilled), unknown
}
