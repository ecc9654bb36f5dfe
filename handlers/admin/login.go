package admin

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

func (a *admin) loginPage(w http.ResponseWriter, r *http.Request) error {
	next := localPath(r.URL.Query().Get("next"))
	if _, err := a.Sessions.Agent(r.Context(), a.Team); err == nil {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return nil
	}
	return web.Render(w, r, http.StatusOK, view.Login(view.LoginForm{Next: next}))
}

// login checks address and password. Known and unknown accounts cost and say the same.
func (a *admin) login(w http.ResponseWriter, r *http.Request) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	form := view.LoginForm{Email: strings.TrimSpace(r.PostForm.Get("email")), Next: localPath(r.PostForm.Get("next"))}
	if wait := a.tooMany(r, form.Email); wait > 0 {
		form.Problem = "Too many tries. Wait " + max(wait.Round(time.Second), time.Second).String() + ", then try again."
		return web.Render(w, r, http.StatusTooManyRequests, view.Login(form))
	}
	agent, err := a.Team.AgentByEmail(r.Context(), form.Email)
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return err
	}
	encoded := ""
	if agent != nil && !agent.Disabled {
		encoded = agent.Password
	}
	right, err := web.CheckPassword(r.Context(), r.PostForm.Get("password"), encoded)
	if err != nil {
		return err
	}
	if !right {
		form.Problem = "Email and password do not go together."
		return web.Render(w, r, http.StatusUnprocessableEntity, view.Login(form))
	}
	return a.passwordGiven(w, r, agent, form.Next)
}

// passwordGiven goes on to the second factor, or signs in where there is none.
func (a *admin) passwordGiven(w http.ResponseWriter, r *http.Request, agent *models.Agent, next string) error {
	if !agent.SecondFactor {
		return a.signIn(w, r, agent, next)
	}
	if err := a.Sessions.SignInHalf(r.Context(), *agent, a.Now()); err != nil {
		return err
	}
	http.Redirect(w, r, "/login/code?"+url.Values{"next": {next}}.Encode(), http.StatusSeeOther)
	return nil
}

func (a *admin) signIn(w http.ResponseWriter, r *http.Request, agent *models.Agent, next string) error {
	if err := a.Sessions.SignIn(r.Context(), *agent); err != nil {
		return err
	}
	if agent.SignedInAt.IsZero() {
		if err := a.People.SignedIn(r.Context(), agent.ID, a.Now()); err != nil {
			return err
		}
	}
	a.note(r, agent, models.Act{What: models.ActSignedIn, Object: agent.Name})
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}

// tooMany is how long to wait before the next try; 0: none. The address comes first, so that nobody
// fills the memory with accounts that he makes up.
func (a *admin) tooMany(r *http.Request, email string) time.Duration {
	now, from := a.Now(), web.AddressKey(r)
	if ok, wait := a.byAddress.Allow(from, now); !ok {
		return wait
	}
	if ok, wait := a.byPair.Allow(from+" "+strings.ToLower(email), now); !ok {
		return wait
	}
	return 0
}

// logout ends the session and every stream of this person; other browsers of the same person come
// back by themselves.
func (a *admin) logout(w http.ResponseWriter, r *http.Request) error {
	id, _, in := a.Sessions.Signed(r.Context())
	if err := a.Sessions.SignOut(r.Context()); err != nil {
		return err
	}
	if in {
		if err := a.Presence.Reach(r.Context(), id, time.Time{}); err != nil {
			return err
		}
		a.Hub.End(live.AgentOwner(id))
	}
	http.Redirect(w, r, "/login", http.StatusSeeOther)
	return nil
}

// localPath is a path of this server to go on to; anything else is the desk.
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(next, "/") ||
		strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\t\r\n") || strings.HasPrefix(u.Path, "//") {
		return "/desk"
	}
	return next
}
