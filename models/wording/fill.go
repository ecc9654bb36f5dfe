package wording

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest is how long an own text may be, in characters.
const Longest = 200

// Fill is a text with its parts filled in, as Of fills them: for one that had something else filled in before.
func Fill(text string, fill ...string) string { return filled(text, fill) }

// filled puts values in the place of the parts of a text. What a value holds is not filled again.
func filled(text string, fill []string) string {
	if len(fill) < 2 || !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, len(fill))
	for i := 0; i+1 < len(fill); i += 2 {
		pairs[i], pairs[i+1] = "{"+fill[i]+"}", fill[i+1]
	}
	return strings.NewReplacer(pairs[:len(fill)&^1]...).Replace(text)
}

// piece is words, or a part to be filled in.
type piece struct {
	text string
	part bool
}

// pieces cuts a text at its parts. Braces around anything but letters are words.
func pieces(text string) []piece {
	var all []piece
	plain := ""
	for text != "" {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		name, rest, closed := strings.Cut(text[open+1:], "}")
		if !closed || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
			plain, text = plain+text[:open+1], text[open+1:]
			continue
		}
		if plain += text[:open]; plain != "" {
			all = append(all, piece{text: plain})
		}
		all, plain, text = append(all, piece{name, true}), "", rest
	}
	if plain += text; plain != "" {
		all = append(all, piece{text: plain})
	}
	return all
}

// Parts are the names of what is filled into a text, each once.
func Parts(text string) []string {
	var names []string
	for _, p := range pieces(text) {
		if p.part && !slices.Contains(names, p.text) {
			names = append(names, p.text)
		}
	}
	return names
}

// Wrong says what is wrong with an own text, in a sentence for who runs the bot; "" when nothing is.
func Wrong(language string, n Name, text string) string {
	has, all, needed := Parts(text), Parts(Standard("en", n)), Parts(Standard(language, n))
	switch {
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		return "This goes on one line."
	case utf8.RuneCountInString(text) > Longest:
		return fmt.Sprintf("This has at most %d characters; there are %d.", Longest, utf8.RuneCountInString(text))
	case !strings.ContainsFunc(text, unicode.IsPrint) || strings.TrimSpace(text) == "":
		return "There is nothing to see in this."
	}
	for _, part := range needed {
		if !slices.Contains(has, part) && part != "kind" && part != "other" {
			return "Keep {" + part + "}: it is filled in when this is shown."
		}
	}
	for _, part := range has {
		if !slices.Contains(all, part) {
			return "There is no {" + part + "} here to be filled in."
		}
	}
	return ""
}

// Told is a sentence of the server, as it says it in English, in the words of the set: one of those for what does
// not work or is refused. found is false for one that is none of them; then it is as it was.
func (s Set) Told(sentence string) (words string, found bool) {
	for n := groupFitting.first(); n < end; n++ {
		if !n.said() {
			continue
		}
		if fill, fits := match(pieces(Standard("en", n)), sentence); fits {
			return s.Of(n, fill...), true
		}
	}
	return sentence, false
}

// said says that the server says it in a sentence of its own.
func (n Name) said() bool {
	return n == FillIn || n >= NothingToSend && n <= OverLimit || n >= GuestNameMissing
}

// match reads what was filled into a text.
func match(all []piece, text string) (fill []string, fits bool) {
	for i, p := range all {
		switch {
		case !p.part && !strings.HasPrefix(text, p.text):
			return nil, false
		case !p.part:
			text = text[len(p.text):]
			continue
		}
		value := text
		switch {
		case i+1 < len(all)-1:
			at := strings.Index(text, all[i+1].text)
			if at < 0 {
				return nil, false
			}
			value = text[:at]
		case i+1 == len(all)-1:
			if !strings.HasSuffix(text, all[i+1].text) {
				return nil, false
			}
			value = strings.TrimSuffix(text, all[i+1].text)
		}
		fill, text = append(fill, p.text, value), text[len(value):]
	}
	return fill, text == ""
}
