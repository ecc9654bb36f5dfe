package layout

import (
	"time"

	"deskbell/models"
)

// SettingsShell is a page under Settings.
type SettingsShell struct {
	Here  string // key of the section that is marked: see Sections
	Title string // the heading; the document is called so as well
	Me    *models.Agent
	Epoch string // as DeskShell has them, for pages with a stream
	Now   time.Time
	Icons []string // beside those that all pages have
}

// Section is a place under Settings.
type Section struct{ Key, Name, Path string }

// Sections are those that the agent may enter, in their order.
func Sections(me *models.Agent) []Section {
	return permitted(me, []permittedSection{
		{models.PermitAnswer, Section{"profile", "Your profile", "/profile"}},
		{models.PermitAnswer, Section{"notifications", "Notifications", "/settings/notifications"}},
		{models.PermitAnswer, Section{"canned", "Canned replies", "/settings/canned"}},
		{models.PermitArticles, Section{"categories", "Categories", "/settings/categories"}},
		{models.PermitTakeOverBot, Section{"blocked", "Blocked visitors", "/settings/blocked"}},
		{models.PermitBots, Section{"email", "Email", "/settings/email"}},
		{models.PermitArticles, Section{"ai", "AI", aiPath(me)}},
		{models.PermitOwner, Section{"audit", "Audit log", "/settings/audit"}},
	})
}

// aiPath is the first page about the AI that the agent may enter.
func aiPath(me *models.Agent) string {
	if me.Role.May(models.PermitBots) {
		return "/settings/ai"
	}
	return "/settings/ai/answers"
}

// elsewhere is what is set on pages of its own.
func elsewhere(me *models.Agent) []Section {
	return permitted(me, []permittedSection{
		{models.PermitBots, Section{"bots", "Bots", "/bots"}},
		{models.PermitAllBots, Section{"team", "Team", "/team"}},
		{models.PermitArticles, Section{"articles", "Articles", "/articles"}},
	})
}

type permittedSection struct {
	models.Permission
	Section
}

func permitted(me *models.Agent, all []permittedSection) []Section {
	var may []Section
	for _, s := range all {
		if me.Role.May(s.Permission) {
			may = append(may, s.Section)
		}
	}
	return may
}

// sectionName is how the marked section is called.
func (s SettingsShell) sectionName() string {
	for _, one := range Sections(s.Me) {
		if one.Key == s.Here {
			return one.Name
		}
	}
	return s.Title
}
