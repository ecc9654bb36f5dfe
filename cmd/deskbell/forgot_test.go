package main

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"deskbell/models"
)

// newMailSite is a new site that may ask a mail server on this machine.
func newMailSite(t *testing.T) *site {
	t.Helper()
	s := &site{T: t, folder: t.TempDir(), address: "127.0.0.1:0", allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}
	s.fill()
	s.start()
	t.Cleanup(func() { s.stop() })
	return s
}

// mailing gives a site a mail server, as an owner does; what it takes is to be seen there.
func (s *site) mailing() *letters {
	s.Helper()
	post := &letters{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	s.check(err)
	server := smtp.NewServer(post)
	go func() { _ = server.Serve(listener) }()
	s.Cleanup(func() { _ = server.Close() })
	s.mailedBy(listener.Addr().String())
	return post
}

// mailedBy sets the mail server, also one that is not there.
func (s *site) mailedBy(at string) {
	s.Helper()
	host, port, err := net.SplitHostPort(at)
	s.check(err)
	number, err := strconv.Atoi(port)
	s.check(err)
	s.saveMail(models.MailSettings{Out: models.MailServer{Host: host, Port: number, Security: models.MailPlain},
		Sender: "desk@shop.example", ByOwner: true})
}

// saveMail saves as somebody does who has seen what is kept.
func (s *site) saveMail(n models.MailSettings) {
	s.Helper()
	kept, err := s.app.mailing().MailSettings(s.Context())
	s.check(err)
	n.SavedAt = kept.SavedAt
	s.check(s.app.mailing().SaveMailSettings(s.Context(), n, utcNow()))
}

// letter is the plain text of a mail that was taken, with its header.
type letter struct {
	mail.Header
	text, html string
}

func (s *site) read(raw string) letter {
	s.Helper()
	m, err := mail.ReadMessage(strings.NewReader(raw))
	s.check(err)
	l := letter{Header: m.Header}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	s.check(err)
	if kind != "multipart/alternative" {
		s.Fatalf("it is %s", kind)
	}
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return l
		}
		s.check(err)
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		s.check(err)
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			l.html = string(body)
		} else {
			l.text = string(body)
		}
	}
}

// to waits for mails to an address and reads them.
func (l *letters) to(s *site, address string, n int) []letter {
	s.Helper()
	var found []letter
	eventually(s.T, fmt.Sprintf("%d mails to %s", n, address), func() bool {
		found = nil
		for _, raw := range l.taken() {
			if m := s.read(raw); strings.Contains(m.Get("To"), "<"+address+">") {
				found = append(found, m)
			}
		}
		return len(found) >= n
	})
	if len(found) != n {
		s.Errorf("%d mails to %s", len(found), address)
	}
	return found
}

var secretPattern = regexp.MustCompile(`name="secret" value="([^"]+)"`)

var mailedLink = regexp.MustCompile(`http://127\.0\.0\.1(/welcome/[A-Za-z0-9_-]{43})`)

func (l letter) welcome(s *site) string {
	s.Helper()
	found := mailedLink.FindStringSubmatch(l.text)
	if found == nil || !strings.Contains(l.html, found[0]) {
		s.Fatalf("no link in %q", l.text)
	}
	return found[1]
}

// A35
func TestForgot_LinkByMail_SetsAPasswordEndsSessionsAndAsksForTheCode(t *testing.T) {
	s := newMailSite(t)
	post := s.mailing()
	second := s.agent("second")
	if got := second.post("/profile", "name", "Second Test", "language", "de"); got.status != http.StatusSeeOther {
		t.Fatal(got.status)
	}
	secret := secretPattern.FindStringSubmatch(second.get("/profile/second-factor").body)[1]
	if got := second.post("/profile/second-factor", "secret", secret, "code", models.OTPCode(secret, utcNow()), "own_password", sitePassword); got.status != http.StatusOK {
		t.Fatalf("%d %.300s", got.status, got.body)
	}
	asker := s.stranger()
	if got := asker.get("/login"); !strings.Contains(got.body, `href="/forgot"`) {
		t.Error("the sign-in page has no way there")
	}
	r := asker.request("POST", "/forgot", url.Values{"email": {"Second@shop.example"}})
	r.Host = "evil.example"
	r.Header.Set("X-Forwarded-Host", "evil.example")
	r.Header.Set("Forwarded", "host=evil.example;proto=https")
	if got := asker.do(r); got.status != http.StatusOK || !strings.Contains(got.body, "Look into your mailbox") {
		t.Fatalf("%d %.300s", got.status, got.body)
	}
	m := post.to(s, "second@shop.example", 1)[0]
	if strings.Contains(m.text+m.html, "evil.example") {
		t.Errorf("it leads elsewhere: %s", m.text)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Get("Subject"))
	s.check(err)
	if !strings.Contains(subject, "Passwort") {
		t.Errorf("the subject is %q", subject)
	}
	link := m.welcome(s)
	if second.get("/profile").status != http.StatusOK {
		t.Error("asking has signed somebody out")
	}
	if got := asker.post(link, "password", "another good password"); got.status != http.StatusSeeOther || got.header.Get("Location") != "/login/code?next=%2Fdesk" {
		t.Fatalf("%d to %s", got.status, got.header.Get("Location"))
	}
	if asker.get("/profile").status == http.StatusOK {
		t.Error("the second factor is not asked for")
	}
	if second.get("/profile").status != http.StatusUnauthorized {
		t.Error("the sessions from before go on")
	}
	if got := s.stranger().post(link, "password", "another good password"); got.status != http.StatusNotFound {
		t.Errorf("the link works twice: %d", got.status)
	}
	if acts := s.rows("SELECT what, object, detail, address FROM audit ORDER BY n"); !strings.Contains(acts, models.ActLinkAsked) || !strings.Contains(acts, asker.address) {
		t.Errorf("the audit log: %s", acts)
	}
}

