package widget

import (
	"cmp"
	"net/http"
	"strconv"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/wording"
)

// typing tells the other side that the visitor types; never what.
func (h *widget) typing(w http.ResponseWriter, r *http.Request) error {
	a, err := h.posted(w, r)
	if err != nil {
		return err
	}
	if _, barred, err := h.barred(r.Context(), a); barred || err != nil {
		return orNoContent(w, err)
	}
	name, toGuests := "", ""
	if r.PostForm.Get("on") == "1" {
		name, toGuests = a.visitor.Called(), cmp.Or(a.visitor.Name, a.bot.Settings.GuestWords().Of(wording.MailVisitor)) // guests do not see the address
	}
	topic, from := live.ConversationTopic(a.conversation.ID), a.owner()
	h.Hub.Whisper(topic, live.Whisper{Event: "typing", Data: name, From: from, Team: true})
	h.Hub.Whisper(topic, live.Whisper{Event: "typing", Data: toGuests, From: from, Team: true, Visitors: true, Guests: true}) // guests alone
	return web.NoContent(w)
}

// seen moves the mark of what the visitor has seen.
func (h *widget) seen(w http.ResponseWriter, r *http.Request) error {
	a, err := h.posted(w, r)
	if err != nil {
		return err
	}
	seq, err := strconv.ParseInt(r.PostForm.Get("seq"), 10, 64)
	if err != nil || seq < 0 {
		return &models.Error{Code: models.CodeInvalid, Field: "seq", Message: "seq is a whole number."}
	}
	seq = min(seq, a.conversation.LastSeq)
	if seq <= a.conversation.VisitorSeen {
		return web.NoContent(w)
	}
	if err := h.Visitors.MarkVisitorSeen(r.Context(), a.reader(), models.Position{Conversation: a.conversation.ID, Seq: seq}); err != nil {
		return err
	}
	h.Hub.Whisper(live.ConversationTopic(a.conversation.ID), live.Whisper{Event: "seen", Data: strconv.FormatInt(seq, 10),
		From: a.owner(), Team: true, Guests: true})
	return web.NoContent(w)
}

// posted finds the visitor behind a small post, and reads its form.
func (h *widget) posted(w http.ResponseWriter, r *http.Request) (at, error) {
	a, err := h.known(w, r)
	if err == nil {
		err = h.limited(h.limits.reads, a.hash)
	}
	if err == nil {
		err = web.Parse(r)
	}
	return a, err
}

// end closes the chat for the visitor.
func (h *widget) end(w http.ResponseWriter, r *http.Request) error {
	a, err := h.known(w, r)
	if err != nil {
		return err
	}
	now := h.Now()
	_, err = h.Turns.Turn(r.Context(), a.conversation.ID, models.IfNotBlocked(a.address, now, models.CloseByVisitor(now)))
	return orNoContent(w, err)
}

func orNoContent(w http.ResponseWriter, err error) error {
	if err != nil {
		return err
	}
	return web.NoContent(w)
}
