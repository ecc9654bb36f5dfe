// Package join is what a guest's browser talks to: somebody without an account who was let into one conversation
// by an emailed link. Nothing is shown and nothing changes before he has said his name and pressed Join, since
// scanners of mail open links, also with scripts. From then on he is known by the link's token in the address and
// a secret of his browser in a cookie of that address, together.
package join

import (
	"log/slog"
	"net/http"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

// Options is what guests' pages need.
type Options struct {
	Turns    models.Turns
	Logs     models.Logs
	Visitors models.Visitors
	Guests   models.Guests
	Bots     models.Bots
	Files    models.Files
	Hub      *live.Hub
	Latest   *live.Latest
	Log      *slog.Logger
	Now      func() time.Time
	Base     string // what the addresses of this server begin with
	Epoch    string
}

type join struct {
	Options
	limits  limits
	uploads *web.Gate
	here    *here
}

// limits are per address, for everybody and much tighter for those who have not shown yet who they are, and per
// guest.
type limits struct{ from, looks, reads, says, sends *web.Limiter }

// Mount puts the guests' routes on the server.
func Mount(s *web.Server, o Options) {
	j := &join{Options: o, uploads: web.NewGate(32, 8), here: newHere(o), limits: limits{
		from:  web.NewLimiter(50, 600, 50_000),
		looks: web.NewLimiter(2, 120, 50_000),
		reads: web.NewLimiter(20, 200, 10_000),
		says:  web.NewLimiter(5, 30, 10_000),
		sends: web.NewLimiter(1, 500, 10_000), // MB
	}}
	s.Handle("GET", "/join/:token", j.open(j.page), web.NoSession())
	s.Handle("POST", "/join/:token", j.open(j.enter), web.NoSession())
	s.Handle("GET", "/join/:token/", j.open(j.slash), web.NoSession())
	s.Handle("GET", "/join/:token/stream", j.open(j.stream), web.Stream(), web.NoSession())
	s.Handle("GET", "/join/:token/log", j.in(j.log), web.NoSession())
	s.Handle("GET", "/join/:token/files/:id", j.in(j.file), web.NoSession())
	s.Handle("POST", "/join/:token/files", j.in(j.attach), web.Upload(models.HighestMostFile<<20), web.NoSession())
	s.Handle("POST", "/join/:token/takeover", j.in(j.takeOver), web.NoSession())
	s.Handle("POST", "/join/:token/handback", j.in(j.handBack), web.NoSession())
	s.Handle("POST", "/join/:token/leave", j.in(j.leave), web.NoSession())
	s.Handle("POST", "/join/:token/say", j.in(j.say), web.Body(sayBody), web.NoSession())
	s.Handle("POST", "/join/:token/typing", j.in(j.typing), web.NoSession())
	s.Handle("POST", "/join/:token/seen", j.in(j.seen), web.NoSession())
}

// sayBody holds 10,000 characters of four bytes each, percent-encoded, and the small fields.
const sayBody = 160 << 10

// hidden keeps the secret in the address to itself, and those out who ask too much.
func (j *join) hidden(next web.Handler) web.Handler {
	return web.Unlisted(j.Base, func(w http.ResponseWriter, r *http.Request) error {
		if err := j.limits.from.Check(web.AddressKey(r), j.Now()); err != nil {
			return web.Told(web.Words(w, r), err)
		}
		return next(w, r)
	})
}

// open is hidden for everybody: who is refused is told in a language that his browser asks for.
func (j *join) open(next web.Handler) web.Handler {
	return j.hidden(func(w http.ResponseWriter, r *http.Request) error {
		if err := next(w, r); err != nil {
			return web.Told(web.Words(w, r), err)
		}
		return nil
	})
}
