package models_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/models"
	"deskbell/models/flow"
)

// desk is a store with one bot and two agents who are online.
type desk struct {
	*testing.T
	store *db.Store
	bot   *models.Bot
	now   time.Time
	ids   int
}

// The flow of every test: a choice, a question, and three ways to a person.
const testFlow = `{"schema":1,"id":"main","name":"Main","start":"hello","blocks":{
 "hello":{"kind":"buttons","settings":{"text":"Hello. What is it?","choices":[{"id":"leave","label":"A person"},{"id":"exit","label":"Exit"},{"id":"jump","label":"Jump"},{"id":"ask","label":"Ask"}]},
   "out":{"choice:leave":{"block":"leave"},"choice:exit":{"block":"exit"},"choice:jump":{"block":"jump"},"choice:ask":{"block":"ask"}}},
 "leave":{"kind":"live_chat","settings":{"unavailable":"leave_message","offline_form":true,"ask_email":true,"skip":true,"wait_seconds":60,
   "messages":{"welcome":"Ringing.","offline":"Nobody is here.","assigned":"{{agent.name}} is here.","takeover":"{{agent.name}} joins.","thanks":"Thank you."}},"out":{"next":{"block":"after"}}},
 "exit":{"kind":"live_chat","settings":{"unavailable":"exit","wait_seconds":60},"out":{"next":{"block":"after"}}},
 "jump":{"kind":"live_chat","settings":{"unavailable":"jump","wait_seconds":60},"out":{"next":{"block":"after"},"unavailable":{"block":"elsewhere"}}},
 "ask":{"kind":"question","settings":{"text":"Which colour?","type":"text","var":"colour"},"out":{"next":{"block":"after"}}},
 "after":{"kind":"buttons","settings":{"text":"Anything else?","choices":[{"id":"again","label":"Again"}]},"out":{"choice:again":{"block":"leave"}}},
 "elsewhere":{"kind":"question","settings":{"text":"Jumped here.","type":"text","var":"x"},"out":{"next":{"block":"after"}}}}}`

func newDesk(t *testing.T) *desk {
	t.Helper()
	ctx := context.Background()
	store, err := db.Open(ctx, db.Options{Path: filepath.Join(t.TempDir(), "deskbell.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	d := &desk{T: t, store: store, now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	document, err := flow.Parse([]byte(testFlow))
	if err != nil {
		t.Fatal(err)
	}
	d.bot, err = store.ImportBot(ctx, models.BotFile{Format: "deskbell/bot/1", Key: "shop", Name: "Shop", StartFlow: "main",
		Sites: []string{"https://shop.example"}, Flows: []flow.Document{*document}}, d.now)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"Mira Solberg", "Jonas Weil"} {
		d.agent(models.AgentID(fmt.Sprintf("agent%d", i+1)), name, 2)
	}
	return d
}

// agent makes one who is online and assigned to the bot.
func (d *desk) agent(id models.AgentID, name string, most int) {
	d.Helper()
	ctx := context.Background()
	a := &models.Agent{ID: id, Name: name, Email: string(id) + "@shop.example", Role: models.RoleAgent, MaxChats: most,
		Bots: []models.BotID{d.bot.ID}}
	if err := d.store.SaveAgent(ctx, a, d.now); err != nil {
		d.Fatal(err)
	}
	d.online(id, true)
}

func (d *desk) online(id models.AgentID, on bool) {
	d.Helper()
	if err := d.store.SetWilling(context.Background(), id, on); err != nil {
		d.Fatal(err)
	}
	if err := d.store.Reach(context.Background(), id, d.now.Add(24*time.Hour)); err != nil {
		d.Fatal(err)
	}
}

// nobody switches everybody off.
func (d *desk) nobody() {
	d.online("agent1", false)
	d.online("agent2", false)
}

func (d *desk) clientID() string {
	d.ids++
	return fmt.Sprintf("client-%06d", d.ids)
}

// visitor begins a conversation with what decide makes of it.
func (d *desk) visitor(token string, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	return d.store.Begin(context.Background(), models.Beginning{Bot: d.bot, TokenHash: strings.Repeat(token, 64)[:64], Now: d.now}, decide)
}

func (d *desk) must(c models.Change, err error) models.Conversation {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
	if c.Conversation == nil {
		d.Fatal("nothing was changed")
	}
	return *c.Conversation
}

func (d *desk) say(token, text string) models.Conversation {
	d.Helper()
	return d.must(d.visitor(token, models.Receive(models.Message{ClientID: d.clientID(), Text: text, Now: d.now})))
}

// choose presses a choice of the block that is waited at.
func (d *desk) choose(token, choice string) models.Conversation {
	d.Helper()
	change, err := d.visitor(token, func(c *models.Conversation) (models.Change, error) {
		at := "t1"
		if c.Flow.Wait != nil {
			at = c.Flow.Wait.Token
		}
		return models.Choose(models.Message{ClientID: d.clientID(), Token: at, Choice: choice, Now: d.now})(c)
	})
	return d.must(change, err)
}

func (d *desk) turn(id models.ConversationID, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	return d.store.Turn(context.Background(), id, decide)
}

// words are the kinds and texts of the log, in order.
func (d *desk) words(id models.ConversationID) string {
	d.Helper()
	who := models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}
	entries, err := d.store.EntriesAfter(context.Background(), who, models.Position{Conversation: id, Limit: 1000})
	if err != nil {
		d.Fatal(err)
	}
	var lines []string
	for i, e := range entries {
		if e.Seq != int64(i)+1 {
			d.Fatalf("entry %d has seq %d", i+1, e.Seq)
		}
		line := string(e.Kind)
		if e.Kind == models.EntrySaid {
			line = string(e.Author.Kind) + ": " + e.Text
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (d *desk) ends(id models.ConversationID, want ...string) {
	d.Helper()
	if got := d.words(id); !strings.HasSuffix(got, strings.Join(want, "\n")) {
		d.Errorf("the log does not end with\n%s\nit is\n%s", strings.Join(want, "\n"), got)
	}
}
