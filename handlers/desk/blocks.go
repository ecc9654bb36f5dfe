package desk

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

const (
	pageOfBlocked = 50
	actBlocked    = "Visitor blocked"
	actUnblocked  = "Visitor unblocked"
)

func (d *desk) blockForm(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	o, err := d.opening(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.BlockForm(*o, view.ShortAddress(d.writer(&o.Conversation).Address)))
}

// block keeps the visitor from writing.
func (d *desk) block(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.posted(r, me)
	if err != nil {
		return err
	}
	form := r.PostForm
	hours, err := strconv.Atoi(form.Get("for"))
	if err != nil || hours < 0 || hours > 366*24 {
		return &models.Error{Code: models.CodeInvalid, Field: "for", Message: "Choose for how long."}
	}
	change, err := d.Turns.Turn(r.Context(), c.ID, models.BlockVisitor(models.Blocking{Agent: me.ID, For: time.Duration(hours) * time.Hour,
		Reason: form.Get("reason"), Address: form.Get("address") == "1", End: form.Get("end") == "1", Now: d.Now()}))
	if err != nil {
		return err
	}
	if b := change.Blocked; b != nil {
		d.tellBlocked(r.Context(), *b)
		web.Note(r, d.Audit, models.Act{By: me, What: actBlocked, Object: string(c.ID), Detail: view.HowLong(b.Until, b.At), Now: d.Now()})
	}
	return web.NoContent(w)
}

// unblock lets the visitor of a conversation write again.
func (d *desk) unblock(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.conversation(r, me)
	if err != nil {
		return err
	}
	if err := d.lifted(r, me, models.Blocked{Conversation: c.ID}); err != nil {
		return err
	}
	return web.NoContent(w)
}

// lift is unblock for one block of the list.
func (d *desk) lift(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	b, err := d.Blocks.BlockedByID(r.Context(), models.Reader{Agent: me}, web.Param(r, "block"))
	if err != nil {
		return err
	}
	if err := d.lifted(r, me, b); err != nil {
		return err
	}
	if !web.WantsJSON(r) {
		http.Redirect(w, r, "/settings/blocked", http.StatusSeeOther)
		return nil
	}
	return web.NoContent(w)
}

// lifted runs the turn, and tells whom it concerns.
func (d *desk) lifted(r *http.Request, me *models.Agent, of models.Blocked) error {
	if of.Conversation == "" {
		err := d.Blocks.LiftBlock(r.Context(), of, me.FirstName(), d.Now())
		if err == nil {
			d.tellBlocked(r.Context(), of)
			web.Note(r, d.Audit, models.Act{By: me, What: actUnblocked, Object: "of an erased conversation", Now: d.Now()})
		}
		return err
	}
	change, err := d.Turns.Turn(r.Context(), of.Conversation, models.Unblock(me.ID, d.Now(), of.ID))
	if err != nil {
		return err
	}
	for _, b := range change.Unblocked {
		d.tellBlocked(r.Context(), b)
	}
	if len(change.Unblocked) > 0 {
		web.Note(r, d.Audit, models.Act{By: me, What: actUnblocked, Object: string(of.Conversation), Now: d.Now()})
	}
	return nil
}

// tellBlocked rings whoever a block concerns: what the visitor has open may be another conversation than the
// one in which it was done.
func (d *desk) tellBlocked(ctx context.Context, b models.Blocked) {
	if newest, err := d.Visitors.NewestConversation(ctx, b.Visitor); err == nil {
		d.Hub.RingTopic(live.ConversationTopic(newest.ID))
	}
	d.Hub.RingBack(b.Visitor)
	if b.Address != "" {
		d.Hub.RingAddress(b.Address)
	}
}

// blocked lists who may not write.
func (d *desk) blocked(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	find, err := web.Field(r, "q", 100)
	if err != nil {
		return err
	}
	p := view.BlockedPage{Me: me, Find: models.CleanLine(find, 100), Now: d.Now()}
	q := models.BlockedQuery{Find: p.Find, Before: r.URL.Query().Get("before"), Limit: pageOfBlocked + 1, Now: p.Now}
	if p.Rows, err = d.Blocks.Blocked(r.Context(), models.Reader{Agent: me}, q); err != nil {
		return err
	}
	if len(p.Rows) > pageOfBlocked {
		p.Rows = p.Rows[:pageOfBlocked]
		p.Next = p.Rows[pageOfBlocked-1].ID
	}
	return web.Render(w, r, http.StatusOK, view.BlockedList(p))
}

// writer is the visitor of a conversation, as blocks know them.
func (d *desk) writer(c *models.Conversation) models.Writer {
	w := models.Writer{Bot: c.BotID, Visitor: c.Visitor.ID, Address: c.Address, Now: d.Now()}
	if c.Playground {
		w.Address = ""
	}
	return w
}
