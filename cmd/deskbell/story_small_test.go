package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The stories lean on blocked third-party cookies: this shows that they are blocked.
// A21
func TestBrowser_CookieOfAnotherSiteInAFrame_IsNotKept(t *testing.T) {
	t.Parallel()
	browser(t)
	baker := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cookies" {
			fmt.Fprint(w, r.Header.Get("Cookie"))
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "crumb", Value: "1", SameSite: http.SameSiteNoneMode, Secure: true})
		fmt.Fprint(w, `<!doctype html><link rel="icon" href="data:,"><title>Baker</title>`)
	}))
	t.Cleanup(baker.Close)
	h := newHost(t)
	h.tag = `<iframe src="` + baker.URL + `"></iframe>`
	const sent = `fetch('/cookies', {credentials: 'include'}).then((got) => got.text())`
	w := newcomer(t, "somebody")
	w.visit(baker.URL)
	if got := ask[string](w, sent); got != "crumb=1" {
		t.Fatalf("in a page of its own the cookie is %q", got)
	}
	w.visit(h.base)
	if got := ask[string](w.frame(`document.querySelector('iframe')`), sent); got != "" {
		t.Fatalf("in another site's page the cookie is %q: third-party cookies are not blocked", got)
	}
}

// opened is a visitor who has opened the chat on the host's page.
func opened(t *testing.T, h *host) (visitor, chat *tab) {
	t.Helper()
	visitor = newcomer(t, "visitor")
	visitor.visit(h.base + "/")
	visitor.click("button", "Open chat")
	return visitor, visitor.chat()
}

// F22
func TestWidget_TwoTabs_Agree(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	first, chat := opened(t, h)
	second := first.another("second tab")
	second.visit(h.base + "/teapots")
	second.click("button", "Open chat")
	other := second.chat()
	other.reads("Hello. What is it?")
	chat.click("button", "Ask")
	other.reads("Which colour?")
	other.send("Message", "Green")
	chat.reads("Anything else?")
	chat.wait("the same in both tabs", func() bool {
		one, two := chat.log(), other.log()
		return len(one) == 5 && slices.Equal(one, two)
	})
}

// A22
func TestWidget_WhereItMayNotBe_SaysWhyAndHarmsNothing(t *testing.T) {
	for name, test := range map[string]struct{ tag, why string }{
		"unknown bot":   {`<script async src="%s/widget.js" data-bot="nobody"></script>`, "bot"},
		"unlisted site": {`<script async src="%s/widget.js" data-bot="other"></script>`, "site"},
		"no bot":        {`<script async src="%s/widget.js"></script>`, "data-bot"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, h := newShop(t)
			h.tag = fmt.Sprintf(test.tag, h.line.base)
			w := newcomer(t, "visitor")
			w.expect("Deskbell:", "frame-ancestors", "Framing", "ERR_BLOCKED_BY_RESPONSE", "status of 404", "X-Frame-Options")
			w.visit(h.base + "/")
			if name != "no bot" {
				w.click("button", "Open chat")
			}
			w.wait("the console saying why", func() bool { return w.complained("console: \"Deskbell:") })
			if !w.complained(test.why) {
				t.Error("the console does not say why")
			}
			if name != "no bot" {
				w.find("status", "")
				w.click("button", "Close chat")
				w.find("button", "Open chat")
			}
			w.click("link", "Teapots")
			w.find("heading", "Shop /teapots")
		})
	}
}

