package desk

import "strings"

// language is a browser's language tag in words, with the region kept; the tag itself where we do
// not know it.
func language(tag string) string {
	base, region, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	name := languageName(strings.ToLower(base))
	switch {
	case name == "":
		return tag
	case region == "" || len(region) > 4:
		return name
	}
	return name + ", " + strings.ToUpper(region)
}

func languageName(base string) string {
	const known = "ar Arabic bg Bulgarian bn Bengali ca Catalan cs Czech da Danish de German el Greek " +
		"en English es Spanish et Estonian fa Persian fi Finnish fr French ga Irish he Hebrew hi Hindi " +
		"hr Croatian hu Hungarian id Indonesian is Icelandic it Italian ja Japanese ko Korean " +
		"lt Lithuanian lv Latvian ms Malay nb Norwegian nl Dutch nn Norwegian no Norwegian pl Polish " +
		"pt Portuguese ro Romanian ru Russian sk Slovak sl Slovenian sr Serbian sv Swedish th Thai " +
		"tr Turkish uk Ukrainian ur Urdu vi Vietnamese zh Chinese"
	words := strings.Fields(known)
	for i := 0; i+1 < len(words); i += 2 {
		if words[i] == base {
			return words[i+1]
		}
	}
	return ""
}
