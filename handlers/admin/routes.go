// Package admin is sign-in, first-run setup, and the pages about bots and articles: making, setting up,
// importing and exporting bots and their flows. What is inside of a flow is changed in the builder.
package admin

import (
	"context"
	"net/http"
	"time"

	"deskbell/handlers/intake"
	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
)

// Owners makes the first one.
type Owners interface {
	HasOwner(ctx context.Context) (bool, error)
	// MakeOwner errors with CodeForbidden for a wrong code, CodeConflict when there is an owner.
	MakeOwner(ctx context.Context, code string, a *models.Agent, now time.Time) error
}

// Workshop makes and changes bots.
type Workshop interface {
	// NewBot makes a bot and publishes its flows but for empty ones; by answers for it, and the owners.
	NewBot(ctx context.Context, file models.BotFile, by *models.Agent, now time.Time) (*models.Bot, error)
	// SaveBot errors with CodeConflict where the bot was saved after b.UpdatedAt.
	SaveBot(ctx context.Context, b *models.Bot, now time.Time) error
	// NewFlows adds drafts, all or none, under free ids.
	NewFlows(ctx context.Context, bot models.BotID, documents []flow.Document, by *models.Agent) ([]models.FlowDraft, error)
}

// Options is what these pages need.
type Options struct {
	Owners   Owners
	Team     models.Team
	People   People
	Turns    models.Turns
	Presence models.Presence
	Bots     models.Bots
	Workshop Workshop
	Drafts   models.Drafts
	Files    models.Files
	Articles models.Articles
	// ArticleDesk changes articles, Imports takes them in from elsewhere.
	ArticleDesk models.ArticleDesk
	Imports     *intake.Runner
	// Categories of conversations, and how often each is used.
	Categories   models.Categories
	CategoryUses models.CategoryUses
	Secrets      models.Secrets
	Canned       models.Canned
	Crew         models.Crew
	Audit        models.Audit
	Mailing      models.Mailing
	MailLinks    models.MailLinks
	// StartedMail is the server and sender that the program was started with; a zero one: none.
	StartedMail models.MailSettings
	// AI keeps the settings of the service that answers, StartedAI is the one that the program was started with, a zero
	// one: none. AITester tries settings out; nil: nobody can.
	AI        models.AIKeeping
	AIReports models.AIReports
	AITester  models.AITester
	StartedAI models.AISettings
	// InboxStatus is how it goes with the mailbox that answers arrive in; nil: none is read here.
	InboxStatus func() models.InboxStatus
	Bell        models.Bell
	Hub         *live.Hub
	Sessions    *web.Sessions
	Now         func() time.Time
	Base        string
	// MailsGo says whether there is a mail server (nil: there is none), Mailed is called when something was put into
	// the outbox; it may be nil.
	MailsGo func(context.Context) bool
	Mailed  func()
}

type admin struct {
	Options
	byPair, byAddress         *web.Limiter
	codesByPair, codesByAgent *web.Limiter
	forgotByAddress           *web.Limiter
	testMails, triesOfAI      *web.Limiter
	drawing                   *web.Gate
	prose                     *web.Prose
}

// drawingWait is after what time a picture may be tried again while others are drawn.
const drawingWait = 2 * time.Second

// Mount puts the routes on the server.
func Mount(s *web.Server, o Options) {
	a := &admin{Options: o,
		// By address and account together, so that nobody locks somebody else out; and by address.
		byPair: web.NewLimiter(1.0/12, 8, 50_000), byAddress: web.NewLimiter(0.5, 40, 50_000),
		codesByPair: web.NewLimiter(1.0/60, 6, 50_000), codesByAgent: web.NewLimiter(1.0/30, 30, 50_000), drawing: web.NewGate(1, 1), prose: web.NewProse(),
		forgotByAddress: web.NewLimiter(1.0/120, 10, 50_000), testMails: web.NewLimiter(1.0/30, 10, 1000), triesOfAI: web.NewLimiter(1.0/10, 10, 1000)}
	s.Handle("GET", "/", a.home)
	s.Handle("GET", "/login", a.loginPage)
	s.Handle("POST", "/login", a.login)
	s.Handle("GET", "/login/code", a.codePage)
	s.Handle("POST", "/login/code", a.code)
	s.Handle("GET", "/forgot", a.forgotPage)
	s.Handle("POST", "/forgot", a.forgot)
	s.Handle("GET", "/welcome/:token", a.welcomePage)
	s.Handle("POST", "/welcome/:token", a.welcome)
	s.Handle("POST", "/logout", a.logout)
	s.Handle("GET", "/setup", a.setupPage)
	s.Handle("POST", "/setup", a.setup)
	a.mountTeam(s)
	a.mountProfile(s)
	a.mountBots(s)
	a.mountSettings(s)
	s.Handle("POST", "/bots/:bot/media", a.only(models.PermitBots, a.media), web.Upload(models.HighestMostFile<<20))
	a.mountArticles(s)
}

func (a *admin) mountBots(s *web.Server) {
	page := func(method, path string, h action, o ...web.RouteOption) {
		s.Handle(method, path, a.only(models.PermitBots, h), o...)
	}
	page("GET", "/bots", a.bots)
	page("POST", "/bots", a.makeBot)
	page("GET", "/bots/new", a.newBot)
	page("GET", "/bots/import", a.importPage)
	page("POST", "/bots/import", a.bringIn, web.Upload(mostImport))
	page("GET", "/bots/:bot", a.bot)
	a.mountSections(page)
	page("POST", "/bots/:bot/secrets", a.setSecret)
	page("GET", "/bots/:bot/secrets/delete", a.askSecret)
	page("POST", "/bots/:bot/secrets/delete", a.deleteSecret)
	page("GET", "/bots/:bot/export", a.exportBot)
	page("GET", "/bots/:bot/import", a.importPage)
	page("POST", "/bots/:bot/import", a.bringIn, web.Upload(mostImport))
	page("GET", "/bots/:bot/new", a.newFlow)
	page("POST", "/bots/:bot/flows", a.makeFlow)
	page("GET", "/bots/:bot/flows/:flow/export", a.exportFlow)
	page("POST", "/bots/:bot/flows/:flow/duplicate", a.duplicateFlow)
	page("GET", "/bots/:bot/flows/:flow/delete", a.askDelete)
	page("POST", "/bots/:bot/flows/:flow/delete", a.deleteFlow)
}

// action is a handler that knows who asks.
type action func(w http.ResponseWriter, r *http.Request, me *models.Agent) error

// only lets through who has the permission.
func (a *admin) only(p models.Permission, next action) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		me, err := a.Sessions.Permitted(r.Context(), a.Team, p)
		if err != nil {
			return err
		}
		return next(w, r, me)
	}
}

// home leads to the desk, to sign-in or, on the first run, to setup.
func (a *admin) home(w http.ResponseWriter, r *http.Request) error {
	to := "/desk"
	if _, _, in := a.Sessions.Signed(r.Context()); !in {
		to = "/login"
		if has, err := a.Owners.HasOwner(r.Context()); err != nil {
			return err
		} else if !has {
			to = "/setup"
		}
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}
