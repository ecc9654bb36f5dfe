package models

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	slugPattern = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(-[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*$`)
	slugBreak   = regexp.MustCompile(`[^\p{L}\p{N}\p{M}]+`)
)

// slugRoom is left free at the end of a slug that is made of a title.
const slugRoom = 20

// SlugOf is an address made of a title: small letters without accents, words joined by -. "article" where
// nothing is left. static/js/articles/slug.js makes the same while one types.
func SlugOf(title string) string {
	text := strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(title))
	text = strings.Trim(slugBreak.ReplaceAllString(unaccented(text), "-"), "-")
	for len(text) > 2*(LongestSlug-slugRoom) || utf8.RuneCountInString(text) > LongestSlug-slugRoom {
		cut := strings.LastIndexByte(text, '-')
		if cut < 0 {
			runes := []rune(text)
			text = string(runes[:len(runes)*3/4])
		} else {
			text = text[:cut]
		}
	}
	if !slugPattern.MatchString(text) {
		return "article"
	}
	return text
}

// unaccented writes the letters of Latin alphabets without what is above or below them.
func unaccented(text string) string {
	const plain = "a àáâãåāăą c çćĉċč d ďđð e èéêëēĕėęě g ĝğġģ h ĥħ i ìíîïĩīĭįı j ĵ k ķ l ĺļľŀł n ñńņňŋ o òóôõøōŏő " +
		"r ŕŗř s śŝşšș t ţťŧț u ùúûũūŭůűų w ŵ y ýÿŷ z źżž ae äæ oe öœ ue ü ss ß th þ"
	words := strings.Fields(plain)
	var b strings.Builder
	for _, r := range text {
		to := string(r)
		for i := 0; i+1 < len(words) && r > 0x7f; i += 2 {
			if strings.ContainsRune(words[i+1], r) {
				to = words[i]
				break
			}
		}
		if r < 0x300 || r > 0x36f { // accents that stand alone
			b.WriteString(to)
		}
	}
	return b.String()
}
