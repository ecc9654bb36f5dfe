package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/models"
)

// mails sets what the bot "shop" sends by email.
func (s *site) mails(m models.BotMail) {
	s.Helper()
	bot, err := s.app.store.BotByKey(context.Background(), "shop")
	s.check(err)
	changed := *bot
	changed.Settings.Mail = m
	s.check(s.app.store.SaveBot(context.Background(), &changed, time.Now()))
}

// invited is a visitor who asks for a person, and the path of the link that somebody was sent.
func (s *site) invited(address string) (visitor *person, path string) {
	s.Helper()
	s.mails(models.BotMail{Wanted: []string{address}, Untaken: []string{"late@guests.example"}, UntakenAfter: 3600})
	visitor = s.visitor()
	return visitor, s.linkTo(address, visitor.asks())
}

// linkTo is the path of an address's link into a conversation.
func (s *site) linkTo(address, conversation string) string {
	s.Helper()
	found := tableName.FindStringSubmatch(s.rows("SELECT id AS name FROM guest_links WHERE address = ? AND conversation_id = ?", address, conversation))
	if found == nil {
		s.Fatalf("%s was sent no link", address)
	}
	token, err := s.app.store.MailToken(context.Background(), models.Mail{Purpose: models.MailJoin, Link: found[1]})
	s.check(err)
	return "/join/" + token
}

// joins lets a new browser in.
func (s *site) joins(path, name string) *person {
	s.Helper()
	p := s.stranger()
	p.enters(path, name)
	return p
}

func (p *person) enters(path, name string) {
	p.Helper()
	if got := p.post(path, "name", name); got.status != http.StatusSeeOther || got.header.Get("Location") != path+"?in" {
		p.Fatalf("joining as %q: %d to %q\n%.300s", name, got.status, got.header.Get("Location"), got.body)
	}
}

// guestActs are everything a guest may post, with what makes it whole.
func (s *site) guestActs() map[string]url.Values {
	return map[string]url.Values{"/takeover": {}, "/handback": {}, "/leave": {}, "/say": {"client_id": {s.id()}, "text": {"Hello"}},
		"/typing": {"on": {"1"}}, "/seen": {"seq": {"1"}}, "/files": {}}
}

// withoutOnce is the name form without what makes each of them one of its own.
func withoutOnce(page string) string {
	return regexp.MustCompile(`name="once" value="[^"]*"`).ReplaceAllString(page, "")
}

// A31: who only looks at a link, as scanners of mail do, changes nothing and learns nothing.
func TestJoin_LookedAtManyTimes_ChangesNothingAndShowsNothing(t *testing.T) {
	s := newSite(t)
	visitor, path := s.invited("sam@guests.example")
	visitor.say("My secret order is 4711")
	state := func() string {
		return s.rows("SELECT * FROM guest_links") + s.rows("SELECT * FROM guests") + s.rows("SELECT * FROM conversations") +
			s.rows("SELECT COUNT(*) FROM entries") + s.rows("SELECT COUNT(*) FROM ways_back")
	}
	before, scanner := state(), s.stranger()
	first := scanner.get(path)
	for range 20 {
		if got := scanner.get(path); got.status != http.StatusOK || withoutOnce(got.body) != withoutOnce(first.body) {
			t.Fatalf("another look: %d\n%s", got.status, got.body)
		}
	}
	head := scanner.do(scanner.request("HEAD", path, nil))
	if head.status != http.StatusOK || head.body != "" {
		t.Errorf("HEAD: %d %q", head.status, head.body)
	}
	for _, more := range []string{"?utm_source=mail&x=%22", "/", "?left", "?name=Eve&once=x"} {
		got := scanner.get(path + more)
		if got.status == http.StatusPermanentRedirect {
			got = scanner.get(got.header.Get("Location"))
		}
		if got.status != http.StatusOK || !strings.Contains(got.body, "Your name") {
			t.Errorf("rewritten with %q: %d", more, got.status)
		}
	}
	escaped := strings.NewReplacer("-", "%2D", "_", "%5F").Replace(path)
	if got := scanner.get(escaped); got.status != http.StatusOK {
		t.Errorf("with escapes: %d", got.status)
	}
	for _, word := range []string{"4711", "A person", "Hello. What is it?", "Visitor", "sam@", "data-seq", "<script"} {
		if strings.Contains(first.body, word) {
			t.Errorf("the page says %q", word)
		}
	}
	if h := first.header; h.Get("Set-Cookie") != "" || h.Get("Cache-Control") != "no-store" || h.Get("Referrer-Policy") != "strict-origin" ||
		!strings.Contains(h.Get("X-Robots-Tag"), "noindex") || !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
		t.Errorf("its headers are %v", h)
	}
	for path, form := range s.actsAt(path) {
		if got := scanner.do(scanner.request("POST", path, form)); got.status != http.StatusNotFound {
			t.Errorf("POST %s: %d", path, got.status)
		}
	}
	if after := state(); after != before {
		t.Errorf("something changed:\n%s\n%s", before, after)
	}
	guest := s.joins(path, "Sam Berg")
	if page := guest.get(path).body; !strings.Contains(page, "4711") || !strings.Contains(page, "Take over") {
		t.Errorf("the link is not good any more:\n%s", page)
	}
	if strings.Contains(scanner.get(path).body, "4711") {
		t.Error("who has not joined sees the conversation")
	}
}

