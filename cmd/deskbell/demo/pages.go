package demo

import (
	"net/http"

	"github.com/a-h/templ"

	"deskbell/handlers/web"
	view "deskbell/views/demo"
)

// Mount puts the shop's website on the server: /demo, /demo/order, and /demo/both, which frames the
// first and the desk; for that the server needs web.Options.SelfFrame.
func Mount(s *web.Server) {
	for path, page := range map[string]templ.Component{
		"/demo":       view.Shop(Key),
		"/demo/order": view.Order(Key),
		"/demo/both":  view.Both(),
	} {
		s.Handle(http.MethodGet, path, func(w http.ResponseWriter, r *http.Request) error {
			return web.Render(w, r, http.StatusOK, page)
		}, web.NoSession())
	}
}
