package admin

import (
	"crypto/rand"
	"net/http"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// receivedAPage is how many mails that came in a page has.
const receivedAPage = 30

// hookPath is where mail providers post what came.
const hookPath = "/hooks/mail/raw"

// inbox shows how answers to mails come in, and what came.
func (a *admin) inbox(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	h, s, err := a.emailHead(r, me, view.EmailReceiving)
	if err != nil {
		return err
	}
	p, err := a.inboxPage(r, h, s)
	if err != nil {
		return err
	}
	if web.IsHTMX(r) {
		return web.Render(w, r, http.StatusOK, view.InboxPanel(p))
	}
	return web.Render(w, r, http.StatusOK, view.Inbox(p))
}

func (a *admin) inboxPage(r *http.Request, h view.EmailHead, s models.MailSettings) (view.InboxPage, error) {
	before := r.URL.Query().Get("before")
	p := view.InboxPage{EmailHead: h, Form: inboxFormOf(s), Hook: a.Base + hookPath, HasHook: s.In.HasHook, Kept: s.In, Older: before != ""}
	if a.InboxStatus != nil {
		p.Status = a.InboxStatus()
	}
	var err error
	p.Received, err = a.Mailing.ReceivedMails(r.Context(), before, receivedAPage+1)
	if len(p.Received) > receivedAPage {
		p.Received = p.Received[:receivedAPage]
		p.More = p.Received[receivedAPage-1].ID
	}
	return p, err
}

func inboxFormOf(s models.MailSettings) view.InboxForm {
	f := view.InboxForm{Address: s.In.Address, Folder: s.In.Folder, Server: view.ServerFormOf(s.In.Server), Was: inboxStamp(s), Problems: map[string]string{}}
	if s.In.Server.Host == "" {
		f.Server.Security = models.MailTLS // as most mailboxes are
	}
	return f
}

// saveInbox keeps the mailbox, or shows the form again with what was typed and what is wrong with it.
func (a *admin) saveInbox(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	h, kept, err := a.emailHead(r, me, view.EmailReceiving)
	if err != nil {
		return err
	}
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	f := view.InboxForm{Address: get("address"), Folder: get("folder"), Server: typedServer(r, kept.In.Server), Was: get("was"), Problems: map[string]string{}}
	s := kept
	s.In.Address, s.In.Folder, s.In.Server = f.Address, f.Folder, serverOf(f.Server, f.Problems)
	if f.Address == "" && f.Server.Host != "" {
		f.Problems["address"] = "Write the address whose mailbox this is; or leave the server empty too."
	}
	switch {
	case f.Was != inboxStamp(kept):
		f.Was, f.Overtaken, f.Message = inboxStamp(kept), true, overtakenMail
	case len(f.Problems) == 0:
		err = inField(a.Mailing.SaveMailSettings(r.Context(), s, a.Now()), f.Problems, &f.Message)
	}
	if overtook(err) {
		if h, kept, err = a.emailHead(r, me, view.EmailReceiving); err == nil {
			f.Was, f.Overtaken, f.Message = inboxStamp(kept), true, overtakenMail
		}
	}
	if err != nil {
		return err
	}
	if len(f.Problems) == 0 && f.Message == "" {
		a.note(r, me, models.Act{What: actMailbox, Object: s.In.Address, Detail: inboxChanges(kept.In, s.In)})
		return toEmail(w, r, "/inbox?done=inbox")
	}
	p, err := a.inboxPage(r, h, kept)
	if err != nil {
		return err
	}
	p.Form, p.Done = f, ""
	if f.Message == "" {
		p.Form.Message = notYet
	}
	status := http.StatusUnprocessableEntity
	if f.Overtaken {
		status = http.StatusConflict
	}
	return web.Render(w, r, status, view.Inbox(p))
}

func inboxChanges(was, now models.MailInbox) string {
	all := serverChanges(was.Server, now.Server)
	if was.Address != now.Address {
		all = append(all, "address")
	}
	if was.Folder != now.Folder {
		all = append(all, "folder")
	}
	return strings.Join(all, ", ")
}

// makeHook makes the webhook's secret, or another one, and shows it this once.
func (a *admin) makeHook(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	s, err := a.Mailing.MailSettings(r.Context())
	if err != nil {
		return err
	}
	if s.In.Address == "" {
		return &models.Error{Code: models.CodeConflict, Message: "Save the address that answers go to first."}
	}
	secret := rand.Text()
	s.In.Hook = secret
	if err := a.Mailing.SaveMailSettings(r.Context(), s, a.Now()); err != nil {
		return err
	}
	a.note(r, me, models.Act{What: actHookMade})
	return a.emailDialog(w, r, view.TeamDialog{Me: me, Title: "The webhook’s secret", Content: view.HookDialog(view.HookSecret{Address: a.Base + hookPath, Secret: secret})})
}

func (a *admin) askHook(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return a.emailDialog(w, r, view.TeamDialog{Me: me, Title: "Take the secret away?", Content: view.DropHookDialog()})
}

// emailDialog answers with what a script shows in a dialog, or with a page of its own around it.
func (a *admin) emailDialog(w http.ResponseWriter, r *http.Request, d view.TeamDialog) error {
	if web.IsHTMX(r) {
		return web.Render(w, r, http.StatusOK, d.Content)
	}
	return web.Render(w, r, http.StatusOK, view.EmailDialogPage(d))
}

// dropHook takes the webhook's secret away; what is posted is refused from then on.
func (a *admin) dropHook(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	s, err := a.Mailing.MailSettings(r.Context())
	if err != nil {
		return err
	}
	if s.In.HasHook {
		s.In.HasHook = false
		if err := a.Mailing.SaveMailSettings(r.Context(), s, a.Now()); err != nil {
			return err
		}
		a.note(r, me, models.Act{What: actHookGone})
	}
	if web.IsHTMX(r) {
		return web.NoContent(w)
	}
	return toEmail(w, r, "/inbox?done=hook")
}
