package message

import (
	"context"
	"html"
	"io"
	"regexp"
	"strings"
	"unicode"

	"github.com/a-h/templ"
)

// address finds http and https links. It stops at what is never part of one, and at the characters
// that change the direction of writing, so that a link reads as what it leads to.
var address = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"'` + "`" + `\\^{|}\p{Cc}\p{Cf}]+`)

// Text is what somebody wrote as paragraphs: an empty line parts two, a line break stays one, links can
// be followed, everything else is words. It holds no line break of its own.
func Text(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, paragraph := range paragraphs(s) {
			b.WriteString(`<p dir="auto">`)
			for i, line := range paragraph {
				if i > 0 {
					b.WriteString("<br>")
				}
				writeLine(&b, line)
			}
			b.WriteString("</p>")
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

func paragraphs(s string) [][]string {
	var all [][]string
	open := false
	for _, line := range strings.Split(clean(s), "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			open = false
		case open:
			all[len(all)-1] = append(all[len(all)-1], line)
		default:
			all, open = append(all, []string{line}), true
		}
	}
	return all
}

// clean turns every kind of line break into \n and takes out the other control characters.
func clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

func writeLine(b *strings.Builder, line string) {
	from := 0
	for _, at := range address.FindAllStringIndex(line, -1) {
		to := at[0] + len(trimmed(line[at[0]:at[1]]))
		b.WriteString(html.EscapeString(line[from:at[0]]))
		link := html.EscapeString(line[at[0]:to])
		b.WriteString(`<a href="` + link + `" dir="ltr" target="_blank" rel="noopener noreferrer nofollow ugc">` + link + `</a>`)
		from = to
	}
	b.WriteString(html.EscapeString(line[from:]))
}

// trimmed leaves off the punctuation that ends a sentence, and a bracket that was opened before the link.
func trimmed(link string) string {
	for {
		cut := strings.TrimRight(link, ".,;:!?…")
		if strings.HasSuffix(cut, ")") && strings.Count(cut, ")") > strings.Count(cut, "(") {
			cut = strings.TrimSuffix(cut, ")")
		}
		if cut == link {
			return link
		}
		link = cut
	}
}
