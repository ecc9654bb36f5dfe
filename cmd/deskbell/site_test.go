package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
)

// site is a whole server on a port of its own, with a bot "shop" and people to sign in.
type site struct {
	*testing.T
	folder string
	base   string
	app    *app
	server *httptest.Server
	ids    atomic.Int64

	address string         // where it listens, the same after a restart
	hosts   []string       // origins that may show bot "shop", besides its own
	calls   calls          // what it was asked
	allow   []netip.Prefix // networks that it may ask
}

const sitePassword = "a-good-password"

const siteFlow = `{"schema":1,"id":"main","name":"Main","start":"hello","blocks":{
 "hello":{"kind":"buttons","settings":{"text":"Hello. What is it?","choices":[{"id":"person","label":"A person"},{"id":"ask","label":"Ask"}]},
   "out":{"choice:person":{"block":"person"},"choice:ask":{"block":"ask"}}},
 "person":{"kind":"live_chat","settings":{"offline_form":true,"ask_email":true,"skip":true,"wait_seconds":300},"out":{"next":{"block":"after"}}},
 "ask":{"kind":"question","settings":{"text":"Which colour?","type":"text","var":"colour"},"out":{"next":{"block":"after"}}},
 "after":{"kind":"buttons","settings":{"text":"Anything else?","choices":[{"id":"again","label":"Again"}]},"out":{"choice:again":{"block":"person"}}}}}`

// newSite serves a new folder.
func newSite(t *testing.T) *site {
	t.Helper()
	return newSiteFor(t)
}

// newSiteFor is a new site whose bot "shop" may also be shown by these origins.
func newSiteFor(t *testing.T, hosts ...string) *site {
	t.Helper()
	s := &site{T: t, folder: t.TempDir(), address: "127.0.0.1:0", hosts: hosts}
	s.fill()
	s.start()
	t.Cleanup(func() { s.stop() })
	return s
}

// fill makes two bots, and people of every role: owner@, admin@, …, and other@ who has the other bot.
func (s *site) fill() {
	s.Helper()
	ctx := context.Background()
	store, err := db.Open(ctx, db.Options{Path: filepath.Join(s.folder, "deskbell.db")})
	s.check(err)
	defer store.Close()
	document, err := flow.Parse([]byte(siteFlow))
	s.check(err)
	bots := map[string]models.BotID{}
	for _, key := range []string{"shop", "other"} {
		bot, err := store.ImportBot(ctx, models.BotFile{Format: "deskbell/bot/1", Key: key, Name: "Bot " + key, StartFlow: "main",
			Sites: append([]string{"https://" + key + ".example"}, s.hostsOf(key)...), Flows: []flow.Document{*document}}, time.Now())
		s.check(err)
		bots[key] = bot.ID
	}
	hash, err := web.HashPassword(ctx, sitePassword)
	s.check(err)
	add := func(name string, role models.Role, bot string) {
		s.check(store.SaveAgent(ctx, &models.Agent{ID: models.AgentID("id-" + name), Name: strings.ToUpper(name[:1]) + name[1:] + " Test",
			Email: name + "@shop.example", Role: role, MaxChats: 3, Bots: []models.BotID{bots[bot]}, Password: hash}, time.Now()))
	}
	for _, role := range models.Roles() {
		add(string(role), role, "shop")
	}
	add("second", models.RoleAgent, "shop")
	add("other", models.RoleAgent, "other")
}

func (s *site) hostsOf(bot string) []string {
	if bot == "shop" {
		return s.hosts
	}
	return nil
}

func (s *site) start() {
	s.Helper()
	app, err := build(context.Background(), serveConfig{Addr: "127.0.0.1:0", Data: s.folder, BaseURL: "http://127.0.0.1",
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, AllowOutbound: s.allow, Log: slog.New(slog.DiscardHandler)})
	s.check(err)
	s.app = app
	listener := listenAt(s.T, s.address)
	s.server = httptest.NewUnstartedServer(s.calls.counting(app.Handler()))
	s.server.Listener.Close()
	s.server.Listener = listener
	s.server.Config.RegisterOnShutdown(app.StopStreams)
	s.server.Start()
	s.base, s.address = s.server.URL, listener.Addr().String()
}

