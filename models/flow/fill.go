package flow

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxFilled is how many bytes a filled text can have: variables are the visitor's words, and a text
// may name them often.
const maxFilled = 4 * maxAnswer

// Fill puts variables in the place of {{name}}, once: what a variable holds is not looked through
// again. Unknown ones become nothing. The result is plain text, to be encoded where it lands.
func Fill(text string, vars map[string]string) string {
	return fill(text, func(name string) string { return vars[name] })
}

// fillSaid is Fill for what the bot says: a variable's words may be anybody's, and must not become a link
// that reads as something else than where it leads.
func fillSaid(text string, vars map[string]string) string {
	return fill(text, func(name string) string { return strings.ReplaceAll(vars[name], "](", "] (") })
}

// fillLater is Fill that leaves {{agent.…}} for the moment when there is an agent. Braces in
// variables are parted, so that the second filling finds none but the author's.
func fillLater(text string, vars map[string]string) string {
	return fill(text, func(name string) string {
		if strings.HasPrefix(name, "agent.") {
			return "{{" + name + "}}"
		}
		return parted(vars[name])
	})
}

func fill(text string, value func(name string) string) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	var b strings.Builder
	for b.Len() < maxFilled {
		before, name, after, ok := nextName(text)
		b.WriteString(before)
		if !ok {
			break
		}
		b.WriteString(value(name))
		text = after
	}
	return cutBytes(b.String(), maxFilled)
}

// nextName finds the first {{name}}; false when there is none, with the whole text as before.
func nextName(text string) (before, name, after string, ok bool) {
	for from := 0; ; {
		first := strings.Index(text[from:], "{{")
		if first < 0 {
			return text, "", "", false
		}
		length := strings.Index(text[from+first:], "}}")
		if length < 0 {
			return text, "", "", false
		}
		end := from + first + length
		open := from + strings.LastIndex(text[from:end], "{{")
		name = strings.TrimSpace(text[open+2 : end])
		if name != "" && !strings.ContainsAny(name, "{}") {
			return text[:open], name, text[end+2:], true
		}
		from = end + 2
	}
}

// replaced is a text with other words in it. It stops behind what a variable holds: the visitor's words
// in the place of each of the visitor's letters would take all memory.
func replaced(have, find, value string) string {
	var b strings.Builder
	for b.Len() <= maxFilled {
		before, after, found := strings.Cut(have, find)
		b.WriteString(before)
		if !found {
			break
		}
		b.WriteString(value)
		have = after
	}
	return b.String()
}

// cut keeps the first runes of a text.
func cut(text string, runes int) string {
	if len(text) <= runes {
		return text
	}
	n := 0
	for i := range text {
		if n == runes {
			return text[:i]
		}
		n++
	}
	return text
}

// cutBytes keeps at most so many bytes, and whole runes.
func cutBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// brief is a text in one short line.
func brief(text string) string {
	const most = 80
	text = strings.Join(strings.Fields(text), " ")
	if short := cut(text, most); short != text {
		return strings.TrimSpace(cut(text, most-1)) + "…"
	}
	return text
}

// same compares words as people mean them: without outer space, upper and lower case alike.
func same(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// checkText says what is wrong with a text that has to be there.
func checkText(text, missing string) []string {
	switch {
	case blank(text):
		return []string{missing}
	case utf8.RuneCountInString(text) > maxAnswer:
		return []string{fmt.Sprintf("The text is longer than %d characters.", maxAnswer)}
	}
	return nil
}

// blank says that there is nothing to read.
func blank(text string) bool { return strings.TrimSpace(text) == "" }
