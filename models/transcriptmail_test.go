package models_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"deskbell/models"
)

func (d *desk) transcript(id models.ConversationID, toVisitor bool) (models.Change, error) {
	d.Helper()
	return d.turn(id, models.SendTranscript(models.TranscriptWish{Agent: "agent1", ClientID: d.clientID(), ToVisitor: toVisitor, Now: d.now}))
}

func TestSendTranscript_ToTheAgent_HasWhatHeMaySeeAndNoNotes(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Good morning.")
	d.must(d.turn(id, models.AddNote(models.Note{Agent: "agent1", ClientID: d.clientID(), Text: "A difficult one.", Now: d.now})))
	change, err := d.transcript(id, false)
	if err != nil {
		t.Fatal(err)
	}
	m := d.wantMails(1)[0]
	if got := texts(m.Lines); !slices.Contains(got, "visitor: Where is my order?") || !slices.Contains(got, "agent: Good morning.") || strings.Contains(fmt.Sprint(got), "difficult") {
		t.Errorf("the mail has %q", got)
	}
	if m.Link != "" || m.Who != ana || !slices.Equal(m.To, []string{"agent1@shop.example"}) || change.Deliveries[0].Agent != "agent1" || len(change.Entries) != 0 {
		t.Errorf("the mail is %+v", m)
	}
}

// A39
func TestSendTranscript_AddressNotKnownToBeHis_HasWhatTheTeamSaidAlone(t *testing.T) {
	d := newDesk(t)
	c := d.left("v", ana, "Buy from evil.example")
	if _, err := d.transcript(c.ID, true); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("a mail without a word of the team: %v", err)
	}
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.writes(c.ID, "Good morning.")
	change, err := d.transcript(c.ID, true)
	if err != nil {
		t.Fatal(err)
	}
	m := d.wantMails(1)[0]
	if got := texts(m.Lines); !slices.Equal(got, []string{"agent: Good morning."}) {
		t.Errorf("the mail has %q", got)
	}
	if e := change.Entries[0]; e.Kind != models.EntryMailed || e.Body.Reason != models.ReasonTranscript || e.Author.Name != "Mira" || e.Audience != models.ForTeam {
		t.Errorf("the log says %+v", e)
	}
	d.takeBack(m, "phone")
	if _, err = d.transcript(c.ID, true); err != nil {
		t.Fatal(err)
	}
	all, _ := d.outbox()
	if got := texts(all[0].Lines); !slices.Contains(got, "visitor: Buy from evil.example") || all[0].Link != m.Link {
		t.Errorf("after he has come back by it the mail has %q", got)
	}
}

func TestSendTranscript_DayUsedUp_IsRefusedPlainly(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Hello.")
	for range models.MostMailsADay {
		if _, err := d.transcript(id, true); err != nil {
			t.Fatal(err)
		}
	}
	_, err := d.transcript(id, true)
	if models.CodeOf(err) != models.CodeConflict || !strings.Contains(err.Error(), "3 emails within a day") {
		t.Errorf("the fourth: %v", err)
	}
	d.wantMails(models.MostMailsADay)
	if _, err := d.transcript(id, false); err != nil {
		t.Errorf("the agent's own: %v", err)
	}
	reach, err := d.store.MailReach(context.Background(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, id, d.now)
	if err != nil || reach.Own || !strings.Contains(reach.Why, "3 emails") {
		t.Errorf("the reach is %+v, %v", reach, err)
	}
}

func TestSendTranscript_SameTokenTwice_SendsOne(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Hello.")
	w := models.TranscriptWish{Agent: "agent1", ClientID: d.clientID(), ToVisitor: true, Now: d.now}
	for range 2 {
		if _, err := d.turn(id, models.SendTranscript(w)); err != nil {
			t.Fatal(err)
		}
	}
	d.wantMails(1)
}

func TestSendTranscript_NoAddressOrOtherPeoplesBot_IsRefused(t *testing.T) {
	d := newDesk(t)
	c := d.choose("v", "leave")
	if _, err := d.transcript(c.ID, true); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("without an address: %v", err)
	}
	if _, err := d.turn(c.ID, models.SendTranscript(models.TranscriptWish{Agent: "nobody", ClientID: d.clientID(), Now: d.now})); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("by nobody: %v", err)
	}
	d.wantMails(0)
}

func TestSendTranscript_LongChat_HasTheNewestAndSaysThatThereIsMore(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana)
	for i := range 205 {
		d.writes(id, fmt.Sprintf("Line %d", i))
	}
	if _, err := d.transcript(id, false); err != nil {
		t.Fatal(err)
	}
	m := d.wantMails(1)[0]
	if len(m.Lines) != 200 || !m.More || m.Lines[199].Text != "Line 204" {
		t.Errorf("%d lines, more %v, the last %q", len(m.Lines), m.More, m.Lines[len(m.Lines)-1].Text)
	}
}

// The answer to the first was lost on its way.
func TestSendTranscript_SameClientIDTwice_IsOneMail(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Good morning.")
	for _, toVisitor := range []bool{false, true} {
		wish := models.TranscriptWish{Agent: "agent1", ClientID: d.clientID(), ToVisitor: toVisitor, Now: d.now}
		before, _ := d.outbox()
		for range 2 {
			if _, err := d.turn(id, models.SendTranscript(wish)); err != nil {
				t.Fatal(err)
			}
		}
		d.wantMails(len(before) + 1)
	}
}
