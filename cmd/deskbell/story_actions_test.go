package main

import (
	"testing"

	"deskbell/models/flow"
)

// M-3 M-14 M-22 M-24
func TestStory_Actions_WhatAnAgentDoesBesideWriting(t *testing.T) {
	for _, kind := range []string{"desktop", "phone"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s, h := newShop(t)
			s.withArticle()
			st := &story{site: s, host: h, visitor: newcomer(t, "visitor"), agent: newcomer(t, "agent")}
			if kind == "phone" {
				st.visitor.phone()
				st.agent.phone()
			}
			st.inAChat()
			st.articleIsSent()
			st.jumpAndStay()
			st.jumpAndComeBack()
			st.eachAnimation()
			st.blockAndUnblock()
			st.endWithASummary()
		})
	}
}

// inAChat is an agent with a visitor who has asked for a person.
func (s *story) inAChat() {
	s.Helper()
	s.theAgentComes()
	s.visitor.visit(s.host.base + "/")
	s.visitor.click("button", "Open chat")
	s.chat = s.visitor.chat()
	s.chat.click("button", "A person")
	s.chat.find("button", "Skip")
	s.agent.find("tab", "Waiting 1")
	s.openFirst()
	s.agent.click("button", "Take over")
	s.agent.find("textbox", "Reply")
	s.chat.find("button", "End chat")
}

// does opens the menu and chooses there.
func (s *story) does(action string) {
	s.Helper()
	s.agent.click("button", "More actions")
	s.agent.click("button", action)
}

// inDialog presses a button of the dialog.
func (s *story) inDialog(dialog, button string) {
	s.Helper()
	open := s.agent.find("dialog", dialog)
	s.agent.clickOn(button+" in "+dialog, func() []thing { return s.agent.lookIn(open, "button", button) })
	s.agent.gone("dialog", dialog)
}

func (s *story) articleIsSent() {
	s.Helper()
	s.does("Send article")
	s.agent.find("dialog", "Send an article")
	s.agent.clickOn("the search", func() []thing { return s.agent.look("searchbox", "Search articles") })
	s.agent.types("receipt")
	s.agent.press("Enter")
	s.agent.click("radio", "Returns Orders")
	s.agent.tells("Send it back within 30 days.")
	s.agent.write("Words with it optional", "Have a look:")
	s.agent.shot("desk send article")
	s.inDialog("Send an article", "Send")
	s.chat.reads("Have a look:")
	s.chat.find("link", "Article Returns Send it back within 30 days.")
	s.visitor.shot("widget article")
}

// jumpAndStay: the bot asks, the visitor answers the agent, and nothing moves.
func (s *story) jumpAndStay() {
	s.Helper()
	s.jumpTo("Anything else?", "and stay")
	s.chat.reads("Anything else?")
	s.chat.click("button", "Again")
	s.agent.reads("Again")
	s.agent.find("textbox", "Reply")
	s.chat.gone("button", "Again")
	s.exchange(1)
}

// jumpTo looks for a block by its words, sees what comes first there, and jumps.
func (s *story) jumpTo(words, how string) {
	s.Helper()
	s.does("Jump to")
	s.agent.find("dialog", "Jump to a block")
	s.agent.clickOn("the search", func() []thing { return s.agent.look("searchbox", "Search blocks") })
	s.agent.types(words)
	s.agent.press("Enter")
	s.agent.wait("a look at what comes first", func() bool {
		seen, _ := attempt[string](s.agent, `document.querySelector('#look').innerText`)
		return len(seen) > 0 && seen != "Choose a block to see what the visitor sees first."
	})
	s.agent.click("radio", how)
	s.agent.shot("desk jump")
	s.inDialog("Jump to a block", "Jump")
}

func (s *story) jumpAndComeBack() {
	s.Helper()
	s.jumpTo("Which colour?", "and end my chat")
	s.chat.gone("button", "End chat")
	s.chat.reads("Which colour?")
	s.chat.send("Message", "Blue")
	s.chat.click("button", "Again")
	s.agent.click("button", "Take over")
	s.agent.find("textbox", "Reply")
	s.chat.find("button", "End chat")
	s.exchange(1)
}

const countingCanvases = `(() => { window.canvases = 0; new MutationObserver((all) => { for (const one of all) for (const node of one.addedNodes)
  if (node.matches?.('canvas.animation')) canvases++; }).observe(document.body, {childList: true}); return true; })()`

// eachAnimation is played once at the visitor and is an event at the desk.
func (s *story) eachAnimation() {
	s.Helper()
	ask[bool](s.chat, countingCanvases)
	s.agent.expect("429") // one after the other, not all at once
	for n, o := range flow.Animations() {
		s.does("Animation")
		s.agent.find("dialog", "Play an animation")
		for taken := false; !taken; {
			open := s.agent.find("dialog", "Play an animation")
			s.agent.clickOn(o.Label, func() []thing { return s.agent.lookIn(open, "button", o.Label) })
			s.agent.wait(o.Label+" is taken, or refused", func() bool {
				said, err := attempt[string](s.agent, `document.querySelector('#opened').open ? document.querySelector('#opened [data-problem]').textContent : 'taken'`)
				taken = said == "taken"
				return err == nil && said != ""
			})
			_, _ = attempt[bool](s.agent, `!!document.querySelector('#opened [data-problem]')?.replaceChildren()`)
		}
		s.agent.reads("played an animation: " + o.Label)
		s.chat.wait(o.Label+" is played", func() bool {
			played, _ := attempt[int](s.chat, `canvases`)
			return played == n+1
		})
	}
	s.visitor.shot("widget animation")
	s.does("Animation")
	s.agent.find("dialog", "Play an animation")
	s.agent.click("button", "Try Snow")
	s.agent.wait("it is shown to the agent", func() bool {
		shown, _ := attempt[bool](s.agent, `!!document.querySelector('canvas.animation:popover-open')`)
		return shown
	})
	s.agent.shot("desk animation")
	s.inDialog("Play an animation", "Close")
	if played := ask[int](s.chat, `canvases`); played != len(flow.Animations()) {
		s.Errorf("the visitor saw %d animations", played)
	}
}

func (s *story) blockAndUnblock() {
	s.Helper()
	s.does("Block visitor")
	s.agent.find("dialog", "Block the visitor?")
	s.agent.click("checkbox", "End the chat as well")
	s.agent.shot("desk block")
	s.inDialog("Block the visitor?", "Block visitor")
	s.agent.reads("blocked the visitor for 48 hours")
	s.chat.tells("You cannot write here until")
	s.chat.wait("the composer is off", func() bool {
		box := s.chat.look("textbox", "Message")
		return len(box) == 1 && box[0].properties["disabled"] == "true"
	})
	s.visitor.shot("widget blocked")
	s.does("Unblock visitor")
	s.agent.reads("unblocked the visitor")
	s.chat.wait("the composer is on", func() bool {
		box := s.chat.look("textbox", "Message")
		return len(box) == 1 && box[0].properties["disabled"] != "true"
	})
	s.exchange(1)
}

func (s *story) endWithASummary() {
	s.Helper()
	if *s.agent.touch {
		s.agent.click("button", "More actions")
	}
	s.agent.click("button", "End chat")
	s.agent.find("dialog", "End this chat?")
	s.agent.write("Summary optional, for the team", "A broken spout.")
	s.inDialog("End this chat?", "End chat")
	s.chat.tells("This chat has ended.")
	s.agent.tells("A broken spout.")
	for _, each := range s.chat.log() {
		if each.Text == "A broken spout." {
			s.Error("the visitor reads the summary")
		}
	}
}
