package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What of Markdown can make drawing it slow grows faster than its length; no text that somebody writes comes near
// these. They hold for a block, which is what stands between two empty lines, but for mostNested and mostMarks.
const (
	mostNested     = 20     // lists and quotes in each other
	longestWord    = 2_000  // bytes of ASCII without a space
	mostBlockMarks = 6_000  // of what can begin or end something
	mostCells      = 20_000 // of a table
	mostMarks      = 20_000 // in all
)

// CleanMarkdown is a long text as it is kept: valid UTF-8, line ends as \n, no control characters, no empty lines
// around. Errors: CodeInvalid for more than MostArticle characters, and for what nobody writes by hand.
func CleanMarkdown(field, text string) (string, error) {
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
	text = strings.TrimRight(strings.TrimLeft(text, "\n"), " \t\n")
	if n := utf8.RuneCountInString(text); n > MostArticle {
		return "", invalid(field, "An article has at most 100,000 characters; this one has %d.", n)
	}
	if sentence := tangled(text); sentence != "" {
		return "", invalid(field, "%s", sentence)
	}
	return text, nil
}

// block is what stands between two empty lines, counted.
type block struct{ lines, marks, columns int }

// tangled says what of a text cannot be drawn; "" for nothing.
func tangled(text string) string {
	var b block
	all := 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			b = block{}
			continue
		}
		marks, longest := weigh(line)
		b.lines++
		b.marks += marks
		b.columns = max(b.columns, strings.Count(line, "|"))
		all += marks
		switch {
		case nested(line) > mostNested:
			return "Lists or quotes are too deep in each other."
		case longest > longestWord:
			return "There is a word of more than 2,000 characters. Put spaces into it."
		case b.marks > mostBlockMarks || all > mostMarks:
			return "There are too many signs of Markdown in this. Make two articles of it."
		case b.columns*b.lines > mostCells:
			return "A table is too large. Make several of it."
		}
	}
	return ""
}

// weigh counts the signs of Markdown in a line, and the longest run of ASCII without a space.
func weigh(line string) (marks, longest int) {
	run := 0
	for i := range len(line) {
		c := line[i]
		if c <= ' ' || c >= utf8.RuneSelf {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
		if strings.IndexByte("*_~[]<>`#@", c) >= 0 {
			marks++
		}
	}
	return marks, longest
}

// nested is how many lists and quotes a line begins.
func nested(line string) int {
	n, digits := 0, false
	for i := range len(line) {
		switch c := line[i]; {
		case c == '>':
			n++
		case c >= '0' && c <= '9':
			digits = true
			continue
		case strings.IndexByte("-*+", c) >= 0 || digits && (c == '.' || c == ')'):
			if i+1 < len(line) && line[i+1] > ' ' {
				return n
			}
			n++
		case c > ' ':
			return n
		}
		digits = false
	}
	return n
}
