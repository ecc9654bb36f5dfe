package desk

import (
	"net/http"
	"strconv"

	"deskbell/handlers/web"
	"deskbell/models"
)

// lastWords are what an agent may change of his last message.
type lastWords struct {
	Seq   int64  `json:"seq"`
	Text  string `json:"text"` // as he wrote it; "" for files alone
	Files int    `json:"files"`
	Until int64  `json:"until"` // unix ms
}

// revisable is the agent's last message as he wrote it, while he may change it.
func (d *desk) revisable(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	var last models.Entry
	_, err := d.Turns.Turn(r.Context(), models.ConversationID(web.Param(r, "conversation")), func(c *models.Conversation) (models.Change, error) {
		var err error
		last, err = models.Revisable(c, me.ID, d.Now())
		return models.Change{}, err
	})
	if err != nil {
		return err
	}
	words := lastWords{Seq: last.Seq, Text: last.Text, Files: len(last.Body.Files), Until: last.At.Add(models.RevisedFor).UnixMilli()}
	if last.Text == models.FileNames(last.Body.Files) {
		words.Text = ""
	}
	return web.JSON(w, http.StatusOK, words)
}

// revise changes the agent's last message, or takes it away.
func (d *desk) revise(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := d.says.Check(string(me.ID), d.Now()); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	seq, err := strconv.ParseInt(r.PostForm.Get("seq"), 10, 64)
	if err != nil {
		return &models.Error{Code: models.CodeInvalid, Field: "seq", Message: "seq is a whole number."}
	}
	return d.turn(w, r, models.Revise(models.Revision{Agent: me.ID, ClientID: r.PostForm.Get("client_id"), Seq: seq,
		Text: r.PostForm.Get("text"), Delete: r.PostForm.Get("delete") == "1", Now: d.Now()}))
}
