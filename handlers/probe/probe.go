// Package probe answers those who watch whether the process is well.
package probe

import (
	"context"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
)

// Mount puts /healthz (the process lives) and /readyz (the database can be written) on the server.
func Mount(s *web.Server, writable func(context.Context) error) {
	s.Handle("GET", "/healthz", func(w http.ResponseWriter, r *http.Request) error {
		return web.JSON(w, http.StatusOK, map[string]string{"status": "ok"})
	}, web.NoSession())
	s.Handle("GET", "/readyz", func(w http.ResponseWriter, r *http.Request) error {
		if err := writable(r.Context()); err != nil {
			return &models.Error{Code: models.CodeUnavailable, Message: "The database cannot be written."}
		}
		return web.JSON(w, http.StatusOK, map[string]string{"status": "ready"})
	}, web.NoSession())
}
