package ai

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

// addresses are those that an answer may link to: the ones that stand in the articles it is made of, and those of the
// help pages.
type addresses struct {
	texts string
	by    map[string]string // what it leads to → how it is written
}

// leftOut stands for an address that is not shown.
const leftOut = "[…]"

var (
	// webAddress is what anything that shows text might make a link of.
	webAddress = regexp.MustCompile(`(?i)[a-z][a-z0-9+.\-]{1,20}:(?:/|\\|%2f){2}[^\s<>"` + "`" + `\[\]]*|\bwww\.[^\s<>"` + "`" + `\[\]]+`)
	// bareAddress is one without a scheme: a host with a path or a query.
	bareAddress = regexp.MustCompile(`(?i)(?:[\p{L}\p{N}_-]+\.)+[\p{L}]{2,24}(?::\d{1,5})?[/?#\\][^\s<>"` + "`" + `\[\]]+`)
	otherScheme = regexp.MustCompile(`(?i)\b(?:mailto|tel):[^\s<>"'()\[\]` + "`" + `?]+`)
	mailAddress = regexp.MustCompile(`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)
	helpPage    = regexp.MustCompile(`^/help(?:/[\p{L}\p{N}_~-][\p{L}\p{N}._~-]*)*/?(?:#[\p{L}\p{N}\p{M}-]+)?$`)
)

// known are the addresses in texts of the team's.
func known(texts ...string) addresses {
	all := addresses{texts: strings.Join(texts, "\n"), by: map[string]string{}}
	for _, text := range texts {
		for _, found := range webAddress.FindAllString(text, -1) {
			all.add(found)
			if i := strings.IndexByte(found, ')'); i > 0 { // of [words](address)
				all.add(found[:i])
			}
		}
		for _, found := range otherScheme.FindAllString(text, -1) {
			all.add(found)
		}
		for _, found := range mailAddress.FindAllString(text, -1) {
			all.add("mailto:" + found)
		}
	}
	return all
}

func (a addresses) add(address string) {
	address = sentenceEnd(address)
	if strings.HasPrefix(strings.ToLower(address), "www.") {
		address = "https://" + address
	}
	if key, ok := keyOf(address); ok {
		a.by[key] = address
	}
}

// sentenceEnd leaves off what ends a sentence behind an address.
func sentenceEnd(address string) string {
	for {
		cut := strings.TrimRight(address, ".,;:!?…*_'~|")
		if strings.HasSuffix(cut, ")") && strings.Count(cut, ")") > strings.Count(cut, "(") {
			cut = strings.TrimSuffix(cut, ")")
		}
		if cut == address {
			return address
		}
		address = cut
	}
}

// keyOf is what an address leads to: two with the same lead to the same place. It is false for what is none to follow.
func keyOf(address string) (string, bool) {
	if strings.IndexFunc(address, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\\' || unicode.Is(unicode.Cf, r)
	}) >= 0 {
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return "", false
		}
		path := strings.TrimSuffix(u.EscapedPath(), "/")
		return strings.ToLower(u.Scheme+"://"+u.Host) + path + "?" + u.RawQuery, true
	case "mailto", "tel":
		if u.Opaque == "" || u.RawQuery != "" {
			return "", false
		}
		return strings.ToLower(u.Scheme + ":" + u.Opaque), true
	}
	return "", false
}

// find is a known address as it may be written; false for any other.
func (a addresses) find(to string) (string, bool) {
	to = strings.TrimSpace(to)
	if helpPage.MatchString(to) && !strings.Contains(to, "..") {
		return to, true
	}
	if !strings.Contains(to, ":") && mailAddress.FindString(to) == to && to != "" {
		to = "mailto:" + to
	}
	key, ok := keyOf(to)
	if !ok {
		return "", false
	}
	address, ok := a.by[key]
	return address, ok
}
