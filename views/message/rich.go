package message

import (
	"context"
	"html"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// Rich is what the bot or the team wrote: Text with **bold**, *italic*, `code`, [words](address), lists and
// code between lines of ```. Whatever is none of these stays as it was written; no HTML passes.
func Rich(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for s = clean(s); s != ""; {
			before, code, after := fenced(s)
			for _, paragraph := range paragraphs(before) {
				writeBlocks(&b, paragraph)
			}
			writeCode(&b, code)
			s = after
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

var listMark = regexp.MustCompile(`^\s{0,3}(?:([-*•])|(\d{1,3})[.)])\s+(\S.*)$`)

// writeBlocks writes the lines of a paragraph: runs of list items as lists, the rest as text.
func writeBlocks(b *strings.Builder, lines []string) {
	for len(lines) > 0 {
		kind := listOf(lines[0])
		n := 1
		for n < len(lines) && listOf(lines[n]) == kind {
			n++
		}
		if kind == "" {
			b.WriteString(`<p dir="auto">`)
			for i, line := range lines[:n] {
				if i > 0 {
					b.WriteString("<br>")
				}
				writeInline(b, line, 0)
			}
			b.WriteString("</p>")
		} else {
			writeList(b, kind, lines[:n])
		}
		lines = lines[n:]
	}
}

func listOf(line string) string {
	switch found := listMark.FindStringSubmatch(line); {
	case found == nil:
		return ""
	case found[1] != "":
		return "ul"
	}
	return "ol"
}

func writeList(b *strings.Builder, kind string, lines []string) {
	b.WriteString("<" + kind)
	if first := listMark.FindStringSubmatch(lines[0])[2]; kind == "ol" && first != "1" {
		b.WriteString(` start="` + first + `"`)
	}
	b.WriteString(` dir="auto">`)
	for _, line := range lines {
		b.WriteString("<li>")
		writeInline(b, listMark.FindStringSubmatch(line)[3], 0)
		b.WriteString("</li>")
	}
	b.WriteString("</" + kind + ">")
}

// How often marks may stand in marks, and how many bytes may stand between two that belong together: the
// search for the second one reads no further.
const (
	deepest  = 4
	farthest = 2_000
)

var labelled = regexp.MustCompile(`^\[([^\[\]]{1,300})\]\(((?i:https?://|mailto:|tel:|/[^/\\])[^\s()<>"'\\]*)\)`)

// writeInline writes a line with its marks.
func writeInline(b *strings.Builder, line string, depth int) {
	plain := 0
	flush := func(to int) { writeLine(b, line[plain:to]) }
	before := rune(' ')
	for i := 0; i < len(line); {
		if n := skipped(line[i:]); n > 0 { // an address, in which no mark counts
			i += n
			before = 'a'
			continue
		}
		if used := mark(b, line[i:], inlineAt{before, depth, func() { flush(i) }}); used > 0 {
			i += used
			plain = i
			before = 'a'
			continue
		}
		r, size := utf8.DecodeRuneInString(line[i:])
		before = r
		i += size
	}
	flush(len(line))
}

// leading is an address at the beginning; a search for one further on would read the line once for each h.
var leading = regexp.MustCompile("^" + address.String())

// skipped is how long the address is with which the text begins.
func skipped(text string) int {
	if text[0] != 'h' && text[0] != 'H' {
		return 0
	}
	return len(trimmed(leading.FindString(text)))
}

// inlineAt is where a mark may begin: behind which letter, how deep, and what writes the words before.
type inlineAt struct {
	before rune
	depth  int
	flush  func()
}

// mark writes the marked words with which the text begins and says how many bytes that took; 0 when
// none are marked.
func mark(b *strings.Builder, text string, at inlineAt) int {
	switch {
	case text[0] == '`':
		if end := strings.IndexByte(text[1:], '`'); end > 0 {
			at.flush()
			b.WriteString("<code>" + html.EscapeString(text[1:1+end]) + "</code>")
			return end + 2
		}
	case text[0] == '[':
		if found := labelled.FindStringSubmatch(text); found != nil {
			at.flush()
			b.WriteString(`<a href="` + html.EscapeString(found[2]) + `" target="_blank" rel="noopener noreferrer nofollow ugc">` +
				html.EscapeString(found[1]) + `</a>`)
			return len(found[0])
		}
	case strings.HasPrefix(text, "**"):
		return wrapped(b, text, wrap{"**", "strong"}, at)
	case text[0] == '*', text[0] == '_':
		return wrapped(b, text, wrap{text[:1], "em"}, at)
	}
	return 0
}

// wrap is a mark and the element that it stands for.
type wrap struct{ mark, element string }

func wrapped(b *strings.Builder, text string, w wrap, at inlineAt) int {
	inner := text[len(w.mark):min(len(text), farthest)]
	if at.depth == deepest || inner == "" || letter(at.before) || space(inner, 0) {
		return 0
	}
	for from := 1; from < len(inner); {
		end := strings.Index(inner[from:], w.mark)
		if end < 0 {
			return 0
		}
		end += from
		last, _ := utf8.DecodeLastRuneInString(inner[:end])
		after, _ := utf8.DecodeRuneInString(inner[end+len(w.mark):])
		double := w.mark == "*" && strings.HasPrefix(inner[end:], "**")
		if !unicode.IsSpace(last) && !letter(after) && !double {
			at.flush()
			b.WriteString("<" + w.element + ">")
			writeInline(b, inner[:end], at.depth+1)
			b.WriteString("</" + w.element + ">")
			return end + 2*len(w.mark)
		}
		from = end + len(w.mark)
		if double {
			from = end + 2
		}
	}
	return 0
}

func letter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func space(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsSpace(r)
}
