package outbound

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func prefixes(texts ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}

// canary is a server that must not be reached, on both loopbacks where there are two.
func canary(t *testing.T) (port string, reached *atomic.Int64) {
	t.Helper()
	reached = &atomic.Int64{}
	listener, err := net.Listen("tcp", ":0") // every address of the machine
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			reached.Add(1)
			_ = conn.Close()
		}
	}()
	_, port, _ = net.SplitHostPort(listener.Addr().String())
	return port, reached
}

// A46
func TestClient_AddressesThatAreNotPublic_AreNotConnectedTo(t *testing.T) {
	port, reached := canary(t)
	hosts := []string{"127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "[::1]", "[::]", "[::ffff:7f00:1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
		"[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001::1]", "[2001:db8::1]", "[fc00::1]", "[fd12::1]", "[fec0::1]", "[fe80::1]", "[fe80::1%25lo]", "[::1%25lo]", "[ff02::1]", "[3fff::1]",
		"[100::1]", "[5f00::1]", "169.254.169.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.254", "192.0.0.8", "192.0.2.1",
		"198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.1", "0177.0.0.1", "127.0.0.1.", "127.0.0.1..", "2130706433.", "0x7F000001.", "0x", "localhost", "localhost.", "LOCALHOST",
		"１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1"}
	own, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range own {
		if at := a.(*net.IPNet).IP; at.To4() != nil {
			hosts = append(hosts, at.String())
		}
	}
	client := New(Options{})
	for _, host := range hosts {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		r, err := http.NewRequestWithContext(ctx, "GET", "http://"+host+":"+port+"/", nil)
		if err != nil {
			cancel()
			continue // it is not even an address
		}
		answer, err := client.Do(r)
		cancel()
		if err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s is asked", host)
			continue
		}
		if words := Words(err, time.Second); !strings.HasPrefix(words, "refused: ") && !strings.HasPrefix(words, "there is no host") && !strings.HasPrefix(words, "the host ") {
			t.Errorf("%s: %s (%v)", host, words, err)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

// A46
func TestClient_OtherSchemesAndSignInsInAddresses_AreRefused(t *testing.T) {
	client := New(Options{Allow: prefixes("127.0.0.0/8", "::1/128")})
	port, reached := canary(t)
	for _, address := range []string{"file:///etc/passwd", "gopher://127.0.0.1:" + port + "/x", "unix:///run/docker.sock", "ftp://127.0.0.1:" + port + "/", "http://user@127.0.0.1:" + port + "/",
		"http://user:word@127.0.0.1:" + port + "/", "https:127.0.0.1", "http:///path", "//127.0.0.1:" + port} {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		answer, err := client.Do(&http.Request{Method: "GET", URL: u, Header: http.Header{}})
		if err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s is asked", address)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

func TestGate_MachinesOwnPublicAddress_IsRefused(t *testing.T) {
	g := newGate(nil)
	g.own = func() []netip.Addr { return []netip.Addr{netip.MustParseAddr("93.184.216.34")} }
	var refused *Refusal
	if err := g.check(netip.MustParseAddr("::ffff:93.184.216.34")); !errors.As(err, &refused) {
		t.Errorf("its own address: %v", err)
	}
	for _, public := range []string{"93.184.216.35", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1"} {
		if err := g.check(netip.MustParseAddr(public)); err != nil {
			t.Error(err)
		}
	}
	if err := newGate(prefixes("10.0.5.0/24")).check(netip.MustParseAddr("10.0.5.9")); err != nil {
		t.Errorf("what was allowed: %v", err)
	}
	if err := newGate(prefixes("10.0.5.0/24")).check(netip.MustParseAddr("10.0.6.9")); err == nil || err.Error() != "refused: 10.0.6.9 is a private address" {
		t.Errorf("what was not: %v", err)
	}
}

// names is a resolver that answers with the next address each time, with no time to live.
func names(t *testing.T, addresses ...string) *net.Resolver {
	t.Helper()
	var asked atomic.Int64
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go func() {
			defer theirs.Close()
			size := make([]byte, 2)
			if _, err := io.ReadFull(theirs, size); err != nil {
				return
			}
			question := make([]byte, binary.BigEndian.Uint16(size))
			if _, err := io.ReadFull(theirs, question); err != nil {
				return
			}
			end := 12 + bytes.IndexByte(question[12:], 0) + 5
			reply := append([]byte{}, question[:end]...)
			copy(reply[2:12], []byte{0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0})
			if question[end-3] == 1 { // A
				n := min(int(asked.Add(1)), len(addresses)) - 1
				for _, address := range strings.Fields(addresses[n]) {
					ip := netip.MustParseAddr(address).As4()
					reply = append(append(reply, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4), ip[:]...)
					reply[7]++
				}
			}
			_, _ = theirs.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...))
		}()
		return ours, nil
	}}
}

// on serves at an address of the machine.
func on(t *testing.T, host string, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	listener, err := net.Listen("tcp", host+":0")
	if err != nil {
		t.Skipf("this machine has no %s: %v", host, err)
	}
	s := httptest.NewUnstartedServer(h)
	_ = s.Listener.Close()
	s.Listener = listener
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// A47
func TestClient_NameThatLeadsElsewhereTheNextTime_IsRefusedThen(t *testing.T) {
	s := on(t, "127.0.0.2", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Connection", "close") })
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	client := New(Options{Allow: prefixes("127.0.0.2/32"), Resolver: names(t, "127.0.0.2", "127.0.0.1")})
	answer, err := client.Get("http://rebinding.example:" + port)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	client.CloseIdleConnections()
	if _, err = client.Get("http://rebinding.example:" + port); Words(err, 0) != "refused: 127.0.0.1 is an address of the machine itself" {
		t.Errorf("the second time: %v", err)
	}
	client = New(Options{Allow: prefixes("127.0.0.2/32"), Resolver: names(t, "127.0.0.1 127.0.0.2")})
	if answer, err = client.Get("http://both.example:" + port); err != nil { // the allowed one of two is taken
		t.Fatal(err)
	}
	_ = answer.Body.Close()
}

// A47
func TestClient_RedirectToWhatIsNotPublic_IsRefused(t *testing.T) {
	port, reached := canary(t)
	to := ""
	s := on(t, "127.0.0.2", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
	client := New(Options{Allow: prefixes("127.0.0.2/32")})
	for _, to = range []string{"http://127.0.0.1:" + port, "http://[::1]:" + port, "http://localhost:" + port, "http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "http://2130706433:" + port, "http://user@127.0.0.2:" + port} {
		if answer, err := client.Get(s.URL); err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s is followed", to)
		} else if words := Words(err, 0); !strings.HasPrefix(words, "refused: ") {
			t.Errorf("%s: %s (%v)", to, words, err)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

type vault map[string]models.OpenedSecret

func (v vault) Open(_ context.Context, bot models.BotID, name string) (models.OpenedSecret, error) {
	s, ok := v[string(bot)+"/"+name]
	if !ok {
		return s, models.ErrNotFound
	}
	return s, nil
}

// A47
func TestCaller_RedirectToAnotherOrigin_LosesAllThatSaysWhoAsks(t *testing.T) {
	var got http.Header
	other := on(t, "127.0.0.1", func(_ http.ResponseWriter, r *http.Request) { got = r.Header.Clone() })
	var home *httptest.Server
	to := ""
	home = on(t, "127.0.0.1", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/end" {
			got = r.Header.Clone()
			return
		}
		http.Redirect(w, r, to, http.StatusTemporaryRedirect)
	})
	c := &Caller{Client: New(Options{Allow: prefixes("127.0.0.0/8")}), Secrets: vault{"b/KEY": {Value: "very-secret"}}}
	call := Call{Bot: "b", Key: "k-1", Request: flow.Request{Method: "POST", URL: home.URL + "/x?q=1", Body: "{}", Seconds: 5, Auth: flow.Auth{Type: "bearer", Secret: "KEY"},
		Headers: map[string]string{"X-Api-Key": "{{secret.KEY}}", "Cookie": "a={{secret.KEY}}", "Content-Type": "application/json"}}}
	to = home.URL + "/end"
	if a := c.Send(t.Context(), call); !a.OK || got.Get("X-Api-Key") != "very-secret" || got.Get("Authorization") != "Bearer very-secret" || got.Get("Idempotency-Key") != "k-1" {
		t.Errorf("at home: %+v %v", a, got)
	}
	got = nil
	to = other.URL + "/"
	if a := c.Send(t.Context(), call); !a.OK || strings.Contains(fmt.Sprint(got), "very-secret") || got.Get("Referer") != "" || got.Get("Content-Type") != "application/json" {
		t.Errorf("elsewhere: %+v %v", a, got)
	}
}

// A47
func TestRedirect_BackHomeByAnotherOrigin_StaysWithoutWhoAsks(t *testing.T) {
	at := func(address string) *http.Request {
		r, err := http.NewRequest("GET", address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Api-Key", "very-secret")
		return r
	}
	home, away, back := at("https://api.example/a"), at("https://evil.example/b"), at("https://api.example/c")
	if err := redirect(back, []*http.Request{home, away}); err != nil || back.Header.Get("X-Api-Key") != "" {
		t.Errorf("%v %v", err, back.Header)
	}
	if sub := at("https://sub.api.example/"); redirect(sub, []*http.Request{home}) != nil || sub.Header.Get("X-Api-Key") != "" {
		t.Error("a host below it is another one")
	}
	if port := at("https://api.example:8443/"); redirect(port, []*http.Request{home}) != nil || port.Header.Get("X-Api-Key") != "" {
		t.Error("another port is another place")
	}
	if same := at("https://API.example.:443/d"); redirect(same, []*http.Request{home}) != nil || same.Header.Get("X-Api-Key") == "" {
		t.Error("the same place is the same place")
	}
	if redirect(at("http://api.example/c"), []*http.Request{home}) == nil {
		t.Error("https leads to http")
	}
}

// A48
func TestCaller_AnswersThatDoNotEnd_AreCut(t *testing.T) {
	zeros := make([]byte, 1<<20)
	s := on(t, "127.0.0.1", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/huge":
			for range 10_000 {
				if _, err := w.Write(zeros); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 1000 {
				if _, err := z.Write(zeros); err != nil {
					return
				}
			}
			_ = z.Close()
		case "/slow":
			for range 1000 {
				_, _ = w.Write([]byte("x"))
				_ = http.NewResponseController(w).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(100 * time.Millisecond):
				}
			}
		case "/headers":
			for i := range 3000 {
				w.Header().Set(fmt.Sprint("X-", i), strings.Repeat("y", 100))
			}
		case "/silent":
			<-r.Context().Done()
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/limit":
			_, _ = w.Write(zeros)
		}
	})
	c := &Caller{Client: New(Options{Allow: prefixes("127.0.0.0/8")}), Secrets: vault{}}
	for path, words := range map[string]string{"/huge": "the answer is larger than 1 MB", "/bomb": "the answer is larger than 1 MB", "/slow": "no answer within 1 s",
		"/silent": "no answer within 1 s", "/headers": "the headers of the answer are too long", "/round": "it was redirected more than 3 times"} {
		seconds := 30
		if strings.HasSuffix(words, "within 1 s") {
			seconds = 1
		}
		a := c.Send(t.Context(), Call{Bot: "b", Key: "k", Request: flow.Request{Method: "GET", URL: s.URL + path, Seconds: seconds}})
		if a.OK || a.Error != words || a.Body != "" {
			t.Errorf("%s: %q, status %d, %d bytes", path, a.Error, a.Status, len(a.Body))
		}
	}
	if a := c.Send(t.Context(), Call{Bot: "b", Request: flow.Request{Method: "GET", URL: s.URL + "/limit", Seconds: 5}}); !a.OK || len(a.Body) != 1<<20 {
		t.Errorf("as large as goes: %q, %d bytes", a.Error, len(a.Body))
	}
}

func TestWords_WhatGoesWrong_IsNamed(t *testing.T) {
	plain := on(t, "127.0.0.1", func(http.ResponseWriter, *http.Request) {})
	secure := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(secure.Close)
	secure.Config.ErrorLog = nil
	gone := on(t, "127.0.0.1", func(http.ResponseWriter, *http.Request) {})
	gone.Close()
	cut := on(t, "127.0.0.1", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	client := New(Options{Allow: prefixes("127.0.0.0/8", "::1/128"), Resolver: names(t, "")})
	trusting := New(Options{Allow: prefixes("127.0.0.0/8", "::1/128"), Resolver: names(t, "127.0.0.1")})
	pool := x509.NewCertPool()
	pool.AddCert(secure.Certificate())
	base := trusting.Transport.(*transport).base.(*http.Transport)
	base.TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	_, port, _ := net.SplitHostPort(secure.Listener.Addr().String())
	for _, one := range []struct {
		client         *http.Client
		address, words string
	}{
		{client, gone.URL, "nothing listens at this address"},
		{client, cut.URL, "the other side has cut the connection"},
		{client, secure.URL, "the certificate is not valid: nobody who is trusted has signed it"},
		{trusting, "https://another.test:" + port, "the certificate is not valid: it is for another host"},
		{client, strings.Replace(plain.URL, "http:", "https:", 1), "the other side does not speak https there"},
		{client, "http://missing.test/", "there is no host called missing.test"},
		{client, "http://10.0.0.5/", "refused: 10.0.0.5 is a private address"},
	} {
		answer, err := one.client.Get(one.address)
		if err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s answers", one.address)
			continue
		}
		if got := Words(err, time.Second); got != one.words {
			t.Errorf("%s: %q, want %q (%v)", one.address, got, one.words, err)
		}
	}
}

// A49
func TestCaller_SecretOfAnotherHostOrBot_IsNotSent(t *testing.T) {
	asked := 0
	var got http.Header
	s := on(t, "127.0.0.1", func(w http.ResponseWriter, r *http.Request) {
		asked++
		got = r.Header.Clone()
		fmt.Fprintf(w, `{"echo":%q,"basic":%q}`, r.Header.Get("X-Key"), r.Header.Get("Authorization"))
	})
	c := &Caller{Client: New(Options{Allow: prefixes("127.0.0.0/8")}), Secrets: vault{
		"b/BOUND": {Value: "bound-secret", Origin: "https://api.example.com"}, "b/HERE": {Value: "here-{{secret.FREE}}", Origin: s.URL},
		"b/FREE": {Value: "free-secret"}, "other/THEIRS": {Value: "their-secret"}}}
	send := func(change func(*flow.Request)) Answer {
		r := flow.Request{Method: "GET", URL: s.URL, Seconds: 5}
		change(&r)
		return c.Send(t.Context(), Call{Bot: "b", Key: "k", Request: r})
	}
	header := func(value string) func(*flow.Request) {
		return func(r *flow.Request) { r.Headers = map[string]string{"X-Key": value} }
	}
	for _, change := range []func(*flow.Request){header("{{secret.BOUND}}"), header("{{secret.THEIRS}}"), header("{{secret.}}"), header("x{{secret.FREE}}{{secret.BOUND}}"),
		func(r *flow.Request) { r.Auth = flow.Auth{Type: "bearer", Secret: "BOUND"} },
		func(r *flow.Request) { r.Auth = flow.Auth{Type: "basic", User: "{{secret.BOUND}}", Secret: "FREE"} }} {
		if a := send(change); a.Error == "" || a.Again || asked != 0 || strings.Contains(a.Error, "-secret") {
			t.Fatalf("%+v after %d requests", a, asked)
		}
	}
	if a := send(header("Key {{secret.HERE}}")); !a.OK || got.Get("X-Key") != "Key here-{{secret.FREE}}" || strings.Contains(a.Body, "here-") || !strings.Contains(a.Body, "•••") {
		t.Errorf("%+v, %v", a, got)
	}
	if a := send(header("{{ secret.FREE}} {{x}}")); !a.OK || got.Get("X-Key") != "{{ secret.FREE}} {{x}}" {
		t.Errorf("what only looks like one: %v", got)
	}
	a := send(func(r *flow.Request) { r.Auth = flow.Auth{Type: "basic", User: "me", Secret: "FREE"} })
	if !a.OK || got.Get("Authorization") != "Basic bWU6ZnJlZS1zZWNyZXQ=" || strings.Contains(a.Body, "bWU6") {
		t.Errorf("%+v, %v", a, got)
	}
	if got.Get("Idempotency-Key") != "" || got.Get("Accept-Encoding") != "gzip" {
		t.Errorf("%v", got)
	}
}
