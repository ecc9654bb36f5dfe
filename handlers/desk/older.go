package desk

import (
	"bytes"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
	"deskbell/views/message"
)

// older draws the page of entries before one, with the button for those before them.
func (d *desk) older(w http.ResponseWriter, r *http.Request, me *models.Agent, before int64) error {
	id := models.ConversationID(web.Param(r, "conversation"))
	entries, err := d.Logs.EntriesBefore(r.Context(), models.Reader{Agent: me},
		models.Position{Conversation: id, Seq: before, Limit: pageOfLog})
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, e := range entries {
		if err := message.Team(e).Render(r.Context(), &out); err != nil {
			return err
		}
	}
	var first int64
	if len(entries) > 0 && entries[0].Seq > 1 {
		first = entries[0].Seq
	}
	if err := view.Earlier(id, first).Render(r.Context(), &out); err != nil {
		return err
	}
	return web.HTML(w, r, http.StatusOK, out.Bytes())
}
