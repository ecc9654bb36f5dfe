package db

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func service() models.AISettings {
	return models.AISettings{URL: "https://API.example.com/v1/", Key: "sk-word", Model: "small-1", Embedding: "embed-1", Temperature: 0.2, Seconds: 20,
		Tokens: 1000, VisitorAnswers: 5, InputPrice: 0.15, OutputPrice: 0.6, Currency: "eur", Beside: true}
}

// saveAI saves as somebody does who has seen what is kept.
func saveAI(t *testing.T, s *Store, n models.AISettings) error {
	t.Helper()
	kept, err := s.AISettings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n.SavedAt = kept.SavedAt
	return s.SaveAISettings(t.Context(), n, noon)
}

// M-29: what somebody has not seen is not written over, also in the same moment.
func TestAISettings_SavedByTwo_TheSecondIsRefused(t *testing.T) {
	s := openNew(t)
	first := service()
	for what := range 3 { // the first ever, and those that follow in the same millisecond
		if err := s.SaveAISettings(t.Context(), first, noon); err != nil {
			t.Fatal(what, err)
		}
		late := first
		late.Model = "late-1"
		if err := s.SaveAISettings(t.Context(), late, noon); models.CodeOf(err) != models.CodeConflict {
			t.Errorf("%d: %v", what, err)
		}
		late.SavedAt = time.Time{}
		if err := s.SaveAISettings(t.Context(), late, noon); models.CodeOf(err) != models.CodeConflict {
			t.Errorf("%d, as if nothing was saved: %v", what, err)
		}
		kept, err := s.AISettings(t.Context())
		if err != nil || kept.Model != "small-1" {
			t.Fatalf("%+v, %v", kept, err)
		}
		first.SavedAt = kept.SavedAt
	}
}

// M-29: the key is sealed, no page gets it, and it stays with the service that it was given for.
func TestAISettings_Key_IsSealedAndStaysWithItsService(t *testing.T) {
	s := openNew(t)
	if got, err := s.AISettings(t.Context()); err != nil || !got.SavedAt.IsZero() || got.On() {
		t.Fatalf("%+v, %v", got, err)
	}
	if err := saveAI(t, s, service()); err != nil {
		t.Fatal(err)
	}
	shown, err := s.AISettings(t.Context())
	if err != nil || shown.Key != "" || !shown.HasKey || shown.URL != "https://api.example.com/v1" || shown.Currency != "EUR" || !shown.SavedAt.Equal(noon) || !shown.Beside {
		t.Errorf("%+v, %v", shown, err)
	}
	if text, err := metaValue(s.reads(t.Context()), aiName); err != nil || strings.Contains(text, "sk-word") {
		t.Errorf("kept as %s, %v", text, err)
	}
	for what, c := range map[string]struct {
		change func(*models.AISettings)
		key    string
	}{
		"as a page gives it back":   {func(*models.AISettings) {}, "sk-word"},
		"another path":              {func(n *models.AISettings) { n.URL = "https://api.example.com:443/v2" }, "sk-word"},
		"another host":              {func(n *models.AISettings) { n.URL = "https://api.example.org/v1" }, ""},
		"another port":              {func(n *models.AISettings) { n.URL = "https://api.example.com:8443/v1" }, ""},
		"a host that begins alike":  {func(n *models.AISettings) { n.URL = "https://api.example.com.evil.example/v1" }, ""},
		"no TLS":                    {func(n *models.AISettings) { n.URL = "http://127.0.0.1:11434/v1" }, ""},
		"another host with its key": {func(n *models.AISettings) { n.URL, n.Key = "https://other.example/v1", "sk-other" }, "sk-other"},
		"taken away":                {func(n *models.AISettings) { n.HasKey = false }, ""},
		"no service":                {func(n *models.AISettings) { n.URL = "" }, ""},
	} {
		if err := saveAI(t, s, service()); err != nil {
			t.Fatal(err)
		}
		n := shown
		c.change(&n)
		if err := saveAI(t, s, n); err != nil {
			t.Fatal(what, err)
		}
		open, err := s.OpenAISettings(t.Context())
		if err != nil || open.Key != c.key || open.HasKey != (c.key != "") || open.On() != (n.URL != "") {
			t.Errorf("%s: %+v, %v", what, open, err)
		}
	}
}

