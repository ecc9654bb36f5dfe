package desk

import (
	"net/http"
	"strconv"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
)

// mountComposer has the routes of what an agent writes and attaches.
func (d *desk) mountComposer(s *web.Server) {
	s.Handle("POST", "/desk/:conversation/say", d.signed(d.say), web.Body(sayBody))
	s.Handle("POST", "/desk/:conversation/files", d.signed(d.attach), web.Upload(models.HighestMostFile<<20))
	s.Handle("GET", "/desk/:conversation/revise", d.signed(d.revisable))
	s.Handle("POST", "/desk/:conversation/revise", d.signed(d.revise), web.Body(sayBody))
	s.Handle("GET", "/desk/:conversation/canned", d.signed(d.canned))
	s.Handle("POST", "/desk/keys", d.signed(d.keys))
}

// say keeps what the owner of a live chat wrote and attached.
func (d *desk) say(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := d.says.Check(string(me.ID), d.Now()); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	files, err := d.attached(r, me)
	if err != nil {
		return err
	}
	return d.turn(w, r, models.Reply(models.Answer{Agent: me.ID, Now: d.Now(),
		ClientID: r.PostForm.Get("client_id"), Text: r.PostForm.Get("text"), Files: files}))
}

// attached are the files that the form names, if the agent attached them in this conversation.
func (d *desk) attached(r *http.Request, me *models.Agent) ([]flow.File, error) {
	ids, err := models.FileIDs(r.PostForm["file"])
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	c, err := d.conversation(r, me)
	if err != nil {
		return nil, err
	}
	return d.Files.FilesOf(r.Context(), models.FileSender{Bot: c.BotID, Agent: me.ID, Conversation: c.ID}, ids)
}

// owned is conversation for the one who answers in it.
func (d *desk) owned(r *http.Request, me *models.Agent) (models.Conversation, error) {
	c, err := d.conversation(r, me)
	if err != nil {
		return c, err
	}
	if c.State != models.StateLive || c.OwnerID != me.ID {
		return c, &models.Error{Code: models.CodeConflict, Message: "Take the chat over before you answer."}
	}
	return c, nil
}

// keys chooses whether Enter sends, or Ctrl and Enter.
func (d *desk) keys(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	on, err := strconv.ParseBool(r.PostForm.Get("ctrl_enter"))
	if err != nil {
		return &models.Error{Code: models.CodeInvalid, Field: "ctrl_enter", Message: "ctrl_enter is 1 or 0."}
	}
	if err := d.Habits.SetCtrlEnter(r.Context(), me.ID, on); err != nil {
		return err
	}
	return web.NoContent(w)
}
