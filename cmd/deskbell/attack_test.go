package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// A13 A15
func TestConversations_SomebodyElses_AreTheSame404(t *testing.T) {
	s := newSite(t)
	chat := s.visitor().asks()
	other := s.agent("other")
	unknown := "01999999-0000-7000-8000-000000000000"
	for _, path := range []string{"/desk/%s", "/desk/%s/log", "/desk/stream?open=%s:0"} {
		mine, none := other.get(strings.Replace(path, "%s", chat, 1)), other.get(strings.Replace(path, "%s", unknown, 1))
		if mine.status != http.StatusNotFound || none.status != mine.status || withoutRef(none.body) != withoutRef(mine.body) {
			t.Errorf("%s: %d and %d\n%s\n%s", path, mine.status, none.status, mine.body, none.body)
		}
	}
	for _, act := range []string{"takeover", "say", "restore", "close", "jump", "typing", "seen"} {
		for _, id := range []string{chat, unknown} {
			got := other.post("/desk/"+id+"/"+act, "client_id", s.id(), "text", "x", "seq", "1", "on", "1", "to", "main#hello")
			if got.status != http.StatusNotFound {
				t.Errorf("%s: %d %s", act, got.status, got.body)
			}
		}
	}
	if page := other.get("/desk?list=waiting").body + other.get("/desk?list=bot").body; strings.Contains(page, chat) {
		t.Error("the other bot's agent sees the row")
	}
}

var refPattern = regexp.MustCompile(`[A-Za-z0-9_-]{16,}`)

func withoutRef(body string) string { return refPattern.ReplaceAllString(body, "") }

// A13 A58 F-none: every route, signed out. The list of routes is the router's own.
func TestRoutes_SignedOut_ShowNothing(t *testing.T) {
	s := newSite(t)
	chat := s.visitor().asks()
	table := classes(t)
	for _, route := range s.app.server.Routes() {
		path := strings.NewReplacer(":bot", "shop", ":conversation", chat, ":article", "x").Replace(route.Path)
		got := s.stranger().do(s.stranger().request(route.Method, path, map[string][]string{"client_id": {s.id()}}))
		if table[nameOf(route)] == "public" {
			if got.status >= 500 {
				t.Errorf("%s %s: %d", route.Method, route.Path, got.status)
			}
			continue
		}
		guests := table[nameOf(route)] == "guest" && got.status == http.StatusNotFound // as every bad link
		if got.status != http.StatusUnauthorized && !toSignIn(got) && !guests {
			t.Errorf("%s %s: %d", route.Method, route.Path, got.status)
		}
		if got.header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s may be read by other sites", route.Method, route.Path)
		}
	}
}

// A13: every role on every route that only some roles may open.
func TestRoutes_EveryRole_OpensWhatTheTableSays(t *testing.T) {
	s := newSite(t)
	needs := map[string]models.Permission{"/bots": models.PermitBots, "/bots/shop": models.PermitBots,
		"/bots/shop/playground": models.PermitBots, "/articles": models.PermitAnswer, "/desk": models.PermitAnswer}
	for _, role := range models.Roles() {
		who := s.agent(string(role))
		for path, permission := range needs {
			want := http.StatusForbidden
			if role.May(permission) {
				want = http.StatusOK
			}
			if got := who.get(path); got.status != want {
				t.Errorf("%s opens %s: %d, want %d", role, path, got.status, want)
			}
		}
	}
}

// A18
func TestVisitor_AllHeSees_HoldsNoSecret(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.online("agent")
	feed := visitor.stream // opened below, once there is a conversation
	chat := visitor.asks()
	f := feed("/w/shop/stream?after=0")
	agent.must("/desk/" + chat + "/takeover")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "The end")
	seen := visitor.get("/w/shop").body + visitor.get("/w/shop/log").body + f.until("The end").data
	for _, secret := range []string{visitor.token, "agent@shop.example", "id-agent", "argon2", "Agent Test", "ForTeam"} {
		if strings.Contains(seen, secret) {
			t.Errorf("the visitor sees %q", secret)
		}
	}
}

// A20
func TestStreams_AgentIsDisabled_EndWithinFiveSeconds(t *testing.T) {
	s := newSite(t)
	agent := s.agent("agent")
	f := agent.stream("/desk/stream?list=waiting")
	f.until("count-waiting")
	other := s.agent("second").stream("/desk/stream?list=waiting")
	other.until("count-waiting")
	a, err := s.app.store.AgentByEmail(t.Context(), "agent@shop.example")
	s.check(err)
	a.Disabled = true
	s.check(s.app.store.SaveAgent(t.Context(), a, time.Now()))
	f.ended()
	if got := agent.get("/desk"); got.status == http.StatusOK {
		t.Errorf("the desk is still open: %d", got.status)
	}
	agentLogsOut(t, s)
}

func agentLogsOut(t *testing.T, s *site) {
	second := s.agent("second")
	f := second.stream("/desk/stream?list=waiting")
	f.until("count-waiting")
	second.post("/logout")
	f.ended()
	if got := second.get("/desk/stream"); got.status != http.StatusUnauthorized && got.status != http.StatusSeeOther {
		t.Errorf("a stream after signing out: %d", got.status)
	}
}

