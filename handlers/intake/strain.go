package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"deskbell/models"
)

// What of a page is taken at most before it becomes a tree.
const (
	mostAttributes = 500           // of a tag
	mostWords      = 2000          // bytes of an attribute; a longer one is left out
	mostJoined     = 4_000_000_000 // bytes that are copied where texts are joined, each with all before it
)

// plainTag begins the names of tags while a page becomes a tree, whose own names would be opened anew in every
// paragraph after them until somebody closes them: a page of some KB would fill the memory.
const plainTag = "x-"

var (
	errManyAttributes = &models.Error{Code: models.CodeTooLarge, Message: "A tag in it has more than 500 attributes, as in no page that is meant to be read."}
	errUnread         = &models.Error{Code: models.CodeConflict, Message: "It was stopped before this was read."}
)

// untilStopped reads as long as nobody has stopped it.
type untilStopped struct {
	ctx  context.Context
	from io.Reader
}

func (r untilStopped) Read(to []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, errUnread
	}
	return r.from.Read(to)
}

// strainer writes a page anew, tag by tag, with nothing in it that makes a tree of it slowly or large: what is
// counted here is what is read then, since no tag in it changes how the next ones are read.
type strainer struct {
	from   *html.Tokenizer
	out    bytes.Buffer
	tags   int
	letter int             // bytes of text so far
	joined int             // and summed up over all texts
	seen   map[string]bool // html and body
	linked bool            // a link is open
	within string          // what is left out until it ends
	deep   int             // how often that is open
}

// strained is a page without what nobody reads of it. Errors: known ones alone.
func strained(ctx context.Context, plain []byte) ([]byte, error) {
	s := strainer{from: html.NewTokenizer(untilStopped{ctx, bytes.NewReader(plain)}), seen: map[string]bool{}}
	raw := false
	for {
		kind := s.from.Next()
		if kind == html.ErrorToken {
			if err := s.from.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			return s.out.Bytes(), nil
		}
		tag := kind == html.StartTagToken || kind == html.SelfClosingTagToken
		if !tag && kind != html.EndTagToken && (kind != html.TextToken || raw || s.within != "") {
			raw = false
			continue
		}
		token := s.from.Token()
		if raw = tag && isRaw(token.Data); tag && s.within != "" { // <style/> in a drawing has no end
			s.from.NextIsNotRawText()
		}
		if err := s.take(token); err != nil {
			return nil, err
		}
	}
}

// isRaw says of an element that tags in it are none.
func isRaw(name string) bool {
	return slices.Contains([]string{"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"}, name)
}

// take writes a tag or a text, unless it is in what is left out.
func (s *strainer) take(t html.Token) error {
	switch {
	case len(t.Attr) > mostAttributes:
		return errManyAttributes
	case s.within != "":
		if t.Data == s.within && t.Type == html.StartTagToken {
			s.deep++
		} else if t.Data == s.within && t.Type == html.EndTagToken {
			if s.deep--; s.deep == 0 {
				s.within = ""
			}
		}
		return nil
	case t.Type == html.TextToken:
		s.letter += len(t.Data)
		if s.joined += s.letter; s.joined > mostJoined {
			return errLargePage
		}
		s.out.WriteString(t.String())
		return nil
	case isRaw(t.Data):
		return nil
	case t.Data == "svg" || t.Data == "math": // another language, with other tags
		if t.Type == html.StartTagToken {
			s.within, s.deep = t.Data, 1
		}
		return nil
	}
	if s.tags++; s.tags > mostNodes {
		return errLargePage
	}
	s.tag(t)
	return nil
}

// tag writes a tag with those of its attributes that are read.
func (s *strainer) tag(t html.Token) {
	open := t.Type != html.EndTagToken
	if open && (t.Data == "html" || t.Data == "body") {
		if s.seen[t.Data] { // the first says what it has; comparing it with all others takes long
			t.Attr = nil
		}
		s.seen[t.Data] = true
	}
	t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool { return !isRead(a.Key) || len(a.Val) > mostWords })
	if t.DataAtom == atom.A {
		if open && s.linked {
			s.out.WriteString("</" + plainTag + "a>")
		}
		s.linked = open
	}
	if reopens(t.Data) {
		t.Data = plainTag + t.Data
	}
	s.out.WriteString(t.String())
}

// isRead says of an attribute that something is made of it.
func isRead(name string) bool {
	return slices.Contains([]string{"href", "src", "data-src", "alt", "title", "class", "role", "hidden", "aria-hidden", "lang", "rel", "hreflang", "colspan", "rowspan", "start", "align"}, name)
}

// reopens says of a tag that it goes on behind the end of what it is in.
func reopens(name string) bool {
	return slices.Contains([]string{"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}, name)
}

// treeOf is a page as a tree. Errors: known ones alone.
func treeOf(ctx context.Context, plain []byte) (*html.Node, error) {
	clean, err := strained(ctx, plain)
	if err != nil {
		return nil, err
	}
	tree, err := html.Parse(untilStopped{ctx, bytes.NewReader(clean)})
	if ctx.Err() != nil {
		return nil, errUnread
	}
	if err != nil {
		return nil, &models.Error{Code: models.CodeInvalid, Message: "This page cannot be read: it is nested too deep."}
	}
	for n := range tree.Descendants() {
		if name, is := strings.CutPrefix(n.Data, plainTag); is && n.Type == html.ElementNode && reopens(name) {
			n.Data, n.DataAtom = name, atom.Lookup([]byte(name))
		}
	}
	return tree, nil
}
