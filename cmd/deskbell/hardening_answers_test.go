package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/models"
	"deskbell/models/flow"
)

var inlinePattern = regexp.MustCompile(`(?i)<script(?: type="module"| async| defer)*>|<style|\sstyle=|\son[a-z]+="|javascript:|<iframe[^>]+srcdoc`)

// secretPath is in addresses that hold a secret.
var secretPath = regexp.MustCompile(`/(welcome|join|c)/`)

// wantHeaders looks for what every answer has, also one that says no.
func wantHeaders(t *testing.T, what string, got answer) {
	t.Helper()
	for name, parts := range map[string][]string{
		"Content-Security-Policy": {"default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors "},
		"X-Content-Type-Options":  {"nosniff"}, "Referrer-Policy": {"same-origin"}, "Permissions-Policy": {"camera=()"},
		"Cross-Origin-Opener-Policy": {"same-origin"}, "Strict-Transport-Security": {"max-age=31536000"},
	} {
		if name == "Referrer-Policy" && secretPath.MatchString(what) {
			parts = []string{"no-referrer"} // the address holds a secret
		}
		value := got.header.Get(name)
		for _, part := range parts {
			if !strings.Contains(value, part) || len(got.header.Values(name)) != 1 {
				t.Errorf("%s (%d): %s is %q, without %q", what, got.status, name, value, part)
			}
		}
	}
	if policy := got.header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe-") || strings.Contains(policy, "*") {
		t.Errorf("%s: %s", what, policy)
	}
	kept := []string{"/static/", "/widget.js", "/sw.js", "/manifest.webmanifest"}
	may := slices.ContainsFunc(kept, func(path string) bool { return strings.Contains(what, path) })
	if strings.HasPrefix(what, "GET /help") && got.status == http.StatusOK {
		may = got.header.Get("Cache-Control") == "public, max-age=60" // the same for everybody
	}
	if keep := got.header.Get("Cache-Control"); keep != "no-store" && !may {
		t.Errorf("%s (%d): Cache-Control is %q", what, got.status, keep)
	}
	if strings.HasPrefix(got.header.Get("Content-Type"), "text/html") && got.header.Get("Content-Encoding") == "" {
		if found := inlinePattern.FindString(got.body); found != "" {
			t.Errorf("%s: %q stands in the page", what, found)
		}
	}
}

// A42: every route, and every way to say no.
func TestAnswers_EveryRouteAndEveryError_HaveTheirHeaders(t *testing.T) {
	s := newSiteWith(t, func(c *serveConfig) { c.BaseURL = "https://chat.example" })
	visitor := s.visitor()
	chat := visitor.asks()
	owner := s.with(s.stranger().signIn("owner"))
	owner.token = visitor.token
	ask := func(who *person, method, path string, headers ...string) answer {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		r := who.request(method, path, nil).WithContext(ctx)
		r.Header.Set("Accept-Encoding", "identity")
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		got, err := who.client.Do(r)
		s.check(err)
		defer got.Body.Close()
		body := make([]byte, 64<<10) // a stream has no end
		n, _ := io.ReadAtLeast(got.Body, body, 1)
		return answer{got.StatusCode, got.Header, string(body[:n])}
	}
	for _, route := range s.app.server.Routes() {
		for name, who := range map[string]*person{"the owner": owner, "nobody": s.stranger()} {
			for _, accept := range []string{"text/html", "*/*"} {
				got := ask(who, route.Method, pathOf(route, chat), "Accept", accept)
				wantHeaders(t, fmt.Sprintf("%s %s for %s", route.Method, route.Path, name), got)
			}
		}
	}
	owner = s.with(s.stranger().signIn("owner")) // the walk signed him out, and erased the conversation
	visitor = s.visitor()
	visitor.asks()
	owner.token = visitor.token
	for what, want := range map[string]int{"GET /nowhere": 404, "GET /w/none": 404, "GET /desk/none": 404, "GET /bots/none": 404, "GET /help/none": 404,
		"POST /healthz": 405, "DELETE /login": 405, "TRACE /desk": 405, "HEAD /w/shop/stream": 405, "GET /setup": 404, "GET /a/../b": 404} {
		method, path, _ := strings.Cut(what, " ")
		got := ask(owner, method, path, "Accept", "text/html")
		if wantHeaders(t, what, got); got.status != want {
			t.Errorf("%s: %d, want %d", what, got.status, want)
		}
	}
	refused := func(what string, want int, got answer) {
		if wantHeaders(t, what, got); got.status != want {
			t.Errorf("%s: %d, want %d", what, got.status, want)
		}
	}
	refused("another site", 403, ask(owner, "POST", "/logout", "Origin", "https://evil.example"))
	refused("no role for it", 403, s.with(s.stranger().signIn("agent")).get("/bots"))
	refused("a wrong password", 422, s.stranger().post("/login", "email", "x@y.example", "password", "x"))
	refused("no text", 422, visitor.post("/w/shop/say", "client_id", s.id(), "text", ""))
	refused("an old question", 409, visitor.post("/w/shop/choose", "client_id", s.id(), "token", "t99", "choice", "x"))
	refused("too much", 413, visitor.post("/w/shop/say", "client_id", s.id(), "text", strings.Repeat("x", 200<<10)))
	for range 6 {
		visitor.stream("/w/shop/stream?after=0")
	}
	refused("too many streams", 429, ask(visitor, "GET", "/w/shop/stream"))
	s.check(s.app.store.Do(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec("ALTER TABLE articles RENAME TO articles_gone")
		return err
	}))
	refused("a mistake of ours", 500, ask(owner, "GET", "/help", "Accept", "text/html"))
	refused("a mistake of ours, for scripts", 500, ask(owner, "GET", "/help"))
}