func TestLoader_HoweverItIsPutIn_IsThereOnce(t *testing.T) {
	for name, tag := range map[string]string{
		"twice": `<script async src="%[1]s/widget.js" data-bot="shop"></script><script src="%[1]s/widget.js" data-bot="shop"></script>`,
		"defer": `<script defer src="%[1]s/widget.js" data-bot="shop"></script>`,
		"late": `<button onclick="const tag = document.createElement('script'); tag.src = '%[1]s/widget.js'; tag.dataset.bot = 'shop'; tag.async = true;
  document.head.append(tag)">Tag manager</button>`,
		"body swapped": `<script async src="%[1]s/widget.js" data-bot="shop"></script><button onclick="document.body.innerHTML = '<h1>Next</h1>'">Swap</button>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, h := newShop(t)
			h.tag = fmt.Sprintf(tag, h.line.base)
			w := newcomer(t, "visitor")
			w.visit(h.base + "/")
			if name == "late" {
				w.click("button", "Tag manager")
			}
			w.find("button", "Open chat")
			if name == "body swapped" {
				w.click("button", "Swap")
			}
			w.click("button", "Open chat")
			w.chat().reads("Hello. What is it?")
			if n := len(w.look("button", "Close chat")); n != 1 {
				t.Errorf("%d launchers", n)
			}
		})
	}
}

const hostileStyles = `<style>* { all: unset !important; display: none !important; visibility: hidden !important; opacity: 0 !important; transform: translate(-999px) !important }
html, body { display: block !important; visibility: visible !important; opacity: 1 !important; transform: none !important }</style>`

// M-1
func TestLoader_OnAnyPage_StaysItselfAndTouchesNothing(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	tag := h.tag
	const look = `JSON.stringify([document.styleSheets.length, document.adoptedStyleSheets.length, document.head.innerHTML, document.body.getAttribute('style'),
  document.documentElement.getAttributeNames(), ['html', 'body', 'h1', 'p', 'a'].map((tag) => [...getComputedStyle(document.querySelector(tag))]
    .filter((name) => !/block-size|height|origin/.test(name)).map((name) => getComputedStyle(document.querySelector(tag))[name]).join())])`
	const globals = `Object.getOwnPropertyNames(window).filter((name) => isNaN(name)).sort()`
	w := newcomer(t, "visitor")
	h.tag = ""
	w.visit(h.base + "/")
	styles, names := ask[string](w, look), ask[[]string](w, globals)
	h.tag = tag
	w.visit(h.base + "/")
	w.click("button", "Open chat")
	w.chat().reads("Hello. What is it?")
	if got := ask[string](w, look); got != styles {
		t.Errorf("the page's styles were\n%.2000s\nand are\n%.2000s", styles, got)
	}
	added := slices.DeleteFunc(ask[[]string](w, globals), func(name string) bool { return slices.Contains(names, name) })
	if !slices.Equal(added, []string{"Deskbell"}) {
		t.Errorf("new globals: %q", added)
	}

	h.tag = hostileStyles + tag
	w.visit(h.base + "/")
	w.click("button", "Open chat")
	w.chat().reads("Hello. What is it?")
	w.shot("widget on a hostile page")
	w.chat().click("button", "Close chat")
	w.find("button", "Open chat")
}

func TestLoader_PageFromRightToLeft_OpensOnTheLeft(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	h.page = func(path, tag string) string {
		return `<!doctype html><html lang="ar" dir="rtl"><link rel="icon" href="data:,"><title>متجر</title><h1>متجر</h1>` + tag
	}
	w := newcomer(t, "visitor")
	w.visit(h.base + "/")
	launcher := w.find("button", "Open chat")
	if at, _ := on[float64](w, launcher, `function() { return this.getBoundingClientRect().x; }`); at < 0 || at > 100 {
		t.Errorf("the launcher is at %v", at)
	}
	w.click("button", "Open chat")
	w.chat().reads("Hello. What is it?")
	if x, _ := w.chat().offset(); x < 0 || x > 100 {
		t.Errorf("the chat is at %v", x)
	}
	w.shot("widget on a page from right to left")
}

// tabTo presses Tab until a thing has the focus.
func tabTo(page, w *tab, role, name string) {
	w.Helper()
	for range 20 {
		if w != page && ask[bool](w, `document.hasFocus()`) {
			w.press("Tab")
		} else {
			page.press("Tab")
		}
		if found := w.look(role, name); len(found) == 1 && found[0].properties["focused"] == "true" {
			return
		}
	}
	w.Fatalf("Tab never comes to %s %q", role, name)
}

func TestWidget_KeyboardAlone_OpensAnswersAndCloses(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	w := newcomer(t, "visitor")
	w.visit(h.base + "/")
	w.find("button", "Open chat")
	tabTo(w, w, "button", "Open chat")
	w.press("Enter")
	chat := w.chat()
	chat.reads("Hello. What is it?")
	tabTo(w, chat, "button", "Ask")
	chat.press("Enter")
	chat.reads("Which colour?")
	chat.wait("the cursor in the composer", func() bool { return chat.find("textbox", "Message").properties["focused"] == "true" })
	chat.types("Violet")
	chat.press("Enter")
	chat.reads("Anything else?")
	chat.press("Escape")
	w.wait("the focus back on the launcher", func() bool {
		found := w.look("button", "Open chat")
		return len(found) == 1 && found[0].properties["focused"] == "true"
	})
}

// A21
func TestWidget_StorageRefused_StillChats(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	h.tag = `<script>Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})</script>` + h.tag
	_, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.send("Message", "Red")
	chat.reads("Anything else?")
}

// A21
func TestWidget_AnotherSite_KnowsNothingOfTheVisitor(t *testing.T) {
	t.Parallel()
	s, h := newShop(t)
	w, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	stranger := newHost(t)
	stranger.tag = h.tag
	w.visit("about:blank")
	before := len(s.calls.all())
	for aMoment := 0; aMoment < 20; aMoment++ { // what was asked before may come in still
		time.Sleep(2 * glance)
		if now := len(s.calls.all()); now != before {
			before, aMoment = now, 0
		}
	}
	w.visit(stranger.base)
	w.find("button", "Open chat")
	if n := ask[int](w, `document.querySelector('deskbell-widget').shadowRoot.querySelectorAll('iframe').length + localStorage.length`); n != 0 {
		t.Error("the second site knows of the chat on the first")
	}
	for _, each := range s.calls.all()[before:] {
		if strings.HasPrefix(each, "GET /w/") {
			t.Errorf("the second site asked for %s", each)
		}
	}
}

// foreign tries to be the loader: from a frame beside the chat's, all the time, with a port to be answered on.
const foreign = `<iframe srcdoc="<link rel=icon href=data:,><script>
  parent.answers = 0;
  setInterval(() => {
    const chat = parent.document.querySelector('deskbell-widget')?.shadowRoot.querySelector('iframe')?.contentWindow;
    if (!chat) return;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => parent.answers++;
    chat.postMessage({deskbell: 'connect'}, '*', [channel.port2]);
    channel.port1.postMessage({type: 'session', token: 'A'.repeat(43), kept: {}});
    parent.tries = (parent.tries ?? 0) + 1;
  }, 1);
