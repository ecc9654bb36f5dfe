package desk

import (
	"strconv"

	"deskbell/models"
)

// documentTitle is what the tab of the browser says; the script keeps it in step afterwards.
func documentTitle(p Page) string {
	title := "Desk · Deskbell"
	if p.Open != nil {
		title = name(p.Open.Conversation) + " · Deskbell"
	}
	if n := p.Lists.Counts[models.StateWaiting]; n > 0 {
		return "(" + strconv.Itoa(n) + ") " + title
	}
	return title
}

// pane is the one that a phone shows first.
func pane(p Page) string {
	if p.Open != nil {
		return "conversation"
	}
	return "list"
}
