package db

import (
	"fmt"
	"testing"
	"time"

	"deskbell/models"
)

func receipt(hash string, id models.ConversationID, state, why string, at time.Time) models.MailReceipt {
	return models.MailReceipt{Hash: hash, ReceivedMail: models.ReceivedMail{Conversation: id, Address: "ola@mail.example", Subject: "Belt", State: state, Why: why, At: at}}
}

func TestReceivedMails_SameMailTwice_IsKeptAsItWasFirst(t *testing.T) {
	s := openNew(t)
	for i, state := range []string{models.MailTaken, models.MailRefused} {
		if err := s.KeepReceived(t.Context(), receipt("a", "c", state, "", noon.Add(time.Duration(i)*time.Hour))); err != nil {
			t.Fatal(err)
		}
	}
	if r, err := s.Received(t.Context(), "a"); err != nil || r.State != models.MailTaken || !r.At.Equal(noon) {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := s.Received(t.Context(), "b"); models.CodeOf(err) != models.CodeNotFound {
		t.Error(err)
	}
}

func TestReceivedMails_List_GoesBackPageByPage(t *testing.T) {
	s := openNew(t)
	for i := range 5 {
		if err := s.KeepReceived(t.Context(), receipt(fmt.Sprint(i), "", models.MailRefused, fmt.Sprint(i), noon)); err != nil {
			t.Fatal(err)
		}
	}
	first, err := s.ReceivedMails(t.Context(), "", 3)
	if err != nil || len(first) != 3 || first[0].Why != "4" {
		t.Fatalf("%+v %v", first, err)
	}
	if rest, err := s.ReceivedMails(t.Context(), first[2].ID, 3); err != nil || len(rest) != 2 || rest[1].Why != "0" {
		t.Errorf("%+v %v", rest, err)
	}
}

func TestReceivedSince_CountsWhatWasTakenInTheTime(t *testing.T) {
	s := openNew(t)
	for i, r := range []models.MailReceipt{receipt("a", "c", models.MailTaken, "", noon), receipt("b", "c", models.MailTaken, models.LooksAutomatic, noon),
		receipt("c", "c", models.MailIgnored, "", noon), receipt("d", "other", models.MailTaken, "", noon), receipt("e", "c", models.MailTaken, "", noon.Add(-2*time.Hour))} {
		if err := s.KeepReceived(t.Context(), r); err != nil {
			t.Fatal(i, err)
		}
	}
	if taken, automatic, err := s.ReceivedSince(t.Context(), "c", noon.Add(-time.Hour)); taken != 2 || automatic != 1 || err != nil {
		t.Errorf("%d %d %v", taken, automatic, err)
	}
}

// A mail that is kept with a turn is kept with all of it, or not at all.
func TestTurn_MailThatIsThereAlready_KeepsNothing(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "shop")
	c := begin(t, s, bot, "a")
	take := func(id models.ConversationID, text string) error {
		r := receipt("same", id, models.MailTaken, "", noon)
		_, err := s.Turn(t.Context(), id, func(c *models.Conversation) (models.Change, error) {
			next := *c
			next.LastSeq++
			return models.Change{Conversation: &next, Received: &r, Entries: []models.Entry{{Conversation: c.ID, Seq: next.LastSeq, Kind: models.EntrySaid,
				Author: models.Author{Kind: models.ByVisitor}, Text: text, At: noon}}}, nil
		})
		return err
	}
	if err := take(c.ID, "one"); err != nil {
		t.Fatal(err)
	}
	if err := take(c.ID, "two"); models.CodeOf(err) != models.CodeConflict {
		t.Error(err)
	}
	if now, err := conversationByID(s.reads(t.Context()), c.ID); err != nil || now.LastSeq != c.LastSeq+1 {
		t.Errorf("%d entries, were %d, %v", now.LastSeq, c.LastSeq, err)
	}
}
