package models

import (
	"slices"

	"deskbell/models/wording"
)

// Speaks are the languages that a bot's visitors are spoken to in by what is around the chat, the first where
// none fits.
func (s *BotSettings) Speaks() []string {
	if len(s.Languages) == 0 {
		return []string{"en"}
	}
	return s.Languages
}

// Words are what a visitor reads around the chat; wanted are the visitor's languages as an Accept-Language has
// them.
func (s *BotSettings) Words(wanted string) wording.Set {
	language := BestLanguage(wanted, s.Speaks())
	if language == "" {
		language = s.Speaks()[0]
	}
	return wording.In(language, s.Texts)
}

// GuestWords are what its guests read around the chat, in the language that it mails to them in: Deskbell's own, since
// Texts are written to visitors.
func (s *BotSettings) GuestWords() wording.Set { return wording.In(s.Speaks()[0], nil) }

// CheckLanguages errors with CodeInvalid, field languages, for languages that there are no words in.
func CheckLanguages(tags []string) error {
	for i, tag := range tags {
		switch {
		case !slices.Contains(wording.Languages(), tag):
			return invalid("languages", "There are no words in %q; there are in %q.", shorten(tag, 40), wording.Languages())
		case slices.Contains(tags[:i], tag):
			return invalid("languages", "%q stands there twice.", tag)
		}
	}
	return nil
}

// CheckTexts errors with CodeInvalid, field texts.language.key, for a text that could not be shown.
func CheckTexts(texts map[string]map[string]string) error {
	for language, own := range texts {
		if !slices.Contains(wording.Languages(), language) {
			return invalid("texts", "There are no words in %q; there are in %q.", shorten(language, 40), wording.Languages())
		}
		for key, text := range own {
			name, known := wording.Named(key)
			if !known {
				return invalid("texts", "No text is called %q.", shorten(key, 40))
			}
			if wrong := wording.Wrong(language, name, text); wrong != "" {
				return invalid("texts."+language+"."+key, "The text %q in %s: %s", key, LanguageName(language), wrong)
			}
		}
	}
	return nil
}
