package main

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"deskbell/models"
)

var wayPattern = regexp.MustCompile(`http://127\.0\.0\.1(/c/[A-Za-z0-9_-]{43})`)

const vera = "vera@visitors.example"

// mailedOnce has a visitor leave a message, answers it, and is the path of the way back that was mailed.
func (s *site) mailedOnce(post *letters) (visitor *person, chat, path string) {
	s.Helper()
	s.mails(models.BotMail{AnswersAfter: 1, Away: 1})
	visitor = s.visitor()
	chat = visitor.asks()
	visitor.must("/w/shop/leave", "client_id", s.id(), "email", vera, "message", "Is the blue one in stock?")
	agent := s.agent("agent")
	agent.must("/desk/" + chat + "/takeover")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "It is.")
	return visitor, chat, s.way(post.to(s, vera, 1)[0])
}

func (s *site) way(l letter) string {
	s.Helper()
	found := wayPattern.FindStringSubmatch(l.text)
	if found == nil || !strings.Contains(l.html, found[0]) {
		s.Fatalf("no way back in %q", l.text)
	}
	return found[1]
}

func newSecret() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// M-8 A39
func TestAnswers_VisitorAway_AreMailedWithAWayBackAndNoWordOfHis(t *testing.T) {
	s := newMailSite(t)
	post := s.mailing()
	visitor, chat, path := s.mailedOnce(post)
	first := post.to(s, vera, 1)[0]
	for what, text := range map[string]string{"text": first.text, "HTML": first.html} {
		if !strings.Contains(text, "It is.") || strings.Contains(text, "blue") {
			t.Errorf("the %s is %s", what, text)
		}
	}
	if l := first.Get("List-Unsubscribe"); !strings.Contains(l, "<http://127.0.0.1"+path+"/stop>") {
		t.Errorf("List-Unsubscribe is %q", l)
	}
	stranger := s.stranger()
	secret := newSecret()
	got := stranger.post(path, "secret", secret)
	if got.status != http.StatusOK || !strings.Contains(got.body, `"had":false`) {
		t.Fatalf("going back: %d %s", got.status, got.body)
	}
	stranger.token = secret
	if stranger.conversation() != chat {
		t.Error("it is another conversation")
	}
	if got := visitor.post(path, "secret", newSecret(), "had", visitor.token); !strings.Contains(got.body, `"had":true`) {
		t.Errorf("in the browser that was the visitor's: %d %s", got.status, got.body)
	}
	if visitor.conversation() != chat {
		t.Error("the visitor's own browser has lost the conversation")
	}
	agent := s.agent("agent")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "In two sizes.")
	second := post.to(s, vera, 2)[1]
	if !strings.Contains(second.text, "In two sizes.") || second.Get("In-Reply-To") != first.Get("Message-ID") || !strings.Contains(second.Get("References"), first.Get("Message-ID")) {
		t.Errorf("the second mail answers %q, not %q: %s", second.Get("In-Reply-To"), first.Get("Message-ID"), second.text)
	}
}

// F36
func TestAnswers_RestartBeforeTheyAreMailed_ComeOnceAfterIt(t *testing.T) {
	s := newMailSite(t)
	post := s.mailing()
	s.mails(models.BotMail{AnswersAfter: 1, Away: 1})
	visitor := s.visitor()
	chat := visitor.asks()
	visitor.must("/w/shop/leave", "client_id", s.id(), "email", vera, "message", "Is the blue one in stock?")
	watching := visitor.stream("/w/shop/stream?after=0")
	watching.until("Is the blue one")
	agent := s.agent("agent")
	agent.must("/desk/" + chat + "/takeover")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "It is.")
	watching.until("It is.")
	s.stop() // while the visitor looks, and before the timer
	s.start()
	post.to(s, vera, 1)
	s.stop()
	s.start()
	if n := len(post.to(s, vera, 1)); n != 1 {
		t.Errorf("%d mails", n)
	}
}

func TestAnswers_PageOpen_AreNotMailedUntilItIsClosed(t *testing.T) {
	s := newMailSite(t)
	post := s.mailing()
	s.mails(models.BotMail{AnswersAfter: 1, Away: 1})
	visitor := s.visitor()
	chat := visitor.asks()
	visitor.must("/w/shop/leave", "client_id", s.id(), "email", vera, "message", "Is the blue one in stock?")
	watching := visitor.stream("/w/shop/stream?after=0")
	agent := s.agent("agent")
	agent.must("/desk/" + chat + "/takeover")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "It is.")
	watching.until("It is.")
	due := func() string { return s.rows("SELECT due FROM timers WHERE token = 'answers'") }
	first := due()
	eventually(t, "the timer has looked and will look again", func() bool { now := due(); return now != "" && now != first })
	if n := len(post.taken()); n != 0 {
		t.Errorf("%d mails while the page is open", n)
	}
	watching.close()
	post.to(s, vera, 1)
}

