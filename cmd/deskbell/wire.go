package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/a-h/templ"
	"github.com/prometheus/client_golang/prometheus"

	"deskbell/cmd/deskbell/demo"
	"deskbell/db"
	"deskbell/handlers/admin"
	"deskbell/handlers/ai"
	"deskbell/handlers/back"
	"deskbell/handlers/builder"
	"deskbell/handlers/desk"
	"deskbell/handlers/files"
	"deskbell/handlers/help"
	"deskbell/handlers/intake"
	"deskbell/handlers/join"
	"deskbell/handlers/live"
	"deskbell/handlers/mailbox"
	"deskbell/handlers/probe"
	"deskbell/handlers/web"
	"deskbell/handlers/widget"
	"deskbell/models"
	"deskbell/static"
	adminview "deskbell/views/admin"
)

// latestMost is how many conversations are remembered as their last turn left them, about 2 KiB each.
const latestMost = 8192

// app is the whole program, put together.
type app struct {
	store   *db.Store
	hub     *live.Hub
	server  *web.Server
	metrics *prometheus.Registry
	turns   *rungTurns
	assign  *assigner
	out     outgoing
	inbox   *mailbox.Box
	imports *intake.Runner
	answers answering
	log     *slog.Logger
	began   time.Time

	stop context.CancelFunc // ends the jobs
	jobs sync.WaitGroup
}

// build is the one place that puts the parts together.
func build(ctx context.Context, c serveConfig) (*app, error) {
	metrics := prometheus.NewRegistry()
	store, err := db.Open(ctx, db.Options{Path: dataFlag{c.Data}.database(c.Database), Version: version(),
		MailDomain: mailDomain(c.BaseURL), Committed: newTurnFigures(metrics).committed, Uncut: uncut(c.Log)})
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(c.BaseURL)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	a := &app{store: store, log: c.Log, metrics: metrics, began: utcNow()}
	a.hub = live.New(live.Options{Epoch: store.Epoch(), Log: c.Log, Registerer: a.metrics})
	latest := live.NewLatest(a.hub, latestMost)
	a.out = a.newOutgoing(c)
	a.answers = a.newAnswering(c)
	a.turns = &rungTurns{store: store, bell: latest, timers: make(chan struct{}, 1), out: a.out, answers: a.answers.running}
	a.assign = &assigner{models.Assigner{Turns: a.turns, Queue: store, Team: store, Bots: store}, make(chan struct{}, 1)}
	a.turns.waiting = a.assign.rouse
	a.inbox = a.newInbox(c)
	a.imports = a.newImports()
	sessions := web.NewSessions(store.Sessions(), c.Secure())
	a.server = web.New(web.Options{Log: c.Log, BaseURL: base, Hosts: c.Hosts, Secure: c.Secure(), TrustedProxies: c.TrustedProxies,
		Sessions: sessions.SessionManager, Problem: problem, Registerer: a.metrics, SelfFrame: c.Demo})
	a.mount(c, latest, sessions)
	jobs, cancel := context.WithCancel(context.WithoutCancel(ctx))
	a.stop = cancel
	a.startJobs(jobs)
	return a, nil
}

