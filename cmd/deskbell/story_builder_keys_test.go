package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// typist makes bots with the keyboard alone.
type typist struct{ *maker }

// M-11 M-12 F17
func TestBuilder_KeyboardInOutline_MakesTheSameFlow(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	k := typist{newMaker(s, "admin")}
	key := k.newBotByKeys("Tea shop")
	k.builds()
	k.configuresLiveChat()
	k.connects()
	k.putsInOrder()
	k.publishesByKeys("By keys")

	visitor := newcomer(t, "visitor")
	visitor.visit(s.base + "/w/" + key)
	visitor.reads("Welcome to the tea shop.")
	visitor.click("button", "Opening hours")
	visitor.reads("We are open from nine to five.")
	visitor.click("button", "Talk to a person")
	visitor.reads("A person can help you.")
	visitor.click("button", "Write with us")
	visitor.reads("This takes too long.")
	visitor.reads("Read our articles.")
	visitor.reads("Goodbye.")
}

// goes presses Tab until a thing has the focus; back goes the other way.
func (k typist) goes(role, name string) {
	k.Helper()
	k.tabs("Tab", role, name)
}

func (k typist) back(role, name string) {
	k.Helper()
	k.tabs("Shift+Tab", role, name)
}

func (k typist) tabs(key, role, name string) {
	k.Helper()
	for range 60 {
		k.key(key)
		if slices.ContainsFunc(k.look(role, name), func(it thing) bool { return it.properties["focused"] == "true" }) {
			return
		}
	}
	k.Fatalf("%s does not come to %s %q; it is at %s", key, role, name, ask[string](k.tab, focused))
}

// at waits until something has the focus.
func (k typist) at(what, so string) {
	k.Helper()
	k.wait("focus on "+what, func() bool {
		is, _ := attempt[bool](k.tab, `((e) => `+so+`)(document.activeElement)`)
		return is
	})
}

func (k typist) newBotByKeys(name string) string {
	k.Helper()
	k.visit(k.site.base + "/bots")
	k.goes("link", "New bot")
	k.key("Enter")
	k.at("the name", `e.name === 'name'`)
	k.types(name)
	for !ask[bool](k.tab, `document.activeElement.matches('[type=radio]')`) {
		k.key("Tab")
	}
	k.key("ArrowUp") // from the first template to the last choice, an empty flow
	k.at("an empty flow", `e.value === '' && e.checked`)
	k.goes("button", "Make the bot")
	k.key("Enter")
	k.find("link", "Welcome")
	k.goes("link", "Welcome")
	k.key("Enter")
	k.find("region", "Flow")
	k.goes("button", "Add block")
	return strings.Split(ask[string](k.tab, `location.pathname`), "/")[2]
}

// takes finds a block in the open palette by typing.
func (k typist) takes(word, heading string) {
	k.Helper()
	k.at("the search", `e.matches('[data-narrow]')`)
	k.types(word)
	k.key("Enter")
	k.opens(heading)
	k.at("the first setting", `!!e.closest('#settings')`)
	k.settled()
}

// enters goes on to a field of the settings and writes there in place of what it has.
func (k typist) enters(name, text string) {
	k.Helper()
	k.to(name)
	k.key("Control+a")
	k.types(text)
}

// to goes on with Tab to a setting by its label.
func (k typist) to(name string) {
	k.Helper()
	for range 80 {
		if got, _ := attempt[string](k.tab, focused); got == name {
			return
		}
		k.key("Tab")
	}
	k.Fatalf("Tab does not come to %q; it is at %s", name, ask[string](k.tab, focused))
}

// focused is what the field with the focus is called.
const focused = `((e) => (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent).trim().replace(/\s+/g, ' '))(document.activeElement)`

// chooses goes on to a list and types the words of one of its options.
func (k typist) chooses(name, option string) {
	k.Helper()
	k.to(name)
	k.picksOption(option)
}

// picksOption types the words of an option of the list that has the focus.
func (k typist) picksOption(option string) {
	k.Helper()
	var got string
	for range 5 {
		k.typesOption(option)
		if k.soon(func() bool {
			got, _ = attempt[string](k.tab, `document.activeElement.selectedOptions?.[0]?.textContent.trim() ?? ''`)
			return got == option
		}) {
			return
		}
	}
	k.Fatalf("%q cannot be chosen; it is %q", option, got)
}

func (k typist) flips(name string) {
	k.Helper()
	k.to(name)
	k.key(" ")
	k.at(name+", on", `e.checked`)
}

// row goes to a block of the outline: out of the settings, then by arrows.
func (k typist) row(heading string) {
	k.Helper()
	if ask[bool](k.tab, `!!document.activeElement.closest('#settings')`) {
		k.key("Escape")
	}
	k.at("a row", `e.matches('#outline a.step')`)
	k.key("Home")
	for range 20 {
		if got := ask[string](k.tab, `document.activeElement.querySelector('b').textContent`); got == heading {
			return
		}
		k.key("ArrowDown")
	}
	k.Fatalf("the arrows do not come to %q", heading)
}

