package layout

import (
	"slices"

	"deskbell/models"
)

// place is one of the main places of the team's pages. The phone has them at the foot: at most five.
type place struct{ key, name, path, icon string }

// places are those that the agent may enter.
func places(me *models.Agent) []place {
	all := []place{{"desk", "Desk", "/desk", "inbox"}}
	if me.Role.May(models.PermitBots) {
		all = append(all, place{"bots", "Bots", "/bots", "workflow"})
	}
	all = append(all, place{"articles", "Articles", "/articles", "book-open"})
	if me.Role.May(models.PermitAllBots) {
		all = append(all, place{"team", "Team", "/team", "users"})
	}
	return append(all, place{"settings", "Settings", "/settings", "sliders-horizontal"})
}

// deskIcons are all that the team's pages use; a page carries them once.
func deskIcons() []string {
	return []string{
		"archive", "arrow-left", "bell", "book-open", "bot", "check", "chevron-right", "circle-alert", "circle-check",
		"clock", "copy", "corner-down-right", "ellipsis", "external-link", "eye", "eye-off", "file", "image", "inbox", "link", "lock", "log-out", "mail", "message-circle", "panel-right",
		"play", "rotate-cw", "search", "sliders-horizontal", "sparkles", "triangle-alert", "user-round", "users", "workflow", "x",
		"balloon", "ban", "file-text", "forward", "heart", "party-popper", "snowflake", "thumbs-down", "thumbs-up", "trash-2",
	}
}

// iconsOf are the icons of one page, each once.
func iconsOf(d DeskShell) []string {
	icons := deskIcons()
	for _, icon := range d.Icons {
		if !slices.Contains(icons, icon) {
			icons = append(icons, icon)
		}
	}
	return icons
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

// whyOffline is why somebody else moved the switch; "" while he has moved it himself.
func whyOffline(me *models.Agent) string {
	return models.WhyOffline(me.Willing, me.SetOffline)
}
