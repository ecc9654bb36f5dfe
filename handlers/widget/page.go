package widget

import (
	"net/http"
	"slices"

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
	query := r.URL.Query()
	greeting, err := models.Greet(h.Flows.Published(r.Context()), bot, h.Now())
	if err != nil {
		return err
	}
	p := view.Page{Bot: bot, Base: h.Base, Epoch: h.Epoch, Version: greeting.Version, Preview: true,
		Resume: query.Get("resume") == "1", Framed: query.Get("framed") == "1", Playground: query.Get("playground") == "1",
		Entries: greeting.Entries, Panel: view.Panel{Bot: bot, Prompt: greeting.Prompt, Now: h.Now()}}
	if p.Resume {
		p.Entries, p.Panel = nil, view.Panel{Bot: bot, Now: h.Now()}
	}
	return web.Render(w, r, http.StatusOK, view.PageView(p))
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
