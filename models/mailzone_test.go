package models_test

import (
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

func TestMails_OfAConversation_HaveTheZoneOfTheirBot(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail.Started = []string{partner}
	d.bot.Settings.Hours = &flow.Hours{Zone: "Europe/Zurich"}
	for i := range d.bot.Settings.Hours.Week {
		d.bot.Settings.Hours.Week[i] = []flow.Span{{From: "00:00", To: "24:00"}}
	}
	d.saveBot()
	id := d.answered("v", ana, "Good morning.")
	d.gathered(id, away)
	for _, toVisitor := range []bool{false, true} {
		d.must(d.turn(id, models.SendTranscript(models.TranscriptWish{Agent: "agent1", ClientID: d.clientID(), ToVisitor: toVisitor, Now: d.now})))
	}
	all, _ := d.outbox()
	kinds := map[models.MailPurpose]int{}
	for _, m := range all {
		kinds[m.Purpose]++
		if m.Zone != "Europe/Zurich" {
			t.Errorf("%s: the zone is %q", m.Purpose, m.Zone)
		}
	}
	if kinds[models.MailJoin] == 0 || kinds[models.MailAnswer] != 1 || kinds[models.MailTranscript] != 2 {
		t.Errorf("there are %v", kinds)
	}
}
