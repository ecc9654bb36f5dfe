package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// host is somebody's website, on an origin of its own, that carries the widget.
type host struct {
	*httptest.Server
	base string // http://localhost:…
	tag  string // the script tag in its pages
	line *cable // between its visitors and the server
	page func(path, tag string) string
}

const hostPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
<link rel="icon" href="data:,"><style>body{font:18px/1.5 serif;max-width:40em;margin:2em auto;padding:0 1em}button{color:red}</style></head>
<body><h1>%s</h1><p>Teapots, made by hand.</p><p><a href="/">Home</a> <a href="/teapots">Teapots</a></p>%s</body></html>`

func newHost(t *testing.T) *host {
	t.Helper()
	h := &host{page: func(path, tag string) string { return fmt.Sprintf(hostPage, "Shop "+path, "Shop "+path, tag) }}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, h.page(r.URL.Path, h.tag))
	}))
	t.Cleanup(h.Close)
	h.base = strings.Replace(h.URL, "127.0.0.1", "localhost", 1)
	return h
}

// newShop is a website and the server whose bot "shop" it shows.
func newShop(t *testing.T) (*site, *host) {
	t.Helper()
	browser(t)
	h := newHost(t)
	s := newSiteFor(t, h.base)
	h.line = newCable(t, s.address)
	h.tag = fmt.Sprintf(`<script async src="%s/widget.js" data-bot="shop"></script>`, h.line.base)
	return s, h
}

// story is a visitor and an agent with their windows.
type story struct {
	*site
	host           *host
	visitor, agent *tab
	chat           *tab // the frame in the visitor's page, as it is now
	sent           int  // messages each way so far
}

// M-1 M-2 M-3 M-14 M-18 M-19 M-21 F15 F17 F18 F22 A21 A28
func TestStory_VisitorBotPerson_NothingIsLost(t *testing.T) {
	for _, kind := range []string{"desktop", "phone"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s, h := newShop(t)
			st := &story{site: s, host: h, visitor: newcomer(t, "visitor"), agent: newcomer(t, "agent")}
			if kind == "phone" {
				st.visitor.phone()
			}
			st.lookingLeavesNothing()
			st.theAgentComes()
			st.theBotPlays()
			st.aPersonIsAskedFor()
			st.tenMessagesEachWay()
			st.theBotGoesOn()
			st.itEnds()
		})
	}
}

// lookingLeavesNothing: before the click there is the loader and nothing else.
func (s *story) lookingLeavesNothing() {
	s.Helper()
	s.visitor.visit(s.host.base + "/")
	s.visitor.find("button", "Open chat")
	if got := s.calls.all(); !slices.Equal(got, []string{"GET /widget.js"}) {
		s.Errorf("before the click the server was asked %q", got)
	}
	found := ask[string](s.visitor, `JSON.stringify([document.cookie, localStorage.length, sessionStorage.length,
  document.querySelectorAll('iframe').length, document.querySelector('deskbell-widget').shadowRoot.querySelectorAll('iframe').length])`)
	if found != `["",0,0,0,0]` {
		s.Errorf("before the click, cookie, storage and frames are %s", found)
	}
	s.visitor.shot("widget closed")
}

func (s *story) theAgentComes() {
	s.Helper()
	s.signIn(s.agent, "agent")
	s.agent.shot("desk empty")
	s.agent.click("switch", "Online")
	s.agent.wait("online", s.agent.online("true"))
}

// signIn goes through the form.
func (s *site) signIn(w *tab, name string) {
	s.Helper()
	w.visit(s.base + "/login")
	w.write("Email", name+"@shop.example")
	w.write("Password", sitePassword)
	w.click("button", "Sign in")
	w.find("switch", "Online")
}

func (s *story) theBotPlays() {
	s.Helper()
	s.visitor.click("button", "Open chat")
	s.chat = s.visitor.chat()
	s.chat.find("log", "Conversation")
	s.chat.reads("Hello. What is it?")
	s.visitor.shot("widget open")
	if *s.visitor.touch {
		s.fillsTheScreen()
	}
	if rows := s.agent.look("listitem", ""); len(rows) != 0 {
		s.Errorf("opening the chat made a conversation: %v", rows)
	}
	s.chat.click("button", "Ask")
	s.chat.reads("Which colour?")
	s.chat.send("Message", "Blue")
	s.chat.reads("Anything else?")
}

// fillsTheScreen: on a phone the chat has all of it, and one can write without scrolling.
func (s *story) fillsTheScreen() {
	s.Helper()
	s.visitor.wait("the chat on all of the screen", func() bool {
		box, _ := attempt[[]float64](s.visitor, `(() => { const box = document.querySelector('deskbell-widget').shadowRoot.querySelector('iframe').getBoundingClientRect();
  return [box.x, box.y, box.width, box.height]; })()`)
		return slices.Equal(box, []float64{0, 0, 390, 844})
	})
	composer, _ := on[[]float64](s.chat, s.chat.find("textbox", "Message"), `function() { const box = this.getBoundingClientRect(); return [box.top, box.bottom]; }`)
	if len(composer) != 2 || composer[0] < 422 || composer[1] > 844 {
		s.Errorf("the composer is at %v of 844", composer)
	}
}

// backCloses: the phone's back button closes the chat and stays on the page.
func (s *story) backCloses() {
	s.Helper()
	before := ask[string](s.visitor, `location.href`)
	ask[any](s.visitor, `history.back()`)
	s.visitor.find("button", "Open chat")
	if now := ask[string](s.visitor, `location.href`); now != before {
		s.Errorf("back went from %s to %s", before, now)
	}
}

func (s *story) aPersonIsAskedFor() {
	s.Helper()
	s.chat.click("button", "Again")
	s.chat.find("button", "Skip")
	s.visitor.shot("widget waiting")
	s.agent.find("tab", "Waiting 1")
	s.openFirst()
	for _, said := range []string{"Hello. What is it?", "Ask", "Which colour?", "Blue", "Anything else?", "Again"} {
		s.agent.reads(said)
	}
	s.agent.shot("desk waiting")
	s.agent.click("button", "Take over")
	s.agent.find("textbox", "Reply")
	s.chat.find("button", "End chat")
}

// openFirst opens the first conversation of the list, which waits.
func (s *story) openFirst() {
	s.Helper()
	s.openRow()
	s.agent.find("button", "Take over")
}

func (s *story) openRow() {
	s.Helper()
	s.agent.clickOn("the row", func() []thing {
		for _, list := range s.agent.look("list", "Conversations") {
			return s.agent.lookIn(list, "link", "")
		}
		return nil
	})
}

func (s *story) tenMessagesEachWay() {
	s.Helper()
	s.exchange(1)
	s.visitor.shot("widget live")
	s.agent.shot("desk busy")

	s.visitor.reload()
	s.backInTheChat()
	s.exchange(1)

	if *s.visitor.touch {
		s.backCloses()
	}
	s.visitor.click("link", "Teapots")
	s.visitor.find("heading", "Shop /teapots")
	s.backInTheChat()

	s.cutOff(2)
	s.cutOffAndReloaded(5)
	s.answersSwallowed(1)
	s.restarted(2)
	s.sameLogs()
}

// backInTheChat is the chat after the page was loaded anew: open as it was, but on a phone, where it would
// cover the page.
func (s *story) backInTheChat() {
	s.Helper()
	if *s.visitor.touch {
		s.visitor.click("button", "Open chat")
	}
	s.chat = s.visitor.chat()
	s.chat.reads(s.agentSays(s.sent))
}

func (s *story) visitorSays(n int) string { return fmt.Sprintf("visitor's %02d", n) }
func (s *story) agentSays(n int) string   { return fmt.Sprintf("agent's %02d", n) }

// exchange is n messages each way, each waited for.
func (s *story) exchange(n int) {
	s.Helper()
	for range n {
		s.sent++
		s.chat.send("Message", s.visitorSays(s.sent))
		s.agent.reads(s.visitorSays(s.sent))
		s.agent.send("Reply", s.agentSays(s.sent))
		s.chat.reads(s.agentSays(s.sent))
	}
}

// cutOff: what is written while the visitor has no network is marked, and arrives once it is back.
func (s *story) cutOff(n int) {
	s.Helper()
	s.offline(true)
	for i := range n {
		s.chat.send("Message", s.visitorSays(s.sent+1+i))
		s.agent.send("Reply", s.agentSays(s.sent+1+i))
		s.agent.reads(s.agentSays(s.sent + 1 + i))
	}
	s.chat.tells("Reconnecting…")
	s.chat.wait("all marked as not sent", func() bool {
		log := s.chat.log()
		return len(log) >= n && !slices.ContainsFunc(log[len(log)-n:], func(each shown) bool { return !each.Pending || !each.Failed })
	})
	s.visitor.shot("widget offline")
	for _, each := range s.chat.log() {
		if each.Text == s.agentSays(s.sent+1) {
			s.Error("a message came through the cut connection")
		}
	}
	s.offline(false)
	s.arrived(n)
}

// offline pulls the visitor's plug, or puts it in again.
func (s *story) offline(cut bool) {
	s.Helper()
	s.visitor.expect("ERR_INTERNET_DISCONNECTED")
	s.visitor.expect(badLine...)
	if cut {
		s.chat.offline(true)
		s.host.line.set(lineCut)
	} else {
		s.host.line.set(lineGood)
		s.chat.offline(false)
	}
}

// answersSwallowed: the server hears everything and the visitor hears nothing of it.
func (s *story) answersSwallowed(n int) {
	s.Helper()
	s.visitor.expect(badLine...)
	s.host.line.set(lineDeaf)
	for i := range n {
		s.chat.send("Message", s.visitorSays(s.sent+1+i))
		s.agent.reads(s.visitorSays(s.sent + 1))
		s.agent.send("Reply", s.agentSays(s.sent+1+i))
	}
	s.chat.find("button", "Try again")
	s.host.line.set(lineGood)
	if again := s.chat.look("button", "Try again"); len(again) > 0 { // it may have been sent by itself meanwhile
		_, _ = on[any](s.chat, again[0], "function() { this.click() }")
	}
	s.arrived(n)
}

// arrived waits for the next n messages each way.
func (s *story) arrived(n int) {
	s.Helper()
	for range n {
		s.sent++
		s.agent.reads(s.visitorSays(s.sent))
		s.chat.reads(s.agentSays(s.sent))
	}
}

// cutOffAndReloaded: what was written without a network outlives the page.
func (s *story) cutOffAndReloaded(n int) {
	s.Helper()
	s.offline(true)
	for i := range n {
		s.chat.send("Message", s.visitorSays(s.sent+1+i))
	}
	s.chat.find("button", "Try again")
	s.visitor.reload() // in vain
	s.host.line.set(lineGood)
	s.visitor.reload()
	s.backInTheChat()
	for i := range n {
		s.agent.reads(s.visitorSays(s.sent + 1 + i))
		s.agent.send("Reply", s.agentSays(s.sent+1+i))
	}
	s.arrived(n)
}

// restarted: both go on writing while the server is away.
func (s *story) restarted(n int) {
	s.Helper()
	for _, w := range []*tab{s.visitor, s.agent} {
		w.expect(badLine...)
	}
	s.stop()
	for i := range n {
		s.chat.send("Message", s.visitorSays(s.sent+1+i))
		s.agent.send("Reply", s.agentSays(s.sent+1+i))
	}
	s.agent.tells("Reconnecting…")
	s.start()
	s.arrived(n)
}

// sameLogs: both sides show the same, each once, without a gap.
func (s *story) sameLogs() {
	s.Helper()
	var visitor, agent []shown
	s.agent.wait("as much as the visitor has", func() bool {
		visitor, agent = s.chat.log(), s.agent.log()
		return len(visitor) == len(agent)
	})
	said := map[string]int{}
	for _, side := range [][]shown{visitor, agent} {
		for i, each := range side {
			if each.Pending || each.Seq != int64(i+1) {
				s.Fatalf("entry %d of a log is %+v\nvisitor %+v\nagent %+v", i+1, each, visitor, agent)
			}
		}
	}
	for i := range agent {
		if agent[i].Said != visitor[i].Said || agent[i].Said && agent[i].Text != visitor[i].Text {
			s.Errorf("the visitor sees %+v, the agent %+v", visitor[i], agent[i])
		}
		said[agent[i].Text]++
	}
	for n := 1; n <= s.sent; n++ {
		if said[s.visitorSays(n)] != 1 || said[s.agentSays(n)] != 1 {
			s.Errorf("message %d is there %d and %d times", n, said[s.visitorSays(n)], said[s.agentSays(n)])
		}
	}
}

func (s *story) theBotGoesOn() {
	s.Helper()
	s.agent.click("button", "Restore to AI")
	s.chat.gone("button", "End chat")
	s.chat.click("button", "Again")
	s.agent.click("button", "Take over")
	s.chat.find("button", "End chat")
	s.exchange(1)
}

func (s *story) itEnds() {
	s.Helper()
	s.agent.click("button", "End chat")
	dialog := s.agent.find("dialog", "End this chat?")
	s.agent.clickOn("End chat in the dialog", func() []thing { return s.agent.lookIn(dialog, "button", "End chat") })
	s.chat.find("button", "Start a new conversation")
	s.chat.tells("This chat has ended.")
	s.visitor.shot("widget ended")
	s.agent.tells("This conversation is closed.")
	s.sameLogs()
	s.secretStaysSecret()
}

// secretStaysSecret: what proves who the visitor is was never part of an address. A28
func (s *story) secretStaysSecret() {
	s.Helper()
	token := ask[string](s.visitor, `JSON.parse(localStorage.getItem('deskbell:shop')).token`)
	if len(token) != 43 {
		s.Fatalf("the token is %q", token)
	}
	for _, address := range append(s.calls.addresses(), ask[string](s.chat, `location.href + ' ' + document.documentElement.outerHTML`)) {
		if strings.Contains(address, token) {
			s.Errorf("the token is in %.200s", address)
		}
	}
}
