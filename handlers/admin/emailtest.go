package admin

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// sendTest puts a test into the outbox; what the server says to it is shown as soon as it is known.
func (a *admin) sendTest(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	h, s, err := a.emailHead(r, me, view.EmailSending)
	if err != nil {
		return err
	}
	test := view.TestMail{To: strings.TrimSpace(r.PostForm.Get("to"))}
	address, err := models.CleanEmail("to", test.To)
	var wrong *models.Error
	switch {
	case !h.Stands.Sends():
		test.Problem = "Save a server first."
	case test.To == "":
		test.Problem = "Write the address that the test goes to."
	case errors.As(err, &wrong):
		test.Problem = wrong.Message
	default:
		if err = a.testMails.Check(string(me.ID), a.Now()); err != nil {
			return err
		}
	}
	if test.Problem != "" {
		return a.emailPage(w, r, http.StatusUnprocessableEntity, view.EmailPage{EmailHead: h, Form: a.emailFormOf(s), Test: test})
	}
	m := models.OutMail{Mail: models.Mail{Purpose: models.MailTest, Language: me.Language, Who: me.Name, At: a.Now()}, Address: address}
	if m.To = []string{address}; strings.EqualFold(address, me.Email) {
		m.Agent = me.ID
	}
	id, err := a.Mailing.PutMail(r.Context(), m, a.Now())
	if err != nil {
		return err
	}
	a.note(r, me, models.Act{What: actMailTest, Object: address})
	return toEmail(w, r, "?"+url.Values{"test": {id}}.Encode()+"#test-mail")
}

// testMail is a test that was sent; ErrNotFound for any other mail.
func (a *admin) testMail(r *http.Request, id string) (*models.Delivery, error) {
	d, err := a.Mailing.MailByID(r.Context(), id)
	if err == nil && d.Purpose != models.MailTest {
		err = models.ErrNotFound
	}
	return &d, err
}

// testPanel is what is known of a test by now.
func (a *admin) testPanel(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	d, err := a.testMail(r, web.Param(r, "mail"))
	if err != nil {
		return err
	}
	if !web.IsHTMX(r) {
		return toEmail(w, r, "?"+url.Values{"test": {d.ID}}.Encode()+"#test-mail")
	}
	h, _, err := a.emailHead(r, me, view.EmailSending)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.TestNews(h, view.TestMail{To: recipients(*d, me.Email), Sent: d}))
}

// recipients are the addresses of a mail; of one that cannot be read, the other one.
func recipients(d models.Delivery, other string) string {
	m, err := d.Mail()
	if err != nil {
		return other
	}
	return view.Recipients(d, m)
}
