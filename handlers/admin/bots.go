package admin

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

func (a *admin) bots(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bots, err := a.Bots.Bots(r.Context())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Bots(me, bots))
}

// bot shows a bot: its flows, and how it comes onto a site.
func (a *admin) bot(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	p := view.BotPage{Me: me, Bot: bot, Base: a.Base, Done: doneWords(r.URL.Query().Get("done"))}
	if p.Flows, err = a.Drafts.FlowsOf(r.Context(), bot.ID); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Bot(p))
}

// What was done before a page was shown again; the address says it.
const (
	doneSaved    = "saved"
	doneMade     = "made"
	doneDeleted  = "deleted"
	doneImported = "imported"
	doneSecret   = "secret"
	doneForgot   = "forgot"
	doneCrew     = "crew"
)

func doneWords(what string) string {
	switch what {
	case doneSaved:
		return "Saved. Chats that begin now have it already."
	case doneMade:
		return "The bot is ready. Allow your site under Sites, then put the line into its pages."
	case doneDeleted:
		return "The flow is deleted."
	case doneImported:
		return "It is imported."
	case doneSecret:
		return "The secret is kept. Requests use the new one from now on."
	case doneCrew:
		return "Saved. Who came sees the chats at once; who went does not see them any more."
	case doneForgot:
		return "The secret is deleted. Requests that name it fail from now on."
	}
	return ""
}

// toBot leads to the page of a bot, which says what was done.
func toBot(w http.ResponseWriter, r *http.Request, bot *models.Bot, done string) error {
	http.Redirect(w, r, "/bots/"+bot.Key+"?done="+done, http.StatusSeeOther)
	return nil
}
