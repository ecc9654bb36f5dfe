package main

import (
	"slices"
	"strings"
	"testing"
)

// M-11 M-12 M-13
func TestBuilder_MouseOnCanvas_MakesALiveChatThatVisitorsMeet(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	m := newMaker(s, "admin")
	key := m.newBot("Tea shop")
	m.click("link", "Canvas")
	m.find("button", "Zoom in")
	m.mouseBuilds()
	m.mouseConfiguresLiveChat()
	m.mouseConnects()
	m.mouseMoves()
	m.undoSurvivesReload()
	m.publishes("First")

	st := &story{site: s, visitor: newcomer(t, "visitor"), agent: m.another("desk")}
	early := st.visitor
	early.visit(s.base + "/w/" + key)
	early.reads("Welcome to the tea shop.")
	early.click("button", "Opening hours")
	early.reads("We are open from nine to five.")
	st.agent.visit(s.base + "/desk")
	st.agent.click("switch", "Online")
	m.mouseChangesIt()
	m.publishes("Second")
	st.theFirstVersionGoesOn(early)
	st.theSecondVersionIsMet(key)
	st.nobodyIsThere(key)
}

// mouseBuilds puts the blocks onto the canvas.
func (m *maker) mouseBuilds() {
	m.Helper()
	m.click("button", "Add block")
	m.adds("Message", "Message")
	m.fill("Title", 0, "Greeting")
	m.fill("Text", 0, "Welcome to the tea shop.")
	m.click("button", "Add block")
	m.adds("Quick replies", "Quick replies")
	m.fill("Label", 0, "Opening hours")
	m.foldsProblems()
	m.click("button", "Add block")
	m.adds("Buttons", "Buttons")
	m.fill("Question", 0, "How can we help?")
	m.fill("Label", 0, "Talk to a person")
	m.fill("Label", 1, "Just looking")
	m.clickOn("Add choice", func() []thing { return m.within("button", "Add choice") })
	m.fill("Label", 2, "A mistake")
	m.clickOn("Remove choice", func() []thing {
		all := m.within("button", "Remove choice")
		return all[min(2, len(all)):]
	})
	m.settled()
	m.fits()
	m.drag(m.port("Buttons", "Talk to a person"), m.spot("room", emptyPlace))
	m.tells("At “Talk to a person” of Buttons")
	m.adds("Live chat", "Live chat")
	m.fits()
	m.twice(m.spot("room", emptyPlace))
	m.adds("Message", "Message")
	m.fill("Title", 0, "Goodbye")
	m.fill("Text", 0, "Goodbye, first.")
}

// foldsProblems closes the list that lies over the canvas.
func (m *maker) foldsProblems() {
	m.Helper()
	m.clickOn("the list of problems", func() []thing { return m.look("DisclosureTriangle", "1 problem keeps this*") })
}

func (m *maker) mouseConfiguresLiveChat() {
	m.Helper()
	m.picks("Live chat")
	m.chooses("Offers", "Both")
	m.fill("Text", 0, "A person can help you.")
	m.flips("Ask first")
	m.fill("Label of the text chat", 0, "Write with us")
	m.fill("Label of the video call", 0, "Call us")
	m.chooses("Style of the buttons", "Outline")
	m.flips("Skip")
	m.flips("Back")
	m.expect("status of 422")
	m.enters("Waiting time", 0, "0")
	m.tells("It has to be between 1 and 86400.")
	m.fill("Waiting time", 0, "2")
	m.flips("Say the place in line")
	m.flips("Stop waiting")
	m.chooses("Closed", "The flow goes on behind the block")
	m.chooses("Waited too long", "The flow jumps")
	m.flips("Message in a form")
	m.flips("Ask for an email address")
	m.unfold("Welcome", "One moment, we look for somebody.")
	m.unfold("Offline", "Nobody is in the shop.")
	m.unfold("Waited too long", "This takes too long.")
	m.unfold("Takeover", "{{agent.name}} steps in.")
	m.unfold("Video", "{{agent.name}} calls you.")
	m.unfold("Assigned", "{{agent.name}} is with you.")
	m.unfold("Thanks", "We have it, thank you.")
}

// mouseConnects draws the lines; as long as one is missing, Publish says which.
func (m *maker) mouseConnects() {
	m.Helper()
	m.fits()
	m.drag(m.port("Buttons", "Just looking"), m.card("Goodbye"))
	m.leads("Buttons", "Just looking", "Goodbye")
	for _, at := range []spot{m.port("Live chat", "After the chat"), m.card("Goodbye")} {
		m.pressAt(at.X, at.Y)
	}
	m.leads("Live chat", "After the chat", "Goodbye")
	m.drag(m.port("Quick replies", "Opening hours"), m.spot("room", emptyPlace))
	m.adds("Message", "Message")
	m.fill("Title", 0, "Hours")
	m.fill("Text", 0, "We are open from nine to five.")

	m.click("button", "Publish")
	m.find("heading", "1 problem keeps this from being published")
	dialog := m.find("dialog", "Publish Welcome")
	if found := m.lookIn(dialog, "button", "Publish"); len(found) != 1 || found[0].properties["disabled"] != "true" {
		m.Errorf("a broken flow can be published: %v", found)
	}
	m.shot("builder publish refused")
	m.clickOn("the block that is wrong", func() []thing { return m.lookIn(dialog, "link", "Live chat") })
	m.opens("Live chat")
	m.fits()
	m.drag(m.port("Live chat", "Waited too long"), m.spot("room", emptyPlace))
	m.adds("Message", "Message")
	m.fill("Title", 0, "Articles")
	m.fill("Text", 0, "Read our articles.")
	m.fits()
	m.drag(m.port("Articles", "Next"), m.card("Goodbye"))
	m.leads("Articles", "Next", "Goodbye")
	m.shot("builder canvas")
}