</script>"></iframe>`

// A24
func TestWidget_MessagesOfAForeignWindow_AreIgnored(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	h.tag += foreign
	w, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	if ask[int](w, `window.tries`) == 0 || ask[int](w, `window.answers`) != 0 {
		t.Errorf("%d answers to %d tries", ask[int](w, `window.answers`), ask[int](w, `window.tries`))
	}
	if kept := ask[string](w, `JSON.stringify(localStorage)`); strings.Contains(kept, "AAAAAAAA") || !strings.Contains(kept, "token") {
		t.Errorf("the visitor's token is %s", kept)
	}

	// A window without an origin that opened the chat by itself.
	thief := newHost(t)
	thief.tag = fmt.Sprintf(`<script>addEventListener('message', ({data}) => window.thief = data)</script>
<iframe sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" srcdoc="<link rel=icon href=data:,><script>
  const chat = open('%s/w/shop?framed=1');
  let tries = 0, answers = 0;
  setInterval(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => answers++;
    chat.postMessage({deskbell: 'connect'}, '*', [channel.port2]);
    parent.postMessage({tries: ++tries, answers}, '*');
  }, 5);
</script>"></iframe>`, h.line.base)
	w.visit(thief.base)
	w.wait("a hundred tries", func() bool { return ask[int](w, `window.thief?.tries ?? 0`) > 100 })
	if n := ask[int](w, `window.thief.answers`); n != 0 {
		t.Errorf("%d answers to an opener", n)
	}
}

