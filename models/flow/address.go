package flow

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

const maxAddress = 8000 // bytes

var (
	errScheme  = errors.New("it has to begin with https:// or http://")
	errHost    = errors.New("variables cannot stand in its scheme, host or port")
	errLogin   = errors.New("it cannot hold a name or password")
	errDots    = errors.New("it cannot hold “.” or “..” as a part of its path")
	errLong    = errors.New("it is too long")
	errAddress = errors.New("it is no web address")
)

// webOnly are the schemes of what a message shows; webAndMore those of what is opened by a press. A
// path of this server goes with both.
func webOnly() []string    { return []string{"https", "http"} }
func webAndMore() []string { return []string{"https", "http", "mailto", "tel"} }

// fillLink fills the address of something to show or to open: of one of the schemes, or a path of this
// server. An address that is one variable and nothing else is taken from it whole, if it is of the web.
func fillLink(template string, vars map[string]string, schemes []string) (string, error) {
	template = strings.TrimSpace(template)
	if name, ok := soleName(template); ok {
		return address{schemes: webOnly(), pieces: []piece{{words: strings.TrimSpace(known(vars, name))}}}.filled(nil)
	}
	return address{schemes: schemes, local: true, pieces: slices.Collect(pieces(template))}.filled(vars)
}

// fillURL fills the address of a request.
func fillURL(template string, vars map[string]string) (string, error) {
	template = strings.TrimSpace(template)
	return address{schemes: webOnly(), pieces: slices.Collect(pieces(template))}.filled(vars)
}

// linkFlaws says what is wrong with an address to show or to open.
func linkFlaws(field, template string, schemes []string) []flaw {
	if blank(template) {
		return one(field, "There is no address.")
	}
	if _, ok := soleName(strings.TrimSpace(template)); ok {
		return nil
	}
	if _, err := fillLink(template, sample(template), schemes); err != nil {
		return one(field, "The address %q cannot be used: %s.", brief(template), err)
	}
	return nil
}

// sample gives every variable of a template a value, to see what would become of it.
func sample(template string) map[string]string {
	vars := map[string]string{}
	for _, name := range namesIn(template) {
		vars[name] = "1"
	}
	return vars
}

// optionalLinkFlaws is linkFlaws for an address that may be left out.
func optionalLinkFlaws(field, template string, schemes []string) []flaw {
	if blank(template) {
		return nil
	}
	return linkFlaws(field, template, schemes)
}

// soleName is the variable that a template is, and nothing else.
func soleName(template string) (string, bool) {
	before, name, after, ok := nextName(template)
	return name, ok && before == "" && after == ""
}

// address is a template of an address. Its scheme and host stand in the first words; what comes from
// variables is encoded for the path, the query or the fragment in which it lands.
type address struct {
	schemes []string
	local   bool // a path of this server will do
	pieces  []piece
}

func (a address) filled(vars map[string]string) (string, error) {
	if len(a.pieces) == 0 {
		return "", errAddress
	}
	head, rest, err := a.head()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(head)
	part := byte('/')
	part = writeWords(&b, rest, part)
	for _, p := range a.pieces[1:] {
		switch {
		case b.Len() > maxAddress: // it is refused
		case p.name == "":
			part = writeWords(&b, p.words, part)
		case part == '?':
			b.WriteString(url.QueryEscape(known(vars, p.name)))
		default:
			b.WriteString(url.PathEscape(known(vars, p.name)))
		}
	}
	return b.String(), a.check(b.String(), head)
}

// head parts the first words into scheme with host, and what follows. Where there is no host head is
// "mailto:", "tel:", or nothing for a path of this server.
func (a address) head() (head, rest string, err error) {
	words := a.pieces[0].words
	if a.pieces[0].name != "" {
		return "", "", errHost
	}
	if a.local && strings.HasPrefix(words, "/") {
		return "", words, nil
	}
	scheme, after, found := strings.Cut(words, ":")
	if lower := strings.ToLower(scheme); !found || !slices.Contains(a.schemes, lower) {
		return "", "", a.problem()
	} else if lower == "mailto" || lower == "tel" {
		return lower + ":", after, nil
	}
	host, ok := strings.CutPrefix(after, "//")
	if !ok {
		return "", "", a.problem()
	}
	end := strings.IndexAny(host, `/?#\`)
	if end < 0 && len(a.pieces) > 1 {
		return "", "", errHost
	} else if end < 0 {
		end = len(host)
	}
	return strings.ToLower(scheme) + "://" + host[:end], host[end:], nil
}

func (a address) problem() error {
	switch {
	case !a.local:
		return errScheme
	case slices.Contains(a.schemes, "tel"):
		return fmt.Errorf("%w, mailto:, tel:, or with one /", errScheme)
	}
	return fmt.Errorf("%w, or with one /", errScheme)
}

// check says whether a filled address is what its template promised.
func (a address) check(filled, head string) error {
	if len(filled) > maxAddress {
		return errLong
	}
	u, err := url.Parse(filled)
	switch {
	case err != nil:
		return errAddress
	case u.User != nil:
		return errLogin
	case head == "" && (u.Scheme != "" || u.Host != "" || strings.HasPrefix(filled, "//")):
		return errAddress
	case u.Opaque != "" || head != "" && !strings.Contains(head, "//"):
		if u.Opaque == "" || u.Scheme+":" != head {
			return errAddress
		}
		return nil
	case head != "" && !strings.EqualFold(u.Scheme+"://"+u.Host, head):
		return errHost
	case head != "" && u.Hostname() == "":
		return errAddress
	}
	return dots(u.EscapedPath())
}

// dots refuses parts of a path that lead upwards, in any spelling.
func dots(path string) error {
	for part := range strings.SplitSeq(path, "/") {
		part = strings.ReplaceAll(strings.ToLower(part), "%2e", ".")
		if part == "." || part == ".." {
			return errDots
		}
	}
	return nil
}

// writeWords writes what the author wrote, with what cannot stand in an address encoded, and says in
// which part of it that ends: the path, the query ('?') or the fragment ('#').
func writeWords(b *strings.Builder, words string, part byte) byte {
	for i := range len(words) {
		c := words[i]
		if c == '#' || c == '?' && part == '/' {
			part = c
		}
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return part
}
