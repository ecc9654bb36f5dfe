package admin

import (
	"errors"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// welcomePage asks for a password and says nothing about whose. It changes nothing, so that whoever looks at
// links on their way leaves this one good.
func (a *admin) welcomePage(w http.ResponseWriter, r *http.Request) error {
	web.HidePath(w, a.Base)
	if _, err := a.linked(r); err != nil {
		return a.badLink(w, r, err)
	}
	return web.Render(w, r, http.StatusOK, view.Welcome(view.WelcomeForm{Path: r.URL.EscapedPath()}))
}

// welcome sets the password and signs in; the link is used up by it. Of many at once one succeeds.
func (a *admin) welcome(w http.ResponseWriter, r *http.Request) error {
	web.HidePath(w, a.Base)
	if err := a.byAddress.Check(web.AddressKey(r), a.Now()); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	whose, err := a.linked(r)
	if err != nil {
		return a.badLink(w, r, err)
	}
	hash, err := newPassword(r, "password", *whose)
	var mistake *models.Error
	if errors.As(err, &mistake) && mistake.Code == models.CodeInvalid {
		return web.Render(w, r, http.StatusUnprocessableEntity, view.Welcome(view.WelcomeForm{Path: r.URL.EscapedPath(), Problem: mistake.Message}))
	}
	if err != nil {
		return err
	}
	whose, err = a.People.Redeem(r.Context(), models.Redemption{Token: web.Param(r, "token"), Password: hash, Now: a.Now()})
	if err != nil {
		return a.badLink(w, r, err)
	}
	a.streamsEnd(whose)
	a.note(r, whose, models.Act{What: models.ActLinkUsed, Object: whose.Name})
	return a.passwordGiven(w, r, whose, "/desk")
}

func (a *admin) linked(r *http.Request) (*models.Agent, error) {
	return a.People.LinkedAgent(r.Context(), web.Param(r, "token"), a.Now())
}

// badLink is the same for every link that is not good.
func (a *admin) badLink(w http.ResponseWriter, r *http.Request, err error) error {
	if models.CodeOf(err) != models.CodeNotFound {
		return err
	}
	return web.Render(w, r, http.StatusNotFound, view.BadLink())
}

// newPassword is the password in a field, checked and encoded.
func newPassword(r *http.Request, field string, whose models.Agent) (string, error) {
	password := r.PostForm.Get(field)
	if err := models.CheckPassword(field, password, whose); err != nil {
		return "", err
	}
	hash, err := web.HashPassword(r.Context(), password)
	var known *models.Error
	if errors.As(err, &known) && known.Field != "" {
		return "", &models.Error{Code: known.Code, Field: field, Message: known.Message}
	}
	return hash, err
}
