package desk

import (
	"context"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
)

// mountNotices has the routes of what agents are told. They are everybody's own: who asks is all that is
// said about whose.
func (d *desk) mountNotices(s *web.Server) {
	s.Handle("GET", "/notices/stream", d.signed(d.notices), web.Stream())
	s.Handle("POST", "/notices/seen", d.signed(d.dismiss))
	s.Handle("GET", "/push/key", d.signed(d.pushKey))
	s.Handle("POST", "/push/subscribe", d.signed(d.subscribe))
	s.Handle("POST", "/push/renew", d.signed(d.renewDevice))
	s.Handle("POST", "/push/unsubscribe", d.signed(d.unsubscribe))
	s.Handle("POST", "/push/check", d.signed(d.checkDevice))
	s.Handle("POST", "/push/opened", d.signed(d.openNotice))
	s.Handle("POST", "/push/test", d.signed(d.testPush))
	s.Handle("GET", "/settings/notifications", d.signed(d.notifications))
	s.Handle("POST", "/settings/notifications", d.signed(d.saveNotifications))
	s.Handle("GET", "/settings/notifications/log", d.signed(d.noticeLog))
	s.Handle("POST", "/settings/notifications/mail", d.signed(d.testMail))
}

// lookedAt notes that the agent has a conversation before him: nothing needs to tell him of it any more, on
// none of his devices.
func (d *desk) lookedAt(ctx context.Context, me *models.Agent, id models.ConversationID) error {
	if d.Notices == nil {
		return nil
	}
	changed, err := d.Notices.SeenNotices(ctx, me.ID, id, d.Now())
	if changed {
		d.Hub.RingAgent(me.ID)
	}
	return err
}

// dismiss takes what is told about a conversation off the screens, without opening it; one notice alone where
// it is about none.
func (d *desk) dismiss(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	if id := r.PostForm.Get("conversation"); id != "" {
		if err := d.lookedAt(r.Context(), me, models.ConversationID(id)); err != nil {
			return err
		}
		return web.NoContent(w)
	}
	return d.openNotice(w, r, me)
}

// openNotice notes that one notice was opened, as a device says.
func (d *desk) openNotice(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	if err := d.Notices.OpenedNotice(r.Context(), me.ID, r.PostForm.Get("id"), d.Now()); err != nil {
		return err
	}
	d.Hub.RingAgent(me.ID)
	return web.NoContent(w)
}
