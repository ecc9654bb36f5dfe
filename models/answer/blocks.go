package answer

import (
	"strings"
	"unicode/utf8"
)

// kind of a block of Markdown.
type kind int

const (
	paragraph kind = iota
	list
	table
	code
	heading
)

// block is a part of Markdown that stays whole: its lines, or the words of a heading.
type block struct {
	kind  kind
	level int // of a heading
	text  string
}

// fence says whether a line stands in fenced code: the sign it was opened with, and how often.
type fence struct {
	is byte
	n  int
}

// after is the fence behind a line.
func (f fence) after(line string) fence {
	rest := strings.TrimLeft(line, " \t")
	if f.is == 0 {
		if _, inner, ok := item(rest); ok {
			rest = strings.TrimLeft(inner, " \t")
		}
	}
	if rest == "" || rest[0] != '`' && rest[0] != '~' {
		return f
	}
	n := len(rest) - len(strings.TrimLeft(rest, rest[:1]))
	switch {
	case f.is == 0 && n >= 3 && (rest[0] == '~' || !strings.Contains(rest[n:], "`")):
		return fence{rest[0], n}
	case f.is == rest[0] && n >= f.n && strings.TrimSpace(rest[n:]) == "":
		return fence{}
	}
	return f
}

// reader reads Markdown line by line.
type reader struct {
	all   []block
	lines []string // of the block that is open
	kind  kind
	blank bool // an empty line stands behind it
	fence fence
	links links
}

// blocksOf are the blocks of a text, and the targets of its links that stand on their own.
func blocksOf(markdown string) ([]block, links) {
	r := &reader{links: links{}}
	for line := range strings.SplitSeq(strings.ReplaceAll(markdown, "\r\n", "\n"), "\n") {
		r.take(line)
	}
	r.end()
	return r.all, r.links
}

func (r *reader) take(line string) {
	if r.fence.is != 0 {
		r.lines = append(r.lines, line)
		if r.fence = r.fence.after(line); r.fence.is == 0 && r.kind == code {
			r.end()
		}
		return
	}
	if strings.TrimSpace(line) == "" {
		if r.kind == list && len(r.lines) > 0 {
			r.lines, r.blank = append(r.lines, ""), true
		} else {
			r.end()
		}
		return
	}
	indent, rest := indentOf(line), strings.TrimSpace(line)
	inList := r.kind == list && len(r.lines) > 0 && (indent >= 2 || itemOf(line) > 0)
	switch opened := r.fence.after(line); {
	case inList:
		r.fence = opened
		r.lines, r.blank = append(r.lines, line), false
	case opened.is != 0 && itemOf(line) == 0:
		r.begin(code, line)
		r.fence = opened
	case indent <= 3 && r.isHeading(rest), r.isRuled(rest), indent <= 3 && r.links.take(rest):
	case rule(rest):
		r.end()
	case itemOf(line) > 0:
		r.begin(list, line)
		r.fence = opened
	case rest[0] == '|' && (r.kind != table || len(r.lines) == 0):
		r.begin(table, line)
	case rest[0] == '|' || len(r.lines) > 0 && r.kind != table && !r.blank:
		r.lines = append(r.lines, line)
	default:
		r.begin(paragraph, line)
	}
}

// isHeading takes a line that begins with #.
func (r *reader) isHeading(rest string) bool {
	words := strings.TrimLeft(rest, "#")
	level := len(rest) - len(words)
	if level == 0 || level > 6 || words == "" || words[0] != ' ' && words[0] != '\t' {
		return false
	}
	return r.heading(level, words)
}

func (r *reader) heading(level int, words string) bool {
	words = strings.TrimSpace(words)
	if cut := strings.TrimRight(words, "#"); cut == "" || strings.HasSuffix(cut, " ") {
		words = strings.TrimSpace(cut)
	}
	if words == "" || utf8.RuneCountInString(words) > longestHeading {
		return false
	}
	r.end()
	r.all = append(r.all, block{heading, level, words})
	return true
}

// isRuled takes a line that makes the one before it a heading.
func (r *reader) isRuled(rest string) bool {
	if len(r.lines) != 1 || r.kind != paragraph || strings.Trim(rest, "=") != "" && strings.Trim(rest, "-") != "" {
		return false
	}
	words, level := r.lines[0], 1
	if rest[0] == '-' {
		level = 2
	}
	if length(strings.TrimSpace(words)) > longestHeading {
		return false
	}
	r.lines = nil
	return r.heading(level, words)
}

// rule says whether a line parts what is above it from what is below.
func rule(rest string) bool {
	bare := strings.ReplaceAll(rest, " ", "")
	return len(bare) >= 3 && strings.IndexByte("-*_", bare[0]) >= 0 && strings.Trim(bare, bare[:1]) == ""
}

// ruler says whether a line parts a table's head from its rows.
func ruler(line string) bool {
	return strings.Contains(line, "-") && strings.Trim(line, "|-: \t") == ""
}

func (r *reader) begin(k kind, line string) {
	r.end()
	r.kind, r.lines = k, append(r.lines, line)
}

func (r *reader) end() {
	text := strings.Trim(strings.Join(r.lines, "\n"), "\n")
	if strings.TrimSpace(text) != "" {
		r.all = append(r.all, block{kind: r.kind, text: strings.TrimRight(text, " \t\n")})
	}
	r.lines, r.kind, r.blank, r.fence = nil, paragraph, false, fence{}
}

func indentOf(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// itemOf is how long the sign is that begins an item of a list; 0: none does.
func itemOf(line string) int {
	n, _, _ := item(strings.TrimLeft(line, " \t"))
	return n
}

func item(rest string) (n int, inner string, ok bool) {
	for n < len(rest) && n < 9 && rest[n] >= '0' && rest[n] <= '9' {
		n++
	}
	switch {
	case n >= len(rest):
		return 0, "", false
	case n > 0 && rest[n] != '.' && rest[n] != ')', n == 0 && strings.IndexByte("-*+", rest[0]) < 0:
		return 0, "", false
	}
	n++
	if n < len(rest) && rest[n] != ' ' && rest[n] != '\t' {
		return 0, "", false
	}
	return n, rest[n:], true
}