func (s *site) actsAt(path string) map[string]url.Values {
	all := map[string]url.Values{}
	for act, form := range s.guestActs() {
		all[path+act] = form
	}
	return all
}

// A33: one same page for every link that is not good.
func TestJoin_BadLinks_GetOneSamePage(t *testing.T) {
	s := newSite(t)
	visitor, good := s.invited("sam@guests.example")
	revoked, over := s.linkOf("one@guests.example"), s.linkOf("two@guests.example")
	link := func(path string) string {
		return tableName.FindStringSubmatch(s.rows("SELECT id AS name FROM guest_links WHERE conversation_id = ?", path))[1]
	}
	s.agent("agent").must("/desk/" + revoked.conversation + "/guests/" + link(revoked.conversation) + "/revoke")
	s.agent("agent").must("/desk/" + over.conversation + "/takeover")
	s.agent("agent").must("/desk/" + over.conversation + "/close")
	s.sets("UPDATE conversations SET closed_at = 1000 WHERE id = ?", over.conversation)
	bad := map[string]string{"cut": good[:len(good)-1], "longer": good + "a", "changed": good[:len(good)-2] + "zz", "none": "/join/x", "strange": "/join/%00%ff",
		"unknown": "/join/" + strings.Repeat("A", 43), "revoked": revoked.path, "over": over.path, "cut with a slash": good[:len(good)-1] + "/"}
	want := answer{}
	for name, path := range bad {
		for _, who := range []*person{s.stranger(), s.agent("owner"), visitor} {
			for method, got := range map[string]answer{"GET": who.get(path), "POST": who.post(strings.TrimSuffix(path, "/"), "name", "Eve")} {
				if want.body == "" {
					want = got
				}
				if got.status != http.StatusNotFound || got.body != want.body || got.header.Get("Set-Cookie") != "" {
					t.Errorf("%s %s: %d\n%s", method, name, got.status, got.body)
				}
			}
		}
	}
	if !strings.Contains(want.body, "ask whoever sent it for a new one") || strings.Contains(want.body, "shop") {
		t.Errorf("the page is\n%s", want.body)
	}
}

// sets changes what is kept behind the program's back: time that has passed.
func (s *site) sets(query string, args ...any) {
	s.Helper()
	on, err := sql.Open("sqlite3", "file:"+filepath.Join(s.folder, db.FileName)+"?_busy_timeout=5000")
	s.check(err)
	defer on.Close()
	_, err = on.Exec(query, args...)
	s.check(err)
}

// linked is a link into a conversation of its own.
type linked struct{ conversation, path string }

func (s *site) linkOf(address string) linked {
	s.Helper()
	visitor, path := s.invited(address)
	return linked{visitor.conversation(), path}
}

