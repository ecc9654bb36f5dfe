package admin

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"deskbell/models"
	"deskbell/models/wording"
	view "deskbell/views/admin"
)

// typedTexts reads the languages, and the texts of those whose texts the form has; the others stay as they are kept.
func typedTexts(r *http.Request, kept *models.Bot, f *view.BotForm) {
	first := r.PostForm.Get("elsewhere")
	for _, tag := range wording.Languages() {
		if tag == first || slices.Contains(r.PostForm["language"], tag) {
			f.Languages = append(f.Languages, tag)
		}
	}
	slices.SortStableFunc(f.Languages, func(a, b string) int {
		switch first {
		case a:
			return -1
		case b:
			return 1
		}
		return 0
	})
	f.Texts = maps.Clone(kept.Settings.Texts)
	if f.Texts == nil {
		f.Texts = map[string]map[string]string{}
	}
	for _, language := range r.PostForm["texts"] {
		if slices.Contains(wording.Languages(), language) {
			f.Texts[language] = typedIn(r, language)
		}
	}
}

// typedIn are the own texts of a language: those that are others than Deskbell's.
func typedIn(r *http.Request, language string) map[string]string {
	own := map[string]string{}
	for _, g := range wording.Groups() {
		for _, n := range g.Names() {
			text := strings.TrimSpace(r.PostForm.Get(view.TextField(language, n)))
			if text != "" && text != wording.Standard(language, n) {
				own[n.Key()] = text
			}
		}
	}
	return own
}

func fillTexts(b *models.Bot, f *view.BotForm) {
	if len(f.Languages) == 0 {
		f.Problems["languages"] = "Choose a language, or at least the one where none fits."
	}
	b.Settings.Languages, b.Settings.Texts = f.Languages, nil
	if slices.Equal(f.Languages, []string{"en"}) {
		b.Settings.Languages = nil
	}
	for language, own := range f.Texts {
		if len(own) == 0 {
			continue
		}
		if b.Settings.Texts == nil {
			b.Settings.Texts = map[string]map[string]string{}
		}
		b.Settings.Texts[language] = own
		for key, text := range own {
			n, known := wording.Named(key)
			if !known { // kept by another version; it is shown nowhere
				continue
			}
			if wrong := wording.Wrong(language, n, text); wrong != "" {
				f.Problems[view.TextField(language, n)] = wrong
			}
		}
	}
}
