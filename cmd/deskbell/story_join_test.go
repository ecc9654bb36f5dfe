package main

import (
	"context"
	"net"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"deskbell/models"
)

var joinPattern = regexp.MustCompile(`/join/[A-Za-z0-9_-]{43}`)

// joinStory is a visitor, and a guest who is called by email.
type joinStory struct {
	*site
	post           *letters
	visitor, guest *tab
	path           string // of the guest's link
	line           *cable // between the guest and the server
}

func newJoinStory(t *testing.T, mail models.BotMail) *joinStory {
	t.Helper()
	browser(t)
	s := &joinStory{site: newMailSite(t), post: &letters{}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	s.check(err)
	server := smtp.NewServer(s.post)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	s.check(s.app.store.SaveMailSettings(context.Background(), models.MailSettings{Sender: "chat@shop.example",
		Out: models.MailServer{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, Security: models.MailPlain}}, time.Now()))
	s.line = newCable(t, s.address)
	s.visitor, s.guest = newcomer(t, "visitor"), newcomer(t, "guest") // gone before their line is
	mail.Wanted = []string{"sam@guests.example"}
	s.mails(mail)
	return s
}

// called: the visitor asks for a person, and the mail with the link is there.
func (s *joinStory) called() {
	s.Helper()
	s.visitor.visit(s.base + "/w/shop")
	s.visitor.click("button", "A person")
	s.visitor.find("button", "Skip")
	eventually(s.T, "the mail is there", func() bool {
		for _, letter := range s.post.taken() {
			if found := joinPattern.FindString(strings.ReplaceAll(strings.ReplaceAll(letter, "=\r\n", ""), "\r\n", "\n")); found != "" {
				s.path = found
			}
		}
		return s.path != ""
	})
}

// comes: the guest opens the link and joins.
func (s *joinStory) comes(name string) {
	s.Helper()
	s.guest.visit(s.line.base + s.path)
	s.guest.find("textbox", "Your name")
	ask[any](s.guest, `{ const name = document.getElementById('name'); name.focus(); name.select(); }`) // a name from before is there
	s.guest.types(name)
	s.guest.click("button", "Join")
	s.guest.find("log", "Conversation")
}

// M-30 M-31 M-32: on a phone, from the mail to the end. The bot goes on while the guest looks on; then he takes
// over, says something with a file, hands back and leaves.
func TestStory_Guest_FromTheMailToTheEnd(t *testing.T) {
	t.Parallel()
	s := newJoinStory(t, models.BotMail{})
	s.guest.phone()
	s.called()
	s.visitor.click("button", "Skip")
	s.visitor.reads("Anything else?")
	s.comes("Sam Berg")
	s.guest.reads("Anything else?")
	s.guest.tells("The bot answers")
	s.guest.noSideways()
	s.guest.shot("watching")
	s.visitor.click("button", "Again")
	s.guest.tells("asks for a person")
	s.guest.shot("wanted")
	s.guest.click("button", "Take over")
	s.guest.find("textbox", "Reply")
	s.visitor.tells("Sam Berg")
	s.guest.pastes("ours.png")
	s.guest.write("Reply", "Here it is")
	s.visitor.tells("Sam Berg")
	s.guest.click("button", "Send")
	s.visitor.reads("Here it is")
	s.guest.shows("ours.png")
	s.visitor.shows("ours.png")
	s.visitor.send("Message", "Thank you")
	s.guest.reads("Thank you")
	s.guest.noSideways()
	s.guest.shot("answering")
	s.visitor.shot("with a guest")

	s.guest.expect("ERR_INTERNET_DISCONNECTED")
	s.guest.expect(badLine...)
	s.line.set(lineCut)
	s.guest.offline(true)
	s.guest.send("Reply", "From the tunnel")
	s.guest.tells("Reconnecting…")
	s.guest.tells("Not sent.")
	s.guest.shot("offline")
	s.line.set(lineGood)
	s.guest.offline(false)
	s.guest.reads("From the tunnel")
	s.visitor.reads("From the tunnel")
	if n := strings.Count(s.rows("SELECT text FROM entries"), "From the tunnel"); n != 1 {
		t.Errorf("it was said %d times", n)
	}

	s.guest.write("Reply", "A draft that stays")
	s.guest.reload()
	s.guest.holds("textbox", "Reply", "A draft that stays")
	s.guest.click("button", "Hand back")
	s.guest.tells("The bot answers")
	s.visitor.reads("Anything else?")
	s.visitor.click("button", "Again")
	s.guest.tells("asks for a person")
	s.guest.click("button", "Take over")
	s.guest.find("textbox", "Reply")
	s.guest.click("button", "Leave")
	s.guest.find("dialog", "Leave this chat?")
	s.guest.shot("leaving")
	s.guest.click("button", "Stay")
	s.guest.gone("dialog", "Leave this chat?")
	s.guest.click("button", "Leave")
	s.guest.click("button", "Leave the chat")
	s.guest.tells("You left the chat")
	s.guest.shot("left")
	s.visitor.find("button", "Skip") // waits again
	s.comes("Sam Berg")
	s.guest.reads("Thank you")
}

// A guest who closes the page loses the chat, and the visitor is told.
func TestStory_GuestClosesThePage_VisitorWaitsAgain(t *testing.T) {
	t.Parallel()
	s := newJoinStory(t, models.BotMail{GuestGrace: 10}) // seconds: a busy machine takes some to load a page again
	s.called()
	s.comes("Sam Berg")
	s.guest.click("button", "Take over")
	s.guest.find("textbox", "Reply")
	s.visitor.find("button", "End chat")
	s.guest.reload() // is no reason
	s.guest.find("textbox", "Reply")
	s.guest.visit("about:blank")
	s.visitor.find("button", "Skip")
	s.visitor.tells("Sam Berg")
	s.guest.visit(s.line.base + s.path)
	s.guest.find("button", "Take over")
}

// A31: a browser that opens the link by itself and runs what is on it, from somewhere else, leaves it usable.
func TestStory_ScannerWithScripts_LeavesTheLinkUsable(t *testing.T) {
	t.Parallel()
	s := newJoinStory(t, models.BotMail{})
	s.called()
	state := func() string {
		return s.rows("SELECT COUNT(*) FROM guests") + s.rows("SELECT * FROM guest_links") + s.rows("SELECT state, guest_id, last_seq, team_seen, updated_at FROM conversations")
	}
	before := state()
	scanner := newcomer(t, "scanner")
	scanner.visit(s.base + s.path)
	scanner.find("button", "Join")
	asked := len(s.calls.all())
	time.Sleep(10 * time.Second) // as scanners give scripts their time
	for _, call := range s.calls.all()[asked:] {
		if strings.Contains(call, "/join/") {
			t.Errorf("the page asked %s by itself", call)
		}
	}
	if after := state(); after != before {
		t.Errorf("something changed:\n%s\n%s", before, after)
	}
	s.comes("Sam Berg")
	s.guest.find("button", "Take over")
}

// M-30: what the guest sees has no violation, whatever state the conversation is in; nor has the desk with guests.
func TestAccessibility_Join_NoViolation(t *testing.T) {
	t.Parallel()
	s := newJoinStory(t, models.BotMail{})
	s.guest.expect("404", "422")
	s.called()
	s.guest.visit(s.line.base + "/join/" + strings.Repeat("A", 43))
	s.guest.tells("This link does not work")
	s.guest.audited("bad link")
	s.guest.visit(s.line.base + s.path)
	s.guest.find("button", "Join")
	s.guest.audited("name")
	s.guest.write("Your name", "Support")
	s.guest.click("button", "Join")
	s.guest.tells("Use your own name")
	s.guest.audited("name refused")
	s.comes("Sam Berg")
	s.guest.tells("asks for a person")
	s.guest.audited("wanted")
	s.guest.click("button", "Take over")
	s.guest.find("textbox", "Reply")
	s.guest.pastes("ours.png")
	s.guest.audited("answering")
	s.guest.click("button", "Leave")
	s.guest.find("dialog", "Leave this chat?")
	s.guest.audited("leaving")
	s.guest.click("button", "Stay")

	desk := newcomer(t, "owner")
	s.signIn(desk, "owner")
	chat := ask[string](s.guest, `document.querySelector('ol.log').dataset.log`)
	desk.visit(s.base + "/desk/" + chat)
	desk.tells("sam@guests.example")
	ask[any](desk, `document.documentElement.dataset.pane = 'information'`)
	desk.audited("desk with a guest")
	desk.click("button", "Remove sam@guests.example")
	desk.find("dialog", "Remove Sam Berg?")
	desk.audited("desk asks")
	desk.click("button", "Remove")
	s.guest.tells("This link does not work")
	desk.tells("Link revoked by Owner Test")
	s.visitor.find("button", "Skip")
	s.visitor.click("button", "Skip")
}
