package db

import (
	"errors"
	"os"
	"testing"
	"time"

	"deskbell/models"
)

// A backup may be restored without the key, which comes back or does not.
func TestMailAnswers_KeyIsMissing_AnswersComeWithTheNextOnceItIsBack(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	ada := addAgent(t, s, models.RoleAgent, bot.ID)
	c := begin(t, s, bot, "a")
	turnTo(t, s, c.ID, func(k *models.Conversation) (models.Change, error) {
		k.Visitor.Email = "v@visitor.example"
		return models.Change{Conversation: k, VisitorChanged: true}, nil
	})
	if err := s.Secrets().Set(t.Context(), models.NewSecret{Bot: bot.ID, Name: "token", Value: "x", Only: "https://api.example", By: ada, Now: noon}); err != nil {
		t.Fatal(err)
	}
	path := keyOf(s.options.Path)
	key, err := os.ReadFile(path)
	if err = errors.Join(err, os.Remove(path)); err != nil {
		t.Fatal(err)
	}
	turnTo(t, s, c.ID, models.TakeOver(ada.ID, noon))
	now := noon
	answer := func(clientID, text string) models.Delivery {
		t.Helper()
		turnTo(t, s, c.ID, models.Reply(models.Answer{Agent: ada.ID, ClientID: clientID, Text: text, Now: now}))
		now = now.Add(5 * time.Minute)
		mails := turnTo(t, s, c.ID, models.MailAnswers(func(*models.Conversation) time.Time { return time.Time{} }, now)).Deliveries
		if len(mails) != 1 {
			t.Fatalf("%d mails", len(mails))
		}
		return mails[0]
	}
	lost := answer("client-00000001", "One.")
	if lost.State != models.DeliveryFailed {
		t.Errorf("without the key: %+v", lost)
	}
	if err := os.WriteFile(path, key, 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := answer("client-00000002", "Two.").Mail()
	if err != nil || len(m.Lines) != 2 || m.Lines[0].Text != "One." {
		t.Errorf("%+v, %v", m.Lines, err)
	}
	if err := s.SendAgain(t.Context(), lost.ID, now); err != nil { // it has no link
		t.Fatal(err)
	}
	m, err = lost.Mail()
	if _, none := s.MailToken(t.Context(), m); err != nil || !errors.Is(none, models.ErrNotFound) {
		t.Errorf("a mail without its link: %v, %v", none, err)
	}
}

func TestGuestLink_KeyWasLostAndMadeAnew_NextMailHasOneThatIsGood(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "a")
	_, old := guestOf(t, s, c.ID, "guest@works.example", "Cleo")
	if err := os.Remove(keyOf(s.options.Path)); err != nil {
		t.Fatal(err)
	}
	m, err := mailing(t, s, c.ID, mailTo(models.MailJoin, "guest@works.example", noon))[0].Mail()
	if err != nil {
		t.Fatal(err)
	}
	token, err := s.MailToken(t.Context(), m)
	if err != nil || token == old {
		t.Errorf("the link is %q, was %q, %v", token, old, err)
	}
	if links, err := s.LinksOf(t.Context(), owning(), c.ID); err != nil || len(links) != 1 || len(links[0].Guests) != 1 {
		t.Errorf("%+v, %v", links, err)
	}
}
