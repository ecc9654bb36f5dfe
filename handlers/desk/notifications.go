package desk

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// pageOfNotices is how much of the log one page has.
const pageOfNotices = 50

// notifications is the page of what the agent is told, and how.
func (d *desk) notifications(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	devices, err := d.Devices.Devices(r.Context(), me)
	if err != nil {
		return err
	}
	log, err := d.logPage(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Notifications(view.NotificationsPage{Me: me, Devices: devices, PushKey: d.PushKey, Mails: d.mailsGo(r), Log: log,
		Done: r.URL.Query().Get("done"), Now: d.Now()}))
}

func (d *desk) logPage(r *http.Request, me *models.Agent) (view.NoticeLog, error) {
	all, err := d.Notices.NoticeLog(r.Context(), me.ID, r.URL.Query().Get("before"), pageOfNotices+1)
	if err != nil {
		return view.NoticeLog{}, err
	}
	log := view.NoticeLog{Rows: all, Now: d.Now()}
	if len(all) > pageOfNotices {
		log.Rows, log.Next = all[:pageOfNotices], all[pageOfNotices-1].ID
	}
	return log, nil
}

// noticeLog is the log alone.
func (d *desk) noticeLog(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	log, err := d.logPage(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.NoticeLogPanel(log))
}

func (d *desk) mailsGo(r *http.Request) bool { return d.MailsGo != nil && d.MailsGo(r.Context()) }

// testMail has the agent mailed a test, as notices are: a moment later.
func (d *desk) testMail(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := d.pushes.Check(string(me.ID), d.Now()); err != nil {
		return err
	}
	if !d.mailsGo(r) {
		return &models.Error{Code: models.CodeConflict, Message: "There is no mail server yet. An admin sets one up in Settings, under Email."}
	}
	if err := d.Notices.TestByMail(r.Context(), me.ID, d.Now()); err != nil {
		return err
	}
	http.Redirect(w, r, "/settings/notifications?done=mailed#log-title", http.StatusSeeOther)
	return nil
}

// saveNotifications keeps what was chosen, or what everybody has who has chosen nothing.
func (d *desk) saveNotifications(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	done := "reset"
	var chosen map[models.NoticeKind]map[models.NoticeWay]bool
	if r.PostForm.Get("reset") == "" {
		done, chosen = "saved", map[models.NoticeKind]map[models.NoticeWay]bool{}
		for _, kind := range models.NoticeKinds() {
			chosen[kind] = map[models.NoticeWay]bool{}
			for _, way := range models.NoticeWays() {
				chosen[kind][way] = r.PostForm.Has(string(kind) + "." + string(way))
			}
		}
	}
	if err := d.Notices.SaveNotify(r.Context(), me.ID, chosen); err != nil {
		return err
	}
	d.Hub.RingAgent(me.ID)
	http.Redirect(w, r, "/settings/notifications?done="+done, http.StatusSeeOther)
	return nil
}
