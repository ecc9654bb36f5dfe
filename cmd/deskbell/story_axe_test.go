package main

import (
	"context"
	_ "embed"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"deskbell/db"
	"deskbell/models"
)

//go:embed testdata/axe-core-4.12.1.min.js
var axe string

// audited runs axe on what the tab shows, light and dark, wide and as a phone shows it. In the dark only what
// colours change is looked at again.
func (w *tab) audited(name string) {
	w.Helper()
	for _, width := range []int64{1280, 390} {
		w.page().run(chromedp.EmulateViewport(width, 844))
		for _, scheme := range []string{"light", "dark"} {
			w.prefers("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
			if w.in != nil {
				w.in.prefers("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
			}
			look := fmt.Sprintf("%s %d %s", name, width, scheme)
			w.shot("axe " + look)
			for _, wrong := range w.violating(map[string]string{"light": wcag, "dark": colours}[scheme]) {
				w.Errorf("%s: %s", look, wrong)
			}
		}
	}
	w.page().run(chromedp.ResetViewport())
}

// What axe looks at: everything of WCAG 2.2 AA, or what depends on colours.
const (
	wcag    = `{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']}`
	colours = `{type: 'rule', values: ['color-contrast', 'link-in-text-block']}`
)

func (w *tab) violations() []string {
	w.Helper()
	return w.violating(wcag)
}

// violating asks a few times: what is just being swapped may be half there.
func (w *tab) violating(rules string) []string {
	w.Helper()
	var wrong []string
	for end := time.Now().Add(patience / 6); ; time.Sleep(10 * glance) {
		if !ask[bool](w, `'axe' in window`) {
			ask[any](w, axe+"\n;0")
		}
		wrong = ask[[]string](w, `axe.run(document, {iframes: false, resultTypes: ['violations'], runOnly: `+rules+`})
  .then(({passes, violations}) => (passes.length < 1 ? ['axe found nothing to look at'] : []).concat(violations.map(({id, help, nodes}) => id + ': ' + help + nodes.map(({html, failureSummary}) => '\n  ' + html.slice(0, 200) + ' ' + failureSummary.replace(/\s+/g, ' ')).join(''))))`)
		if len(wrong) == 0 || time.Now().After(end) {
			return wrong
		}
	}
}

// withArticle puts one article into the help centre.
func (s *site) withArticle() {
	s.Helper()
	store, err := db.Open(context.Background(), db.Options{Path: filepath.Join(s.folder, "deskbell.db")})
	s.check(err)
	defer store.Close()
	s.check(store.SaveArticle(context.Background(), &models.Article{Slug: "returns", Title: "Returns", Category: "Orders", Published: true,
		Body: "Send it back within **30 days**.\n\n- In its box\n- With the [receipt](https://shop.example)\n\n> Teapots break.\n\n`code`"}, time.Now()))
}

// What follows is worth something only if axe finds what is wrong.
func TestAccessibility_BadPage_IsFound(t *testing.T) {
	t.Parallel()
	browser(t)
	h := newHost(t)
	h.tag = `<p style="color:#bbb;background:#fff">Hard to read</p><button></button><input>`
	w := newcomer(t, "somebody")
	w.visit(h.base)
	found := strings.Join(w.violations(), "\n")
	for _, rule := range []string{"color-contrast", "button-name", "label"} {
		if !strings.Contains(found, rule) {
			t.Errorf("%s is not among\n%s", rule, found)
		}
	}
}

func TestAccessibility_Chat_NoViolation(t *testing.T) {
	t.Parallel()
	s, h := newShop(t)
	st := &story{site: s, host: h, visitor: newcomer(t, "visitor"), agent: newcomer(t, "agent")}
	st.visitor.visit(h.base + "/")
	st.visitor.find("button", "Open chat")
	st.visitor.audited("page with the launcher")
	st.theAgentComes()
	st.theBotPlays()
	st.chat.audited("chat with the bot")
	st.chat.click("button", "Again")
	st.chat.find("button", "Skip")
	st.chat.audited("chat waiting")
	st.agent.find("tab", "Waiting 1")
	st.agent.audited("desk with somebody waiting")
	st.openFirst()
	st.agent.audited("desk with a waiting conversation")
	st.agent.click("button", "Take over")
	st.chat.find("button", "End chat")
	st.exchange(1)
	st.chat.audited("chat live")
	st.agent.audited("desk with a live conversation")

	alone := newcomer(t, "stranger")
	alone.visit(s.base + "/w/shop")
	alone.reads("Hello. What is it?")
	alone.audited("chat page")
	alone.visit(s.base + "/w/nobody")
	alone.expect("404")
	alone.audited("no such chat")
}

func TestAccessibility_LeaveForm_NoViolation(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	w := newcomer(t, "stranger")
	w.expect("422")
	w.visit(s.base + "/w/shop")
	w.click("button", "A person")
	w.find("button", "Leave message")
	w.audited("leave a message")
	w.click("button", "Leave message")
	w.wait("what is wrong", func() bool { return ask[int](w, `document.querySelectorAll('[aria-invalid=true]').length`) > 0 })
	w.audited("leave a message with a mistake")
}

func TestAccessibility_TeamPages_NoViolation(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	w := newcomer(t, "owner")
	w.expect("404")
	w.visit(s.base + "/login")
	w.find("button", "Sign in")
	w.audited("login")
	w.write("Email", "owner@shop.example")
	w.write("Password", "wrong")
	w.expect("422", "401")
	w.click("button", "Sign in")
	w.find("alert", "")
	w.audited("login refused")
	s.signIn(w, "owner")
	w.audited("desk empty")
	s.lookedAt(w, teamPages)
	w.visit(s.base + "/bots/nothing")
	w.audited("nothing there")
}

func TestAccessibility_Builder_NoViolation(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t).having(crewBot)
	m := newMaker(s, "admin")
	audited := func(name string) {
		m.Helper()
		m.audited(name)
		m.run(chromedp.EmulateViewport(1280, 844))
	}
	for _, view := range []string{"outline", "canvas"} {
		m.visit(s.base + "/bots/crew/flows/main?view=" + view)
		m.find("region", "Flow")
		if view == "canvas" {
			m.clickOn("full size", func() []thing {
				return slices.DeleteFunc(m.look("button", ""), func(it thing) bool { return !strings.HasSuffix(it.name, "%") })
			})
		}
		audited("builder " + view)
		m.visit(s.base + "/bots/crew/flows/main?block=hello&view=" + view)
		m.opens("Hello")
		m.tells("Goes on")
		audited("builder " + view + " with settings")
	}
	m.click("button", "Test")
	m.tells("Start again")
	audited("builder with its playground")
	m.click("button", "Close the playground")
	m.click("button", "Add block")
	m.find("searchbox", "Search blocks")
	audited("builder palette")
	m.adds("Live chat", "Live chat")
	m.chooses("Waited too long", "The flow jumps")
	audited("builder with a problem")
	m.click("button", "Publish")
	m.find("dialog", "Publish Main")
	audited("builder publish")
	m.key("Escape")
	m.key("Control+f")
	m.find("searchbox", "Search in the flows")
	m.types("e")
	m.tells("places")
	audited("builder search")
	m.key("Escape")
	m.click("button", "Delete block")
	m.find("dialog", "Delete “Live chat”?")
	audited("builder delete")
}

func TestAccessibility_Setup_NoViolation(t *testing.T) {
	t.Parallel()
	browser(t)
	s := &site{T: t, folder: t.TempDir(), address: "127.0.0.1:0"}
	s.start()
	t.Cleanup(s.stop)
	w := newcomer(t, "first")
	w.visit(s.base + "/")
	w.find("heading", "")
	if at := ask[string](w, `location.pathname`); at != "/setup" {
		t.Fatalf("the first page is %s", at)
	}
	w.audited("setup")
}
