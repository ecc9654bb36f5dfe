package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"deskbell/db"
	"deskbell/models"
)

// laid writes files below a new folder: path, text, path, text …
func laid(t *testing.T, pairs ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i+1 < len(pairs); i += 2 {
		place := filepath.Join(root, pairs[i])
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(pairs[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// M-28
func TestArticles_ImportedAndExported_AreTheSameElsewhere(t *testing.T) {
	folder, docs := shop(t), laid(t, "orders/returns.md", "---\ntitle: Returns\npublished: true\n---\n\n[How](how.md)", "orders/how.md", "# How\n\nLike this", "bad.md", "+++\nx")
	got := deskbell(t, "", "articles", "import", "--data", folder, "--dry-run", docs)
	if got.code != exitDone || !strings.Contains(got.out, "new: orders/returns.md → /help/returns") || !strings.Contains(got.out, "refused: bad.md: It begins with TOML") {
		t.Errorf("%+v", got)
	}
	if out := must(t, "", "articles", "import", "--data", folder, "--as-they-say", docs); !strings.HasSuffix(out, "2 new, 0 updated, 0 unchanged, 1 not taken.\n") {
		t.Error(out)
	}
	if out := must(t, "", "articles", "import", "--data", folder, docs); !strings.HasSuffix(out, "0 new, 0 updated, 2 unchanged, 1 not taken.\n") {
		t.Error(out)
	}
	first, second, other := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "out"), shop(t)
	if out := must(t, "", "articles", "export", "--data", folder, first); out != "2 articles\n" {
		t.Error(out)
	}
	if got := deskbell(t, "", "articles", "export", "--data", folder, first); got.code != exitFailed || !strings.Contains(got.stderr, "not empty") {
		t.Errorf("%+v", got)
	}
	must(t, "", "articles", "import", "--data", other, "--as-they-say", first)
	must(t, "", "articles", "export", "--data", other, "--category", "Orders", second)
	for _, name := range []string{"returns.en.md", "how.en.md"} {
		a, err := os.ReadFile(filepath.Join(first, "orders", name))
		if err != nil {
			t.Fatal(err)
		}
		b, _ := os.ReadFile(filepath.Join(second, "orders", name))
		if before, _, _ := strings.Cut(string(a), "updated:"); !strings.HasPrefix(string(b), before) {
			t.Errorf("%s\n%s", a, b)
		}
	}
}

// M-28
func TestArticlesImport_Addresses_ArePublicOnesAlone(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html lang=de><body><h1>Seite</h1><p>Worte"))
	}))
	defer site.Close()
	folder := shop(t)
	if got := deskbell(t, "", "articles", "import", "--data", folder, site.URL); got.code != exitFailed || !strings.Contains(got.out, "is an address of the machine itself") {
		t.Errorf("%+v", got)
	}
	if out := must(t, "", "articles", "import", "--data", folder, "--allow-outbound", "127.0.0.1", "--publish", "--category", "Web", site.URL); !strings.Contains(out, "1 new") {
		t.Error(out)
	}
	for _, wrong := range [][]string{{"--publish", "--as-they-say", site.URL}, {"--language", "english!", site.URL}, {"--allow-outbound", "x", site.URL}, {}} {
		if got := deskbell(t, "", append([]string{"articles", "import", "--data", folder}, wrong...)...); got.code != exitUsage {
			t.Errorf("%q: %+v", wrong, got)
		}
	}
	if got := deskbell(t, "", "articles", "import", "--data", folder, filepath.Join(folder, "none")); got.code != exitFailed || !strings.Contains(got.stderr, "cannot be read") {
		t.Errorf("%+v", got)
	}
}

// A46: what the program may reach inside is for those who set it up, not for all who write articles.
func TestArticleImport_NetworksThatAreAllowed_AreReadForThoseWhoMayBotsAlone(t *testing.T) {
	var reached atomic.Int64
	inside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached.Add(1)
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<body><h1>Inside the house</h1><p>Words"))
	}))
	defer inside.Close()
	s := newSiteWith(t, func(c *serveConfig) { c.AllowOutbound = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	for _, row := range []struct {
		role  models.Role
		reads bool
	}{{models.RoleAccountManager, false}, {models.RoleSupervisor, false}, {models.RoleAdmin, true}, {models.RoleOwner, true}} {
		p := s.agent(string(row.role))
		before := reached.Load()
		var sent struct{ To string }
		if got := p.post("/articles/import", "addresses", inside.URL, "below", ""); got.status != http.StatusCreated || json.Unmarshal([]byte(got.body), &sent) != nil {
			t.Fatalf("%s: %d %.200s", row.role, got.status, got.body)
		}
		page := answer{}
		eventually(t, "the import is over", func() bool {
			page = p.get(sent.To)
			return page.status == http.StatusOK && !strings.Contains(page.body, "data-refresh")
		})
		p.post(sent.To + "/stop") // three at a time are held
		if read := strings.Contains(page.body, "Inside the house"); read != row.reads || (reached.Load() > before) != row.reads || strings.Contains(page.body, "Refused: ") == row.reads {
			t.Errorf("%s: read %t, reached %d times: %s", row.role, read, reached.Load()-before, page.body)
		}
	}
}

func TestArticlesImport_SecondSetCannotBePlanned_TheImportIsEnded(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html lang=de><body><h1>Seite</h1><p>Worte"))
	}))
	defer site.Close()
	folder, docs := shop(t), laid(t, "d/a.md", "# A\n\nx")
	raw, err := sql.Open("sqlite3", filepath.Join(folder, db.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	_, err = raw.Exec(`CREATE TRIGGER spoils AFTER INSERT ON article_import_made BEGIN
		UPDATE articles SET created_at = 'no time' WHERE id = NEW.article_id; END`)
	if err != nil {
		t.Fatal(err)
	}
	got := deskbell(t, "", "articles", "import", "--data", folder, "--allow-outbound", "127.0.0.1", docs, site.URL)
	if got.code != exitFailed || !strings.Contains(got.stderr, "the import was not finished (1 new") {
		t.Errorf("%+v", got)
	}
	var state string
	if err := raw.QueryRow("SELECT state FROM article_imports").Scan(&state); err != nil || state != models.ImportStopped {
		t.Errorf("%q %v", state, err)
	}
}