// A34 A37 A38
func TestForgot_KnownAndUnknown_GetTheSameAnswerAtTheSameTime(t *testing.T) {
	s := newMailSite(t)
	post := s.mailing()
	took := map[bool][]time.Duration{}
	var page answer
	apart := func() time.Duration { return (slices.Min(took[true]) - slices.Min(took[false])).Abs() }
	for i := 0; i < 6 || i < 30 && i%2 > 0 || i < 30 && apart() > 100*time.Millisecond; i++ { // a busy machine is late at times
		email, known := "nobody@shop.example", i%2 == 0
		if known {
			email = "second@shop.example"
		}
		p := s.stranger()
		began := time.Now()
		got := p.post("/forgot", "email", email)
		took[known] = append(took[known], time.Since(began))
		if page.body == "" {
			page = got
		}
		if got.status != http.StatusOK || got.body != page.body || got.header.Get("Set-Cookie") != page.header.Get("Set-Cookie") {
			t.Errorf("%s: %d, %.100s", email, got.status, got.body)
		}
	}
	if apart() > 100*time.Millisecond {
		t.Errorf("%v apart: %v", apart(), took)
	}
	for range 2 { // more than an hour has; from somewhere else
		if got := s.stranger().post("/forgot", "email", "second@shop.example"); got.status != http.StatusOK || got.body != page.body {
			t.Errorf("after many: %d", got.status)
		}
	}
	post.to(s, "second@shop.example", models.MostResetsAnHour)
	s.agent("second") // is not locked out
	if len(post.taken()) != models.MostResetsAnHour {
		t.Errorf("%d mails", len(post.taken()))
	}
	flood := s.stranger()
	last := 0
	for i := 0; i < 15 && last != http.StatusTooManyRequests; i++ {
		last = flood.post("/forgot", "email", fmt.Sprintf("nobody%d@shop.example", i)).status
	}
	if last != http.StatusTooManyRequests {
		t.Error("an address asks as often as it likes")
	}
	if got := s.stranger().post("/forgot", "email", "no address"); got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "name@example.com") {
		t.Errorf("%d", got.status)
	}
}

func TestForgot_WithoutAMailServer_SaysWhomToAsk(t *testing.T) {
	s := newSite(t)
	for _, got := range []answer{s.stranger().get("/forgot"), s.stranger().post("/forgot", "email", "second@shop.example")} {
		if !strings.Contains(got.body, "Ask an admin of your team") {
			t.Errorf("%d %.300s", got.status, got.body)
		}
	}
	if rows := s.rows("SELECT agent_id FROM agent_links UNION ALL SELECT id FROM deliveries"); rows != "" {
		t.Errorf("it keeps %s", rows)
	}
}

