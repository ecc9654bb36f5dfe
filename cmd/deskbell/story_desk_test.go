package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"deskbell/models"
)

// deskStory is two agents and two visitors at once, each in a window of their own.
type deskStory struct {
	*site
	phone    bool
	ann, ben *tab
	has      *tab // the agent with Ann's chat
	other    *tab
}

// M-14 M-18 M-19 M-21 M-22 M-25 F22
func TestStory_Desk_TwoAgentsAndTwoVisitorsAtOnce(t *testing.T) {
	for _, kind := range []string{"desktop", "phone"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := newDeskStory(t, kind == "phone")
			s.bothTakeOver()
			s.askedAndAccepted()
			s.straight()
			s.backToWaiting()
			s.limitReached()
			s.offerMissed()
			s.noteIsTheTeams()
			s.searchOpensAtThePlace()
			s.filterHidesAndShows()
			s.twoTabsAgree()
			for _, w := range []*tab{s.has, s.other, s.ann, s.ben} {
				w.noSideways()
			}
		})
	}
}

func newDeskStory(t *testing.T, phone bool) *deskStory {
	t.Helper()
	browser(t)
	s := &deskStory{site: newSite(t), phone: phone, ann: newcomer(t, "Ann"), ben: newcomer(t, "Ben"),
		has: newcomer(t, "Agent"), other: newcomer(t, "Second")}
	s.check(s.app.store.SaveCategory(t.Context(), &models.Category{Name: "Damage"}))
	for _, w := range []*tab{s.ann, s.ben, s.has, s.other} {
		if phone {
			w.phone()
		} else {
			w.run(chromedp.EmulateViewport(1440, 900))
		}
		w.expect("status of 409") // whoever is second, and whoever has enough
	}
	for _, w := range []*tab{s.has, s.other} {
		s.signIn(w, strings.ToLower(w.name))
		w.switchesOn()
	}
	s.asks(s.ann, "The marmalade jar came broken")
	s.asks(s.ben, "Which lid fits?")
	return s
}

// switchesOn uses the Online switch, which is off.
func (w *tab) switchesOn() {
	w.Helper()
	w.wait("offline", w.online("false"))
	w.click("switch", "Online")
	w.wait("online", w.online("true"))
}

// online looks whether the Online switch is "true" or "false".
func (w *tab) online(on string) func() bool {
	return func() bool {
		found := w.look("switch", "Online")
		return len(found) == 1 && found[0].properties["checked"] == on
	}
}

// asks lets a visitor ask for a person, and say what it is about.
func (s *deskStory) asks(v *tab, words string) {
	s.Helper()
	v.visit(s.base + "/w/shop")
	v.click("button", "A person")
	v.find("button", "Skip")
	v.send("Message", words)
	v.reads(words)
}

// toLists is the pane of the lists, with one of them.
func (s *deskStory) toLists(w *tab, list string) {
	s.Helper()
	if s.phone && len(w.look("link", "Back to the list")) > 0 {
		w.click("link", "Back to the list")
	}
	w.click("tab", list+" *")
	w.wait("the list "+list, func() bool {
		found := w.look("tab", list+" *")
		return len(found) == 1 && found[0].properties["selected"] == "true"
	})
}

// rows are those of the list that is shown.
func (w *tab) rows(words string) []thing {
	var all []thing
	for _, list := range w.look("list", "Conversations") {
		all = append(all, w.lookIn(list, "link", "")...)
	}
	return slices.DeleteFunc(all, func(it thing) bool { return !strings.Contains(it.name, words) })
}

// opens chooses a conversation of a list by the last that was said.
func (s *deskStory) opens(w *tab, list, words string) {
	s.Helper()
	s.toLists(w, list)
	w.clickOn("the row "+words, func() []thing { return w.rows(words) })
	w.find("log", "Conversation")
	w.reads(words)
}

// held keeps the next take-over of a page back until it is let go.
const held = `(() => { const send = window.fetch; window.fetch = async (...asked) => {
  if (String(asked[0]).endsWith('/takeover')) { window.fetch = send; await new Promise((go) => { window.letGo = go; }); }
  return send(...asked); }; return true; })()`

