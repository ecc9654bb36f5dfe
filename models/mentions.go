package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// namedIn are those of all whose name stands in the text behind an "@". Where names begin alike the longest
// is meant: "@Ann Lee" and "@Annabel" name no Ann.
func namedIn(text string, all []*Agent) []AgentID {
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = a.Name
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	named := map[string]bool{}
	for _, name := range slices.Compact(names) {
		if rest, found := withoutName(text, "@"+name); found {
			text, named[name] = rest, true
		}
	}
	var ids []AgentID
	for _, a := range all {
		if named[a.Name] {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// withoutName takes a name out of the text wherever it is a word of its own.
func withoutName(text, name string) (rest string, found bool) {
	var out strings.Builder
	for {
		before, after, more := strings.Cut(text, name)
		out.WriteString(before)
		if !more {
			return out.String(), found
		}
		if next, _ := utf8.DecodeRuneInString(after); unicode.IsLetter(next) || unicode.IsDigit(next) {
			out.WriteString(name)
		} else {
			found = true
			out.WriteByte(' ')
		}
		text = after
	}
}
