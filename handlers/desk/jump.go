package desk

import (
	"context"
	"net/http"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/desk"
)

// places are the blocks that the open chat can be handed to.
func (d *desk) places(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	o, err := d.opening(r, me)
	if err != nil {
		return err
	}
	file, err := d.Bots.ExportBot(r.Context(), o.Bot.Key)
	if err != nil {
		return err
	}
	var flows []view.PlacesOf
	published := d.Flows.Published(r.Context())
	for i := range file.Flows {
		if _, err := published.Latest(o.Bot.FlowID(file.Flows[i].ID)); err == nil { // else it is a draft that nobody can be led to
			flows = append(flows, placesOf(o.Bot, &file.Flows[i]))
		}
	}
	return web.Render(w, r, http.StatusOK, view.JumpForm(*o, flows))
}

// placesOf names every block of a flow in walking order.
func placesOf(bot *models.Bot, document *flow.Document) view.PlacesOf {
	of := view.PlacesOf{Flow: document.Name}
	for _, item := range flow.Outline(document) {
		of.Places = append(of.Places, view.Place{To: bot.FlowID(document.ID) + "#" + item.Block, Kind: item.Kind,
			Title: item.Title, Summary: item.Summary})
	}
	return of
}

// foresee shows what the visitor would see first at a block.
func (d *desk) foresee(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	o, err := d.opening(r, me)
	if err != nil {
		return err
	}
	ctx := r.Context()
	looker := models.Looker{Bot: o.Bot, Now: d.Now(),
		Agents: func() ([]models.Agent, error) { return d.agentsOf(ctx, o.Conversation.DeskID) },
		Article: func(slug string) (*models.Article, error) {
			return d.Articles.ArticleBySlug(ctx, models.Reader{}, slug)
		}}
	foresight, err := models.Foresee(d.Flows.Published(ctx), looker, o.Conversation, targetOf(r.URL.Query().Get("to")))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.JumpLook(foresight))
}

// agentsOf are those of a bot, as a turn knows them.
func (d *desk) agentsOf(ctx context.Context, bot models.BotID) ([]models.Agent, error) {
	all, err := d.Team.Agents(ctx)
	return models.AssignedTo(bot, all), err
}

// jump hands the chat to the bot at a block of one of its flows, or has the bot play it while the agent stays.
func (d *desk) jump(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if _, err := d.posted(r, me); err != nil {
		return err
	}
	if r.PostForm.Get("to") == "" {
		return &models.Error{Code: models.CodeInvalid, Field: "to", Message: "Choose a block first."}
	}
	to := targetOf(r.PostForm.Get("to"))
	if r.PostForm.Get("stay") == "1" {
		return d.turn(w, r, models.JumpAndStay(me.ID, d.Now(), to))
	}
	return d.turn(w, r, models.Jump(me.ID, d.Now(), to))
}

// targetOf reads a place as the form has it.
func targetOf(place string) (to flow.Target) {
	to.Flow, to.Block, _ = strings.Cut(place, "#")
	return to
}
