package widget

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/widget"
)

// page shows the chat with the bot's first blocks. Nothing is kept: a visitor who only looks leaves
// no row.
func (h *widget) page(w http.ResponseWriter, r *http.Request) error {
	bot, err := h.bot(w, r)
	if models.CodeOf(err) == models.CodeNotFound {
		return web.Render(w, r, http.StatusNotFound, view.NotFound())
	}
	if err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept-Language")
	query, say := r.URL.Query(), spoken(r, bot)
	trial, err := h.trial(r, bot, query)
	if err != nil {
		return err
	}
	greeting, err := models.Greet(h.Flows.Published(r.Context()), models.Looker{Bot: bot, Seed: chance(trial, query), Now: h.Now(), Trial: trial,
		Agents: func() ([]models.Agent, error) { return h.agentsOf(r.Context(), bot.ID) },
		Article: func(slug string) (*models.Article, error) {
			return h.Articles.ArticleBySlug(r.Context(), models.Reader{}, slug)
		}})
	if models.CodeOf(err) == models.CodeNotFound {
		return web.Render(w, r, http.StatusNotFound, view.NotYet(say))
	}
	if err != nil {
		return err
	}
	p := view.Page{Bot: bot, Base: h.Base, Epoch: h.Epoch, Version: greeting.Version, Seed: greeting.Seed, Preview: true,
		Resume: query.Get("resume") == "1", Framed: query.Get("framed") == "1", Playground: query.Get("playground") == "1",
		Entries: greeting.Entries, Panel: view.Panel{Bot: bot, Say: say, Prompt: greeting.Prompt, Quick: greeting.Quick, Now: h.Now()}}
	if p.Resume {
		p.Entries, p.Panel = nil, view.Panel{Bot: bot, Say: say, Now: h.Now()}
	}
	if !p.Playground {
		p.Panel.Until, p.Panel.Barred, err = h.barred(r.Context(), at{bot: bot, address: web.AddressKey(r)})
	}
	if err != nil {
		return err
	}
	web.AnyMedia(w)
	return web.Render(w, r, http.StatusOK, view.PageView(p))
}

// chance is the seed of a visit; that of a trial is known to the page around it.
func chance(trial *models.Trial, query url.Values) uint64 {
	if seed, err := strconv.ParseUint(query.Get("trial_seed"), 10, 64); trial != nil && err == nil {
		return seed
	}
	return rand.Uint64()
}

// agentsOf are the bot's, as a turn knows them.
func (h *widget) agentsOf(ctx context.Context, bot models.BotID) ([]models.Agent, error) {
	all, err := h.Team.Agents(ctx)
	return models.AssignedTo(bot, all), err
}

// check tells the loader why its frame stayed silent. Anybody may ask; it says no more than the
// frame's own headers do.
func (h *widget) check(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	type answer struct {
		OK  bool   `json:"ok"`
		Why string `json:"why,omitempty"`
	}
	if err := h.limited(h.limits.reads, web.AddressKey(r)); err != nil {
		return err
	}
	bot, err := h.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if models.CodeOf(err) == models.CodeNotFound {
		return web.JSON(w, http.StatusOK, answer{Why: "There is no bot with this key."})
	}
	if err != nil {
		return err
	}
	origin := r.Header.Get("Origin")
	if !slices.Contains(bot.Sites, origin) {
		return web.JSON(w, http.StatusOK, answer{Why: "The site " + models.CleanLine(origin, 200) + " is not among the bot's allowed sites."})
	}
	return web.JSON(w, http.StatusOK, answer{OK: true})
}
