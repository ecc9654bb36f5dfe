package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// composeStory is a visitor's chat page and the desk of the agent who has the chat.
type composeStory struct {
	*site
	chat, agent *tab
}

func newComposeStory(t *testing.T, phone bool) *composeStory {
	t.Helper()
	browser(t)
	s := &composeStory{site: newSite(t), chat: newcomer(t, "visitor"), agent: newcomer(t, "agent")}
	owner := models.Reader{Agent: &models.Agent{ID: "id-owner", Name: "Owner", Role: models.RoleOwner}}
	s.check(s.app.store.SaveCanned(t.Context(), owner, &models.CannedReply{Shortcut: "hello", Title: "Greeting",
		Text: "Hello, {{agent.name}} here. Your order {{order}}?"}, time.Now()))
	if phone {
		s.chat.phone()
		s.agent.phone()
	}
	s.signIn(s.agent, "agent")
	s.agent.click("switch", "Online")
	s.chat.visit(s.base + "/w/shop")
	s.chat.click("button", "A person")
	s.chat.reads("A person")
	id := ask[string](s.chat, `document.querySelector('ol[data-log]').dataset.conversation`)
	s.agent.visit(s.base + "/desk/" + id + "?list=waiting")
	s.agent.click("button", "Take over")
	s.chat.find("button", "End chat")
	s.agent.find("textbox", "Reply")
	return s
}

// attaches puts a file into the composer's own chooser.
func (w *tab) attaches(name, content string) {
	w.Helper()
	w.find("button", "Attach a file")
	w.adds(name, content)
}

// adds is attaches in whatever language.
func (w *tab) adds(name, content string) {
	w.Helper()
	ask[any](w, `document.querySelector('form:is(.composer, .say) textarea').focus()`) // whose scripts come with the focus
	w.wait(name+" in the list", func() bool {
		there, _ := attempt[bool](w, fmt.Sprintf(`(() => {
  const all = new DataTransfer(); all.items.add(new File([%q], %q)); const field = document.querySelector('.attached [type=file]');
  if (![...document.querySelectorAll('.attached li b')].some((b) => b.textContent === %q)) { field.files = all.files; field.dispatchEvent(new Event('change', {bubbles: true})); }
  return [...document.querySelectorAll('.attached li')].some((li) => li.querySelector('b').textContent === %q && li.dataset.state !== 'sending'); })()`,
			content, name, name, name))
		return there
	})
}

// M-3 M-10 M-22 A19 F22
func TestStory_Composer_FilesBothWaysAndSecondThoughts(t *testing.T) {
	for _, kind := range []string{"desktop", "phone"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := newComposeStory(t, kind == "phone")
			s.agentsFile()
			s.visitorsFile()
			s.secondThoughts()
			s.cannedReply()
			s.agent.noSideways()
			s.chat.noSideways()
		})
	}
}

// agentsFile: what cannot be sent is said, what was attached outlives the page, and the visitor sees it.
func (s *composeStory) agentsFile() {
	s.Helper()
	s.agent.expect("415", "net::ERR_ABORTED")
	s.agent.attaches("virus.exe", "MZ")
	s.agent.tells("files that end in .exe are not taken")
	s.agent.click("button", "Send") // in vain: nothing is lost unnoticed
	s.agent.tells("Try it again, or remove it.")
	s.agent.click("button", "Remove virus.exe")
	s.agent.attaches("offer.txt", "An offer")
	s.agent.write("Reply", "Here is **our** offer")
	s.agent.shot("composer with a file " + s.Name())
	s.agent.reload()
	s.agent.find("button", "Remove offer.txt")
	s.agent.holds("textbox", "Reply", "Here is **our** offer")
	s.agent.click("button", "Send")
	for _, w := range []*tab{s.agent, s.chat} {
		w.reads("Here is our offer")
		w.find("link", "offer.txt*")
	}
	if strong := ask[string](s.chat, `[...document.querySelectorAll('[role=log] .bubble strong')].at(-1).textContent`); strong != "our" {
		s.Errorf("bold is %q", strong)
	}
}

func (s *composeStory) visitorsFile() {
	s.Helper()
	s.chat.attaches("too-big.txt", "x") // the list knows the limit before anything is sent
	ask[any](s.chat, `document.querySelector('form.say').dataset.size = '4'`)
	s.chat.attaches("receipt.txt", "1234")
	ask[any](s.chat, `(() => { const all = new DataTransfer(); all.items.add(new File(['12345'], 'huge.txt')); const field = document.querySelector('.attached [type=file]');
  field.files = all.files; field.dispatchEvent(new Event('change', {bubbles: true})); })()`)
	s.chat.tells("huge.txt has")
	s.chat.click("button", "Remove too-big.txt")
	s.chat.reload()
	s.chat.find("button", "Remove receipt.txt")
	s.chat.click("button", "Send") // without a word
	s.agent.find("link", "receipt.txt*")
	s.chat.gone("button", "Remove receipt.txt")
	s.chat.find("link", "receipt.txt*")
}

