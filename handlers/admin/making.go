package admin

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/templates"
	view "deskbell/views/admin"
)

// longestName is how many characters a bot or a flow may be called by.
const longestName = 100

func (a *admin) newBot(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	all := templates.All()
	return web.Render(w, r, http.StatusOK, view.NewBot(view.NewBotForm{Me: me, Templates: all, Template: firstOf(all)}))
}

func firstOf(all []templates.Template) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].Key
}

// makeBot makes a bot from a template, whose flows are published at once, or with one empty flow.
func (a *admin) makeBot(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	f := view.NewBotForm{Me: me, Name: models.CleanLine(r.PostForm.Get("name"), longestName+1), Site: strings.TrimSpace(r.PostForm.Get("site")),
		Template: r.PostForm.Get("template"), Templates: templates.All()}
	file, err := beginning(f.Template)
	var bot *models.Bot
	if err == nil {
		file.Name = f.Name
		if f.Site != "" {
			file.Sites = []string{f.Site}
		}
		bot, err = a.Workshop.NewBot(r.Context(), file, me, a.Now())
	}
	var known *models.Error
	if errors.As(err, &known) && known.Code == models.CodeInvalid {
		f.Field, f.Problem = known.Field, known.Message
		return web.Render(w, r, http.StatusUnprocessableEntity, view.NewBot(f))
	}
	if err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActBotMade, Object: bot.Name, Now: a.Now()})
	return toBot(w, r, bot, doneMade)
}

// beginning is a bot as a template has it; without one it has an empty flow.
func beginning(template string) (models.BotFile, error) {
	file := models.BotFile{Format: models.BotFormat, Sites: []string{}, StartFlow: "welcome",
		Flows: []flow.Document{{Schema: flow.Schema, ID: "welcome", Name: "Welcome", Blocks: map[string]flow.Block{}}}}
	if template == "" {
		return file, nil
	}
	chosen, there := templates.Find(template)
	if !there {
		return file, &models.Error{Code: models.CodeInvalid, Message: "There is no such template. Choose one of these."}
	}
	file.StartFlow, file.Flows = chosen.Start, chosen.Flows
	return file, nil
}

func (a *admin) newFlow(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.NewFlow(view.NewFlowForm{Me: me, Bot: bot, Templates: templates.All()}))
}

// makeFlow adds the flows of a template, or an empty one, as drafts, and opens the first of them.
func (a *admin) makeFlow(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	f := view.NewFlowForm{Me: me, Bot: bot, Name: models.CleanLine(r.PostForm.Get("name"), longestName+1),
		Template: r.PostForm.Get("template"), Templates: templates.All()}
	made, start, err := a.addFlows(r, f)
	var known *models.Error
	if errors.As(err, &known) && known.Code == models.CodeInvalid {
		f.Field, f.Problem = known.Field, known.Message
		return web.Render(w, r, http.StatusUnprocessableEntity, view.NewFlow(f))
	}
	if err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActFlowMade, Object: bot.Name, Detail: made[start].Name, Now: a.Now()})
	toFlow(w, r, bot, made[start].ID)
	return nil
}

func (a *admin) addFlows(r *http.Request, f view.NewFlowForm) (made []models.FlowDraft, start int, err error) {
	file, err := beginning(f.Template)
	if err != nil {
		return nil, 0, err
	}
	if len([]rune(f.Name)) > longestName {
		return nil, 0, &models.Error{Code: models.CodeInvalid, Field: "name", Message: "A name has at most 100 characters."}
	}
	start = max(0, slices.IndexFunc(file.Flows, func(d flow.Document) bool { return d.ID == file.StartFlow }))
	if f.Template == "" {
		file.Flows[0].ID, file.Flows[0].Name = "", "New flow"
	}
	if f.Name != "" {
		file.Flows[start].Name = f.Name
	}
	made, err = a.Workshop.NewFlows(r.Context(), f.Bot.ID, file.Flows, f.Me)
	return made, start, err
}

// toFlow leads to the builder.
func toFlow(w http.ResponseWriter, r *http.Request, bot *models.Bot, flowID string) {
	http.Redirect(w, r, "/bots/"+bot.Key+"/flows/"+url.PathEscape(strings.TrimPrefix(flowID, bot.FlowID(""))), http.StatusSeeOther)
}
