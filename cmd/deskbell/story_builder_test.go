package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
)

// maker is somebody who makes bots, with a window.
type maker struct {
	*tab
	site *site
}

// newMaker signs somebody in who may.
func newMaker(s *site, name string) *maker {
	s.Helper()
	m := &maker{tab: newcomer(s.T, name), site: s}
	s.signIn(m.tab, name)
	return m
}

// newBot makes one with an empty flow, through the pages, and opens the flow. It is the bot's key.
func (m *maker) newBot(name string) string {
	m.Helper()
	m.visit(m.site.base + "/bots")
	m.click("link", "New bot")
	m.write("Name", name)
	m.click("radio", "An empty flow*")
	m.click("button", "Make the bot")
	m.click("link", "Welcome")
	m.find("button", "Add block")
	m.find("region", "Flow")
	return strings.Split(ask[string](m.tab, `location.pathname`), "/")[2]
}

var keyCodes = map[string]int64{"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
	"Delete": 46, "Home": 36, "End": 35, " ": 32}

// key presses one with others held: "Control+a", "Alt+ArrowDown", "Shift+Tab".
func (w *tab) key(name string) {
	w.Helper()
	held, key := "", name
	if at := strings.LastIndex(name, "+"); at > 0 {
		held, key = name[:at], name[at+1:]
	}
	event := input.DispatchKeyEventParams{Key: key, Code: key, WindowsVirtualKeyCode: keyCodes[key]}
	for i, each := range []string{"Alt", "Control", "Meta", "Shift"} {
		if strings.Contains(held, each) {
			event.Modifiers |= 1 << i
		}
	}
	if len(key) == 1 && key != " " {
		event.WindowsVirtualKeyCode = int64(strings.ToUpper(key)[0])
		event.Code = "Key" + strings.ToUpper(key)
	}
	if key == " " {
		event.Code = "Space"
	}
	event.NativeVirtualKeyCode = event.WindowsVirtualKeyCode
	event.Type = input.DispatchKeyEventTypeKeyDown
	if text := map[string]string{"Enter": "\r"}[key]; event.Modifiers == 0 && (text != "" || len(key) == 1) {
		if event.Text = text; text == "" {
			event.Text = key
		}
	}
	if held == "Control" {
		event.Commands = map[string][]string{"a": {"selectAll"}, "c": {"copy"}, "x": {"cut"}, "v": {"paste"}}[key]
	}
	call(w.page(), input.DispatchKeyEvent, event)
	event.Type, event.Text, event.Commands = input.DispatchKeyEventTypeKeyUp, "", nil
	call(w.page(), input.DispatchKeyEvent, event)
}

// panel is the settings of the block that is open.
func (m *maker) panel() []thing { return m.look("complementary", "Block settings") }

// within looks inside of the settings.
func (m *maker) within(role, name string) []thing {
	for _, panel := range m.panel() {
		return m.lookIn(panel, role, name)
	}
	return nil
}

// settled waits until the server has everything that was done.
func (m *maker) settled() {
	m.Helper()
	m.wait("everything saved", func() bool {
		so, _ := attempt[bool](m.tab, `!document.querySelector('#settings [data-dirty]') && !document.getElementById('unsent').textContent`)
		return so
	})
}

// opens waits until the settings of a block are there, by what its heading says.
func (m *maker) opens(heading string) {
	m.Helper()
	m.wait("the settings of "+heading, func() bool {
		got, _ := attempt[string](m.tab, `document.querySelector('#settings h2')?.textContent ?? ''`)
		return got == heading
	})
}

// setting finds a field of the settings; n counts those of the same name from 0.
func (m *maker) setting(name string, n int) []thing {
	found := slices.Concat(m.within("textbox", name), m.within("combobox", name))
	return found[min(n, len(found)):]
}

// settingIs says whether a field of the settings is there and is so: "value", "Hello".
func (m *maker) settingIs(name, property, want string) bool {
	found := m.setting(name, 0)
	return len(found) > 0 && found[0].properties[property] == want
}

