package main

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// trier is an admin who tries the flow "main" of the shop.
type trier struct{ *person }

func (s *site) trier() trier { s.Helper(); return trier{s.agent("admin")} }

const mainFlow = "/bots/shop/flows/main"

// sheet is what the page shows in its dialog.
func (m trier) sheet(path string) string {
	m.Helper()
	r := m.request("GET", path, nil)
	r.Header.Set("Deskbell-Part", "1")
	return m.do(r).body
}

// part posts as the script does and wants one of the statuses.
func (m trier) part(status int, path string, fields ...string) string {
	m.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	r := m.request("POST", path, form)
	r.Header.Set("Deskbell-Part", "1")
	r.Header.Set("Accept", "application/json")
	got := m.do(r)
	if got.status != status {
		m.Fatalf("POST %s: %d, want %d: %.300s", path, got.status, status, got.body)
	}
	return got.body
}

func (m trier) rev() string {
	m.Helper()
	return regexp.MustCompile(`data-rev="(\d+)"`).FindStringSubmatch(m.get(mainFlow).body)[1]
}

// says changes the text of a block of the draft.
func (m trier) says(block, text string) {
	m.Helper()
	m.part(http.StatusOK, mainFlow+"/ops", "op", "set", "rev", m.rev(), "block", block, "field", "text", "s.text", text)
}

// test begins a trial; it is who plays in the frame, with the fields that go with each post.
func (m trier) test(fields ...string) *trialist {
	m.Helper()
	body := m.part(http.StatusOK, mainFlow+"/playground", fields...)
	frame := regexp.MustCompile(`<iframe title="Chat" src="([^"]+)"`).FindStringSubmatch(body)
	if frame == nil {
		m.Fatalf("no frame in %.300s", body)
	}
	address, err := url.Parse(html.UnescapeString(frame[1]))
	m.check(err)
	return m.playing(address, body)
}

type trialist struct {
	*person
	begun string // the answer that began it
	frame *url.URL
}

// playing is the same browser with a secret that only the frame has.
func (m trier) playing(frame *url.URL, begun string) *trialist {
	p := *m.person
	p.token = m.visitor().token
	return &trialist{person: &p, frame: frame, begun: begun}
}

func (t *trialist) do(verb string, fields ...string) {
	t.Helper()
	fields = append(fields, "client_id", t.id())
	for name, values := range t.frame.Query() {
		if name == "playground" || strings.HasPrefix(name, "trial_") {
			fields = append(fields, name, values[0])
		}
	}
	t.must("/w/shop/"+verb, fields...)
}

func (t *trialist) runs() string { t.Helper(); return "/bots/shop/playground/" + t.conversation() }

func wantsAll(t *testing.T, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(body, w) {
			t.Errorf("%q is missing in %.1500s", w, body)
		}
	}
}

func wantsNone(t *testing.T, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(body, w) {
			t.Errorf("%q should not be in %.1500s", w, body)
		}
	}
}

// M-36 M-11
func TestPlayground_DraftFromABlock_ShowsVariablesAndPathAndIsNotCounted(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	m.says("ask", "Which draft colour?")
	run := m.test("block", "ask")
	wantsAll(t, run.begun, "From “Question”", `data-block-id="ask"`, "data-standing")
	wantsAll(t, run.get(run.frame.String()).body, "Which draft colour?", "data-playground")
	run.do("say", "text", "Red")
	trace := m.get(run.runs() + "/trace").body
	wantsAll(t, trace, `data-block-id="ask" data-port="next"`, "<code>colour</code>", ">Red</dd>", `data-block-id="after"`, `class="now"`)
	if page := m.get("/w/shop?playground=1").body; strings.Contains(page, "draft colour") {
		t.Error("without a trial the draft is shown")
	}
	visitor := s.visitor()
	visitor.must("/w/shop/choose", "client_id", s.id(), "token", "t1", "choice", "ask")
	wantsAll(t, visitor.get("/w/shop/log").body, "Which colour?")
	page := m.get(mainFlow + "?view=outline&numbers=7").body
	wantsAll(t, page, "1 reached", "All versions, the last 7 days")
	wantsNone(t, page, "2 reached")
}

