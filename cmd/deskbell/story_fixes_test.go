package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
)

// heldLine keeps the loader from meeting its frame until the page calls meet().
const heldLine = `<script>Object.defineProperty(HTMLIFrameElement.prototype, 'onload', {
  set(heard) { this.addEventListener('load', () => (window.meet = heard)); } })</script>`

// slowShop has a page /slow that does.
func slowShop(t *testing.T) (*site, *host) {
	t.Helper()
	s, h := newShop(t)
	quick := h.page
	h.page = func(path, tag string) string {
		if path == "/slow" {
			tag = heldLine + tag
		}
		return quick(path, tag)
	}
	return s, h
}

func (w *tab) meet() {
	w.Helper()
	w.wait("the chat's frame", func() bool {
		there, _ := attempt[bool](w, `!!window.meet`)
		return there
	})
	ask[any](w, `window.meet()`)
}

// mine is what the reader of a log said, in its order.
func (w *tab) mine() (texts []string) {
	for _, each := range w.log() {
		if each.Mine {
			texts = append(texts, each.Text)
		}
	}
	return texts
}

// said is the number of messages that the server was sent.
func (s *site) said() int {
	n := 0
	for _, each := range s.calls.all() {
		if strings.HasSuffix(each, "/say") {
			n++
		}
	}
	return n
}

// conversations is how many there are.
func (s *site) conversations() int {
	return strings.Count(s.rows(`SELECT id FROM conversations`), "\n")
}

// aWhile passes in the page: longer than anybody is waited for who is expected to answer.
func (w *tab) aWhile(ms int) {
	w.Helper()
	ask[any](w, fmt.Sprintf(`new Promise((done) => setTimeout(done, %d))`, ms))
}

func TestStory_HostPageThatIsSlow_KeepsItsVisitor(t *testing.T) {
	t.Parallel()
	s, h := slowShop(t)
	w, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	w.visit(h.base + "/slow")
	chat = w.chat()
	chat.send("Message", "Blue")
	chat.send("Message", "Or green")
	chat.aWhile(6_000)
	if log := chat.log(); len(log) != 2 || !log[0].Pending || !log[1].Pending || s.said() != 0 {
		t.Errorf("before anybody knows who writes, the log is %+v and %d messages were sent", log, s.said())
	}
	w.meet()
	chat.reads("Which colour?")
	chat.reads("Or green")
	if texts := chat.mine(); !slices.Equal(texts, []string{"Ask", "Blue", "Or green"}) || s.conversations() != 1 {
		t.Errorf("the visitor said %q in %d conversations", texts, s.conversations())
	}
}

func TestStory_UnsentAndNew_KeepTheirOrder(t *testing.T) {
	t.Parallel()
	s, h := slowShop(t)
	w, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	w.expect("ERR_INTERNET_DISCONNECTED")
	w.expect(badLine...)
	chat.offline(true)
	h.line.set(lineCut)
	chat.send("Message", "Blue")
	chat.find("button", "Try again")
	h.line.set(lineGood)
	w.visit(h.base + "/slow")
	chat = w.chat()
	// The log is never answered; what is unsent goes out all the same, and first.
	ask[any](chat, `{ const real = fetch; window.fetch = (address, more) => String(address).endsWith('/log') ? new Promise(() => {}) : real(address, more); }`)
	chat.send("Message", "Or green")
	w.meet()
	chat.wait("both sent", func() bool { return s.said() >= 2 })
	w.visit(h.base + "/")
	chat = w.chat()
	chat.reads("Or green")
	if texts := chat.mine(); !slices.Equal(texts, []string{"Ask", "Blue", "Or green"}) {
		t.Errorf("the visitor said %q", texts)
	}
}

func TestStory_TwoTabsOfTheChatAlone_AreOneVisitor(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	first := newcomer(t, "visitor")
	first.visit(s.base + "/w/shop")
	first.reads("Hello. What is it?")
	second := first.another("second tab")
	second.visit(s.base + "/w/shop")
	second.reads("Hello. What is it?")
	// The second tab hears of the first one's secret only by reading again.
	ask[any](second, `addEventListener('storage', (event) => event.stopImmediatePropagation(), {capture: true})`)
	first.click("button", "Ask")
	first.reads("Which colour?")
	second.send("Message", "Blue")
	first.reads("Blue")
	second.reads("Which colour?")

	third := first.another("third tab")
	third.visit(s.base + "/w/shop")
	third.reads("Blue")
	if n := s.conversations(); n != 1 {
		t.Errorf("two tabs made %d conversations", n)
	}
}

func TestStory_TabThatOnlyLooks_ShowsWhatAnotherBegins(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	first := newcomer(t, "visitor")
	first.visit(s.base + "/w/shop")
	second := first.another("second tab")
	second.visit(s.base + "/w/shop")
	second.reads("Hello. What is it?")
	first.click("button", "Ask")
	second.reads("Which colour?")
	second.send("Message", "Blue")
	first.reads("Anything else?")
}