// M-26 A35
func TestInvite_ByMail_LeadsToTheConfiguredAddress(t *testing.T) {
	s := newMailSite(t)
	owner := s.agent("owner")
	without := owner.post("/team", "name", "Ana Test", "email", "ana@shop.example", "role", "agent", "max_chats", "2")
	if without.status != http.StatusOK || strings.Contains(without.body, "on its way") {
		t.Errorf("%d %.400s", without.status, without.body)
	}
	post := s.mailing()
	post.to(s, "ana@shop.example", 1) // once there is a server it goes out
	r := owner.request("POST", "/team", url.Values{"name": {"Jonas Weil"}, "email": {"jonas@shop.example"}, "role": {"agent"}, "max_chats": {"2"}})
	for _, cookie := range owner.client.Jar.Cookies(r.URL) { // the jar goes by the host
		r.AddCookie(cookie)
	}
	r.Host = "evil.example"
	r.Header.Set("X-Forwarded-Host", "evil.example")
	got := owner.do(r)
	if got.status != http.StatusOK || !strings.Contains(got.body, "An email is on its way to jonas@shop.example.") || !strings.Contains(got.body, "Copy") || strings.Contains(got.body, "evil.example") {
		t.Fatalf("%d %.600s", got.status, got.body)
	}
	m := post.to(s, "jonas@shop.example", 1)[0]
	if !strings.Contains(got.body, m.welcome(s)) {
		t.Error("the mail and the page have different links")
	}
	if strings.Contains(m.text+m.html, "evil.example") || !strings.Contains(m.text, "Owner Test") {
		t.Errorf("%s", m.text)
	}
	if kept := s.rows("SELECT payload FROM deliveries"); strings.Contains(kept, strings.TrimPrefix(m.welcome(s), "/welcome/")) {
		t.Error("the outbox has the secret")
	}
	if got := s.stranger().post(m.welcome(s), "password", "another good password"); got.status != http.StatusSeeOther {
		t.Errorf("%d", got.status)
	}
}