// M-6
func TestWidget_NobodyThere_LeavesAMessage(t *testing.T) {
	t.Parallel()
	s, h := newShop(t)
	w, chat := opened(t, h)
	chat.click("button", "A person")
	chat.find("heading", "Leave a message")
	chat.write("Your email", "hanna@")
	chat.write("Your message", "Is the blue teapot in stock?")
	chat.click("button", "Leave message")
	chat.wait("the email marked as wrong", func() bool {
		field := chat.look("textbox", "Your email")
		return len(field) == 1 && field[0].properties["invalid"] == "true" && field[0].properties["focused"] == "true" && field[0].properties["value"] == "hanna@"
	})
	w.shot("widget leave a message")
	w.expect("status of 422")
	chat.write("Your email", "shop.example") // behind what is there
	chat.click("button", "Leave message")
	chat.reads("Is the blue teapot in stock?")
	chat.gone("button", "Leave message")
	agent := newcomer(t, "agent")
	s.signIn(agent, "agent")
	agent.click("tab", "Messages left 1")
	agent.tells("Is the blue teapot in stock?")
}

// canary hears whether anything of a message was loaded or run.
func canary(t *testing.T) (*httptest.Server, *atomic.Int64) {
	t.Helper()
	hits := new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	t.Cleanup(server.Close)
	return server, hits
}

// A1 A3 F22 M-3 M-19
func TestStory_LiveChat_SmallThings(t *testing.T) {
	t.Parallel()
	s, h := newShop(t)
	st := &story{site: s, host: h, visitor: newcomer(t, "visitor"), agent: newcomer(t, "agent")}
	st.visitor.visit(h.base + "/")
	st.theAgentComes()
	st.theBotPlays()
	st.waitingIsInTheTitle()
	st.aPersonIsAskedFor()
	st.exchange(1)
	st.typingIsSeen()
	st.aColleagueWatches()
	st.tooLongIsKept()
	st.markupIsText()
	st.unreadIsCounted()
	st.anotherIsCounted()
}

func (s *story) waitingIsInTheTitle() {
	s.Helper()
	if title := ask[string](s.agent, `document.title`); strings.HasPrefix(title, "(") {
		s.Errorf("nobody waits and the title is %q", title)
	}
}

// anotherIsCounted: who waits is counted in the title of the desk.
func (s *story) anotherIsCounted() {
	s.Helper()
	s.site.visitor().asks()
	s.agent.wait("(1) in the title", func() bool { return strings.HasPrefix(ask[string](s.agent, `document.title`), "(1) ") })
	s.agent.find("tab", "Waiting 1")
}

// typingIsToldTo waits until another page says that one is typing here. It forgets that within seconds, and so one
// goes on meanwhile.
func (w *tab) typingIsToldTo(other *tab, words string) {
	w.Helper()
	again := time.Now().Add(2 * typedWithin)
	other.wait(fmt.Sprintf("tells %q", words), func() bool {
		if time.Now().After(again) {
			ask[any](w, `document.activeElement.dispatchEvent(new InputEvent('input', {bubbles: true}))`)
			again = time.Now().Add(typedWithin)
		}
		text, _ := attempt[string](other, `document.body?.innerText ?? ''`)
		return strings.Contains(text, words)
	})
}

