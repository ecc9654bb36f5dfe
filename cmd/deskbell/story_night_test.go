package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"deskbell/models"
)

// nightStory is a visitor who leaves a message while nobody is there, and the agent who answers in the morning.
type nightStory struct {
	*site
	post           *letters
	visitor, agent *tab
}

func newNightStory(t *testing.T) *nightStory {
	t.Helper()
	browser(t)
	s := &nightStory{site: newMailSite(t), visitor: newcomer(t, "visitor"), agent: newcomer(t, "agent")}
	s.post = s.mailing()
	s.mails(models.BotMail{AnswersAfter: 1, Away: 1})
	return s
}

// leaves: a message, and the page is closed.
func (s *nightStory) leaves(words string) {
	s.Helper()
	s.visitor.visit(s.base + "/w/shop")
	s.visitor.click("button", "A person")
	s.visitor.write("Your email", vera)
	s.visitor.write("Your message", words)
	s.visitor.click("button", "Leave message")
	s.visitor.reads(words)
	s.visitor.visit("about:blank")
}

// answers: an agent takes the message and writes.
func (s *nightStory) answers(words string) {
	s.Helper()
	s.signIn(s.agent, "agent")
	s.agent.click("tab", "Messages left 1")
	s.agent.clickOn("the message left", func() []thing { return s.agent.rows(vera) })
	s.agent.click("button", "Take over")
	s.agent.send("Reply", words)
	s.agent.reads(words)
}

// M-8 M-2: left at night, answered in the morning, read on another device, and gone on with there.
func TestStory_MessageLeftAtNight_AnsweredInTheMorning_GoesOnOnAPhone(t *testing.T) {
	t.Parallel()
	s := newNightStory(t)
	s.leaves("Is the blue teapot in stock?")
	s.answers("It is, two of them.")
	mail := s.post.to(s.site, vera, 1)[0]
	if !strings.Contains(mail.text, "two") || strings.Contains(mail.text, "teapot") {
		t.Errorf("the mail says %s", mail.text)
	}
	s.agent.tells("Emailed to " + vera)
	s.agent.shot("desk after the answer was mailed")

	path := s.way(mail)
	phone := newcomer(t, "phone")
	phone.phone()
	phone.visit(s.base + path)
	phone.shot("way back")
	phone.noSideways()
	phone.click("button", "Go on with the chat")
	phone.reads("Is the blue teapot in stock?")
	phone.reads("It is, two of them.")
	if at := ask[string](phone, `location.pathname + location.search`); at != "/w/shop" {
		t.Errorf("the chat is at %s", at)
	}
	phone.send("Message", "Put one aside, please")
	s.agent.reads("Put one aside, please")
	s.agent.send("Reply", "Done.")
	phone.reads("Done.")
	phone.wait("the server knows that it was read", func() bool { // whoever loads the page again is away for a while
		return s.rows(`SELECT id FROM conversations WHERE visitor_seen < (SELECT MAX(seq) FROM entries WHERE author_kind = 'agent' AND kind = 'said')`) == ""
	})
	phone.reload()
	phone.reads("Done.")
	phone.shot("chat on the phone")

	// The browser in which it began is in the same conversation, and so is the phone by the same link again.
	s.visitor.visit(s.base + "/w/shop")
	s.visitor.reads("Done.")
	phone.visit(s.base + path)
	phone.click("button", "Go on with the chat")
	phone.reads("Done.")
	if n := len(s.post.taken()); n != 1 {
		t.Errorf("%d mails went to somebody who is at his page", n)
	}
	if from := strings.Join(s.calls.addresses(), "\n"); strings.Contains(from, path+" ") && strings.Contains(from, " http://"+s.address+path) {
		t.Error("the link's secret went out as a Referer")
	}
}

