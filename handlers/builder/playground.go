package builder

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/builder"
)

// mostFaults is how many of the newest entries are looked through for what broke.
const mostFaults = 100

func (b *builder) mountPlayground(s *web.Server) {
	s.Handle("GET", "/bots/:bot/playground", b.only(b.playground))
	s.Handle("POST", "/bots/:bot/flows/:flow/playground", b.only(b.begin))
	const at = "/bots/:bot/playground/:conversation"
	s.Handle("GET", at+"/trace", b.only(b.trace))
	s.Handle("POST", at+"/pretend", b.only(b.pretend))
	s.Handle("POST", at+"/forward", b.only(b.forward))
	s.Handle("POST", at+"/keep", b.only(b.keep))
}

// playground is the page of its own. It begins with a press, as that keeps the draft as it is then.
func (b *builder) playground(w http.ResponseWriter, r *http.Request, v visit) error {
	query := r.URL.Query()
	id := v.bot.StartFlow
	if name := query.Get("flow"); name != "" {
		id = v.bot.FlowID(name)
	}
	draft, err := b.Drafts.Draft(r.Context(), id)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.PlaygroundPage(view.Playground{Me: v.me, Bot: v.bot, Flow: draft.FlowHead,
		Block: query.Get("block")}))
}

// begin keeps the drafts as they are and shows the chat that plays them.
func (b *builder) begin(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	if err := b.edits.Check(string(v.me.ID), b.Now()); err != nil {
		return err
	}
	p, t, err := b.pinned(r, v)
	if err != nil {
		return err
	}
	greeting, err := models.Greet(b.Flows.Published(r.Context()), models.Looker{Bot: v.bot, Seed: p.Seed, Now: b.Now(), Trial: &t,
		Agents: func() ([]models.Agent, error) { return b.agentsOf(r.Context(), v.bot.ID) },
		Article: func(slug string) (*models.Article, error) {
			return b.Articles.ArticleBySlug(r.Context(), models.Reader{}, slug)
		}})
	if err != nil {
		return err
	}
	wait := greeting.After.Flow.Wait
	p.Begin = wait == nil || wait.Kind != flow.WaitReply || !wait.Due.IsZero()
	if p.Trace, err = b.traced(r.Context(), v, &greeting.After); err != nil {
		return err
	}
	if isPart(r) {
		return web.Render(w, r, http.StatusOK, view.PlaygroundView(p))
	}
	return web.Render(w, r, http.StatusOK, view.PlaygroundPage(p))
}

// pinned keeps the flow as it is now, and with it those of the bot that were never published.
func (b *builder) pinned(r *http.Request, v visit) (view.Playground, models.Trial, error) {
	form := r.PostForm
	on := func(name string) bool { return form.Get("trial_"+name) == "1" }
	p := view.Playground{Me: v.me, Bot: v.bot, Block: form.Get("block"), Seed: rand.Uint64(),
		Nobody: on("nobody"), Closed: on("closed"), HTTPFails: on("http")}
	t := models.Trial{Start: flow.Target{Flow: v.flow, Block: p.Block}, Pins: map[string]int{}, Nobody: p.Nobody, Closed: p.Closed, HTTPFails: p.HTTPFails}
	draft, err := b.kept(r.Context(), v)
	if err != nil {
		return p, t, err
	}
	if _, there := draft.Document.Blocks[p.Block]; p.Block != "" && !there {
		return p, t, &models.Error{Code: models.CodeConflict, Message: "This block is not there any more."}
	}
	p.Flow, p.From = draft.FlowHead, view.NameOf(&draft.Document, p.Block)
	heads, err := b.Drafts.FlowsOf(r.Context(), v.bot.ID)
	if err != nil {
		return p, t, err
	}
	heads = slices.DeleteFunc(heads, func(h models.FlowHead) bool { return h.ID == v.flow || h.Latest > 0 })
	for _, head := range append([]models.FlowHead{draft.FlowHead}, heads...) {
		version, err := b.Drafts.PinFlow(r.Context(), head.ID)
		if err != nil {
			return p, t, err
		}
		t.Pins[head.ID] = version
		p.Pins = append(p.Pins, fmt.Sprintf("%s:%d", view.InFile(head), version))
	}
	t.Version = t.Pins[v.flow]
	return p, t, nil
}

func (b *builder) agentsOf(ctx context.Context, bot models.BotID) ([]models.Agent, error) {
	all, err := b.Team.Agents(ctx)
	return models.AssignedTo(bot, all), err
}

// trace is what a run has come to: its variables, its way, what it waits for.
func (b *builder) trace(w http.ResponseWriter, r *http.Request, v visit) error {
	c, err := b.tried(r, v)
	if err != nil {
		return err
	}
	return b.answerTrace(w, r, v, &c)
}

func (b *builder) answerTrace(w http.ResponseWriter, r *http.Request, v visit, c *models.Conversation) error {
	t, err := b.traced(r.Context(), v, c)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.TraceView(t))
}

// tried is the conversation of the address, if it is one of the bot's playground.
func (b *builder) tried(r *http.Request, v visit) (models.Conversation, error) {
	c, err := b.Logs.Conversation(r.Context(), models.Reader{Agent: v.me}, models.ConversationID(web.Param(r, "conversation")))
	if err == nil && (c.BotID != v.bot.ID || !c.Playground || c.Trial == nil) {
		err = models.ErrNotFound
	}
	return c, err
}

// traced reads what the way of a run is called.
func (b *builder) traced(ctx context.Context, v visit, c *models.Conversation) (view.Trace, error) {
	t := view.Trace{Bot: v.bot, Conversation: c, Now: b.Now(), Documents: map[string]*flow.Document{}}
	var err error
	if t.Flows, err = b.Drafts.FlowsOf(ctx, v.bot.ID); err != nil {
		return t, err
	}
	lib := b.Flows.Published(ctx)
	for _, at := range c.Trial.Trace {
		if _, known := t.Documents[at.Flow]; known || !strings.HasPrefix(at.Flow, v.bot.FlowID("")) {
			continue
		}
		if document, err := lib.Document(at.Flow, at.Version); err == nil {
			t.Documents[at.Flow] = document
		}
	}
	if c.ID == "" {
		return t, nil
	}
	entries, err := b.Logs.EntriesBefore(ctx, models.Reader{Agent: v.me}, models.Position{Conversation: c.ID, Limit: mostFaults})
	for _, e := range entries {
		if e.Kind == models.EntryFault {
			t.Faults = append(t.Faults, e.Text)
		}
	}
	return t, err
}

// pretend changes what the run meets from now on.
func (b *builder) pretend(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	on := func(name string) bool { ok, _ := strconv.ParseBool(r.PostForm.Get("trial_" + name)); return ok }
	return b.turn(w, r, v, models.SetTrial(models.Pretence{Nobody: on("nobody"), Closed: on("closed"), HTTPFails: on("http")}, b.Now()))
}

// forward jumps over what is waited for.
func (b *builder) forward(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	return b.turn(w, r, v, models.FastForward(b.Now()))
}

func (b *builder) turn(w http.ResponseWriter, r *http.Request, v visit, decide func(*models.Conversation) (models.Change, error)) error {
	c, err := b.tried(r, v)
	if err != nil {
		return err
	}
	change, err := b.Turns.Turn(r.Context(), c.ID, decide)
	if err != nil {
		return err
	}
	if change.Conversation != nil {
		c = *change.Conversation
	}
	return b.answerTrace(w, r, v, &c)
}
