package builder

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/builder"
)

// blocks is the page that says of every kind of block what it does.
func (b *builder) blocks(w http.ResponseWriter, r *http.Request) error {
	me, err := b.Sessions.Permitted(r.Context(), b.Team, models.PermitBots)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.BlocksView(me))
}
