package answer

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of what is said is looked at for a wish to talk to a person, in characters of its beginning and of its
// end: longer texts are about something else.
const longestWish = 400

// AsksForPerson says whether words ask to talk to a person, in English, German, French, Spanish, Italian, Portuguese
// or Dutch, or have one of the bot's own phrases in them. Case and accents make no difference. Where it is not plain
// that a person of the team is meant, they do not ask for one: the AI answers, and may still offer one.
func AsksForPerson(words string, own []string) bool {
	said := personFold(words)
	for _, phrase := range own {
		if p := personFold(phrase); len(p) > 2 && strings.Contains(said, p) {
			return true
		}
	}
	if n := utf8.RuneCountInString(said); n > 2*longestWish {
		runes := []rune(said)
		said = string(runes[:longestWish]) + " " + string(runes[n-longestWish:])
	}
	return personBare.MatchString(said) || personPlain.MatchString(said) ||
		personWanted(personSpeak, said, false) || personWanted(personWish, said, true)
}

// What is said, folded, is matched with these: words that are all there is, wishes that are plain by themselves,
// talk with somebody, and the wish for somebody.
var (
	personBare  = regexp.MustCompile(`^ (?:(?:` + personPolite + `) )*(?:` + personAlone + `) (?:(?:` + personPolite + `) )*$`)
	personPlain = regexp.MustCompile(` (?:` + personEnglishPlain + `|` + personGermanPlain + `|` + personFrenchPlain + `|` + personSpanishPlain + `|` +
		personItalianPlain + `|` + personPortuguesePlain + `|` + personDutchPlain + `) `)
	personSpeak = regexp.MustCompile(` (?:` + personEnglishSpeak + `|` + personGermanSpeak + `|` + personFrenchSpeak + `|` + personSpanishSpeak + `|` +
		personItalianSpeak + `|` + personPortugueseSpeak + `|` + personDutchSpeak + `) `)
	personWish = regexp.MustCompile(` (?:` + personEnglishWish + `|` + personGermanWish + `|` + personFrenchWish + `|` + personSpanishWish + `|` +
		personItalianWish + `|` + personPortugueseWish + `|` + personDutchWish + `) `)
	personNot  = regexp.MustCompile(` (?:` + personNoWish + `)((?: \S+){0,4}?) $`)
	personTurn = regexp.MustCompile(` (?:` + personAnew + `) `)
	personNext = regexp.MustCompile(`^ (?:` + personBehind + `) `)
	personOdd  = regexp.MustCompile(`^ (?:` + personOther + `) `)
)

// personWanted says whether words match and mean it: what stands before does not deny it, and what comes behind
// makes nothing else of the person. A close match has only certain words behind it.
func personWanted(form *regexp.Regexp, said string, closely bool) bool {
	for from := 0; from < len(said); {
		at := form.FindStringIndex(said[from:])
		if at == nil {
			return false
		}
		before, behind := said[:from+at[0]+1], said[from+at[1]-1:]
		fits := behind == " " || personNext.MatchString(behind)
		if !closely {
			fits = strings.HasPrefix(behind, " s il ") || !personOdd.MatchString(behind)
		}
		if fits && !personDenied(before) {
			return true
		}
		from += at[0] + 1
	}
	return false
}

// personDenied says that what stands before is the opposite of a wish, and belongs to it.
func personDenied(before string) bool {
	not := personNot.FindStringSubmatch(before)
	return not != nil && !personTurn.MatchString(not[1]+" ")
}

// personFold is a text as words in small letters without accents, parted by single spaces, with one at both ends.
func personFold(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 2)
	b.WriteByte(' ')
	parted := true
	for _, r := range text {
		r = unicode.ToLower(r)
		switch {
		case unicode.Is(unicode.Mn, r): // an accent that stands for itself
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteString(fold(string(r)))
			parted = false
		case (r == '\'' || r == '’') && personJoins(b.String()): // don't
		case !parted:
			b.WriteByte(' ')
			parted = true
		}
	}
	if !parted {
		b.WriteByte(' ')
	}
	return b.String()
}

// personJoins says that an apostrophe stands within a word of which the parts are none: "don't", "can't", "I'd".
func personJoins(before string) bool {
	word := before[strings.LastIndexByte(before, ' ')+1:]
	switch word {
	case "i", "we", "id", "you", "ill", "they", "whats":
		return true
	}
	return len(word) > 2 && strings.HasSuffix(word, "n") && personAuxiliary(word)
}

// personAuxiliary are those that take an n't.
func personAuxiliary(word string) bool {
	switch word {
	case "don", "can", "won", "isn", "aren", "didn", "doesn", "couldn", "wouldn", "shouldn", "wasn", "haven", "hasn":
		return true
	}
	return false
}