// fill writes into a field of the settings in place of what it has.
func (m *maker) fill(name string, n int, text string) {
	m.Helper()
	m.enters(name, n, text)
	m.settled()
}

// enters is fill that may be refused.
func (m *maker) enters(name string, n int, text string) {
	m.Helper()
	m.clickOn(fmt.Sprintf("field %q %d", name, n), func() []thing { return m.setting(name, n) })
	m.key("Control+a")
	m.types(text)
	m.key("Tab")
}

// unfold opens what folds away in the settings, and writes into the field that is in it.
func (m *maker) unfold(name, text string) {
	m.Helper()
	m.clickOn("summary of "+name, func() []thing { return m.within("DisclosureTriangle", name+"*") })
	m.fill(name, 0, text)
}

// chooses takes an option of a list of the settings by its words, as one does by typing them. A list takes
// letters for one word that come within a second, which a busy machine may miss: then it is done again.
func (m *maker) chooses(name, option string) {
	m.Helper()
	for range 5 {
		m.clickOn("list "+name, func() []thing { return m.within("combobox", name) })
		m.typesOption(option)
		m.key("Enter")
		if m.soon(func() bool { return m.valueOf(name) == option }) {
			m.settled()
			return
		}
	}
	m.Fatalf("%q cannot be chosen for %s, which is %q", option, name, m.valueOf(name))
}

// soon looks for some seconds whether it is so.
func (w *tab) soon(so func() bool) bool {
	for end := time.Now().Add(typedWithin); !so(); time.Sleep(glance) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

func (m *maker) valueOf(name string) string {
	for _, it := range m.within("combobox", name) {
		return it.properties["value"]
	}
	return ""
}

// typesOption presses the letters of an option as fast as a list takes them for one word.
func (m *maker) typesOption(option string) {
	m.Helper()
	for _, letter := range option {
		m.key(string(letter))
	}
}

// flips presses a switch of the settings.
func (m *maker) flips(name string) {
	m.Helper()
	var before string
	m.clickOnPart("switch "+name, `this.closest('label')`, func() []thing {
		found := m.within("switch", name)
		for _, it := range found {
			before = it.properties["checked"]
		}
		return found
	})
	m.wait(name+" switched", func() bool {
		found := m.within("switch", name)
		return len(found) == 1 && found[0].properties["checked"] != before
	})
	m.settled()
}

// clickOnPart presses what belongs to a thing that is too small to be pressed itself.
func (m *maker) clickOnPart(what, part string, find func() []thing) {
	m.Helper()
	var last, now spot
	m.wait("pressed "+what, func() bool {
		things := find()
		if len(things) == 0 {
			return false
		}
		last = now
		now, _ = on[spot](m.tab, things[0], `function() { return (`+spotOf+`).call(`+part+`); }`)
		return now.OK && now == last
	})
	m.pressAt(now.X, now.Y)
}

// adds takes a block from the open palette, and waits for its settings.
func (m *maker) adds(title, heading string) {
	m.Helper()
	m.find("searchbox", "Search blocks")
	m.click("button", title+" *")
	m.opens(heading)
	m.settled()
}

// What follows is done on the canvas, with the mouse.

func (m *maker) mouse(kind input.DispatchMouseEventType, at spot, buttons, count int64) {
	m.Helper()
	button := input.MouseButtonLeft
	if kind == input.DispatchMouseEventTypeMouseMoved && buttons == 0 {
		button = input.MouseButtonNone
	}
	call(m.tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at.X, Y: at.Y, Button: button, Buttons: buttons, ClickCount: count})
}

// drag goes from one place to another with the button held.
func (m *maker) drag(from, to spot) {
	m.Helper()
	m.mouse(input.DispatchMouseEventTypeMouseMoved, from, 0, 0)
	m.mouse(input.DispatchMouseEventTypeMousePressed, from, 1, 1)
	for i := 1.0; i <= 5; i++ {
		m.mouse(input.DispatchMouseEventTypeMouseMoved, spot{X: from.X + (to.X-from.X)*i/5, Y: from.Y + (to.Y-from.Y)*i/5}, 1, 0)
	}
	m.mouse(input.DispatchMouseEventTypeMouseReleased, to, 0, 1)
}

