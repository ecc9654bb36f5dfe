package answer

import (
	"strings"
	"unicode"
)

// longestWord is how much of a word counts, in characters.
const longestWord = 40

// wordsOf are the words of a text in lower case. What is no letter, number or mark parts them; of writing without spaces
// each two letters that follow one another are a word.
func wordsOf(text string) []string {
	var all []string
	var word []rune
	var alone []rune // a run of writing without spaces
	end := func() {
		if len(word) > 0 {
			all = append(all, string(word[:min(len(word), longestWord)]))
		}
		word = word[:0]
		if len(alone) == 1 {
			all = append(all, string(alone))
		}
		for i := 1; i < len(alone); i++ {
			all = append(all, string(alone[i-1:i+1]))
		}
		alone = alone[:0]
	}
	for _, r := range text {
		switch {
		case r >= 0x300 && r <= 0x36f: // the mark of a Latin letter, written apart
		case spaceless(r):
			if len(word) > 0 {
				end()
			}
			alone = append(alone, r)
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) && len(word) > 0:
			if len(alone) > 0 {
				end()
			}
			word = append(word, unicode.ToLower(r))
		default:
			end()
		}
	}
	end()
	return all
}

func spaceless(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// fold is a word without the marks of its Latin letters.
func fold(word string) string {
	if ascii(word) {
		return word
	}
	var out strings.Builder
	for _, r := range word {
		switch r {
		case 'ß':
			out.WriteString("ss")
		case 'æ':
			out.WriteString("ae")
		case 'œ':
			out.WriteString("oe")
		default:
			out.WriteRune(bare(r))
		}
	}
	return out.String()
}

// bare is a small Latin letter without its mark.
func bare(r rune) rune {
	const (
		marked = "àáâãäåāăąçćčďđèéêëēėęěğìíîïīįıłñńňòóôõöøōőřśşšșťţțùúûüūůűýÿźżž"
		plain  = "aaaaaaaaacccddeeeeeeeegiiiiiiilnnnoooooooorsssstttuuuuuuuyyzzz"
	)
	if r < 0xe0 || r > 0x24f {
		return r
	}
	at := 0
	for _, m := range marked {
		if m == r {
			return rune(plain[at])
		}
		at++
	}
	return r
}

func ascii(word string) bool {
	for i := range len(word) {
		if word[i] >= 0x80 {
			return false
		}
	}
	return true
}

// base is the language of a tag: "pt" of "pt-BR".
func base(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return tag
}
