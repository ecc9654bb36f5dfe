package admin

import (
	"context"
	"net/http"
	"sort"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/admin"
)

func (a *admin) bots(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bots, err := a.Bots.Bots(r.Context())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Bots(me, bots))
}

// bot shows a bot with its flows as outlines.
func (a *admin) bot(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	flows, err := a.outlines(r.Context(), bot)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Bot(view.BotPage{Me: me, Bot: bot, Base: a.Base, Flows: flows}))
}

// outlines are the bot's flows, the one that greets first.
func (a *admin) outlines(ctx context.Context, bot *models.Bot) ([]view.FlowOutline, error) {
	file, err := a.Bots.ExportBot(ctx, bot.Key)
	if err != nil {
		return nil, err
	}
	byID := map[string]*flow.Document{}
	for i := range file.Flows {
		byID[file.Flows[i].ID] = &file.Flows[i]
	}
	sort.SliceStable(file.Flows, func(i, j int) bool {
		return file.Flows[i].ID == file.StartFlow && file.Flows[j].ID != file.StartFlow
	})
	var outlines []view.FlowOutline
	for i := range file.Flows {
		d := &file.Flows[i]
		outlines = append(outlines, view.FlowOutline{ID: d.ID, Name: d.Name, Items: flow.Outline(d),
			Problems: flow.Check(d, func(id string) *flow.Document { return byID[id] })})
	}
	return outlines, nil
}

func (a *admin) playground(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Playground(view.PlaygroundPage{Me: me, Bot: bot}))
}

func (a *admin) articles(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	articles, err := a.Articles.Articles(r.Context(), !me.Role.May(models.PermitArticles))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Articles(me, articles))
}
