package main

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// M-31: an admin sets the mail server, and sees what it says to a test without loading the page again; a mail that
// it refuses is there with its words, and is sent again by hand.
func TestStory_Email_ServerIsSetTestedAndItsWordsRead(t *testing.T) {
	t.Parallel()
	browser(t)
	s, server := newMailSite(t), &post{mood: func(n int) mood {
		if n > 1 { // also when it is tried again by itself
			return refuses
		}
		return takes
	}}
	server.open(t)
	_, port, err := net.SplitHostPort(server.at)
	s.check(err)
	w := newcomer(t, "admin")
	w.expect("422")
	s.signIn(w, "admin")
	w.visit(s.base + "/settings/canned")
	w.click("link", "Email")
	w.tells("No mail server: mails wait in the outbox")
	w.write("Server", "127.0.0.1")
	w.choose("Encryption", "none")
	w.write("Port", port)
	w.click("button", "Save")
	w.tells("The address that mails are from is missing")
	w.focused("textbox", "Address that mails are from")
	w.write("Address that mails are from", "chat@shop.example")
	w.click("button", "Save")
	w.tells("Mails go out by 127.0.0.1:" + port)
	w.click("button", "Send test")
	w.tells("The server has taken it")
	w.click("button", "Send test")
	w.tells("It has not worked yet")
	w.tells("not now")
	w.click("link", "Outbox *")
	w.tells("Next try")
	w.shot("outbox")
	w.clickOn("the mail that was refused", func() []thing { return w.look("link", "Test email from Deskbell") })
	w.tells("The last try did not work:")
	w.find("Iframe", "The mail: Test email from Deskbell")
	w.click("link", "As plain text")
	w.find("region", "The mail’s text")
	if got := server.all(); len(got) != 1 || !strings.HasSuffix(got[0], "@[127.0.0.1]") {
		t.Errorf("%q", got)
	}
}

// Without a server the mails are there to be read, and older ones come in under those that are shown.
func TestStory_Outbox_ManyMailsWithoutServer_AreAllReached(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	for range 35 {
		_, err := s.app.store.PutMail(context.Background(), models.OutMail{Mail: models.Mail{Purpose: models.MailTest}, Address: "vera@post.example"}, time.Now().UTC())
		s.check(err)
	}
	w := newcomer(t, "owner")
	w.phone()
	s.signIn(w, "owner")
	w.visit(s.base + "/settings/email/outbox")
	mails := func(n int) func() bool {
		return func() bool { return len(w.look("link", "Test email from Deskbell")) == n }
	}
	w.wait("a page of them", mails(30))
	w.noSideways()
	w.click("link", "Show more")
	w.wait("all of them", mails(35))
	w.gone("link", "Show more")
}