// opensRow shows the settings of a block, with the cursor in them.
func (k typist) opensRow(heading string) {
	k.Helper()
	k.row(heading)
	k.key("Enter")
	k.opens(heading)
	k.at("the first setting", `!!e.closest('#settings')`)
}

func (k typist) builds() {
	k.Helper()
	k.key("Enter")
	k.takes("message", "Message")
	k.enters("Text", "Welcome to the tea shop.")
	k.row("Message")
	k.key("a")
	k.takes("quick", "Quick replies")
	k.enters("Label", "Opening hours")
	k.row("Quick replies")
	k.key("+")
	k.takes("buttons", "Buttons")
	k.enters("Question", "How can we help?")
	k.enters("Label", "Talk to a person")
	k.key("Tab")
	k.enters("Label", "Just looking")
	k.key("Tab")
	k.settled() // only then the exits are called so
	k.to("Add a block at Talk to a person")
	k.key("Enter")
	k.takes("offer", "Live chat")
}

func (k typist) configuresLiveChat() {
	k.Helper()
	k.chooses("Offers", "Both")
	k.enters("Text", "A person can help you.")
	k.enters("Label of the text chat", "Write with us")
	k.enters("Label of the video call", "Call us")
	k.enters("Waiting time", "2")
	k.flips("Stop waiting")
	k.chooses("Available is", "Always: visitors wait")
	k.chooses("Waited too long", "The flow jumps")
	k.settled()
	k.goes("DisclosureTriangle", "Waited too long*")
	k.key("Enter")
	k.enters("Waited too long", "This takes too long.")
	k.settled()
	k.shot("builder outline live chat")
}

// connects leads exits to blocks that are there, and to new ones.
func (k typist) connects() {
	k.Helper()
	k.adds("Waited too long", "Articles", "Read our articles.")
	k.adds("Next", "Goodbye", "Goodbye.")
	k.opensRow("Buttons")
	k.leadsTo("Just looking", "Goodbye")
	k.opensRow("Live chat")
	k.leadsTo("After the chat", "Goodbye")
	k.opensRow("Quick replies")
	k.tells("1 problem keeps this from being published")
	k.adds("Opening hours", "Hours", "We are open from nine to five.")
	k.gone("heading", "1 problem keeps this from being published")
}

// adds puts a message behind an exit of the block whose settings are open.
func (k typist) adds(exit, title, text string) {
	k.Helper()
	k.to("Add a block at " + exit)
	k.key("Enter")
	k.takes("message", "Message")
	k.enters("Text", text)
	k.back("textbox", "Title")
	k.types(title)
	k.key("Enter")
	k.settled()
	k.opens(title)
}

// leadsTo chooses where an exit leads.
func (k typist) leadsTo(exit, title string) {
	k.Helper()
	k.to("Add a block at " + exit)
	k.key("Shift+Tab")
	var option string
	k.wait(title+" among the places", func() bool {
		option, _ = attempt[string](k.tab, fmt.Sprintf(`[...document.activeElement.options].map((o) => o.textContent.trim()).find((o) => o.endsWith(%q)) ?? ''`, " "+title))
		return option != ""
	})
	k.picksOption(option)
	k.settled()
}

// order is what the rows of the outline are called.
func (k typist) order() string {
	got, _ := attempt[string](k.tab, `[...document.querySelectorAll('#outline a.step b')].map((b) => b.textContent).join()`)
	return got
}

// putsInOrder moves, deletes and undoes.
func (k typist) putsInOrder() {
	k.Helper()
	before := k.order()
	k.row("Quick replies")
	k.key("Alt+ArrowUp")
	k.wait("the quick replies first", func() bool { return strings.HasPrefix(k.order(), "Quick replies,") })
	k.at("the row that moved", `e.closest('[data-step]')?.querySelector('b').textContent === 'Quick replies'`)
	k.key("Control+z")
	k.wait("the order of before", func() bool { return k.order() == before })
	k.row("Goodbye")
	k.key("Delete")
	k.find("dialog", "Delete “Goodbye”?")
	k.shot("builder delete asks")
	k.key("Enter")
	k.wait("a row less", func() bool { return !strings.Contains(k.order(), "Goodbye") })
	k.at("another row", `e.matches('#outline a.step')`)
	k.key("Control+z")
	k.wait("the order of before", func() bool { return k.order() == before })
	k.opensRow("Goodbye")
	k.back("button", "Delete block")
	k.key("Enter")
	k.find("dialog", "Delete “Goodbye”?")
	k.key("Enter")
	k.at("another row", `e.matches('#outline a.step')`)
	k.key("Control+z")
	k.wait("the order of before", func() bool { return k.order() == before })
	k.settled()
}

func (k typist) publishesByKeys(note string) {
	k.Helper()
	k.row("Buttons")
	k.back("button", "Publish")
	k.key("Enter")
	k.at("the note", `e.name === 'note'`)
	k.types(note)
	k.goes("button", "Publish")
	k.key("Enter")
	k.tells("Published. Chats that begin now play it.")
}
