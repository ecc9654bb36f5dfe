package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

// rest is what came until the server ended the stream.
func (f *feed) rest() string {
	f.Helper()
	var all strings.Builder
	deadline := time.After(patience)
	for {
		select {
		case e, open := <-f.events:
			if !open {
				return all.String()
			}
			fmt.Fprintln(&all, e.name, e.data)
		case <-deadline:
			f.Error("the stream is still open")
			return all.String()
		}
	}
}

// A20: whatever changes, also in the first moment of a stream.
func TestStreams_RightsChange_EndWithinFiveSecondsAndShowNothingMore(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	visitor.say("Hello")
	chat := visitor.conversation()
	elsewhere, err := s.app.store.BotByKey(t.Context(), "other")
	s.check(err)
	hash, err := web.HashPassword(t.Context(), "another-good-password")
	s.check(err)
	changes := []struct {
		name, who string
		change    func(*models.Agent)
		list, log int // what the desk and the chat answer afterwards
	}{
		{"another password", "agent", func(a *models.Agent) { a.Password = hash }, 401, 401},
		{"other bots", "second", func(a *models.Agent) { a.Bots = []models.BotID{elsewhere.ID} }, 200, 404},
		{"no bots", "support_agent", func(a *models.Agent) { a.Bots = nil }, 200, 404},
		{"a smaller role", "supervisor", func(a *models.Agent) { a.Role, a.Bots = models.RoleAgent, nil }, 200, 404},
		{"disabled", "account_manager", func(a *models.Agent) { a.Disabled = true }, 401, 401},
	}
	people, feeds := make([]*person, len(changes)), make([]*feed, len(changes))
	for i, c := range changes {
		people[i] = s.agent(c.who)
		feeds[i] = people[i].stream("/desk/stream?list=bot&open=" + chat + ":0")
		feeds[i].until("count-waiting")
	}
	stays := s.agent("owner").stream("/desk/stream?list=bot&open=" + chat + ":0")
	stays.until("count-waiting")
	for _, c := range changes {
		a, err := s.app.store.AgentByEmail(t.Context(), c.who+"@shop.example")
		s.check(err)
		c.change(a)
		s.check(s.app.store.SaveAgent(t.Context(), a, time.Now()))
	}
	if signedEvery > 4*time.Second { // on a machine that has nothing else to do
		t.Errorf("rights are looked at every %v", signedEvery)
	}
	for i, c := range changes {
		if came := feeds[i].rest(); !strings.Contains(came, "gone") {
			t.Errorf("%s: the stream was not told: %s", c.name, came)
		}
		list, log := people[i].get("/desk?list=bot"), people[i].get("/desk/"+chat+"/log")
		if list.status != c.list || log.status != c.log || strings.Contains(list.body, chat) {
			t.Errorf("%s: the desk answers %d, the chat %d", c.name, list.status, log.status)
		}
		again := people[i].stream("/desk/stream?list=bot&open=" + chat + ":0")
		if again.status != c.log {
			t.Errorf("%s: the stream again: %d", c.name, again.status)
		}
	}
	visitor.say("Not for everybody")
	stays.until("Not for everybody")
}

// A20: nobody gets a list that was read for somebody who sees other bots by now.
func TestLists_ReadForSomebodyWhoseBotsChanged_AreForNobodyElse(t *testing.T) {
	s := newSite(t)
	elsewhere, err := s.app.store.BotByKey(t.Context(), "other")
	s.check(err)
	hidden := s.visitor()
	hidden.must("/w/other/say", "client_id", s.id(), "text", "Of the other bot")
	secret := "row-" + tableName.FindStringSubmatch(s.rows("SELECT id AS name FROM conversations"))[1]
	visitor := s.visitor()
	visitor.say("Hello")
	moved := s.agent("agent").stream("/desk/stream?list=bot")
	moved.until("row-" + visitor.conversation())
	a, err := s.app.store.AgentByEmail(t.Context(), "agent@shop.example")
	s.check(err)
	a.Bots = append(a.Bots, elsewhere.ID)
	s.check(s.app.store.SaveAgent(t.Context(), a, time.Now()))
	time.Sleep(220 * time.Millisecond) // past desk.listPause: the next ring reads the list
	visitor.say("Ring")
	if came := moved.rest(); strings.Contains(came, secret) {
		t.Error("a list was sent to a stream that began under other rights")
	}
	second := s.agent("second").stream("/desk/stream?list=bot")
	if e := second.until("count-waiting"); strings.Contains(e.data, secret) {
		t.Error("an agent of one bot sees the rows of another")
	}
}