// bothTakeOver: two press before either is through. One has it, the other is told who.
func (s *deskStory) bothTakeOver() {
	s.Helper()
	agents := []*tab{s.has, s.other}
	for _, w := range agents {
		w.find("tab", "Waiting 2")
		s.opens(w, "Waiting", "marmalade")
		ask[bool](w, held)
	}
	s.has.shot("desk waiting")
	for _, w := range agents {
		w.click("button", "Take over")
		w.wait("it is on its way", func() bool { return ask[bool](w, `!!window.letGo`) })
	}
	at := ask[float64](s.has, `Date.now() + 300`)
	for _, w := range agents {
		ask[any](w, fmt.Sprintf(`void setTimeout(letGo, %f - Date.now())`, at))
	}
	s.has.wait("one of them has it", func() bool {
		if len(s.other.look("textbox", "Reply")) > 0 {
			s.has, s.other = s.other, s.has
		}
		return len(s.has.look("textbox", "Reply")) > 0
	})
	s.other.tells(s.has.name + " has this chat already.")
	s.other.shot("desk taken by a colleague")
	s.other.tells(s.has.name + " is answering.")
	if len(s.other.look("textbox", "Reply")) > 0 {
		s.Error("both can answer")
	}
	s.ann.find("button", "End chat")
	s.says(s.has, s.ann, "Hello Ann")
}

// says is a reply that arrives.
func (s *deskStory) says(agent, visitor *tab, words string) {
	s.Helper()
	agent.send("Reply", words)
	visitor.reads(words)
}

// does chooses one of the actions of the open chat.
func (s *deskStory) does(w *tab, action string) {
	s.Helper()
	if s.phone {
		w.click("button", "More actions")
	}
	w.click("button", action)
}

// passesOn fills the dialog.
func (s *deskStory) passesOn(w *tab, to, how string) {
	s.Helper()
	s.does(w, "Pass on")
	w.find("dialog", "Pass on")
	for _, words := range []string{to, how} {
		if words == "" {
			continue
		}
		w.clickOn("the choice "+words, func() []thing {
			return slices.DeleteFunc(w.look("radio", ""), func(it thing) bool { return !strings.Contains(it.name, words) })
		})
	}
	w.write("Why*", "Speaks Norwegian")
	w.shot("desk pass on")
	dialog := w.find("dialog", "Pass on")
	w.clickOn("Pass on in the dialog", func() []thing { return w.lookIn(dialog, "button", "Pass on") })
	w.gone("dialog", "Pass on")
}

// askedAndAccepted: the chat stays where it is until the colleague takes it.
func (s *deskStory) askedAndAccepted() {
	s.Helper()
	s.passesOn(s.has, s.other.name+" Test", "Ask first")
	s.has.tells("Offered to " + s.other.name + " Test")
	s.has.find("textbox", "Reply")
	s.other.find("region", "Offered to you")
	s.other.tells("Speaks Norwegian")
	s.other.shot("desk asked by a colleague")
	s.other.click("button", "Take over")
	s.passed()
}

// passed: the other one has it now, and the visitor knows with whom he talks, but not why.
func (s *deskStory) passed() {
	s.Helper()
	s.has, s.other = s.other, s.has
	s.has.find("textbox", "Reply")
	s.other.tells(s.has.name + " is answering.")
	s.ann.reads(s.other.name + " passed you on to " + s.has.name)
	s.says(s.has, s.ann, "Now it is "+s.has.name)
}

func (s *deskStory) straight() {
	s.Helper()
	s.passesOn(s.has, s.other.name+" Test", "At once")
	s.passed()
	if strings.Contains(ask[string](s.ann, `document.documentElement.outerHTML`), "Norwegian") {
		s.Error("the visitor is told why")
	}
}

func (s *deskStory) backToWaiting() {
	s.Helper()
	s.passesOn(s.has, "Back to waiting", "")
	s.has.find("button", "Take over")
	s.other.find("button", "Take over")
	s.ann.find("button", "Skip")
	for _, w := range []*tab{s.has, s.other} {
		s.toLists(w, "Waiting")
		w.find("tab", "Waiting 2")
	}
	s.ann.send("Message", "Anybody there?")
	s.opens(s.has, "Waiting", "Anybody there?")
	s.has.click("button", "Take over")
	s.ann.find("button", "End chat")
	s.says(s.has, s.ann, "Here again")
}

