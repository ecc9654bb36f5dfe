package sniff

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName of a file, in characters (runes), its ending included.
const longestName = 120

// reserved are names that mean something else on Windows.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// CleanName is what a file is called from whatever name came with it: no folders, no characters that
// cannot be seen or that change the direction of writing, none that a file system takes for its own. It
// is never empty.
func CleanName(name string) string {
	name = strings.ToValidUTF8(name, "")
	if cut := strings.LastIndexAny(name, `/\`); cut >= 0 {
		name = name[cut+1:]
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp), r == unicode.ReplacementChar:
			return -1
		case strings.ContainsRune(`<>:"|?*;%`, r):
			return '_'
		}
		return r
	}, name)
	name = strings.TrimRight(strings.Join(strings.Fields(name), " "), ". ")
	ending := path.Ext(name)
	if len(ending) > 12 { // a sentence rather than an ending
		ending = ""
	}
	stem := strings.Trim(strings.TrimSuffix(name, ending), ". ")
	if stem == "" {
		stem = "file"
	}
	if over := utf8.RuneCountInString(stem) + utf8.RuneCountInString(ending) - longestName; over > 0 {
		runes := []rune(stem)
		stem = strings.TrimRight(string(runes[:len(runes)-over]), ". ")
	}
	if name = stem + ending; reserved.MatchString(name) {
		name = "_" + name
	}
	return name
}