// A58 A13
func TestStreams_WithoutACredential_AreClosedToEverySite(t *testing.T) {
	s := newSite(t)
	visitor, agent, owner := s.visitor(), s.agent("agent"), s.agent("owner")
	visitor.say("Hello")
	chat := visitor.conversation()
	expired, signedOff := s.visitor(), s.agent("second")
	expired.say("Hello")
	s.check(s.app.store.Do(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(`UPDATE visitor_tokens SET expires_at = 1 WHERE visitor_id = (SELECT visitor_id FROM conversations WHERE id <> $1)`, chat)
		return err
	}))
	signedOff.client.Jar.SetCookies(address(t, s.base), []*http.Cookie{{Name: "deskbell", Value: strings.Repeat("x", 43), Path: "/"}})
	elsewhere := s.visitor()
	elsewhere.must("/w/other/say", "client_id", s.id(), "text", "Hello")
	short := s.visitor()
	short.token = "x"
	streams := 0
	for _, route := range s.app.server.Routes() {
		if !route.Stream {
			continue
		}
		streams++
		path, refused, guests := pathOf(route, chat), http.StatusUnauthorized, strings.HasPrefix(route.Path, "/join/")
		if guests { // as every bad link
			refused = http.StatusNotFound
		}
		asks := map[string]*person{"nobody": s.stranger(), "an unknown secret": s.visitor(), "another bot's": elsewhere, "an expired secret": expired,
			"half a secret": short, "an unknown session": signedOff}
		if strings.HasPrefix(route.Path, "/w/") {
			asks["an agent"] = agent
		} else {
			asks["a visitor"] = visitor
		}
		for name, who := range asks {
			for _, from := range []string{"", "https://shop.example", "https://evil.example", "null"} {
				r := who.request("GET", path, nil)
				r.Header.Set("Accept", "text/event-stream")
				if from != "" {
					r.Header.Set("Origin", from)
					r.Header.Set("Sec-Fetch-Site", "cross-site")
				}
				if got := who.do(r); got.status != refused || got.header.Get("Access-Control-Allow-Origin") != "" {
					t.Errorf("%s for %s from %q: %d %v", path, name, from, got.status, got.header)
				}
			}
		}
		team := agent
		if strings.HasPrefix(path, "/bots/") {
			team = owner // the only stream of theirs that not every agent may open
		}
		for name, who := range map[string]*person{"the visitor": visitor, "the team": team} { // whom it is for: still no other site reads it
			f := who.stream(path, "Origin", "https://evil.example")
			if f.status == http.StatusOK != (!guests && strings.HasPrefix(path, "/w/") == (who == visitor)) {
				t.Errorf("%s for %s: %d", path, name, f.status)
			}
		}
	}
	if streams < 2 {
		t.Errorf("%d streams were found", streams)
	}
}

