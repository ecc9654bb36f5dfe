package db

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func openAt(t testing.TB, options Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func openNew(t testing.TB) *Store {
	t.Helper()
	return openAt(t, Options{Path: filepath.Join(t.TempDir(), "data", FileName)})
}

func shop(key string) models.BotFile {
	return models.BotFile{
		Format: BotFormat, Key: key, Name: "Shop " + key, Sites: []string{"https://Shop.example:443/", "http://localhost:8080"},
		StartFlow: "main",
		Flows: []flow.Document{
			{Schema: 1, ID: "main", Name: "Main", Start: "a", Blocks: map[string]flow.Block{
				"a": {Kind: "text", Out: map[string]flow.Target{"next": {Flow: "more", Block: "b"}}},
				"j": {Kind: "jump", Settings: json.RawMessage(`{"flow":"more"}`)},
			}},
			{Schema: 1, ID: "more", Name: "More", Start: "b", Blocks: map[string]flow.Block{"b": {Kind: "end"}}},
		},
	}
}

func addBot(t testing.TB, s *Store, key string) *models.Bot {
	t.Helper()
	bot, err := s.ImportBot(t.Context(), shop(key), noon)
	if err != nil {
		t.Fatal(err)
	}
	return bot
}

func addAgent(t testing.TB, s *Store, role models.Role, bots ...models.BotID) *models.Agent {
	t.Helper()
	all, err := s.Agents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a := &models.Agent{Email: fmt.Sprintf("a%d@example.com", len(all)), Name: "Ada Lovelace", Role: role, MaxChats: 3, Bots: bots}
	if err := s.SaveAgent(t.Context(), a, noon); err != nil {
		t.Fatal(err)
	}
	return a
}

// say is a decision that adds what the visitor said, once a client id.
func say(clientID, text string, now time.Time) decision {
	return func(c *models.Conversation) (models.Change, error) {
		if e, err := c.Records.EntryByClientID(clientID); err == nil {
			return models.Change{Repeated: &e}, nil
		} else if models.CodeOf(err) != models.CodeNotFound {
			return models.Change{}, err
		}
		c.LastSeq++
		c.VisitorCount++
		c.Preview, c.PreviewBy, c.UpdatedAt = text, models.ByVisitor, now
		return models.Change{Conversation: c, Entries: []models.Entry{{
			Seq: c.LastSeq, Kind: models.EntrySaid, Author: models.Author{Kind: models.ByVisitor, ID: string(c.Visitor.ID)},
			Text: text, ClientID: clientID, At: now,
		}}}, nil
	}
}

// become is a decision that changes the state and says so in the log.
func become(state models.State, owner models.AgentID, now time.Time) decision {
	return func(c *models.Conversation) (models.Change, error) {
		c.State, c.OwnerID, c.UpdatedAt = state, owner, now
		c.LastSeq++
		return models.Change{Conversation: c, Entries: []models.Entry{{
			Seq: c.LastSeq, Kind: models.EntryJoined, Author: models.Author{Kind: models.BySystem}, At: now}}}, nil
	}
}

func begin(t testing.TB, s *Store, bot *models.Bot, token string) models.Conversation {
	t.Helper()
	change, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: token, Now: noon, Page: "https://shop.example/"},
		say("first-"+token, "Hello", noon))
	if err != nil {
		t.Fatal(err)
	}
	if change.Conversation == nil {
		t.Fatal("nothing was begun")
	}
	return *change.Conversation
}

func turnTo(t testing.TB, s *Store, id models.ConversationID, decide decision) models.Change {
	t.Helper()
	change, err := s.Turn(t.Context(), id, decide)
	if err != nil {
		t.Fatal(err)
	}
	return change
}

func entriesOf(t testing.TB, s *Store, c models.Conversation) []models.Entry {
	t.Helper()
	all, err := s.EntriesAfter(context.Background(), models.Reader{Visitor: c.Visitor.ID},
		models.Position{Conversation: c.ID, Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func wantCode(t testing.TB, err error, code models.Code) {
	t.Helper()
	if models.CodeOf(err) != code {
		t.Fatalf("error %v has code %q, want %q", err, models.CodeOf(err), code)
	}
}
