package admin

import (
	"net/http"

	"github.com/a-h/templ"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// People is what the pages of the team and of one's own profile keep.
type People interface {
	models.Staff
	models.Links
	models.Profiles
	models.Credentials
	models.SecondFactors
}

// mountTeam puts the routes of the team on the server. To see who is there a supervisor's role is enough.
func (a *admin) mountTeam(s *web.Server) {
	s.Handle("GET", "/team", a.only(models.PermitAllBots, a.team))
	page := func(method, path string, h action) { s.Handle(method, path, a.only(models.PermitBots, h)) }
	page("POST", "/team", a.hire)
	page("GET", "/team/new", a.newMember)
	page("GET", "/team/:agent/edit", a.member)
	page("POST", "/team/:agent", a.saveMember)
	page("GET", "/team/:agent/delete", a.askDismiss)
	page("POST", "/team/:agent/delete", a.dismiss)
	page("GET", "/team/:agent/disable", a.askDisable)
	page("POST", "/team/:agent/disable", a.disable)
	page("POST", "/team/:agent/enable", a.enable)
	page("POST", "/team/:agent/link", a.newLink)
	page("GET", "/team/:agent/second-factor", a.askFactor)
	page("POST", "/team/:agent/second-factor", a.takeFactor)
}

// team shows everybody; its table is asked for again while somebody looks.
func (a *admin) team(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p := view.TeamPage{Me: me, Now: a.Now(), Done: teamDone(r.URL.Query().Get("done"))}
	var err error
	if p.Team, err = a.Team.Agents(r.Context()); err != nil {
		return err
	}
	if p.Bots, err = a.Bots.Bots(r.Context()); err != nil {
		return err
	}
	if web.IsHTMX(r) {
		return web.Render(w, r, http.StatusOK, view.TeamPanel(p))
	}
	return web.Render(w, r, http.StatusOK, view.Team(p))
}

// dialog answers with what a script shows in a dialog, or with a page of its own around it.
func (a *admin) dialog(w http.ResponseWriter, r *http.Request, status int, d view.TeamDialog) error {
	if web.IsHTMX(r) {
		return web.Render(w, r, status, d.Content)
	}
	return web.Render(w, r, status, view.TeamDialogPage(d))
}

// done says that it is done: a script closes its dialog, else the team is shown again with a word about it.
func (a *admin) done(w http.ResponseWriter, r *http.Request, what string) error {
	if web.IsHTMX(r) {
		return web.NoContent(w)
	}
	http.Redirect(w, r, "/team?done="+what, http.StatusSeeOther)
	return nil
}

func teamDone(what string) string {
	switch what {
	case "saved":
		return "It is saved."
	case "disabled":
		return "They are signed out and cannot sign in any more."
	case "enabled":
		return "They may sign in again."
	case "deleted":
		return "They are off the team."
	case "factor":
		return "The second factor is taken away. The password alone is asked for now."
	}
	return ""
}

// memberOf is the member of the address.
func (a *admin) memberOf(r *http.Request) (*models.Agent, error) {
	return a.Team.AgentByID(r.Context(), models.AgentID(web.Param(r, "agent")))
}

// page of a dialog about somebody, in the words of its title.
func (a *admin) about(me *models.Agent, title string, content templ.Component) view.TeamDialog {
	return view.TeamDialog{Me: me, Title: title, Content: content}
}

// note keeps in the audit log what was done to whom.
func (a *admin) note(r *http.Request, me *models.Agent, act models.Act) {
	act.By, act.Now = me, a.Now()
	web.Note(r, a.Audit, act)
}