// limitReached: who has as many as he may is asked for no more, and is told so when he tries.
func (s *deskStory) limitReached() {
	s.Helper()
	full, err := s.app.store.AgentByEmail(s.Context(), strings.ToLower(s.has.name)+"@shop.example")
	s.check(err)
	full.MaxChats = 1
	s.check(s.app.store.SaveAgent(s.Context(), full, time.Now()))
	s.routed(models.Routing{Mode: models.RouteLeastBusy, AcceptSeconds: 300})
	s.opens(s.has, "Waiting", "Which lid")
	s.has.tells("Offered to " + s.other.name + " Test")
	s.has.click("button", "Take over")
	s.has.tells("You have 1 of 1 chats. End one, or hand one back, to take another.")
	s.has.shot("desk limit reached")
	s.opens(s.other, "Waiting", "Which lid")
	s.other.find("region", "Offered to you")
	s.other.shot("desk offered")
	s.other.click("button", "Take over")
	s.ben.find("button", "End chat")
	s.says(s.other, s.ben, "The red one")
}

// offerMissed: what is offered and not taken moves on; after two of them one is offline, and knows why.
func (s *deskStory) offerMissed() {
	s.Helper()
	s.routed(models.Routing{Mode: models.RouteLeastBusy, AcceptSeconds: 1}) // shorter than the form takes
	s.passesOn(s.other, "Back to waiting", "")
	s.has.reads(s.other.name + " Test did not answer in time")
	s.has.wait("the other one is offline", func() bool { // the page says so for some seconds, and then in its lists
		return s.site.rows("SELECT id FROM agents WHERE willing = 0 AND id = $1", "id-"+strings.ToLower(s.other.name)) != ""
	})
	s.other.shot("desk set offline")
	for _, each := range s.has.log() {
		if strings.Contains(each.Text, "Offered to "+s.has.name) {
			s.Errorf("it was offered to somebody who had as many as he may: %q", each.Text)
		}
	}
	s.routed(models.Routing{})
	s.toLists(s.other, "Waiting")
	s.other.tells("You were set offline: two chats were offered and not taken.")
	s.other.switchesOn()
	s.opens(s.other, "Waiting", "The red one")
	s.other.click("button", "Take over")
	s.ben.find("button", "End chat")
	s.says(s.other, s.ben, "The blue one, then")
}

// noteIsTheTeams: neither the visitor's page nor anything that was sent to it has the note.
func (s *deskStory) noteIsTheTeams() {
	s.Helper()
	s.opens(s.has, "Active", "Here again")
	if s.phone {
		s.has.click("link", "Show chat information")
	}
	s.has.write("Note", "The spare key is under the mat")
	s.has.click("button", "Save note")
	s.has.tells("Saved")
	s.has.choose("Category", "Damage")
	s.has.wait("the category is kept", func() bool {
		return strings.Contains(s.rows("SELECT category FROM conversations WHERE category <> ''"), "Damage")
	})
	if s.phone {
		s.has.shot("desk information")
		s.has.click("link", "Back to the conversation")
	}
	s.has.reads("The spare key is under the mat")
	s.opens(s.other, "Active", "Here again")
	s.other.reads("The spare key is under the mat")
	s.says(s.has, s.ann, "After the note")
	visitor := s.stranger()
	visitor.token = ask[string](s.ann, `JSON.parse(localStorage.getItem('deskbell:shop')).token`)
	for name, words := range map[string]string{"page": ask[string](s.ann, `document.documentElement.outerHTML`),
		"log": visitor.get("/w/shop/log").body, "stream": visitor.stream("/w/shop/stream?after=0").allUpTo("After the note")} {
		if !strings.Contains(words, "After the note") || strings.Contains(words, "spare key") {
			s.Errorf("the visitor's %s: %s", name, words)
		}
	}
}

// allUpTo is everything that came until an event has the text.
func (f *feed) allUpTo(text string) string {
	f.Helper()
	var came strings.Builder
	for end := time.After(patience); ; {
		select {
		case e, open := <-f.events:
			fmt.Fprintln(&came, e.id, e.name, e.data)
			if strings.Contains(e.data, text) || !open {
				return came.String()
			}
		case <-end:
			return came.String()
		}
	}
}

