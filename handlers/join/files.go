package join

import (
	"errors"
	"net/http"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
)

// attach keeps a file that the guest will send with his next message, while he has the chat. Until then nobody
// else reads it, and after a day without it is gone.
func (j *join) attach(w http.ResponseWriter, r *http.Request, a at) error {
	c, err := j.Logs.Conversation(r.Context(), a.reader(), a.guest.Conversation)
	if err != nil {
		return err
	}
	if !has(a, &c) {
		return &models.Error{Code: models.CodeConflict, Message: "Take the chat over before you answer."}
	}
	bot, err := models.BotByID(r.Context(), j.Bots, c.BotID)
	if err != nil {
		return err
	}
	most := bot.Settings.FileLimit()
	if err := web.Fits(r, most); err != nil {
		return err
	}
	size := r.ContentLength
	if size < 0 || size > most { // who does not say how much it is sends as much as goes
		size = most
	}
	if ok, wait := j.limits.sends.AllowN(string(a.guest.ID), int(max(1, size>>20)), j.Now()); !ok {
		return web.TooMany(wait)
	}
	leave, ok := j.uploads.Enter(string(a.guest.ID))
	if !ok {
		return web.TooMany(5 * time.Second)
	}
	defer leave()
	name, body, err := web.File(r, "file")
	if err != nil {
		return err
	}
	f, err := j.Files.SaveFile(r.Context(), models.Upload{Bot: c.BotID, Guest: a.guest.ID, Conversation: c.ID, Name: name, Body: body,
		Limit: most, Now: j.Now()})
	if err != nil {
		return err
	}
	return web.Sent(w, f)
}

// file answers with what was sent in the conversation.
func (j *join) file(w http.ResponseWriter, r *http.Request, a at) error {
	f, bytes, err := j.Files.OpenFile(r.Context(), models.FileReader{Guest: &a.guest}, models.FileID(web.Param(r, "id")))
	if err != nil {
		return err
	}
	return web.SendFile(w, r, f, bytes)
}

// has says whether it is the guest who answers.
func has(a at, c *models.Conversation) bool {
	return c.State == models.StateLive && c.GuestID == a.guest.ID
}

// isField says that an error is about something that was sent.
func isField(err error) bool {
	var known *models.Error
	return errors.As(err, &known) && known.Field != ""
}
