package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"deskbell/models"
)

// withinReason is how long an answer to nonsense may take, on a machine that has other things to do.
const withinReason = 500 * time.Millisecond

// soon is do, which has to be quick in one of ten tries.
func (p *person) soon(what string, ask func() *http.Request) answer {
	p.Helper()
	var got answer
	least := time.Hour
	for range 10 {
		r := ask()
		began := time.Now()
		got = p.do(r)
		if least = min(least, time.Since(began)); least < withinReason {
			return got
		}
	}
	p.Errorf("%s took %v", what, least)
	return got
}

// A1 A59
func TestText_AtAndOverTheLimit_IsKeptOrRefusedWithASentence(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.agent("agent")
	visitor.say("Hello")
	chat := visitor.conversation()
	agent.must("/desk/" + chat + "/takeover")
	for _, c := range []struct {
		name, text, says string
		status           int
	}{
		{"as long as goes", strings.Repeat("x", models.MaxText), "", 204},
		{"as long as goes, of four bytes each", strings.Repeat("🛎", models.MaxText), "", 204},
		{"one more", strings.Repeat("x", models.MaxText+1), "10,000 characters; this one has 10001", 422},
		{"20,000 combining marks", "a" + strings.Repeat("\u0301", 20_000), "10,000 characters; this one has 20001", 422},
		{"many combining marks", "a" + strings.Repeat("\u0301", 9_000), "", 204},
		{"right-to-left overrides", "\u202e\u2066reversed\u2069\u202c", "", 204},
		{"nothing but joiners", "\u200b", "nothing to send", 422},
		{"NUL", "a\x00b", "cannot be kept", 422},
		{"half a character", "a\xe2\x82", "cannot be kept", 422},
		{"controls alone", "\x01\x02\x1b", "nothing to send", 422},
		{"escapes of a terminal", "\x1b[2J\x1b]0;owned\x07 red", "", 204},
	} {
		for who, ask := range map[*person]string{visitor: "/w/shop/say", agent: "/desk/" + chat + "/say"} {
			form := url.Values{"client_id": {s.id()}, "text": {c.text}}
			got := who.soon(c.name, func() *http.Request { return who.request("POST", ask, form) })
			if got.status != c.status || !strings.Contains(got.body, c.says) {
				t.Errorf("%s to %s: %d %.300s", c.name, ask, got.status, got.body)
			}
		}
	}
	page := agent.get("/desk/"+chat).body + visitor.get("/w/shop/log").body
	if strings.ContainsAny(page, "\x00\x1b\x07") || !utf8.ValidString(page) {
		t.Error("a control character is in a page")
	}
	log := visitor.get("/w/shop/log").body
	if at := strings.Index(log, "\u202e"); at < 0 || !strings.Contains(log[strings.LastIndex(log[:at], "<"):at], `dir="auto"`) {
		t.Error("a text that runs the other way is not kept to its own element")
	}
}

