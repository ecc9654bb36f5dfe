package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/alexedwards/scs/v2/memstore"
	"github.com/prometheus/client_golang/prometheus"

	"deskbell/models"
)

// logged is a server and what it has written to its log.
type logged struct {
	*Server
	mu  sync.Mutex
	log bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.log.Write(p)
}

func (l *logged) lines() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.log.String()
}

func site(o Options) *logged {
	l := &logged{}
	o.Log = slog.New(slog.NewJSONHandler(l, nil))
	if o.Problem == nil {
		o.Problem = func(p Problem) templ.Component {
			return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
				_, err := fmt.Fprintf(w, "<h1>%s</h1><p>%s %s</p>", p.Title, p.Message, p.Ref)
				return err
			})
		}
	}
	l.Server = New(o)
	done := func(w http.ResponseWriter, r *http.Request) error { return NoContent(w) }
	l.Handle("GET", "/page", func(w http.ResponseWriter, r *http.Request) error {
		return HTML(w, r, 200, []byte("<p>hello</p>"))
	})
	l.Handle("POST", "/act", done)
	l.Handle("GET", "/bots/:bot", func(w http.ResponseWriter, r *http.Request) error { return HTML(w, r, 200, []byte(Param(r, "bot"))) })
	l.Handle("GET", "/fails", func(http.ResponseWriter, *http.Request) error { return errors.New("secret detail") })
	l.Handle("GET", "/panics", func(http.ResponseWriter, *http.Request) error { panic("secret detail") })
	l.Handle("GET", "/stream", done, Stream())
	l.Handle("POST", "/form", func(w http.ResponseWriter, r *http.Request) error {
		if err := Parse(r); err != nil {
			return err
		}
		name, err := Field(r, "name", 5)
		if err != nil {
			return err
		}
		return JSON(w, 200, name)
	})
	return l
}

// ask sends a request with headers as "Name: value".
func ask(h http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	return send1(h, httptest.NewRequest(method, target, nil), headers...)
}

