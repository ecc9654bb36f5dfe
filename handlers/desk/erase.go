package desk

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// eraseForm says what goes, and asks.
func (d *desk) eraseForm(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	o, err := d.opening(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.EraseForm(*o))
}

// erase takes the conversation away for good. Whoever has it open is told, the visitor too.
func (d *desk) erase(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.posted(r, me)
	if err != nil {
		return err
	}
	gone, err := d.Eraser.Erase(r.Context(), models.Reader{Agent: me}, c.ID, d.Now())
	if err != nil {
		return err
	}
	d.Latest.Erased(gone)
	web.Note(r, d.Audit, models.Act{By: me, What: models.ActErased, Object: string(c.ID), Now: d.Now()})
	return web.NoContent(w)
}
