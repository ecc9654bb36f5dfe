package main

import (
	"strings"
	"testing"

	permissions "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/chromedp"
)

// quietly begins each page with the strikes of the bell counted, and the agent looking elsewhere. It rings once: the
// second time would come twenty seconds later, which a busy machine may take.
func (w *tab) quietly() *tab {
	w.Helper()
	call(w, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: countedBell + forgetsLate})
	return w
}

// touched lets a page make sounds.
func (w *tab) touched(heading string) {
	w.Helper()
	w.click("heading", heading)
}

func (w *tab) struck() float64 {
	w.Helper()
	return ask[float64](w, `window.struck`)
}

// notices are the titles of what the agent is told in the page.
func (w *tab) notices() string {
	w.Helper()
	return ask[string](w, `[...document.querySelectorAll('.toast.told b')].map(b => b.textContent).join(' | ')`)
}

func (w *tab) isTold(want string) {
	w.Helper()
	w.wait("told "+want, func() bool { return w.notices() == want })
}

// M-20 F22
func TestStory_PersonIsAskedFor_OneBellForTwoTabsAndGoneEverywhereOnceSeen(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	desk := newcomer(t, "agent").quietly()
	(&story{site: s, agent: desk}).theAgentComes()
	second := desk.another("agent's second tab").quietly()
	second.visit(s.base + "/settings/notifications")
	second.touched("What you are told")
	phone := newcomer(t, "agent's phone").quietly()
	phone.phone()
	s.signIn(phone, "agent")
	phone.visit(s.base + "/articles")
	phone.touched("Articles")

	s.visitor().asks()
	for _, w := range []*tab{desk, second, phone} {
		w.isTold("Live chat requested")
		w.wait("(1) in the title", func() bool { return strings.HasPrefix(ask[string](w, `document.title`), "(1) ") })
		w.wait("the number on the tab's picture", func() bool {
			return strings.HasPrefix(ask[string](w, `document.getElementById('favicon').getAttribute('href')`), "data:image/png")
		})
	}
	desk.wait("the bell", func() bool { return desk.struck()+second.struck() >= 1 && phone.struck() >= 1 })
	second.shot("notices page")
	phone.shot("notices phone")
	before := second.struck()
	second.click("link", "Open")
	second.find("button", "Take over")
	for _, w := range []*tab{desk, second, phone} {
		w.isTold("")
	}
	if strikes := desk.struck() + before; strikes != 1 {
		t.Errorf("two tabs of one browser have rung %v times", strikes)
	}
	second.click("button", "Take over")
	phone.wait("nobody waits in the title", func() bool { return !strings.HasPrefix(ask[string](phone, `document.title`), "(") })
}

func TestStory_Notices_DismissedAndMany_AreFewAndGoneInAllTabs(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	desk := newcomer(t, "agent")
	(&story{site: s, agent: desk}).theAgentComes()
	other := desk.another("agent's second tab")
	other.visit(s.base + "/articles")
	for range 4 {
		s.visitor().asks()
	}
	for _, w := range []*tab{desk, other} {
		w.isTold(strings.Repeat("Live chat requested | ", 2) + "Live chat requested")
	}
	other.audited("notices")
	for range 4 {
		before := other.notices()
		rows := s.rows(`SELECT COUNT(*) AS n FROM notices WHERE kind = 'live' AND agent_id = 'id-agent' AND opened_at > 0`)
		other.click("button", "Dismiss")
		other.wait("one less", func() bool {
			return s.rows(`SELECT COUNT(*) AS n FROM notices WHERE kind = 'live' AND agent_id = 'id-agent' AND opened_at > 0`) != rows && (other.notices() != before || strings.Count(before, "|") == 2)
		})
	}
	desk.isTold("")
	other.isTold("")
}

// M-20
func TestStory_SystemNotifications_OneForEachConversationAndClosedOnceSeen(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	desk := newcomer(t, "agent").quietly()
	context := chromedp.FromContext(desk.ctx).BrowserContextID
	call(desk, permissions.SetPermission, permissions.SetPermissionParams{Permission: &permissions.PermissionDescriptor{Name: "notifications"},
		Setting: permissions.PermissionSettingGranted, Origin: s.base, BrowserContextID: context})
	(&story{site: s, agent: desk}).theAgentComes()
	desk.wait("the service worker", func() bool {
		return ask[string](desk, `navigator.serviceWorker.getRegistration().then(r => r?.active?.state ?? '')`) == "activated"
	})
	shown := func() string {
		return ask[string](desk, `navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all => all.map(n => n.title + ' ' + n.tag).join(' | '))`)
	}
	id := s.visitor().asks()
	desk.wait("a notification", func() bool { return shown() == "Live chat requested "+id })
	registration := ask[string](desk, `navigator.serviceWorker.ready.then(r => r.scope)`)
	if registration != s.base+"/" {
		t.Errorf("the worker's scope is %s", registration)
	}
	(&story{site: s, agent: desk}).openFirst()
	desk.wait("it is closed", func() bool { return shown() == "" })

	// What is pushed is shown even where it cannot be read, as browsers want it.
	call(desk, serviceworker.Enable, cdp.Empty{})
	for _, data := range []string{`{"id":"x","kind":"test","title":"Test notification","line":"This is how","url":"/desk","at":1}`, `no JSON`} {
		call(desk, serviceworker.DeliverPushMessage, serviceworker.DeliverPushMessageParams{Origin: s.base, RegistrationID: "0", Data: data})
	}
	desk.wait("what was pushed", func() bool { return strings.HasSuffix(shown(), " test") })
}

func TestStory_NotificationSettings_AreReachableReadableAndKept(t *testing.T) {
	t.Parallel()
	s, _ := newShop(t)
	for _, kind := range []string{"desktop", "phone"} {
		w := newcomer(t, kind)
		if kind == "phone" {
			w.phone()
		}
		s.signIn(w, "agent")
		w.visit(s.base + "/settings/notifications")
		w.find("button", "Send a test")
		w.audited("notifications " + kind)
		w.noSideways()
		w.shot("notifications " + kind)
		w.click("checkbox", "Conversation started: In the page")
		w.click("button", "Save")
		w.tells("Saved.")
	}
	w := newcomer(t, "again")
	s.signIn(w, "agent")
	w.visit(s.base + "/settings/notifications")
	if box := w.find("checkbox", "Conversation started: In the page"); box.properties["checked"] != "true" {
		t.Errorf("twice the other way it is %q", box.properties["checked"])
	}
	w.expect("status of 409")
	w.click("button", "Send a test")
	w.tells("No device of yours is told by push yet")
}
