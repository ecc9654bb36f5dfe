package join

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/join"
	"deskbell/views/message"
)

// log is older entries, with the button for those before them.
func (j *join) log(w http.ResponseWriter, r *http.Request, a at) error {
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	entries, err := j.Logs.EntriesBefore(r.Context(), a.reader(), models.Position{Conversation: a.guest.Conversation, Seq: before, Limit: pageOfLog})
	if err != nil {
		return err
	}
	say := j.spoken(w, r, a)
	draw := func(e models.Entry) templ.Component { return message.Guest(e, view.Files(a.base()), say) }
	return web.Render(w, r, http.StatusOK, templ.Join(message.Log(entries, draw), view.Earlier(a.base(), models.MoreBefore(entries), say)))
}

// typing tells the other side, and all who look on, that the guest who has the chat types; never what.
func (j *join) typing(w http.ResponseWriter, r *http.Request, a at) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	c, err := j.Logs.Conversation(r.Context(), a.reader(), a.guest.Conversation)
	if err != nil {
		return err
	}
	if !has(a, &c) {
		return web.NoContent(w)
	}
	name := ""
	if r.PostForm.Get("on") == "1" {
		name = a.guest.Name
	}
	j.Hub.Whisper(live.ConversationTopic(c.ID), live.Whisper{Event: "typing", Data: name, From: live.GuestOwner(a.guest.ID)})
	return web.NoContent(w)
}

// seen moves the mark of what was seen of the visitor's words, while the guest has the chat: who only looks on
// takes nothing from those who have to answer.
func (j *join) seen(w http.ResponseWriter, r *http.Request, a at) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	seq, err := strconv.ParseInt(r.PostForm.Get("seq"), 10, 64)
	if err != nil || seq < 0 {
		return &models.Error{Code: models.CodeInvalid, Field: "seq", Message: "seq is a whole number."}
	}
	c, err := j.Logs.Conversation(r.Context(), a.reader(), a.guest.Conversation)
	if err != nil {
		return err
	}
	seq = min(seq, c.LastSeq)
	if !has(a, &c) || seq <= c.TeamSeen {
		return web.NoContent(w)
	}
	if err := j.Visitors.MarkTeamSeen(r.Context(), a.reader(), models.Position{Conversation: c.ID, Seq: seq}); err != nil {
		return err
	}
	j.Hub.RingTopic(live.DeskTopic(c.DeskID))
	j.Hub.Whisper(live.ConversationTopic(c.ID), live.Whisper{Event: "seen", Data: strconv.FormatInt(seq, 10), Visitors: true})
	return web.NoContent(w)
}