var staticPattern = regexp.MustCompile(`/static/[A-Za-z0-9_./-]+`)

// A42
func TestStatic_EveryFileOfThePages_IsForEverAndCompressed(t *testing.T) {
	s := newSite(t)
	owner, seen := s.agent("owner"), map[string]bool{}
	for _, path := range []string{"/w/shop", "/desk", "/login", "/bots", "/help", "/articles", "/nowhere"} {
		r := owner.request("GET", path, nil)
		r.Header.Set("Accept", "text/html")
		for _, found := range staticPattern.FindAllString(owner.do(r).body, -1) {
			seen[found] = true
		}
	}
	if len(seen) < 5 {
		t.Errorf("the pages need only %v", seen)
	}
	seen["/widget.js"] = true
	for path := range seen {
		for accepted, want := range map[string]string{"br, gzip": "br", "gzip, deflate": "gzip", "identity": "", "br;q=0": ""} {
			if strings.HasSuffix(path, ".png") {
				want = "" // it is pressed already
			}
			r := owner.request("GET", path, nil)
			r.Header.Set("Accept-Encoding", accepted)
			got := owner.do(r)
			keep, tag := got.header.Get("Cache-Control"), got.header.Get("ETag")
			if got.status != http.StatusOK || got.header.Get("Content-Encoding") != want || got.header.Get("Vary") != "Accept-Encoding" || tag == "" {
				t.Errorf("%s as %s: %d %v", path, accepted, got.status, got.header)
			}
			if always := strings.Contains(keep, "immutable") && strings.Contains(keep, "max-age=31536000"); always == (path == "/widget.js") {
				t.Errorf("%s: Cache-Control %q", path, keep)
			}
			r.Header.Set("If-None-Match", tag)
			if again := owner.do(r); again.status != http.StatusNotModified || again.body != "" {
				t.Errorf("%s again: %d", path, again.status)
			}
		}
	}
}

// notes is a log that can be read while it is written.
type notes struct {
	lock sync.Mutex
	text bytes.Buffer
}

func (n *notes) Write(p []byte) (int, error) {
	n.lock.Lock()
	defer n.lock.Unlock()
	return n.text.Write(p)
}

func (n *notes) all() string {
	n.lock.Lock()
	defer n.lock.Unlock()
	return n.text.String()
}

