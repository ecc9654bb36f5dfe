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
	h.tag = fmt.Sprintf(`<script async src="%s/widget.js" data-bot="shop"></script>`, s.base)
	return s, h
}

// story is a visitor and an agent with their windows.
type story struct {
	*site
	host           *host
	visitor, agent *tab
	chat           *tab // the frame in the visitor's page, as it is now
	said           int
}

// M-1 M-2 M-3 M-14 M-18 M-19 M-21 F15 F17 F18 F22 A21
func TestStory_VisitorBotPerson_NothingIsLost(t *testing.T) {
	for _, kind := range []string{"desktop", "phone"} {
		t.Run(kind, func(t *testing.T) {
			s, h := newShop(t)
			st := &story{site: s, host: h, visitor: newcomer(t, "visitor"), agent: newcomer(t, "agent")}
			if kind == "phone" {
				st.visitor.phone()
			}
			st.lookingLeavesNothing()
			st.theBotPlays()
			st.theAgentComes()
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

func (s *story) theBotPlays() {
	s.Helper()
	s.visitor.click("button", "Open chat")
	s.chat = s.visitor.chat()
	s.chat.find("log", "Conversation")
	s.chat.reads("Hello. What is it?")
	s.visitor.shot("widget open")
	s.chat.click("button", "Ask")
	s.chat.reads("Which colour?")
	s.chat.send("Message", "Blue")
	s.chat.reads("Anything else?")
	s.chat.click("button", "Again")
	s.chat.tells("Leave a message")
}

func (s *story) theAgentComes() {
	s.Helper()
	s.signIn(s.agent, "agent")
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
