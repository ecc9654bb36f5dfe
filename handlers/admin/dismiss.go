package admin

import (
	"context"
	"errors"
	"net/http"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

func (a *admin) askDismiss(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return a.askLeave(w, r, view.LeaveForm{Me: me, Delete: true})
}

func (a *admin) askDisable(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return a.askLeave(w, r, view.LeaveForm{Me: me})
}

// askLeave asks what happens to the chats of somebody who goes.
func (a *admin) askLeave(w http.ResponseWriter, r *http.Request, f view.LeaveForm) error {
	of, err := a.memberOf(r)
	if err != nil {
		return err
	}
	f.Of = *of
	return a.leaveForm(w, r, http.StatusOK, f)
}

func (a *admin) leaveForm(w http.ResponseWriter, r *http.Request, status int, f view.LeaveForm) error {
	team, err := a.Team.Agents(r.Context())
	if err != nil {
		return err
	}
	f.Now = a.Now()
	for _, other := range team {
		if other.ID != f.Of.ID && !other.Disabled {
			f.Colleagues = append(f.Colleagues, other)
		}
	}
	return a.dialog(w, r, status, a.about(f.Me, f.Title(), view.LeaveDialog(f)))
}

// dismiss deletes somebody: first nobody can act as them, then their chats go on with others, then they are
// off the team. What is cut off in between leaves them disabled, and their chats are released by themselves.
func (a *admin) dismiss(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	f := view.LeaveForm{Me: me, Delete: true}
	of, err := a.sendOff(r, me, &f)
	if err != nil {
		return a.stays(w, r, f, err)
	}
	if _, err := a.People.ChangeAgent(r.Context(), of.ID, models.Dismiss(me.ID, a.Now())); err != nil {
		return a.stays(w, r, f, err)
	}
	a.Hub.End(live.AgentOwner(of.ID))
	a.note(r, me, models.Act{What: models.ActMemberDeleted, Object: of.Name, Detail: of.Email})
	return a.done(w, r, "deleted")
}

func (a *admin) disable(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	f := view.LeaveForm{Me: me}
	of, err := a.sendOff(r, me, &f)
	if err != nil {
		return a.stays(w, r, f, err)
	}
	if !of.Disabled {
		a.note(r, me, models.Act{What: models.ActMemberDisabled, Object: of.Name})
	}
	return a.done(w, r, "disabled")
}

func (a *admin) enable(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	of, err := a.memberOf(r)
	if err != nil {
		return err
	}
	if _, err := a.People.ChangeAgent(r.Context(), of.ID, models.Disable(me.ID, false)); err != nil {
		return err
	}
	if of.Disabled {
		a.note(r, me, models.Act{What: models.ActMemberEnabled, Object: of.Name})
	}
	return a.done(w, r, "enabled")
}

// sendOff disables somebody, ends their sessions and streams, and gives their chats to others. It returns them
// as they were.
func (a *admin) sendOff(r *http.Request, me *models.Agent, f *view.LeaveForm) (*models.Agent, error) {
	of, err := a.memberOf(r)
	if err != nil {
		return nil, err
	}
	f.Of = *of
	if err := web.Parse(r); err != nil {
		return nil, err
	}
	f.To = models.AgentID(r.PostForm.Get("chats"))
	if _, err = a.People.ChangeAgent(r.Context(), of.ID, models.Disable(me.ID, true)); err != nil {
		return nil, err
	}
	a.Hub.End(live.AgentOwner(of.ID))
	return of, a.handOver(r.Context(), me.ID, *f)
}

// handOver passes on what somebody who cannot sign in any more has: to the colleague who was chosen, or, where
// he cannot take it, back to waiting.
func (a *admin) handOver(ctx context.Context, by models.AgentID, f view.LeaveForm) error {
	chats, err := a.People.LiveOf(ctx, f.Of.ID)
	for _, chat := range chats {
		now := a.Now()
		if f.To != "" {
			_, refused := a.Turns.Turn(ctx, chat, models.PassOn(models.Passing{By: by, To: f.To, Now: now}))
			if refused == nil {
				continue
			}
		}
		_, failed := a.Turns.Turn(ctx, chat, models.Abandon(now, now))
		err = errors.Join(err, failed)
	}
	return err
}

// stays asks again, with the reason why they cannot go.
func (a *admin) stays(w http.ResponseWriter, r *http.Request, f view.LeaveForm, err error) error {
	var known *models.Error
	if !errors.As(err, &known) || f.Of.ID == "" || known.Code == models.CodeUnavailable || known.Code == models.CodeNotFound {
		return err
	}
	status := http.StatusUnprocessableEntity
	if known.Code == models.CodeForbidden {
		status = http.StatusForbidden
	}
	f.Problem = known.Message
	return a.leaveForm(w, r, status, f)
}