// secondThoughts: the last message is changed, then deleted; the visitor sees that and no more.
func (s *composeStory) secondThoughts() {
	s.Helper()
	s.agent.send("Reply", "It takes fourty days")
	s.chat.reads("It takes fourty days")
	s.agent.click("button", "Edit")
	s.agent.holds("textbox", "Reply", "It takes fourty days")
	s.agent.press("Escape")
	s.agent.holds("textbox", "Reply", "")
	s.agent.click("button", "Edit")
	s.agent.find("button", "Save")
	ask[any](s.agent, `(() => { const field = document.querySelector('bell-reply textarea'); field.value = 'It takes four days'; field.dispatchEvent(new Event('input', {bubbles: true})); })()`)
	s.agent.click("button", "Save")
	s.chat.reads("It takes four days")
	s.chat.tells("edited")
	s.agent.find("button", "Send")
	s.agent.shot("edited " + s.Name())
	s.agent.click("button", "Delete")
	s.agent.click("button", "Delete message")
	s.chat.reads("Message deleted")
	s.agent.reads("Message deleted")
	s.agent.gone("button", "Edit")
	for _, w := range []*tab{s.chat, s.agent} {
		for range 2 {
			if words := ask[string](w, `document.documentElement.outerHTML`); strings.Contains(words, "fourty") || strings.Contains(words, "four days") {
				s.Errorf("%s still has the words", w.name)
			}
			w.reload()
			w.reads("Message deleted")
		}
		if n := ask[int](w, `[...document.querySelectorAll('[role=log] .bubble')].filter((b) => b.textContent === 'Message deleted').length`); n != 1 {
			s.Errorf("%s shows it %d times", w.name, n)
		}
	}
}

// cannedReply: found by its shortcut, filled, and what is not known is marked.
func (s *composeStory) cannedReply() {
	s.Helper()
	s.agent.write("Reply", "/hel")
	s.agent.find("option", "/hello*")
	s.agent.shot("canned " + s.Name())
	s.agent.press("Enter")
	s.agent.holds("textbox", "Reply", "Hello, Agent here. Your order {{order}}?")
	s.agent.tells("Not known here, write it yourself: {{order}}")
	s.agent.types("17") // over what is marked
	s.agent.holds("textbox", "Reply", "Hello, Agent here. Your order 17?")
	s.agent.press("Enter")
	s.chat.reads("Hello, Agent here. Your order 17?")
}

// M-22
func TestStory_Composer_MarksByKeys(t *testing.T) {
	t.Parallel()
	s := newComposeStory(t, false)
	w := s.agent
	w.write("Reply", "good")
	field := `document.querySelector('bell-reply textarea')`
	for _, step := range []struct{ key, want string }{
		{"Control+b", "**good**"}, {"Control+b", "good"}, {"Control+i", "_good_"}, {"undo", "good"}, {"Control+e", "`good`"},
	} {
		if step.key == "undo" {
			ask[any](w, `document.execCommand('undo')`) // what the browser does at Ctrl+Z
		} else {
			ask[any](w, `(() => { const field = `+field+`; const at = field.value.indexOf('good'); field.setSelectionRange(at, at + 4); })()`)
			w.key(step.key)
		}
		w.wait(step.key+" gives "+step.want, func() bool { return ask[string](w, field+`.value`) == step.want })
	}
	ask[any](w, `(() => { const field = document.querySelector('bell-reply textarea'); field.value = 'one\ntwo'; field.select(); })()`)
	w.click("button", "List")
	w.holds("textbox", "Reply", "- one\n- two")
	w.click("button", "Numbered list")
	w.holds("textbox", "Reply", "1. one\n2. two")
	w.click("checkbox", "Ctrl+Enter sends")
	w.tells("Enter: new line")
	w.wait("the server to have the choice", func() bool {
		me, err := s.app.store.AgentByID(t.Context(), "id-agent")
		return err == nil && me.Settings.CtrlEnter
	})
	w.reload()
	w.wait("the choice was kept", func() bool {
		found := w.look("checkbox", "Ctrl+Enter sends")
		return len(found) == 1 && found[0].properties["checked"] == "true"
	})
	ask[any](w, `document.querySelector('bell-reply textarea').focus()`)
	w.press("Enter")
	if last := w.log(); len(last) == 0 || strings.HasPrefix(last[len(last)-1].Text, "one") {
		t.Errorf("Enter sent it: %+v", last)
	}
	w.key("Control+Enter")
	s.chat.wait("a list of two", func() bool {
		return ask[int](s.chat, `document.querySelectorAll('[role=log] .bubble ol li').length`) == 2
	})
	w.click("button", "Emoji")
	w.find("searchbox", "Search emoji")
	w.types("thumbs up")
	w.find("button", "thumbs up")
	w.press("Enter")
	w.holds("textbox", "Reply", "👍")
}

// M-22
func TestAccessibility_Composer_AllOpen(t *testing.T) {
	t.Parallel()
	s := newComposeStory(t, false)
	s.agent.send("Reply", "```\ncode\n```\n**Bold** and `x`")
	s.chat.reads("code")
	s.agent.attaches("offer.txt", "An offer")
	s.agent.click("button", "Emoji")
	s.agent.find("searchbox", "Search emoji")
	s.agent.audited("composer")
	s.agent.key("Escape")
	s.agent.write("Reply", "/hel")
	s.agent.find("option", "/hello*")
	s.agent.audited("canned")
	s.chat.attaches("mine.txt", "x")
	s.chat.audited("chat with a file")
}