// A29
func TestWayBack_Looking_ShowsAButtonAloneAndChangesNothing(t *testing.T) {
	s := newMailSite(t)
	_, chat, path := s.mailedOnce(s.mailing())
	kept := func() string {
		return s.rows("SELECT used_at, clicked_at, stopped_at FROM ways_back") + s.rows("SELECT COUNT(*) FROM visitor_tokens")
	}
	before := kept()
	for _, at := range []string{path, path + "/stop"} {
		for _, method := range []string{"GET", "HEAD"} {
			p := s.stranger()
			r := p.request(method, at, nil)
			r.Header.Set("Accept", "text/html")
			got := p.do(r)
			if got.status != http.StatusOK || got.header.Get("Cache-Control") != "no-store" || got.header.Get("Referrer-Policy") != "strict-origin" || got.header.Get("X-Robots-Tag") == "" || got.header.Get("Set-Cookie") != "" {
				t.Errorf("%s %s: %d %v", method, at, got.status, got.header)
			}
			for _, part := range []string{"blue", "It is.", vera, chat, "Vera"} {
				if strings.Contains(got.body, part) {
					t.Errorf("%s %s shows %q", method, at, part)
				}
			}
			if method == "GET" && !strings.Contains(got.body, "Bot shop") {
				t.Errorf("%s does not say whose chat it is", at)
			}
			// A25: who was given somebody else's link is to see it
			if method == "GET" && at == path && !strings.Contains(got.body, vera[:1]+"•••@"+vera[strings.IndexByte(vera, '@')+1:]) {
				t.Errorf("%s does not say whom the link was mailed to", at)
			}
		}
	}
	if after := kept(); after != before {
		t.Errorf("looking has changed %s into %s", before, after)
	}
}

func TestWayBack_BadLinks_AreAllTheSamePage(t *testing.T) {
	s := newMailSite(t)
	_, chat, path := s.mailedOnce(s.mailing())
	over := strings.Repeat("x", 43)
	bodies := map[string]string{}
	look := func(what, at string) {
		t.Helper()
		p := s.stranger()
		r := p.request("GET", at, nil)
		r.Header.Set("Accept", "text/html")
		got := p.do(r)
		if got.status != http.StatusNotFound {
			t.Errorf("%s: %d", what, got.status)
		}
		bodies[got.body] = what
		if got := p.post(at, "secret", newSecret()); got.status != http.StatusNotFound {
			t.Errorf("going back, %s: %d %s", what, got.status, got.body)
		}
	}
	for what, token := range map[string]string{"unknown": over, "cut": path[3 : len(path)-1], "with more": path[3:] + "A", "of another kind": "%00", "long": strings.Repeat("y", 900)} {
		look(what, "/c/"+token)
		if what != "of another kind" {
			look(what+", stop", "/c/"+token+"/stop")
		}
	}
	s.change("UPDATE ways_back SET used_at = 1")
	look("over", path)
	look("over, stop", path+"/stop")
	s.change("UPDATE ways_back SET used_at = ?", utcNow().UnixMilli())
	if got := s.stranger().get(path); got.status != http.StatusOK {
		t.Fatalf("the good one: %d", got.status)
	}
	owner := s.agent("owner")
	s.agent("agent").must("/desk/" + chat + "/close")
	owner.must("/desk/" + chat + "/erase")
	look("of an erased conversation", path)
	if len(bodies) != 1 {
		t.Errorf("there are %d pages", len(bodies))
	}
	if got := s.stranger().get("/join/" + over); len(got.body) == 0 || bodies[got.body] == "" {
		t.Error("a guest's bad link looks other than these")
	}
}