func TestStory_ChatOpenOnTheNextPage_LeavesTheFocus(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	h.tag = `<p><input autofocus aria-label="Search"></p>` + h.tag
	w, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	w.visit(h.base + "/teapots")
	w.chat().reads("Which colour?")
	w.find("button", "Close chat")
	if now := ask[string](w, `document.activeElement.outerHTML`); !strings.HasPrefix(now, "<input") {
		t.Errorf("the focus is in %s", now)
	}
	w.types("blue")
	if found := w.find("textbox", "Search"); found.properties["value"] != "blue" {
		t.Errorf("typed into the page, %q arrived", found.properties["value"])
	}
}

// heldPanes lets answers for panes wait, as drawn, until the page calls swap().
const heldPanes = `{ const real = fetch; window.fetch = async (...asked) => {
  const answer = await real(...asked);
  if (!/\/desk\/(?!stream)[^/]+$|\/desk\?/.test(answer.url) || answer.status !== 200) return answer;
  const text = await answer.text();
  await new Promise((done) => (window.swap = done));
  return new Response(text, {status: 200, headers: answer.headers});
}; }`

func TestStory_SamePaneSwappedIn_LosesNothing(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	st := &story{site: s, agent: newcomer(t, "agent")}
	st.theAgentComes()
	visitor := s.visitor()
	visitor.asks()
	st.openFirst()
	ask[any](st.agent, heldPanes)
	st.openRow()
	st.agent.wait("the answer held", func() bool { return ask[bool](st.agent, `!!window.swap`) })
	visitor.say("Said meanwhile")
	st.agent.reads("Said meanwhile")
	ask[any](st.agent, `(document.querySelector('#open').dataset.old = '1', swap())`)
	st.agent.wait("the pane swapped", func() bool { return ask[bool](st.agent, `!document.querySelector('[data-old]')`) })
	st.agent.reads("Said meanwhile")

	ask[any](st.agent, `window.swap = null`)
	st.agent.click("tab", "Waiting 1")
	st.agent.wait("the answer held", func() bool { return ask[bool](st.agent, `!!window.swap`) })
	s.visitor().asks()
	st.agent.find("tab", "Waiting 2")
	ask[any](st.agent, `(document.querySelector('#lists').dataset.old = '1', swap())`)
	st.agent.wait("the list swapped", func() bool { return ask[bool](st.agent, `!document.querySelector('[data-old]')`) })
	st.agent.find("tab", "Waiting 2")
	st.agent.wait("both rows", func() bool { return ask[int](st.agent, `document.querySelectorAll('#rows > li').length`) == 2 })
}

func TestStory_LetterHalfTyped_GoesOnInTheComposer(t *testing.T) {
	t.Parallel()
	s, h := newShop(t)
	_, chat := opened(t, h)
	chat.click("button", "A person")
	chat.find("heading", "Leave a message")
	chat.write("Your message", "Is the blue teapot")
	id := strings.TrimSpace(strings.TrimPrefix(s.rows(`SELECT id FROM conversations`), "id="))
	owner := s.agent("owner")
	owner.stream("/desk/stream?list=active").until("order")
	owner.must("/desk/" + id + "/takeover")
	chat.find("button", "End chat")
	chat.holds("textbox", "Message", "Is the blue teapot")
	chat.focused("textbox", "Message")
	chat.types(" in stock?")
	chat.press("Enter")
	chat.reads("Is the blue teapot in stock?")
	owner.must("/desk/"+id+"/say", "client_id", s.id(), "text", "It is")
	chat.reads("It is")
	chat.holds("textbox", "Message", "")
}

func TestStory_AnswerOfSomebodyElse_IsNoDelivery(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	_, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	chat.answering("/say", 2, `new Response('<h1>Sign in</h1>', {headers: {'Content-Type': 'text/html'}})`)
	chat.send("Message", "Blue")
	chat.find("button", "Try again")
	chat.reads("Anything else?")
}

// answering lets the first requests to an address that ends so get an answer that the server did not give.
func (w *tab) answering(end string, times int, response string) {
	w.Helper()
	ask[any](w, fmt.Sprintf(`{ const real = fetch; let times = %d; window.fetch = (address, more) =>
  String(address).split('?')[0].endsWith('%s') && times-- > 0 ? Promise.resolve(%s) : real(address, more); }`, times, end, response))
}

func TestStory_MessageThatAlwaysFails_HoldsUpNoOther(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	_, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	chat.answering("/say", 5, `new Response('{"code":"internal","message":"It broke.","ref":"r1"}', {status: 500})`)
	chat.send("Message", "Blue")
	ask[any](chat, `setInterval(() => document.querySelector('.receipt.failed:not([hidden]) .again')?.click(), 50)`)
	chat.tells("It broke. Reference: r1")
	chat.holds("textbox", "Message", "Blue")
	chat.press("Enter")
	chat.reads("Anything else?")
}

