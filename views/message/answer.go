package message

import (
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

// answerOf is what an entry has as an AI's answer; nil for what others say.
func answerOf(e models.Entry) *flow.Content {
	if e.Kind != models.EntrySaid || e.Body.Content == nil || e.Body.Content.Kind != flow.ContentAnswer || e.Body.Revised == models.RevisedDeleted {
		return nil
	}
	return e.Body.Content
}

// sourcesOf are the articles that an answer is from, each once.
func sourcesOf(c flow.Content) []flow.Source {
	var all []flow.Source
	known := map[string]bool{}
	for _, s := range c.Sources {
		if s.Slug != "" && strings.TrimSpace(s.Title) != "" && !known[s.Slug] {
			known[s.Slug] = true
			all = append(all, s)
		}
	}
	return all
}