func (s *story) typingIsSeen() {
	s.Helper()
	s.chat.write("Message", "I think")
	s.chat.typingIsToldTo(s.agent, "is typing")
	s.agent.shot("desk typing")
	s.chat.press("Enter")
	s.agent.reads("I think")
	s.agent.wait("no more typing", func() bool { return !strings.Contains(ask[string](s.agent, `document.body.innerText`), "is typing") })
	s.agent.write("Reply", "So do I")
	s.agent.typingIsToldTo(s.chat, "is typing")
	s.agent.press("Enter")
	s.chat.reads("So do I")
}

// aColleagueWatches: another agent's browser shows the same, and goes on with it.
func (s *story) aColleagueWatches() {
	s.Helper()
	colleague := newcomer(s.T, "colleague")
	s.signIn(colleague, "second")
	colleague.click("tab", "Active 1")
	(&story{site: s.site, agent: colleague}).openRow()
	colleague.tells("You are watching.")
	s.exchange(1)
	colleague.wait("the same log", func() bool {
		return slices.EqualFunc(colleague.log(), s.agent.log(), func(a, b shown) bool { return a.Seq == b.Seq && a.Text == b.Text })
	})
	if n := len(colleague.look("textbox", "Reply")); n != 0 {
		s.Error("somebody else's chat can be answered")
	}
}

// tooLongIsKept: a sentence says so on both sides, and nothing of the text is lost.
func (s *story) tooLongIsKept() {
	s.Helper()
	for _, side := range []struct {
		*tab
		field string
	}{{s.chat, "Message"}, {s.agent, "Reply"}} {
		side.send(side.field, strings.Repeat("x", 10_001))
		side.tells("1 characters more than can be sent")
		if kept := side.find("textbox", side.field).properties["value"]; len(kept) != 10_001 {
			s.Errorf("%s: %d characters are kept", side.name, len(kept))
		}
		side.shot("too long " + side.name)
		ask[any](side.tab, `document.querySelector('textarea').select()`)
		side.types("Short. " + side.field)
		side.press("Enter")
		side.reads("Short. " + side.field)
	}
}

// markupIsText: whatever is written is shown as it was written, and nothing of it is loaded or run.
func (s *story) markupIsText() {
	s.Helper()
	server, hits := canary(s.T)
	bad := fmt.Sprintf(`"><img src=%[1]s/a onerror=fetch('%[1]s/b')><script src=%[1]s/c></script><p hx-get=%[1]s/d hx-trigger=load>{{7*7}}`, server.URL)
	s.chat.send("Message", bad)
	s.agent.reads(bad)
	s.agent.send("Reply", "back: "+bad)
	s.chat.reads("back: " + bad)
	s.agent.reload()
	s.agent.reads("back: " + bad)
	for _, w := range []*tab{s.chat, s.agent} {
		if n := ask[int](w, `document.querySelectorAll('[role=log] :is(img, script, [hx-get])').length`); n != 0 {
			s.Errorf("%s has %d elements of a message", w.name, n)
		}
	}
	if n := hits.Load(); n != 0 {
		s.Errorf("%d requests to another host", n)
	}
}

// unreadIsCounted: a closed chat shows on the launcher that something came, on this page and the next.
func (s *story) unreadIsCounted() {
	s.Helper()
	s.chat.click("button", "Close chat")
	s.agent.send("Reply", "Are you still there?")
	s.badge("1 new message")
	s.visitor.shot("widget unread")
	s.agent.send("Reply", "Hello?")
	s.badge("2 new messages")
	s.visitor.reload()
	s.badge("2 new messages")
	s.visitor.click("button", "Open chat")
	s.chat = s.visitor.chat()
	s.chat.reads("Hello?")
	s.badge("")
}

// badge waits for what stands on the launcher.
func (s *story) badge(want string) {
	s.Helper()
	s.visitor.wait(fmt.Sprintf("%q on the launcher", want), func() bool {
		got, err := attempt[string](s.visitor, `(() => { const badge = document.querySelector('deskbell-widget').shadowRoot.querySelector('.badge'); return badge.hidden ? '' : badge.textContent; })()`)
		return err == nil && got == want
	})
}
