package admin

import (
	"cmp"
	"net/http"
	"slices"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
	"deskbell/views/mail"
)

// mailsAPage is how many mails a page of the outbox has.
const mailsAPage = 30

// outbox shows what was written by email, the newest first.
func (a *admin) outbox(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, err := a.outboxPage(r, me)
	if err != nil {
		return err
	}
	before := r.URL.Query().Get("before")
	all, err := a.Mailing.Mails(r.Context(), models.MailQuery{State: p.State, Purpose: p.Purpose, Before: before, Limit: mailsAPage + 1})
	if err != nil {
		return err
	}
	if p.Older = before != ""; len(all) > mailsAPage {
		all = all[:mailsAPage]
		p.More = all[mailsAPage-1].ID
	}
	for _, d := range all {
		p.Rows = append(p.Rows, a.mailRow(d))
	}
	return web.Render(w, r, http.StatusOK, view.Outbox(p))
}

// outboxPage is the outbox as it was chosen, without mails. A choice that is none is everything.
func (a *admin) outboxPage(r *http.Request, me *models.Agent) (view.OutboxPage, error) {
	h, _, err := a.emailHead(r, me, view.EmailOutbox)
	p := view.OutboxPage{EmailHead: h}
	query := r.URL.Query()
	states := []models.DeliveryState{models.DeliveryPending, models.DeliverySent, models.DeliveryFailed, models.DeliveryDropped}
	if state := models.DeliveryState(query.Get("state")); slices.Contains(states, state) {
		p.State = state
	}
	if purpose := models.MailPurpose(query.Get("purpose")); slices.Contains(models.MailPurposes(), purpose) {
		p.Purpose = purpose
	}
	return p, err
}

// outboxNews is what became of the mails that were on their way.
func (a *admin) outboxNews(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, err := a.outboxPage(r, me)
	if err != nil {
		return err
	}
	watched := r.URL.Query()["watch"]
	for _, id := range watched[:min(len(watched), mailsAPage)] {
		d, err := a.Mailing.MailByID(r.Context(), id)
		if models.CodeOf(err) == models.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, a.mailRow(d))
	}
	return web.Render(w, r, http.StatusOK, view.OutboxNews(p))
}

// mailRow is a mail with what it is about; one that cannot be read is named after what it is for.
func (a *admin) mailRow(d models.Delivery) view.MailRow {
	row := view.MailRow{Delivery: d, To: d.Address, Subject: d.Purpose.Words()}
	m, err := d.Mail()
	if err != nil {
		return row
	}
	row.To = view.Recipients(d, m)
	row.Subject = cmp.Or(mail.Subject(m), row.Subject)
	return row
}

// outboxMail shows one mail: what it says, and what the server said to it.
func (a *admin) outboxMail(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, drawn, err := a.drawnMail(r, me)
	if err != nil {
		return err
	}
	if web.IsHTMX(r) {
		return web.Render(w, r, http.StatusOK, view.MailFacts(p))
	}
	p.Text, p.HTML, p.Plain = drawn.Text, drawn.HTML != "", r.URL.Query().Get("part") == "text"
	return web.Render(w, r, http.StatusOK, view.OutboxMail(p))
}

// drawnMail is the mail of the address, as whoever reads it may see it.
func (a *admin) drawnMail(r *http.Request, me *models.Agent) (view.MailPage, mail.Drawn, error) {
	h, _, err := a.emailHead(r, me, view.EmailOutbox)
	p := view.MailPage{EmailHead: h}
	var drawn mail.Drawn
	if err != nil {
		return p, drawn, err
	}
	d, err := a.Mailing.MailByID(r.Context(), web.Param(r, "mail"))
	if err != nil {
		return p, drawn, err
	}
	p.Row = a.mailRow(d)
	if p.Mail, err = d.Mail(); err != nil {
		p.Problem = "What this mail says cannot be read: another version of Deskbell wrote it."
		return p, drawn, nil
	}
	token, why, err := a.tokenFor(r, me, p.Mail)
	if err != nil {
		return p, drawn, err
	}
	p.Why = why
	if drawn, err = mail.Draw(p.Mail, mail.Links{Base: a.Base, Token: token}); err != nil {
		p.Problem = "What this mail says cannot be drawn: " + err.Error()
	}
	return p, drawn, nil
}

// tokenFor is the secret of the mail's link, for who may know it: it lets its holder in. Why says why it is masked.
// Links that make a password are known to whom they were sent alone.
func (a *admin) tokenFor(r *http.Request, me *models.Agent, m models.Mail) (token, why string, err error) {
	switch m.Purpose {
	case models.MailInvite, models.MailReset:
		return "", "The link stands as [link]: it makes a password, and is for the one it was sent to.", nil
	case models.MailJoin, models.MailAnswer, models.MailTranscript:
	default:
		return "", "", nil
	}
	if m.Link == "" {
		return "", "", nil
	}
	if !me.Role.May(models.PermitOwner) {
		return "", "The link stands as [link]: whoever has it is let in. Owners see it.", nil
	}
	token, err = a.MailLinks.MailToken(r.Context(), m)
	switch {
	case err == nil:
		return token, "", nil
	case r.Context().Err() != nil:
		return "", "", err
	case models.CodeOf(err) == models.CodeNotFound:
		return "", "The link stands as [link]: it does not work any more.", nil
	}
	return "", "The link stands as [link]: its key cannot be opened, so that nobody can make it.", nil // the mail is read without it
}

// outboxHTML is the part of a mail that is a page, as a document that runs nothing, loads nothing and leads nowhere.
// Only pages of this server show it in a frame.
func (a *admin) outboxHTML(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	_, drawn, err := a.drawnMail(r, me)
	if err == nil && drawn.HTML == "" {
		err = models.ErrNotFound
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox")
	return web.HTML(w, r, http.StatusOK, []byte(drawn.HTML))
}

// mailAgain sends one again that has failed, or was not sent.
func (a *admin) mailAgain(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil { // nothing is read from it, but what is no form was not sent by our page
		return err
	}
	d, err := a.Mailing.MailByID(r.Context(), web.Param(r, "mail"))
	if err == nil {
		err = a.Mailing.SendAgain(r.Context(), d.ID, a.Now())
	}
	if err != nil {
		return err
	}
	a.note(r, me, models.Act{What: actMailAgain, Object: d.Purpose.Words(), Detail: d.ID}) // addresses may be visitors'
	return toEmail(w, r, "/outbox/"+d.ID+"?done=again")
}