func TestAISettings_KeyOfSecretsIsLost_WantsItAgain(t *testing.T) {
	s := openNew(t)
	if err := saveAI(t, s, service()); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(s.seal().path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.OpenAISettings(t.Context()); err == nil {
		t.Error("opened without a key")
	}
	shown, err := s.AISettings(t.Context())
	if err != nil || shown.URL == "" {
		t.Fatalf("%+v, %v", shown, err)
	}
	if err := saveAI(t, s, service()); err != nil {
		t.Fatal(err)
	}
	if open, err := s.OpenAISettings(t.Context()); err != nil || open.Key != "sk-word" {
		t.Errorf("%+v, %v", open, err)
	}
}

func TestAISettings_WhatCannotBe_IsRefusedAtItsField(t *testing.T) {
	long := strings.Repeat("a", 301)
	for field, changes := range map[string][]func(*models.AISettings){
		"url": {func(n *models.AISettings) { n.URL = "api.example.com/v1" }, func(n *models.AISettings) { n.URL = "ftp://api.example.com" },
			func(n *models.AISettings) { n.URL = "https://" }, func(n *models.AISettings) { n.URL = "https://:443/v1" }, func(n *models.AISettings) { n.URL = "https://u:p@api.example.com/v1" },
			func(n *models.AISettings) { n.URL = "https://api.example.com/v1?key=x" }, func(n *models.AISettings) { n.URL = "https://api.example.com/v1#x" },
			func(n *models.AISettings) { n.URL = "http://api.example.com/v1" }, func(n *models.AISettings) { n.URL = "http://8.8.8.8/v1" },
			func(n *models.AISettings) { n.URL = "https://api.example.com:99999/v1" }, func(n *models.AISettings) { n.URL = "https://a b.example/v1" },
			func(n *models.AISettings) { n.URL = "https://example.com/" + long }, func(n *models.AISettings) { n.URL = "https://api.example.com\r\nX: y" }},
		"key":             {func(n *models.AISettings) { n.Key = "sk a" }, func(n *models.AISettings) { n.Key = "sk\r\nX: y" }, func(n *models.AISettings) { n.Key = strings.Repeat("k", 4001) }, func(n *models.AISettings) { n.Key = "schlüssel" }},
		"model":           {func(n *models.AISettings) { n.Model = " " }, func(n *models.AISettings) { n.Model = long }, func(n *models.AISettings) { n.Model = "a\nb" }},
		"embedding":       {func(n *models.AISettings) { n.Embedding = long }},
		"temperature":     {func(n *models.AISettings) { n.Temperature = -0.1 }, func(n *models.AISettings) { n.Temperature = 2.1 }, func(n *models.AISettings) { n.Temperature = math.NaN() }},
		"seconds":         {func(n *models.AISettings) { n.Seconds = 4 }, func(n *models.AISettings) { n.Seconds = 61 }, func(n *models.AISettings) { n.Seconds = -1 }},
		"tokens":          {func(n *models.AISettings) { n.Tokens = -1 }, func(n *models.AISettings) { n.Tokens = math.MaxInt64 }},
		"bot_tokens":      {func(n *models.AISettings) { n.BotTokens = -1 }},
		"visitor_answers": {func(n *models.AISettings) { n.VisitorAnswers = -1 }},
		"input_price":     {func(n *models.AISettings) { n.InputPrice = -1 }, func(n *models.AISettings) { n.InputPrice = math.Inf(1) }},
		"output_price":    {func(n *models.AISettings) { n.OutputPrice = math.NaN() }},
		"embedding_price": {func(n *models.AISettings) { n.EmbeddingPrice = -0.01 }, func(n *models.AISettings) { n.EmbeddingPrice = 100_001 }},
		"currency":        {func(n *models.AISettings) { n.Currency = "Euro" }, func(n *models.AISettings) { n.Currency = "<b>" }},
	} {
		for i, change := range changes {
			n := service()
			change(&n)
			_, err := n.Cleaned(models.AISettings{})
			if known, ok := err.(*models.Error); !ok || known.Code != models.CodeInvalid || known.Field != field {
				t.Errorf("%s %d: %v", field, i, err)
			}
		}
	}
	for _, fine := range []string{"http://127.0.0.1:11434/v1", "http://[::1]:1/", "http://10.0.0.5/v1", "http://ollama:11434/v1", "http://box.local/v1", "https://[2001:db8::1]/v1", "https://x.example"} {
		if clean, err := models.CleanAIURL(" " + fine + "/ "); err != nil || clean != strings.TrimSuffix(fine, "/") {
			t.Errorf("%s: %q, %v", fine, clean, err)
		}
	}
	if clean, err := models.CleanAIURL("https://x.example/v1/chat/completions"); err != nil || clean != "https://x.example/v1" {
		t.Errorf("%q, %v", clean, err)
	}
}

func answerOf(id string, port models.AIPort, in, out int64) models.AIAnswer {
	return models.AIAnswer{ID: id, Seq: 1, Question: "Where is my parcel? " + id, Port: port, Model: "small-1", TokensIn: in, TokensOut: out, Took: 1200 * time.Millisecond,
		Sources: []flow.Source{{Slug: "parcels", Title: "Parcels"}}, At: noon}
}

func answering(all ...models.AIAnswer) decision {
	return func(*models.Conversation) (models.Change, error) { return models.Change{Answers: all}, nil }
}

// M-29: what an answer cost is kept with it, once, and counts for the limits of the day.
func TestKeepAnswers_SameOneTwice_CountsOnce(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "shop")
	c, other := begin(t, s, bot, "a"), begin(t, s, bot, "b")
	for range 2 {
		turnTo(t, s, c.ID, answering(answerOf("one", models.AIAnswered, 100, 20), answerOf("late", models.AIDropped, 5, 5)))
	}
	turnTo(t, s, other.ID, answering(answerOf("two", models.AINotFound, 10, 1)))
	if err := s.KeepAIAnswer(t.Context(), models.AIAnswer{ID: "draft", Conversation: c.ID, Agent: "ada", Port: models.AIBeside, TokensIn: 7, At: noon}); err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.KeepAIAnswer(t.Context(), models.AIAnswer{ID: "gone", Conversation: "nowhere", At: noon}), models.CodeNotFound)
	use, err := s.AIUse(t.Context(), c.ID, noon.Add(time.Minute))
	if want := (models.AIUse{Tokens: 148, BotTokens: 148, VisitorAnswers: 1}); err != nil || use != want {
		t.Errorf("%+v, %v", use, err)
	}
	if use, err = s.AIUse(t.Context(), other.ID, noon.Add(time.Hour)); err != nil || use.VisitorAnswers != 1 || use.Tokens != 148 {
		t.Errorf("%+v, %v", use, err)
	}
	tomorrow := noon.Add(24 * time.Hour)
	if use, err = s.AIUse(t.Context(), c.ID, tomorrow); err != nil || use != (models.AIUse{}) {
		t.Errorf("tomorrow %+v, %v", use, err)
	}
	_, err = s.AIUse(t.Context(), "nowhere", noon)
	wantCode(t, err, models.CodeNotFound)
	next := answerOf("later", models.AIAnswered, 1, 1)
	next.At = tomorrow.Add(24 * time.Hour)
	turnTo(t, s, c.ID, answering(next))
	if kept := dumpTable(t, s, "ai_use"); strings.Count(kept, string(bot.ID)) != 1 {
		t.Errorf("days that are over stay: %s", kept)
	}
	if _, err := s.Turn(t.Context(), c.ID, answering(models.AIAnswer{At: noon})); err == nil {
		t.Error("an answer without an id was kept")
	}
}