// A29
func TestJoin_NamesOfOthers_AreRefusedAndTheirOwnIsMarked(t *testing.T) {
	s := newSite(t)
	visitor, path := s.invited("sam@guests.example")
	for _, name := range []string{"", "   ", "Support", "SUPPORT", "admin", "Agent Test", "agent test", "Аgent Test", "Owner Test", "Bot shop", strings.Repeat("x", 41), "\u202eSam", "<b>", "…"} {
		got := s.stranger().post(path, "name", name)
		if name == "\u202eSam" && got.status == http.StatusSeeOther {
			continue // what turns the text around is taken out
		}
		if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, `aria-invalid="true"`) || !strings.Contains(got.body, `role="alert"`) || got.header.Get("Set-Cookie") != "" {
			t.Errorf("%q: %d\n%.2000s", name, got.status, got.body)
		}
	}
	guest := s.joins(path, "Sam O'Neil & Søn")
	guest.must(path + "/takeover")
	guest.must(path+"/say", "client_id", s.id(), "text", "Hello")
	for name, log := range map[string]string{"visitor": visitor.get("/w/shop/log").body, "desk": s.agent("agent").get("/desk/" + visitor.conversation()).body} {
		if !strings.Contains(log, "Sam O&#39;Neil &amp; Søn") || !strings.Contains(log, "guest") {
			t.Errorf("%s: the guest is not marked as one:\n%s", name, log)
		}
	}
}

// A30: each link lets some browsers in, whoever was put out stays out, and only the one link is meant by it.
func TestJoin_ManyAndAfterRevoke_LimitsHold(t *testing.T) {
	s := newSite(t)
	s.mails(models.BotMail{Wanted: []string{"sam@guests.example", "kim@guests.example"}})
	visitor := s.visitor()
	chat := visitor.asks()
	path, other := s.linkTo("sam@guests.example", chat), s.linkTo("kim@guests.example", chat)
	kim := s.joins(other, "Kim")
	var in []*person
	for i := range 12 {
		p := s.stranger()
		got := p.post(path, "name", fmt.Sprintf("Sam %c", 'A'+i))
		if i < models.MostGuests && got.status != http.StatusSeeOther || i >= models.MostGuests && (got.status != http.StatusConflict || got.header.Get("Set-Cookie") != "") {
			t.Fatalf("browser %d: %d %.300s", i+1, got.status, got.body)
		}
		if got.status == http.StatusSeeOther {
			in = append(in, p)
		}
	}
	sam := in[0]
	sam.must(path + "/takeover")
	feed, others := sam.stream(path+"/stream?after=0"), kim.stream(other+"/stream?after=0")
	feed.until("You are answering")
	others.until("is answering")
	link := tableName.FindStringSubmatch(s.rows("SELECT id AS name FROM guest_links WHERE address = 'sam@guests.example'"))[1]
	agent := s.agent("agent")
	if dialog := agent.get("/desk/" + chat + "/guests/" + link + "/revoke"); dialog.status != http.StatusOK || !strings.Contains(dialog.body, "sam@guests.example") {
		t.Fatalf("%d %s", dialog.status, dialog.body)
	}
	if got := s.agent("other").post("/desk/" + chat + "/guests/" + link + "/revoke"); got.status != http.StatusNotFound {
		t.Errorf("another bot's agent: %d", got.status)
	}
	agent.must("/desk/" + chat + "/guests/" + link + "/revoke")
	feed.until("gone")
	feed.ended()
	for _, p := range in[:2] {
		if got := p.get(path); got.status != http.StatusNotFound {
			t.Errorf("a guest who was put out: %d", got.status)
		}
		if got := p.post(path, "name", "Sam again"); got.status != http.StatusNotFound {
			t.Errorf("a guest who was put out comes again: %d", got.status)
		}
		for address, form := range s.actsAt(path) {
			if got := p.do(p.request("POST", address, form)); got.status != http.StatusNotFound {
				t.Errorf("%s: %d", address, got.status)
			}
		}
		if f := p.stream(path + "/stream?after=0"); f.status != http.StatusNotFound {
			t.Errorf("a stream: %d", f.status)
		}
	}
	if got := kim.get(other); got.status != http.StatusOK || !strings.Contains(got.body, "Take over") {
		t.Errorf("the other guest: %d", got.status)
	}
	if log := visitor.get("/w/shop/log").body; strings.Contains(log, "End chat") {
		t.Error("the visitor is still said to be with the guest")
	}
	agent.must("/desk/" + chat + "/guests/" + link + "/revoke") // twice changes nothing
	if noted := s.rows("SELECT what FROM audit WHERE what = 'Guest link revoked'"); strings.Count(noted, "\n") != 1 {
		t.Errorf("the audit log has %q", noted)
	}
}

