// Package desk is what an agent's browser talks to: the lists, the open conversation, the stream that
// keeps both fresh, and what an agent can do. Who asks is read from the session on every request and
// is part of every query.
package desk

import (
	"log/slog"
	"net/http"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

// Options is what the desk needs.
type Options struct {
	Turns    models.Turns
	Logs     models.Logs
	Visitors models.Visitors
	Desk     models.Desk
	Bots     models.Bots
	Flows    models.Flows
	Team     models.Team
	Presence models.Presence
	Hub      *live.Hub
	Latest   *live.Latest
	Sessions *web.Sessions
	Log      *slog.Logger
	Now      func() time.Time
	Base     string
	Epoch    string
}

type desk struct {
	Options
	says  *web.Limiter
	board *board
}

// Mount puts the desk's routes on the server.
func Mount(s *web.Server, o Options) {
	d := &desk{Options: o, says: web.NewLimiter(20, 100, 10_000)}
	d.board = newBoard(d)
	s.Handle("GET", "/desk", d.signed(d.page))
	s.Handle("GET", "/desk/stream", d.signed(d.stream), web.Stream())
	s.Handle("GET", "/desk/:conversation", d.signed(d.page))
	s.Handle("GET", "/desk/:conversation/log", d.signed(d.log))
	s.Handle("POST", "/desk/online", d.signed(d.online))
	s.Handle("POST", "/desk/:conversation/takeover", d.signed(d.takeOver))
	s.Handle("POST", "/desk/:conversation/say", d.signed(d.say), web.Body(sayBody))
	s.Handle("POST", "/desk/:conversation/restore", d.signed(d.restore))
	s.Handle("GET", "/desk/:conversation/jump", d.signed(d.places))
	s.Handle("POST", "/desk/:conversation/jump", d.signed(d.jump))
	s.Handle("POST", "/desk/:conversation/close", d.signed(d.close))
	s.Handle("POST", "/desk/:conversation/typing", d.signed(d.typing))
	s.Handle("POST", "/desk/:conversation/seen", d.signed(d.seen))
	d.mountRouting(s)
	d.mountLists(s)
	d.mountComposer(s)
	d.mountActions(s)
	d.mountPanel(s)
	d.mountNotices(s)
}

// sayBody holds 10,000 characters of four bytes each, percent-encoded.
const sayBody = 160 << 10

// action is a handler that knows who asks.
type action func(w http.ResponseWriter, r *http.Request, me *models.Agent) error

// signed lets only signed-in agents through.
func (d *desk) signed(next action) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		me, err := d.Sessions.Agent(r.Context(), d.Team)
		if err != nil {
			return err
		}
		return next(w, r, me)
	}
}
