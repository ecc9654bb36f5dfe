package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// assistStory is an agent with a chat, and a service that drafts for them.
type assistStory struct {
	*site
	agent   *tab
	service *aiServer
}

func newAssistStory(t *testing.T, phone bool, steps ...aiStep) *assistStory {
	t.Helper()
	browser(t)
	s := &assistStory{service: newAIServer(t, steps...), agent: newcomer(t, "agent")}
	s.site = newSiteWith(t, s.service.serves)
	s.withArticle()
	s.beside()
	if phone {
		s.agent.phone()
	}
	visitor := s.visitor()
	id := visitor.asks()
	visitor.say(teapot)
	s.signIn(s.agent, "agent")
	s.agent.switchesOn()
	s.agent.visit(s.base + "/desk/" + id + "?list=waiting")
	s.agent.click("button", "Take over")
	s.agent.find("textbox", "Reply")
	return s
}

// drafts takes an entry of the menu.
func (s *assistStory) drafts(name string) {
	s.Helper()
	s.agent.click("button", "Draft")
	s.agent.click("menuitem", name)
}

// M-33 A19 A20
func TestStory_Assist_DraftsComeIntoTheComposerAndGoAway(t *testing.T) {
	for _, kind := range []string{"desktop", "phone"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := newAssistStory(t, kind == "phone", aiSays(0, "You can, within **30 days** [1]."), aiSays(0, "Yes: 30 days."), aiHangs("Half a "), aiHangs(), aiRefuses(500, "{}"))
			s.suggested()
			s.rewritten()
			s.givenUp()
			s.typedMeanwhile()
			if said := s.rows("SELECT COUNT(*) AS n FROM entries WHERE author_kind = 'agent' AND kind = 'said'"); said != "n=0 \n" {
				t.Errorf("something was sent: %s", said)
			}
			s.agent.noSideways()
		})
	}
}

// suggested: with its sources, and what was there before comes back.
func (s *assistStory) suggested() {
	s.Helper()
	s.agent.write("Reply", "Let me see")
	s.drafts("Suggest a reply")
	s.agent.holds("textbox", "Reply", "You can, within **30 days**.")
	s.agent.find("link", "Returns")
	s.agent.press("Enter") // meant for what stood there: nothing goes
	s.agent.shot("draft " + s.Name())
	s.agent.click("button", "Add link to Returns")
	s.agent.holds("textbox", "Reply", "You can, within **30 days**. http://127.0.0.1/help/returns")
	s.agent.click("button", "Undo")
	s.agent.holds("textbox", "Reply", "Let me see")
	s.agent.gone("button", "Undo")
	ask[any](s.agent, `document.execCommand('undo')`) // as Ctrl+Z
	s.agent.holds("textbox", "Reply", "You can, within **30 days**. http://127.0.0.1/help/returns")
}

// rewritten: with the keys alone; a language is behind an entry of its own.
func (s *assistStory) rewritten() {
	s.Helper()
	s.agent.click("button", "Draft")
	s.agent.focused("menuitem", "Suggest a reply")
	s.agent.shot("menu " + s.Name())
	s.agent.key("ArrowDown")
	s.agent.focused("menuitem", "Shorter")
	s.agent.key("End")
	s.agent.focused("menuitem", "Sum up")
	s.agent.key("ArrowUp")
	s.agent.focused("menuitem", "In another language")
	s.agent.key("ArrowRight")
	s.agent.focused("menuitem", "English")
	s.agent.key("ArrowDown")
	s.agent.focused("menuitem", "German")
	s.agent.shot("languages " + s.Name())
	s.agent.key("ArrowLeft")
	s.agent.gone("menuitem", "German")
	s.agent.press("Escape")
	s.agent.focused("button", "Draft")
	s.agent.gone("menuitem", "Shorter")
	s.drafts("Shorter")
	s.agent.holds("textbox", "Reply", "Yes: 30 days.")
	if got := s.service.asked(); !strings.Contains(got[len(got)-1], "http://127.0.0.1/help/returns") {
		s.Errorf("rewritten is %s", got[len(got)-1])
	}
	s.agent.gone("link", "Returns")
}

