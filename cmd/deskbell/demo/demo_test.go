package demo

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/models"
	"deskbell/models/flow"
)

const base = "http://shop.test:8080"

// filled is a store with the demo in it, and its owner.
func filled(t *testing.T, now time.Time) (*db.Store, *models.Agent) {
	t.Helper()
	ctx := context.Background()
	store, err := db.Open(ctx, db.Options{Path: filepath.Join(t.TempDir(), "deskbell.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	hash := func(password string) (string, error) { return "hash of " + password, nil }
	if err := Fill(ctx, Shop{Store: store, Hash: hash, Now: now, Base: base}); err != nil {
		t.Fatal(err)
	}
	owner, err := store.AgentByEmail(ctx, "owner@demo.test")
	if err != nil {
		t.Fatal(err)
	}
	return store, owner
}

func TestFill_EveryStateButWaiting_HasConversations(t *testing.T) {
	now := time.Now().UTC()
	store, owner := filled(t, now)
	counts, err := store.Counts(context.Background(), models.Reader{Agent: owner})
	if err != nil {
		t.Fatal(err)
	}
	want := models.Counts{models.StateBot: 5, models.StateLive: 1, models.StateLeft: 2, models.StateClosed: 7}
	for _, state := range models.States() {
		if counts[state] != want[state] {
			t.Errorf("%s: %d conversations, want %d", state, counts[state], want[state])
		}
	}
}

func TestFill_Conversations_LieInThePastAndAreNotIdle(t *testing.T) {
	now := time.Now().UTC()
	store, owner := filled(t, now)
	for _, state := range models.States() {
		list, err := store.List(context.Background(), models.Reader{Agent: owner}, models.ListQuery{State: state, Limit: 50})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			age := now.Sub(c.UpdatedAt)
			if age < 0 || age > 7*24*time.Hour {
				t.Errorf("%s (%s): last changed %s ago", c.Preview, state, age)
			}
			if state == models.StateBot && age > 23*time.Hour {
				t.Errorf("%s: is closed as idle soon after the start", c.Preview)
			}
		}
	}
}

func TestFill_Afterwards_NobodyIsOnline(t *testing.T) {
	now := time.Now().UTC()
	store, _ := filled(t, now)
	team, err := store.Agents(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(team) != 3 {
		t.Fatalf("%d team members, want 3", len(team))
	}
	for _, agent := range team {
		if agent.Online(now) || agent.Willing {
			t.Errorf("%s is online", agent.Name)
		}
		if agent.Password != "hash of "+Password {
			t.Errorf("%s has the password %q", agent.Name, agent.Password)
		}
	}
}

func TestFill_WhatAgentsChooseFrom_IsThereAndUsed(t *testing.T) {
	store, owner := filled(t, time.Now().UTC())
	ctx := context.Background()
	uses, err := store.CategoryUses(ctx)
	if err != nil || uses["Workshop"] < 2 || uses["Choosing a bike"] < 2 || uses["Orders and delivery"] < 2 {
		t.Errorf("the categories carry %v, %v", uses, err)
	}
	replies, err := store.AllCanned(ctx, models.Reader{Agent: owner})
	if err != nil || len(replies) != 5 {
		t.Errorf("%d canned replies, %v", len(replies), err)
	}
	live, err := store.List(ctx, models.Reader{Agent: owner}, models.ListQuery{State: models.StateLive, Limit: 5})
	if err != nil || len(live) != 1 {
		t.Fatalf("%d live chats, %v", len(live), err)
	}
	notes, err := store.Notes(ctx, models.Reader{Agent: owner}, live[0].ID, 5)
	if err != nil || len(notes) != 1 || live[0].Category != "Choosing a bike" {
		t.Errorf("the live chat has %d notes and is about %q, %v", len(notes), live[0].Category, err)
	}
}

func TestFill_BotAndArticles_BelongTogether(t *testing.T) {
	store, _ := filled(t, time.Now().UTC())
	ctx := context.Background()
	file, err := store.ExportBot(ctx, Key)
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Sites) != 1 || file.Sites[0] != base {
		t.Errorf("the bot may be shown on %v, want %s", file.Sites, base)
	}
	var around flow.Around
	for i := range file.Flows {
		around.Flows = append(around.Flows, &file.Flows[i])
	}
	for _, document := range around.Flows {
		for _, problem := range flow.CheckAll(document, around) {
			t.Errorf("flow %s, block %s: %s", document.ID, problem.Block, problem.Message)
		}
	}
	checkLinks(t, store, file)
}

// checkLinks follows every address that the bot names.
func checkLinks(t *testing.T, store *db.Store, file models.BotFile) {
	t.Helper()
	named := map[string]bool{}
	for _, document := range file.Flows {
		for id, block := range document.Blocks {
			for _, part := range strings.Split(string(block.Settings), base+"/help/")[1:] {
				slug := strings.FieldsFunc(part, func(r rune) bool { return r == '"' || r == ' ' })[0]
				named[slug] = true
				if _, err := store.ArticleBySlug(context.Background(), models.Reader{}, slug); err != nil {
					t.Errorf("block %s names the article %q: %v", id, slug, err)
				}
			}
		}
	}
	articles, err := store.Articles(context.Background(), models.Reader{}, models.ArticleQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) < 12 {
		t.Errorf("%d articles, want a dozen", len(articles))
	}
	for _, article := range articles {
		whole, err := store.ArticleBySlug(context.Background(), models.Reader{}, article.Slug)
		if err != nil {
			t.Fatal(err)
		}
		words := len(strings.Fields(whole.Body))
		if words < 120 || words > 250 {
			t.Errorf("%s has %d words", article.Slug, words)
		}
		if !named[article.Slug] {
			t.Errorf("no block names the article %s", article.Slug)
		}
	}
}

func TestQuestion_WordsOfAVisitor_LeadToTheirArticle(t *testing.T) {
	store, _ := filled(t, time.Now().UTC())
	ctx := context.Background()
	bot, err := store.BotByKey(ctx, Key)
	if err != nil {
		t.Fatal(err)
	}
	for words, slug := range map[string]string{
		"where is my order?":              "where-is-my-order",
		"how long does delivery take":     "delivery",
		"which size fits me, I am tall":   "frame-size",
		"I want my money back":            "returns",
		"my mudguard rubs on the tyre":    "mudguard-stay",
		"the frame broke, any guarantee?": "guarantee",
		"what is the Fjord like":          "which-bike",
		"can I cancel":                    "change-or-cancel",
	} {
		said := ""
		who := models.Beginning{Bot: bot, TokenHash: words, Now: time.Now().UTC()}
		change, err := store.Begin(ctx, who, models.Receive(models.Message{ClientID: "a-question", Text: words, Now: who.Now}))
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range change.Entries {
			said += entry.Text + "\n"
		}
		if !strings.Contains(said, base+"/help/"+slug) {
			t.Errorf("%q is answered by %q, want the article %s", words, said, slug)
		}
	}
}
