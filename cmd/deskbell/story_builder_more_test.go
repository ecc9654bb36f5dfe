package main

import (
	"slices"
	"strings"
	"testing"
)

// M-11
func TestBuilder_CopyAndPaste_BetweenTwoFlows(t *testing.T) {
	t.Parallel()
	_, all := crewed(t, "admin")
	m, k := all[0], typist{all[0]}
	k.opensRow("Bye")
	k.row("Tea")
	k.key(" ")
	k.row("Bye")
	k.key(" ")
	k.tells("2 blocks chosen")
	k.key("Control+c")
	k.wait("copied", func() bool {
		return strings.Contains(ask[string](m.tab, `document.getElementById('told').textContent`), "2 blocks copied")
	})

	m.click("button", "Main , other flows")
	m.click("link", "Second")
	m.find("heading", "Second , other flows")
	m.click("link", "Outline")
	m.opensRow("Alone")
	k.row("Alone")
	k.key("Control+v")
	m.shows("Tea", "Green or black.")
	m.shows("Bye", "Goodbye.")
	m.opens("Tea") // the first of those that are new
	if order := k.order(); order != "Alone,Tea,Bye" {
		t.Errorf("the second flow is %s", order)
	}
	m.shot("builder pasted")
	m.click("button", "Undo")
	m.wait("the flow as it was", func() bool { return k.order() == "Alone" })

	m.opensRow("Alone")
	m.click("button", "Copy block")
	m.wait("copied", func() bool { return ask[string](m.tab, `document.getElementById('told').textContent`) == "Copied" })
	k.row("Alone")
	k.key("Control+d")
	m.wait("the same twice", func() bool { return k.order() == "Alone,Alone" })
}

// M-11
func TestBuilder_Search_FindsInAllFlowsAndLeadsThere(t *testing.T) {
	t.Parallel()
	_, all := crewed(t, "admin")
	m := all[0]
	m.key("Control+f")
	m.find("searchbox", "Search in the flows")
	m.types("nowhere to be found")
	m.tells("Nothing has “nowhere to be found” in it.")
	m.key("Control+a")
	m.types("blue")
	m.tells("1 place")
	m.clickOn("what was found", func() []thing {
		return slices.DeleteFunc(m.look("link", "Cups*"), func(it thing) bool { return !strings.Contains(it.name, "Blue or white.") })
	})
	m.opens("Cups")
	m.gone("searchbox", "Search in the flows")
	m.key("Control+f")
	m.find("searchbox", "Search in the flows")
	m.types("darjeeling")
	m.tells("1 place")
	m.click("link", "Alone Second*")
	m.find("heading", "Second , other flows")
	m.opens("Alone")
}

// M-11 F15
func TestBuilder_Phone_OutlineSettingsAndPublish(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t).having(crewBot)
	m := newMaker(s, "admin")
	m.phone()
	m.visit(s.base + "/bots/crew/flows/main")
	if at := ask[string](m.tab, `document.querySelector('bell-builder').dataset.view`); at != "outline" {
		t.Errorf("a phone shows the %s", at)
	}
	m.find("region", "Flow")
	m.noSideways()
	m.shot("builder phone outline")
	m.opensRow("Bye")
	m.wait("the settings over the flow", func() bool {
		got, _ := attempt[[]float64](m.tab, `(() => { const b = document.getElementById('settings').getBoundingClientRect(); return [b.x, b.right]; })()`)
		return slices.Equal(got, []float64{0, 390})
	})
	m.noSideways()
	m.shot("builder phone settings")
	m.fill("Text", 0, "Goodbye from the phone.")
	m.click("link", "Back to the flow")
	m.shows("Bye", "Goodbye from the phone.")
	m.gone("textbox", "Text")
	m.click("button", "Add block")
	m.adds("Message", "Message")
	m.fill("Text", 0, "One more thing.")
	m.click("link", "Back to the flow")
	m.shows("Message", "One more thing.")
	m.click("button", "Publish")
	m.find("heading", "Publish Main")
	m.noSideways()
	m.shot("builder phone publish")
	m.write("Note (what and why, for the team)", "On the way")
	dialog := m.find("dialog", "Publish Main")
	m.clickOn("Publish in the dialog", func() []thing { return m.lookIn(dialog, "button", "Publish") })
	m.gone("dialog", "Publish Main")
	visitor := newcomer(t, "visitor")
	visitor.visit(s.base + "/w/crew")
	visitor.click("button", "Cups")
	visitor.reads("Goodbye from the phone.")
	visitor.reads("One more thing.")
}

// noSideways: nothing has to be scrolled sideways.
func (w *tab) noSideways() {
	w.Helper()
	if wide := ask[[]float64](w, `[document.documentElement.scrollWidth, innerWidth]`); wide[0] > wide[1] {
		w.Errorf("%v px wide on %v", wide[0], wide[1])
	}
}
