package mailbox_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// bounced is what a mail server writes about a mail of ours.
func bounced(id, status string) string {
	return `Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.mail.example>
To: shop@fjord.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-` + status + `@mx.mail.example>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.
--B
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mail.example
X-Postfix-Queue-ID: 1234

Final-Recipient: rfc822; ola@mail.example
Original-Recipient: rfc822;ola@mail.example
Action: failed
Status: ` + status + `
Diagnostic-Code: smtp; 550 ` + status + ` <ola@mail.example>: User unknown

--B
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: Fjord Cycles <shop@fjord.example>
To: ola@mail.example
Message-ID: <` + id + `>
Subject: Your chat

It fits.
--B--
`
}

func TestTake_Bounce_IsShownAndEndsMailsToTheAddress(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	if v := h.take(bounced(to.id, "4.2.2")); v.State != models.MailTaken || v.Conversation != to.conversation {
		t.Fatalf("%+v", v)
	}
	if way, err := h.store.WayBackByMessage(t.Context(), to.id); err != nil || !way.StoppedAt.IsZero() {
		t.Errorf("a full mailbox ends all mails: %+v %v", way, err)
	}
	before := h.conversation(to.conversation)
	h.take(bounced(to.id, "5.1.1"))
	h.take(bounced(to.id, "5.1.1"))
	log := h.log(to.conversation)
	last := log[len(log)-1]
	if last.Kind != models.EntryMailed || last.Body.Reason != "bounced" || last.Body.To != visitorAddress || last.Audience != models.ForTeam ||
		!strings.Contains(last.Text, "User unknown") {
		t.Errorf("%+v", last)
	}
	if c := h.conversation(to.conversation); c.LastSeq != before.LastSeq+1 || c.State != models.StateClosed {
		t.Errorf("%d entries more, %s", c.LastSeq-before.LastSeq, c.State)
	}
	way, err := h.store.WayBackByMessage(t.Context(), to.id)
	if err != nil || way.StoppedAt.IsZero() {
		t.Errorf("%+v %v", way, err)
	}
	d, err := h.store.MailByID(t.Context(), to.delivery)
	if err != nil || !strings.Contains(d.Bounced, "User unknown") {
		t.Errorf("%+v %v", d, err)
	}
	visible, err := h.store.EntriesAfter(t.Context(), models.Reader{Visitor: before.Visitor.ID}, models.Position{Conversation: before.ID, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range visible {
		if e.Kind == models.EntryMailed {
			t.Error("the visitor sees it")
		}
	}
}

// A40: whoever has a mail of ours can say as often as he likes that it came back.
func TestTake_ManyBouncesOfAMail_DoNotFillTheConversation(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	before := h.conversation(to.conversation)
	for i := range 3 * models.MostMailsAnHour {
		h.take(strings.Replace(bounced(to.id, "4.2.2"), "<bounce-", fmt.Sprintf("<%d-bounce-", i), 1))
	}
	if c := h.conversation(to.conversation); c.LastSeq-before.LastSeq > models.MostMailsAnHour {
		t.Errorf("%d entries more", c.LastSeq-before.LastSeq)
	}
	h.pass(2 * time.Hour)
	if v := h.take(bounced(to.id, "5.1.1")); v.State != models.MailTaken {
		t.Errorf("later: %+v", v)
	}
}

func TestTake_ReportsThatAreNone_ChangeNothing(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	for name, raw := range map[string]string{
		"of a mail that is not ours": bounced("0199-made-up@chat.fjord.example", "5.1.1"),
		"delayed":                    strings.Replace(strings.Replace(bounced(to.id, "4.4.1"), "Action: failed", "Action: delayed", 1), "bounce-", "late-", 1),
		"read": strings.NewReplacer("delivery-status", "disposition-notification", "Action: failed", "Disposition: x", "bounce-", "read-").
			Replace(bounced(to.id, "2.0.0")),
	} {
		if v := h.take(raw); v.State != models.MailIgnored {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if way, err := h.store.WayBackByMessage(t.Context(), to.id); err != nil || !way.StoppedAt.IsZero() {
		t.Errorf("%+v %v", way, err)
	}
}

func TestTake_OldBounceWithoutAForm_IsUnderstood(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	v := h.take("From: MAILER-DAEMON@qmail.example\nSubject: failure notice\nMessage-ID: <q@qmail.example>\n\nHi. This is the qmail-send program.\n" +
		"I'm afraid I wasn't able to deliver your message; this is a permanent error.\n\n<ola@mail.example>:\n550 5.1.1 no such user\n\n" +
		"--- Below this line is a copy of the message.\n\nMessage-ID: <" + to.id + ">\nSubject: x\n")
	if v.State != models.MailTaken || v.Conversation != to.conversation {
		t.Errorf("%+v", v)
	}
	if way, err := h.store.WayBackByMessage(t.Context(), to.id); err != nil || way.StoppedAt.IsZero() {
		t.Errorf("%+v %v", way, err)
	}
}
