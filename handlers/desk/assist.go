package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// assistWithin is how long a draft may take: longer than other answers, since a service may write slowly.
const assistWithin = 55 * time.Second

// mountAssist has the routes of drafts for the composer.
func (d *desk) mountAssist(s *web.Server) {
	on := func(path string, help helping, more ...web.RouteOption) {
		s.Handle("POST", "/desk/:conversation"+path, d.permitted(models.PermitAnswer, d.assist(help)), append(more, web.Within(assistWithin))...)
	}
	on("/suggest", models.Assistant.Suggest)
	on("/rewrite", models.Assistant.Rewrite, web.Body(sayBody))
	on("/summarise", models.Assistant.Summarise)
}

// helping is one way to help.
type helping func(models.Assistant, context.Context, models.Assisted) (models.Draft, error)

// drafted is a draft as the composer gets it.
type drafted struct {
	Text    string   `json:"text"`
	Sources []origin `json:"sources"`
}

// origin is an article that a draft is from.
type origin struct {
	Slug    string `json:"slug"`
	Title   string `json:"title"`
	Address string `json:"address"` // where visitors read it
}

// assist has a draft written for the one who answers in the chat; nothing of it is kept or sent.
func (d *desk) assist(help helping) action {
	return func(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
		c, err := d.owned(r, me)
		if err != nil {
			return err
		}
		if d.Assistant == nil {
			return models.ErrNotFound
		}
		if err := d.assists.Check(string(me.ID), d.Now()); err != nil {
			return err
		}
		if err := web.Parse(r); err != nil {
			return err
		}
		draft, err := help(d.Assistant, r.Context(), models.Assisted{Who: models.Reader{Agent: me}, Agent: *me, Conversation: c.ID,
			Text: r.PostForm.Get("text"), How: r.PostForm.Get("how"), Now: d.Now()})
		if err != nil && errors.Is(r.Context().Err(), context.Canceled) {
			return r.Context().Err() // given up: nobody's fault, whatever it is called
		}
		if err != nil {
			return err
		}
		return web.JSON(w, http.StatusOK, drafted{Text: draft.Text, Sources: d.origins(draft)})
	}
}

// origins are the articles of a draft, each once.
func (d *desk) origins(draft models.Draft) []origin {
	all, known := []origin{}, map[string]bool{}
	for _, s := range draft.Sources {
		if s.Slug == "" || known[s.Slug] {
			continue
		}
		known[s.Slug] = true
		all = append(all, origin{Slug: s.Slug, Title: s.Title, Address: d.Base + "/help/" + url.PathEscape(s.Slug)})
	}
	return all
}

// offers says what the composer offers to write.
func (d *desk) offers(ctx context.Context, me *models.Agent, c *models.Conversation) view.Assist {
	if d.Assistant == nil || c.State != models.StateLive || c.OwnerID != me.ID {
		return view.Assist{}
	}
	suggest, rewrite := d.Assistant.Offered(ctx)
	return view.Assist{Suggest: suggest, Rewrite: suggest && rewrite}
}