// mouseMoves: where a card was put it stays.
func (m *maker) mouseMoves() {
	m.Helper()
	const where = `[(%).dataset.x, (%).dataset.y].join()`
	at := func() string {
		return ask[string](m.tab, strings.ReplaceAll(where, "%", cardOf("Goodbye")))
	}
	before, from := at(), m.card("Goodbye")
	m.drag(from, spot{X: from.X + 60, Y: from.Y + 40})
	m.settled()
	moved := at()
	if moved == before {
		m.Errorf("the card is still at %s", moved)
	}
	m.reload()
	m.card("Goodbye")
	if now := at(); now != moved {
		m.Errorf("the card was put to %s and is at %s", moved, now)
	}
}

func (m *maker) undoSurvivesReload() {
	m.Helper()
	shows := func(text string) {
		m.Helper()
		m.wait("a card that says "+text, func() bool {
			words, _ := attempt[string](m.tab, cardOf("Goodbye")+`?.querySelector(':scope > p')?.textContent ?? ''`)
			return strings.TrimSpace(words) == text
		})
	}
	m.picks("Goodbye")
	m.fill("Text", 0, "Never said.")
	shows("Never said.")
	m.reload()
	m.click("button", "Undo")
	shows("Goodbye, first.")
	m.reload()
	m.click("button", "Redo")
	shows("Never said.")
	m.click("button", "Undo")
	shows("Goodbye, first.")
	m.settled()
}

func (m *maker) mouseChangesIt() {
	m.Helper()
	m.fits()
	m.picks("Live chat")
	m.fill("Waiting time", 0, "600")
	m.picks("Goodbye")
	m.fill("Text", 0, "Goodbye, second. You talked to ")
	m.key("Shift+Tab") // into what the text was left by
	m.clickOn("variables", func() []thing { return m.within("button", "Insert a variable into Text") })
	m.find("searchbox", "Search variables")
	m.types("live.agent")
	m.click("button", "live.agent *")
	m.wait("the variable in the text", func() bool {
		return slices.ContainsFunc(m.within("textbox", "Text"), func(it thing) bool { return strings.HasSuffix(it.properties["value"], "{{live.agent}}") })
	})
	m.settled()
}

// theFirstVersionGoesOn: who began with it waits as it says, and reads what it says.
func (s *story) theFirstVersionGoesOn(early *tab) {
	s.Helper()
	early.click("button", "Talk to a person")
	early.reads("A person can help you.")
	early.find("button", "Call us")
	early.click("button", "Back")
	early.click("button", "Talk to a person")
	early.shot("builder visitor is offered a person")
	early.click("button", "Write with us")
	early.reads("One moment, we look for somebody.")
	s.agent.find("tab", "Waiting 1")
	early.reads("This takes too long.")
	early.reads("Read our articles.")
	early.reads("Goodbye, first.")
}

// theSecondVersionIsMet by who comes now: there is time to answer.
func (s *story) theSecondVersionIsMet(key string) {
	s.Helper()
	late := newcomer(s.T, "late visitor")
	late.visit(s.base + "/w/" + key)
	late.click("button", "Talk to a person")
	late.click("button", "Write with us")
	late.reads("One moment, we look for somebody.")
	s.agent.find("tab", "Waiting 1")
	s.openFirst()
	s.agent.click("button", "Take over")
	late.reads("Admin is with you.")
	s.agent.send("Reply", "Green or black?")
	late.reads("Green or black?")
	late.send("Message", "Green")
	s.agent.reads("Green")
	s.agent.click("button", "Restore to AI")
	late.reads("Goodbye, second. You talked to Admin")
}

// nobodyIsThere: a message is left, with an email address.
func (s *story) nobodyIsThere(key string) {
	s.Helper()
	s.agent.click("switch", "Online")
	s.agent.wait("offline", func() bool {
		found := s.agent.look("switch", "Online")
		return len(found) == 1 && found[0].properties["checked"] == "false"
	})
	alone := newcomer(s.T, "lonely visitor")
	alone.visit(s.base + "/w/" + key)
	alone.click("button", "Talk to a person")
	alone.click("button", "Skip")
	alone.reads("Goodbye, second.")
	alone = newcomer(s.T, "another lonely visitor")
	alone.visit(s.base + "/w/" + key)
	alone.click("button", "Talk to a person")
	alone.click("button", "Write with us")
	alone.tells("Nobody is in the shop.")
	alone.write("Your email", "hanna@shop.example")
	alone.write("Your message", "Is the blue teapot in stock?")
	alone.click("button", "Leave message")
	alone.reads("We have it, thank you.")
}
