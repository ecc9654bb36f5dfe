package main

import (
	"crypto/ecdh"
	"crypto/rand"
	"crypto/x509"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/db"
)

// pushService is where browsers are reached in these tests. It answers with status, and remembers to whom
// something came.
type pushService struct {
	*httptest.Server
	came   chan string // paths
	status chan int    // of the next answers; none: 201
}

func newPushService(t *testing.T) *pushService {
	t.Helper()
	p := &pushService{came: make(chan string, 100), status: make(chan int, 100)}
	p.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		status := http.StatusCreated
		select {
		case status = <-p.status:
		default:
		}
		w.WriteHeader(status)
		p.came <- r.URL.Path
	}))
	t.Cleanup(p.Close)
	return p
}

// allowed lets a site reach it.
func (p *pushService) allowed(c *serveConfig) {
	c.AllowOutbound = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	c.Roots = x509.NewCertPool()
	c.Roots.AddCert(p.Certificate())
}

// next is the path of the next push.
func (p *pushService) next(t *testing.T) string {
	t.Helper()
	select {
	case path := <-p.came:
		return path
	case <-time.After(patience):
		t.Fatal("nothing is pushed")
		return ""
	}
}

// browserKeys are what a browser subscribes with.
func browserKeys(t *testing.T) (p256dh, auth string) {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes()), base64.RawURLEncoding.EncodeToString(make([]byte, 16))
}

// subscribes has an agent's device be told by push.
func (p *person) subscribes(to *pushService, path string) {
	p.Helper()
	key, auth := browserKeys(p.T)
	p.must("/push/subscribe", "endpoint", to.URL+path, "p256dh", key, "auth", auth)
	if got := to.next(p.T); got != path {
		p.Errorf("the first push went to %s", got)
	}
}

// told waits until the pages of a stream show this, by kind and count: "live×1".
func (f *feed) told(want string) {
	f.Helper()
	deadline := time.After(patience)
	last := "nothing"
	for {
		select {
		case e, ok := <-f.events:
			if !ok {
				f.Fatalf("the stream ended; shown is %s", last)
			}
			if e.name != "notices" {
				continue
			}
			var state struct {
				Notices []struct {
					Kind  string
					Count int
				}
			}
			if err := json.Unmarshal([]byte(e.data), &state); err != nil {
				f.Fatal(err)
			}
			var all []string
			for _, n := range state.Notices {
				all = append(all, strings.Repeat(n.Kind+" ", n.Count))
			}
			if last = strings.TrimSpace(strings.Join(all, "")); last == want {
				return
			}
		case <-deadline:
			f.Fatalf("shown is %q, never %q", last, want)
		}
	}
}

// M-20 F22
func TestNotices_TwoBrowsersTwoDevices_EachIsToldOnceAndAllKnowOnceItIsSeen(t *testing.T) {
	push := newPushService(t)
	s := newSiteWith(t, push.allowed)
	one, two := s.agent("agent"), s.agent("agent")
	one.subscribes(push, "/laptop")
	two.subscribes(push, "/phone")
	desk, page := one.stream("/desk/stream?list=waiting"), two.stream("/notices/stream")
	one.must("/desk/online", "on", "1")
	other := s.agent("other").stream("/notices/stream")
	visitor := s.visitor()
	id := visitor.asks()
	desk.told("live")
	page.told("live")
	if got := []string{push.next(t), push.next(t)}; strings.Join(got, " ") != "/laptop /phone" && strings.Join(got, " ") != "/phone /laptop" {
		t.Errorf("pushed to %v", got)
	}
	two.get("/desk/" + id)
	desk.told("")
	page.told("")
	one.must("/desk/" + id + "/takeover")
	visitor.say("Hello?")
	visitor.say("Anybody?")
	desk.told("message message")
	page.told("message message")
	one.must("/desk/"+id+"/seen", "seq", "99")
	page.told("")
	select {
	case path := <-push.came:
		t.Errorf("something was pushed to %s that was seen before", path)
	case e := <-other.events:
		if e.name == "notices" && strings.Contains(e.data, id) {
			t.Errorf("somebody else's bot is told of: %s", e.data)
		}
	default:
	}
	if log := one.get("/settings/notifications").body; !strings.Contains(log, "Push 201, seen") || !strings.Contains(log, "Shown, seen") {
		t.Errorf("the log is %.3000s", log[strings.Index(log, "notice-log"):])
	}
}

