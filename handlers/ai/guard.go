package ai

import (
	"regexp"
	"strings"
	"unicode"
)

// plain leaves out what nobody sees but machines and what changes the direction of writing: words can be hidden in it.
func plain(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(text, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\u200c', r == '\u200d': // joiners are letters' own in some scripts
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r >= 0xE000 && r <= 0xF8FF, r >= 0xE0000 && r <= 0xE0FFF:
			return -1
		}
		return r
	}, text)
}

var (
	// whole is a link as it is written here.
	whole = regexp.MustCompile(`^\]\(([^\s()<>"'\\]+)\)`)
	// defined is the beginning of a line that says where links of a name lead.
	defined = regexp.MustCompile(`(?m)^([ \t]*(?:[-*+>][ \t]*)*\[[^\]\n]{1,300}\]):`)
	empties = regexp.MustCompile(`\n{3,}`)
)

// guard goes over a finished text once more, without any idea of Markdown: no address stays that is not known, however
// it came about, and nothing that reads as a link to one.
func (a addresses) guard(text string) string {
	for range 3 { // what is left out may bring parts together
		next := a.guarded(text)
		if next == text {
			break
		}
		text = next
	}
	return empties.ReplaceAllString(text, "\n\n")
}

func (a addresses) guarded(text string) string {
	text = defined.ReplaceAllString(a.unlinked(text), "$1 :")
	text = webAddress.ReplaceAllStringFunc(text, a.bare)
	return bareAddress.ReplaceAllStringFunc(text, func(found string) string {
		if end := sentenceEnd(found); !strings.Contains(a.texts, end) {
			return leftOut + found[len(end):]
		}
		return found
	})
}

// unlinked parts what reads as a link to an address that is not known.
func (a addresses) unlinked(text string) string {
	var b strings.Builder
	for {
		at := strings.Index(text, "](")
		if at < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at])
		text = text[at:]
		if found := whole.FindStringSubmatch(text); found != nil {
			if _, ok := a.find(found[1]); ok {
				b.WriteString(found[0])
				text = text[len(found[0]):]
				continue
			}
		}
		b.WriteString("] (")
		text = text[2:]
	}
}

// bare is an address among words: as it is where it is known, else left out.
func (a addresses) bare(found string) string {
	for _, one := range []string{found, strings.TrimRight(found, ")"), cutAt(found, ")")} {
		end := sentenceEnd(one)
		if _, ok := a.find(end); ok {
			return end + found[len(end):]
		}
		if strings.HasPrefix(strings.ToLower(end), "www.") {
			if _, ok := a.find("https://" + end); ok {
				return end + found[len(end):]
			}
		}
	}
	if at := mailAddress.FindString(found); at == found && at != "" {
		return found
	}
	return leftOut + found[len(sentenceEnd(found)):]
}

func cutAt(text, sign string) string {
	before, _, _ := strings.Cut(text, sign)
	return before
}

// misleading says that words of a link are an address, and another one than it leads to.
func misleading(label, address string) bool {
	for _, found := range append(webAddress.FindAllString(label, -1), bareAddress.FindAllString(label, -1)...) {
		if key, ok := keyOf(found); !ok || key != must(keyOf(address)) {
			return true
		}
	}
	return false
}

func must(key string, _ bool) string { return key }