// searchOpensAtThePlace: a word that was said long ago.
func (s *deskStory) searchOpensAtThePlace() {
	s.Helper()
	id := models.ConversationID(ask[string](s.ann, `document.querySelector('ol[data-log]').dataset.conversation`))
	_, err := s.app.turns.Turn(s.Context(), id, func(c *models.Conversation) (models.Change, error) {
		next, now := *c, time.Now().UTC()
		var all []models.Entry
		for n := range 250 {
			next.LastSeq++
			all = append(all, models.Entry{Seq: next.LastSeq, Kind: models.EntrySaid, Text: fmt.Sprintf("Line %d", n),
				Author: models.Author{Kind: models.ByVisitor}, At: now})
		}
		return models.Change{Conversation: &next, Entries: all}, nil
	})
	s.check(err)
	s.ann.send("Message", "The last line")
	s.has.reads("The last line")
	s.indexed()
	s.has.wait("the search knows it", func() bool {
		return ask[bool](s.has, `fetch('/desk?list=active&q=marmalade').then((answer) => answer.text()).then((text) => text.includes('<li id="found-'))`)
	})
	s.toLists(s.has, "Active")
	s.has.clickOn("the search", func() []thing { return s.has.look("searchbox", "Search conversations") })
	s.has.types("marmalade")
	s.has.clickOn("what was found", func() []thing { return s.has.rows("marmalade") })
	s.has.wait("the place", func() bool {
		return ask[bool](s.has, `(() => { const it = document.querySelector('[data-sought]'); if (!it) return false;
  const at = it.getBoundingClientRect(), of = it.closest('bell-log').getBoundingClientRect();
  return it.innerText.includes('marmalade') && at.top >= of.top && at.bottom <= of.bottom; })()`)
	})
	s.has.shot("desk found")
	s.has.click("link", "Newest messages")
	s.has.reads("The last line")
	s.has.wait("all is read", func() bool {
		return s.site.rows("SELECT id FROM conversations WHERE visitor_count > team_seen_count") == ""
	})
}

// filterHidesAndShows: only what fits is in the list, and the page says so.
func (s *deskStory) filterHidesAndShows() {
	s.Helper()
	s.has.visit(s.base + "/desk?list=active")
	s.has.wait("both chats", func() bool { return len(s.has.rows("")) == 2 })
	s.has.click("button", "Filter")
	s.has.choose("Category", "Damage")
	s.has.shot("desk filter")
	s.has.click("button", "Show")
	s.has.wait("one chat", func() bool { return len(s.has.rows("")) == 1 && len(s.has.rows("The last line")) == 1 })
	s.has.click("link", "Clear the filter")
	s.has.wait("both chats again", func() bool { return len(s.has.rows("")) == 2 })
}

// twoTabsAgree: what two tabs of one agent say of the list and of what is unread.
func (s *deskStory) twoTabsAgree() {
	s.Helper()
	second := s.has.another(s.has.name + "'s second tab")
	if s.phone {
		second.phone()
	}
	second.visit(s.base + "/desk?list=active")
	s.toLists(s.other, "Active") // on a phone, nobody looks at it then
	s.other.visit(s.base + "/desk?list=active")
	for n := range 3 {
		s.ann.send("Message", fmt.Sprintf("Unread %d", n+1))
		s.ben.send("Message", fmt.Sprintf("Also %d", n+1))
	}
	want := []string{"Unread 3 3 unread", "Also 3 3 unread"}
	agree := func(want ...string) {
		s.Helper()
		for _, w := range []*tab{s.has, second} {
			w.wait(fmt.Sprintf("the rows say %q", want), func() bool {
				said := ask[[]string](w, `[...document.querySelectorAll('#rows .preview')].map((p) => p.innerText.replace(/\s+/g, ' ').trim())`)
				slices.Sort(said)
				slices.Sort(want)
				return slices.Equal(said, want)
			})
		}
	}
	agree(want...)
	order := `[...document.querySelectorAll('#rows [data-of]')].map((li) => li.dataset.of).join()`
	if one, two := ask[string](s.has, order), ask[string](second, order); one != two {
		s.Errorf("the order is %s and %s", one, two)
	}
	s.opens(second, "Active", "Unread 3")
	agree("Unread 3", "Also 3 3 unread")
}

// routed sets how chats of bot "shop" find somebody, and takes what the form would not.
func (s *site) routed(r models.Routing) {
	s.Helper()
	bot, err := s.app.store.BotByKey(context.Background(), "shop")
	s.check(err)
	changed := *bot
	changed.Settings.Routing = r
	s.check(s.app.store.SaveBot(context.Background(), &changed, time.Now()))
}
