package desk

import (
	"net/http"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/desk"
)

// places are the blocks that the open chat can be handed to.
func (d *desk) places(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.Logs.Conversation(r.Context(), models.Reader{Agent: me}, models.ConversationID(web.Param(r, "conversation")))
	if err != nil {
		return err
	}
	if !me.Role.May(models.PermitTakeOverBot) {
		return &models.Error{Code: models.CodeForbidden, Message: "Your role may not jump to a block."}
	}
	opened, err := d.opened(r.Context(), me, c)
	if err != nil {
		return err
	}
	file, err := d.Bots.ExportBot(r.Context(), opened.Bot.Key)
	if err != nil {
		return err
	}
	var flows []view.PlacesOf
	for i := range file.Flows {
		flows = append(flows, placesOf(opened.Bot, &file.Flows[i]))
	}
	return web.Render(w, r, http.StatusOK, view.JumpForm(c.ID, flows))
}

// placesOf names every block of a flow in walking order.
func placesOf(bot *models.Bot, document *flow.Document) view.PlacesOf {
	of := view.PlacesOf{Flow: document.Name}
	for _, item := range flow.Outline(document) {
		title := item.Title
		if title == "" {
			title = item.Kind
		}
		if item.Summary != "" {
			title += ": " + item.Summary
		}
		of.Places = append(of.Places, view.Place{To: bot.FlowID(document.ID) + "#" + item.Block, Title: title})
	}
	return of
}

// jump hands the chat to the bot at a block of one of its flows.
func (d *desk) jump(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	to := flow.Target{}
	to.Flow, to.Block, _ = strings.Cut(r.PostForm.Get("to"), "#")
	return d.turn(w, r, models.Jump(me.ID, d.Now(), to))
}
