package admin

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// mountProfile puts everybody's own page on the server.
func (a *admin) mountProfile(s *web.Server) {
	own := func(method, path string, h action, o ...web.RouteOption) {
		s.Handle(method, path, a.only(models.PermitAnswer, h), o...)
	}
	own("GET", "/profile", a.profile)
	own("POST", "/profile", a.saveProfile)
	own("POST", "/profile/picture", a.setPicture, web.Upload(mostPicture))
	own("POST", "/profile/picture/delete", a.dropPicture)
	own("POST", "/profile/email", a.changeEmail)
	own("POST", "/profile/password", a.changePassword)
	own("POST", "/profile/sign-out", a.everywhere)
	own("GET", "/profile/second-factor", a.factorPage)
	own("POST", "/profile/second-factor", a.turnOn)
	own("POST", "/profile/second-factor/off", a.turnOff)
	own("POST", "/profile/second-factor/codes", a.newRecovery)
	s.Handle("GET", "/pictures/:picture", a.picture, web.NoSession())
}

func (a *admin) profile(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p := view.ProfileOf(me)
	p.Done = profileDone(r.URL.Query().Get("done"))
	return a.profilePage(w, r, http.StatusOK, p)
}

func (a *admin) profilePage(w http.ResponseWriter, r *http.Request, status int, p view.ProfilePage) error {
	var err error
	if p.Me.SecondFactor {
		p.Codes, err = a.People.RecoveryLeft(r.Context(), p.Me.ID)
	}
	if err != nil {
		return err
	}
	return web.Render(w, r, status, view.Profile(p))
}

func profileDone(what string) string {
	switch what {
	case "saved":
		return "It is saved."
	case "picture":
		return "Your picture is changed."
	case "email":
		return "Your address is changed. Sign in with the new one from now on."
	case "password":
		return "Your password is changed. Everywhere else you are signed out."
	case "factor":
		return "The second factor is off. The password alone is asked for now."
	}
	return ""
}

func toProfile(w http.ResponseWriter, r *http.Request, done string) error {
	http.Redirect(w, r, "/profile?done="+done, http.StatusSeeOther)
	return nil
}

// refused draws the profile again, with what is wrong beside its field.
func (a *admin) refused(w http.ResponseWriter, r *http.Request, p view.ProfilePage, err error) error {
	var known *models.Error
	if !errors.As(err, &known) || known.Field == "" || known.Code == models.CodeUnavailable {
		return err
	}
	p.Problems[known.Field] = known.Message
	return a.profilePage(w, r, http.StatusUnprocessableEntity, p)
}

func (a *admin) saveProfile(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	p := view.ProfileOf(me)
	p.Name, p.Language, p.CtrlEnter = r.PostForm.Get("name"), r.PostForm.Get("language"), r.PostForm.Get("enter") == "line"
	name := models.CleanLine(p.Name, models.LongestName+1)
	known := slices.ContainsFunc(models.MailLanguages(), func(l models.Language) bool { return l.Tag == p.Language })
	switch {
	case name == "":
		p.Problems["name"] = "Your name is missing; visitors see the first one."
	case len([]rune(name)) > models.LongestName:
		p.Problems["name"] = "A name has at most 80 characters."
	case !known:
		p.Problems["language"] = "Choose one of the languages."
	}
	if len(p.Problems) > 0 {
		return a.profilePage(w, r, http.StatusUnprocessableEntity, p)
	}
	err := a.People.SaveProfile(r.Context(), me.ID, models.Profile{Name: name, Language: p.Language, CtrlEnter: p.CtrlEnter})
	if err != nil {
		return err
	}
	if name != me.Name {
		a.note(r, me, models.Act{What: models.ActMemberChanged, Object: name, Detail: "own name, was " + me.Name})
	}
	return toProfile(w, r, "saved")
}

func (a *admin) changeEmail(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	p := view.ProfileOf(me)
	p.Email = strings.TrimSpace(r.PostForm.Get("email"))
	email, err := models.CleanEmail("email", p.Email)
	if err == nil {
		err = a.own(r, me, "email_password")
	}
	if err == nil {
		err = a.People.ChangeEmail(r.Context(), me.ID, email)
	}
	if err != nil {
		return a.refused(w, r, p, err)
	}
	a.note(r, me, models.Act{What: models.ActEmail, Object: me.Name, Detail: me.Email + " → " + email})
	return toProfile(w, r, "email")
}

// own checks the password of who is signed in, in a field. Errors: CodeInvalid with the field; CodeTooMany.
func (a *admin) own(r *http.Request, me *models.Agent, field string) error {
	if wait := a.tooMany(r, me.Email); wait > 0 {
		return web.TooMany(wait)
	}
	right, err := web.CheckPassword(r.Context(), r.PostForm.Get(field), me.Password)
	if err == nil && !right {
		err = &models.Error{Code: models.CodeInvalid, Field: field, Message: "This is not your password."}
	}
	return err
}

// changePassword ends all sessions but this one.
func (a *admin) changePassword(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	p := view.ProfileOf(me)
	err := a.own(r, me, "current")
	var hash string
	if err == nil {
		hash, err = newPassword(r, "new_password", *me)
	}
	if err != nil {
		return a.refused(w, r, p, err)
	}
	now, err := a.People.SetPassword(r.Context(), me.ID, hash)
	if err != nil {
		return err
	}
	a.streamsEnd(now)
	a.note(r, me, models.Act{What: models.ActPassword, Object: me.Name})
	if err := a.Sessions.SignIn(r.Context(), *now); err != nil {
		return err
	}
	return toProfile(w, r, "password")
}

// everywhere ends all sessions, this one as well.
func (a *admin) everywhere(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	now, err := a.People.EndSessions(r.Context(), me.ID)
	if err != nil {
		return err
	}
	a.streamsEnd(now)
	if err := a.Presence.Reach(r.Context(), me.ID, time.Time{}); err != nil {
		return err
	}
	a.note(r, me, models.Act{What: models.ActEverywhere, Object: me.Name})
	if err := a.Sessions.SignOut(r.Context()); err != nil {
		return err
	}
	http.Redirect(w, r, "/login", http.StatusSeeOther)
	return nil
}

// streamsEnd ends the streams that were opened before somebody's rights became what they are now.
func (a *admin) streamsEnd(now *models.Agent) { a.Hub.EndOthers(live.AgentOwner(now.ID), now.Rights()) }