// A28: the log at its most talkative, every page, stream, header and address.
func TestSecrets_AreInNoLogPageStreamOrAddress(t *testing.T) {
	kept := &notes{}
	s := &site{T: t, folder: t.TempDir(), address: "127.0.0.1:0"}
	s.startWith(func(c *serveConfig) {
		c.Log = slog.New(slog.NewTextHandler(kept, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	t.Cleanup(func() { s.stop() })
	code, err := s.app.SetupCode(t.Context())
	s.check(err)
	document, err := flow.Parse([]byte(siteFlow))
	s.check(err)
	_, err = s.app.store.ImportBot(t.Context(), models.BotFile{Format: "deskbell/bot/1", Key: "shop", Name: "Shop", StartFlow: "main",
		Sites: []string{"https://shop.example"}, Flows: []flow.Document{*document}}, time.Now())
	s.check(err)
	owner := s.stranger()
	if first := owner.get("/setup?code=" + code); first.header.Get("Referrer-Policy") != "same-origin" {
		t.Errorf("who is linked from the page with the code learns it: %v", first.header)
	}
	first := owner.post("/setup", "code", code, "name", "Mira Solberg", "email", "mira@shop.example", "password", sitePassword)
	if first.status != http.StatusSeeOther {
		t.Fatalf("setting up: %d %s", first.status, first.body)
	}
	session := (&http.Response{Header: first.header}).Cookies()[0].Value
	visitor := s.visitor()
	hash := sha256.Sum256([]byte(visitor.token))
	secrets := map[string]string{"the code": code, "the session": session, "the password": sitePassword, "the token": visitor.token,
		"the token's hash": hex.EncodeToString(hash[:]), "a mistyped password": "almost-a-good-password"}

	desk := owner.stream("/desk/stream?list=waiting")
	desk.until("count-waiting")
	owner.must("/desk/online", "on", "1")
	chat := visitor.asks()
	shop := visitor.stream("/w/shop/stream?after=0")
	open := owner.stream("/desk/stream?list=active&open=" + chat + ":0")
	owner.must("/desk/" + chat + "/takeover")
	owner.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "The end")
	var seen strings.Builder
	for _, f := range []*feed{shop, open} {
		f.close()
		for e := range f.events {
			fmt.Fprintln(&seen, e)
		}
	}
	note := func(got answer) {
		got.header.Del("Set-Cookie")
		fmt.Fprintln(&seen, got.header, got.body)
	}
	owner.token = visitor.token
	for _, route := range s.app.server.Routes() {
		if endsSession(route) || route.Stream {
			continue
		}
		for _, who := range []*person{owner, s.stranger()} {
			r := who.request(route.Method, pathOf(route, chat)+"?x=1", nil)
			r.Header.Set("Accept", "text/html")
			r.Header.Set("Accept-Encoding", "identity")
			note(who.do(r))
		}
	}
	note(s.stranger().post("/login", "email", "mira@shop.example", "password", secrets["a mistyped password"]))
	note(s.stranger().post("/login", "email", "mira@shop.example", "password", strings.Repeat(sitePassword, 100)))
	stale := s.visitor()
	stale.token = visitor.token
	note(stale.get("/w/none/log"))
	conn, err := net.Dial("tcp", s.address) // what net/http itself refuses and notes
	s.check(err)
	fmt.Fprintf(conn, "GET /w/shop/log HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nCookie: deskbell=%s\r\nBad Header\r\n\r\n", visitor.token, session)
	refused, _ := io.ReadAll(conn)
	seen.Write(refused)
	conn.Close()
	note(owner.post("/logout"))
	s.stop()
	if !strings.Contains(kept.all(), "/w/:bot/say") || !strings.Contains(seen.String(), "The end") {
		t.Fatalf("nothing was noted:\n%s", kept.all())
	}
	for name, secret := range secrets {
		if at := strings.Index(kept.all(), secret); at >= 0 {
			t.Errorf("%s is in the log: %.200s", name, kept.all()[max(0, at-100):])
		}
		if at := strings.Index(seen.String(), secret); at >= 0 {
			t.Errorf("%s is in an answer: %.300s", name, seen.String()[max(0, at-200):])
		}
	}
}
