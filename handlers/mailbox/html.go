package mailbox

import (
	"io"
	"strings"

	"golang.org/x/net/html"
)

// mark stands around the id of a picture in text that was HTML, until it is known which part of it is kept.
const mark = "\x00"

// deepestQuote is how many levels of quotes are told apart.
const deepestQuote = 5

// textOf is what a page of HTML says, line by line: quotes begin with ">" as in plain mails, and what a mail
// program calls its signature, or the mail that is answered, is told by the line that plain mails have there. It
// reads from the front to the end, so that no nesting costs more than another.
func textOf(page string) string {
	r := &htmlReader{tokens: html.NewTokenizer(strings.NewReader(page))}
	r.tokens.SetMaxBuf(mostText)
	for r.next() {
	}
	r.line()
	return r.out.String()
}

type htmlReader struct {
	tokens *html.Tokenizer
	out    strings.Builder
	now    strings.Builder // the line that is written
	quotes int
	skip   string // the element whose content is not read; "" for none
	blank  bool   // the last line was empty
	pre    int
	link   string // of the anchor that is open
	linked int    // where its words begin in now
}

// next reads a token; false at the end.
func (r *htmlReader) next() bool {
	switch kind := r.tokens.Next(); kind {
	case html.ErrorToken:
		return r.tokens.Err() == nil && r.tokens.Err() != io.EOF
	case html.TextToken:
		if r.skip == "" {
			r.text(string(r.tokens.Text()))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		token := r.tokens.Token()
		if r.skip == "" {
			r.start(token, kind == html.SelfClosingTagToken)
		}
	case html.EndTagToken:
		name, _ := r.tokens.TagName()
		r.end(string(name))
	}
	return true
}

func (r *htmlReader) text(said string) {
	if r.pre > 0 {
		for i, line := range strings.Split(said, "\n") {
			if i > 0 {
				r.line()
			}
			r.now.WriteString(clean(line))
		}
		return
	}
	words := strings.Join(strings.Fields(clean(said)), " ")
	if words == "" {
		if said != "" {
			r.space()
		}
		return
	}
	if strings.TrimLeft(said, " \t\r\n\u00a0") != said {
		r.space()
	}
	r.now.WriteString(words)
	if strings.TrimRight(said, " \t\r\n\u00a0") != said {
		r.space()
	}
}

// clean takes out what is our own mark.
func clean(said string) string { return strings.ReplaceAll(said, mark, "") }

func (r *htmlReader) space() {
	if r.now.Len() > 0 && !strings.HasSuffix(r.now.String(), " ") {
		r.now.WriteByte(' ')
	}
}

// start begins an element.
func (r *htmlReader) start(t html.Token, closed bool) {
	switch t.Data {
	case "script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "select", "textarea", "iframe":
		if !closed {
			r.skip = t.Data
		}
		return
	case "br":
		r.flush()
		return
	case "img":
		r.picture(t)
		return
	case "a":
		r.link, r.linked = attribute(t, "href"), r.now.Len()
		return
	case "blockquote":
		r.line()
		r.quotes++
		return
	case "li":
		r.line()
		r.now.WriteString("- ")
		return
	case "pre":
		r.line()
		r.pre++
		return
	case "hr":
		r.line()
		r.now.WriteString("---")
		r.line()
		return
	}
	if breaks(t.Data) {
		r.line()
		if t.Data == "p" {
			r.empty()
		}
	}
	r.known(t)
}

// known writes the line by which plain mails begin what follows.
func (r *htmlReader) known(t html.Token) {
	if what := programPart(t); what != "" {
		r.line()
		r.put(what)
		r.blank = false
	}
}

func (r *htmlReader) end(name string) {
	if r.skip != "" {
		if r.skip == name {
			r.skip = ""
		}
		return
	}
	switch name {
	case "blockquote":
		r.line()
		r.quotes = max(0, r.quotes-1)
	case "a":
		r.anchor()
	case "pre":
		r.line()
		r.pre = max(0, r.pre-1)
	case "td", "th":
		r.space()
	default:
		if breaks(name) {
			r.line()
			if name == "p" {
				r.empty()
			}
		}
	}
}

// anchor writes where a link leads, unless its words say so.
func (r *htmlReader) anchor() {
	to := r.link
	r.link = ""
	if !strings.HasPrefix(to, "http://") && !strings.HasPrefix(to, "https://") || len(to) > 1000 || r.linked > r.now.Len() {
		return
	}
	said := strings.TrimSpace(r.now.String()[r.linked:])
	bare := func(s string) string {
		return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://"), "/")
	}
	if said == "" || bare(said) == bare(to) || strings.Contains(said, mark) {
		return
	}
	r.now.WriteString(" (" + clean(to) + ")")
}

// picture notes where one is that was sent along.
func (r *htmlReader) picture(t html.Token) {
	if id, ok := strings.CutPrefix(attribute(t, "src"), "cid:"); ok && len(id) < 300 {
		r.now.WriteString(mark + strings.ReplaceAll(id, mark, "") + mark)
	}
}

// line ends the line that is written, if there is any.
func (r *htmlReader) line() {
	if strings.TrimSpace(r.now.String()) != "" {
		r.flush()
	}
	r.now.Reset()
}

// flush writes the line, also an empty one.
func (r *htmlReader) flush() {
	said := strings.TrimRight(r.now.String(), " ")
	r.now.Reset()
	if said == "" {
		r.empty()
		return
	}
	r.put(said)
	r.blank = false
}

func (r *htmlReader) empty() {
	if !r.blank && r.out.Len() > 0 {
		r.put("")
	}
	r.blank = true
}

func (r *htmlReader) put(said string) {
	if r.out.Len() > mostText {
		return
	}
	if depth := min(r.quotes, deepestQuote); depth > 0 {
		r.out.WriteString(strings.Repeat(">", depth) + " ")
	}
	r.out.WriteString(said + "\n")
}
