package models_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"deskbell/models"
)

// mixed is a rush into which guests come as well.
type mixed struct {
	*rush
	guests []models.Guest // in and out
	began  time.Time
}

func newMixed(t *testing.T) *mixed {
	r := newRush(t)
	for i, bot := range r.bots {
		file, err := r.store.ExportBot(t.Context(), bot.Key)
		if err != nil {
			t.Fatal(err)
		}
		file.Settings.Mail = models.BotMail{Started: []string{partner}, Wanted: []string{partner}, Untaken: []string{"late@works.example"}, UntakenAfter: 10, GuestToBot: i == 1}
		if r.bots[i], err = r.store.ImportBot(t.Context(), file, r.now); err != nil {
			t.Fatal(err)
		}
	}
	a := &models.Agent{ID: "lead", Name: "Lead", Email: "lead@x.example", Role: models.RoleSupervisor, MaxChats: 1}
	if err := r.store.SaveAgent(t.Context(), a, r.now); err != nil {
		t.Fatal(err)
	}
	r.agents = append(r.agents, a.ID)
	return &mixed{rush: r}
}

// act is what a guest does, or is done to one; else what a rush does.
func (r *mixed) act(t *rapid.T) {
	what := rapid.SampledFrom([]string{"", "", "", "", "join", "join", "take", "take", "take", "say", "hand back", "leave", "revoke", "here", "gone"}).Draw(t, "guest")
	switch {
	case what == "" || len(r.chats) == 0:
		r.rush.act(t)
		return
	case what == "join":
		r.comes(t, rapid.SampledFrom(r.chats).Draw(t, "chat"))
		return
	case what == "gone":
		r.goes(t)
		return
	case len(r.guests) == 0:
		return
	}
	g := rapid.SampledFrom(r.guests).Draw(t, "who")
	agent := rapid.SampledFrom(r.agents).Draw(t, "agent")
	var decide func(*models.Conversation) (models.Change, error)
	switch what {
	case "take":
		decide = models.GuestTakeOver(g.ID, r.now)
	case "say":
		decide = models.GuestReply(models.GuestAnswer{Guest: g.ID, ClientID: r.clientID(), Text: "Yes", Now: r.now})
	case "hand back":
		decide = models.GuestHandBack(g.ID, r.now)
	case "leave":
		decide = models.GuestLeave(g.ID, r.now)
	case "revoke":
		decide = models.RevokeLink(agent, g.Link, r.now)
	case "here":
		if err := r.store.Here(context.Background(), g.ID, r.now.Add(30*time.Second)); err != nil && models.CodeOf(err) != models.CodeNotFound {
			t.Fatal(err)
		}
		return
	}
	if _, err := r.turn(g.Conversation, decide); err != nil && models.CodeOf(err) != models.CodeConflict && models.CodeOf(err) != models.CodeNotFound {
		t.Fatalf("%s by %s: %v", what, g.Name, err)
	}
}

// comes lets somebody in by the link of a chat, where there is one.
func (r *mixed) comes(t *rapid.T, chat models.ConversationID) {
	links, err := r.store.LinksOf(context.Background(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, chat)
	if err != nil || len(links) == 0 || !links[0].RevokedAt.IsZero() {
		return
	}
	token, err := r.store.MailToken(context.Background(), models.Mail{Purpose: models.MailJoin, Link: string(links[0].ID)})
	if err != nil {
		return
	}
	r.ids++
	g, err := r.joinBy(links[0], token, "Guest Number", fmt.Sprint("browser", r.ids))
	switch models.CodeOf(err) {
	case "":
		if err != nil {
			t.Fatal(err)
		}
		r.guests = append(r.guests, g)
	case models.CodeConflict, models.CodeNotFound:
	default:
		t.Fatal(err)
	}
}

// goes takes chats from guests whose page is closed.
func (r *mixed) goes(t *rapid.T) {
	gone, err := r.store.GuestsGone(context.Background(), r.now, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range gone {
		if _, err := r.turn(id, models.GuestGone(r.began, r.now)); err != nil {
			t.Fatal(err)
		}
	}
}

// M-31 M-32
func TestMixed_AgentsAndGuestsInAnyOrder_NoChatHasTwoOwners_NorOneWhoIsOut(t *testing.T) {
	r := newMixed(t)
	rapid.Check(t, func(rt *rapid.T) {
		r.begin()
		r.guests, r.began = nil, r.now.Add(-time.Hour)
		for range rapid.IntRange(5, 15).Draw(rt, "steps") {
			for range rapid.IntRange(1, 3).Draw(rt, "at once") {
				r.act(rt)
			}
			r.fire()
			r.look()
			r.holds(rt)
			r.ownersAreIn(rt)
		}
		r.now = r.now.Add(5 * time.Minute)
		r.goes(rt)
		for _, id := range r.chats {
			if c := r.reload(id); c.GuestID != "" {
				rt.Fatalf("chat %s is left with %s, who has gone", id, c.OwnerName)
			}
			r.words(id) // no gap in its log
		}
	})
}

func (r *mixed) ownersAreIn(t *rapid.T) {
	for _, id := range r.chats {
		c := r.reload(id)
		if c.GuestID == "" {
			continue
		}
		if err := r.store.GuestIn(context.Background(), c.GuestID, r.now); err != nil {
			t.Fatalf("chat %s is with %s, who is not in: %v", id, c.OwnerName, err)
		}
		if c.AnsweredBy != "" || c.OwnerName == "" {
			t.Fatalf("chat %s: answered by %q, called %q", id, c.AnsweredBy, c.OwnerName)
		}
	}
}
