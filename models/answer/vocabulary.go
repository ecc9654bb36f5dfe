package answer

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// Vocabulary is which words all passages have, and in how many of them each stands.
type Vocabulary struct {
	Passages int
	Words    map[string]int
	list     []entry // without what stands for others, for near
}

// entry is a word and which letters it has.
type entry struct {
	word    string
	letters uint32
}

// NewVocabulary takes the words over.
func NewVocabulary(passages int, words map[string]int) *Vocabulary {
	v := &Vocabulary{Passages: passages, Words: words}
	for word := range words {
		if ascii(word) {
			v.list = append(v.list, entry{word, letters(word)})
		}
	}
	slices.SortFunc(v.list, func(a, b entry) int { return strings.Compare(a.word, b.word) })
	return v
}

// weight is how much a word says that stands in n passages.
func (v *Vocabulary) weight(n int) float64 {
	n = min(n, v.Passages)
	return math.Log(1 + (float64(v.Passages-n)+0.5)/(float64(n)+0.5))
}

// mostIn is in how many passages the commonest of some words stands.
func (v *Vocabulary) mostIn(words ...string) int {
	n := 0
	for _, word := range words {
		n = max(n, v.Words[word])
	}
	return n
}

// leastIn is in how many passages the rarest of those words stands that stand somewhere.
func (v *Vocabulary) leastIn(words []string) int {
	least := 0
	for _, word := range words {
		if n := v.Words[word]; n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	return least
}

func letters(word string) uint32 {
	var set uint32
	for i := range len(word) {
		set |= 1 << (word[i] & 31)
	}
	return set
}

// near is the word that somebody meant who mistyped it: one letter other, left out, too many or in the other's place; two
// in a long word. "" where there is none.
func (v *Vocabulary) near(word string) string {
	if len(word) < 4 || !ascii(word) || strings.ContainsAny(word, "0123456789") {
		return ""
	}
	allowed := 1
	if len(word) >= 8 {
		allowed = 2
	}
	own, best, least := letters(word), "", allowed+1
	for _, e := range v.list {
		if d := len(e.word) - len(word); d > allowed || d < -allowed || bits.OnesCount32(e.letters^own) > 2*allowed {
			continue
		}
		d := distance(word, e.word, allowed)
		if d <= allowed && (e.word[0] != word[0] || unlike(e.word, word)) {
			d++ // people get the first letter right, and a short word with another letter is another word: "plane", "place"
		}
		if d < least || d == least && best != "" && v.Words[e.word] > v.Words[best] {
			best, least = e.word, d
		}
	}
	return best
}

// mostShort is how long short words are: one letter is much of them.
const mostShort = 5

// unlike says that two short words differ by a letter that nobody takes for the other: one that is far from it on a
// keyboard, and not both vowels.
func unlike(a, b string) bool {
	if len(a) != len(b) || len(a) > mostShort {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] {
			return a[i+1:] == b[i+1:] && !besideOnKeys(a[i], b[i]) && !(vowel(a[i]) && vowel(b[i]))
		}
	}
	return false
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// besideOnKeys says whether two letters are neighbours on a keyboard, in one of its rows or in two.
func besideOnKeys(a, b byte) bool {
	for _, rows := range [][]string{{"qwertyuiop", "asdfghjkl", "zxcvbnm"}, {"qwertzuiop", "asdfghjkl", "yxcvbnm"}, {"azertyuiop", "qsdfghjklm", "wxcvbn"}} {
		for i, one := range rows {
			for j, other := range rows {
				x, y := strings.IndexByte(one, a), strings.IndexByte(other, b)
				if x >= 0 && y >= 0 && max(i-j, j-i) <= 1 && max(x-y, y-x) <= 1 {
					return true
				}
			}
		}
	}
	return false
}

// longer are words that begin or end with a word, the commonest first: what languages write together.
func (v *Vocabulary) longer(word string) []string {
	if len(word) < 5 || !ascii(word) {
		return nil
	}
	var all []string
	for _, e := range v.list {
		if len(e.word) >= len(word)+3 && (strings.HasPrefix(e.word, word) || strings.HasSuffix(e.word, word)) {
			all = append(all, e.word)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return v.Words[b] - v.Words[a] })
	return all[:min(len(all), 6)]
}

// distance counts the letters to change from one ASCII word to another, neighbours that change places as one; more than
// most is most+1.
func distance(a, b string, most int) int {
	var rows [3][longestWord + 2]int
	if len(a) > longestWord || len(b) > longestWord {
		return most + 1
	}
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		now, last, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
			least = min(least, now[j])
		}
		if least > most {
			return most + 1
		}
	}
	return rows[len(a)%3][len(b)]
}
