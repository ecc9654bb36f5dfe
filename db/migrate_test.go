package db

import (
	"database/sql"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"deskbell/models"
)

// oldDatabase is an empty one as an earlier version made it.
func oldDatabase(t *testing.T, path string, version int64) *sql.DB {
	t.Helper()
	if err := makeFile(path); err != nil {
		t.Fatal(err)
	}
	pool := openWriter(path, 0)
	pool.SetMaxOpenConns(4)
	folder, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	steps, err := goose.NewProvider(goose.DialectSQLite3, pool, folder, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := steps.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		t.Fatal(err)
	}
	return pool
}

// F6
func TestOpen_DatabaseOfTheFirstVersion_IsBroughtUpToDateWithAllThatItHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	pool := oldDatabase(t, path, 1)
	for _, row := range []string{
		`INSERT INTO bots VALUES ('b', 'shop', 'Shop', '[]', '{}', 'b/main', 1, 1)`,
		`INSERT INTO visitors VALUES ('v', 'b', 'Vera', 'v@example.com', 1)`,
		`INSERT INTO conversations VALUES ('c', 'b', 'v', 'web', 'bot', TRUE, NULL, 0, 1, 1, '', 0, FALSE, FALSE, 'Hi', 'visitor',
			1, 0, 0, 0, 0, 0, 0, 1, 1, 0, '', '', '', '', '{"seq":1}')`,
		`INSERT INTO entries VALUES ('c', 1, 1, 'said', 'visitor', 'v', '', 'Hi', '{}', 'client-1', 0, 1)`,
	} {
		if _, err := pool.Exec(row); err != nil {
			t.Fatal(row, err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, Options{Path: path})
	c, err := s.NewestConversation(t.Context(), "v")
	if err != nil || c.Visitor.Name != "Vera" || c.Attributes != nil || c.Trial != nil || c.Video || c.Visitor.Phone != "" || c.Visitor.Attributes != nil {
		t.Fatalf("%+v, %v", c, err)
	}
	turnTo(t, s, "c", func(c *models.Conversation) (models.Change, error) {
		c.Category = "Orders"
		return models.Change{Conversation: c}, nil
	})
	if c, err := s.NewestConversation(t.Context(), "v"); err != nil || c.Category != "Orders" || c.LastSeq != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// F6
func TestOpen_OutboxOfTheVersionBeforeEmail_GoesOnWhereItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	pool := oldDatabase(t, path, 7)
	const mail, call = `{"to":["v@example.com"],"subject":"Your order","text":"Thank you."}`, `{"url":"https://shop.example/hook"}`
	rows := []string{
		`INSERT INTO bots VALUES ('b', 'shop', 'Shop', '[]', '{}', 'b/main', 1, 1)`,
		`INSERT INTO visitors (id, bot_id, name, email, created_at) VALUES ('v', 'b', 'Vera', 'v@example.com', 1)`,
		`INSERT INTO conversations (id, bot_id, visitor_id, channel, state, listed, fence, last_seq, rev, leave_stage, left_at, playground, missed, preview,
			preview_by, visitor_count, team_seen_count, visitor_seen, team_seen, waiting_since, waiting_until, live_since, created_at, updated_at,
			closed_at, page, page_title, browser, language, flow, desk_id) VALUES ('c', 'b', 'v', 'web', 'bot', TRUE, 0, 0, 1, '', 0, FALSE, FALSE, '',
			'', 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, '', '', '', '', '{"seq":1}', 'b')`,
	}
	for _, d := range []struct {
		id, kind, payload, state string
		tries, done              int
	}{{"1", "mail", mail, "pending", 0, 0}, {"2", "mail", mail, "pending", 3, 0}, {"3", "mail", mail, "sent", 1, 9}, {"4", "mail", mail, "failed", 9, 9},
		{"5", "http", call, "pending", 0, 0}, {"6", "http", call, "sent", 1, 9}, {"7", "http", call, "failed", 2, 9}} {
		rows = append(rows, fmt.Sprintf(`INSERT INTO deliveries VALUES ('%s', '%s', 'c', 'token-%[1]s', 'key-%[1]s', '%[3]s', '%[4]s', %[5]d, 'why', 1, 1, %[6]d)`,
			d.id, d.kind, d.payload, d.state, d.tries, d.done))
	}
	for _, row := range rows {
		if _, err := pool.Exec(row); err != nil {
			t.Fatal(row, err)
		}
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, Options{Path: path})
	waiting := leaseMails(t, s, noon)
	if len(waiting) != 2 || waiting[0].ID != "1" || waiting[1].Tries != 4 || waiting[1].Key != "key-2" || waiting[1].Purpose != models.MailFlow ||
		waiting[1].Bot != "b" || waiting[1].Conversation != "c" || waiting[1].Token != "token-2" || string(waiting[1].Payload) != mail {
		t.Errorf("%+v", waiting)
	}
	if err := s.Outgoing().Done(t.Context(), "1", noon); err != nil {
		t.Error(err)
	}
	if err := s.SendAgain(t.Context(), "4", noon); err != nil {
		t.Error(err)
	}
	counts, _, err := s.MailCounts(t.Context())
	if err != nil || counts[models.DeliverySent] != 2 || counts[models.DeliveryPending] != 2 || counts[models.DeliveryFailed] != 0 {
		t.Errorf("%v, %v", counts, err)
	}
	calls, err := s.Outgoing().Lease(t.Context(), models.DeliverHTTP, noon, 10)
	if err != nil || len(calls) != 1 || calls[0].ID != "5" || calls[0].Bot != "b" || calls[0].Purpose != "" {
		t.Errorf("%+v, %v", calls, err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
