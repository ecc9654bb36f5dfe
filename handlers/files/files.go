// Package files hands out what an admin has put into blocks, to everybody, and what was sent in conversations,
// to agents who may see those. Visitors, who have no cookie, ask the widget's own address.
package files

import (
	"net/http"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
)

// Options is what the addresses of files need.
type Options struct {
	Files    models.Files
	Team     models.Team
	Sessions *web.Sessions
	Now      func() time.Time
}

type files struct {
	Options
	reads *web.Limiter
}

// Mount puts the routes on the server.
func Mount(s *web.Server, o Options) {
	f := &files{Options: o, reads: web.NewLimiter(50, 1000, 50_000)}
	s.Handle("GET", "/files/:id/:name", f.file)
}

// file answers with the bytes. The name in the address is for people.
func (h *files) file(w http.ResponseWriter, r *http.Request) error {
	if err := h.reads.Check(web.AddressKey(r), h.Now()); err != nil {
		return err
	}
	who, err := h.reader(r)
	if err != nil {
		return err
	}
	f, bytes, err := h.Files.OpenFile(r.Context(), who, models.FileID(web.Param(r, "id")))
	if err != nil {
		return err
	}
	return web.SendFile(w, r, f, bytes)
}

// reader is who is signed in; nobody is as good as anybody for what is public.
func (h *files) reader(r *http.Request) (models.FileReader, error) {
	me, err := h.Sessions.Agent(r.Context(), h.Team)
	if models.CodeOf(err) == models.CodeUnauthorised {
		return models.FileReader{}, nil
	}
	return models.FileReader{Agent: me}, err
}