// mount puts every audience's routes on the server.
func (a *app) mount(c serveConfig, latest *live.Latest, sessions *web.Sessions) {
	now := utcNow
	presence := newRungPresence(a.store, a.assign.rouse)
	widget.Mount(a.server, widget.Options{Turns: a.turns, Logs: a.store, Visitors: a.store, Bots: a.store, Flows: a.store, Team: a.store,
		Files: a.store, Articles: a.store, Line: a.store, Blocks: a.store, Hub: a.hub, Latest: latest, Sessions: sessions, Now: now, Base: c.BaseURL, Epoch: a.store.Epoch()})
	desk.Mount(a.server, desk.Options{Notices: a.store, MailsGo: a.mailsGo, Devices: a.store, PushKey: a.out.pushes.keys.Public, Pushed: a.out.pushes.rouse,
		Turns: a.turns, Logs: a.store, Visitors: a.store, Eraser: a.store, Desk: a.store, Search: a.store, Bots: a.store, Background: a.store, Guests: a.store, Categories: a.store,
		Files: a.store, Canned: a.store, Habits: a.store, Articles: a.store, Blocks: a.store, Audit: a.store, Ways: a.store, Assistant: a.answers.answerer,
		Flows: a.store, Team: a.store, Presence: presence, Hub: a.hub, Latest: latest, Sessions: sessions, Log: c.Log,
		Now: now, Base: c.BaseURL, Epoch: a.store.Epoch()})
	admin.Mount(a.server, admin.Options{Owners: a.store, Team: a.store, Presence: presence, Bots: a.store, Workshop: a.store, Drafts: a.store,
		Files: a.store, Articles: a.store, ArticleDesk: a.store, Imports: a.imports, Secrets: a.store.Secrets(), Hub: a.hub, Sessions: sessions, Now: now, Base: c.BaseURL,
		Canned: a.store, Crew: a.store, Categories: a.store, CategoryUses: a.store, Audit: a.store, Bell: latest, People: a.store, Turns: a.turns,
		MailsGo: a.mailsGo, Mailed: a.mailed, Mailing: a.mailing(), InboxStatus: a.inbox.Status, MailLinks: a.store, StartedMail: a.out.mail.Settings(),
		AI: a.store, AIReports: a.store, AITester: a.answers.provider, StartedAI: a.answers.started})
	builder.Mount(a.server, builder.Options{Turns: a.turns, Logs: a.store, Flows: a.store, FlowChecks: a.store, Replays: a.store, Audit: a.store, Visits: a.store,
		Bots: a.store, Drafts: a.store, Articles: a.store, Team: a.store, Hub: a.hub,
		Sessions: sessions, Log: c.Log, Now: now, Epoch: a.store.Epoch(), Secrets: a.secretNames, Caller: a.out.caller})
	help.Mount(a.server, help.Options{Articles: a.store, Team: a.store, Sessions: sessions, Now: now, Base: c.BaseURL})
	join.Mount(a.server, join.Options{Turns: a.turns, Logs: a.store, Visitors: a.store, Guests: a.store, Bots: a.store, Files: a.store,
		Hub: a.hub, Latest: latest, Log: c.Log, Now: now, Base: c.BaseURL, Epoch: a.store.Epoch()})
	back.Mount(a.server, back.Options{Ways: a.store, Visitors: a.store, Bots: a.store, Now: now, Base: c.BaseURL})
	files.Mount(a.server, files.Options{Files: a.store, Team: a.store, Sessions: sessions, Now: now})
	a.inbox.Mount(a.server)
	probe.Mount(a.server, a.store.Writable)
	a.server.Mount("/static/", static.Handler())
	a.server.Mount("/widget.js", static.Loader())
	a.server.Mount("/sw.js", static.Worker())
	a.server.Mount("/manifest.webmanifest", static.Manifest())
	if c.Demo {
		demo.Mount(a.server)
	}
}

// Handler answers everything but metrics.
func (a *app) Handler() http.Handler { return a.server.Handler() }

// SetupCode is the one-time code for making the owner; "" when there is an owner.
func (a *app) SetupCode(ctx context.Context) (string, error) {
	if has, err := a.store.HasOwner(ctx); has || err != nil {
		return "", err
	}
	return a.store.SetupCode(ctx)
}

// StopStreams tells every open stream to come back later and ends it.
func (a *app) StopStreams() { a.hub.Close() }

// Close waits for turns and jobs under way and closes the data; ctx limits the wait.
func (a *app) Close(ctx context.Context) error {
	a.hub.Close()
	a.hub.Wait(ctx)
	a.stop()
	done := make(chan error, 1)
	go func() {
		a.jobs.Wait()
		done <- a.store.Close()
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// rungTurns rings after a turn is durable.
type rungTurns struct {
	store  models.Turns
	bell   models.Bell
	timers chan struct{} // a timer was set that is due before until: look again
	until  atomic.Int64  // how long who fires them sleeps, in unix ms; 0: he is awake
	out    outgoing
	// answers are those that the AI is writing: one that is not waited for any more ends.
	answers *ai.Running
	// waiting is called after a turn that may have freed a place, or put somebody into the line.
	waiting func()
}

func (t *rungTurns) Turn(ctx context.Context, id models.ConversationID, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	return t.rung(t.store.Turn(ctx, id, decide))
}

func (t *rungTurns) Begin(ctx context.Context, who models.Beginning, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	return t.rung(t.store.Begin(ctx, who, decide))
}

func (t *rungTurns) rung(c models.Change, err error) (models.Change, error) {
	if err == nil {
		t.out.rouse(c)
	}
	if err != nil || c.Conversation == nil {
		return c, err
	}
	t.bell.Ring(c)
	t.answers.Follow(c.Conversation)
	if concerns(c) {
		t.waiting()
	}
	if until := t.until.Load(); slices.ContainsFunc(c.Timers, func(s models.Timer) bool { return until == 0 || s.Due.UnixMilli() < until }) {
		select {
		case t.timers <- struct{}{}:
		default:
		}
	}
	return c, nil
}

func problem(p web.Problem) templ.Component {
	return adminview.Problem(adminview.ProblemPage{Title: p.Title, Message: p.Message, Ref: p.Ref})
}