// twice is a double click.
func (m *maker) twice(at spot) {
	m.Helper()
	m.mouse(input.DispatchMouseEventTypeMouseMoved, at, 0, 0)
	for n := range int64(2) {
		m.mouse(input.DispatchMouseEventTypeMousePressed, at, 1, n+1)
		m.mouse(input.DispatchMouseEventTypeMouseReleased, at, 0, n+1)
	}
}

// A card by its title, an exit of it by its label, a place with room for a card: as JavaScript.
func cardOf(title string) string {
	return fmt.Sprintf(`[...document.querySelectorAll('#canvas .block')].find((li) => li.querySelector('header a').firstChild.data.trim() === %q)`, title)
}

func portOf(title, label string) string {
	return fmt.Sprintf(`[...(%s)?.querySelectorAll('.exits > li') ?? []].find((li) => li.querySelector('.truncate').textContent.trim() === %q)?.querySelector('.port')`, cardOf(title), label)
}

const emptyPlace = `(() => {
  const edge = document.getElementById('canvas').getBoundingClientRect();
  const all = [...document.querySelectorAll('#canvas .block')].map((li) => li.getBoundingClientRect());
  for (let y = edge.top + 60; y < edge.bottom - 60; y += 20) for (let x = edge.left + 40; x < edge.right - 240; x += 20) {
    const free = all.every((b) => x > b.right + 30 || x + 230 < b.left || y - 30 > b.bottom || y + 130 < b.top);
    if (free && document.elementFromPoint(x, y)?.closest('#canvas')) return {x, y, ok: true};
  }
})()`

const placeOf = `((e) => { if (!e) return; const b = e.getBoundingClientRect(), x = b.x + b.width / 2, y = b.y + Math.min(b.height / 2, 14);
  const top = document.elementFromPoint(x, y); return {x, y, ok: e.contains(top), by: top?.outerHTML.slice(0, 200) ?? ''}; })`

// spot waits until something lies still and open.
func (m *maker) spot(what, expression string) spot {
	m.Helper()
	var last, now spot
	m.wait("a place: "+what, func() bool {
		last = now
		now, _ = attempt[spot](m.tab, expression)
		return now.OK && now == last
	})
	return now
}

func (m *maker) card(title string) spot {
	m.Helper()
	return m.spot(title, placeOf+"("+cardOf(title)+")")
}

func (m *maker) port(title, label string) spot {
	m.Helper()
	return m.spot(title+": "+label, placeOf+"("+portOf(title, label)+")")
}

// fits shows the whole flow.
func (m *maker) fits() {
	m.Helper()
	m.click("button", "Fit")
}

// picks opens the settings of a card.
func (m *maker) picks(title string) {
	m.Helper()
	at := m.card(title)
	m.pressAt(at.X, at.Y)
	m.opens(title)
}

// leads waits until an exit says where it leads.
func (m *maker) leads(title, label, to string) {
	m.Helper()
	m.wait(fmt.Sprintf("%s: %s leads to %s", title, label, to), func() bool {
		name, _ := attempt[string](m.tab, `(`+portOf(title, label)+`)?.getAttribute('aria-label') ?? ''`)
		return strings.Contains(name, to)
	})
	m.settled()
}

// publishes makes a version, with a note.
func (m *maker) publishes(note string) {
	m.Helper()
	m.click("button", "Publish")
	m.write("Note (what and why, for the team)", note)
	dialog := m.find("dialog", "Publish Welcome")
	m.clickOn("Publish in the dialog", func() []thing { return m.lookIn(dialog, "button", "Publish") })
	m.tells("Published. Chats that begin now play it.")
	m.gone("dialog", "Publish Welcome")
}