// A22
func TestFraming_OnlyTheBotsSitesAndNeverTheDesk(t *testing.T) {
	s := newSite(t)
	agent := s.agent("owner")
	for path, want := range map[string]string{"/w/shop": "frame-ancestors 'self' https://shop.example", "/w/other": "frame-ancestors 'self' https://other.example",
		"/w/no-such-bot": "frame-ancestors 'none'", "/desk": "frame-ancestors 'none'", "/bots": "frame-ancestors 'none'", "/nowhere": "frame-ancestors 'none'"} {
		policy := agent.get(path).header.Get("Content-Security-Policy")
		if !strings.Contains(policy, want) || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: %s", path, policy)
		}
	}
	if policy := s.visitor().get("/w/shop/log").header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'self' https://shop.example") {
		t.Errorf("an error of the widget: %s", policy)
	}
}

// A24 A13
func TestVisitorTokens_ForeignUnknownAndMalformed_OpenNothing(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	visitor.say("Hello")
	for name, token := range map[string]string{"unknown": s.visitor().token, "short": "abc", "empty": "", "longer": visitor.token + "A"} {
		p := s.visitor()
		p.token = token
		for _, path := range []string{"/w/shop/log", "/w/shop/stream?after=0"} {
			if got := p.get(path); got.status != http.StatusUnauthorized {
				t.Errorf("%s token on %s: %d", name, path, got.status)
			}
		}
	}
	if got := visitor.get("/w/other/log"); got.status != http.StatusUnauthorized {
		t.Errorf("on another bot: %d", got.status)
	}
}

// A1 A3 A4
func TestText_WithMarkupAndLineEnds_IsTextOnEverySide(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.online("agent")
	chat := visitor.asks()
	desk := agent.stream("/desk/stream?list=waiting&open=" + chat + ":0")
	desk.until("A person")
	evil := "\"><img src=//canary onerror=x>\r\ndata: forged\r\nevent: forged\nid: 99999\n<svg/onload=x> {{7*7}} <b hx-get=/x>b</b> \u202Eevil" + strings.Repeat("\u0300", 9000)
	visitor.say(evil)
	got := desk.until("canary")
	all := got.data + agent.get("/desk/"+chat).body + visitor.get("/w/shop/log").body
	for _, bad := range []string{"<img", "<svg/onload", "<b hx-get"} {
		if strings.Contains(all, bad) {
			t.Errorf("%s is markup", bad)
		}
	}
	if got.name != "" || strings.Contains(got.id, "99999") || !strings.Contains(got.data, "event: forged") {
		t.Errorf("an injected field: event %q id %q", got.name, got.id)
	}
}

func TestBadInput_EachGetsASentence(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	for _, c := range []struct {
		name, text string
		status     int
	}{{"empty", " ", 422}, {"too long", strings.Repeat("x", models.MaxText+1), 422}, {"invalid UTF-8", "a\xffb", 422},
		{"oversized", strings.Repeat("x", 400<<10), 413}} {
		got := visitor.post("/w/shop/say", "client_id", s.id(), "text", c.text)
		if got.status != c.status || !strings.Contains(got.body, `"message"`) {
			t.Errorf("%s: %d %.200s", c.name, got.status, got.body)
		}
	}
	if got := visitor.post("/w/no-such/say", "client_id", s.id(), "text", "x"); got.status != http.StatusNotFound {
		t.Errorf("unknown bot: %d", got.status)
	}
	if got := visitor.post("/w/shop/choose", "client_id", s.id(), "token", "t99", "choice", "person"); got.status != http.StatusConflict {
		t.Errorf("stale token: %d %s", got.status, got.body)
	}
}

// A57 A44
func TestStreams_MoreThanOneVisitorMayHave_AreRefused(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	visitor.say("Hello")
	refused := 0
	for range 12 {
		if visitor.stream("/w/shop/stream?after=0").status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused == 0 {
		t.Error("twelve streams of one visitor are open")
	}
	if got := s.visitor(); got.stream("/w/shop/stream?after=0").status != http.StatusUnauthorized {
		t.Error("somebody else is refused for it")
	}
}

func TestLogin_WrongPasswordAndUnknownAccount_SayTheSame(t *testing.T) {
	s := newSite(t)
	p := s.stranger()
	known := p.post("/login", "email", "agent@shop.example", "password", "wrong")
	unknown := p.post("/login", "email", "nobody@shop.example", "password", "wrong")
	if known.status != unknown.status || strings.ReplaceAll(known.body, "agent@", "") != strings.ReplaceAll(unknown.body, "nobody@", "") {
		t.Errorf("%d and %d", known.status, unknown.status)
	}
	for n := 0; n < 40 && known.status != http.StatusTooManyRequests; n++ {
		known = p.post("/login", "email", "agent@shop.example", "password", "wrong")
	}
	if known.status != http.StatusTooManyRequests {
		t.Errorf("after many tries: %d", known.status)
	}
	s.agent("agent") // from another address the owner of the account still gets in
}

// A36
func TestLogin_NextOfAnotherHost_LeadsToTheDesk(t *testing.T) {
	s := newSite(t)
	for _, next := range []string{"//evil.example", `/\evil.example`, "https://evil.example", "/\t/evil.example", "javascript:x"} {
		got := s.stranger().post("/login", "email", "agent@shop.example", "password", sitePassword, "next", next)
		if got.header.Get("Location") != "/desk" {
			t.Errorf("%q leads to %q", next, got.header.Get("Location"))
		}
	}
}
