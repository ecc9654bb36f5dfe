package models

import (
	"strings"
	"unicode"
)

// token is a word of a text as search compares words, and where it stands in bytes.
type token struct {
	folded   string
	from, to int
}

// tokens cuts a text into words: what is no letter, number or mark parts them. Upper case and the marks of
// Latin letters are nothing to tell words apart by. In writing without spaces every letter is a word.
func tokens(text string) []token {
	var all []token
	var word strings.Builder
	from := -1
	end := func(at int) {
		if from >= 0 && word.Len() > 0 {
			all = append(all, token{word.String(), from, at})
		}
		word.Reset()
		from = -1
	}
	alone := false // the word is a letter of its own, to which marks may still come
	for at, r := range text {
		mark := unicode.IsMark(r)
		switch {
		case !mark && !unicode.IsLetter(r) && !unicode.IsNumber(r):
			end(at)
			continue
		case !mark && (alone || spaceless(r)):
			end(at)
		}
		if from < 0 {
			from = at
			alone = spaceless(r)
		}
		if !mark || r < 0x300 || r > 0x36f {
			word.WriteRune(plain(unicode.ToLower(r)))
		}
	}
	end(len(text))
	return all
}

func spaceless(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar)
}

// plain is a small Latin letter without its marks, or its stroke; others stay as they are.
func plain(r rune) rune {
	if r < 0xe0 || r > 0x24f && r < 0x1e00 || r > 0x1eff {
		return r
	}
	for _, marked := range [...]string{
		"aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
		"bḃḅḇ",
		"cçćĉċčḉ",
		"dďḋḍḏḑḓđ",
		"eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
		"fḟ",
		"gĝğġģǧǵḡ",
		"hĥȟḣḥḧḩḫẖħ",
		"iìíîïĩīĭįǐȉȋḭḯỉịı",
		"jĵǰ",
		"kķǩḱḳḵ",
		"lĺļľḷḹḻḽł",
		"mḿṁṃ",
		"nñńņňǹṅṇṉṋ",
		"oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø",
		"pṕṗ",
		"rŕŗřȑȓṙṛṝṟ",
		"sśŝşšșṡṣṥṧṩſẛ",
		"tţťțṫṭṯṱẗŧ",
		"uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
		"vṽṿ",
		"wŵẁẃẅẇẉẘ",
		"xẋẍ",
		"yýÿŷȳẏẙỳỵỷỹ",
		"zźżžẑẓẕ",
	} {
		if strings.ContainsRune(marked, r) {
			return rune(marked[0])
		}
	}
	return r
}

// SearchText is a text as the index of search has it: its words, with a space between two.
func SearchText(text string) string {
	var out strings.Builder
	for i, t := range tokens(text) {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(t.folded)
	}
	return out.String()
}