// A39
func TestStopMails_OneClickOfAMailProgram_IsTakenFromNowhereElse(t *testing.T) {
	s := newMailSite(t)
	post := s.mailing()
	_, chat, path := s.mailedOnce(post)
	foreign := s.stranger().request("POST", path+"/stop", url.Values{"List-Unsubscribe": {"One-Click"}})
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	foreign.Header.Set("Origin", "https://evil.example")
	if got := s.stranger().do(foreign); got.status != http.StatusForbidden {
		t.Errorf("from another site's page: %d", got.status)
	}
	click := s.stranger().request("POST", path+"/stop", url.Values{"List-Unsubscribe": {"One-Click"}})
	click.Header.Del("Sec-Fetch-Site")
	if got := s.stranger().do(click); got.status != http.StatusOK {
		t.Fatalf("one click: %d %s", got.status, got.body)
	}
	agent := s.agent("agent")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "Are you there?")
	eventually(t, "the desk says that nothing was mailed", func() bool {
		return strings.Contains(agent.get("/desk/"+chat).body, "Nothing was emailed to")
	})
	if n := len(post.taken()); n != 1 {
		t.Errorf("%d mails were sent", n)
	}
	if got := agent.post("/desk/"+chat+"/transcript", "client_id", s.id(), "to", "visitor"); got.status != http.StatusConflict || !strings.Contains(got.body, "stopped") {
		t.Errorf("a transcript: %d %s", got.status, got.body)
	}
}

func TestWayBack_NoSecretOrOneThatIsNone_IsRefused(t *testing.T) {
	s := newMailSite(t)
	_, _, path := s.mailedOnce(s.mailing())
	for _, secret := range []string{"", "short", newSecret() + "=", strings.Repeat("ä", 43)} {
		if got := s.stranger().post(path, "secret", secret); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d %s", secret, got.status, got.body)
		}
	}
	other := s.visitor()
	other.say("Hello")
	own := other.conversation()
	if got := other.post(path, "secret", newSecret(), "had", other.token); got.status != http.StatusOK || !strings.Contains(got.body, `"had":false`) {
		t.Errorf("a browser that has been another visitor's: %d %s", got.status, got.body)
	}
	if other.conversation() != own {
		t.Error("the other visitor's secret leads elsewhere now")
	}
	p := s.stranger()
	refused := 0
	for n := 0; n < 300 && refused == 0; n++ { // one comes back in two seconds
		if p.post(path, "secret", newSecret()).status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused == 0 {
		t.Error("one address may go back as often as it likes")
	}
}

func TestTranscript_ByEmail_ToTheAgentAndToTheVisitor(t *testing.T) {
	s := newMailSite(t)
	post := s.mailing()
	visitor, chat, path := s.mailedOnce(post)
	agent := s.agent("agent")
	form := agent.get("/desk/" + chat + "/transcript").body
	for _, part := range []string{"To the visitor, " + vera, "To me, agent@shop.example", "at most 3 emails"} {
		if !strings.Contains(form, part) {
			t.Errorf("the dialog does not say %q", part)
		}
	}
	agent.must("/desk/"+chat+"/transcript", "client_id", s.id(), "to", "me")
	mine := post.to(s, "agent@shop.example", 1)[0]
	if !strings.Contains(mine.text, "Is the blue one in stock?") || !strings.Contains(mine.text, "It is.") || wayPattern.MatchString(mine.text) {
		t.Errorf("to the agent: %s", mine.text)
	}
	agent.must("/desk/"+chat+"/transcript", "client_id", s.id(), "to", "visitor")
	his := post.to(s, vera, 2)[1]
	if strings.Contains(his.text, "blue") || !strings.Contains(his.text, "It is.") || s.way(his) != path {
		t.Errorf("to an address that is not known to be the visitor's: %s", his.text)
	}
	if got := visitor.post(path, "secret", newSecret(), "had", visitor.token); got.status != http.StatusOK {
		t.Fatal(got.body)
	}
	agent.must("/desk/"+chat+"/transcript", "client_id", s.id(), "to", "visitor")
	if his = post.to(s, vera, 3)[2]; !strings.Contains(his.text, "Is the blue one in stock?") {
		t.Errorf("to the visitor: %s", his.text)
	}
	if log := agent.get("/desk/" + chat).body; !strings.Contains(log, "The transcript was emailed to "+vera) {
		t.Error("the log does not say it")
	}
	for _, to := range []string{"", "boss@elsewhere.example"} {
		if got := agent.post("/desk/"+chat+"/transcript", "client_id", s.id(), "to", to); got.status != http.StatusUnprocessableEntity {
			t.Errorf("to %q: %d", to, got.status)
		}
	}
	if got := s.agent("other").post("/desk/"+chat+"/transcript", "client_id", s.id(), "to", "me"); got.status != http.StatusNotFound {
		t.Errorf("another bot's agent: %d", got.status)
	}
	if audit := s.rows("SELECT what FROM audit WHERE what = 'Transcript mailed'"); strings.Count(audit, "Transcript mailed") != 3 {
		t.Errorf("the audit has %q", audit)
	}
}
