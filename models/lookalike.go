package models

import (
	"strings"
	"unicode"
)

// folds are the words of a name as fold has them.
func folds(name string) []string {
	var words []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '\u200c' && r != '\u200d' && r != '\'' && r != '’'
	}) {
		if f := fold(word); f != "" {
			words = append(words, f)
		}
	}
	return words
}

// fold is a word as it looks, so that those which look alike are the same: without case and marks, in the Latin
// letters that its letters pass for. What it makes is for comparing alone.
func fold(word string) string {
	var out strings.Builder
	for _, r := range word {
		r = unicode.ToLower(capital(ascii(r)))
		if unicode.IsMark(r) || !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		out.WriteRune(lookalike(plain(r)))
	}
	return strings.NewReplacer("rn", "m", "vv", "w", "ae", "a", "oe", "o", "ue", "u", "ss", "s").Replace(out.String())
}

// capital is the Latin letter that a capital of the Greek passes for which looks another way when it is small.
func capital(r rune) rune {
	switch r {
	case 'Η':
		return 'h'
	case 'Μ':
		return 'm'
	case 'Ν':
		return 'n'
	case 'Υ':
		return 'y'
	case 'Ζ':
		return 'z'
	}
	return r
}

// ascii is the letter or digit behind one that is drawn wide, bold, slanted, in a circle or in a box.
func ascii(r rune) rune {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xff01 + '!'
	case r >= 0x24b6 && r <= 0x24cf:
		return r - 0x24b6 + 'a'
	case r >= 0x24d0 && r <= 0x24e9:
		return r - 0x24d0 + 'a'
	case r >= 0x249c && r <= 0x24b5:
		return r - 0x249c + 'a'
	case r >= 0x1f110 && r <= 0x1f189 && (r-0x1f110)%0x20 < 26:
		return (r-0x1f110)%0x20 + 'a'
	case r >= 0x1d400 && r <= 0x1d6a3:
		return (r-0x1d400)%26 + 'a'
	case r >= 0x1d7ce && r <= 0x1d7ff:
		return (r-0x1d7ce)%10 + '0'
	case r >= 0x1d6a8 && r <= 0x1d7c9:
		return greekOf((r - 0x1d6a8) % 58)
	}
	return r
}

// greekOf is the Greek letter at a place of one of the styles of mathematics.
func greekOf(at rune) rune {
	switch {
	case at < 25:
		return 'Α' + at
	case at >= 26 && at < 51:
		return 'α' + at - 26
	}
	return '.'
}

// lookalike is the Latin letter that a small letter or a digit passes for; others stay as they are.
func lookalike(r rune) rune {
	for _, alike := range [...]string{
		"aаαɑ@ａ4ᴀꓮꭺ",
		"bьвβʙꓐᏼ", // what looks like a capital letter is made small before
		"cсϲᴄꓚꮯ",
		"dԁɗᴅꓓꭰ",
		"eеєёɛε3ҽᴇꓰꭼ",
		"fғϝꜰꓝ",
		"gԍɡɢ9ꓖꮐց",
		"hһнʜꓧꮋհ",
		"jјϳᴊꓙꭻյ",
		"kкκқĸᴋꓗꮶ",
		"lіιӏїɩɪǀ1|ⅼⅰiʟꓡꮮꓲꭵꮖլı",
		"mмϻⅿʍᴍꓟꮇ",
		"nпηռɴꓠո",
		"oоοσօө0ᴏꓳ",
		"pрρϼᴘꓑꮲ",
		"qԛզ",
		"rгʀꓣꭱꮢ",
		"sѕꜱƽß5ꓢꮪտ",
		"tтτ7ᴛꓔꭲ",
		"uυսʋцᴜꓴ",
		"vνѵⅴᴠꓦꮩ",
		"wѡωԝшᴡꓪꮃꮤ",
		"xхχⅹꓫ",
		"yуγүʏўꓬꮍ",
		"zʐᴢ2ꓜꮓ",
	} {
		if strings.ContainsRune(alike, r) {
			return rune(alike[0])
		}
	}
	return r
}
