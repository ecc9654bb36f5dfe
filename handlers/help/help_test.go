package help_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/help"
	"deskbell/handlers/web"
	"deskbell/models"
)

// centre is a server with the public articles.
type centre struct {
	t     *testing.T
	store *db.Store
	http  *httptest.Server
	who   models.Reader
}

// open has /in, which signs the agent of ?email= in.
func open(t *testing.T) *centre {
	t.Helper()
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(t.TempDir(), db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	sessions := web.NewSessions(store.Sessions(), false)
	server := web.New(web.Options{Log: slog.New(slog.DiscardHandler), Sessions: sessions.SessionManager})
	help.Mount(server, help.Options{Articles: store, Team: store, Sessions: sessions, Now: time.Now, Base: "https://desk.example/sub"})
	server.Handle("GET", "/in", func(w http.ResponseWriter, r *http.Request) error {
		a, err := store.AgentByEmail(r.Context(), r.URL.Query().Get("email"))
		if err == nil {
			err = sessions.SignIn(r.Context(), *a)
		}
		return err
	})
	c := &centre{t: t, store: store, http: httptest.NewServer(server.Handler()),
		who: models.Reader{Agent: &models.Agent{Name: "Edda", Role: models.RoleAccountManager}}}
	t.Cleanup(func() {
		c.http.Close()
		_ = store.Close()
	})
	return c
}

// write keeps an article; pairs are lang, category, body, same, slug, draft.
func (c *centre) write(title string, pairs ...string) models.Article {
	c.t.Helper()
	with := map[string]string{"lang": "en", "body": "Words about " + title + "."}
	for i := 0; i+1 < len(pairs); i += 2 {
		with[pairs[i]] = pairs[i+1]
	}
	a := models.Article{Title: title, Slug: with["slug"], Language: with["lang"], Category: with["category"], Body: with["body"], Published: with["draft"] == ""}
	if err := c.store.WriteArticle(c.t.Context(), models.ArticleWriting{Who: c.who, Article: &a, Same: with["same"], Now: time.Now()}); err != nil {
		c.t.Fatal(err)
	}
	return a
}

// get asks with headers.
func (c *centre) get(path string, headers ...string) (*http.Response, string) {
	c.t.Helper()
	r, err := http.NewRequest("GET", c.http.URL+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp, string(body)
}

func (c *centre) want(path string, status int, words ...string) string {
	c.t.Helper()
	resp, body := c.get(path)
	if resp.StatusCode != status {
		c.t.Fatalf("%s: %d, want %d: %s", path, resp.StatusCode, status, body)
	}
	for _, w := range words {
		if !strings.Contains(body, w) {
			c.t.Errorf("%s: %q is missing in %s", path, w, body)
		}
	}
	return body
}

// M-28
func TestHelp_Article_SaysWhatItIsAndInWhichLanguages(t *testing.T) {
	c := open(t)
	en := c.write("Send it back", "category", "Orders", "body", "Within **30 days**.\n\n## One\n\n### Two\n\n## Three\n")
	c.write("Rückgabe", "lang", "de", "same", en.ID)
	c.write("Retours", "lang", "fr", "same", en.ID, "draft", "1")
	c.write("Delivery", "category", "Orders")
	body := c.want("/help/send-it-back", http.StatusOK, `<html lang="en"`, `<article lang="en" dir="ltr">`, "<title>Send it back · Help</title>", `<meta name="description" content="Within 30 days.">`,
		`<link rel="canonical" href="https://desk.example/sub/help/send-it-back">`, `<link rel="alternate" hreflang="de" href="https://desk.example/sub/help/rueckgabe">`,
		`<link rel="alternate" hreflang="en" href="https://desk.example/sub/help/send-it-back">`, "<strong>30 days</strong>", `<a href="#s-one"`, `id="s-one"`, `class="inner"`, ">Deutsch</a>", "Delivery")
	for _, no := range []string{"retours", "Draft", "noindex"} {
		if strings.Contains(body, no) {
			t.Errorf("%q should not be there", no)
		}
	}
	c.want("/help/rueckgabe", http.StatusOK, `<html lang="de"`, "Geändert am", `hreflang="en"`)
}

// A46
func TestHelp_ForeignHost_IsInNoAddress(t *testing.T) {
	c := open(t)
	c.write("Returns")
	for _, path := range []string{"/help", "/help/returns"} {
		resp, body := c.get(path, "Host", "evil.example", "X-Forwarded-Host", "evil.example")
		if strings.Contains(body, "evil") || !strings.Contains(body, `rel="canonical" href="https://desk.example/sub/help`) || strings.Contains(resp.Header.Get("Location"), "evil") {
			t.Errorf("%s: %s", path, body)
		}
	}
}

// M-28
func TestHelp_OldAddress_LeadsToTheNewOneForGood(t *testing.T) {
	c := open(t)
	a := c.write("Returns", "slug", "old")
	a.Slug = "neu-größe"
	if err := c.store.WriteArticle(t.Context(), models.ArticleWriting{Who: c.who, Article: &a, Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	resp, _ := c.get("/help/old")
	if resp.StatusCode != http.StatusMovedPermanently || resp.Header.Get("Location") != "/help/neu-gr%C3%B6%C3%9Fe" {
		t.Errorf("%d to %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	c.want(resp.Header.Get("Location"), http.StatusOK, "Returns", "https://desk.example/sub/help/neu-gr%C3%B6%C3%9Fe")
}

// M-28 A13
func TestHelp_Draft_IsThereForEditorsWhoAreSignedInAlone(t *testing.T) {
	c := open(t)
	c.write("Secret plan", "slug", "plan", "draft", "1")
	_, none := c.get("/help/none")
	if _, draft := c.get("/help/plan"); draft != none {
		t.Error("a draft is answered otherwise than what is not there")
	}
	for _, path := range []string{"/help", "/help?q=secret", "/help?q=plan"} {
		if body := c.want(path, http.StatusOK); strings.Contains(body, "Secret") {
			t.Errorf("%s shows a draft", path)
		}
	}
	for role, want := range map[models.Role]int{models.RoleAgent: 404, models.RoleAccountManager: 200} {
		a := &models.Agent{Email: string(role) + "@example.com", Name: "Mira", Role: role, MaxChats: 1}
		if err := c.store.SaveAgent(t.Context(), a, time.Now()); err != nil {
			t.Fatal(err)
		}
		resp, _ := c.get("/in?email=" + a.Email)
		cookie := resp.Header.Get("Set-Cookie")
		resp, body := c.get("/help/plan", "Cookie", strings.Split(cookie, ";")[0])
		if resp.StatusCode != want || want == 200 && (!strings.Contains(body, "Draft – only the team sees this") || !strings.Contains(body, "noindex") || resp.Header.Get("Cache-Control") != "no-store") {
			t.Errorf("%s: %d %v %s", role, resp.StatusCode, resp.Header, body)
		}
	}
}

// M-28
func TestHelp_Index_IsInTheLanguageOfTheReader(t *testing.T) {
	c := open(t)
	c.want("/help", http.StatusOK, "There are no articles yet.")
	c.write("Returns", "category", "Orders")
	c.write("Delivery", "category", "Orders")
	c.write("Rückgabe", "category", "Bestellungen", "lang", "de")
	for _, row := range []struct{ path, accepts, want, not string }{
		{"/help", "", "Returns", "Rückgabe"}, {"/help", "de-CH,de;q=0.9", "Rückgabe", ">Returns"}, {"/help", "ja", "Returns", "Rückgabe"},
		{"/help?lang=de", "en", "Wie können wir helfen?", ">Returns"}, {"/help?lang=xx", "de", "Rückgabe", ">Returns"}, {"/help?lang=%00%22%3E", "", "Returns", "Rückgabe"},
		{"/help?q=words&lang=en", "", "2 articles for", "Rückgabe"}, {"/help?q=r%C3%BCckgabe&lang=en", "", "In other languages:", ">Returns"}, {"/help?q=zzz", "", "Nothing was found", ">Returns"},
	} {
		_, body := c.get(row.path, "Accept-Language", row.accepts)
		if !strings.Contains(body, row.want) || strings.Contains(body, row.not) {
			t.Errorf("%s for %q: %s", row.path, row.accepts, body)
		}
	}
	c.want("/help", http.StatusOK, `<link rel="canonical" href="https://desk.example/sub/help?lang=en">`, `hreflang="de" href="https://desk.example/sub/help?lang=de"`, `hreflang="x-default" href="https://desk.example/sub/help"`)
	c.want("/help?q=words", http.StatusOK, "noindex")
}

func TestHelp_Pages_AreKeptAndAskedForAgainCheaply(t *testing.T) {
	c := open(t)
	a := c.write("Returns")
	for _, path := range []string{"/help", "/help/returns"} {
		resp, _ := c.get(path)
		tag := resp.Header.Get("ETag")
		if tag == "" || resp.Header.Get("Cache-Control") != "public, max-age=60" || len(resp.Cookies()) > 0 || strings.Contains(strings.Join(resp.Header.Values("Vary"), ","), "Cookie") {
			t.Errorf("%s: %v", path, resp.Header)
		}
		if resp, body := c.get(path, "If-None-Match", `"x", `+tag); resp.StatusCode != http.StatusNotModified || body != "" || resp.Header.Get("ETag") != tag {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
		a.Body, a.Title = a.Body+" More.", "Returns!"
		if err := c.store.WriteArticle(t.Context(), models.ArticleWriting{Who: c.who, Article: &a, Now: time.Now()}); err != nil {
			t.Fatal(err)
		}
		if resp, _ := c.get(path, "If-None-Match", tag); resp.StatusCode != http.StatusOK && path != "/help" {
			t.Errorf("%s: %d after a change", path, resp.StatusCode)
		}
	}
}

// A1 A59
func TestHelp_HostileQueries_AreTextAndLimited(t *testing.T) {
	c := open(t)
	c.write("Returns")
	for _, q := range []string{`"><script>alert(1)</script>`, `" OR NEAR(x, 5) AND *`, "body:returns", "{{7*7}}", strings.Repeat("x ", 3000), "%00", "'; DROP TABLE articles; --"} {
		resp, body := c.get("/help?" + "q=" + strings.NewReplacer(" ", "+", `"`, "%22", "<", "%3C", ">", "%3E", ";", "%3B", "{", "%7B", "}", "%7D").Replace(q))
		if resp.StatusCode != http.StatusOK || strings.Contains(body, "<script>alert") {
			t.Errorf("%.40q: %d %.200s", q, resp.StatusCode, body)
		}
	}
	last := 0
	for n := 0; n < 600 && last != http.StatusTooManyRequests; n++ { // two come back each second
		resp, _ := c.get("/help?q=returns")
		last = resp.StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("600 searches in a row: %d", last)
	}
	for _, path := range []string{"/help/..%2f..%2fetc", "/help/%00", "/help/" + strings.Repeat("x", 3000), "/help/a%0d%0aSet-Cookie:x"} {
		if resp, _ := c.get(path); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%.40s: %d", path, resp.StatusCode)
		}
	}
}