// M-36
func TestPlayground_ChangedMeanwhile_PlaysWhatWasPinned(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	m.says("ask", "First words?")
	run := m.test("block", "ask")
	m.says("ask", "Later words?")
	wantsAll(t, run.get(run.frame.String()).body, "First words?")
	again := m.test("block", "ask")
	wantsAll(t, again.get(again.frame.String()).body, "Later words?")
	if run.frame.Query().Get("trial_pins") == again.frame.Query().Get("trial_pins") {
		t.Error("both tests play the same")
	}
}

// M-36
func TestPlayground_AsksForAPerson_RingsMarkedAndJumpsOverTheWait(t *testing.T) {
	s := newSite(t)
	agent := s.online("agent")
	m := s.trier()
	run := m.test("block", "person")
	if run.frame.Query().Get("trial_begin") != "1" {
		t.Error("nothing is asked at first, and it does not begin by itself")
	}
	run.do("begin")
	run.do("begin") // twice is once
	chat := run.conversation()
	wantsAll(t, agent.get("/desk/"+chat).body, "Playground · Bot shop", "<dd>Playground</dd>")
	wantsAll(t, m.get(run.runs()+"/trace").body, "A person is asked for", "Waits for a person, 5 minutes at most", "Jump over the wait")
	body := m.part(http.StatusOK, run.runs()+"/forward")
	wantsAll(t, body, "clock says", "asked to leave a message")
	m.part(http.StatusConflict, run.runs()+"/forward")
}

// M-36
func TestPlayground_Pretence_CountsForTheRunAndCanBeChanged(t *testing.T) {
	s := newSite(t)
	s.online("agent")
	m := s.trier()
	run := m.test("block", "person", "trial_nobody", "1")
	wantsAll(t, run.begun, `name="trial_nobody" value="1" checked`)
	run.do("say", "text", "Hello")
	wantsAll(t, m.get(run.runs()+"/trace").body, "asked to leave a message")
	other := m.test()
	other.do("choose", "token", "t1", "choice", "ask")
	m.part(http.StatusOK, other.runs()+"/pretend", "trial_nobody", "1")
	other.do("say", "text", "Red")
	other.do("choose", "token", "t3", "choice", "again")
	wantsAll(t, m.get(other.runs()+"/trace").body, "asked to leave a message")
}

// M-36 M-11: who may not build flows sees nothing of a draft, and plays none.
func TestPlayground_Attackers_GetWhatIsPublished(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	m.says("hello", "Secret plan: what is it?")
	run := m.test()
	run.do("choose", "token", "t1", "choice", "ask")
	query := run.frame.RawQuery
	for name, who := range map[string]*person{"visitor": s.visitor(), "agent": s.agent("agent"), "supervisor": s.agent("supervisor")} {
		if who.token == "" {
			who.token = s.visitor().token
		}
		wantsNone(t, who.get("/w/shop?"+query).body, "Secret plan")
		fields := []string{"client_id", s.id(), "text", "Hello"}
		for field, values := range run.frame.Query() {
			fields = append(fields, field, values[0])
		}
		if got := who.post("/w/shop/begin", append(fields, "client_id", s.id())...); got.status != http.StatusNotFound {
			t.Errorf("%s begins a trial: %d", name, got.status)
		}
		who.must("/w/shop/say", fields...)
		wantsNone(t, who.get("/w/shop/log").body, "Secret plan")
		for _, path := range []string{mainFlow + "/playground", run.runs() + "/pretend", run.runs() + "/forward", run.runs() + "/keep"} {
			if got := who.post(path, "name", "x"); got.status != http.StatusForbidden && got.status != http.StatusUnauthorized && got.status != http.StatusSeeOther {
				t.Errorf("%s posts to %s: %d", name, path, got.status)
			}
		}
		for _, path := range []string{run.runs() + "/trace", mainFlow + "/checks", mainFlow + "/replay", "/bots/blocks", "/bots/shop/playground"} {
			if got := who.get(path); got.status == http.StatusOK {
				t.Errorf("%s reads %s", name, path)
			}
		}
	}
	if kept := s.rows(`SELECT COUNT(*) AS n FROM conversations WHERE trial <> 'null'`); !strings.HasPrefix(kept, "n=1 ") {
		t.Errorf("conversations with a trial: %s", kept)
	}
}

