package join

import (
	"errors"
	"net/http"

	"github.com/google/uuid"

	"deskbell/handlers/web"
	"deskbell/models"
)

// enter lets somebody in by the name he has given, and shows him the conversation. Who is in already stays who he
// is.
func (j *join) enter(w http.ResponseWriter, r *http.Request) error {
	a, err := j.known(r)
	if err == nil {
		http.Redirect(w, r, a.base(), http.StatusSeeOther)
		return nil
	}
	if err != errOut {
		return err
	}
	link, err := j.link(r)
	if err != nil {
		return j.badLink(w, r, err)
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	once := r.PostForm.Get("once")
	if !web.IsSecret(once) {
		once = newSecret()
	}
	for _, secret := range []string{secretOf(once, a.token), newSecret()} { // the second for a form of before he left
		err = j.letIn(r, link, secret)
		if err != nil { // it may have come before, and only the answer to it was lost
			_, out := j.Guests.GuestBySession(r.Context(), a.token, web.SecretHash(secret), j.Now())
			if out != nil && models.CodeOf(err) == models.CodeConflict {
				continue
			}
			if out != nil {
				break
			}
		}
		j.remember(w, a.token, secret)
		j.rememberName(w, models.CleanLine(r.PostForm.Get("name"), models.LongestGuestName))
		http.Redirect(w, r, pathOf(a.token)+"?"+justIn, http.StatusSeeOther)
		return nil
	}
	return j.notIn(w, r, link, err)
}

func (j *join) letIn(r *http.Request, link models.GuestLink, secret string) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	_, err = j.Turns.Turn(r.Context(), link.Conversation, models.LetIn(models.Joining{ID: models.GuestID(id.String()), Token: web.Param(r, "token"),
		Name: r.PostForm.Get("name"), SessionHash: web.SecretHash(secret), Browser: web.Browser(r.UserAgent()), Now: j.Now()}, link))
	return err
}

// notIn draws the form again where another name would do.
func (j *join) notIn(w http.ResponseWriter, r *http.Request, link models.GuestLink, err error) error {
	var known *models.Error
	if !errors.As(err, &known) {
		return err
	}
	form := j.form(r.Context(), link)
	form.Name, form.Once = models.CleanLine(r.PostForm.Get("name"), 200), r.PostForm.Get("once")
	switch known.Code {
	case models.CodeInvalid:
		form.Problem = web.Sentence(form.Say, known)
		return j.ask(w, r, http.StatusUnprocessableEntity, form)
	case models.CodeConflict:
		form.Notice = web.Sentence(form.Say, known)
		return j.ask(w, r, http.StatusConflict, form)
	}
	return j.badLink(w, r, err)
}
