package main

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
)

// from is somebody whose browser asks for a language.
func (w *tab) from(language string) *tab {
	w.Helper()
	agent := ask[string](w, `navigator.userAgent`)
	call(w, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: agent, AcceptLanguage: language})
	return w
}

// M-29
func TestStory_GermanVisitor_ReadsGermanFromButtonToEnd(t *testing.T) {
	for _, kind := range []string{"desktop", "phone"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s, h := newShop(t)
			s.speaking([]string{"en", "de"}, map[string]map[string]string{"de": {"over": "Das war’s. Bis zum nächsten Mal!"}})
			visitor, agent := newcomer(t, "visitor").from("de-CH,de"), newcomer(t, "agent")
			if kind == "phone" {
				visitor.phone()
			}
			s.signIn(agent, "agent")
			agent.click("switch", "Online")
			visitor.buttonIn(h)

			visitor.visit(s.base + "/w/shop")
			visitor.find("log", "Unterhaltung")
			visitor.find("textbox", "Nachricht")
			visitor.find("button", "Senden")
			visitor.tooLong(t)
			visitor.click("button", "A person")
			visitor.tells("Wir holen jemanden")
			visitor.find("button", "Überspringen")
			visitor.audited("German waiting " + kind)
			visitor.shot("German waiting " + kind)
			id := ask[string](visitor, `document.querySelector('ol[data-log]').dataset.conversation`)
			agent.visit(s.base + "/desk/" + id + "?list=waiting")
			agent.click("button", "Take over")
			visitor.tells("Agent ist jetzt im Chat")
			agent.send("Reply", "Guten Tag")
			visitor.reads("Guten Tag")
			visitor.expect("415")
			visitor.find("button", "Datei anhängen")
			visitor.adds("virus.exe", "MZ")
			visitor.tells("virus.exe lässt sich nicht senden: Dateien mit der Endung .exe werden nicht angenommen.")
			visitor.click("button", "virus.exe entfernen")
			visitor.send("Nachricht", "Danke")
			agent.reads("Danke")
			visitor.tells("Gesehen")
			visitor.noSideways()
			visitor.shot("German live " + kind)
			visitor.click("button", "Chat beenden")
			visitor.click("button", "Jetzt beenden")
			visitor.tells("Das war’s. Bis zum nächsten Mal!")
			visitor.find("button", "Neue Unterhaltung beginnen")
			visitor.noSideways()
			visitor.nothingEnglish(t)
			visitor.shot("German ended " + kind)
		})
	}
}

// buttonIn: the button on the site reads what the script tag says for its reader.
func (w *tab) buttonIn(h *host) {
	w.Helper()
	plain := h.tag
	h.tag = strings.Replace(plain, " data-bot", ` data-words-de="Chat öffnen|Chat schließen|Geht nicht.|Zu" data-bot`, 1)
	w.visit(h.base + "/")
	w.find("button", "Chat öffnen")
	w.click("button", "Chat öffnen")
	w.page().wait("the chat open", func() bool {
		name, _ := attempt[string](w, `document.querySelector('deskbell-widget').shadowRoot.querySelector('.launcher').getAttribute('aria-label')`)
		return name == "Chat schließen" || name == "Close chat" // the frame is another browser to the test's override
	})
}

// tooLong: what cannot be sent yet is said in German.
func (w *tab) tooLong(t *testing.T) {
	w.Helper()
	ask[any](w, fmt.Sprintf(`(() => { const field = document.querySelector('form.say textarea'); field.value = 'x'.repeat(%d); field.dispatchEvent(new Event('input', {bubbles: true})); })()`, 10_001))
	w.tells("Das sind 1 Zeichen mehr")
	ask[any](w, `(() => { const field = document.querySelector('form.say textarea'); field.value = ''; field.dispatchEvent(new Event('input', {bubbles: true})); })()`)
}

// nothingEnglish: what the page has of its own has no word of English, heard or seen. What the flow and people
// have said is theirs.
func (w *tab) nothingEnglish(t *testing.T) {
	w.Helper()
	words := ask[string](w, `(() => { const copy = document.body.cloneNode(true);
  for (const theirs of copy.querySelectorAll('.bubble, .quick button, .offer, h1')) theirs.remove();
  return [...copy.querySelectorAll('[aria-label], [placeholder]')].map((e) => (e.ariaLabel ?? '') + ' ' + (e.placeholder ?? '')).join(' ') + ' ' + copy.textContent + ' '
    + [...copy.querySelectorAll('template')].map((e) => e.content.textContent).join(' '); })()`)
	for _, english := range []string{"the", "you", "your", "message", "messages", "send", "sent", "seen", "ended", "file", "files", "try", "conversation", "skip", "back", "waiting"} {
		for _, word := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if word == english {
				t.Errorf("%q is English, in %s", english, strings.Join(strings.Fields(words), " "))
			}
		}
	}
}