// M-8: the visitor answers the mail itself, from its own mailbox.
func TestStory_MessageLeftAtNight_TheMailIsAnswered(t *testing.T) {
	t.Parallel()
	s := newNightStory(t)
	s.answerable()
	s.leaves("Is the green teapot in stock?")
	s.answers("It is, one of them.")
	mail := s.post.to(s.site, vera, 1)[0]
	s.hook("From: Vera <" + vera + ">\r\nTo: " + mail.Get("Reply-To") + "\r\nSubject: Re: " + mail.Get("Subject") + "\r\nMessage-ID: <re-1@mail.example>\r\nIn-Reply-To: " + mail.Get("Message-Id") +
		"\r\n\r\nThen I take that one.\r\n\r\nOn Sun, 22 Nov 2026 at 09:04, Shop <chat@shop.example> wrote:\r\n> It is, one of them.\r\n")
	s.agent.reads("Then I take that one.")
	s.agent.tells("by email")
	s.agent.send("Reply", "It is yours.")
	again := s.post.to(s.site, vera, 2)[1]
	if got := again.Get("References"); !strings.Contains(got, mail.Get("Message-Id")) || again.Get("Subject") != mail.Get("Subject") {
		t.Errorf("the second mail refers to %q and is about %q", got, again.Get("Subject"))
	}
	s.visitor.visit(s.base + "/w/shop")
	s.visitor.reads("Then I take that one.")
	s.visitor.reads("It is yours.")
	s.agent.shot("desk with an answer by mail")
}

// A39
func TestStory_MailsStopped_FromTheMailsLink(t *testing.T) {
	t.Parallel()
	s := newNightStory(t)
	s.leaves("Is the blue teapot in stock?")
	s.answers("It is.")
	path := s.way(s.post.to(s.site, vera, 1)[0])
	reader := newcomer(t, "reader")
	reader.phone()
	reader.visit(s.base + path + "/stop")
	reader.tells("Stop emails about this chat?")
	reader.click("button", "Stop the emails")
	reader.tells("You get no more emails about this chat")
	s.agent.send("Reply", "Shall I put one aside?")
	s.agent.tells("Nothing was emailed to " + vera)
	if n := len(s.post.taken()); n != 1 {
		t.Errorf("%d mails", n)
	}
}

func TestStory_TranscriptByEmail_FromTheDialog(t *testing.T) {
	t.Parallel()
	s := newNightStory(t)
	s.leaves("Is the blue teapot in stock?")
	s.answers("It is.")
	s.post.to(s.site, vera, 1)
	s.agent.run(chromedp.EmulateViewport(1440, 900))
	s.dialog()
	s.agent.shot("transcript dialog")
	s.agent.click("button", "Send by email")
	s.agent.tells("The transcript is on its way.")
	s.agent.tells("The transcript was emailed to " + vera)
	s.dialog()
	s.agent.click("radio", "To me, agent@shop.example")
	s.agent.click("button", "Send by email")
	if mine := s.post.to(s.site, "agent@shop.example", 1)[0]; !strings.Contains(mine.text, "teapot") {
		t.Errorf("the agent's own: %s", mine.text)
	}
	s.dialog()
	s.agent.click("button", "Send by email")
	s.agent.tells("The transcript was emailed to " + vera)
	s.post.to(s.site, vera, 3)
	s.dialog()
	s.agent.tells("got 3 emails within a day")
	s.agent.shot("transcript dialog, used up")
}

func (s *nightStory) dialog() {
	s.Helper()
	s.agent.gone("button", "Send by email")
	s.agent.click("button", "More actions")
	s.agent.click("button", "Transcript")
	s.agent.find("button", "Send by email")
}

func TestAccessibility_WayBack_NoViolation(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newMailSite(t)
	_, _, path := s.mailedOnce(s.mailing())
	w := newcomer(t, "reader")
	w.expect("404")
	w.visit(s.base + path)
	w.find("button", "Go on with the chat")
	w.audited("way back")
	w.visit(s.base + path + "/stop")
	w.audited("stop mails")
	w.click("button", "Stop the emails")
	w.tells("You get no more emails about this chat")
	w.audited("mails stopped")
	w.visit(s.base + path + "x")
	w.audited("bad link")
}
