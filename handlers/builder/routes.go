// Package builder is what the browser of somebody who builds a bot's flows talks to: the page of a flow,
// the edits, the stream that tells of others' edits, publishing and versions. Every edit is one small
// operation; the answer are the parts of the page that may have changed.
package builder

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/outbound"
	"deskbell/handlers/web"
	"deskbell/models"
)

// Options is what the builder needs.
type Options struct {
	Bots     models.Bots
	Drafts   models.Drafts
	Articles models.Articles
	Team     models.Team
	// For the playground, checks and numbers.
	Turns      models.Turns
	Logs       models.Logs
	Flows      models.Flows
	FlowChecks models.FlowChecks
	Replays    models.Replays
	Visits     models.Visits
	Audit      models.Audit // nil: acts are not kept

	Hub      *live.Hub
	Sessions *web.Sessions
	Log      *slog.Logger
	Now      func() time.Time
	Epoch    string
	// Secrets are the names of a bot's secrets; nil: there are none.
	Secrets func(ctx context.Context, bot models.BotID) ([]string, error)
	// Caller sends test requests.
	Caller *outbound.Caller
}

type builder struct {
	Options
	edits *web.Limiter
	tries *web.Limiter
	here  *presence
}

// The longest bodies in bytes: of an edit, which may hold a pasted part of a flow, and the most fields
// that a long list of choices sends.
const (
	editBody   = 2 << 20
	editFields = 5000
)

// Mount puts the builder's routes on the server.
func Mount(s *web.Server, o Options) {
	b := &builder{Options: o, edits: web.NewLimiter(20, 200, 10_000), tries: web.NewLimiter(0.2, 10, 10_000), here: newPresence()}
	b.mountPlayground(s)
	b.mountChecks(s)
	s.Handle("GET", "/bots/blocks", b.blocks)
	const at = "/bots/:bot/flows/:flow"
	s.Handle("GET", at, b.only(b.page))
	s.Handle("GET", at+"/parts", b.only(b.parts))
	s.Handle("GET", at+"/block", b.only(b.block))
	s.Handle("GET", at+"/suggestions", b.only(b.suggestions))
	s.Handle("GET", at+"/palette", b.only(sheet(b.palette)))
	s.Handle("GET", at+"/removal", b.only(sheet(b.removal)))
	s.Handle("GET", at+"/rename", b.only(sheet(b.rename)))
	s.Handle("GET", at+"/copy", b.only(b.copy))
	s.Handle("GET", at+"/find", b.only(sheet(b.find)))
	s.Handle("POST", at+"/ops", b.only(b.op), web.Body(editBody))
	s.Handle("POST", at+"/undo", b.only(b.undo))
	s.Handle("POST", at+"/redo", b.only(b.redo))
	s.Handle("GET", at+"/stream", b.only(b.stream), web.Stream())
	s.Handle("POST", at+"/here", b.only(b.where))
	s.Handle("GET", at+"/try", b.only(sheet(b.askTry)))
	s.Handle("POST", at+"/try", b.only(b.try))
	s.Handle("GET", at+"/publish", b.only(sheet(b.publishing)))
	s.Handle("POST", at+"/publish", b.only(b.publish))
	s.Handle("GET", at+"/versions", b.only(b.versions))
	s.Handle("GET", at+"/versions/:version", b.only(b.versions))
	s.Handle("POST", at+"/restore", b.only(b.restore))
}

// visit is who asks, and for which flow.
type visit struct {
	me   *models.Agent
	bot  *models.Bot
	flow string // as it is kept
}

// action is a handler that knows that.
type action func(w http.ResponseWriter, r *http.Request, v visit) error

// only lets through who may build flows; what the address names is looked up.
func (b *builder) only(next action) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		me, err := b.Sessions.Permitted(r.Context(), b.Team, models.PermitBots)
		if err != nil {
			return err
		}
		bot, err := b.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
		if err != nil {
			return err
		}
		return next(w, r, visit{me: me, bot: bot, flow: bot.FlowID(web.Param(r, "flow"))})
	}
}

// sheet is for what the page shows in its dialog: whoever opens the address itself comes to the page.
func sheet(next action) action {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		if isPart(r) {
			return next(w, r, v)
		}
		http.Redirect(w, r, r.URL.Path[:strings.LastIndex(r.URL.Path, "/")], http.StatusSeeOther)
		return nil
	}
}

// isPart says that the page asks for a part of itself.
func isPart(r *http.Request) bool { return r.Header.Get("Deskbell-Part") == "1" }
