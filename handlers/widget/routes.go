// Package widget is what a visitor's browser talks to: the loader's frame, its log, its stream and
// the few things that a visitor can do. A visitor is known by an opaque secret that the browser made
// and sends in the Authorization header; it never stands in an address, a cookie or a log.
package widget

import (
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

// Options is what the widget needs.
type Options struct {
	Turns    models.Turns
	Logs     models.Logs
	Visitors models.Visitors
	Bots     models.Bots
	Flows    models.Flows
	Team     models.Team
	Files    models.Files
	Articles models.Articles
	Line     models.Line
	Blocks   models.Blocks
	Hub      *live.Hub
	Latest   *live.Latest
	Sessions *web.Sessions // tells a team member in the playground from a visitor
	Now      func() time.Time
	Base     string // what the script tag's address begins with
	Epoch    string
}

type widget struct {
	Options
	limits  limits
	uploads *web.Gate
}

// limits are per visitor where there is one, and per address, so that an office behind one address
// is not taken for one visitor.
type limits struct {
	says, saysFrom, starts, reads, rates, filesFrom *web.Limiter
}

// Mount puts the widget's routes on the server.
func Mount(s *web.Server, o Options) {
	w := &widget{Options: o, uploads: web.NewGate(64, 16), limits: limits{
		says:      web.NewLimiter(5, 30, 50_000),
		saysFrom:  web.NewLimiter(50, 300, 50_000),
		starts:    web.NewLimiter(1, 60, 50_000),
		reads:     web.NewLimiter(20, 200, 50_000),
		rates:     web.NewLimiter(1, 30, 50_000),
		filesFrom: web.NewLimiter(200, 1<<20, 50_000), // KB: 1 GB at once, then 700 MB an hour
	}}
	s.Handle("GET", "/w/:bot", w.page)
	s.Handle("GET", "/w/:bot/check", w.check, web.NoSession())
	s.Handle("GET", "/w/:bot/log", w.told(w.log), web.NoSession())
	s.Handle("GET", "/w/:bot/stream", w.told(w.stream), web.Stream(), web.NoSession())
	s.Handle("POST", "/w/:bot/say", w.told(w.say), web.Body(sayBody))
	s.Handle("POST", "/w/:bot/choose", w.told(w.choose), web.Body(sayBody))
	s.Handle("POST", "/w/:bot/press", w.told(w.press))
	s.Handle("POST", "/w/:bot/begin", w.told(w.begin))
	s.Handle("POST", "/w/:bot/cancel", w.told(w.cancel))
	s.Handle("POST", "/w/:bot/skip", w.told(w.skip))
	s.Handle("POST", "/w/:bot/back", w.told(w.back))
	s.Handle("POST", "/w/:bot/leave", w.told(w.leave), web.Body(sayBody))
	s.Handle("POST", "/w/:bot/files", w.told(w.upload), web.Upload(models.HighestMostFile<<20), web.NoSession())
	s.Handle("GET", "/w/:bot/files/:id", w.told(w.file), web.NoSession())
	s.Handle("POST", "/w/:bot/typing", w.told(w.typing), web.NoSession())
	s.Handle("POST", "/w/:bot/seen", w.told(w.seen), web.NoSession())
	s.Handle("POST", "/w/:bot/rate", w.told(w.rate), web.NoSession())
	s.Handle("POST", "/w/:bot/end", w.told(w.end), web.NoSession())
}

// sayBody holds 10,000 characters of four bytes each, percent-encoded, and the small fields.
const sayBody = 160 << 10
