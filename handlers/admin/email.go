package admin

import (
	"cmp"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// What is done here, as the audit log calls it.
const (
	actMailServer = "Mail server changed"
	actMailForgot = "Mail server removed"
	actMailTest   = "Test mail sent"
	actMailbox    = "Mailbox for answers changed"
	actHookMade   = "Secret of the mail webhook made"
	actHookGone   = "Secret of the mail webhook taken away"
	actMailAgain  = "Mail sent again"
)

// mountEmail puts the pages about email on the server.
func (a *admin) mountEmail(s *web.Server) {
	page := func(method, path string, h action) {
		s.Handle(method, "/settings/email"+path, a.only(models.PermitBots, h))
	}
	page("GET", "", a.email)
	page("POST", "", a.saveEmail)
	page("GET", "/forget", a.askForgetEmail)
	page("POST", "/forget", a.forgetEmail)
	page("POST", "/test", a.sendTest)
	page("GET", "/test/:mail", a.testPanel)
	page("GET", "/inbox", a.inbox)
	page("POST", "/inbox", a.saveInbox)
	page("POST", "/inbox/hook", a.makeHook)
	page("GET", "/inbox/hook/delete", a.askHook)
	page("POST", "/inbox/hook/delete", a.dropHook)
	page("GET", "/outbox", a.outbox)
	page("GET", "/outbox/news", a.outboxNews)
	page("GET", "/outbox/:mail", a.outboxMail)
	page("GET", "/outbox/:mail/html", a.outboxHTML)
	page("POST", "/outbox/:mail/again", a.mailAgain)
}

// mailStands is how mails go out: by what is saved, else by what the program was started with. A sender that is
// saved counts for both.
func (a *admin) mailStands(r *http.Request, s models.MailSettings) view.MailStands {
	stands := view.MailStands{Started: a.StartedMail.Out.Host != "", Sender: cmp.Or(s.Sender, a.StartedMail.Sender)}
	if s.Out.Host != "" {
		stands.Server, stands.Saved = s.Out, s.SavedAt
	} else {
		stands.Server = a.StartedMail.Out
	}
	stands.NotOwners = stands.Sends() && !s.Carries(models.RoleOwner)
	stands.Shut = stands.Sends() && a.MailsGo != nil && !a.MailsGo(r.Context())
	return stands
}

// emailHead is what stands around the pages about email.
func (a *admin) emailHead(r *http.Request, me *models.Agent, here string) (view.EmailHead, models.MailSettings, error) {
	h := view.EmailHead{Me: me, Here: here, Now: a.Now(), Done: emailDone(r.URL.Query().Get("done"))}
	s, err := a.Mailing.MailSettings(r.Context())
	if err != nil {
		return h, s, err
	}
	h.Stands = a.mailStands(r, s)
	h.Counts, h.Oldest, err = a.Mailing.MailCounts(r.Context())
	return h, s, err
}

func emailDone(what string) string {
	switch what {
	case "saved":
		return "Saved. It counts from now on; send a test to be sure."
	case "forgot":
		return "What was saved here is deleted."
	case "inbox":
		return "Saved."
	case "hook":
		return "The secret is taken away."
	case "again":
		return "The mail is on its way again."
	}
	return ""
}

// email shows the server by which mails go out.
func (a *admin) email(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	h, s, err := a.emailHead(r, me, view.EmailSending)
	if err != nil {
		return err
	}
	test := view.TestMail{To: me.Email}
	if id := r.URL.Query().Get("test"); id != "" {
		if test.Sent, err = a.testMail(r, id); err != nil {
			return err
		}
		test.To = recipients(*test.Sent, me.Email)
	}
	return a.emailPage(w, r, http.StatusOK, view.EmailPage{EmailHead: h, Form: a.emailFormOf(s), Test: test})
}

func (a *admin) emailPage(w http.ResponseWriter, r *http.Request, status int, p view.EmailPage) error {
	p.Form.Started, p.Form.Owner = p.Stands.Started, p.Me.Role.May(models.PermitOwner)
	if p.Form.Overtaken {
		status = http.StatusConflict
	}
	if status != http.StatusOK {
		p.Done = ""
	}
	return web.Render(w, r, status, view.Email(p))
}

func (a *admin) emailFormOf(s models.MailSettings) view.EmailForm {
	return view.EmailForm{Server: view.ServerFormOf(s.Out), Sender: s.Sender, Name: s.Name,
		Domain: s.DKIM.Domain, Selector: s.DKIM.Selector, HasKey: s.DKIM.HasKey, Kept: sendsOwn(s), Was: sendingStamp(s), Problems: map[string]string{}}
}

// sendingStamp and inboxStamp say which state of the settings a form was made of. What others change on the other
// page is none of its business.
func sendingStamp(s models.MailSettings) string {
	s.Out.Password, s.DKIM.Key = "", ""
	return hashOf(s.Out, s.Out.HasPassword, s.Sender, s.Name, s.DKIM, s.DKIM.HasKey)
}

func inboxStamp(s models.MailSettings) string {
	s.In.Server.Password = ""
	return hashOf(s.In.Address, s.In.Folder, s.In.Server, s.In.Server.HasPassword)
}

const overtakenMail = "Somebody else has changed the email settings in the meantime. What you typed is still here; save again to put it in place of theirs."

// saveEmail keeps the server, or shows the form again with what was typed and what is wrong with it.
func (a *admin) saveEmail(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	h, kept, err := a.emailHead(r, me, view.EmailSending)
	if err != nil {
		return err
	}
	f := typedEmail(r, kept)
	f.Started = h.Stands.Started
	s := kept
	s.ByOwner = me.Role.May(models.PermitOwner) // the store keeps it where another changes nothing of it
	fillEmail(&s, &f)
	switch {
	case f.Was != sendingStamp(kept):
		f.Was, f.Overtaken, f.Message = sendingStamp(kept), true, overtakenMail
	case len(f.Problems) == 0:
		err = inField(a.Mailing.SaveMailSettings(r.Context(), s, a.Now()), f.Problems, &f.Message)
	}
	if overtook(err) {
		if h, kept, err = a.emailHead(r, me, view.EmailSending); err == nil {
			f.Was, f.Overtaken, f.Message = sendingStamp(kept), true, overtakenMail
		}
	}
	if err != nil {
		return err
	}
	if len(f.Problems) > 0 || f.Message != "" {
		if f.Message == "" {
			f.Message = notYet
		}
		return a.emailPage(w, r, http.StatusUnprocessableEntity, view.EmailPage{EmailHead: h, Form: f, Test: view.TestMail{To: me.Email}})
	}
	a.note(r, me, models.Act{What: actMailServer, Object: s.Out.Host, Detail: emailChanges(kept, s)})
	return toEmail(w, r, "?done=saved")
}

const notYet = "Not saved yet: something below is not as it should be."

// toEmail leads to one of the pages about email.
func toEmail(w http.ResponseWriter, r *http.Request, rest string) error {
	http.Redirect(w, r, "/settings/email"+rest, http.StatusSeeOther)
	return nil
}

// sendsOwn says that something is saved of how mails go out.
func sendsOwn(s models.MailSettings) bool {
	return s.Out.Host+s.Sender+s.Name+s.DKIM.Domain != ""
}

func (a *admin) askForgetEmail(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	h, s, err := a.emailHead(r, me, view.EmailSending)
	if err != nil {
		return err
	}
	if !sendsOwn(s) {
		return toEmail(w, r, "")
	}
	return web.Render(w, r, http.StatusOK, view.ForgetMail(h))
}

// forgetEmail drops the server that is saved; how answers come in stays.
func (a *admin) forgetEmail(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	s, err := a.Mailing.MailSettings(r.Context())
	if err != nil {
		return err
	}
	if sendsOwn(s) {
		was := s.Out.Host
		s.Out, s.Sender, s.Name, s.DKIM = models.MailServer{}, "", "", models.DKIM{}
		if err := a.Mailing.SaveMailSettings(r.Context(), s, a.Now()); err != nil {
			return err
		}
		a.note(r, me, models.Act{What: actMailForgot, Object: was})
	}
	return toEmail(w, r, "?done=forgot")
}
