// Package probe answers those who watch whether the process is well.
package probe

import (
	"context"
	"net/http"
	"sync"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
)

const (
	// believed is how long an answer of the database counts: anybody may ask, and each look waits for
	// the disk.
	believed = time.Second
	// patience is how long the database may take.
	patience = 5 * time.Second
)

// Mount puts /healthz (the process lives) and /readyz (the database can be written) on the server.
func Mount(s *web.Server, writable func(context.Context) error) {
	database := look{ask: writable}
	s.Handle("GET", "/healthz", func(w http.ResponseWriter, r *http.Request) error {
		return web.JSON(w, http.StatusOK, map[string]string{"status": "ok"})
	}, web.NoSession())
	s.Handle("GET", "/readyz", func(w http.ResponseWriter, r *http.Request) error {
		if err := database.now(r.Context()); err != nil {
			return &models.Error{Code: models.CodeUnavailable, Message: "The database cannot be written."}
		}
		return web.JSON(w, http.StatusOK, map[string]string{"status": "ready"})
	}, web.NoSession())
}

// look is one question that many ask.
type look struct {
	ask func(context.Context) error

	mu  sync.Mutex
	at  time.Time
	err error
}

func (l *look) now(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if time.Since(l.at) < believed {
		return l.err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience) // others wait for it as well
	defer cancel()
	l.err = l.ask(ctx)
	l.at = time.Now()
	return l.err
}
