package models_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"deskbell/db"
	"deskbell/models"
	"deskbell/models/flow"
)

// rush is a desk with two bots and six agents, some of whom answer both, on which anything may happen.
type rush struct {
	*desk
	path   string
	bots   []*models.Bot
	agents []models.AgentID
	chats  []models.ConversationID
	tokens int
}

const (
	rushAccept = 20 * time.Second
	rushMost   = 2
)

func newRush(t *testing.T) *rush {
	r := &rush{desk: &desk{T: t, now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}, path: filepath.Join(t.TempDir(), "deskbell.db")}
	r.open()
	t.Cleanup(func() { r.store.Close() })
	document, err := flow.Parse([]byte(testFlow))
	if err != nil {
		t.Fatal(err)
	}
	for i, key := range []string{"shop", "workshop"} {
		bot, err := r.store.ImportBot(t.Context(), models.BotFile{Format: "deskbell/bot/1", Key: key, Name: key, StartFlow: "main", Sites: []string{"https://shop.example"},
			Settings: models.BotSettings{Routing: models.Routing{Mode: models.RouteLeastBusy, AcceptSeconds: int(rushAccept / time.Second), Priority: i}},
			Flows:    []flow.Document{*document}}, r.now)
		if err != nil {
			t.Fatal(err)
		}
		r.bots = append(r.bots, bot)
	}
	for i := range 6 {
		id := models.AgentID(fmt.Sprint("agent", i))
		bots := [][]models.BotID{{r.bots[0].ID}, {r.bots[1].ID}, {r.bots[0].ID, r.bots[1].ID}}[i%3]
		a := &models.Agent{ID: id, Name: fmt.Sprint("Agent", i), Email: fmt.Sprint(id, "@x.example"), Role: models.RoleAgent, MaxChats: 1 + i%rushMost, Bots: bots}
		if err := r.store.SaveAgent(t.Context(), a, r.now); err != nil {
			t.Fatal(err)
		}
		r.agents = append(r.agents, id)
	}
	return r
}

// open is also what a restart does.
func (r *rush) open() {
	r.Helper()
	if r.store != nil {
		if err := r.store.Close(); err != nil {
			r.Fatal(err)
		}
	}
	store, err := db.Open(context.Background(), db.Options{Path: r.path})
	if err != nil {
		r.Fatal(err)
	}
	r.store = store
}

// begin makes a new start: nobody waits, everybody is there.
func (r *rush) begin() {
	for _, id := range r.chats {
		if c := r.reload(id); c.State != models.StateClosed {
			r.must(r.turn(id, models.CloseByVisitor(r.now)))
		}
	}
	r.chats = nil
	r.now = r.now.Add(time.Hour)
	for _, id := range r.agents {
		r.online(id, true)
	}
}

// act does one of all the things that happen; a refusal with a sentence is an answer too.
func (r *rush) act(t *rapid.T) {
	agent := rapid.SampledFrom(r.agents).Draw(t, "agent")
	colleague := rapid.SampledFrom(r.agents).Draw(t, "colleague")
	what := rapid.SampledFrom([]string{"ask", "ask", "ask", "accept", "accept", "decline", "take", "close", "hand back", "pass", "pass asked", "pass back",
		"pass desk", "visitor leaves", "off", "on", "gone", "wait", "wait", "restart"}).Draw(t, "what")
	if what == "ask" || len(r.chats) == 0 {
		r.tokens++
		r.bot = rapid.SampledFrom(r.bots).Draw(t, "bot")
		r.chats = append(r.chats, r.choose(fmt.Sprintf("%xz", r.tokens), "leave").ID)
		return
	}
	chat := rapid.SampledFrom(r.chats).Draw(t, "chat")
	now := r.reload(chat)
	if rapid.IntRange(0, 3).Draw(t, "the one it concerns") > 0 {
		switch {
		case now.Offer != nil && now.Offer.To != "":
			agent = now.Offer.To
		case now.OwnerID != "":
			agent = now.OwnerID
		}
	}
	var decide func(*models.Conversation) (models.Change, error)
	switch what {
	case "accept":
		decide = models.AcceptOffer(agent, r.now)
	case "decline":
		decide = models.DeclineOffer(agent, r.now)
	case "take":
		decide = models.TakeOver(agent, r.now)
	case "close":
		decide = models.Close(agent, r.now)
	case "hand back":
		decide = models.HandBack(agent, r.now)
	case "pass", "pass asked":
		decide = models.PassOn(models.Passing{By: agent, To: colleague, Ask: what != "pass", Now: r.now})
	case "pass back":
		decide = models.PassOn(models.Passing{By: agent, Back: true, Now: r.now})
	case "pass desk":
		decide = models.PassOn(models.Passing{By: agent, Desk: rapid.SampledFrom(r.bots).Draw(t, "desk").ID, Now: r.now})
	case "visitor leaves":
		decide = models.CloseByVisitor(r.now)
	default:
		r.world(t, what, agent)
		return
	}
	if _, err := r.turn(chat, decide); err != nil && models.CodeOf(err) != models.CodeConflict && models.CodeOf(err) != models.CodeNotFound {
		t.Fatalf("%s by %s: %v", what, agent, err)
	}
}

