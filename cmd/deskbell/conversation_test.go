package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// M-2 M-3 M-14 M-19 M-21 F21
func TestConversation_BotPersonBot_SurvivesARestart(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.agent("agent")
	desk := agent.stream("/desk/stream?list=waiting")
	desk.until("count-waiting")
	agent.must("/desk/online", "on", "1")

	chat := visitor.asks()
	shop := visitor.stream("/w/shop/stream?after=0")
	shop.until("A person")
	desk.until("row-" + chat)
	if page := agent.get("/desk/" + chat); !strings.Contains(page.body, "Hello. What is it?") || !strings.Contains(page.body, "A person") {
		t.Error("the agent does not see what was said before")
	}
	agent.must("/desk/" + chat + "/takeover")
	shop.until("Agent")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "How can I help?")
	last := shop.until("How can I help?")
	shop.close()

	agent.must("/desk/"+chat+"/say", "client_id", "written-while-away", "text", "Are you there?")
	s.stop()
	s.start()
	agent.must("/desk/"+chat+"/say", "client_id", "written-while-away", "text", "Are you there?")
	back := visitor.stream("/w/shop/stream?after=0", "Last-Event-ID", last.id)
	missed := back.until("Are you there?")
	if strings.Contains(missed.data, "How can I help?") || strings.Count(missed.data, "Are you there?") != 1 {
		t.Errorf("after the cursor came\n%s", missed.data)
	}
	agent.must("/desk/" + chat + "/restore")
	back.until("Anything else?")
}

// M-1
func TestPage_OnlyLookedAt_LeavesNoRow(t *testing.T) {
	s := newSite(t)
	visitor := s.stranger()
	page := visitor.get("/w/shop")
	if page.status != http.StatusOK || !strings.Contains(page.body, "Hello. What is it?") {
		t.Fatalf("%d %s", page.status, page.body)
	}
	if cookie := page.header.Get("Set-Cookie"); cookie != "" {
		t.Errorf("a cookie: %s", cookie)
	}
	if body := s.agent("owner").get("/desk?list=bot").body; strings.Contains(body, `id="row-`) {
		t.Error("a conversation was made")
	}
}

// F15 F23
func TestStream_ManyMissedWhileMoreArrive_StrictOrderOnce(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.online("agent")
	chat := visitor.asks()
	agent.must("/desk/" + chat + "/takeover")
	const most = 150
	go func() {
		for i := range most {
			for agent.post("/desk/"+chat+"/say", "client_id", fmt.Sprintf("number-%06d", i), "text", fmt.Sprintf("n%03d.", i)).status == http.StatusTooManyRequests {
				time.Sleep(20 * time.Millisecond)
			}
		}
	}()
	want, path := 0, "/w/shop/stream?after=0"
	last := ""
	for want < most {
		f := visitor.stream(path, "Last-Event-ID", last)
		for e := range f.events {
			for i := strings.Index(e.data, "n"); i >= 0 && i < len(e.data); i++ {
				var n int
				if _, err := fmt.Sscanf(e.data[i:], "n%03d.", &n); err == nil && len(e.data) > i+4 && e.data[i+4] == '.' {
					if n != want {
						t.Fatalf("message %d where %d has to come", n, want)
					}
					want++
				}
			}
			last = e.id
			if want%37 == 36 || want == most {
				break // the connection is cut
			}
		}
		f.close()
	}
}

