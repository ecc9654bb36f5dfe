package models

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Languages are those that most people look for, by their tags.
func Languages() []Language {
	return []Language{{"ar", "العربية"}, {"cs", "Čeština"}, {"da", "Dansk"}, {"de", "Deutsch"}, {"el", "Ελληνικά"},
		{"en", "English"}, {"es", "Español"}, {"fi", "Suomi"}, {"fr", "Français"}, {"he", "עברית"}, {"hi", "हिन्दी"},
		{"hu", "Magyar"}, {"id", "Bahasa Indonesia"}, {"it", "Italiano"}, {"ja", "日本語"}, {"ko", "한국어"}, {"nb", "Norsk"},
		{"nl", "Nederlands"}, {"pl", "Polski"}, {"pt", "Português"}, {"ro", "Română"}, {"ru", "Русский"}, {"sv", "Svenska"},
		{"th", "ไทย"}, {"tr", "Türkçe"}, {"uk", "Українська"}, {"vi", "Tiếng Việt"}, {"zh", "中文"}}
}

// LanguageName is a language in its own words, "Deutsch (CH)"; the tag where it is none of Languages.
func LanguageName(tag string) string {
	base, rest, more := strings.Cut(tag, "-")
	for _, l := range Languages() {
		switch {
		case l.Tag == tag:
			return l.Name
		case l.Tag == base && more:
			return l.Name + " (" + rest + ")"
		}
	}
	return tag
}

// RightToLeft says whether a language is written so.
func RightToLeft(tag string) bool {
	base, _, _ := strings.Cut(tag, "-")
	return slices.Contains([]string{"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}, base)
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)

// CleanLanguage is a tag of BCP 47 as it is written: en, en-GB, zh-Hant. The name of one of Languages goes as
// well. Errors: CodeInvalid.
func CleanLanguage(field, tag string) (string, error) {
	tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")
	for _, l := range Languages() {
		if strings.EqualFold(tag, l.Name) {
			return l.Tag, nil
		}
	}
	if tag == "" {
		return "", invalid(field, "Say which language it is in.")
	}
	if !languageTag.MatchString(tag) {
		return "", invalid(field, "A language is a short code: en, de, pt-BR.")
	}
	parts := strings.Split(strings.ToLower(tag), "-")
	for i, part := range parts[1:] {
		switch len(part) {
		case 2:
			parts[i+1] = strings.ToUpper(part)
		case 4:
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "-"), nil
}

// What of an Accept-Language is looked at, in bytes and languages.
const (
	longestAccept = 1000
	mostAccepted  = 30
)

// BestLanguage is the first of those that a browser accepts (RFC 9110) among what there is: the same one, else
// one with the same base. "" where none is.
func BestLanguage(accept string, have []string) string {
	for _, want := range accepted(accept) {
		base, _, _ := strings.Cut(want, "-")
		for _, fits := range []func(string) bool{
			func(tag string) bool { return strings.EqualFold(tag, want) },
			func(tag string) bool { return strings.EqualFold(tag, base) },
			func(tag string) bool { own, _, _ := strings.Cut(tag, "-"); return strings.EqualFold(own, base) },
		} {
			if at := slices.IndexFunc(have, fits); at >= 0 {
				return have[at]
			}
		}
	}
	return ""
}

// accepted are the languages of the header, the most wanted first.
func accepted(header string) []string {
	type wish struct {
		tag    string
		weight float64
	}
	var wishes []wish
	for part := range strings.SplitSeq(header[:min(len(header), longestAccept)], ",") {
		tag, rest, _ := strings.Cut(strings.TrimSpace(part), ";")
		weight := 1.0
		if q, found := strings.CutPrefix(strings.TrimSpace(rest), "q="); found {
			weight, _ = strconv.ParseFloat(q, 64) // what is no number is not wanted
		}
		if tag = strings.TrimSpace(tag); languageTag.MatchString(tag) && weight > 0 && len(wishes) < mostAccepted {
			wishes = append(wishes, wish{tag, weight})
		}
	}
	slices.SortStableFunc(wishes, func(a, b wish) int { return cmp.Compare(b.weight, a.weight) })
	var tags []string
	for _, w := range wishes {
		tags = append(tags, w.tag)
	}
	return tags
}