func address(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// A44: without a trusted proxy nobody is believed; behind one everybody has an own limit.
func TestLimits_ForwardedAddresses_CountOnlyBehindTheTrustedProxy(t *testing.T) {
	names := []string{"X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "CF-Connecting-IP"}
	const many = 150
	atOnce := func(s *site, all []*http.Request) (refused int) { // a place comes back each second
		var lock sync.Mutex
		var answered sync.WaitGroup
		p := s.stranger()
		for _, r := range all {
			answered.Go(func() {
				got := p.do(r)
				lock.Lock()
				defer lock.Unlock()
				if got.status != http.StatusTooManyRequests {
					return
				}
				if refused++; got.header.Get("Retry-After") == "" {
					t.Error("it does not say when to come again")
				}
			})
		}
		answered.Wait()
		return refused
	}
	starts := func(s *site, p *person) (refused int) {
		var all []*http.Request
		for range many {
			p.token = s.visitor().token
			r := p.request("POST", "/w/shop/say", url.Values{"client_id": {s.id()}, "text": {"Hello"}})
			for _, name := range names[1:] {
				r.Header.Set(name, s.stranger().address)
			}
			all = append(all, r)
			if p.address != "" {
				p.address = s.stranger().address // rotates
			}
		}
		return atOnce(s, all)
	}
	direct := newSiteWith(t, func(c *serveConfig) { c.TrustedProxies = nil })
	if starts(direct, direct.stranger()) == 0 {
		t.Error("rotating X-Forwarded-For escapes the limit of starts")
	}
	limited := 0
	for range 30 {
		if direct.stranger().post("/login", "email", "agent@shop.example", "password", "wrong").status == http.StatusTooManyRequests {
			limited++
		}
	}
	if limited == 0 {
		t.Error("rotating X-Forwarded-For escapes the limit of sign-ins")
	}
	behind := newSiteWith(t, func(c *serveConfig) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	if n := starts(behind, behind.stranger()); n > 0 {
		t.Errorf("behind the proxy %d of %d addresses were refused for others", n, many)
	}
	lone := behind.stranger()
	var all []*http.Request
	for range many {
		v := behind.visitor()
		v.address = "203.0.113.9, " + lone.address // what the client wrote stands before what the proxy did
		all = append(all, v.request("POST", "/w/shop/say", url.Values{"client_id": {behind.id()}, "text": {"Hello"}}))
	}
	if atOnce(behind, all) == 0 {
		t.Error("one address behind the proxy has no limit")
	}
}

// A57 A44
func TestStreams_OneAddress_HasALimitForAllItsVisitors(t *testing.T) {
	s := newSite(t)
	open, refused := 0, 0
	for range 13 {
		v := s.visitor()
		v.address = "192.0.2.7"
		v.say("Hello")
		for range 5 {
			switch v.stream("/w/shop/stream?after=0").status {
			case http.StatusOK:
				open++
			case http.StatusTooManyRequests:
				refused++
			}
		}
	}
	if open != 60 || refused != 5 {
		t.Errorf("%d streams are open, %d were refused", open, refused)
	}
}

// A57 F25: a reader who does not read holds one event of the server's memory, so no event is large.
func TestStreams_LongLog_ComesInEventsOfBoundedSize(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.agent("agent")
	visitor.say("Hello")
	chat := models.ConversationID(visitor.conversation())
	agent.must("/desk/" + string(chat) + "/takeover")
	const most = 60
	for n := range most {
		answer := models.Answer{Agent: "id-agent", Now: time.Now(), ClientID: fmt.Sprintf("number-%06d", n), Text: fmt.Sprintf("n%03d.", n) + strings.Repeat("🛎", models.MaxText-5)}
		if _, err := s.app.turns.Turn(t.Context(), chat, models.Reply(answer)); err != nil {
			t.Fatal(err)
		}
	}
	s.stop()
	s.start() // nothing is in memory
	for name, f := range map[string]*feed{"visitor": visitor.stream("/w/shop/stream?after=0"), "agent": agent.stream("/desk/stream?list=active&open=" + string(chat) + ":0")} {
		for n := 0; n < most; {
			e := f.until(fmt.Sprintf("n%03d.", n))
			if len(e.data) > live.MostPayload+100<<10 {
				t.Errorf("%s: an event of %d bytes", name, len(e.data))
			}
			for n < most && strings.Contains(e.data, fmt.Sprintf("n%03d.", n)) {
				n++
			}
		}
	}
}

// wire is a connection on which text was sent, and nothing more.
func (s *site) wire(text string) net.Conn {
	s.Helper()
	conn, err := net.Dial("tcp", s.address)
	s.check(err)
	s.Cleanup(func() { conn.Close() })
	_, err = io.WriteString(conn, text)
	s.check(err)
	return conn
}

// streamRequest asks for the visitor's stream, by hand.
func (p *person) streamRequest() string {
	return "GET /w/shop/stream?after=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + p.token + "\r\nX-Forwarded-For: " + p.address + "\r\n\r\n"
}

// eventually waits until it is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Errorf("it never came to pass that %s", what)
			return
		}
	}
}

// quick is a message through the whole of the site, from one visitor to another of his pages.
func (s *site) quick(visitor *person, f *feed) {
	s.Helper()
	var took time.Duration
	for range 5 { // p99 < 1 s on a machine that has nothing else to do: this one may stand still for a while
		began, text := time.Now(), "Quick "+s.id()
		visitor.say(text)
		f.until(text)
		if took = time.Since(began); took < 2*time.Second {
			return
		}
	}
	s.Errorf("a message took %v meanwhile", took)
}

// goroutines is how many there are, without those of connections that are kept for another request.
func goroutines() int {
	http.DefaultClient.CloseIdleConnections()
	return runtime.NumGoroutine()
}