// world is what happens to people and machines.
func (r *rush) world(t *rapid.T, what string, agent models.AgentID) {
	switch what {
	case "off", "on":
		r.online(agent, what == "on")
	case "gone":
		if err := r.store.Reach(context.Background(), agent, r.now); err != nil {
			t.Fatal(err)
		}
	case "restart":
		r.open()
	case "wait":
		r.now = r.now.Add(time.Duration(rapid.IntRange(1, 45).Draw(t, "seconds")) * time.Second)
	}
}

// holds looks at everything after the timers and the assigner had their turn.
func (r *rush) holds(t *rapid.T) {
	agents, err := r.store.Agents(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	owned := map[models.AgentID]int{}
	var unoffered []models.Waiting
	for _, id := range r.chats {
		c := r.reload(id)
		if (c.State == models.StateLive) != (c.OwnerID != "" || c.GuestID != "") || c.OwnerID != "" && c.GuestID != "" {
			t.Fatalf("chat %s is %s, owned by %q and %q", id, c.State, c.OwnerID, c.GuestID)
		}
		if c.OwnerID != "" {
			owned[c.OwnerID]++
		}
		if c.State != models.StateWaiting && c.State != models.StateLive && c.Offer != nil {
			t.Fatalf("chat %s is %s and has %+v", id, c.State, c.Offer)
		}
		if c.State == models.StateWaiting && !c.WaitingUntil.After(r.now) {
			t.Fatalf("chat %s waits since %v, until %v, and it is %v", id, c.WaitingSince, c.WaitingUntil, r.now)
		}
		if offered := c.Offer != nil && c.Offer.To != ""; offered {
			r.offerHolds(t, c, agents)
		} else if c.State == models.StateWaiting {
			unoffered = append(unoffered, models.Waiting{ID: id, Desk: c.DeskID, Since: c.WaitingSince, Offer: c.Offer})
		}
	}
	for _, a := range agents {
		if owned[a.ID] != a.Live || a.Live > a.MaxChats {
			t.Fatalf("%s has %d, is said to have %d, of %d", a.ID, owned[a.ID], a.Live, a.MaxChats)
		}
	}
	for _, w := range unoffered {
		for _, a := range agents {
			soon := w.Offer != nil && w.Offer.Until.After(r.now) && slices.Contains(w.Offer.Tried, a.ID)
			if a.Online(r.now) && slices.Contains(a.Bots, w.Desk) && a.Live+a.Offered < a.MaxChats && !soon {
				t.Fatalf("chat %s is offered to nobody, although %s could take it: %+v", w.ID, a.ID, w.Offer)
			}
		}
	}
}

// offerHolds: an offer ends in time, and points at somebody who can take it.
func (r *rush) offerHolds(t *rapid.T, c models.Conversation, agents []models.Agent) {
	if !c.Offer.Until.After(r.now) || c.Offer.Until.After(r.now.Add(30*time.Second)) {
		t.Fatalf("offered until %v, and it is %v", c.Offer.Until, r.now)
	}
	a := agents[slices.IndexFunc(agents, func(a models.Agent) bool { return a.ID == c.Offer.To })]
	if !a.Online(r.now) || a.Live >= a.MaxChats || !a.MaySee(c.DeskID) {
		t.Fatalf("offered to %s, who is %s and has %d of %d", a.ID, a.Standing(r.now), a.Live, a.MaxChats)
	}
	if c.OwnerID == a.ID {
		t.Fatalf("offered to %s, who has it", a.ID)
	}
}

// M-25 M-18
func TestRush_AnythingInAnyOrder_OneOwner_NobodyOverTheLimit_NoChatForgotten(t *testing.T) {
	r := newRush(t)
	rapid.Check(t, func(rt *rapid.T) {
		r.begin()
		for range rapid.IntRange(5, 15).Draw(rt, "steps") {
			for range rapid.IntRange(1, 3).Draw(rt, "at once") {
				r.act(rt)
			}
			r.fire()
			r.look()
			r.holds(rt)
		}
		for range 4 { // all that waits comes to its end: it is taken, or the block's way for nobody
			r.now = r.now.Add(40 * time.Second)
			for _, id := range r.agents {
				r.online(id, false)
			}
			r.fire()
			r.look()
		}
		for _, id := range r.chats {
			if c := r.reload(id); c.State == models.StateWaiting {
				rt.Fatalf("chat %s waits for ever", id)
			}
			r.words(id) // no gap in its log
		}
	})
}
