package desk

import (
	"net/http"
	"slices"

	"deskbell/handlers/web"
	"deskbell/models"
)

// mountPanel has the routes of what the panel beside the conversation keeps.
func (d *desk) mountPanel(s *web.Server) {
	s.Handle("POST", "/desk/:conversation/status", d.signed(d.setStatus))
	s.Handle("POST", "/desk/:conversation/category", d.signed(d.setCategory))
	s.Handle("POST", "/desk/:conversation/visitor", d.signed(d.editVisitor))
	s.Handle("GET", "/desk/:conversation/earlier", d.signed(d.earlier))
	s.Handle("GET", "/desk/:conversation/colleagues", d.signed(d.colleagues))
	s.Handle("POST", "/desk/:conversation/notes", d.signed(d.addNote), web.Body(sayBody))
	s.Handle("POST", "/desk/:conversation/notes/typing", d.signed(d.noting))
	s.Handle("POST", "/desk/:conversation/notes/:seq", d.signed(d.editNote), web.Body(sayBody))
	s.Handle("POST", "/desk/:conversation/notes/:seq/delete", d.signed(d.deleteNote))
	s.Handle("GET", "/desk/palette", d.signed(d.palette))
}

// setStatus brings the chat to another state, by the same turns as the buttons.
func (d *desk) setStatus(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	switch models.State(r.PostForm.Get("state")) {
	case models.StateLive:
		return d.turn(w, r, models.TakeOver(me.ID, d.Now()))
	case models.StateWaiting:
		return d.turn(w, r, models.PassOn(models.Passing{By: me.ID, Back: true, Now: d.Now()}))
	case models.StateBot:
		return d.turn(w, r, models.HandBack(me.ID, d.Now()))
	case models.StateClosed:
		return d.turn(w, r, models.Close(me.ID, d.Now()))
	}
	return &models.Error{Code: models.CodeInvalid, Field: "state", Message: "Choose Live, Waiting, With the bot or Closed."}
}

// setCategory keeps one of the list. What a flow has set may stay, but is not chosen again.
func (d *desk) setCategory(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	name := r.PostForm.Get("category")
	all, err := d.Categories.Categories(r.Context())
	if err != nil {
		return err
	}
	known := name == "" || slices.ContainsFunc(all, func(c models.Category) bool { return c.Name == name })
	return d.turn(w, r, func(c *models.Conversation) (models.Change, error) {
		change, err := models.SetCategory(me.ID, name, d.Now())(c)
		if err == nil && change.Conversation != nil && !known {
			err = &models.Error{Code: models.CodeInvalid, Field: "category", Message: "There is no such category any more. Choose another one."}
		}
		return change, err
	})
}

// editVisitor corrects name, email and phone; what the form does not have stays as it is by then.
func (d *desk) editVisitor(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	field := func(name, now string) string {
		if r.PostForm.Has(name) {
			return r.PostForm.Get(name)
		}
		return now
	}
	return d.turn(w, r, func(c *models.Conversation) (models.Change, error) {
		v := c.Visitor
		return models.EditVisitor(models.Contact{Agent: me.ID, Name: field("name", v.Name), Email: field("email", v.Email),
			Phone: field("phone", v.Phone), Now: d.Now()})(c)
	})
}

// conversation is the one of the address, for who may see it.
func (d *desk) conversation(r *http.Request, me *models.Agent) (models.Conversation, error) {
	return d.Logs.Conversation(r.Context(), models.Reader{Agent: me}, models.ConversationID(web.Param(r, "conversation")))
}
