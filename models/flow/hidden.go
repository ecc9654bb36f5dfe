package flow

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Mask stands for what only the visitor may read.
const Mask = "••••"

// ShortestSecret is how many characters a sensitive answer has before it is looked for in other texts: "7" would be
// found in every price.
const ShortestSecret = 3

// WithoutSecrets is a text without what the visitor has answered to sensitive questions. It is for whole texts: in a
// part of one, a part of a secret is not found.
func (s State) WithoutSecrets(text string) string {
	var secrets []string
	for _, name := range s.Secret {
		if secret := s.Vars[name]; utf8.RuneCountInString(secret) >= ShortestSecret {
			secrets = append(secrets, secret)
		}
	}
	slices.SortStableFunc(secrets, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // one may be a part of another
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, Mask)
	}
	return text
}

// noted is a question as the team may read it, cut; "" where that is no other than Shortened.
func (s State) noted(question string) string {
	if note := Shortened(s.WithoutSecrets(question)); note != Shortened(question) {
		return note
	}
	return ""
}

// values are what the variables of a template hold, but for those that are empty or not for everybody's eyes.
func (s State) values(template string) map[string]string {
	var all map[string]string
	for _, name := range namesIn(template) {
		if strings.HasPrefix(name, secretPrefix) || slices.Contains(s.Secret, name) || blank(s.Vars[name]) {
			continue
		}
		if all == nil {
			all = map[string]string{}
		}
		if all[name] = cut(s.WithoutSecrets(strings.ToValidUTF8(s.Vars[name], "\uFFFD")), longestValue); len(all) == mostValues {
			break
		}
	}
	return all
}
