package answer

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// A59: any text of an article is cut, without an end of the program and without an empty piece.
func FuzzCut(f *testing.F) {
	for _, text := range []string{"", "\n", "#", "# A\n\n## B\n\n# A", "A\n===\nB\n---", "```\n# no", "~~~\n\n```\n~~~", "- a\n  - b\n\n    c\n1. d", "> # a\n> b",
		"| a | b |\n| --- | --- |\n| c", "[a]: /b\n[a][] [", "[]: x", "[^a]: b", "\t# a\n\t\tb", "\x00\xff\xfe", "\u2028# a\u00a0", "###### A ######\n####### B",
		strings.Repeat("# a\n", 50), strings.Repeat("word ", 400), strings.Repeat("字", 1500), "<!-- # a\n-->\n<a href=", "a  \nb\\\nc", "\r\n# A\r\n\rB\r"} {
		f.Add("A", text)
	}
	f.Fuzz(func(t *testing.T, title, text string) {
		if len(text) > 20_000 {
			return
		}
		for _, p := range Cut(title, text) {
			if strings.TrimSpace(p.Text) == "" {
				t.Errorf("an empty piece under %q", p.Heading)
			}
			if utf8.ValidString(text) && !utf8.ValidString(p.Heading+p.Text) {
				t.Errorf("torn in a character: %q", p.Text)
			}
		}
	})
}
