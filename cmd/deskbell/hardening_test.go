package main

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/web"
	"deskbell/models"
)

// newSiteWith is newSite with other settings, behind the limits of a real server.
func newSiteWith(t *testing.T, change func(*serveConfig)) *site {
	t.Helper()
	s := &site{T: t, folder: t.TempDir(), address: "127.0.0.1:0"}
	s.fill()
	s.startWith(change)
	t.Cleanup(func() { s.stop() })
	return s
}

// startWith is start with other settings; adjust changes the server's own limits.
func (s *site) startWith(change func(*serveConfig), adjust ...func(*http.Server)) {
	s.Helper()
	c := serveConfig{Addr: "127.0.0.1:0", Data: s.folder, BaseURL: "http://127.0.0.1",
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Log: slog.New(slog.DiscardHandler)}
	change(&c)
	app, err := build(context.Background(), c)
	s.check(err)
	s.app = app
	listener := listenAt(s.T, s.address)
	s.server = &httptest.Server{Listener: listener, Config: newServer(c, s.calls.counting(app.Handler()))}
	s.server.Config.RegisterOnShutdown(app.StopStreams)
	for _, each := range adjust {
		each(s.server.Config)
	}
	s.server.Start()
	s.base, s.address = s.server.URL, listener.Addr().String()
}

// rows are what a query finds, as text.
func (s *site) rows(query string, args ...any) string {
	s.Helper()
	on, err := sql.Open("sqlite3", "file:"+filepath.Join(s.folder, db.FileName)+"?mode=ro&_query_only=1")
	s.check(err)
	defer on.Close()
	found, err := on.Query(query, args...)
	s.check(err)
	defer found.Close()
	columns, err := found.Columns()
	s.check(err)
	var out strings.Builder
	for found.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		s.check(found.Scan(values...))
		for i, name := range columns {
			if name != "reachable_until" && name != "ready_at" { // what the clock alone changes
				fmt.Fprintf(&out, "%s=%v ", name, *values[i].(*any))
			}
		}
		out.WriteString("\n")
	}
	s.check(found.Err())
	return out.String()
}

var tableName = regexp.MustCompile(`name=(\S+)`)