func TestStory_StreamThatAProxyDoesNotKnow_ComesBack(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	w, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	chat.answering("/stream", 2, `new Response('<h1>Not found</h1>', {status: 404, headers: {'Content-Type': 'text/html'}})`)
	w.expect(badLine...)
	h.line.set(lineCut)
	h.line.set(lineGood)
	chat.send("Message", "Blue")
	chat.reads("Anything else?")
}

func TestStory_EnterThatEndsAComposition_SendsNothing(t *testing.T) {
	t.Parallel()
	s, h := newShop(t)
	_, chat := opened(t, h)
	chat.write("Message", "東京")
	ask[any](chat, `document.querySelector('textarea').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))`)
	if box := chat.find("textbox", "Message"); box.properties["value"] != "東京" || s.said() != 0 {
		t.Errorf("the composer holds %q", box.properties["value"])
	}
	chat.press("Enter")
	chat.reads("東京")
}

func TestStory_NextPersonAtTheBrowser_SendsNothingOfTheOneBefore(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	st := &story{site: s, agent: newcomer(t, "agent")}
	st.theAgentComes()
	s.visitor().asks()
	st.openFirst()
	st.agent.click("button", "Take over")
	st.agent.answering("/say", 1_000, `new Response('', {status: 503})`)
	st.agent.send("Reply", "Hello from the agent")
	st.agent.find("button", "Try again")
	st.agent.expect("status of 401", "ERR_ABORTED")
	st.agent.write("Reply", "Half a thought")
	st.agent.wait("the draft kept", func() bool {
		return strings.Contains(ask[string](st.agent, `JSON.stringify(localStorage)`), "Half a thought")
	})
	call(st.agent, network.ClearBrowserCookies, cdp.Empty{})
	s.signIn(st.agent, "owner")
	open := strings.TrimSpace(strings.TrimPrefix(s.rows(`SELECT id FROM conversations`), "id="))
	st.agent.visit(s.base + "/desk/" + open + "?list=active")
	st.agent.tells("You are watching.")
	call(st.agent, network.ClearBrowserCookies, cdp.Empty{})
	if n := s.said(); n != 0 {
		t.Errorf("%d replies were sent by somebody else", n)
	}
	s.signIn(st.agent, "agent")
	st.agent.visit(s.base + "/desk/" + open + "?list=active")
	st.agent.reads("Hello from the agent")
	if box := st.agent.find("textbox", "Reply"); box.properties["value"] != "Half a thought" {
		t.Errorf("the draft is %q", box.properties["value"])
	}
}

// wrongClock is two hours ahead.
const wrongClock = `{ const Real = Date; Date = class extends Real { constructor(...at) { super(...(at.length ? at : [Real.now() + 7_200_000])); }
  static now() { return Real.now() + 7_200_000; } }; }`

// countedBell counts the strikes of the bell, and lets the agent look elsewhere.
const countedBell = `{ window.struck = 0; document.hasFocus = () => false;
  AudioContext.prototype.createOscillator = new Proxy(AudioContext.prototype.createOscillator, {apply(real, it, args) { window.struck += 1 / 4; return Reflect.apply(real, it, args); }}); }`

func TestStory_OneGoesAsAnotherComes_RingsAndCountsByTheServersClock(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	st := &story{site: s, agent: newcomer(t, "agent")}
	call(st.agent, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: wrongClock + countedBell})
	st.theAgentComes()
	first := s.visitor()
	first.asks()
	rung := func(times int) {
		t.Helper()
		st.agent.wait("the bell", func() bool { return ask[float64](st.agent, `window.struck`) >= float64(times) })
	}
	rung(1)
	if waits := ask[string](st.agent, `document.querySelector('#rows time').textContent`); !strings.HasPrefix(waits, "0:") {
		t.Errorf("somebody who has just come waits for %s", waits)
	}
	first.must("/w/shop/end")
	s.visitor().asks()
	rung(2)
}

func TestStory_TryAgain_EndsTheTryThatHangs(t *testing.T) {
	t.Parallel()
	_, h := newShop(t)
	_, chat := opened(t, h)
	chat.click("button", "Ask")
	chat.reads("Which colour?")
	chat.answering("/say", 3, `times ? Promise.reject(new TypeError('cut')) : new Promise((_, no) => {
  window.hangs = true;
  more.signal.addEventListener('abort', () => { window.why = more.signal.reason; no(more.signal.reason); }); })`)
	chat.send("Message", "Blue")
	chat.wait("the third try", func() bool { return ask[bool](chat, `!!window.hangs`) })
	chat.click("button", "Try again")
	chat.reads("Anything else?")
	if why := ask[string](chat, `window.why`); why != "again" {
		t.Errorf("the try that hung was ended by %q", why)
	}
}
