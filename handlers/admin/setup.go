package admin

import (
	"errors"
	"net/http"

	"github.com/google/uuid"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

func (a *admin) setupPage(w http.ResponseWriter, r *http.Request) error {
	if err := a.firstRun(r); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Setup(view.SetupForm{Code: r.URL.Query().Get("code")}))
}

// setup makes the owner, once, for whoever has the code that was printed at the start.
func (a *admin) setup(w http.ResponseWriter, r *http.Request) error {
	if err := a.firstRun(r); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	form := view.SetupForm{Code: r.PostForm.Get("code"), Name: models.CleanLine(r.PostForm.Get("name"), 80), Email: r.PostForm.Get("email")}
	if err := a.byAddress.Check(web.AddressKey(r), a.Now()); err != nil {
		return err
	}
	owner, err := a.ownerOf(r, &form)
	if err == nil {
		err = a.Owners.MakeOwner(r.Context(), form.Code, owner, a.Now())
	}
	var mistake *models.Error
	if errors.As(err, &mistake) && mistake.Code != models.CodeUnavailable {
		form.Field, form.Problem = mistake.Field, mistake.Message
		return web.Render(w, r, http.StatusUnprocessableEntity, view.Setup(form))
	}
	if err != nil {
		return err
	}
	a.note(r, owner, models.Act{What: models.ActMemberAdded, Object: owner.Name, Detail: owner.Email + ", " + models.RoleOwner.Words()})
	return a.signIn(w, r, owner, "/bots")
}

func (a *admin) ownerOf(r *http.Request, form *view.SetupForm) (*models.Agent, error) {
	if form.Name == "" {
		return nil, &models.Error{Code: models.CodeInvalid, Field: "name", Message: "Your name is missing; visitors see the first one."}
	}
	email, err := models.CleanEmail("email", form.Email)
	if err != nil {
		return nil, err
	}
	hash, err := newPassword(r, "password", models.Agent{Name: form.Name, Email: email})
	if err != nil {
		return nil, err
	}
	id, err := uuid.NewV7()
	return &models.Agent{ID: models.AgentID(id.String()), Email: email, Name: form.Name, Role: models.RoleOwner,
		MaxChats: models.DefaultMaxChats, Password: hash}, err
}

// firstRun is over once there is an owner; then the page is gone.
func (a *admin) firstRun(r *http.Request) error {
	has, err := a.Owners.HasOwner(r.Context())
	if err == nil && has {
		return models.ErrNotFound
	}
	return err
}
