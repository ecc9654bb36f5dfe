package desk

import (
	"context"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// mountGuests has the routes of those who were called by email.
func (d *desk) mountGuests(s *web.Server) {
	s.Handle("GET", "/desk/:conversation/guests/:link/revoke", d.permitted(models.PermitAnswer, d.revokeForm))
	s.Handle("POST", "/desk/:conversation/guests/:link/revoke", d.permitted(models.PermitAnswer, d.revokeLink))
}

// guests notes what a turn has changed of those who were called by email: somebody came or went, or, where a turn
// has said nothing at all, others were called.
func (f *feed) guests(ctx context.Context, o *watched, rev int64, entries []models.Entry) {
	o.guests = max(o.guests, guested(entries))
	if o.rev == 0 || o.rev == rev || len(entries) > 0 {
		return
	}
	if links, err := f.Guests.LinksOf(ctx, models.Reader{Agent: f.me}, o.id); err == nil {
		o.links = len(links)
	}
}

// guestLink is the one of the address, for those who may see its conversation.
func (d *desk) guestLink(r *http.Request, me *models.Agent) (models.GuestLink, error) {
	links, err := d.Guests.LinksOf(r.Context(), models.Reader{Agent: me}, models.ConversationID(web.Param(r, "conversation")))
	for _, l := range links {
		if string(l.ID) == web.Param(r, "link") {
			return l, err
		}
	}
	if err == nil {
		err = models.ErrNotFound
	}
	return models.GuestLink{}, err
}

func (d *desk) revokeForm(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	l, err := d.guestLink(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.RevokeForm(l))
}

// revokeLink takes a link back: all who came by it are out at once.
func (d *desk) revokeLink(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	l, err := d.guestLink(r, me)
	if err != nil {
		return err
	}
	if _, err := d.Turns.Turn(r.Context(), l.Conversation, models.RevokeLink(me.ID, l.ID, d.Now())); err != nil {
		return err
	}
	if l.RevokedAt.IsZero() {
		web.Note(r, d.Audit, models.Act{By: me, What: "Guest link revoked", Object: l.Address, Detail: string(l.Conversation), Now: d.Now()})
	}
	return web.NoContent(w)
}

// guested is the newest entry that tells of a guest who came or went; 0 for none.
func guested(entries []models.Entry) (seq int64) {
	for _, e := range entries {
		if e.Kind == models.EntryGuestIn || e.Kind == models.EntryGuestOut {
			seq = e.Seq
		}
	}
	return seq
}
