package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// slowed keeps back what a page asks for with these words in its address, until letGo('…') has been called.
const slowed = `(words) => { const send = window.fetch; let go; const gone = new Promise((now) => { go = now; });
  (window.lets ??= {})[words] = go; (window.asked ??= {})[words] = 0;
  window.fetch = async (...what) => {
    if (!String(what[0]?.url ?? what[0]).includes(words)) return send(...what);
    window.asked[words]++;
    await gone;
    what[1]?.signal?.throwIfAborted();
    return send(...what); };
  return true; }`

// slow makes a page wait for what is at an address; it is asked for when asked says so.
func (w *tab) slow(words string) (asked func(), letGo func()) {
	w.Helper()
	ask[bool](w, fmt.Sprintf("(%s)(%q)", slowed, words))
	return func() {
			w.Helper()
			w.wait("asked for "+words, func() bool { return ask[int](w, fmt.Sprintf("window.asked[%q]", words)) > 0 })
		}, func() {
			w.Helper()
			ask[any](w, fmt.Sprintf("void window.lets[%q]()", words))
		}
}

// answers signs an agent in who has taken a chat over.
func (s *site) answers(w *tab) *tab {
	s.Helper()
	chat := s.visitor().asks()
	s.signIn(w, "agent")
	w.visit(s.base + "/desk/" + chat)
	w.click("button", "Take over")
	w.find("textbox", "Reply")
	return w
}

// choosesArticle opens the dialog that sends one.
func (w *tab) choosesArticle() {
	w.Helper()
	w.click("button", "More actions")
	w.click("button", "Send article")
	w.find("dialog", "Send an article")
}

// A dialog opens though the lists are still on their way: the one does not wait for the other.
// M-14 M-22
func TestStory_SlowNetwork_WhatIsPressedLastIsShown(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	s.withArticle()
	s.check(s.app.store.SaveArticle(t.Context(), &models.Article{Slug: "cups", Title: "Cups", Category: "Orders", Published: true, Body: "Cups are washed by hand."}, time.Now()))
	s.online("second") // so that somebody can be asked for
	var chats []string
	for range 2 {
		chats = append(chats, s.visitor().asks())
	}
	w := newcomer(t, "agent")
	s.signIn(w, "agent")
	w.find("tab", "Waiting 2")
	row := func(chat string) {
		w.clickOn("the row of "+chat, func() []thing {
			var all []thing
			for _, it := range w.rows("") {
				if at, _ := on[string](w, it, `function() { return this.pathname; }`); strings.HasSuffix(at, chat) {
					all = append(all, it)
				}
			}
			return all
		})
	}
	open := func() string { return ask[string](w, `document.getElementById('open').dataset.conversation ?? ''`) }

	asked, letGo := w.slow("/desk/" + chats[0])
	row(chats[0])
	asked()
	row(chats[1])
	w.wait("the second chat", func() bool { return open() == chats[1] })
	letGo()
	if at := ask[string](w, `fetch(location.href).then(() => document.getElementById('open').dataset.conversation)`); at != chats[1] {
		t.Errorf("what was pressed first is shown: %s", at)
	}

	asked, letGo = w.slow("/desk?")
	w.click("button", "Take over")
	w.find("textbox", "Reply")
	asked() // the list that the chat is in now
	w.choosesArticle()
	letGo()
	w.wait("the list that the chat is in now", func() bool { return ask[string](w, `document.getElementById('lists').dataset.list`) == "active" })

	asked, letGo = w.slow("/articles/returns")
	w.click("radio", "Returns Orders")
	asked()
	w.click("radio", "Cups Orders")
	w.tells("Cups are washed by hand.")
	letGo()
	if seen := ask[string](w, `new Promise((now) => requestAnimationFrame(() => requestAnimationFrame(() => now(document.getElementById('look').innerText))))`); !strings.Contains(seen, "Cups are washed") {
		t.Errorf("the preview is of what was chosen first: %s", seen)
	}
}
