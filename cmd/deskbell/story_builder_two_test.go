package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
)

const crewBot = `{"format":"deskbell/bot/1","key":"crew","name":"Crew","sites":[],"start_flow":"main","flows":[
 {"schema":1,"id":"main","name":"Main","start":"hello","blocks":{
  "hello":{"kind":"buttons","title":"Hello","settings":{"text":"What is it?","choices":[{"id":"tea","label":"Tea"},{"id":"cup","label":"Cups"}]},
   "out":{"choice:tea":{"block":"tea"},"choice:cup":{"block":"cup"}}},
  "tea":{"kind":"text","title":"Tea","settings":{"text":"Green or black."},"out":{"next":{"block":"bye"}}},
  "cup":{"kind":"text","title":"Cups","settings":{"text":"Blue or white."},"out":{"next":{"block":"bye"}}},
  "bye":{"kind":"text","title":"Bye","settings":{"text":"Goodbye."}}}},
 {"schema":1,"id":"second","name":"Second","start":"a","blocks":{
  "a":{"kind":"text","title":"Alone","settings":{"text":"Darjeeling is here."}}}}]}`

// crewed are people who have the same flow open, at the block "Bye".
func crewed(t *testing.T, names ...string) (*site, []*maker) {
	t.Helper()
	browser(t)
	s := newSite(t).having(crewBot)
	all := make([]*maker, len(names))
	for i, name := range names {
		all[i] = newMaker(s, name)
		all[i].visit(s.base + "/bots/crew/flows/main?view=outline")
		all[i].opensRow("Bye")
	}
	return s, all
}

// opensRow opens a block of the outline.
func (m *maker) opensRow(title string) {
	m.Helper()
	m.clickOn("row "+title, func() []thing {
		return slices.DeleteFunc(m.look("link", ""), func(it thing) bool {
			_, name, numbered := strings.Cut(it.name, " ")
			return !numbered || !strings.HasPrefix(name, title+" , ")
		})
	})
	m.opens(title)
}

// says is what a row of the outline says.
func (m *maker) says(title string) string {
	words, _ := attempt[string](m.tab, `[...document.querySelectorAll('#outline a.step')].find((a) => a.querySelector('b').textContent === '`+title+`')?.innerText ?? ''`)
	return words
}

func (m *maker) shows(title, words string) {
	m.Helper()
	m.wait(title+" saying "+words, func() bool { return strings.Contains(m.says(title), words) })
}

// M-11
func TestBuilder_TwoAdmins_SeeEachOther(t *testing.T) {
	t.Parallel()
	_, all := crewed(t, "admin", "owner")
	admin, owner := all[0], all[1]
	admin.tells("Owner is here")
	owner.tells("Admin has this block open too.")
	admin.opensRow("Tea")
	owner.shows("Tea", "Admin is here")
	owner.fill("Text", 0, "Come again.")
	admin.shows("Bye", "Come again.")
	admin.click("link", "Canvas")
	admin.card("Bye")
	owner.opensRow("Cups")
	owner.fill("Text", 0, "Red or yellow.")
	admin.wait("a card that was changed", func() bool {
		words, _ := attempt[string](admin.tab, cardOf("Cups")+`.innerText`)
		return strings.Contains(words, "Red or yellow.") && strings.Contains(words, "Owner is here")
	})
	owner.opensRow("Bye")
	owner.click("button", "Undo") // one's own last edit, not the other's
	admin.wait("the card as it was", func() bool {
		words, _ := attempt[string](admin.tab, cardOf("Cups")+`.innerText`)
		return strings.Contains(words, "Blue or white.")
	})
}

// clashes lets the second change a text that the first is in, and the first then change it too.
func clashes(first, second *maker, theirs, mine string) {
	first.Helper()
	first.expect("status of 409")
	first.clickOn("the text", func() []thing { return first.setting("Text", 0) })
	first.wait("the cursor in it", func() bool { return first.settingIs("Text", "focused", "true") })
	second.fill("Text", 0, theirs)
	first.shows("Bye", theirs)
	first.key("Control+a")
	first.types(mine)
	first.key("Tab")
	first.find("button", "Keep theirs")
	for _, words := range []string{theirs, mine} {
		if shown := ask[string](first.tab, `document.getElementById('clashes').innerText`); !strings.Contains(shown, words) {
			first.Errorf("%q is not among %q", words, shown)
		}
	}
}

