package builder

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/builder"
)

// blocks is the page that says of every kind of block what it does.
func (b *builder) blocks(w http.ResponseWriter, r *http.Request) error {
	me, err := b.Sessions.Agent(r.Context(), b.Team)
	if err != nil {
		return err
	}
	if !me.Role.May(models.PermitBots) {
		return &models.Error{Code: models.CodeForbidden, Message: "Your role does not open this page. An admin can change that."}
	}
	return web.Render(w, r, http.StatusOK, view.BlocksView(me))
}
