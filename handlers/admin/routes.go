// Package admin is sign-in, first-run setup, and the pages about bots and articles.
package admin

import (
	"context"
	"net/http"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

// Owners makes the first one.
type Owners interface {
	HasOwner(ctx context.Context) (bool, error)
	// MakeOwner errors with CodeForbidden for a wrong code, CodeConflict when there is an owner.
	MakeOwner(ctx context.Context, code string, a *models.Agent, now time.Time) error
}

// Options is what these pages need.
type Options struct {
	Owners   Owners
	Team     models.Team
	Presence models.Presence
	Bots     models.Bots
	Flows    models.Flows
	Articles models.Articles
	Hub      *live.Hub
	Sessions *web.Sessions
	Now      func() time.Time
	Base     string
}

type admin struct {
	Options
	byPair, byAddress *web.Limiter
}

// Mount puts the routes on the server.
func Mount(s *web.Server, o Options) {
	a := &admin{Options: o,
		// By address and account together, so that nobody locks somebody else out; and by address.
		byPair: web.NewLimiter(1.0/12, 8, 50_000), byAddress: web.NewLimiter(0.5, 40, 50_000)}
	s.Handle("GET", "/", a.home)
	s.Handle("GET", "/login", a.loginPage)
	s.Handle("POST", "/login", a.login)
	s.Handle("POST", "/logout", a.logout)
	s.Handle("GET", "/setup", a.setupPage)
	s.Handle("POST", "/setup", a.setup)
	s.Handle("GET", "/bots", a.only(models.PermitBots, a.bots))
	s.Handle("GET", "/bots/:bot", a.only(models.PermitBots, a.bot))
	s.Handle("GET", "/bots/:bot/playground", a.only(models.PermitBots, a.playground))
	s.Handle("GET", "/articles", a.only(models.PermitAnswer, a.articles))
}

// action is a handler that knows who asks.
type action func(w http.ResponseWriter, r *http.Request, me *models.Agent) error

// only lets through who has the permission.
func (a *admin) only(p models.Permission, next action) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		me, err := a.Sessions.Agent(r.Context(), a.Team)
		if err != nil {
			return err
		}
		if !me.Role.May(p) {
			return &models.Error{Code: models.CodeForbidden, Message: "Your role does not open this page. An admin can change that."}
		}
		return next(w, r, me)
	}
}

// home leads to the desk, to sign-in or, on the first run, to setup.
func (a *admin) home(w http.ResponseWriter, r *http.Request) error {
	to := "/desk"
	if _, _, in := a.Sessions.Signed(r.Context()); !in {
		to = "/login"
		if has, err := a.Owners.HasOwner(r.Context()); err != nil {
			return err
		} else if !has {
			to = "/setup"
		}
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}