// M-33: the exchange is what the visitor has seen; what is sensitive is in it with its mark.
func TestExchange_OfAConversation_IsWhatTheVisitorHasSeen(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "shop")
	c := begin(t, s, bot, "a")
	turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		change := models.Change{Conversation: c}
		for _, e := range []models.Entry{
			{Kind: models.EntrySaid, Author: models.Author{Kind: models.ByVisitor}, Text: "4711", Body: models.Body{Sensitive: true}},
			{Kind: models.EntryNote, Text: "A note", Audience: models.ForTeam}, {Kind: models.EntryWaiting}, {Kind: models.EntryJoined, Author: models.Author{Kind: models.ByAgent, Name: "Ada"}},
			{Kind: models.EntrySaid, Author: models.Author{Kind: models.ByAgent, Name: "Ada"}, Text: "Hi"}, {Kind: models.EntryHandedBack},
			{Kind: models.EntrySaid, Text: "whispered", Audience: models.ForTeam}, {Kind: models.EntryClosed}} {
			c.LastSeq++
			e.Seq, e.At = c.LastSeq, noon
			change.Entries = append(change.Entries, e)
		}
		c.Visitor.Name, c.Flow.Vars = "Vera", map[string]string{"pin": "4711"}
		change.VisitorChanged = true
		return change, nil
	})
	x, err := s.Exchange(t.Context(), c.ID, 100)
	if err != nil || x.Conversation.Visitor.Name != "Vera" || x.Conversation.Bot == nil || x.Conversation.Bot.ID != bot.ID || x.Conversation.Flow.Vars != nil {
		t.Fatalf("%+v, %v", x.Conversation, err)
	}
	var kinds []string
	for _, e := range x.Entries {
		kinds = append(kinds, fmt.Sprint(e.Kind, " ", e.Text, " ", e.Body.Sensitive))
	}
	if want := []string{"said Hello false", "said 4711 true", "joined  false", "said Hi false", "handed_back  false"}; !slices.Equal(kinds, want) {
		t.Errorf("%q", kinds)
	}
	if x, err = s.Exchange(t.Context(), c.ID, 2); err != nil || len(x.Entries) != 2 || x.Entries[0].Text != "Hi" {
		t.Errorf("%+v, %v", x.Entries, err)
	}
	_, err = s.Exchange(t.Context(), "nowhere", 2)
	wantCode(t, err, models.CodeNotFound)
}

// A turn that has nothing to do with the AI asks for none of its tables.
func TestTurn_WithoutTheAI_AsksNothingOfItsTables(t *testing.T) {
	c := newCosts(t)
	id := begin(t, c.store, addBot(t, c.store, "one"), "a").ID
	for _, q := range c.turn(id, say("more-1", "Hi", noon)) {
		if strings.Contains(q, "ai_") {
			t.Errorf("asks %s", q)
		}
	}
}
