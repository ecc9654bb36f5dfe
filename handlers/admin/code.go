package admin

import (
	"errors"
	"net/http"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// codePage asks who has given the password for the second factor. Who has not is sent to sign in.
func (a *admin) codePage(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.Sessions.Half(r.Context(), a.Team, a.Now()); err != nil {
		return toSignIn(w, r, err)
	}
	return web.Render(w, r, http.StatusOK, view.Code(view.CodeForm{Next: localPath(r.URL.Query().Get("next"))}))
}

// code takes one of the app, or one for recovery, and signs in.
func (a *admin) code(w http.ResponseWriter, r *http.Request) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	who, err := a.Sessions.Half(r.Context(), a.Team, a.Now())
	if err != nil {
		return toSignIn(w, r, err)
	}
	form := view.CodeForm{Next: localPath(r.PostForm.Get("next"))}
	if !who.SecondFactor { // it was taken away in the meantime
		return a.signIn(w, r, who, form.Next)
	}
	if wait := a.tooManyCodes(r, who.ID); wait > 0 {
		form.Problem = "Too many tries. Wait " + max(wait.Round(time.Second), time.Second).String() + ", then try again."
		return web.Render(w, r, http.StatusTooManyRequests, view.Code(form))
	}
	recovery, err := a.People.PassSecondFactor(r.Context(), who.ID, r.PostForm.Get("code"), a.Now())
	var mistake *models.Error
	if errors.As(err, &mistake) && mistake.Code == models.CodeInvalid {
		form.Problem = mistake.Message
		return web.Render(w, r, http.StatusUnprocessableEntity, view.Code(form))
	}
	if err != nil {
		return err
	}
	if recovery {
		a.note(r, who, models.Act{What: models.ActRecoveryUsed, Object: who.Name})
	}
	return a.signIn(w, r, who, form.Next)
}

// tooManyCodes is as tooMany. Who tries codes has the password already: so all addresses together have a limit
// too, a wide one, under which a million codes take years.
func (a *admin) tooManyCodes(r *http.Request, id models.AgentID) time.Duration {
	now := a.Now()
	if ok, wait := a.codesByPair.Allow(web.AddressKey(r)+" "+string(id), now); !ok {
		return wait
	}
	if ok, wait := a.codesByAgent.Allow(string(id), now); !ok {
		return wait
	}
	return 0
}

// toSignIn leads to the beginning who has no half of a sign-in.
func toSignIn(w http.ResponseWriter, r *http.Request, err error) error {
	if models.CodeOf(err) != models.CodeUnauthorised {
		return err
	}
	http.Redirect(w, r, "/login", http.StatusSeeOther)
	return nil
}