// M-32 A33: everything a guest does is tied to the link and to his browser, both.
func TestJoin_OthersCookies_OpenNothing(t *testing.T) {
	s := newSite(t)
	_, path := s.invited("sam@guests.example")
	_, second := s.invited("kim@guests.example")
	sam, kim := s.joins(path, "Sam"), s.joins(second, "Kim")
	cookie := func(p *person, path string) *http.Cookie {
		at, err := url.Parse(s.base + path)
		s.check(err)
		all := p.client.Jar.Cookies(at)
		for _, c := range all {
			if c.Name == "bell_guest" {
				return c
			}
		}
		t.Fatalf("cookies: %v", all)
		return nil
	}
	for name, value := range map[string]string{"nobody's": "", "another conversation's": cookie(kim, second).Value, "the token": path[len("/join/"):], "made up": strings.Repeat("b", 43)} {
		ask := func(method, at string, form url.Values) int {
			p := s.stranger()
			r := p.request(method, at, form)
			if value != "" {
				r.AddCookie(&http.Cookie{Name: cookie(sam, path).Name, Value: value})
			}
			return p.do(r).status
		}
		for at, form := range s.actsAt(path) {
			if got := ask("POST", at, form); got != http.StatusNotFound {
				t.Errorf("%s: POST %s: %d", name, at, got)
			}
		}
		for _, at := range []string{"/log", "/stream?after=0", "/files/abcdefghijklmnopqrstuvwxyz"} {
			if got := ask("GET", path+at, nil); got != http.StatusNotFound {
				t.Errorf("%s: GET %s: %d", name, at, got)
			}
		}
	}
	for at := range s.actsAt(path) { // a page of another site
		r := sam.request("POST", at, url.Values{})
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		if got := sam.do(r); got.status != http.StatusForbidden {
			t.Errorf("from another site: %s: %d", at, got.status)
		}
	}
	if got := s.stranger().get("/desk"); got.status == http.StatusOK {
		t.Error("the desk is open")
	}
	if got := sam.get("/desk"); got.status == http.StatusOK {
		t.Error("a guest opens the desk")
	}
	if c := cookie(sam, path); c.Value == path[len("/join/"):] {
		t.Error("the cookie is the token")
	}
}