// M-36: a run belongs to its bot, and a trial to flows of its bot.
func TestPlayground_AnotherBots_IsNotThere(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	run := m.test()
	run.do("choose", "token", "t1", "choice", "ask")
	foreign := strings.Replace(run.runs(), "/bots/shop/", "/bots/other/", 1)
	if got := m.get(foreign + "/trace"); got.status != http.StatusNotFound {
		t.Errorf("trace: %d", got.status)
	}
	m.part(http.StatusNotFound, foreign+"/forward")
	m.part(http.StatusNotFound, foreign+"/keep", "name", "Theirs")
	visitor := s.visitor()
	visitor.must("/w/shop/choose", "client_id", s.id(), "token", "t1", "choice", "ask")
	m.part(http.StatusNotFound, "/bots/shop/playground/"+visitor.conversation()+"/pretend", "trial_nobody", "1")
	m.part(http.StatusConflict, mainFlow+"/playground", "block", "nowhere")
	m.part(http.StatusNotFound, "/bots/shop/flows/none/playground")
	for _, pins := range []string{"main:99", "main:-77", "../other/main:1", "main", ":", "main:0", strings.Repeat("main:1,", 300)} {
		got := m.get("/w/shop?playground=1&trial_pins=" + url.QueryEscape(pins))
		if got.status != http.StatusConflict {
			t.Errorf("pins %.30q: %d", pins, got.status)
		}
	}
	if got := m.get("/w/shop?playground=1&trial_pins=main:1&trial_block=nowhere"); got.status != http.StatusConflict {
		t.Errorf("a block that is not there: %d", got.status)
	}
}

// M-36
func TestPlaygroundPage_OfAFlow_OffersToBegin(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	wantsAll(t, m.get("/bots/shop/playground?flow=main&block=ask").body, "data-begins", `name="block" value="ask"`, "Start")
	wantsAll(t, m.get("/bots/shop/playground").body, mainFlow+"/playground")
	if got := m.get("/bots/shop/playground?flow=none"); got.status != http.StatusNotFound {
		t.Errorf("a flow that is not there: %d", got.status)
	}
	if got := m.post(mainFlow+"/playground", "block", "ask"); got.status != http.StatusOK || !strings.Contains(got.body, "<iframe") || !strings.Contains(got.body, "<html") {
		t.Errorf("without a script: %d", got.status)
	}
	wantsAll(t, m.get(mainFlow+"?view=canvas&block=ask").body, `data-test="ask"`, `href="/bots/blocks#block-question"`, `id="test"`)
}

// M-11
func TestBlocksPage_HasEveryKindWithSettingsAndExits(t *testing.T) {
	s := newSite(t)
	page := s.trier().get("/bots/blocks").body
	wantsAll(t, page, `id="block-live_chat"`, `id="block-question"`, `id="block-http"`, "Live chat", "Exits", "Known of every visitor", "live.result", "visitor.email")
	wantsAll(t, s.trier().sheet(mainFlow+"/palette"), `href="/bots/blocks"`)
}

// M-11
func TestNumbers_PeriodAndVersion_AreInTheAddressAndAtTheBlocks(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	for range 3 {
		v := s.visitor()
		v.must("/w/shop/choose", "client_id", s.id(), "token", "t1", "choice", "ask")
		v.must("/w/shop/end")
	}
	page := m.get(mainFlow + "?view=canvas&numbers=30&block=ask").body
	wantsAll(t, page, "3 reached · 3 left", `data-heat="5"`, "Hide the numbers", "Left here", "numbers=30")
	wantsAll(t, m.get(mainFlow+"?view=outline&numbers=90&of=1").body, "3 reached · 3 left here", "Version 1, the last 90 days")
	wantsAll(t, m.get(mainFlow+"?view=outline&numbers=7&of=2").body, "No conversation came here")
	wantsNone(t, m.get(mainFlow+"?view=canvas").body, "3 reached", "data-heat")
	for _, query := range []string{"numbers=8", "numbers=-1", "numbers=x&of=9999999999999999999"} {
		if got := m.get(mainFlow + "?" + query); got.status != http.StatusOK || strings.Contains(got.body, "Hide the numbers") {
			t.Errorf("%s: %d", query, got.status)
		}
	}
	parts := m.request("GET", mainFlow+"/parts?view=outline&numbers=30", nil)
	parts.Header.Set("Deskbell-Part", "1")
	wantsAll(t, m.do(parts).body, "3 reached")
}
