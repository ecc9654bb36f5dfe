package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"deskbell/models"
)

// panelStory is two agents with the same conversation before them, and its visitor.
type panelStory struct {
	*site
	visitor       *person
	chat          string
	agent, second *tab
}

func newPanelStory(t *testing.T) *panelStory {
	t.Helper()
	browser(t)
	s := newSite(t)
	for _, name := range []string{"Buying", "Damage in transit"} {
		s.check(s.app.store.SaveCategory(context.Background(), &models.Category{Name: name}))
	}
	st := &panelStory{site: s, visitor: s.visitor(), agent: newcomer(t, "agent"), second: newcomer(t, "second")}
	st.chat = st.visitor.asks()
	st.open(st.agent, "agent")
	st.open(st.second, "second")
	return st
}

func (s *panelStory) open(w *tab, name string) {
	s.Helper()
	s.signIn(w, name)
	w.visit(s.base + "/desk/" + s.chat + "?list=waiting")
	w.find("combobox", "Category")
}

// choose takes an option of a box, as a mouse would.
func (w *tab) choose(box, value string) {
	w.Helper()
	_, err := on[any](w, w.find("combobox", box), `function() { this.value = `+"`"+value+"`"+`; this.dispatchEvent(new Event('change', {bubbles: true})); }`)
	if err != nil {
		w.Fatal(err)
	}
}

// holds waits until a field or a box has the value.
func (w *tab) holds(role, name, value string) {
	w.Helper()
	w.wait(name+" is "+value, func() bool {
		found := w.look(role, name)
		return len(found) > 0 && found[0].properties["value"] == value
	})
}

func (w *tab) focused(role, name string) {
	w.Helper()
	w.wait("the focus on "+name, func() bool {
		found := w.look(role, name)
		return len(found) > 0 && found[0].properties["focused"] == "true"
	})
}

// M-21 M-23 A19 A20
func TestStory_Panel_TwoAgentsAtOneConversation(t *testing.T) {
	t.Parallel()
	s := newPanelStory(t)
	s.eachSeesTheOther()
	s.categoryIsSaved()
	s.notesAreTheTeams()
	s.noteIsChangedAndDeleted()
	s.visitorIsCorrected()
	s.draftOutlivesThePage()
	s.statusTakesOverAndEnds()
}

func (s *panelStory) eachSeesTheOther() {
	s.Helper()
	s.agent.tells("Second is looking at this too")
	s.second.tells("Agent is looking at this too")
	s.agent.shot("desk watched")
}

func (s *panelStory) categoryIsSaved() {
	s.Helper()
	s.agent.choose("Category", "Damage in transit")
	s.agent.tells("Saved")
	s.second.holds("combobox", "Category", "Damage in transit")
	s.second.reload()
	s.second.holds("combobox", "Category", "Damage in transit")
}

