package desk

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// transcriptForm asks for a format, or to whom it is to be mailed.
func (d *desk) transcriptForm(w http.ResponseWriter, r *http.Request, o *view.Open) error {
	reach, err := d.Ways.MailReach(r.Context(), models.Reader{Agent: o.Me}, o.Conversation.ID, d.Now())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.TranscriptForm(*o, reach))
}

// mailTranscript mails what was said to the visitor or to whoever asks.
func (d *desk) mailTranscript(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.posted(r, me)
	if err != nil {
		return err
	}
	if err := d.transcripts.Check(string(me.ID), d.Now()); err != nil {
		return err
	}
	to := r.PostForm.Get("to")
	if to != "visitor" && to != "me" {
		return &models.Error{Code: models.CodeInvalid, Field: "to", Message: "Say to whom: the visitor or you."}
	}
	change, err := d.Turns.Turn(r.Context(), c.ID, models.SendTranscript(models.TranscriptWish{Agent: me.ID,
		ClientID: r.PostForm.Get("client_id"), ToVisitor: to == "visitor", Now: d.Now()}))
	if err != nil {
		return err
	}
	for _, sent := range change.Deliveries {
		if sent.State != models.DeliveryPending { // the outbox knows something that the turn could not
			return &models.Error{Code: models.CodeConflict, Message: "Nothing was sent. " + sent.Error}
		}
	}
	if change.Repeated == nil {
		web.Note(r, d.Audit, models.Act{By: me, What: "Transcript mailed", Object: string(c.ID), Detail: to, Now: d.Now()})
	}
	return web.NoContent(w)
}