// M-31 M-32
func TestJoin_Guest_WatchesTakesOverSaysHandsBackAndLeaves(t *testing.T) {
	s := newSite(t)
	visitor, path := s.invited("sam@guests.example")
	chat := visitor.conversation()
	agent := s.agent("agent")
	sam := s.joins(path, "Sam Berg")
	feed, page := sam.stream(path+"/stream?after=0"), visitor.stream("/w/shop/stream?after=0")
	feed.until("Take over")
	page.until("Hello. What is it?")
	agent.must("/desk/"+chat+"/notes", "client_id", s.id(), "text", "Between us: be careful")
	visitor.say("Is anybody there?")
	feed.until("Is anybody there?")
	if got := sam.post(path+"/say", "client_id", s.id(), "text", "Too early"); got.status != http.StatusConflict {
		t.Errorf("saying before taking over: %d %s", got.status, got.body)
	}
	if got, _ := sam.upload(path+"/files", "early.txt", strings.NewReader("early")); got.status != http.StatusConflict {
		t.Errorf("attaching before taking over: %d %s", got.status, got.body)
	}
	sam.must(path + "/takeover")
	sam.must(path + "/takeover") // twice
	feed.until("You are answering")
	page.until("Sam Berg")
	visitor.must("/w/shop/typing", "on", "1")
	feed.until("typing")
	sam.must(path+"/typing", "on", "1")
	if e := page.until("typing"); !strings.Contains(e.data, "Sam Berg") {
		t.Errorf("the visitor is told that %q types", e.data)
	}
	got, f := sam.upload(path+"/files", "photo.png", strings.NewReader(picture(t, 40, 30)))
	if got.status != http.StatusCreated {
		t.Fatalf("attaching: %d %s", got.status, got.body)
	}
	if early := s.joins(path, "Sam Two").get(path + "/files/" + f.ID); early.status != http.StatusNotFound {
		t.Errorf("before it is sent another guest gets the file: %d", early.status)
	}
	id := s.id()
	sam.must(path+"/say", "client_id", id, "text", "I am here", "file", f.ID)
	sam.must(path+"/say", "client_id", id, "text", "I am here", "file", f.ID) // the answer was lost
	page.until("I am here")
	feed.until("I am here")
	log := sam.get(path).body
	if strings.Count(log, "I am here") != 1 || !strings.Contains(log, path+"/files/"+f.ID) || strings.Contains(log, "Between us") || strings.Contains(log, "/files/"+f.ID+"/photo") {
		t.Errorf("the guest's page is\n%s", log)
	}
	for name, seen := range map[string]answer{"the guest": sam.get(path + "/files/" + f.ID), "the visitor": visitor.get(mine(f)), "an agent": agent.get(pathTo(f))} {
		if seen.status != http.StatusOK || seen.header.Get("Content-Type") != "image/png" {
			t.Errorf("%s: %d", name, seen.status)
		}
	}
	if said := visitor.get("/w/shop/log").body; !strings.Contains(said, "Sam Berg") || !strings.Contains(strings.ToLower(said), "guest") {
		t.Errorf("the visitor is not told that he is a guest:\n%s", said)
	}
	if desk := agent.get("/desk/" + chat).body; !strings.Contains(desk, "Sam Berg (guest)") || !strings.Contains(desk, "sam@guests.example") || !strings.Contains(desk, ">Remove<") {
		t.Errorf("the desk is\n%s", desk)
	}
	visitor.say("Thank you")
	feed.until("Thank you")
	sam.must(path+"/seen", "seq", "999")
	page.until("seen")
	sam.must(path + "/handback")
	feed.until("The bot answers")
	page.until("Anything else?")
	if got := sam.post(path+"/leave", "x", "y"); got.status != http.StatusNoContent && got.status != http.StatusSeeOther {
		t.Fatalf("leaving: %d %s", got.status, got.body)
	}
	feed.until("gone")
	if after := sam.get(path + "?left"); after.status != http.StatusOK || !strings.Contains(after.body, "You left the chat") || strings.Contains(after.body, "Thank you") {
		t.Errorf("after leaving: %d\n%s", after.status, after.body)
	}
	if again := sam.get(path).body; !strings.Contains(again, `value="Sam Berg"`) {
		t.Errorf("the name has to be written once more:\n%s", again)
	}
	sam.enters(path, "Sam Berg")
	if again := sam.get(path).body; !strings.Contains(again, "Thank you") {
		t.Errorf("the link does not let him in again:\n%s", again)
	}
}

