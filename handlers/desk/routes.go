// Package desk is what an agent's browser talks to: the lists, the open conversation, the stream that
// keeps both fresh, and what an agent can do. Who asks is read from the session on every request and
// is part of every query.
package desk

import (
	"context"
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
	Eraser   models.Eraser
	Desk     models.Desk
	Search   models.Search
	Bots     models.Bots
	// Background is what is known of a conversation beside its log.
	Background models.Background
	// Guests are those who were called by email.
	Guests     models.Guests
	Categories models.Categories
	// Files, Canned and Habits are for the composer.
	Files  models.Files
	Canned models.Canned
	Habits models.Habits
	// Articles, Blocks and Audit are for the actions.
	Articles models.Articles
	Blocks   models.Blocks
	Audit    models.Audit
	// Assistant drafts replies; nil: nobody does.
	Assistant models.Assistant
	Ways      models.WaysBack // transcripts go them
	Flows     models.Flows
	Team      models.Team
	Presence  models.Presence
	// Notices and Devices are for what agents are told. PushKey is the public key of this server for browsers
	// that subscribe; "" while nothing can be pushed.
	Notices models.Notices
	Devices models.Devices
	PushKey string
	Pushed  func() // something was put into the outbox of pushes
	// MailsGo says whether there is a mail server; nil: there is none.
	MailsGo  func(context.Context) bool
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
	prose   *web.Prose
	plays   *web.Limiter // animations, of a conversation
	finds   *web.Limiter // searches, of an agent
	says    *web.Limiter
	sends   *web.Limiter // MB of files
	uploads *web.Gate
	pushes  *web.Limiter // what browsers say of their devices
	// transcripts are those that are mailed, of an agent
	transcripts *web.Limiter
	assists     *web.Limiter // drafts, of an agent
	board       *board
	here        *here
}

// Mount puts the desk's routes on the server.
func Mount(s *web.Server, o Options) {
	d := &desk{Options: o, says: web.NewLimiter(20, 100, 10_000),
		sends: web.NewLimiter(1, 2000, 10_000), uploads: web.NewGate(64, 8)}
	d.pushes = web.NewLimiter(0.5, 30, 10_000)
	d.prose, d.plays = web.NewProse(), web.NewLimiter(1.0/3, 1, 10_000)
	d.finds = web.NewLimiter(5, 40, 10_000)
	d.transcripts = web.NewLimiter(0.2, 20, 10_000)
	d.assists = web.NewLimiter(0.2, 10, 10_000)
	d.board = newBoard(d)
	d.here = newHere(o.Hub, o.Now)
	s.Handle("GET", "/desk", d.signed(d.page))
	s.Handle("GET", "/desk/stream", d.signed(d.stream), web.Stream())
	s.Handle("GET", "/desk/:conversation", d.signed(d.page))
	s.Handle("GET", "/desk/:conversation/log", d.signed(d.log))
	s.Handle("POST", "/desk/:conversation/takeover", d.signed(d.takeOver))
	s.Handle("POST", "/desk/:conversation/restore", d.signed(d.restore))
	s.Handle("POST", "/desk/:conversation/typing", d.signed(d.typing))
	s.Handle("POST", "/desk/:conversation/seen", d.signed(d.seen))
	d.mountRouting(s)
	d.mountLists(s)
	d.mountComposer(s)
	d.mountAssist(s)
	d.mountActions(s)
	d.mountPanel(s)
	d.mountGuests(s)
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