// everything is all that is kept.
func (s *site) everything() string {
	s.Helper()
	var out strings.Builder
	tables := s.rows(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'articles_found%'
		AND name NOT LIKE 'found_%' AND name <> 'jobs'`) // words to search by are indexed a moment after the turn
	for _, found := range tableName.FindAllStringSubmatch(tables, -1) {
		query := `SELECT * FROM "` + found[1] + `"`
		if found[1] == "meta" {
			query += ` WHERE name <> 'search'` // how far the words are indexed
		}
		out.WriteString(found[1] + "\n" + s.rows(query))
	}
	return out.String()
}

// wearing sends a cookie with every request, also one that browsers send over https alone.
type wearing struct{ cookie *http.Cookie }

func (w wearing) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.AddCookie(w.cookie)
	return http.DefaultTransport.RoundTrip(r)
}

// signIn is the session cookie of somebody who signs in; p may have an old one.
func (p *person) signIn(name string) *http.Cookie {
	p.Helper()
	got := p.post("/login", "email", name+"@shop.example", "password", sitePassword)
	cookies := (&http.Response{Header: got.header}).Cookies()
	if got.status != http.StatusSeeOther || len(cookies) != 1 {
		p.Fatalf("signing in: %d, %v", got.status, got.header)
	}
	return cookies[0]
}

// with is somebody who has this session.
func (s *site) with(cookie *http.Cookie) *person {
	p := s.stranger()
	p.client.Jar, p.client.Transport = nil, wearing{cookie}
	return p
}

func pathOf(route web.Route, chat string) string {
	return strings.NewReplacer(":bot", "shop", ":flow", "main", ":version", "1", ":conversation", chat, ":article", "x", "*", "none.js").Replace(route.Path)
}

// endsSession says whether a route signs out who asks for it.
func endsSession(route web.Route) bool {
	return route.Path == "/logout" || route.Path == "/profile/sign-out"
}

// usual is a body that does something on every route.
func (s *site) usual() url.Values {
	return url.Values{"client_id": {s.id()}, "text": {"Hello"}, "token": {"t1"}, "choice": {"person"}, "on": {"1"}, "seq": {"2"},
		"email": {"agent@shop.example"}, "password": {sitePassword}, "name": {"Mallory"}, "message": {"Hello"}, "code": {"x"},
		"flow": {"main"}, "block": {"hello"}}
}

// A41: every route that changes something, from the router's own list.
func TestRoutes_SentFromOtherSites_AreRefusedAndChangeNothing(t *testing.T) {
	s := newSiteWith(t, func(c *serveConfig) { c.BaseURL = "https://chat.example" })
	visitor := s.visitor()
	chat := visitor.asks()
	victim := s.with(s.stranger().signIn("agent")) // whoever sits there is agent and visitor in one
	victim.token = visitor.token
	victim.must("/desk/" + chat + "/takeover")
	send := func(path string, headers ...string) answer {
		r := victim.request("POST", path, s.usual())
		r.Host = "chat.example"
		r.Header.Del("Sec-Fetch-Site")
		for _, line := range headers {
			name, value, _ := strings.Cut(line, ": ")
			r.Header.Set(name, value)
		}
		return victim.do(r)
	}
	before := s.everything()
	var reads []string
	for _, route := range s.app.server.Routes() {
		path := pathOf(route, chat)
		if route.Method == http.MethodGet {
			reads = append(reads, route.Path)
			continue
		}
		for name, headers := range map[string][]string{
			"a form":                   {"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"},
			"a form, old browser":      {"Origin: https://evil.example"},
			"a sandbox":                {"Origin: null", "Sec-Fetch-Site: cross-site"},
			"a sandbox, old browser":   {"Origin: null"},
			"a sibling":                {"Origin: https://www.chat.example", "Sec-Fetch-Site: same-site"},
			"a sibling without origin": {"Sec-Fetch-Site: same-site"},
			"text/plain":               {"Origin: https://evil.example", "Sec-Fetch-Site: cross-site", "Content-Type: text/plain"},
			"the http twin":            {"Origin: http://chat.example", "Sec-Fetch-Site: cross-site"},
			"the http twin, old":       {"Origin: http://chat.example"},
			"another port":             {"Origin: https://chat.example:8443"},
		} {
			if got := send(path, headers...); got.status != http.StatusForbidden {
				t.Errorf("%s from %s: %d", route.Path, name, got.status)
			}
		}
	}
	for _, route := range s.app.server.Routes() {
		if route.Method == http.MethodGet {
			continue
		}
		if got := victim.get(pathOf(route, chat)); got.status < 400 && !slices.Contains(reads, route.Path) {
			t.Errorf("GET %s: %d", route.Path, got.status)
		}
	}
	if after := s.everything(); after != before {
		t.Errorf("something was changed: before\n%s\nafter\n%s", before, after)
	}
	for _, route := range s.app.server.Routes() { // the same from the server's own pages is heard
		if route.Method == http.MethodGet {
			continue
		}
		if got := send(pathOf(route, chat), "Origin: https://chat.example"); got.status == http.StatusForbidden && strings.Contains(got.body, "another site") {
			t.Errorf("%s is refused to the server's own pages", route.Path)
		}
	}
	if s.everything() == before {
		t.Error("nothing was changed by the server's own pages")
	}
}

// A43
func TestSession_Cookie_IsStrictAndRenewed(t *testing.T) {
	for base, prefix := range map[string]string{"https://chat.example": "__Host-", "http://127.0.0.1": ""} {
		secure := prefix != ""
		s := newSiteWith(t, func(c *serveConfig) { c.BaseURL = base })
		first := s.stranger().signIn("agent")
		if first.Name != prefix+"deskbell" || first.Secure != secure || !first.HttpOnly || first.SameSite != http.SameSiteLaxMode ||
			first.Path != "/" || first.Domain != "" || len(first.Value) < 43 {
			t.Errorf("%s: %+v", base, first)
		}
		desk := func(c *http.Cookie) int { return s.with(c).get("/desk").status }
		second := s.with(first).signIn("agent")
		if second.Value == first.Value || desk(first) != http.StatusUnauthorized || desk(second) != http.StatusOK {
			t.Errorf("%s: the id from before signing in: %d, the new one %d", base, desk(first), desk(second))
		}
		planted := &http.Cookie{Name: first.Name, Value: strings.Repeat("A", 43)}
		if got := s.with(planted).signIn("agent"); got.Value == planted.Value || desk(planted) != http.StatusUnauthorized {
			t.Errorf("%s: an id from somewhere else was taken", base)
		}
		s.with(second).post("/logout")
		if got := desk(second); got != http.StatusUnauthorized {
			t.Errorf("%s: after signing out: %d", base, got)
		}
		third := s.stranger().signIn("second")
		a, err := s.app.store.AgentByEmail(t.Context(), "second@shop.example")
		s.check(err)
		a.Password, err = web.HashPassword(t.Context(), "another-good-password")
		s.check(err)
		s.check(s.app.store.SaveAgent(t.Context(), a, time.Now())) // whoever changes it need not think of sessions
		if got := desk(third); got != http.StatusUnauthorized {
			t.Errorf("%s: after another password: %d", base, got)
		}
	}
}

// A14
func TestForms_WithFieldsThatNobodyAskedFor_ChangeNothingElse(t *testing.T) {
	s := newSite(t)
	victim, attacker, agent := s.visitor(), s.visitor(), s.agent("agent")
	victim.say("Private words")
	chat := attacker.asks()
	other := victim.conversation()
	owner := s.rows(`SELECT visitor_id AS name FROM conversations WHERE id = $1`, other)
	extra := []string{"role", "owner", "bot_id", "other", "owner_id", "id-owner", "state", "closed", "status", "closed", "author", "agent",
		"author_kind", "agent", "author_id", "id-owner", "audience", "1", "visitor_id", tableName.FindStringSubmatch(owner)[1],
		"conversation", other, "conversation_id", other, "id", other, "verified", "1", "created_at", "1", "max_chats", "50",
		"disabled", "0", "auth_rev", "9", "bots", "other", "playground", "1", "last_seq", "999", "rev", "999"}
	theirs := func() string {
		return s.rows(`SELECT * FROM conversations WHERE id = $1`, other) + s.rows(`SELECT * FROM entries WHERE conversation_id = $1`, other) +
			s.rows(`SELECT * FROM visitors`) + s.rows(`SELECT id, email, name, role, max_chats, disabled, auth_rev, password FROM agents`) +
			s.rows(`SELECT * FROM agent_bots`) + s.rows(`SELECT * FROM bots`)
	}
	mine := func() string {
		return s.rows(`SELECT id, bot_id, visitor_id, channel, playground, listed, created_at FROM conversations WHERE id = $1`, chat)
	}
	before, begun := theirs(), mine()
	visit := func(act string, fields ...string) {
		attacker.must("/w/shop/"+act, append(fields, extra...)...)
	}
	answer := func(act string, fields ...string) {
		agent.must("/desk/"+chat+"/"+act, append(fields, extra...)...)
	}
	visit("say", "client_id", "by-the-visitor-1", "text", "One")
	visit("typing", "on", "1")
	visit("seen", "seq", "1")
	answer("takeover")
	if got := s.rows(`SELECT owner_id AS name FROM conversations WHERE id = $1`, chat); !strings.Contains(got, "id-agent") {
		t.Errorf("taken over by %s", got)
	}
	answer("say", "client_id", "by-the-agent-01", "text", "Two")
	answer("typing", "on", "1")
	answer("seen", "seq", "1")
	visit("say", "client_id", "by-the-visitor-2", "text", "Three")
	answer("restore")
	agent.must("/desk/online", append([]string{"on", "0"}, extra...)...)
	answer("close")
	for _, route := range s.app.server.Routes() { // and whatever else there is, in any state
		if route.Method != http.MethodGet && !endsSession(route) {
			form := s.usual()
			for i := 0; i < len(extra); i += 2 {
				form.Set(extra[i], extra[i+1])
			}
			agent.token = attacker.token
			form.Del("name")
			form.Set("email", "hanna@fjellpost.example")
			agent.do(agent.request("POST", pathOf(route, chat), form))
		}
	}
	after := strings.ReplaceAll(theirs(), "email=hanna@fjellpost.example", "email=")
	if after != before || mine() != begun {
		t.Errorf("before\n%s%s\nafter\n%s%s", before, begun, after, mine())
	}
	if wrong := s.rows(`SELECT * FROM entries WHERE conversation_id = $1 AND client_id <> '' AND ((audience <> 0 AND kind <> 'note') OR
		(kind = 'note' AND author_id <> 'id-agent') OR (client_id LIKE 'by-the-visitor%' AND author_kind <> 'visitor') OR (client_id = 'by-the-agent-01' AND author_id <> 'id-agent'))`, chat); wrong != "" {
		t.Errorf("entries under a false name:\n%s", wrong)
	}
	if gaps := s.rows(`SELECT seq FROM entries e WHERE seq > 1 AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.conversation_id = e.conversation_id AND x.seq = e.seq - 1)`); gaps != "" {
		t.Errorf("a number was chosen: %s", gaps)
	}
}

// A13: what is wrong with the request does not tell whether the chat is there.
func TestConversations_SomebodyElses_AreTheSame404WhateverIsSent(t *testing.T) {
	s := newSite(t)
	chat, unknown := s.visitor().asks(), "01999999-0000-7000-8000-000000000000"
	stranger := s.agent("other")
	for _, route := range s.app.server.Routes() {
		if !strings.Contains(route.Path, ":conversation") {
			continue
		}
		for name, form := range map[string]url.Values{"nothing": {}, "the usual": s.usual(), "no text": {"client_id": {s.id()}, "text": {" "}},
			"too much": {"client_id": {s.id()}, "text": {strings.Repeat("x", models.MaxText+1)}}, "a bad id": {"client_id": {"x"}, "text": {"x"}},
			"bad text": {"client_id": {s.id()}, "text": {"\xff"}}, "a bad number": {"seq": {"-1"}}, "too long": {"text": {strings.Repeat("x", 200<<10)}}} {
			var got [2]answer
			for i, id := range []string{chat, unknown} {
				if route.Method == http.MethodGet {
					got[i] = stranger.get(pathOf(route, id) + "?" + url.Values{"before": form["seq"]}.Encode())
					continue
				}
				got[i] = stranger.do(stranger.request(route.Method, pathOf(route, id), form))
			}
			if got[0].status != got[1].status || withoutRef(got[0].body) != withoutRef(got[1].body) || got[0].status < 400 {
				t.Errorf("%s with %s: %d and %d\n%s\n%s", route.Path, name, got[0].status, got[1].status, got[0].body, got[1].body)
			}
		}
	}
}

// A13
func TestSupportAgent_TakesWhatWaitsAndNothingFromTheBot(t *testing.T) {
	s := newSite(t)
	visitor, support := s.visitor(), s.agent("support_agent")
	visitor.say("Hello")
	chat := visitor.conversation()
	for _, act := range []string{"takeover", "jump"} {
		if got := support.post("/desk/"+chat+"/"+act, "flow", "main", "block", "ask"); got.status != http.StatusForbidden {
			t.Errorf("%s of a chat with the bot: %d %s", act, got.status, got.body)
		}
	}
	if got := support.post("/desk/"+chat+"/say", "client_id", s.id(), "text", "x"); got.status != http.StatusConflict {
		t.Errorf("an answer without taking over: %d", got.status)
	}
	support.stream("/desk/stream?list=waiting").until("count-waiting")
	support.must("/desk/online", "on", "1")
	waits := s.visitor().asks()
	support.must("/desk/" + waits + "/takeover")
	if got := support.post("/desk/"+waits+"/jump", "flow", "main", "block", "ask"); got.status != http.StatusForbidden {
		t.Errorf("jump in a chat of its own: %d", got.status)
	}
	support.must("/desk/" + waits + "/restore")
}
