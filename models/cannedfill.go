package models

import (
	"strings"

	"deskbell/models/flow"
)

// FillCanned is a canned reply with what is known of the conversation in the place of {{names}}. What is not
// known, and what only the visitor may read, stays as it was written; unknown are the names of those. What a
// variable holds is anybody's words: they make no link that reads as something else than where it leads.
func (c *Conversation) FillCanned(text string, by *Agent) (filled string, unknown []string) {
	vars := c.TeamVars()
	own := map[string]string{"agent.name": by.FirstName(), "visitor.name": c.Visitor.Name, "visitor.email": c.Visitor.Email,
		"visitor.phone": c.Visitor.Phone}
	return flow.FillKnown(text, func(name string) (string, bool) {
		value := own[name]
		if value == "" {
			value = vars[name]
		}
		if strings.TrimSpace(value) == "" || withoutSecrets(c.Flow, value) != value || strings.Contains(value, Mask) {
			return "", false
		}
		return strings.ReplaceAll(value, "](", "] ("), true
	})
}