// F18 F19
func TestSay_SameKeyFiftyTimesAtOnce_OneMessage(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	var all sync.WaitGroup
	for range 25 {
		all.Go(func() {
			if got := visitor.post("/w/shop/say", "client_id", "always-the-same", "text", "Only once"); got.status != http.StatusNoContent {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
	all.Wait()
	if n := strings.Count(visitor.get("/w/shop/log").body, "Only once"); n != 1 {
		t.Errorf("%d messages", n)
	}
	if got := visitor.post("/w/shop/say", "client_id", "always-the-same", "text", "Something else"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("other words: %d %s", got.status, got.body)
	}
}

// F24
func TestStream_CommitBetweenPageAndStream_ShownOnce(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.online("agent")
	chat := visitor.asks()
	agent.must("/desk/" + chat + "/takeover")
	before := visitor.get("/w/shop/log").body
	newest := before[strings.LastIndex(before, `data-seq="`)+10:]
	newest = newest[:strings.Index(newest, `"`)]
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "In between")
	got := visitor.stream("/w/shop/stream?after=" + newest).until("In between")
	if strings.Contains(got.data, "Hello. What is it?") {
		t.Error("what was on the page came again")
	}
}

// M-6
func TestLeave_WithAMistake_TheFormComesBackAsItWas(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	visitor.asks() // nobody is online
	r := visitor.request("POST", "/w/shop/leave", map[string][]string{"client_id": {s.id()}, "email": {"hanna@"}, "message": {"In stock?"}})
	r.Header.Set("HX-Request", "true")
	got := visitor.do(r)
	if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "hanna@") || !strings.Contains(got.body, "In stock?") ||
		!strings.Contains(got.body, `aria-invalid="true"`) {
		t.Fatalf("%d %s", got.status, got.body)
	}
	visitor.must("/w/shop/leave", "client_id", s.id(), "email", "hanna@fjellpost.example", "message", "In stock?")
	agent := s.agent("agent")
	if page := agent.get("/desk?list=left"); !strings.Contains(page.body, "In stock?") {
		t.Error("the message is not on the desk")
	}
}

// M-36
func TestPlayground_CountsAsNoVisitor_AndMayAskForAPerson(t *testing.T) {
	s := newSite(t)
	admin, agent := s.agent("admin"), s.agent("agent")
	agent.stream("/desk/stream?list=waiting").until("count-waiting")
	agent.must("/desk/online", "on", "1")
	if page := admin.get("/bots/shop/playground"); page.status != http.StatusOK {
		t.Fatalf("%d %s", page.status, page.body)
	}
	tester := s.visitor()
	tester.client = admin.client
	tester.must("/w/shop/choose", "client_id", s.id(), "token", "t1", "choice", "ask", "playground", "1")
	if strings.Contains(agent.get("/desk?list=bot").body, `id="row-`) {
		t.Error("the playground is in the list")
	}
	tester.must("/w/shop/say", "client_id", s.id(), "text", "blue")
	again := promptToken(t, tester.get("/w/shop/log").body)
	tester.must("/w/shop/choose", "client_id", s.id(), "token", again, "choice", "again")
	if !strings.Contains(agent.get("/desk?list=waiting").body, `id="row-`) {
		t.Error("nobody was asked for")
	}
}

func promptToken(t *testing.T, body string) string {
	t.Helper()
	_, after, found := strings.Cut(body[strings.Index(body, `id="prompt"`):], `data-token="`)
	if !found {
		t.Fatalf("no token in %s", body)
	}
	token, _, _ := strings.Cut(after, `"`)
	return token
}

// M-14
func TestJump_FromTheDesk_TheBotGoesOnAtTheChosenBlock(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.online("agent")
	chat := visitor.asks()
	agent.must("/desk/" + chat + "/takeover")
	form := agent.get("/desk/" + chat + "/jump")
	_, after, found := strings.Cut(form.body, `name="to" value="`)
	if form.status != http.StatusOK || !found || !strings.Contains(form.body, "Which colour?") {
		t.Fatalf("%d %s", form.status, form.body)
	}
	flowID, _, _ := strings.Cut(after, "#")
	agent.must("/desk/"+chat+"/jump", "to", flowID+"#ask")
	visitor.stream("/w/shop/stream?after=0").until("Which colour?")
	if got := s.agent("support_agent").get("/desk/" + chat + "/jump"); got.status != http.StatusForbidden {
		t.Errorf("a Support Agent: %d", got.status)
	}
}