func send1(h http.Handler, r *http.Request, headers ...string) *httptest.ResponseRecorder {
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func mustURL(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// A41
func TestServer_PostFromAnotherSite_IsRefused(t *testing.T) {
	s := site(Options{BaseURL: mustURL(t, "https://desk.example"), Secure: true})
	for _, c := range []struct {
		name    string
		headers []string
		want    int
	}{
		{"same origin", []string{"Sec-Fetch-Site: same-origin", "Origin: https://desk.example"}, 204},
		{"same origin, old browser", []string{"Origin: https://desk.example"}, 204},
		{"same origin behind a proxy that changes Host", []string{"Origin: https://desk.example", "Host: inner:8080"}, 204},
		{"no browser", nil, 204},
		{"cross-site form", []string{"Sec-Fetch-Site: cross-site", "Origin: https://evil.example"}, 403},
		{"cross-site form, old browser", []string{"Origin: https://evil.example"}, 403},
		{"null origin", []string{"Origin: null"}, 403},
		{"null origin, new browser", []string{"Sec-Fetch-Site: cross-site", "Origin: null"}, 403},
		{"text/plain JSON", []string{"Sec-Fetch-Site: cross-site", "Content-Type: text/plain"}, 403},
		{"http twin", []string{"Sec-Fetch-Site: cross-site", "Origin: http://desk.example"}, 403},
		{"http twin, old browser", []string{"Origin: http://desk.example"}, 403},
		{"sibling subdomain", []string{"Sec-Fetch-Site: same-site", "Origin: https://www.desk.example"}, 403},
		{"sibling subdomain, old browser", []string{"Origin: https://www.desk.example"}, 403},
		{"another port", []string{"Sec-Fetch-Site: same-site", "Origin: https://desk.example:8443"}, 403},
	} {
		for _, route := range s.Routes() {
			if route.Method == "GET" {
				continue
			}
			r := httptest.NewRequest(route.Method, "https://desk.example"+route.Path, nil)
			for _, h := range c.headers {
				if host, ok := strings.CutPrefix(h, "Host: "); ok {
					r.Host = host
				}
			}
			w := send1(s.Handler(), r, c.headers...)
			if w.Code != c.want && !(c.want == 204 && w.Code == 200) {
				t.Errorf("%s: %s %s: %d, want %d", c.name, route.Method, route.Path, w.Code, c.want)
			}
		}
	}
}

// A42
func TestServer_EveryAnswer_HasItsHeaders(t *testing.T) {
	s := site(Options{Secure: true})
	for path, status := range map[string]int{"/page": 200, "/none": 404, "/fails": 500, "/panics": 500, "/act": 405, "/%zz": 0, "/stream": 204} {
		r, err := http.NewRequest("GET", "https://desk.example"+path, nil)
		if err != nil {
			continue // no client can send it
		}
		w := send1(s.Handler(), r, "Accept: text/html")
		if w.Code != status {
			t.Errorf("%s: %d, want %d", path, w.Code, status)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Permissions-Policy": "camera=()", "Cross-Origin-Opener-Policy": "same-origin", "Strict-Transport-Security": "max-age=",
			"Cache-Control": "no-store", "X-Request-Id": "",
		} {
			if got := w.Header().Get(name); !strings.HasPrefix(got, want) || got == "" {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		csp := w.Header().Get("Content-Security-Policy")
		for _, part := range []string{"frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"} {
			if !strings.Contains(csp, part) || strings.Contains(csp, "unsafe") {
				t.Errorf("%s: policy %q", path, csp)
			}
		}
	}
	if got := ask(site(Options{}).Handler(), "GET", "/page").Header().Get("Strict-Transport-Security"); got != "" {
		t.Errorf("HSTS on http: %q", got)
	}
}

// A22
func TestFrame_TakesOriginsOnly(t *testing.T) {
	for _, c := range []struct {
		sites []string
		want  string
	}{
		{nil, "'none'"}, {[]string{"https://shop.example"}, "https://shop.example"},
		{[]string{"'self'", "http://localhost:3000"}, "'self' http://localhost:3000"},
		{[]string{"*", "https://*.example", "https://a.example; script-src *", "https://a.example/x", "javascript:x", "'none'", "https://"}, "'none'"},
	} {
		w := httptest.NewRecorder()
		Frame(w, c.sites)
		if got := w.Header().Get("Content-Security-Policy"); !strings.HasSuffix(got, "frame-ancestors "+c.want) {
			t.Errorf("%q: %q", c.sites, got)
		}
	}
}

func TestServer_Errors_AnswerAsTheAskerReadsThem(t *testing.T) {
	s := site(Options{SignIn: "/login", Sessions: NewSessions(store{memstore.New()}, false).SessionManager})
	errs := map[string]error{
		"/422": &models.Error{Code: models.CodeInvalid, Message: "No.", Field: "name"}, "/404": models.ErrNotFound,
		"/401": errForeign, "/409": &models.Error{Code: models.CodeConflict, Message: "Mira took this chat."},
		"/429": fmt.Errorf("wrapped: %w", TooMany(3500*time.Millisecond)), "/503": context.DeadlineExceeded,
		"/413": &http.MaxBytesError{Limit: 1024},
	}
	errs["/401"] = &models.Error{Code: models.CodeUnauthorised, Message: "Sign in."}
	for path, err := range errs {
		s.Handle("GET", path, func(http.ResponseWriter, *http.Request) error { return err })
	}
	for path := range errs {
		w := ask(s.Handler(), "GET", path)
		var got refusal
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || "/"+fmt.Sprint(w.Code) != path || got.Message == "" || got.Code == "" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		if w := ask(s.Handler(), "GET", path, "HX-Request: true", "Accept: text/html"); w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s for htmx: %v", path, w.Header())
		}
	}
	if got := ask(s.Handler(), "GET", "/429").Header().Get("Retry-After"); got != "4" {
		t.Errorf("Retry-After %q", got)
	}
	if w := ask(s.Handler(), "GET", "/404", "Accept: text/html"); !strings.Contains(w.Body.String(), "<h1>Not found</h1>") {
		t.Errorf("page: %s", w.Body)
	}
	if w := ask(s.Handler(), "GET", "/401?a=b", "Sec-Fetch-Mode: navigate"); w.Code != 303 || w.Header().Get("Location") != "/login?next=%2F401%3Fa%3Db" {
		t.Errorf("401 of a page: %d %v", w.Code, w.Header())
	}
	for _, path := range []string{"/fails", "/panics"} {
		w := ask(s.Handler(), "GET", path, "Accept: text/html")
		ref := w.Header().Get("X-Request-Id")
		if strings.Contains(w.Body.String(), "secret") || !strings.Contains(w.Body.String(), ref) || strings.Count(s.lines(), "secret detail") == 0 || !strings.Contains(s.lines(), ref) {
			t.Errorf("%s: %s", path, w.Body)
		}
	}
	if n := strings.Count(s.lines(), `"error":"secret detail"`); n != 1 {
		t.Errorf("the error was logged %d times", n)
	}
}

func TestServer_ClientThatLeaves_IsNoError(t *testing.T) {
	s := site(Options{})
	s.Handle("GET", "/slow", func(_ http.ResponseWriter, r *http.Request) error { <-r.Context().Done(); return r.Context().Err() })
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	send1(s.Handler(), httptest.NewRequest("GET", "/slow", nil).WithContext(ctx))
	if strings.Contains(s.lines(), "ERROR") || !strings.Contains(s.lines(), `"status":499`) {
		t.Error(s.lines())
	}
}

// A28 A44
func TestServer_AccessLog_NamesTheRouteAndTheRealPeerOnly(t *testing.T) {
	s := site(Options{})
	ask(s.Handler(), "GET", "/bots/tokeninpath?token=inquery", "Authorization: Bearer inheader", "X-Forwarded-For: 9.9.9.9", "X-Request-Id: theirs")
	line := s.lines()
	for _, secret := range []string{"tokeninpath", "inquery", "inheader", "9.9.9.9", "theirs"} {
		if strings.Contains(line, secret) {
			t.Errorf("%s is in the log: %s", secret, line)
		}
	}
	for _, want := range []string{`"route":"/bots/:bot"`, `"status":200`, `"peer":"192.0.2.1"`, `"bytes":11`} {
		if !strings.Contains(line, want) {
			t.Errorf("%s is not in the log: %s", want, line)
		}
	}
}

// A44
func TestAddress_ForwardedFor_IsBelievedFromTrustedProxiesOnly(t *testing.T) {
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct {
		remote, forwarded, want, key string
	}{
		{"203.0.113.5:1", "9.9.9.9", "203.0.113.5", "203.0.113.5"},
		{"10.0.0.1:1", "", "10.0.0.1", "10.0.0.1"},
		{"10.0.0.1:1", "9.9.9.9, 203.0.113.5", "203.0.113.5", "203.0.113.5"},
		{"10.0.0.1:1", "9.9.9.9, 203.0.113.5, 10.0.0.2", "203.0.113.5", "203.0.113.5"},
		{"10.0.0.1:1", "9.9.9.9, nonsense", "10.0.0.1", "10.0.0.1"},
		{"[fd00::1]:1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
		{"[::ffff:10.0.0.1]:1", "203.0.113.5", "203.0.113.5", "203.0.113.5"},
		{"@", "203.0.113.5", "", ""},
	} {
		s := site(Options{TrustedProxies: trusted})
		var got, key string
		s.Handle("GET", "/who", func(w http.ResponseWriter, r *http.Request) error {
			got, key = Address(r), AddressKey(r)
			return NoContent(w)
		})
		r := httptest.NewRequest("GET", "/who", nil)
		r.RemoteAddr = c.remote
		send1(s.Handler(), r, "X-Forwarded-For: "+c.forwarded, "X-Real-IP: 9.9.9.9", "Forwarded: for=9.9.9.9", "True-Client-IP: 9.9.9.9")
		if got != c.want || key != c.key {
			t.Errorf("%s via %q: %q %q", c.remote, c.forwarded, got, key)
		}
	}
}

// A44
func TestLimiter_RotatingForwardedFor_CountsTheRealPeer(t *testing.T) {
	for name, remote := range map[string]string{"direct": "203.0.113.5:1", "through the proxy": "10.0.0.1:1"} {
		s := site(Options{TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
		l, now := NewLimiter(1, 10, 100), time.Unix(1000, 0)
		s.Handle("GET", "/try", func(w http.ResponseWriter, r *http.Request) error {
			if ok, wait := l.Allow(AddressKey(r), now); !ok {
				return TooMany(wait)
			}
			return NoContent(w)
		})
		let := 0
		for i := range 1000 {
			r := httptest.NewRequest("GET", "/try", nil)
			r.RemoteAddr = remote
			fake := fmt.Sprintf("9.9.%d.%d", i/256, i%256)
			if send1(s.Handler(), r, "X-Forwarded-For: "+fake+", 203.0.113.5", "X-Real-IP: "+fake).Code == 204 {
				let++
			}
		}
		if let != 10 {
			t.Errorf("%s: %d of 1000 were let through, want 10", name, let)
		}
	}
}

func TestLimiter_ManyKeys_StaysBoundedAndRefills(t *testing.T) {
	l, now := NewLimiter(1, 2, 100), time.Unix(1000, 0)
	for i := range 10_000 {
		l.Allow(fmt.Sprint(i), now)
	}
	if len(l.keys) != 100 || l.order.Len() != 100 {
		t.Errorf("%d keys are kept", len(l.keys))
	}
	l.Allow("a", now)
	l.Allow("a", now)
	if ok, wait := l.Allow("a", now); ok || wait != time.Second {
		t.Errorf("third at once: %v %v", ok, wait)
	}
	if ok, _ := l.Allow("a", now.Add(time.Second)); !ok {
		t.Error("nothing came back after a second")
	}
	if ok, _ := NewLimiter(0, 0, 1).Allow("a", now); ok {
		t.Error("a burst of 0 lets one through")
	}
}

func TestParse_BadBodies_AreRefused(t *testing.T) {
	s := site(Options{MaxBody: 1000})
	for _, c := range []struct {
		name, body, kind string
		want             int
	}{
		{"good", "name=Kim", "application/x-www-form-urlencoded; charset=utf-8", 200},
		{"empty", "", "", 200},
		{"oversize", "name=" + strings.Repeat("x", 1000), "application/x-www-form-urlencoded", 413},
		{"invalid UTF-8", "name=%ff", "application/x-www-form-urlencoded", 422},
		{"invalid UTF-8 in a name", "%ff=1", "application/x-www-form-urlencoded", 422},
		{"NUL", "name=a%00", "application/x-www-form-urlencoded", 422},
		{"broken escape", "name=%zz", "application/x-www-form-urlencoded", 422},
		{"too many fields", strings.Repeat("a&", 200), "application/x-www-form-urlencoded", 422},
		{"too long", "name=123456", "application/x-www-form-urlencoded", 422},
		{"as long as may be", "name=%C3%A4%C3%B6%C3%BC%C3%9F%E2%82%AC", "application/x-www-form-urlencoded", 200},
		{"JSON", `{"name":"Kim"}`, "application/json", 422},
		{"plain", "name=Kim", "text/plain", 422},
	} {
		for _, chunked := range []bool{false, true} {
			r := httptest.NewRequest("POST", "/form", strings.NewReader(c.body))
			if chunked {
				r.ContentLength = -1
			}
			if w := send1(s.Handler(), r, "Content-Type: "+c.kind); w.Code != c.want {
				t.Errorf("%s: %d %s, want %d", c.name, w.Code, w.Body, c.want)
			}
		}
	}
}

func TestRender_LargePage_IsCompressedAsAccepted(t *testing.T) {
	s := site(Options{})
	page := strings.Repeat("<p>hello</p>", 500)
	s.Handle("GET", "/large", func(w http.ResponseWriter, r *http.Request) error { return Render(w, r, 200, templ.Raw(page)) })
	for accepted, want := range map[string]string{"": "", "gzip, deflate, br": "gzip", "br": "", "gzip": "gzip", "br;q=0, gzip;q=0.5": "gzip", "identity": "", "gzip;q=0": ""} {
		w := ask(s.Handler(), "GET", "/large", "Accept-Encoding: "+accepted)
		if got := w.Header().Get("Content-Encoding"); got != want || w.Header().Get("Content-Length") != fmt.Sprint(w.Body.Len()) {
			t.Errorf("%q: %q, %v", accepted, got, w.Header())
		}
		if want == "gzip" {
			z, err := gzip.NewReader(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(z); err != nil || string(got) != page {
				t.Errorf("%d bytes came, %v", len(got), err)
			}
		}
	}
	s.Handle("GET", "/half", func(w http.ResponseWriter, r *http.Request) error {
		return Render(w, r, 200, templ.ComponentFunc(func(_ context.Context, w io.Writer) error { io.WriteString(w, "half"); return errors.New("broken") }))
	})
	if w := ask(s.Handler(), "GET", "/half"); w.Code != 500 || strings.Contains(w.Body.String(), "half") {
		t.Errorf("half a page: %d %s", w.Code, w.Body)
	}
}

func TestServer_EscapedPath_IsNotAnotherRoute(t *testing.T) {
	s := site(Options{})
	for path, want := range map[string]int{"/bots%2fx": 404, "/bots/a%2Fb": 200, "/bots/a/b": 404, "/page/": 404} {
		if w := ask(s.Handler(), "GET", path); w.Code != want || w.Code == 200 && w.Body.String() != "a/b" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if w := ask(s.Handler(), "HEAD", "/page"); w.Code != 200 {
		t.Errorf("HEAD: %d", w.Code)
	}
}

func TestServer_Mount_KeepsItsOwnCaching(t *testing.T) {
	reg := prometheus.NewRegistry()
	s := site(Options{Registerer: reg})
	s.Mount("/static/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "immutable")
		io.WriteString(w, r.URL.Path)
	}))
	w := ask(s.Handler(), "GET", "/static/js/a.js")
	if w.Body.String() != "/static/js/a.js" || w.Header().Get("Cache-Control") != "immutable" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s %v", w.Body, w.Header())
	}
	ask(s.Handler(), "NONSENSE", "/nowhere")
	families, err := reg.Gather()
	if err != nil || !strings.Contains(fmt.Sprint(families), "unmatched") || strings.Contains(fmt.Sprint(families), "NONSENSE") {
		t.Errorf("%v %v", families, err)
	}
}
