package admin

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/views/layout"
)

// mountSettings puts what is under /settings here; who may do what, layout.Sections says as well.
func (a *admin) mountSettings(s *web.Server) {
	s.Handle("GET", "/settings", a.only(models.PermitAnswer, a.settings))
	a.mountCanned(s)
	a.mountCategories(s)
	a.mountEmail(s)
	a.mountAI(s)
	s.Handle("GET", "/settings/audit", a.only(models.PermitOwner, a.audit))
}

// settings leads to the first section that the role may enter.
func (a *admin) settings(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	http.Redirect(w, r, layout.Sections(me)[0].Path, http.StatusSeeOther)
	return nil
}
