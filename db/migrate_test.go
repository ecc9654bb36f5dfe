package db

import (
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"deskbell/models"
)

// F6
func TestOpen_DatabaseOfTheFirstVersion_IsBroughtUpToDateWithAllThatItHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
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
	if _, err := steps.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		`INSERT INTO bots VALUES ('b', 'shop', 'Shop', '[]', '{}', 'b/main', 1, 1)`,
		`INSERT INTO visitors VALUES ('v', 'b', 'Vera', 'v@example.com', 1)`,
		`INSERT INTO conversations VALUES ('c', 'b', 'v', 'web', 'bot', TRUE, NULL, 0, 1, 1, '', 0, FALSE, FALSE, 'Hi', 'visitor',
			1, 0, 0, 0, 0, 0, 0, 1, 1, 0, '', '', '', '', '{"seq":1}')`,
		`INSERT INTO entries VALUES ('c', 1, 1, 'said', 'visitor', 'v', '', 'Hi', '{}', 'client-1', 0, 1)`,
		`PRAGMA user_version = 1`,
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