// A57
func TestServer_SlowAndDeafClients_HarmNobodyElse(t *testing.T) {
	s := &site{T: t, folder: t.TempDir(), address: "127.0.0.1:0"}
	s.fill()
	s.startWith(func(*serveConfig) {}, func(h *http.Server) {
		if h.ReadHeaderTimeout <= 0 || h.ReadHeaderTimeout > 10*time.Second || h.IdleTimeout <= 0 || h.MaxHeaderBytes > 64<<10 {
			t.Errorf("headers %v, idle %v, %d bytes", h.ReadHeaderTimeout, h.IdleTimeout, h.MaxHeaderBytes)
		}
		h.ReadHeaderTimeout = 2 * time.Second // enough for those who are not slow, whatever the machine does besides
	})
	t.Cleanup(func() { s.stop() })
	visitor := s.visitor()
	visitor.say("Hello")
	f := visitor.stream("/w/shop/stream?after=0")
	f.until("Hello")
	s.quick(visitor, f)
	baseline := goroutines()
	var slow []net.Conn
	for range 150 {
		slow = append(slow, s.wire("GET /w/shop HTTP/1.1\r\nHost: x\r\nX-Slow: "))
	}
	bodies := []net.Conn{}
	for i := range 150 {
		path := []string{"/w/shop/say", "/login", "/nowhere"}[i%3]
		bodies = append(bodies, s.wire("POST "+path+" HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nAuthorization: Bearer "+
			s.visitor().token+"\r\nX-Forwarded-For: "+s.stranger().address+"\r\nContent-Length: 1000\r\n\r\ntext="))
	}
	for range 10 { // opens a stream and never reads
		deaf := s.visitor()
		deaf.say(strings.Repeat("words ", 1500))
		bodies = append(bodies, s.wire(deaf.streamRequest()))
	}
	s.quick(visitor, f)
	for _, conn := range slow {
		s.check(conn.SetReadDeadline(time.Now().Add(patience)))
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Fatalf("half a head is still waited for: %v", err)
		}
	}
	s.quick(visitor, f)
	for _, conn := range bodies {
		conn.Close()
	}
	eventually(t, "nothing runs for them", func() bool { return goroutines() <= baseline+5 })
	eventually(t, "their streams are gone", func() bool { return len(s.app.hub.Owners()) == 1 })
}

// A57
func TestStreams_AThousandComeAndGo_LeaveNothing(t *testing.T) {
	s := newSiteWith(t, func(*serveConfig) {})
	visitor := s.visitor()
	visitor.say("Hello")
	f := visitor.stream("/w/shop/stream?after=0")
	f.until("Hello")
	guests := make([]*person, 8)
	for i := range guests {
		guests[i] = s.visitor()
		guests[i].say("Hello")
	}
	s.quick(visitor, f)
	baseline := goroutines()
	var all sync.WaitGroup
	var opened atomic.Int64
	for _, guest := range guests {
		all.Go(func() {
			for n, tries := 0, 0; n < 125 && tries < 2000; tries++ {
				conn, err := net.Dial("tcp", s.address)
				if err != nil {
					t.Error(err)
					return
				}
				io.WriteString(conn, guest.streamRequest())
				head := make([]byte, len("HTTP/1.1 200"))
				if n%5 != 0 { // and some are gone before there is an answer
					io.ReadFull(conn, head)
				}
				conn.Close()
				if strings.HasSuffix(string(head), " 429") { // that those before have gone is noticed in a moment
					time.Sleep(glance)
					continue
				}
				if n++; strings.HasSuffix(string(head), " 200") {
					opened.Add(1)
				}
			}
		})
	}
	s.quick(visitor, f)
	all.Wait()
	s.quick(visitor, f)
	if opened.Load() < 400 {
		t.Errorf("only %d of them were let in", opened.Load())
	}
	eventually(t, "nothing runs for them", func() bool { return goroutines() <= baseline+5 })
	eventually(t, "one stream is left", func() bool { return len(s.app.hub.Owners()) == 1 })
	figures, err := s.app.metrics.Gather()
	s.check(err)
	for _, m := range figures {
		if m.GetName() == "deskbell_streams_open" && m.GetMetric()[0].GetGauge().GetValue() != 1 {
			t.Errorf("the figures say %v", m)
		}
	}
}
