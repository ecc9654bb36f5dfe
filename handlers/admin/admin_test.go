package admin_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/admin"
	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

const password = "long enough for a test"

// office is a server with the pages of the admins.
type office struct {
	t     *testing.T
	store *db.Store
	http  *httptest.Server
	c     *http.Client
}

// openOffice signs somebody of the role in.
func openOffice(t *testing.T, role models.Role) *office {
	t.Helper()
	return openOfficeWith(t, role, models.MailSettings{})
}

// openOfficeWith is one whose program was started with that mail server.
func openOfficeWith(t *testing.T, role models.Role, startedMail models.MailSettings) *office {
	t.Helper()
	return openOfficeBy(t, role, func(o *admin.Options) { o.StartedMail = startedMail })
}

// openOfficeBy is one with other options than usual.
func openOfficeBy(t *testing.T, role models.Role, change func(*admin.Options)) *office {
	t.Helper()
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(t.TempDir(), db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.DiscardHandler)
	hub := live.New(live.Options{Epoch: store.Epoch(), Log: quiet})
	sessions := web.NewSessions(store.Sessions(), false)
	server := web.New(web.Options{Log: quiet, Sessions: sessions.SessionManager})
	options := admin.Options{Owners: store, Team: store, People: store, Turns: store, Presence: store, Bots: store, Workshop: store, Drafts: store,
		Files: store, Articles: store, ArticleDesk: store, Secrets: store.Secrets(), Canned: store, Crew: store, Categories: store, CategoryUses: store, Audit: store, Mailing: store, MailLinks: store, AI: store, AIReports: store, MailsGo: func(context.Context) bool { return true }, Mailed: func() {}, Hub: hub, Sessions: sessions, Now: func() time.Time { return time.Now().UTC() }, Base: "https://desk.example"}
	change(&options)
	admin.Mount(server, options)
	o := &office{t: t, store: store, http: httptest.NewServer(server.Handler())}
	t.Cleanup(func() {
		o.http.Close()
		hub.Close()
		_ = store.Close()
	})
	o.add(role)
	jar, _ := cookiejar.New(nil)
	o.c = &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if got := o.post("/login", url.Values{"email": {"me@example.com"}, "password": {password}}); got.status != http.StatusSeeOther {
		t.Fatalf("sign-in gave %d: %s", got.status, got.body)
	}
	return o
}

func (o *office) add(role models.Role) {
	o.t.Helper()
	var hash string
	// Hashing wants the server's own context.
	one := web.New(web.Options{Log: slog.New(slog.DiscardHandler)})
	one.Handle("GET", "/", func(w http.ResponseWriter, r *http.Request) (err error) {
		hash, err = web.HashPassword(r.Context(), password)
		return err
	})
	rec := httptest.NewRecorder()
	one.Handler().ServeHTTP(rec, httptest.NewRequestWithContext(context.Background(), "GET", "/", nil))
	a := &models.Agent{Email: "me@example.com", Name: "Mira", Role: role, MaxChats: 3, Password: hash}
	if err := o.store.SaveAgent(o.t.Context(), a, time.Now()); err != nil || hash == "" {
		o.t.Fatal(err)
	}
}

type answer struct {
	status int
	to     string
	body   string
	header http.Header
}

func (o *office) do(r *http.Request) answer {
	o.t.Helper()
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := o.c.Do(r)
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header.Get("Location"), string(body), resp.Header}
}

func (o *office) get(path string) answer {
	o.t.Helper()
	r, err := http.NewRequest("GET", o.http.URL+path, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	return o.do(r)
}

func (o *office) post(path string, form url.Values) answer {
	o.t.Helper()
	r, err := http.NewRequest("POST", o.http.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		o.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return o.do(r)
}

// send posts a multipart form: names and values; "file" is a file.
func (o *office) send(path string, pairs ...string) answer {
	o.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] != "file" {
			_ = form.WriteField(pairs[i], pairs[i+1])
			continue
		}
		part, err := form.CreateFormFile("file", "flow.json")
		if err != nil {
			o.t.Fatal(err)
		}
		_, _ = part.Write([]byte(pairs[i+1]))
	}
	_ = form.Close()
	r, err := http.NewRequest("POST", o.http.URL+path, &body)
	if err != nil {
		o.t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	return o.do(r)
}

// want checks the status, and words of the page.
func (o *office) want(got answer, status int, words ...string) {
	o.t.Helper()
	if got.status != status {
		o.t.Fatalf("status %d, want %d: %s", got.status, status, got.body)
	}
	for _, w := range words {
		if !strings.Contains(got.body, w) {
			o.t.Errorf("%q is missing in %s", w, got.body)
		}
	}
}

// newBot makes a bot from a template and gives its key.
func (o *office) newBot(template string) string {
	o.t.Helper()
	got := o.post("/bots", url.Values{"name": {"Shop"}, "template": {template}, "site": {"https://Shop.example/"}})
	o.want(got, http.StatusSeeOther)
	key, _, _ := strings.Cut(strings.TrimPrefix(got.to, "/bots/"), "?")
	return key
}