func (s *panelStory) notesAreTheTeams() {
	s.Helper()
	s.agent.write("Note", "Third one, @Sec")
	s.agent.find("option", "Second Test")
	s.agent.shot("desk mention")
	s.agent.key("Enter")
	s.agent.tells("Not saved yet")
	s.agent.typingIsToldTo(s.second, "Agent is typing a note")
	s.agent.types("look.")
	s.agent.click("button", "Save note")
	s.agent.tells("Saved")
	for _, w := range []*tab{s.agent, s.second} {
		w.reads("Third one, @Second Test look.")
		w.tells("only the team sees this")
	}
	s.agent.holds("textbox", "Note", "")
	s.second.shot("desk note")
	if body := s.visitor.get("/w/shop/log").body; strings.Contains(body, "Third one") {
		s.Error("the visitor reads the note")
	}
	c, err := s.app.store.Conversation(context.Background(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, models.ConversationID(s.chat))
	s.check(err)
	if strings.Contains(c.Preview, "Third one") || c.VisitorCount != 1 {
		s.Errorf("the note changed the conversation: %+v", c)
	}
}

func (s *panelStory) noteIsChangedAndDeleted() {
	s.Helper()
	if n := len(s.second.look("button", "Edit note")); n != 0 {
		s.Error("a colleague's note can be changed")
	}
	s.agent.click("button", "Edit note")
	s.agent.focused("textbox", "Note")
	s.agent.key("Control+a")
	s.agent.types("The fourth, even")
	s.agent.key("Control+Enter")
	s.second.reads("The fourth, even")
	s.second.wait("without the old words", func() bool {
		return !strings.Contains(ask[string](s.second, `document.body.innerText`), "Third one")
	})
	s.agent.click("button", "Delete note")
	dialog := s.agent.find("dialog", "Delete this note?")
	s.agent.clickOn("Delete note in the dialog", func() []thing { return s.agent.lookIn(dialog, "button", "Delete note") })
	s.second.tells("This note was deleted.")
	s.second.wait("without the words", func() bool {
		return !strings.Contains(ask[string](s.second, `document.documentElement.outerHTML`), "The fourth")
	})
}

func (s *panelStory) visitorIsCorrected() {
	s.Helper()
	s.agent.expect("422")
	s.agent.click("button", "Edit name, email and phone")
	s.agent.write("Name", "Hanna Lindqvist")
	s.agent.write("Email", "nonsense")
	s.agent.click("button", "Save")
	s.agent.tells("This is not an email address yet")
	s.agent.focused("textbox", "Email")
	s.agent.shot("desk visitor wrong")
	s.agent.key("Control+a")
	s.agent.types("hanna@fjellpost.example")
	s.agent.key("Enter")
	for _, w := range []*tab{s.agent, s.second} {
		w.find("heading", "Hanna Lindqvist")
		w.find("link", "hanna@fjellpost.example")
	}
}

func (s *panelStory) draftOutlivesThePage() {
	s.Helper()
	s.agent.write("Note", "Not yet")
	s.agent.tells("Not saved yet")
	s.agent.reload()
	s.agent.holds("textbox", "Note", "Not yet")
	s.agent.tells("Not saved yet")
	s.agent.click("textbox", "Note")
	s.agent.key("Control+a")
	s.agent.key("Delete")
}

func (s *panelStory) statusTakesOverAndEnds() {
	s.Helper()
	s.agent.choose("Chat status", "live")
	s.agent.find("textbox", "Reply")
	s.second.tells("Agent has this chat.")
	s.second.wait("a box that cannot be used", func() bool {
		found := s.second.look("combobox", "Chat status")
		return len(found) > 0 && found[0].properties["disabled"] == "true"
	})
	s.agent.write("Reply", "Hello")
	s.agent.typingIsToldTo(s.second, "Agent is typing a reply")
	s.agent.key("Enter")
	s.agent.reads("Hello")
	s.agent.choose("Chat status", "closed")
	dialog := s.agent.find("dialog", "End this chat?")
	s.agent.clickOn("End chat in the dialog", func() []thing { return s.agent.lookIn(dialog, "button", "End chat") })
	s.agent.holds("combobox", "Chat status", "Closed")
	s.second.holds("combobox", "Chat status", "Closed")
}

// The desk by keys alone, and the palette.
func TestStory_Keys_DeskAndPalette(t *testing.T) {
	t.Parallel()
	s := newPanelStory(t)
	w := s.agent
	ask[any](w, `document.querySelector('bell-log').focus()`)
	w.key("?")
	w.find("dialog", "Keyboard shortcuts")
	w.shot("keys")
	w.key("Escape")
	w.gone("dialog", "Keyboard shortcuts")
	w.key("n")
	w.focused("textbox", "Note")
	w.key("t") // it is written, and does nothing else
	w.holds("textbox", "Note", "t")
	w.key("Escape")
	w.key("Control+k")
	w.focused("combobox", "Command")
	w.find("option", "Take over*")
	w.types("tkov")
	w.wait("Take over first", func() bool {
		all := w.look("option", "")
		return len(all) > 0 && strings.HasPrefix(all[0].name, "Take over")
	})
	w.shot("palette")
	w.key("Enter")
	w.focused("textbox", "Reply")
	w.key("Escape")
	w.key("r")
	w.focused("textbox", "Reply")
	w.key("Escape")
	s.listsByKeys(w)
	s.permissionsHold()
	s.keysAreSwitchedOff(w)
}

func (s *panelStory) listsByKeys(w *tab) {
	s.Helper()
	shown := func(list string) {
		s.Helper()
		w.wait("the list "+list, func() bool { return ask[string](w, `document.getElementById('lists')?.dataset.list ?? ''`) == list })
	}
	shown("active") // where the chat is that was taken
	w.key("g")
	w.key("b")
	shown("bot")
	w.key("g")
	w.key("a")
	shown("active")
	w.find("link", "*")
	w.wait("a row with the focus", func() bool {
		w.key("j")
		return ask[bool](w, `document.activeElement.matches('.row')`)
	})
	w.key("Enter")
	w.find("textbox", "Reply")
}

// permissionsHold: what somebody may not do is not offered, because there is no button for it.
func (s *panelStory) permissionsHold() {
	s.Helper()
	ask[any](s.second, `document.querySelector('bell-log').focus()`)
	s.second.tells("You are watching.")
	s.agent.click("button", "Edit name, email and phone")
	s.agent.write("Name", "Hanna Lindqvist")
	s.agent.key("Enter")
	s.second.find("heading", "Hanna Lindqvist")
	s.indexed()
	s.second.wait("the search knows her", func() bool {
		return ask[bool](s.second, `fetch('/desk/palette?q=lind').then((answer) => answer.text()).then((text) => text.includes('Lindqvist'))`)
	})
	s.second.key("Control+k")
	s.second.find("option", "Write a note*")
	for _, one := range s.second.look("option", "") {
		if slices.ContainsFunc([]string{"End chat", "Restore to AI", "Take over", "Bots", "Team"}, func(name string) bool { return strings.HasPrefix(one.name, name) }) {
			s.Errorf("%s is offered", one.name)
		}
	}
	s.second.types("lind")
	s.second.find("option", "Hanna Lindqvist*")
	s.second.key("Escape")
}

func (s *panelStory) keysAreSwitchedOff(w *tab) {
	s.Helper()
	ask[any](w, `document.querySelector('bell-log').focus()`)
	w.key("?")
	w.click("switch", "Single-key shortcuts")
	w.tells("They are off.")
	w.key("Escape")
	w.gone("dialog", "Keyboard shortcuts")
	ask[any](w, `document.querySelector('bell-log').focus()`)
	w.key("n")
	w.key("?")
	if ask[bool](w, `document.activeElement.matches('textarea') || !!document.querySelector('dialog[open]')`) {
		s.Error("a key that is switched off did something")
	}
	w.key("Control+k")
	w.focused("combobox", "Command")
	w.key("Escape")
}

// M-21: what was said before comes in above, and nothing moves.
func TestStory_EarlierMessages_NothingMovesAndTheFocusStays(t *testing.T) {
	t.Parallel()
	s := newPanelStory(t)
	store := s.app.store
	_, err := store.Turn(context.Background(), models.ConversationID(s.chat), func(c *models.Conversation) (models.Change, error) {
		next := *c
		var all []models.Entry
		for i := range 500 {
			next.LastSeq++
			all = append(all, models.Entry{Seq: next.LastSeq, Kind: models.EntrySaid, Text: "Line " + strings.Repeat("word ", i%60),
				Author: models.Author{Kind: models.ByVisitor}, At: c.CreatedAt.AddDate(0, 0, i/200-2)})
		}
		return models.Change{Conversation: &next, Entries: all}, nil
	})
	s.check(err)
	w := s.agent
	w.reload()
	w.find("combobox", "Category")
	for count := 50; count < 503; {
		before := ask[[]float64](w, `(() => { const log = document.querySelector('bell-log'); log.scrollTop = 100; document.getElementById('earlier').focus({preventScroll: true});
  const first = log.querySelectorAll('ol.log > [data-seq]')[3]; window.first = first; return [first.getBoundingClientRect().top, log.querySelectorAll('[data-seq]').length]; })()`)
		w.key("Enter")
		w.wait("more entries", func() bool {
			return ask[int](w, `document.querySelectorAll('ol.log > [data-seq]').length`) > int(before[1])
		})
		after := ask[[]float64](w, `[window.first.getBoundingClientRect().top, document.querySelectorAll('ol.log > [data-seq]').length, document.querySelector('bell-log').contains(document.activeElement) ? 1 : 0]`)
		if d := after[0] - before[0]; d > 2 || d < -2 {
			t.Errorf("with %v entries what one reads moved by %v", after[1], d)
		}
		if after[2] != 1 {
			t.Errorf("with %v entries the focus is %q", after[1], ask[string](w, `document.activeElement.outerHTML.slice(0, 100)`))
		}
		count = int(after[1])
	}
	if days := ask[[]string](w, `[...document.querySelectorAll('ol.log > .day')].map((line) => line.innerText)`); len(days) < 3 || !slices.Contains(days, "Today") || !slices.Contains(days, "Yesterday") {
		t.Errorf("the days are %q", days)
	}
}

// M-23: past conversations, one click away; and everything of the panel passes axe.
func TestAccessibility_Panel_NoViolation(t *testing.T) {
	t.Parallel()
	s := newPanelStory(t)
	s.visitor.must("/w/shop/end")
	s.visitor.must("/w/shop/say", "client_id", s.id(), "text", "Me again", "fresh", "1")
	first := s.chat
	s.chat = s.visitor.conversation()
	if s.chat == first {
		t.Fatal("there is no second conversation")
	}
	w := s.agent
	audited := func(name string) {
		t.Helper()
		ask[any](w, `document.documentElement.dataset.pane = 'information'`) // what a phone shows
		w.audited(name)
		w.run(chromedp.EmulateViewport(1280, 844))
	}
	w.visit(s.base + "/desk/" + s.chat + "?list=bot")
	w.click("link", "1 conversation")
	list := w.find("list", "Earlier conversations")
	if rows := w.lookIn(list, "link", ""); len(rows) != 1 || !strings.Contains(rows[0].name, "A person") || !strings.Contains(rows[0].name, "Closed") {
		t.Errorf("the past is %+v", rows)
	}
	w.write("Note", "Seen before, @Sec")
	w.find("option", "Second Test")
	audited("panel with a mention")
	w.click("textbox", "Note")
	w.key("Escape")
	w.click("button", "Save note")
	w.reads("Seen before")
	w.click("button", "Edit name, email and phone")
	audited("panel with a note and the visitor's form")
	w.key("Control+k")
	w.find("option", "Take over*")
	audited("palette")
	w.key("Escape")
	w.click("button", "Your account")
	w.click("button", "Keyboard shortcuts*")
	w.find("dialog", "Keyboard shortcuts")
	audited("keys")
	w.key("Escape")
	w.visit(s.base + "/desk/" + s.chat + "/earlier")
	w.find("heading", "Earlier conversations of the visitor")
	audited("earlier conversations")
	w.clickOn("the earlier one", func() []thing {
		for _, list := range w.look("list", "Earlier conversations") {
			return w.lookIn(list, "link", "")
		}
		return nil
	})
	w.tells("This conversation is closed.")
}
