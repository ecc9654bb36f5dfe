package desk

import (
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

// Summed says whether somebody has summed the chat up in these entries.
func Summed(entries []models.Entry) bool {
	for _, e := range entries {
		if e.Kind == models.EntrySummary {
			return true
		}
	}
	return false
}

// short is what a chat is about, as far as its entries say that: the newest summary, and the articles that the answers
// before it are from. nil where there is none.
func short(o Open) (*models.Entry, []flow.Source) {
	var newest *models.Entry
	for i := range o.Entries {
		if e := &o.Entries[i]; e.Kind == models.EntrySummary && strings.TrimSpace(e.Text) != "" {
			newest = e
		}
	}
	if newest == nil {
		return nil, nil
	}
	var from []flow.Source
	known := map[string]bool{}
	for _, e := range o.Entries {
		content := e.Body.Content
		if e.Seq > newest.Seq || content == nil || content.Kind != flow.ContentAnswer || e.Body.Revised == models.RevisedDeleted {
			continue
		}
		for _, s := range content.Sources {
			if s.Slug != "" && strings.TrimSpace(s.Title) != "" && !known[s.Slug] {
				known[s.Slug] = true
				from = append(from, s)
			}
		}
	}
	return newest, from
}

// theirs is the language of the visitor's browser, where it is one to write in.
func theirs(o Open) (tag, name string) {
	tag, err := models.CleanLanguage("how", o.Conversation.Language)
	if err != nil {
		return "", ""
	}
	return tag, language(tag)
}
