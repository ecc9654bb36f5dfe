package answer

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCut_Headings_GiveThePassagesTheirWay(t *testing.T) {
	long := strings.Repeat("All of this is about one thing alone. ", 8)
	text := "# Returns\n\n" + long + "\n\n## How\n\n" + long + "\n\n### By post\n" + long + "\n\nWhere\n-----\n" + long + "\n\n## What `not`\n\n" + long
	var ways []string
	for _, p := range Cut("returns", text) {
		ways = append(ways, p.Heading)
		if strings.Contains(p.Text, "#") || p.Text != strings.TrimSpace(long) {
			t.Errorf("%q", p.Text)
		}
	}
	if got := strings.Join(ways, " | "); got != " | How | How › By post | Where | What `not`" {
		t.Errorf("%s", got)
	}
	if p := Cut("Other", "# Returns\n\n"+long); len(p) != 1 || p[0].Heading != "Returns" {
		t.Errorf("%+v", p)
	}
}

func TestCut_ShortSections_GoTogetherWithTheirHeadings(t *testing.T) {
	all := Cut("", "# A\n\n## B\n\nShort.\n\n## C\n\nShort as well.\n\n## D\n\n### E")
	if len(all) != 1 || all[0].Heading != "A" || all[0].Text != "## B\n\nShort.\n\n## C\n\nShort as well.\n\n## D\n\n### E" {
		t.Errorf("%+v", all)
	}
}

func TestCut_Code_IsNeverTorn(t *testing.T) {
	code := "```go\n" + strings.Repeat("# no heading\n\n- no list\n", 200) + "```"
	list := "1. Run this:\n\n   ~~~\n   # as root\n\n   - x\n   ~~~\n\n2. Done"
	all := Cut("", "Before\n\n"+code+"\n\nAfter\n\n"+strings.Repeat("word ", 300)+"\n\n"+list)
	joined := ""
	for _, p := range all {
		joined += p.Text + "\n\n"
		if strings.Count(p.Text, "```")%2 != 0 || strings.Count(p.Text, "~~~")%2 != 0 {
			t.Errorf("torn: %q", p.Text)
		}
	}
	if !strings.Contains(joined, code) || !strings.Contains(joined, list) {
		t.Errorf("%q", joined)
	}
}

func TestCut_LongTablesAndLists_AreCutBetweenTheirRows(t *testing.T) {
	table, list := "| Land | Cost |\n| --- | --- |\n", ""
	for i := range 100 {
		table += fmt.Sprintf("| Country %d | costs €%d.50 a parcel |\n", i, i)
		list += fmt.Sprintf("- Item %d is about this\n  and goes on\n", i)
	}
	for _, p := range Cut("", table+"\nBetween these:\n\n"+list) {
		if n := utf8.RuneCountInString(p.Text); n > most+fewest {
			t.Errorf("%d characters", n)
		}
		if strings.HasPrefix(p.Text, "|") && !strings.HasPrefix(p.Text, "| Land | Cost |\n| --- | --- |\n") {
			t.Errorf("no head: %q", p.Text)
		}
		if strings.HasPrefix(p.Text, "  ") || strings.HasPrefix(p.Text, "and goes on") {
			t.Errorf("torn: %q", p.Text)
		}
		if strings.HasSuffix(p.Text, "Between these:") {
			t.Error("the line before the list stands alone")
		}
	}
}

func TestCut_TargetsOfLinks_ComeAlong(t *testing.T) {
	all := Cut("", "See [the form][form].\n\n"+strings.Repeat("More words. ", 120)+"\n\nAnd [that][].\n\n[form]: https://shop.example/form\n[that]: /help/that \"That\"")
	if first, last := all[0].Text, all[len(all)-1].Text; len(all) < 2 || !strings.HasSuffix(first, "\n\n[form]: https://shop.example/form") || !strings.HasSuffix(last, "\n\n[that]: /help/that \"That\"") {
		t.Errorf("%+v", all)
	}
}

// wordsIn are letters and numbers, in their order.
func wordsIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// missing is the first word of a text, in its order, that the pieces do not have.
func missing(text string, pieces []Piece) string {
	var all []string
	for _, p := range pieces {
		all = append(append(all, wordsIn(p.Heading)...), wordsIn(p.Text)...)
	}
	had := map[string]int{}
	for _, word := range all {
		had[word]++
	}
	want := map[string]int{}
	for _, word := range wordsIn(text) {
		if want[word]++; had[word] < 1 {
			return word
		}
	}
	return ""
}

func TestCut_AnyText_KeepsEveryWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		word := func() string { n++; return fmt.Sprintf("w%d", n) } // each once
		var out strings.Builder
		for range rapid.IntRange(0, 40).Draw(t, "blocks") {
			words := func() string {
				var all []string
				for range rapid.IntRange(1, 120).Draw(t, "words") {
					all = append(all, word()+rapid.SampledFrom([]string{"", ".", ",", ":", " |", "]", "("}).Draw(t, "end"))
				}
				return strings.Join(all, " ")
			}
			begin := rapid.SampledFrom([]string{"", "# ", "## ", "###### ", "- ", "1. ", "  - ", "> ", "| ", "```\n", "    ", "~~~~ x\n", "===\n", "---\n", "#", "\t"}).Draw(t, "begin")
			end := rapid.SampledFrom([]string{"\n", "\n\n", "\n```\n", "\n===\n", "\n---\n", " |\n", "\n~~~~\n\n\n"}).Draw(t, "end")
			out.WriteString(begin + words() + end)
		}
		if word := missing(strings.ReplaceAll(out.String(), "~~~~ x", ""), Cut("Title", out.String())); word != "" {
			t.Errorf("%s is lost of\n%s", word, out.String())
		}
	})
}

// A59
func TestCut_HostileMarkdown_TakesNoLongerThanItsLength(t *testing.T) {
	const most = 100_000
	for _, part := range []string{"# a\n", "# a\nb\n", "[", "[a]: /b\n", "[a][b] ", "- ", "* a\n", "> ", "|a|\n", "```\n", "`", "<", "<a ", "](", "a\n---\n", "\n", " ", "\x00", "🦊", "字", "&amp;", "1. x\n\n   ", "~~~ \n"} {
		text := strings.Repeat(part, most/utf8.RuneCountInString(part))
		began := time.Now()
		pieces := Cut("", text)
		Plain(text)
		if took := time.Since(began); took > 15*time.Second {
			t.Errorf("%q took %v", part, took)
		}
		if len(pieces) > 2_000 {
			t.Errorf("%q makes %d pieces", part, len(pieces))
		}
		if lost := missing(Plain(text), pieces); lost != "" && part != "[a]: /b\n" && part != "字" { // one word
			t.Errorf("%q loses %q", part, lost)
		}
	}
}