// A59: what no client of ours sends.
func TestRequests_Nonsense_GetsAQuickRefusal(t *testing.T) {
	s := newSiteWith(t, func(*serveConfig) {})
	visitor, agent := s.visitor(), s.agent("owner")
	visitor.say("Hello")
	chat := visitor.conversation()
	agent.token = visitor.token
	plain := func(method, path string) func() *http.Request {
		return func() *http.Request {
			r := agent.request(method, path, nil)
			r.Header.Set("Sec-Fetch-Site", "same-origin")
			return r
		}
	}
	reads := map[string]bool{}
	for _, route := range s.app.server.Routes() {
		reads[route.Path] = reads[route.Path] || route.Method == http.MethodGet && !route.Stream
	}
	before := s.everything()
	for _, route := range s.app.server.Routes() {
		path := pathOf(route, chat)
		for _, method := range []string{"HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "PROPFIND", "get"} {
			got := agent.soon(method+" "+path, plain(method, path))
			fine := got.status >= 400 && got.status < 500 || method == "OPTIONS" && got.status == http.StatusNoContent || method == "HEAD" && reads[route.Path] && got.status < 400
			if !fine {
				t.Errorf("%s %s: %d", method, path, got.status)
			}
			if got.body != "" && method == "HEAD" || strings.Contains(got.body, visitor.token) || got.header.Get("Access-Control-Allow-Methods") != "" {
				t.Errorf("%s %s: %v %.100s", method, path, got.header, got.body)
			}
		}
		if route.Method == http.MethodGet {
			continue
		}
		for name, with := range map[string]struct{ kind, body string }{
			"JSON":               {"application/json", `{"text":"Hello","client_id":"abcdefgh12345678"}`},
			"JSON as text":       {"text/plain", `{"text":"Hello"}`},
			"a form in parts":    {"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nHello\r\n--x--\r\n"},
			"no type":            {"", "text=Hello"},
			"half a type":        {"application/x-www-form-urlencoded; charset", "text=Hello"},
			"a bad escape":       {"application/x-www-form-urlencoded", "text=%zz"},
			"a thousand fields":  {"application/x-www-form-urlencoded", strings.Repeat("a=1&", 1000)},
			"semicolons":         {"application/x-www-form-urlencoded", "text=a;b=c"},
			"deep JSON":          {"application/json", strings.Repeat("[", 30_000)},
			"a name of no UTF-8": {"application/x-www-form-urlencoded", "%ff%fe=1"},
		} {
			if formless(route.Path) {
				continue
			}
			got := agent.soon(name+" to "+path, func() *http.Request {
				r := plain("POST", path)()
				r.Body, r.ContentLength = io.NopCloser(strings.NewReader(with.body)), int64(len(with.body))
				r.Header.Set("Content-Type", with.kind)
				return r
			})
			if got.status < 400 || got.status >= 500 {
				t.Errorf("%s to %s: %d %s", name, path, got.status, got.body)
			}
		}
	}
	if now := s.everything(); now != before {
		t.Errorf("something was changed: %s", firstChange(before, now))
	}
}

// firstChange is the first line of a dump that is another one.
func firstChange(before, now string) string {
	was := strings.Split(before, "\n")
	for i, line := range strings.Split(now, "\n") {
		if i >= len(was) || was[i] != line {
			return fmt.Sprintf("line %d is %.300q", i, line)
		}
	}
	return "the end is missing"
}

// formless routes have no form, and do what their address says.
func formless(path string) bool {
	return slices.ContainsFunc([]string{"/logout", "/takeover", "/restore", "/close", "/end", "/decline", "/unblock", "/picture/delete", "/sign-out"},
		func(last string) bool { return strings.HasSuffix(path, last) })
}

// A59
func TestRequests_Huge_GetAQuickRefusal(t *testing.T) {
	s := newSiteWith(t, func(*serveConfig) {})
	agent := s.agent("owner")
	for _, path := range []string{"/w/shop", "/desk", "/help", "/w/shop/check", "/login"} {
		for name, change := range map[string]func(*http.Request){
			"a million parameters": func(r *http.Request) { r.URL.RawQuery = strings.Repeat("a&", 1_000_000) },
			"a huge header":        func(r *http.Request) { r.Header.Set("X-Long", strings.Repeat("x", 200<<10)) },
			"ten thousand cookies": func(r *http.Request) { r.Header.Set("Cookie", strings.Repeat("a=b; ", 20_000)) },
		} {
			got := agent.soon(name+" to "+path, func() *http.Request {
				r := agent.request("GET", path, nil)
				change(r)
				return r
			})
			if got.status != http.StatusRequestHeaderFieldsTooLarge {
				t.Errorf("%s to %s: %d", name, path, got.status)
			}
		}
		for name, query := range map[string]string{"ten thousand parameters": strings.Repeat("q=a&", 10_000), "operators": "q=" + url.QueryEscape(`") OR 1=1 NEAR(a b, 5) * ^ -x AND`),
			"SQL": "list=(select+1)&before=1.'+or+1=1&q='", "not UTF-8": "q=%ff%fe&list=%ff&before=%ff.%ff&next=%ff", "NUL": "q=%00&before=0.%00", "bad escapes": "q=%zz&%",
			"large numbers": "before=99999999999999999999.x&after=99999999999999999999&before=-1", "a long word": "q=" + strings.Repeat("w", 30_000)} {
			if got := agent.soon(name+" to "+path, func() *http.Request {
				r := agent.request("GET", path, nil)
				r.URL.RawQuery = query
				r.Header.Set("User-Agent", strings.Repeat("\u00ff(%s{{x}}", 500))
				r.Header.Set("Last-Event-ID", "\u00ff"+query[:3])
				return r
			}); got.status >= 500 {
				t.Errorf("%s to %s: %d", name, path, got.status)
			}
		}
	}
}

