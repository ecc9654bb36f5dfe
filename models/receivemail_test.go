package models_test

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// mail is an answer that came by mail, with a Message-ID of its own.
func (d *desk) mail(text string) models.Mailed {
	return models.Mailed{From: "ola@mail.example", Text: text, Receipt: &models.MailReceipt{Hash: d.clientID()}, Now: d.now}
}

// M-8
func TestReceiveMail_ClosedChat_IsLeftAndBeginsAnewAfterThat(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "ask")
	c = d.must(d.turn(c.ID, models.CloseByVisitor(d.now)))
	d.now = d.now.Add(time.Hour)
	m := d.mail("Is it still there?")
	c = d.must(d.turn(c.ID, models.ReceiveMail(m)))
	if c.State != models.StateLeft || !c.ClosedAt.IsZero() || !c.LeftAt.Equal(d.now) || c.Flow.Wait != nil || c.Preview != m.Text {
		t.Errorf("%+v", c)
	}
	d.ends(c.ID, "closed", "visitor: Is it still there?", "left_word")
	again, err := d.turn(c.ID, models.ReceiveMail(m))
	if err != nil || again.Repeated == nil || again.Conversation != nil {
		t.Errorf("the same again: %+v %v", again, err)
	}
	left := c.LeftAt
	d.now = d.now.Add(time.Hour)
	if c = d.must(d.turn(c.ID, models.ReceiveMail(d.mail("Hello?")))); !c.LeftAt.Equal(left) {
		t.Errorf("it has waited since %s, not since %s", left, c.LeftAt)
	}
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now))); c.State != models.StateBot || c.Flow.Wait == nil {
		t.Errorf("the bot stays silent: %+v", c.Flow)
	}
}

// What a request came to while the message was left is not played; its timer is gone.
func TestReceiveMail_WithTheBot_EndsWhatTheBotWasAbout(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "ask")
	fence, token := c.Fence, c.Flow.Wait.Token
	c = d.must(d.turn(c.ID, models.ReceiveMail(d.mail("By the way."))))
	if c.State != models.StateLeft || c.Fence == fence {
		t.Errorf("%s, fence %d", c.State, c.Fence)
	}
	if change, err := d.turn(c.ID, models.Advance(token, d.now.Add(time.Hour))); err != nil || change.Conversation != nil {
		t.Errorf("%+v %v", change, err)
	}
}

func TestReceiveMail_LiveChat_TellsWhoHasIt(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	change, err := d.turn(c.ID, models.ReceiveMail(d.mail("I am on the train.")))
	if err != nil || change.Conversation.State != models.StateLive {
		t.Fatalf("%+v %v", change, err)
	}
	if len(change.News) != 1 || change.News[0].To != "agent1" || change.News[0].Kind != models.NoticeMessage {
		t.Errorf("%+v", change.News)
	}
}

func TestReceiveMail_FlaggedOrEmpty_SaysSo(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "ask")
	m := d.mail("From elsewhere.")
	m.From, m.Flagged = "mira@shop.example", true
	change, err := d.turn(c.ID, models.ReceiveMail(m))
	if err != nil || change.Entries[0].Author.Kind != models.ByVisitor || change.Entries[0].Body.From != "mira@shop.example" || change.Entries[0].Body.Via != models.ViaMail {
		t.Errorf("%+v %v", change.Entries, err)
	}
	if _, err := d.turn(c.ID, models.ReceiveMail(d.mail(" \n"))); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("empty: %v", err)
	}
	if _, err := d.turn(c.ID, models.ReceiveMail(d.mail(strings.Repeat("x", models.MaxText+1)))); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("too long: %v", err)
	}
}

// A40
func TestReceiveMail_TheSameWords_AreTakenTwiceADay(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "ask")
	for i := range 4 {
		_, err := d.turn(c.ID, models.ReceiveMail(d.mail("We have got your mail.")))
		if (err == nil) != (i < 2) || i >= 2 && models.CodeOf(err) != models.CodeTooMany {
			t.Errorf("%d: %v", i+1, err)
		}
	}
	d.now = d.now.Add(25 * time.Hour)
	d.must(d.turn(c.ID, models.ReceiveMail(d.mail("We have got your mail."))))
}

func TestMailCameBack_Conversation_StaysWhereItIs(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "ask")
	at := c.UpdatedAt
	d.now = d.now.Add(time.Hour)
	change, err := d.turn(c.ID, models.MailCameBack(models.MailReceipt{Hash: d.clientID(), ReceivedMail: models.ReceivedMail{State: models.MailTaken},
		Bounce: &models.Bounce{Address: "ola@mail.example", Why: "550 no such user"}}, d.now))
	if err != nil || len(change.Entries) != 1 || change.Entries[0].Audience != models.ForTeam || !change.Conversation.UpdatedAt.Equal(at) {
		t.Errorf("%+v %v", change, err)
	}
}
