package desk

import (
	"net/http"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
)

// attach keeps a file that the owner of a live chat will send with his next message. Until then nobody reads
// it, and after a day without it is gone.
func (d *desk) attach(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.owned(r, me)
	if err != nil {
		return err
	}
	bot, err := models.BotByID(r.Context(), d.Bots, c.BotID)
	if err != nil {
		return err
	}
	most := bot.Settings.FileLimit()
	if err := web.Fits(r, most); err != nil {
		return err
	}
	if ok, wait := d.sends.AllowN(string(me.ID), int(max(1, min(r.ContentLength, most)>>20)), d.Now()); !ok {
		return web.TooMany(wait)
	}
	leave, ok := d.uploads.Enter(string(me.ID))
	if !ok {
		return web.TooMany(5 * time.Second)
	}
	defer leave()
	name, body, err := web.File(r, "file")
	if err != nil {
		return err
	}
	f, err := d.Files.SaveFile(r.Context(), models.Upload{Bot: c.BotID, Agent: me.ID, Conversation: c.ID, Name: name, Body: body,
		Limit: most, Now: d.Now()})
	if err != nil {
		return err
	}
	return web.Sent(w, f)
}
