package widget

import (
	"net/http"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
)

// upload keeps a file that the visitor will send with his next message. A secret that nobody knows yet
// may send one: it may be the visitor's first answer.
func (h *widget) upload(w http.ResponseWriter, r *http.Request) error {
	bot, err := h.bot(w, r)
	if err != nil {
		return err
	}
	hash, err := token(r)
	if err != nil {
		return err
	}
	most := bot.Settings.FileLimit()
	if err := web.Fits(r, most); err != nil {
		return err
	}
	// The address by what it sends, whatever secrets it makes up.
	if ok, wait := h.limits.filesFrom.AllowN(web.AddressKey(r), weight(r, most), h.Now()); !ok {
		return web.TooMany(wait)
	}
	leave, ok := h.uploads.Enter(web.AddressKey(r))
	if !ok {
		return web.TooMany(5 * time.Second)
	}
	defer leave()
	name, body, err := web.File(r, "file")
	if err != nil {
		return err
	}
	now := h.Now()
	f, err := h.Files.SaveFile(r.Context(), models.Upload{Bot: bot.ID, TokenHash: hash, Name: name, Body: body, Now: now, Address: web.AddressKey(r),
		Limit: most, Conversation: h.newest(r, bot.ID, hash)})
	if err != nil {
		return err
	}
	return web.Sent(w, f)
}

// file answers a visitor with what was sent in his conversations, by either side, and with what he is about to
// send. His browser fetches it, since pictures in a page cannot say who asks for them.
func (h *widget) file(w http.ResponseWriter, r *http.Request) error {
	bot, err := h.bot(w, r)
	if err != nil {
		return err
	}
	hash, err := token(r)
	if err != nil {
		return err
	}
	if err := h.limited(h.limits.reads, hash); err != nil {
		return err
	}
	who := models.FileReader{Bot: bot.ID, TokenHash: hash}
	visitor, err := h.Visitors.VisitorByToken(r.Context(), bot.ID, hash, h.Now())
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return err
	}
	who.Visitor, who.Only = visitor.ID, visitor.Only // "" for one who has not begun
	f, bytes, err := h.Files.OpenFile(r.Context(), who, models.FileID(web.Param(r, "id")))
	if err != nil {
		return err
	}
	return web.SendFile(w, r, f, bytes)
}

// weight is how much is coming, in KB, and at least what keeping any file costs; who does not say how
// much it is sends as much as goes.
func weight(r *http.Request, most int64) int {
	size := r.ContentLength
	if size < 0 || size > most {
		size = most
	}
	return int(max(size>>10, 1024))
}

// newest is the conversation that a visitor's next message belongs to; "" where there is none yet.
func (h *widget) newest(r *http.Request, bot models.BotID, hash string) models.ConversationID {
	visitor, err := h.Visitors.VisitorByToken(r.Context(), bot, hash, h.Now())
	if err != nil {
		return ""
	}
	c, err := h.current(r.Context(), visitor)
	if err != nil {
		return ""
	}
	return c.ID
}

// files are those that a form names in its fields "file", if they are the visitor's own.
func (h *widget) files(r *http.Request, who models.Beginning) ([]flow.File, error) {
	ids, err := models.FileIDs(r.PostForm["file"])
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return h.Files.FilesOf(r.Context(), models.FileSender{Bot: who.Bot.ID, TokenHash: who.TokenHash}, ids)
}
