package intake

import (
	"regexp"
	"strings"
)

// link is where a link of Markdown leads, or a picture.
type link struct {
	to      string
	picture bool
}

// rewriter writes a text anew with other addresses in its links. What is code stays as it is.
type rewriter struct {
	out    strings.Builder
	to     func(link) string // where a link leads now
	fence  string            // that closes the code that one is in
	opened []bool            // brackets that are open: whether a picture begins there
}

// rewritten is a text with other addresses in its links.
func rewritten(text string, to func(link) string) string {
	w := rewriter{to: to}
	for line := range strings.Lines(text) {
		w.line(line)
	}
	return w.out.String()
}

func (w *rewriter) line(line string) {
	bare := strings.TrimSpace(line)
	for _, sign := range []byte("`~") {
		n := len(bare) - len(strings.TrimLeft(bare, string(sign)))
		if n < 3 {
			continue
		}
		run := bare[:n]
		switch {
		case w.fence == "" && !(sign == '`' && strings.Contains(bare[n:], "`")):
			w.fence = run
		case w.fence != "" && strings.HasPrefix(run, w.fence) && bare == run:
			w.fence = ""
		default:
			continue
		}
		w.out.WriteString(line)
		return
	}
	if w.fence != "" {
		w.out.WriteString(line)
		return
	}
	if bare == "" {
		w.opened = nil
	}
	if at := definition.FindStringSubmatchIndex(line); at != nil {
		w.out.WriteString(line[:at[2]] + w.to(link{to: line[at[2]:at[3]]}) + line[at[3]:])
		return
	}
	w.inline(line)
}

var (
	definition = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:[ \t]*([^\s<>]+)`)
	imageTag   = regexp.MustCompile(`(?i)^<img\s[^<>]*>`)
	imageFrom  = regexp.MustCompile(`(?i)\ssrc\s*=\s*["']([^"']+)["']`)
	imageWords = regexp.MustCompile(`(?i)\salt\s*=\s*["']([^"']*)["']`)
)

func (w *rewriter) inline(line string) {
	for i := 0; i < len(line); {
		n := 1
		switch line[i] {
		case '\\':
			n = min(2, len(line)-i)
		case '`':
			n = codeSpan(line[i:])
		case '<':
			if tag := imageTag.FindString(line[i:]); tag != "" {
				w.out.WriteString(w.image(tag))
				i += len(tag)
				continue
			}
		case '[':
			w.opened = append(w.opened, i > 0 && line[i-1] == '!' && (i < 2 || line[i-2] != '\\'))
		case ']':
			if len(w.opened) == 0 {
				break
			}
			picture := w.opened[len(w.opened)-1]
			w.opened = w.opened[:len(w.opened)-1]
			if from, to, ok := destination(line[i:]); ok {
				w.out.WriteString(line[i:i+from] + w.to(link{line[i+from : i+to], picture}))
				i += to
				continue
			}
		}
		w.out.WriteString(line[i : i+n])
		i += n
	}
}

// image is a picture in HTML as one in Markdown, since HTML is left out where an article is shown.
func (w *rewriter) image(tag string) string {
	from := imageFrom.FindStringSubmatch(tag)
	if from == nil {
		return tag
	}
	words := ""
	if alt := imageWords.FindStringSubmatch(tag); alt != nil {
		words = strings.NewReplacer("[", "", "]", "", `\`, "").Replace(alt[1])
	}
	to := w.to(link{from[1], true})
	if strings.ContainsAny(to, " ()<>\n") {
		return tag
	}
	return "![" + words + "](" + to + ")"
}

// codeSpan is how long the code is that begins here, or the signs that begin none.
func codeSpan(text string) int {
	n := len(text) - len(strings.TrimLeft(text, "`"))
	for at := n; at < len(text); {
		next := strings.IndexByte(text[at:], '`')
		if next < 0 {
			break
		}
		at += next
		run := len(text[at:]) - len(strings.TrimLeft(text[at:], "`"))
		if at += run; run == n {
			return at
		}
	}
	return n
}

// destination is where the address stands in "](address".
func destination(text string) (from, to int, ok bool) {
	if len(text) < 2 || text[1] != '(' {
		return 0, 0, false
	}
	from = 2 + len(text[2:]) - len(strings.TrimLeft(text[2:], " \t"))
	if from < len(text) && text[from] == '<' {
		to = strings.IndexAny(text[from:], ">\n")
		return from + 1, from + to, to > 1 && text[from+to] == '>'
	}
	deep := 0
	for to = from; to < len(text); to++ {
		switch c := text[to]; {
		case c == '\\':
			to++
			continue
		case c <= ' ':
			return from, to, to > from
		case c == '(':
			deep++
		case c == ')':
			if deep--; deep < 0 {
				return from, to, to > from
			}
		}
	}
	return 0, 0, false
}
