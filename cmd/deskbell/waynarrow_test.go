package main

import (
	"net/http"
	"strings"
	"testing"
)

// goesBack opens a way back in another browser.
func (s *site) goesBack(path string) *person {
	s.Helper()
	p, secret := s.stranger(), newSecret()
	if got := p.post(path, "secret", secret); got.status != http.StatusOK {
		s.Fatalf("going back: %d %s", got.status, got.body)
	}
	p.token = secret
	return p
}

// M-2 M-8 A25
func TestWayBack_NewerConversationOfTheVisitor_OpensItsOwnAndNothingElseIsRead(t *testing.T) {
	s := newMailSite(t)
	visitor, chat, path := s.mailedOnce(s.mailing())
	own := visitor.gives("own.txt", "This is of the first one.")
	s.agent("agent").must("/desk/" + chat + "/close")
	visitor.must("/w/shop/say", "client_id", s.id(), "text", "Something else, between us", "fresh", "1")
	newer := visitor.conversation()
	if newer == chat {
		t.Fatal("there is no newer one")
	}
	others := visitor.gives("other.txt", "This is of the second one.")
	_, unsent := visitor.upload("/w/shop/files", "unsent.txt", strings.NewReader("This was not sent yet."))

	phone := s.goesBack(path)
	watching := phone.stream("/w/shop/stream?after=0")
	watching.until("It is.")
	for range 2 { // also when the page is loaded again
		log := phone.get("/w/shop/log").body
		if phone.conversation() != chat || !strings.Contains(log, "It is.") || strings.Contains(log, "between us") || strings.Contains(log, "other.txt") {
			t.Errorf("the log is %s", log)
		}
	}
	if got := phone.get(mine(own)); got.status != http.StatusOK || got.body != "This is of the first one." {
		t.Errorf("a file of the conversation: %d", got.status)
	}
	for _, f := range []filed{others, unsent} {
		if got := phone.get(mine(f)); got.status != http.StatusNotFound || strings.Contains(got.body, "This") {
			t.Errorf("%s of another one: %d %s", f.Name, got.status, got.body)
		}
	}
	if got := phone.post("/w/shop/say", "client_id", s.id(), "text", "Mine now", "file", unsent.ID); got.status == http.StatusNoContent {
		t.Error("the phone has sent a file of the other browser")
	}
	for _, header := range []string{newer + "/0", s.app.hub.Epoch() + "-" + newer + "/0"} { // a cursor of the other one
		f := phone.stream("/w/shop/stream?after=0", "Last-Event-ID", header)
		if e := f.until("epoch"); strings.Contains(e.data, newer) {
			t.Errorf("the stream is of %s", e.data)
		}
		f.close()
	}

	visitor.say("Quite confidential")
	phone.say("And one more thing") // the first one is over and the other is open: a new one begins
	next := phone.conversation()
	if next == chat || next == newer {
		t.Fatal("it went into one that was there")
	}
	var heard strings.Builder
	for e := range watching.events { // the tab comes back where the visitor is now
		heard.WriteString(e.data)
	}
	if all := heard.String(); strings.Contains(all, "confidential") || strings.Contains(all, "between us") {
		t.Errorf("the stream had %s", all)
	}
	if n := s.rows("SELECT COUNT(DISTINCT visitor_id) FROM conversations"); !strings.Contains(n, "1") {
		t.Errorf("there are %s visitors", n)
	}
	if visitor.conversation() != newer {
		t.Error("the visitor's own browser is elsewhere now")
	}
	tablet := s.goesBack(path)
	if tablet.conversation() != chat || strings.Contains(tablet.get("/w/shop/log").body, "one more thing") {
		t.Error("another device reads what was begun on this one")
	}
	s.stop()
	s.start()
	if phone.conversation() != next {
		t.Error("after a restart the phone is elsewhere")
	}
	if got := phone.post(path, "secret", newSecret(), "had", phone.token); !strings.Contains(got.body, `"had":true`) {
		t.Errorf("the link once more: %d %s", got.status, got.body)
	}
	if phone.conversation() != chat {
		t.Error("the link does not open its conversation")
	}
}

func TestWayBack_BrowserThatWasTheVisitors_StillReadsAllOfHis(t *testing.T) {
	s := newMailSite(t)
	visitor, chat, path := s.mailedOnce(s.mailing())
	own := visitor.gives("own.txt", "This is of the first one.")
	s.agent("agent").must("/desk/" + chat + "/close")
	visitor.must("/w/shop/say", "client_id", s.id(), "text", "Something else", "fresh", "1")
	newer := visitor.conversation()
	if got := visitor.post(path, "secret", newSecret(), "had", visitor.token); !strings.Contains(got.body, `"had":true`) {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if visitor.conversation() != newer || visitor.get(mine(own)).status != http.StatusOK {
		t.Error("the link has narrowed what the visitor's own secret is good for")
	}
}

// Who looks at one conversation does not look at the answers of another.
func TestAnswers_PageOfAnotherConversationIsOpen_AreMailed(t *testing.T) {
	s := newMailSite(t)
	post := s.mailing()
	visitor, chat, path := s.mailedOnce(post)
	agent := s.agent("agent")
	agent.must("/desk/" + chat + "/close")
	phone := s.goesBack(path)
	phone.stream("/w/shop/stream?after=0").until("It is.")
	visitor.must("/w/shop/say", "client_id", s.id(), "text", "Something else", "fresh", "1")
	newer := visitor.conversation()
	agent.must("/desk/" + newer + "/takeover")
	agent.must("/desk/"+newer+"/say", "client_id", s.id(), "text", "In the newer one.")
	if second := post.to(s, vera, 2)[1]; !strings.Contains(second.text, "In the newer one.") {
		t.Error(second.text)
	}
}

// A39
func TestStopMails_StoppedAlready_SaysSoAndDoesNotAskAgain(t *testing.T) {
	s := newMailSite(t)
	_, _, path := s.mailedOnce(s.mailing())
	look := func() string { t.Helper(); return s.stranger().get(path + "/stop").body }
	if page := look(); !strings.Contains(page, "Stop emails about this chat?") {
		t.Errorf("before it is stopped: %s", page)
	}
	if got := s.stranger().post(path + "/stop"); got.status != http.StatusOK {
		t.Fatal(got.body)
	}
	kept := s.rows("SELECT used_at, stopped_at FROM ways_back")
	for range 2 {
		page := look()
		if !strings.Contains(page, "You get no more emails about this chat") || strings.Contains(page, "<form") || !strings.Contains(page, `href="`+path+`"`) {
			t.Errorf("once it is stopped: %s", page)
		}
	}
	if now := s.rows("SELECT used_at, stopped_at FROM ways_back"); now != kept {
		t.Errorf("looking has changed %s into %s", kept, now)
	}
}

func TestWayBack_ItsConversationIsErased_TheBrowserBeginsAnew(t *testing.T) {
	s := newMailSite(t)
	visitor, chat, path := s.mailedOnce(s.mailing())
	s.agent("agent").must("/desk/" + chat + "/close")
	visitor.must("/w/shop/say", "client_id", s.id(), "text", "Something else", "fresh", "1")
	phone := s.goesBack(path)
	s.agent("owner").must("/desk/" + chat + "/erase")
	if got := phone.get("/w/shop/log"); got.status != http.StatusUnauthorized { // on this the page forgets its secret
		t.Errorf("%d %s", got.status, got.body)
	}
	if visitor.get("/w/shop/log").status != http.StatusOK {
		t.Error("the visitor's own browser has lost the other one")
	}
}
