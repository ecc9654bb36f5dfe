package desk

import (
	"net/http"
	"slices"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// mountRouting has the routes of offers, of passing a chat on, and of who is online.
func (d *desk) mountRouting(s *web.Server) {
	s.Handle("POST", "/desk/online", d.signed(d.online))
	s.Handle("POST", "/team/:agent/offline", d.signed(d.setOffline))
	s.Handle("GET", "/desk/:conversation/pass", d.signed(d.receivers))
	s.Handle("POST", "/desk/:conversation/pass", d.signed(d.pass))
	s.Handle("POST", "/desk/:conversation/accept", d.signed(d.accept))
	s.Handle("POST", "/desk/:conversation/decline", d.signed(d.decline))
}

// online is the Online switch; the agent's other pages follow.
func (d *desk) online(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	on := r.PostForm.Get("on") == "1"
	if err := d.Presence.SetWilling(r.Context(), me.ID, on); err != nil {
		return err
	}
	d.Hub.TellOnline(me.ID, on, "")
	return web.NoContent(w)
}

// setOffline moves a colleague's switch, who is told by whom.
func (d *desk) setOffline(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if !me.Role.May(models.PermitAllBots) {
		return &models.Error{Code: models.CodeForbidden, Message: "Your role may not set others offline."}
	}
	of, err := d.Team.AgentByID(r.Context(), models.AgentID(web.Param(r, "agent")))
	if err != nil {
		return err
	}
	if !of.Willing {
		return web.NoContent(w) // he moved the switch himself, and is told nothing else
	}
	why := " by " + me.Name
	if err := d.Presence.SetOffline(r.Context(), of.ID, why); err != nil {
		return err
	}
	d.Hub.TellOnline(of.ID, false, why)
	web.Note(r, d.Audit, models.Act{By: me, What: models.ActSetOffline, Object: of.Name, Now: d.Now()})
	return web.NoContent(w)
}

func (d *desk) accept(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return d.turn(w, r, models.AcceptOffer(me.ID, d.Now()))
}

func (d *desk) decline(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return d.turn(w, r, models.DeclineOffer(me.ID, d.Now()))
}

// pass gives the chat to somebody else. The form's `to` is a colleague, "desk:" and a bot, or "back".
func (d *desk) pass(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if _, err := d.conversation(r, me); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	form := r.PostForm
	p := models.Passing{By: me.ID, To: models.AgentID(form.Get("to")), Desk: models.BotID(form.Get("desk")), Back: form.Get("back") == "1",
		Ask: form.Get("ask") == "1", Words: form.Get("words"), Now: d.Now()}
	if desk, found := strings.CutPrefix(form.Get("to"), "desk:"); found {
		p.To, p.Desk = "", models.BotID(desk)
	}
	if p.To == "back" {
		p.To, p.Back = "", true
	}
	return d.turn(w, r, models.PassOn(p))
}

// receivers are those whom the open chat can be passed on to.
func (d *desk) receivers(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.conversation(r, me)
	if err != nil {
		return err
	}
	if !me.MayPass(&c) {
		return &models.Error{Code: models.CodeConflict, Message: "This chat is not yours to pass on."}
	}
	team, err := d.Team.Agents(r.Context())
	if err != nil {
		return err
	}
	p := view.Passing{Me: me, Conversation: c, Back: c.State == models.StateLive}
	for _, a := range team {
		if a.ID != c.OwnerID && a.MaySee(c.DeskID) {
			p.Colleagues = append(p.Colleagues, d.receiver(&c, a))
		}
	}
	slices.SortStableFunc(p.Colleagues, func(a, b view.Colleague) int { return readiness(a) - readiness(b) })
	if !c.Playground {
		p.Desks, err = d.otherDesks(r, c.DeskID, team)
	}
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.PassForm(p))
}

func (d *desk) receiver(c *models.Conversation, a models.Agent) view.Colleague {
	one := view.Colleague{Agent: a, Standing: a.Standing(d.Now())}
	if err := a.CannotTake(c, d.Now()); err != nil {
		one.Why = err.Error()
	}
	return one
}

// readiness puts those first who can take the chat, then those who are there.
func readiness(c view.Colleague) int {
	switch {
	case c.Why == "":
		return 0
	case c.Standing == models.StandsOnline:
		return 1
	case c.Standing == models.StandsAway:
		return 2
	}
	return 3
}

func (d *desk) otherDesks(r *http.Request, here models.BotID, team []models.Agent) ([]view.DeskChoice, error) {
	bots, err := d.Bots.Bots(r.Context())
	if err != nil {
		return nil, err
	}
	var all []view.DeskChoice
	for _, b := range bots {
		if b.ID == here {
			continue
		}
		choice := view.DeskChoice{ID: b.ID, Name: b.Name}
		for _, a := range models.AssignedTo(b.ID, slices.Clone(team)) {
			if a.Online(d.Now()) {
				choice.Online++
			}
		}
		all = append(all, choice)
	}
	return all, nil
}