// givenUp: Escape ends it for the service as well.
func (s *assistStory) givenUp() {
	s.Helper()
	s.drafts("Friendlier")
	s.agent.find("button", "Cancel")
	s.agent.tells("Writing a draft…")
	s.agent.shot("writing " + s.Name())
	s.agent.press("Escape")
	s.agent.gone("button", "Cancel")
	s.agent.holds("textbox", "Reply", "Yes: 30 days.")
	s.agent.wait("the service is not asked any more", func() bool { return s.service.left() == 1 })
	s.drafts("Sum up")
	s.agent.click("button", "Cancel")
	s.agent.wait("the service is not asked any more", func() bool { return s.service.left() == 2 })
	s.agent.expect("503")
	s.drafts("Sum up")
	s.agent.tells("The service")
	s.agent.gone("button", "Cancel")
	s.agent.holds("textbox", "Reply", "Yes: 30 days.")
}

// typedMeanwhile: the draft is put behind it.
func (s *assistStory) typedMeanwhile() {
	s.Helper()
	come := make(chan struct{})
	s.service.lock.Lock()
	s.service.steps = []aiStep{func(w http.ResponseWriter, r *http.Request) {
		<-come
		aiSays(0, "A summary")(w, r)
	}}
	s.service.lock.Unlock()
	s.drafts("Sum up")
	s.agent.find("button", "Cancel")
	s.agent.types(" And then")
	close(come)
	s.agent.holds("textbox", "Reply", "Yes: 30 days. And then\n\nA summary")
	s.agent.click("button", "Undo")
	s.agent.holds("textbox", "Reply", "Yes: 30 days. And then")
}

// M-33 A19: pictures and axe, at both sizes and in both schemes.
func TestStory_Assist_MenuAndDraft_NoViolation(t *testing.T) {
	t.Parallel()
	s := newAssistStory(t, false, aiSays(0, "You can, within 30 days [1]."))
	s.agent.click("button", "Draft")
	s.agent.audited("menu without words")
	s.agent.press("Escape")
	s.drafts("Suggest a reply")
	s.agent.find("link", "Returns")
	s.agent.audited("draft")
	s.agent.click("button", "Draft")
	s.agent.click("menuitem", "In another language")
	s.agent.audited("languages")
	s.agent.press("Escape")
	for _, width := range []int64{768, 1024, 1201, 1440} {
		s.agent.run(chromedp.EmulateViewport(width, 844))
		s.agent.noSideways()
		if over := ask[bool](s.agent, `document.querySelector('.composer .tools').scrollWidth > document.querySelector('.composer .tools').clientWidth`); over {
			t.Errorf("at %d the tools do not fit", width)
		}
		s.agent.shot(fmt.Sprintf("tools %d", width))
	}
}

// M-14 A19
func TestStory_Assist_HandoverStandsOnTop(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newAISite(t, newAIServer(t, aiSays(0, "Within 30 days [1].")))
	agent := newcomer(t, "agent")
	visitor := s.visitor()
	visitor.wonders(teapot)
	visitor.becomes("Within 30 days")
	s.signIn(agent, "agent")
	agent.visit(s.base + "/desk/" + visitor.thread() + "?list=bot")
	agent.reads("Within 30 days.")
	agent.click("button", "Take over")
	agent.wait("it stands on top", func() bool {
		return ask[bool](agent, `document.querySelector('#in-short summary')?.offsetParent?.matches('*') ?? false`)
	})
	for _, size := range []int64{1440, 390} {
		agent.run(chromedp.EmulateViewport(size, 844))
		for _, scheme := range []string{"light", "dark"} {
			agent.prefers("prefers-color-scheme", scheme)
			agent.shot(fmt.Sprintf("short %d %s", size, scheme))
		}
	}
	agent.run(chromedp.EmulateViewport(1440, 844))
	ask[any](agent, `document.querySelector('#in-short summary').click()`)
	agent.wait("it unfolds", func() bool {
		return ask[bool](agent, `[...document.querySelectorAll('#in-short .words a')].some((a) => a.textContent === 'Returns' && a.checkVisibility())`)
	})
	agent.audited("in short")
	agent.run(chromedp.EmulateViewport(1440, 844))
	agent.click("button", "Restore to AI")
	agent.wait("it goes with the person", func() bool {
		return ask[bool](agent, `!document.querySelector('#in-short details').checkVisibility()`)
	})
}