// A60
func TestPaths_Tricks_LeadNowhere(t *testing.T) {
	s := newSiteWith(t, func(*serveConfig) {})
	for name, who := range map[string]*person{"nobody": s.stranger(), "the owner": s.agent("owner")} {
		for _, path := range strings.Fields(`/admin%2f /admin /bots%2fshop /desk%2fstream /..%5c..%5cdata ..%5c /static/../data/deskbell.db
			/static/..%2f..%2fdeskbell.db /static/../../../deskbell.db /static/%2e%2e/deskbell.db /static/ /static /static/widget.js.br
			/data/deskbell.db /deskbell.db /deskbell.db-wal /deskbell.db-shm /lock /data.db /backup.tar.gz /.backup-1.db /.git/config /.env
			/debug/pprof /debug/pprof/ /debug/vars /metrics /setup /setup/ /setup?code=x //desk //evil.example/ /%2f%2fevil.example
			/w/shop/../../metrics /w/..%2fother /w/%00 /w/shop%00 /w/shop/ /w/shop/none /help/..%2f..%2fetc%2fpasswd /help/%00 /%2e%2e/etc/passwd
			/demo /demo/both /order /both /w/shop/say/ /desk/x/y/z /index.php /wp-login.php /healthz/ /login/ /api`) {
			conn := s.wire(fmt.Sprintf("GET /%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAccept: text/html\r\n%s\r\n", strings.TrimPrefix(path, "/"), who.cookieLine()))
			s.check(conn.SetReadDeadline(time.Now().Add(patience)))
			got, err := io.ReadAll(conn)
			s.check(err)
			if !strings.HasPrefix(string(got), "HTTP/1.1 404 ") || strings.Contains(string(got), "SQLite format") {
				t.Errorf("%s for %s: %.120q", path, name, got)
			}
		}
	}
	for _, line := range []string{"GET http://evil.example/desk HTTP/1.1", "CONNECT evil.example:443 HTTP/1.1", "GET /a b HTTP/1.1", "GET /%zz HTTP/1.1",
		"OPTIONS * HTTP/1.1", "GET * HTTP/1.1", "PRI * HTTP/2.0", "GET /desk HTTP/9.9", "GET /desk", "\x16\x03\x01\x02"} {
		conn := s.wire(line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
		s.check(conn.SetReadDeadline(time.Now().Add(patience)))
		got, err := io.ReadAll(conn)
		if err != nil || strings.HasPrefix(string(got), "HTTP/1.1 5") && !strings.HasPrefix(string(got), "HTTP/1.1 505 ") || strings.Contains(string(got), "Location: http") {
			t.Errorf("%q: %v %.200q", line, err, got)
		}
	}
}

// cookieLine is the header with the person's session, for requests by hand.
func (p *person) cookieLine() string {
	var line string
	for _, c := range p.client.Jar.Cookies(address(p.T, p.base)) {
		line = "Cookie: " + c.Name + "=" + c.Value + "\r\n"
	}
	return line
}
