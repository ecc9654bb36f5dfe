package admin

import (
	"html"
	"slices"
	"strings"

	"deskbell/models"
	"deskbell/models/wording"
)

// BotTexts is the section of a bot's languages and texts.
const BotTexts = "texts"

// TextField is the name of the field of an own text.
func TextField(language string, n wording.Name) string { return "texts." + language + "." + n.Key() }

// textFields are the languages and all texts as fields.
func (f BotForm) textFields() []fieldOf {
	names := make([]string, len(f.Languages))
	for i, tag := range f.Languages {
		names[i] = models.LanguageName(tag)
	}
	all := []fieldOf{{"languages", "languages", strings.Join(names, ", ")}}
	for _, language := range wording.Languages() {
		for _, g := range wording.Groups() {
			for _, n := range g.Names() {
				all = append(all, fieldOf{TextField(language, n), "texts in " + models.LanguageName(language), f.Texts[language][n.Key()]})
			}
		}
	}
	return all
}

// speaks says whether the form has a language, and whether it is the one where none fits.
func (f BotForm) speaks(tag string) bool    { return slices.Contains(f.Languages, tag) }
func (f BotForm) elsewhere(tag string) bool { return len(f.Languages) > 0 && f.Languages[0] == tag }

// own is how many texts of a language are the bot's own.
func (f BotForm) own(language string) int { return len(f.Texts[language]) }

// opened says whether the texts of a language are shown at once: one of them is not as it should be.
func (f BotForm) opened(language string) bool {
	for name := range f.Problems {
		if strings.HasPrefix(name, "texts."+language+".") {
			return true
		}
	}
	return false
}

// firstText is the first text that is wrong, in the order of the page; "" for none.
func (f BotForm) firstText() string {
	if f.Problems["languages"] != "" {
		return "languages"
	}
	first, at := "", [2]int{}
	for name := range f.Problems {
		language, key, _ := strings.Cut(strings.TrimPrefix(name, "texts."), ".")
		n, known := wording.Named(key)
		place := [2]int{slices.Index(f.Languages, language), int(n)}
		if known && place[0] >= 0 && (first == "" || slices.Compare(place[:], at[:]) < 0) {
			first, at = name, place
		}
	}
	return first
}

// textID is the id of a text's field.
func textID(language string, n wording.Name) string { return "f-" + TextField(language, n) }

// scriptTag is what a site puts into its pages. What its button says before the chat is opened stands in it, where
// that is not Deskbell's own English (static/js/loader/words.js).
func scriptTag(p BotPage) string {
	tag := `<script src="` + html.EscapeString(p.Base) + `/widget.js" data-bot="` + html.EscapeString(p.Bot.Key) + `"`
	s := &p.Bot.Settings
	for i, language := range s.Speaks() {
		set := wording.In(language, s.Texts)
		switch {
		case i > 0:
			tag += " data-words-" + language + `="` + html.EscapeString(set.Button()) + `"`
		case set.Launcher() != "":
			tag += ` data-words="` + html.EscapeString(set.Button()) + `"`
		}
	}
	return tag + " async></script>"
}