// M-11
func TestBuilder_TwoAdminsClash_BothAreShownAndOneIsKept(t *testing.T) {
	t.Parallel()
	_, all := crewed(t, "admin", "owner")
	admin, owner := all[0], all[1]
	clashes(admin, owner, "Theirs, one.", "Mine, one.")
	admin.shot("builder clash")
	owner.shows("Bye", "Theirs, one.") // nothing is overwritten
	admin.click("button", "Keep theirs")
	admin.gone("button", "Keep theirs")
	admin.wait("theirs in the field", func() bool { return admin.settingIs("Text", "value", "Theirs, one.") })
	admin.shows("Bye", "Theirs, one.")

	clashes(admin, owner, "Theirs, two.", "Mine, two.")
	admin.reload()
	admin.find("button", "Use mine") // nothing was chosen yet
	owner.shows("Bye", "Theirs, two.")
	admin.click("button", "Use mine")
	owner.shows("Bye", "Mine, two.")
	admin.shows("Bye", "Mine, two.")
	owner.wait("mine in their field", func() bool { return owner.settingIs("Text", "value", "Mine, two.") })
}

// M-11
func TestBuilder_BlockDeletedWhileAnotherEditsIt_SaysSoAndShowsTheText(t *testing.T) {
	t.Parallel()
	_, all := crewed(t, "admin", "owner")
	admin, owner := all[0], all[1]
	admin.expect("status of 409", "ERR_INTERNET_DISCONNECTED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
	admin.offline(true)
	admin.enters("Text", 0, "Written in vain.")
	admin.tells("Not saved yet.")
	owner.click("button", "Delete block")
	owner.find("dialog", "Delete “Bye”?")
	owner.tells("2 exits lead here. They will lead nowhere:")
	owner.click("button", "Delete")
	owner.wait("without the row", func() bool { return owner.says("Bye") == "" })
	admin.offline(false)
	admin.find("heading", "The block is gone")
	admin.tells("Written in vain.")
	admin.shot("builder block gone")
	admin.click("button", "Let it go")
	admin.gone("heading", "The block is gone")
	admin.wait("without the row", func() bool { return admin.says("Bye") == "" })
	owner.click("button", "Undo")
	admin.shows("Bye", "Goodbye.")
	admin.tells("Next: 3 Bye")
}

// M-11 F18
func TestBuilder_NoConnection_EditsAreKeptAndSent(t *testing.T) {
	t.Parallel()
	s, all := crewed(t, "admin")
	m := all[0]
	m.expect("ERR_INTERNET_DISCONNECTED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "request:  inspector")
	owner := s.agent("owner")
	kept := func(words string) bool {
		return strings.Contains(owner.get("/bots/crew/flows/main?view=outline").body, words)
	}
	m.offline(true)
	m.enters("Text", 0, "Written offline.")
	m.tells("Not saved yet. It is kept here and sent when there is a connection.")
	m.shot("builder offline")
	if kept("Written offline.") {
		t.Fatal("the connection is not cut")
	}
	m.offline(false)
	m.settled()
	m.shows("Bye", "Written offline.")
	if !kept("Written offline.") {
		t.Error("what was written offline is not with the server")
	}

	blocked := func(patterns ...*network.BlockPattern) {
		call(m.tab, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: patterns})
	}
	blocked(&network.BlockPattern{URLPattern: "*://*:*/*/ops*", Block: true})
	m.enters("Text", 0, "Outlives the page.")
	m.tells("Not saved yet.")
	m.reloadAnyway()
	m.tells("Not saved yet.")
	if kept("Outlives the page.") {
		t.Fatal("the edit went through")
	}
	blocked()
	m.settled()
	m.shows("Bye", "Outlives the page.")
	if !kept("Outlives the page.") {
		t.Error("what was written before the reload is not with the server")
	}
}

// reloadAnyway leaves the page although it asks whether one wants to.
func (m *maker) reloadAnyway() {
	m.Helper()
	done := make(chan struct{})
	asked := make(chan bool, 1)
	go func() {
		for {
			if _, err := try(m.tab, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true}); err == nil {
				asked <- true
				return
			}
			select {
			case <-done:
				asked <- false
				return
			default:
			}
		}
	}()
	m.reload()
	close(done)
	if !<-asked {
		m.Error("the page does not ask before one leaves it with what is not saved")
	}
}