// listenAt listens at a port, which may be one of before that another connection was given meanwhile.
func listenAt(t *testing.T, address string) net.Listener {
	t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(glance) {
		listener, err := net.Listen("tcp", address)
		if err == nil {
			return listener
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

// calls are the requests that came in, as "GET /w/shop", in order.
type calls struct {
	lock sync.Mutex
	list []string
	full []string // addresses with their query, and where they say they come from
}

func (c *calls) counting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.lock.Lock()
		c.list = append(c.list, r.Method+" "+r.URL.Path)
		c.full = append(c.full, r.RequestURI+" "+r.Referer())
		c.lock.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (c *calls) all() []string {
	c.lock.Lock()
	defer c.lock.Unlock()
	return slices.Clone(c.list)
}

func (c *calls) addresses() []string {
	c.lock.Lock()
	defer c.lock.Unlock()
	return slices.Clone(c.full)
}

func (s *site) stop() {
	if s.app == nil {
		return
	}
	s.app.StopStreams()
	s.server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := s.app.Close(ctx); err != nil {
		s.Error(err)
	}
	s.app = nil
}

func (s *site) check(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *site) id() string { return fmt.Sprintf("client-%08d", s.ids.Add(1)) }

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

// person is somebody with a browser: a visitor with a token, or an agent with cookies.
type person struct {
	*site
	token   string
	address string // as the trusted proxy says
	client  *http.Client
}

func (s *site) stranger() *person {
	jar, err := cookiejar.New(nil)
	s.check(err)
	n := s.ids.Add(1)
	return &person{site: s, address: fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255),
		client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (s *site) visitor() *person {
	p := s.stranger()
	secret := make([]byte, 32)
	_, err := rand.Read(secret)
	s.check(err)
	p.token = base64.RawURLEncoding.EncodeToString(secret)
	return p
}

// agent signs in.
func (s *site) agent(name string) *person {
	s.Helper()
	p := s.stranger()
	if got := p.post("/login", "email", name+"@shop.example", "password", sitePassword); got.status != http.StatusSeeOther {
		s.Fatalf("signing in as %s: %d %.200s", name, got.status, got.body)
	}
	return p
}

// online signs an agent in who is offered chats.
func (s *site) online(name string) *person {
	s.Helper()
	p := s.agent(name)
	p.stream("/desk/stream?list=waiting").until("count-waiting")
	p.must("/desk/online", "on", "1")
	return p
}

func (p *person) request(method, path string, form url.Values) *http.Request {
	p.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequest(method, p.base+path, body)
	p.check(err)
	r.Header.Set("X-Forwarded-For", p.address)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	if p.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.token)
	}
	return r
}

func (p *person) do(r *http.Request) answer {
	p.Helper()
	got, err := p.client.Do(r)
	p.check(err)
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	p.check(err)
	return answer{got.StatusCode, got.Header, string(body)}
}

func (p *person) get(path string) answer {
	p.Helper()
	return p.do(p.request("GET", path, nil))
}

// post sends fields, given as name, value, name, value …
func (p *person) post(path string, fields ...string) answer {
	p.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return p.do(p.request("POST", path, form))
}

// must is post that has to be accepted.
func (p *person) must(path string, fields ...string) {
	p.Helper()
	if got := p.post(path, fields...); got.status != http.StatusNoContent {
		p.Fatalf("POST %s: %d %.200s", path, got.status, got.body)
	}
}

func (p *person) say(text string) {
	p.Helper()
	p.must("/w/shop/say", "client_id", p.id(), "text", text)
}

// asks lets a visitor ask for a person, and is the conversation's id.
func (p *person) asks() string {
	p.Helper()
	p.must("/w/shop/choose", "client_id", p.id(), "token", "t1", "choice", "person")
	return p.conversation()
}

var conversationPattern = regexp.MustCompile(`data-conversation="([^"]+)"`)

func (p *person) conversation() string {
	p.Helper()
	found := conversationPattern.FindStringSubmatch(p.get("/w/shop/log").body)
	if found == nil {
		p.Fatal("the log names no conversation")
	}
	return found[1]
}

// feed is an open stream.
type feed struct {
	*testing.T
	status int
	events chan event
	close  func()
}

type event struct{ id, name, data string }

// stream opens one; it is closed with the test at the latest.
func (p *person) stream(path string, header ...string) *feed {
	p.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p.Cleanup(cancel)
	r := p.request("GET", path, nil).WithContext(ctx)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	got, err := p.client.Do(r)
	p.check(err)
	f := &feed{T: p.T, status: got.StatusCode, events: make(chan event, 10_000), close: cancel}
	go func() {
		defer got.Body.Close()
		defer close(f.events)
		readEvents(got.Body, f.events)
	}()
	return f
}

// readEvents follows the EventSource standard's way of reading.
func readEvents(from io.Reader, to chan<- event) {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<22)
	e, some := event{}, false
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case lines.Text() == "":
			if some {
				to <- e
			}
			e, some = event{id: e.id}, false
		case name == "id":
			e.id = value
		case name == "event":
			e.name, some = value, true
		case name == "data":
			e.data, some = e.data+value+"\n", true
		}
	}
}

// until waits for an event that holds the text.
func (f *feed) until(text string) event {
	f.Helper()
	deadline := time.After(patience)
	for {
		select {
		case e, open := <-f.events:
			if !open {
				f.Fatalf("the stream ended before %q", text)
			}
			if strings.Contains(e.data, text) || e.name == text {
				return e
			}
		case <-deadline:
			f.Fatalf("%q never came", text)
		}
	}
}

// ended waits until the server has closed the stream. That it does so within five seconds on a machine that has
// nothing else to do follows from signedEvery.
func (f *feed) ended() {
	f.Helper()
	deadline := time.After(patience)
	for {
		select {
		case _, open := <-f.events:
			if !open {
				return
			}
		case <-deadline:
			f.Fatal("the stream is still open")
		}
	}
}