func TestNotices_SomebodyElseTakesTheChat_NothingRingsAnyMore(t *testing.T) {
	s := newSite(t)
	one, two := s.online("agent"), s.online("second")
	page := two.stream("/notices/stream")
	id := s.visitor().asks()
	page.told("live")
	one.must("/desk/" + id + "/takeover")
	page.told("")
}

func TestPush_ServiceAnswersBadly_IsTriedAgainOrForgotten(t *testing.T) {
	push := newPushService(t)
	s := newSiteWith(t, push.allowed)
	agent := s.agent("agent")
	agent.subscribes(push, "/laptop")
	push.status <- http.StatusServiceUnavailable
	agent.must("/push/test")
	if one, two := push.next(t), push.next(t); one != "/laptop" || two != one {
		t.Errorf("pushed to %s, then %s", one, two)
	}
	push.status <- http.StatusGone
	agent.must("/push/test")
	push.next(t)
	deadline := time.Now().Add(patience)
	for agent.post("/push/test").status != http.StatusConflict {
		if time.Now().After(deadline) {
			t.Fatal("a device that is no more is still there")
		}
		time.Sleep(glance)
	}
}

// The program ends between taking a push out and hearing what came of it: it is pushed again.
func TestPush_ProgramEndsMeanwhile_IsPushedAgain(t *testing.T) {
	push := newPushService(t)
	s := newSiteWith(t, push.allowed)
	agent := s.agent("agent")
	agent.subscribes(push, "/laptop")
	s.stop()
	leased := time.Now().Add(55 * time.Second)
	s.change(`INSERT INTO notices (id, agent_id, kind, way, conversation_id, target, payload, state, status, tries, error, created_at, ready_at, sent_at, opened_at)
		SELECT '01999999-0000-7000-8000-000000000001', agent_id, 'test', 'push', '', id, '{"title":"T","line":"","count":1,"at":"2026-01-01T00:00:00Z"}', 'pending', 0, 1, '',
		$1, $2, 0, 0 FROM push_subscriptions`, time.Now().UnixMilli(), leased.UnixMilli())
	s.startWith(push.allowed)
	if path := push.next(t); path != "/laptop" || time.Now().After(leased) {
		t.Errorf("pushed to %s at %v, where it was taken out until %v", path, time.Now(), leased)
	}
}

// A46
func TestPush_EndpointsThatAreNotPublic_AreNotAsked(t *testing.T) {
	push := newPushService(t)
	s := newSiteWith(t, func(c *serveConfig) { push.allowed(c); c.AllowOutbound = nil })
	agent := s.agent("agent")
	key, auth := browserKeys(t)
	port := push.URL[strings.LastIndexByte(push.URL, ':'):]
	for _, endpoint := range []string{"http://127.0.0.1" + port, "file:///etc/passwd", "gopher://x/", "https://user@example.com/", "//x", ""} {
		if got := agent.post("/push/subscribe", "endpoint", endpoint, "p256dh", key, "auth", auth, "quiet", "1"); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %.200s", endpoint, got.status, got.body)
		}
	}
	private := []string{"https://127.0.0.1" + port + "/x", "https://localhost" + port + "/x", "https://[::ffff:7f00:1]" + port + "/x", "https://2130706433" + port + "/x", "https://169.254.169.254/x"}
	for _, endpoint := range private {
		agent.must("/push/subscribe", "endpoint", endpoint, "p256dh", key, "auth", auth, "quiet", "1")
	}
	agent.must("/push/test")
	deadline := time.Now().Add(patience)
	for strings.Count(s.rows(`SELECT error FROM notices WHERE state = 'failed' AND (error LIKE 'refused%' OR error LIKE 'there is no host%')`), "error=") < len(private) {
		if time.Now().After(deadline) {
			t.Fatalf("the outbox: %s", s.rows(`SELECT target, state, error FROM notices`))
		}
		time.Sleep(glance)
	}
	if len(push.came) > 0 {
		t.Error("it was asked")
	}
}