// A36
func TestLogin_NextElsewhere_LeadsToTheDesk(t *testing.T) {
	s := newSite(t)
	for _, next := range []string{"//evil.example", `/\evil.example`, `\\evil.example`, "https:evil.example", "https://evil.example/desk", "\t//evil.example", "/\t/evil.example", "%09//evil.example",
		"/%09/evil.example/..//evil.example", "/.//evil.example", "/%2Fevil.example", "/%5Cevil.example", "javascript:alert(1)", "desk", " /desk", "/desk\r\nX-Evil: 1", "///evil.example", "http:/evil.example", "//evil.example%2F@127.0.0.1/"} {
		p := s.stranger()
		page := p.get("/login?" + url.Values{"next": {next}}.Encode())
		if strings.Contains(page.body, `name="next" value="//`) || strings.Contains(page.body, "javascript:") {
			t.Errorf("%q stands in the page", next)
		}
		got := p.post("/login", "email", "second@shop.example", "password", sitePassword, "next", next)
		to := got.header.Get("Location")
		base, err := url.Parse("http://127.0.0.1/login")
		s.check(err)
		at, err := base.Parse(strings.NewReplacer(`\`, "/", "\t", "").Replace(to)) // as browsers read it
		if got.status != http.StatusSeeOther || err != nil || at.Host != "127.0.0.1" || at.Scheme != "http" || got.header.Get("X-Evil") != "" {
			t.Errorf("%q leads to %q (%v)", next, to, err)
		}
		if got := p.get("/login?" + url.Values{"next": {next}}.Encode()); got.header.Get("Location") != to {
			t.Errorf("signed in, %q leads to %q", next, got.header.Get("Location"))
		}
	}
	if got := s.stranger().post("/login", "email", "second@shop.example", "password", sitePassword, "next", "/team?done=saved"); got.header.Get("Location") != "/team?done=saved" {
		t.Errorf("its own path leads to %q", got.header.Get("Location"))
	}
}

// M-20
func TestNotices_ByMail_GoOutTogetherAndNotWhenSeen(t *testing.T) {
	t.Parallel()
	s := newMailSite(t)
	post := s.mailing()
	second := s.agent("second")
	s.check(s.app.mailNoticesOnce(s.Context(), utcNow())) // from now on it is known that there is a server
	if got := second.post("/settings/notifications/mail"); got.status != http.StatusSeeOther {
		t.Fatalf("%d %.300s", got.status, got.body)
	}
	s.check(s.app.mailNoticesOnce(s.Context(), utcNow()))
	m := post.to(s, "second@shop.example", 1)[0]
	if !strings.Contains(m.text, "http://127.0.0.1/settings/notifications") || !strings.Contains(m.text, "Test notification") {
		t.Errorf("%s", m.text)
	}
	if got := second.get("/settings/notifications"); !strings.Contains(got.body, "Send a test email") || !strings.Contains(got.body, "Email") || !strings.Contains(got.body, ">Sent<") {
		t.Errorf("the log: %s", got.body)
	}
	agent := s.agent("agent") // what comes next has five seconds
	var ids []string
	for _, words := range []string{"Never mind", "It leaks, https://evil.example"} {
		visitor := s.visitor()
		ids = append(ids, visitor.asks()) // nobody is online
		visitor.must("/w/shop/leave", "client_id", s.id(), "email", "hanna@fjellpost.example", "message", words)
		if words != "Never mind" {
			continue
		}
		if got := agent.post("/desk/"+ids[0]+"/seen", "seq", "1"); got.status != http.StatusNoContent {
			t.Fatalf("%d %s", got.status, got.body)
		}
	}
	m = post.to(s, "agent@shop.example", 1)[0] // seconds later, by the job
	if !strings.Contains(m.text, "Message left") || !strings.Contains(m.text, "It leaks") || !strings.Contains(m.text, "http://127.0.0.1/desk/"+ids[1]+"?list=left") || strings.Contains(m.text, "Never mind") ||
		strings.Contains(m.html, `href="https://evil`) {
		t.Errorf("%s", m.text)
	}
	for _, raw := range post.taken() {
		if m := s.read(raw); strings.Contains(m.Get("To"), "other@") {
			t.Error("another bot's agent is told")
		}
	}
}

// A35 A39: an admin sets a mail server of his own and asks for an owner's link.
func TestForgot_ServerOfAnAdmin_HasNoLinkForAnOwnerUntilAnOwnerSavesIt(t *testing.T) {
	s := newMailSite(t)
	post := &letters{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	s.check(err)
	server := smtp.NewServer(post)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	save := func(by *person) {
		t.Helper()
		host, port, err := net.SplitHostPort(listener.Addr().String())
		s.check(err)
		was := regexp.MustCompile(`name="was" value="([^"]*)"`).FindStringSubmatch(by.get("/settings/email").body)[1]
		if got := by.post("/settings/email", "was", was, "host", host, "port", port, "security", "none", "sender", "desk@shop.example"); got.status != http.StatusSeeOther {
			t.Fatalf("%d %.300s", got.status, got.body)
		}
	}
	admin, owner := s.agent("admin"), s.agent("owner")
	save(admin)
	var pages []string
	for _, who := range []string{"owner", "admin", "second", "nobody"} {
		got := s.stranger().post("/forgot", "email", who+"@shop.example")
		pages = append(pages, fmt.Sprint(got.status, got.body))
	}
	if len(slices.Compact(pages)) != 1 {
		t.Error("they are answered differently")
	}
	post.to(s, "second@shop.example", 1)
	dropped := func() string {
		return s.rows("SELECT address, error FROM deliveries WHERE state = 'dropped' ORDER BY address")
	}
	eventually(t, "the others are dropped", func() bool { return strings.Count(dropped(), models.ErrNotOwners.Message) == 2 })
	if all := post.taken(); len(all) != 1 {
		t.Errorf("%d mails", len(all))
	}
	got := owner.post("/team", "name", "Ada Test", "email", "ada@shop.example", "role", "admin", "max_chats", "2")
	if got.status != http.StatusOK || strings.Contains(got.body, "on its way") || !strings.Contains(got.body, "Copy") {
		t.Errorf("%d %.400s", got.status, got.body)
	}
	eventually(t, "no more is the invitation sent", func() bool { return strings.Count(dropped(), models.ErrNotOwners.Message) == 3 })
	id := strings.TrimPrefix(strings.TrimSpace(s.rows("SELECT id FROM deliveries WHERE address = 'owner@shop.example'")), "id=")
	if got := admin.post("/settings/email/outbox/" + id + "/again"); got.status != http.StatusSeeOther {
		t.Errorf("%d %.300s", got.status, got.body)
	}
	eventually(t, "it is dropped again", func() bool { return strings.Count(dropped(), models.ErrNotOwners.Message) == 3 })
	save(owner)
	if got := owner.post("/settings/email/outbox/" + id + "/again"); got.status != http.StatusSeeOther {
		t.Errorf("%d %.300s", got.status, got.body)
	}
	if m := post.to(s, "owner@shop.example", 1)[0]; !strings.Contains(m.text, "/welcome/") {
		t.Errorf("%s", m.text)
	}
	if all := post.taken(); len(all) != 2 {
		t.Errorf("%d mails", len(all))
	}
}

// A37: who sends the form slowly measures nothing either.
func TestForgot_FormThatComesSlowly_IsAnsweredAsLate(t *testing.T) {
	s := newMailSite(t)
	s.mailing()
	for _, email := range []string{"second@shop.example", "nobody@shop.example"} {
		p := s.stranger()
		r := p.request("POST", "/forgot", url.Values{"email": {email}})
		form, rest := r.Body, make(chan time.Time, 1)
		r.Body = io.NopCloser(io.MultiReader(io.LimitReader(form, 5), late{600 * time.Millisecond, rest}, form))
		got := p.do(r)
		if took := time.Since(<-rest); got.status != http.StatusOK || took < 400*time.Millisecond {
			t.Errorf("%s: %d, %v after its end", email, got.status, took)
		}
	}
}

// late is nothing, after some time.
type late struct {
	wait time.Duration
	over chan time.Time
}

func (l late) Read([]byte) (int, error) {
	time.Sleep(l.wait)
	l.over <- time.Now()
	return 0, io.EOF
}
