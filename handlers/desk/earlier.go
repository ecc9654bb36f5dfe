package desk

import (
	"context"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// pageOfPast is how many conversations of a visitor's past the panel shows, and the page of all at once.
const (
	pageOfPast = 10
	pageOfAll  = 50
)

// earlier is the visitor's past: its beginning for the panel, all of it as a page.
func (d *desk) earlier(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.conversation(r, me)
	if err != nil {
		return err
	}
	limit := pageOfAll
	if web.IsHTMX(r) {
		limit = pageOfPast
	}
	past, err := d.past(r.Context(), me, models.EarlierQuery{Of: c.ID, Before: models.ConversationID(r.URL.Query().Get("before")), Limit: limit})
	if err != nil {
		return err
	}
	past.Conversation, past.Me = c, me
	if web.IsHTMX(r) {
		return web.Render(w, r, http.StatusOK, view.PastPanel(past))
	}
	return web.Render(w, r, http.StatusOK, view.PastPage(past))
}

func (d *desk) past(ctx context.Context, me *models.Agent, q models.EarlierQuery) (view.Past, error) {
	most := q.Limit
	q.Limit++
	rows, err := d.Background.Earlier(ctx, models.Reader{Agent: me}, q)
	p := view.Past{Rows: rows}
	if len(rows) > most {
		p.Rows, p.Next = rows[:most], rows[most-1].ID
	}
	return p, err
}
