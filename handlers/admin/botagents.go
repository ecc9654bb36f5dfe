package admin

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// mostTeamFields is two for each of a team of thousands.
const mostTeamFields = 5000

// crew shows who answers the bot's chats.
func (a *admin) crew(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, err := a.freshBot(r)
	if err != nil {
		return err
	}
	p, err := a.crewPage(r, me, bot, nil)
	if err != nil {
		return err
	}
	p.Done = doneWords(r.URL.Query().Get("done"))
	return web.Render(w, r, http.StatusOK, view.BotAgents(p))
}

// crewPage is the page with the boxes of on ticked; nil: as it is kept.
func (a *admin) crewPage(r *http.Request, me *models.Agent, bot *models.Bot, on map[models.AgentID]bool) (view.BotAgentsPage, error) {
	p := view.BotAgentsPage{BotHead: view.BotHead{Me: me, Bot: bot, Here: "agents"}}
	agents, err := a.Team.Agents(r.Context())
	if err != nil {
		return p, err
	}
	bots, err := a.Bots.Bots(r.Context())
	p.Agents = view.CrewRows(agents, bots, bot.ID, on)
	return p, err
}

// saveCrew gives the bot to those whose box was ticked meanwhile, and takes it from those whose box was
// cleared. Whom somebody else has assigned since the page was drawn is left alone.
func (a *admin) saveCrew(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.ParseFields(r, mostTeamFields); err != nil {
		return err
	}
	bot, err := a.freshBot(r)
	if err != nil {
		return err
	}
	had, has := r.PostForm["had"], r.PostForm["agent"]
	if len(had)+len(has) == 0 && len(r.PostForm) > 0 {
		return &models.Error{Code: models.CodeInvalid, Message: "That is not the form of this page."}
	}
	c := models.CrewChange{Bot: bot.ID, Now: a.Now()}
	on := map[models.AgentID]bool{}
	for _, id := range has {
		on[models.AgentID(id)] = true
		if !slices.Contains(had, id) {
			c.Add = append(c.Add, models.AgentID(id))
		}
	}
	for _, id := range had {
		if !on[models.AgentID(id)] {
			c.Remove = append(c.Remove, models.AgentID(id))
		}
	}
	if err := a.Crew.ChangeCrew(r.Context(), c); err != nil {
		var known *models.Error
		if !errors.As(err, &known) || known.Field == "" {
			return err
		}
		p, err := a.crewPage(r, me, bot, on)
		if err != nil {
			return err
		}
		p.Problem = known.Message
		return web.Render(w, r, http.StatusConflict, view.BotAgents(p))
	}
	if len(c.Add)+len(c.Remove) > 0 {
		web.Note(r, a.Audit, models.Act{By: me, What: models.ActBotAgents, Object: bot.Name, Detail: a.crewWords(r, c), Now: a.Now()})
	}
	http.Redirect(w, r, "/bots/"+bot.Key+"/agents?done="+doneCrew, http.StatusSeeOther)
	return nil
}

// crewWords say who came and who went, by name.
func (a *admin) crewWords(r *http.Request, c models.CrewChange) string {
	names := func(ids []models.AgentID) string {
		var all []string
		for _, id := range ids {
			if agent, err := a.Team.AgentByID(r.Context(), id); err == nil {
				all = append(all, agent.Name)
			}
		}
		return strings.Join(all, ", ")
	}
	var parts []string
	if added := names(c.Add); added != "" {
		parts = append(parts, "added: "+added)
	}
	if removed := names(c.Remove); removed != "" {
		parts = append(parts, "removed: "+removed)
	}
	return strings.Join(parts, "; ")
}
