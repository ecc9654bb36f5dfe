package admin

import (
	"net/http"
	"strconv"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// actsAPage is how many entries of the audit log a page has.
const actsAPage = 50

// audit shows what was done, the newest first.
func (a *admin) audit(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	get := r.URL.Query().Get
	who := models.Reader{Agent: me}
	p := view.AuditPage{Me: me, By: get("by"), What: get("what"), From: get("from"), To: get("to")}
	var err error
	if p.Filters, err = a.Audit.ActFilters(r.Context(), who); err != nil {
		return err
	}
	status := http.StatusOK
	from, to, ok := p.Period()
	if !ok || !from.IsZero() && !to.IsZero() && !from.Before(to) {
		p.Problem, status = "The period does not begin before it ends. Days are written like 2026-12-25.", http.StatusUnprocessableEntity
		return web.Render(w, r, status, view.Audit(p))
	}
	q := models.ActQuery{What: p.What, From: from, To: to, Limit: actsAPage + 1}
	if q.By = models.AgentID(p.By); p.By == view.CommandLine {
		q.By, q.Machine = "", true
	}
	if before := get("before"); before != "" {
		if q.Before, err = strconv.ParseInt(before, 10, 64); err != nil || q.Before < 1 {
			return models.ErrNotFound
		}
	}
	if p.Acts, err = a.Audit.Acts(r.Context(), who, q); err != nil {
		return err
	}
	if len(p.Acts) > actsAPage {
		p.Acts = p.Acts[:actsAPage]
		p.More = p.Acts[actsAPage-1].N
	}
	return web.Render(w, r, status, view.Audit(p))
}
