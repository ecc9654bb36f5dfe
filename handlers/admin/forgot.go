package admin

import (
	"net/http"
	"strings"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// forgotAfter is when everybody is answered who asks for a link, whether the address is somebody's or not: it is
// longer than finding out, and sending one, takes.
const forgotAfter = 500 * time.Millisecond

func (a *admin) forgotPage(w http.ResponseWriter, r *http.Request) error {
	return web.Render(w, r, http.StatusOK, view.Forgot(view.ForgotForm{Mails: a.mailsGo(r)}))
}

// forgot mails a link to choose another password by to whoever has the address. The answer is the same for all
// addresses, and comes as late.
func (a *admin) forgot(w http.ResponseWriter, r *http.Request) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	answer := time.NewTimer(forgotAfter) // from when all of it is here: whoever sends it slowly must not measure the rest
	defer answer.Stop()
	form := view.ForgotForm{Mails: a.mailsGo(r), Email: strings.TrimSpace(r.PostForm.Get("email"))}
	email, err := models.CleanEmail("email", form.Email)
	if !form.Mails {
		return web.Render(w, r, http.StatusConflict, view.Forgot(form))
	}
	if err != nil {
		form.Problem = "Type the email address that you sign in with; one looks like name@example.com."
		return web.Render(w, r, http.StatusUnprocessableEntity, view.Forgot(form))
	}
	if ok, wait := a.forgotByAddress.Allow(web.AddressKey(r), a.Now()); !ok {
		form.Problem = "Too many tries from here. Wait " + max(wait.Round(time.Second), time.Second).String() + ", then try again."
		return web.Render(w, r, http.StatusTooManyRequests, view.Forgot(form))
	}
	if err := a.mailReset(r, email); err != nil {
		return err
	}
	select {
	case <-answer.C:
	case <-r.Context().Done():
		return r.Context().Err()
	}
	return web.Render(w, r, http.StatusOK, view.ForgotSent())
}

// mailReset does it where the address is somebody's who may sign in, and was not asked for too often.
func (a *admin) mailReset(r *http.Request, email string) error {
	who, err := a.People.MailReset(r.Context(), models.Forgotten{Email: email, Token: models.NewLinkToken(), Now: a.Now()})
	if models.CodeOf(err) == models.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	a.mailed()
	a.note(r, who, models.Act{What: models.ActLinkAsked, Object: who.Name, Detail: "on the sign-in page, by somebody who is not signed in"})
	return nil
}