// A18: without a name the team knows a visitor by the address; who was let in by a link does not.
func TestJoin_VisitorWithoutAName_IsNotCalledByTheAddress(t *testing.T) {
	s := newSite(t)
	visitor, path := s.invited("sam@guests.example")
	chat := visitor.conversation()
	agent := s.agent("agent")
	_, err := s.app.store.Turn(context.Background(), models.ConversationID(chat), func(c *models.Conversation) (models.Change, error) {
		next := *c
		next.Visitor.Name, next.Visitor.Email = "", "hidden@home.example"
		return models.Change{Conversation: &next, VisitorChanged: true}, nil
	})
	s.check(err)
	sam := s.joins(path, "Sam Berg")
	feed, desk := sam.stream(path+"/stream?after=0"), agent.stream("/desk/stream?open="+chat+":0")
	shown := sam.get(path).body + feed.until("guest-header").data
	visitor.must("/w/shop/typing", "on", "1")
	shown += feed.until("typing").data
	if strings.Contains(shown, "hidden@home.example") {
		t.Errorf("a guest reads\n%s", shown)
	}
	if e := desk.until("typing"); !strings.Contains(e.data, "hidden@home.example") {
		t.Errorf("the team is told that %q types", e.data)
	}
}

// A34
func TestJoin_TokensAreGuessed_IsStopped(t *testing.T) {
	s := newSite(t)
	_, path := s.invited("sam@guests.example")
	sam, guesser := s.joins(path, "Sam"), s.stranger()
	sam.address = guesser.address // behind the same door
	var codes [600]int
	var all sync.WaitGroup
	for i := range 200 {
		token := strings.Repeat(string(rune('a'+i%26)), 42) + "A"
		all.Go(func() { codes[guesser.get("/join/"+token).status]++ })
		all.Wait()
		all.Go(func() { codes[guesser.post("/join/"+token, "name", "Eve").status]++ })
		all.Wait()
	}
	if codes[http.StatusTooManyRequests] < 50 || codes[http.StatusNotFound]+codes[http.StatusTooManyRequests] != 400 {
		t.Errorf("%d found nothing, %d were refused", codes[http.StatusNotFound], codes[http.StatusTooManyRequests])
	}
	if got := sam.get(path); got.status != http.StatusOK {
		t.Errorf("a guest who is in, behind the same address: %d", got.status)
	}
}

// Who keeps no cookies is told so, and not asked for a name again and again.
func TestJoin_BrowserWithoutCookies_IsToldWhy(t *testing.T) {
	s := newSite(t)
	_, path := s.invited("sam@guests.example")
	p := s.stranger()
	p.client.Jar = nil
	got := p.post(path, "name", "Sam")
	if page := p.get(got.header.Get("Location")); page.status != http.StatusOK || !strings.Contains(page.body, "did not keep the cookie") {
		t.Errorf("%d %s", page.status, page.body)
	}
}

// A form that is sent twice lets one guest in.
func TestJoin_FormSentTwice_LetsOneGuestIn(t *testing.T) {
	s := newSite(t)
	_, path := s.invited("sam@guests.example")
	p := s.stranger()
	once := regexp.MustCompile(`name="once" value="([^"]+)"`).FindStringSubmatch(p.get(path).body)[1]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			one := s.stranger() // with no cookie yet
			if got := one.post(path, "name", "Sam", "once", once); got.status != http.StatusSeeOther || !strings.Contains(got.header.Get("Set-Cookie"), "Path="+path) {
				t.Errorf("%d %v", got.status, got.header)
			}
		})
	}
	all.Wait()
	if n := strings.Count(s.rows("SELECT name FROM guests"), "\n"); n != 1 {
		t.Errorf("%d guests came in", n)
	}
}

// A33: a link that ends by the clock ends the streams that it has opened.
func TestJoin_LinkIsOver_StreamEnds(t *testing.T) {
	s := newSite(t)
	visitor, path := s.invited("sam@guests.example")
	sam, chat := s.joins(path, "Sam"), visitor.conversation()
	feed := sam.stream(path + "/stream?after=0")
	feed.until("Take over")
	agent := s.agent("agent")
	agent.must("/desk/" + chat + "/takeover")
	agent.must("/desk/" + chat + "/close")
	feed.until("This chat has ended")
	if got := sam.get(path); got.status != http.StatusOK {
		t.Errorf("right after the end: %d", got.status)
	}
	if got := sam.post(path + "/takeover"); got.status != http.StatusConflict {
		t.Errorf("taking over what is over: %d %s", got.status, got.body)
	}
	s.sets("UPDATE conversations SET closed_at = ? WHERE id = ?", time.Now().Add(-25*time.Hour).UnixMilli(), chat)
	feed.ended()
	if got := sam.get(path); got.status != http.StatusNotFound {
		t.Errorf("a day after the end: %d", got.status)
	}
}

