package layout

import "deskbell/models"

// place is one of the main places of the team's pages.
type place struct{ key, name, path, icon string }

// places are those that the agent may enter.
func places(me *models.Agent) []place {
	all := []place{{"desk", "Desk", "/desk", "inbox"}}
	if me.Role.May(models.PermitBots) {
		all = append(all, place{"bots", "Bots", "/bots", "workflow"})
	}
	return append(all, place{"articles", "Articles", "/articles", "book-open"})
}

// deskIcons are all that the team's pages use; a page carries them once.
func deskIcons() []string {
	return []string{
		"archive", "arrow-left", "bell", "book-open", "bot", "check", "chevron-right", "circle-alert", "circle-check",
		"clock", "copy", "corner-down-right", "ellipsis", "eye", "inbox", "link", "lock", "log-out", "mail", "message-circle", "panel-right",
		"play", "rotate-cw", "search", "triangle-alert", "workflow", "x",
	}
}

func other(on bool) string {
	if on {
		return "0"
	}
	return "1"
}

// unasked says why nobody rings for somebody who is online; "" when it does.
func unasked(me *models.Agent) string {
	if len(me.Bots) == 0 {
		return "No bot is assigned to you"
	}
	return ""
}
