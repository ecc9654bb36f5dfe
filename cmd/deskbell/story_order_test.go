package main

import (
	"testing"
	"time"

	"deskbell/models"
)

// slowOnce is slow for what is asked for until it is called: what comes behind it is on its way at once.
func (w *tab) slowOnce(words string) (asked, letGo func()) {
	w.Helper()
	ask[any](w, `void (window.straight = window.fetch)`)
	first, rest := w.slow(words)
	return func() {
		w.Helper()
		first()
		ask[any](w, `void (window.fetch = window.straight)`)
	}, rest
}

// afterwards lets go of what was kept back, and waits for a while longer than a request takes.
func (w *tab) afterwards(letGo func()) {
	w.Helper()
	letGo()
	ask[any](w, `fetch(location.href).then((answer) => answer.text()).then(() => fetch(location.href)).then((answer) => answer.text()).then(() => new Promise((now) => requestAnimationFrame(() => requestAnimationFrame(() => now(null)))))`)
}

// M-14
func TestStory_SlowSearch_ListChosenMeanwhileStays(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	s.online("second") // so that somebody can be asked for
	s.visitor().asks()
	w := newcomer(t, "agent")
	s.signIn(w, "agent")
	w.find("tab", "Waiting 1")
	asked, letGo := w.slowOnce("q=teapot")
	w.clickOn("the search", func() []thing { return w.look("searchbox", "") })
	w.types("teapot")
	asked()
	list := func() string { return ask[string](w, `document.getElementById('lists').dataset.list`) }
	w.click("tab", "Closed*")
	w.wait("the list that was chosen", func() bool { return list() == "closed" })
	w.afterwards(letGo)
	if at := ask[string](w, `location.search`); at != "?list=closed" || list() != "closed" {
		t.Errorf("the search that was asked for before is shown: %s, %s", at, list())
	}
}

// M-14 M-26: what is pressed twice in a row ends as it was pressed last.
func TestStory_SlowNetwork_OnlineSwitchEndsAsPressedLast(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	w := newcomer(t, "agent")
	s.signIn(w, "agent")
	w.wait("offline", w.online("false"))
	asked, letGo := w.slowOnce("/desk/online")
	w.click("switch", "Online")
	asked()
	w.click("switch", "Online")
	w.wait("off again", w.online("false"))
	w.afterwards(func() {})
	w.afterwards(letGo)
	w.afterwards(func() {})
	if a, err := s.app.store.AgentByEmail(t.Context(), "agent@shop.example"); err != nil || a.Online(time.Now()) {
		t.Errorf("online is %v: %v", a.Online(time.Now()), err)
	}
}

// M-26: a dialog that was asked for before does not take the place of the one that is open, nor does what becomes
// of another form close it.
func TestStory_SlowNetwork_OpenDialogOfTheTeamStays(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	m := newMaker(s, "owner")
	m.visit(s.base + "/team")
	asked, letGo := m.slowOnce("/edit")
	m.click("button", "Edit Agent Test")
	asked()
	m.click("button", "Add new user")
	m.find("dialog", "Add new user")
	m.write("Name", "Lena")
	m.afterwards(letGo)
	m.find("dialog", "Add new user")
	if held := m.held("Name"); held != "Lena" {
		t.Errorf("what was typed is %q now", held)
	}
}

// M-14 M-22
func TestStory_SlowNetwork_OpenDialogOfTheDeskStays(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	s.withArticle()
	w := s.answers(newcomer(t, "agent"))
	w.choosesArticle()
	asked, letGo := w.slowOnce("/article")
	w.click("radio", "Returns Orders")
	ask[any](w, `void (document.querySelector('#opened form').requestSubmit())`)
	asked()
	w.key("Escape")
	w.gone("dialog", "Send an article")
	w.choosesArticle()
	w.write("Words with it optional", "Have a look")
	w.afterwards(letGo)
	if held := w.held("Words with it optional"); held != "Have a look" {
		t.Errorf("what was typed is %q now", held)
	}
	w.find("dialog", "Send an article")
}

// M-14: what is typed while a changed message is saved is not lost with it.
func TestStory_SlowNetwork_TypedWhileAMessageIsSavedStays(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	w := s.answers(newcomer(t, "agent"))
	w.send("Reply", "Good mornin")
	w.reads("Good mornin")
	w.click("button", "Edit")
	w.wait("the message in the box", func() bool { return w.held("Reply") == "Good mornin" })
	w.types("g")
	asked, letGo := w.slowOnce("/revise")
	w.press("Enter")
	asked()
	w.types(" dear")
	w.afterwards(letGo)
	w.reads("Good morning")
	if held := w.held("Reply"); held != "Good morning dear" {
		t.Errorf("what was typed is %q now", held)
	}
	w.press("Enter")
	w.reads("Good morning dear")
	w.wait("an empty box", func() bool { return w.held("Reply") == "" })
}

// M-22: the third of three questions that come before the first is answered counts as well.
func TestStory_SlowNetwork_SearchForArticlesShowsWhatWasTypedLast(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	s.withArticle()
	s.check(s.app.store.SaveArticle(t.Context(), &models.Article{Slug: "cups", Title: "Cups", Category: "Orders", Published: true, Body: "Washed by hand."}, time.Now()))
	w := s.answers(newcomer(t, "agent"))
	w.choosesArticle()
	_, letGo := w.slow("/articles")
	w.clickOn("the search", func() []thing { return w.look("searchbox", "Search articles") })
	ask[any](w, `(async () => {
	  const field = document.querySelector('#opened [type=search]');
	  for (const words of ['re', 'retu', 'cups']) {
	    field.value = words;
	    field.dispatchEvent(new Event('input', { bubbles: true }));
	    await new Promise((now) => setTimeout(now, 500));
	  }
	})()`)
	letGo()
	w.wait("the article that was asked for last", func() bool {
		return len(w.look("radio", "Cups Orders")) == 1 && len(w.look("radio", "Returns Orders")) == 0
	})
}

// M-26
func TestStory_SlowNetwork_CategoryEndsWhereItWasMovedLast(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	for _, name := range []string{"Alpha", "Beta", "Gamma"} {
		s.check(s.app.store.SaveCategory(t.Context(), &models.Category{Name: name}))
	}
	m := newMaker(s, "owner")
	m.visit(s.base + "/settings/categories")
	asked, letGo := m.slowOnce("/settings/categories")
	m.click("button", "Move Alpha down")
	asked()
	m.click("button", "Move Alpha down")
	m.afterwards(func() {})
	m.afterwards(letGo)
	m.afterwards(func() {})
	all, err := s.app.store.Categories(t.Context())
	s.check(err)
	if len(all) != 3 || all[2].Name != "Alpha" {
		t.Errorf("kept as %+v", all)
	}
}

// M-26: the preview of a canned reply is of what was typed last.
func TestStory_SlowNetwork_PreviewOfACannedReplyIsOfWhatWasTypedLast(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	m := newMaker(s, "owner")
	m.visit(s.base + "/settings/canned/new")
	_, letGo := m.slow("/settings/canned/preview")
	ask[any](m.tab, `(async () => {
	  const field = document.getElementById('f-text');
	  for (const words of ['one', 'one two', 'one two three']) {
	    field.value = words;
	    field.dispatchEvent(new Event('input', { bubbles: true }));
	    await new Promise((now) => setTimeout(now, 600));
	  }
	})()`)
	letGo()
	m.wait("the preview of all", func() bool {
		return ask[bool](m.tab, `document.getElementById('canned-preview').innerText.includes('three')`)
	})
}