// M-32: somebody of the team takes the chat from a guest, who looks on then.
func TestJoin_TeamTakesTheChat_GuestLooksOn(t *testing.T) {
	s := newSite(t)
	visitor, path := s.invited("sam@guests.example")
	sam, agent := s.joins(path, "Sam"), s.agent("supervisor")
	feed := sam.stream(path + "/stream?after=0")
	sam.must(path + "/takeover")
	feed.until("You are answering")
	agent.must("/desk/" + visitor.conversation() + "/takeover")
	feed.until("You are looking on")
	for act, want := range map[string]int{"/say": http.StatusConflict, "/handback": http.StatusConflict, "/takeover": http.StatusConflict, "/typing": http.StatusNoContent} {
		if got := sam.post(path+act, "client_id", s.id(), "text", "Mine", "on", "1"); got.status != want {
			t.Errorf("%s: %d %s", act, got.status, got.body)
		}
	}
	if log := visitor.get("/w/shop/log").body; strings.Contains(log, "Mine") {
		t.Error("it was said all the same")
	}
}

// Without a script, forms lead back to a page.
func TestJoin_FormsWithoutScript_LeadBack(t *testing.T) {
	s := newSite(t)
	_, path := s.invited("sam@guests.example")
	sam := s.joins(path, "Sam")
	for _, step := range []struct{ act, to string }{{"/takeover", path}, {"/say", path}, {"/handback", path}, {"/leave", path + "?left"}} {
		r := sam.request("POST", path+step.act, url.Values{"text": {"Hello"}})
		r.Header.Set("Sec-Fetch-Mode", "navigate")
		r.Header.Set("Accept", "text/html")
		if got := sam.do(r); got.status != http.StatusSeeOther || got.header.Get("Location") != step.to {
			t.Errorf("%s: %d to %q", step.act, got.status, got.header.Get("Location"))
		}
	}
}

// M-31: the desk lists who was called and who came, as it happens.
func TestDesk_Guests_AreListedAsTheyAreCalledAndCome(t *testing.T) {
	s := newSite(t)
	s.mails(models.BotMail{Wanted: []string{"sam@guests.example"}, Untaken: []string{"late@guests.example"}, UntakenAfter: 1})
	visitor := s.visitor()
	chat := visitor.asks()
	feed := s.agent("agent").stream("/desk/stream?list=waiting&open=" + chat + ":0")
	feed.until("sam@guests.example")
	feed.until("late@guests.example")
	path := s.linkTo("late@guests.example", chat)
	s.joins(path, "Lea Late")
	feed.until("looks on")
	if other := s.agent("other").get("/desk/" + chat); other.status != http.StatusNotFound {
		t.Errorf("another bot's agent: %d", other.status)
	}
}

// M-31
func TestJoin_LongConversation_ComesPageByPage(t *testing.T) {
	s := newSite(t)
	visitor, path := s.invited("sam@guests.example")
	sam := s.joins(path, "Sam")
	sam.must(path + "/takeover")
	for i := range 28 {
		visitor.say(fmt.Sprintf("Word %02d", i))
		sam.must(path+"/say", "client_id", s.id(), "text", fmt.Sprintf("Answer %02d", i))
	}
	page := sam.get(path).body
	from := regexp.MustCompile(`data-from="([^"]+)"`).FindStringSubmatch(page)
	if strings.Contains(page, "Word 00") || !strings.Contains(page, "Answer 27") || from == nil {
		t.Fatalf("the first page is\n%s", page)
	}
	older := sam.get(from[1]).body
	if !strings.Contains(older, "Word 00") || strings.Contains(older, "Answer 27") || strings.Contains(older, "data-from") {
		t.Errorf("the page before is\n%s", older)
	}
}