// A13
func TestPush_OtherPeoplesDevicesAndNotices_CannotBeTouched(t *testing.T) {
	push := newPushService(t)
	s := newSiteWith(t, push.allowed)
	agent, second := s.agent("agent"), s.agent("second")
	agent.subscribes(push, "/laptop")
	device := strings.TrimSpace(strings.TrimPrefix(s.rows(`SELECT id FROM push_subscriptions`), "id="))
	notice := strings.TrimSpace(strings.TrimPrefix(s.rows(`SELECT id FROM notices`), "id="))
	if got := second.post("/push/test", "id", device); got.status != http.StatusConflict {
		t.Errorf("testing it: %d", got.status)
	}
	if got := second.post("/push/opened", "id", notice); got.status != http.StatusNotFound {
		t.Errorf("opening it: %d", got.status)
	}
	second.post("/push/unsubscribe", "id", device)
	second.post("/push/unsubscribe", "endpoint", push.URL+"/laptop")
	var known struct{ ID string }
	s.check(json.Unmarshal([]byte(second.post("/push/check", "endpoint", push.URL+"/laptop").body), &known))
	if known.ID != "" {
		t.Errorf("it is known as %q", known.ID)
	}
	s.check(json.Unmarshal([]byte(agent.post("/push/check", "endpoint", push.URL+"/laptop").body), &known))
	if known.ID != device {
		t.Errorf("to its owner it is %q", known.ID)
	}
	agent.must("/push/opened", "id", notice)
	if log := agent.get("/settings/notifications/log").body; !strings.Contains(log, "Push 201, opened") {
		t.Errorf("the log is %.2000s", log)
	}
}

func TestNotifications_ChosenWays_AreKeptAndObeyed(t *testing.T) {
	push := newPushService(t)
	s := newSiteWith(t, push.allowed)
	agent := s.online("agent")
	agent.subscribes(push, "/laptop")
	page := agent.stream("/notices/stream")
	if got := agent.do(agent.request("POST", "/settings/notifications", url.Values{"live.sound": {"1"}, "nonsense.page": {"1"}})); got.status != http.StatusSeeOther {
		t.Fatal(got.status)
	}
	body := agent.get("/settings/notifications").body
	if n := strings.Count(body, " checked"); n != 1 {
		t.Errorf("%d are ticked", n)
	}
	s.visitor().asks()
	page.told("live")
	if n := s.rows(`SELECT COUNT(*) AS n FROM notices WHERE kind = 'live' AND way = 'push'`); !strings.Contains(n, "n=0") {
		t.Errorf("pushed although it is not wanted: %s", n)
	}
	agent.do(agent.request("POST", "/settings/notifications", url.Values{"reset": {"1"}}))
	if n := strings.Count(agent.get("/settings/notifications").body, " checked"); n < 20 {
		t.Errorf("%d are ticked after going back to the usual", n)
	}
}

// Whoever is online on a page without the desk is offered chats.
func TestNoticesStream_AnyPage_KeepsTheAgentReachable(t *testing.T) {
	s := newSite(t)
	agent := s.agent("agent")
	page := agent.stream("/notices/stream")
	page.told("")
	agent.must("/desk/online", "on", "1")
	s.visitor().asks()
	page.told("live")
	if waits := s.rows(`SELECT state FROM conversations`); !strings.Contains(waits, "waiting") {
		t.Errorf("conversations: %s", waits)
	}
}

func TestApp_ManifestAndWorker_AreServedAsBrowsersWantThem(t *testing.T) {
	s := newSite(t)
	anybody := s.stranger()
	worker := anybody.get("/sw.js")
	if worker.status != 200 || !strings.HasPrefix(worker.header.Get("Content-Type"), "text/javascript") || worker.header.Get("Service-Worker-Allowed") != "/" ||
		worker.header.Get("Cache-Control") != "no-cache" || strings.Contains(worker.body, "caches.") || strings.Contains(worker.body, `"fetch",`) {
		t.Errorf("worker: %d %v", worker.status, worker.header)
	}
	var manifest struct {
		Name, Scope, Display string
		Start                string `json:"start_url"`
		Icons                []struct{ Src, Sizes, Type, Purpose string }
	}
	got := anybody.get("/manifest.webmanifest")
	s.check(json.Unmarshal([]byte(got.body), &manifest))
	if got.header.Get("Content-Type") != "application/manifest+json" || manifest.Scope != "/" || manifest.Start != "/desk" || manifest.Display != "standalone" || len(manifest.Icons) < 3 {
		t.Errorf("manifest %+v", manifest)
	}
	for _, icon := range manifest.Icons {
		if i := anybody.get(icon.Src); i.status != 200 || i.header.Get("Content-Type") != icon.Type {
			t.Errorf("%s: %d %s", icon.Src, i.status, i.header.Get("Content-Type"))
		}
	}
}

// change changes the data of a site that is stopped.
func (s *site) change(statement string, args ...any) {
	s.Helper()
	on, err := sql.Open("sqlite3", "file:"+filepath.Join(s.folder, db.FileName))
	s.check(err)
	defer on.Close()
	_, err = on.Exec(statement, args...)
	s.check(err)
}
