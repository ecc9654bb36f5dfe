package desk

import (
	"net/http"
	"strconv"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

// turn runs a decision on the conversation of the address.
func (d *desk) turn(w http.ResponseWriter, r *http.Request, decide func(*models.Conversation) (models.Change, error)) error {
	id := models.ConversationID(web.Param(r, "conversation"))
	if _, err := d.Turns.Turn(r.Context(), id, decide); err != nil {
		return err
	}
	return web.NoContent(w)
}

func (d *desk) takeOver(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return d.turn(w, r, models.TakeOver(me.ID, d.Now()))
}

func (d *desk) restore(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return d.turn(w, r, models.HandBack(me.ID, d.Now()))
}

// typing tells the other side who types; never what.
func (d *desk) typing(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	c, err := d.Logs.Conversation(r.Context(), models.Reader{Agent: me}, models.ConversationID(web.Param(r, "conversation")))
	if err != nil {
		return err
	}
	if c.State != models.StateLive || c.OwnerID != me.ID {
		return web.NoContent(w)
	}
	name := ""
	if r.PostForm.Get("on") == "1" {
		name = me.FirstName()
	}
	d.here.writes(c.ID, me.ID, doing(name != "", "reply"))
	d.Hub.Whisper(live.ConversationTopic(c.ID), live.Whisper{Event: "typing", Data: name, Visitors: true, Guests: true})
	return web.NoContent(w)
}

// seen moves the mark of what the team has seen.
func (d *desk) seen(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	seq, err := strconv.ParseInt(r.PostForm.Get("seq"), 10, 64)
	if err != nil || seq < 0 {
		return &models.Error{Code: models.CodeInvalid, Field: "seq", Message: "seq is a whole number."}
	}
	who := models.Reader{Agent: me}
	c, err := d.Logs.Conversation(r.Context(), who, models.ConversationID(web.Param(r, "conversation")))
	if err != nil {
		return err
	}
	if err := d.lookedAt(r.Context(), me, c.ID); err != nil {
		return err
	}
	seq = min(seq, c.LastSeq)
	if seq <= c.TeamSeen {
		return web.NoContent(w)
	}
	if err := d.Visitors.MarkTeamSeen(r.Context(), who, models.Position{Conversation: c.ID, Seq: seq}); err != nil {
		return err
	}
	d.Hub.RingTopic(live.DeskTopic(c.DeskID))
	if c.State == models.StateLive && c.OwnerID == me.ID {
		d.Hub.Whisper(live.ConversationTopic(c.ID), live.Whisper{Event: "seen", Data: strconv.FormatInt(seq, 10), Visitors: true})
	}
	return web.NoContent(w)
}

// log is older entries of an open conversation, or those behind one.
func (d *desk) log(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64); err == nil {
		return d.later(w, r, me, after)
	}
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	return d.older(w, r, me, before)
}
