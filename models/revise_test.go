package models_test

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// liveChat is a conversation that agent1 has, with something that he said: the id and the entry's seq.
func (d *desk) liveChat(token string) (models.ConversationID, int64) {
	d.Helper()
	c := d.choose(token, "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	return c.ID, d.reply(c.ID, "agent1", "The frist answer").LastSeq
}

func (d *desk) reply(id models.ConversationID, by models.AgentID, text string) models.Conversation {
	d.Helper()
	return d.must(d.turn(id, models.Reply(models.Answer{Agent: by, ClientID: d.clientID(), Text: text, Now: d.now})))
}

func (d *desk) revision(seq int64, text string) models.Revision {
	return models.Revision{Agent: "agent1", ClientID: d.clientID(), Seq: seq, Text: text, Delete: text == "", Now: d.now}
}

// M-22 A19
func TestRevise_OwnLastMessage_HasTheNewWordsAlone(t *testing.T) {
	d := newDesk(t)
	id, seq := d.liveChat("a")
	c := d.must(d.turn(id, models.Revise(d.revision(seq, "The first **answer**"))))
	d.ends(id, "agent: The first **answer**", "revised")
	if c.Preview != "The first answer" || c.PreviewBy != models.ByAgent {
		t.Errorf("the list shows %q by %s", c.Preview, c.PreviewBy)
	}
	d.must(d.turn(id, models.Revise(d.revision(seq, ""))))
	entries := d.entries(id)
	said, mark := entries[seq-1], entries[len(entries)-1]
	if said.Text != "" || said.Body.Revised != models.RevisedDeleted || said.Kind != models.EntrySaid {
		t.Errorf("what was said is %+v", said)
	}
	if mark.Kind != models.EntryRevised || mark.Body.Of != seq || mark.Body.Revised != models.RevisedDeleted || mark.Text != "" {
		t.Errorf("the mark is %+v", mark)
	}
	for _, e := range entries {
		if strings.Contains(e.Text, "frist") || strings.Contains(e.Text, "answer") {
			t.Errorf("entry %d still says %q", e.Seq, e.Text)
		}
	}
	if _, err := d.turn(id, models.Revise(d.revision(seq, "Back"))); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("after it was deleted: %v", err)
	}
}

func TestRevise_WhoWhichAndWhen_IsRefused(t *testing.T) {
	d := newDesk(t)
	id, first := d.liveChat("a")
	second := d.reply(id, "agent1", "The second answer").LastSeq
	d.say("a", "Thanks")
	for name, c := range map[string]struct {
		change func(*models.Revision)
		want   models.Code
	}{
		"an older one":         {func(r *models.Revision) { r.Seq = first }, models.CodeConflict},
		"the visitor's":        {func(r *models.Revision) { r.Seq = second + 1 }, models.CodeConflict},
		"none":                 {func(r *models.Revision) { r.Seq = 0 }, models.CodeConflict},
		"a colleague":          {func(r *models.Revision) { r.Agent = "agent2" }, models.CodeConflict},
		"nobody":               {func(r *models.Revision) { r.Agent = "nobody" }, models.CodeNotFound},
		"too late":             {func(r *models.Revision) { r.Now = d.now.Add(models.RevisedFor + time.Second) }, models.CodeConflict},
		"no words":             {func(r *models.Revision) { r.Text = " \u200b " }, models.CodeInvalid},
		"too many":             {func(r *models.Revision) { r.Text = strings.Repeat("x", models.MaxText+1) }, models.CodeInvalid},
		"without an id of its": {func(r *models.Revision) { r.ClientID = "" }, models.CodeInvalid},
	} {
		r := d.revision(second, "Other words")
		c.change(&r)
		if _, err := d.turn(id, models.Revise(r)); models.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	d.must(d.turn(id, models.HandBack("agent1", d.now)))
	if _, err := d.turn(id, models.Revise(d.revision(second, "Other words"))); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("after the chat was handed back: %v", err)
	}
	if strings.Contains(d.words(id), "Other words") || strings.Contains(d.words(id), "revised") {
		t.Errorf("something was changed:\n%s", d.words(id))
	}
}

// F20
func TestRevise_SameClientIDTwice_IsDoneOnce(t *testing.T) {
	d := newDesk(t)
	id, seq := d.liveChat("a")
	r := d.revision(seq, "The first answer")
	d.must(d.turn(id, models.Revise(r)))
	if change, err := d.turn(id, models.Revise(r)); err != nil || change.Repeated == nil {
		t.Errorf("%+v, %v", change, err)
	}
	r.Text = "Something else"
	if _, err := d.turn(id, models.Revise(r)); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("the same id with other words: %v", err)
	}
	same := d.revision(seq, "The first answer")
	if change, err := d.turn(id, models.Revise(same)); err != nil || change.Conversation != nil {
		t.Errorf("the same words again: %+v, %v", change, err)
	}
	d.ends(id, "agent: The first answer", "revised")
}

// A reply that is sent again after it was changed is the one that is there.
func TestReply_SentAgainAfterItWasRevised_ChangesNothing(t *testing.T) {
	d := newDesk(t)
	id, _ := d.liveChat("a")
	a := models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "Old", Now: d.now}
	seq := d.must(d.turn(id, models.Reply(a))).LastSeq
	d.must(d.turn(id, models.Revise(d.revision(seq, "New"))))
	if change, err := d.turn(id, models.Reply(a)); err != nil || change.Repeated == nil {
		t.Errorf("%+v, %v", change, err)
	}
	d.ends(id, "agent: New", "revised")
}

// The list goes on to show what the visitor said last.
func TestRevise_OfWhatIsNotTheNewest_LeavesTheListAlone(t *testing.T) {
	d := newDesk(t)
	id, seq := d.liveChat("a")
	d.say("a", "Thanks")
	if c := d.must(d.turn(id, models.Revise(d.revision(seq, "")))); c.Preview != "Thanks" || c.PreviewBy != models.ByVisitor {
		t.Errorf("the list shows %q", c.Preview)
	}
}

// M-22
func TestFillCanned_PutsInWhatIsKnownAndNoSecret(t *testing.T) {
	c := &models.Conversation{Visitor: models.Visitor{Name: "[Ana](https://evil.test)"}, Flow: flow.State{
		Vars:   map[string]string{"order": "NW-1", "iban": "DE02120300000000202051", "note": "pays from DE02120300000000202051", "empty": " "},
		Secret: []string{"iban"}}}
	filled, unknown := c.FillCanned("{{visitor.name}}, {{agent.name}}: {{order}} {{ iban }} {{note}} {{empty}} {{visitor.email}} {{order}} {{", &models.Agent{Name: "Mira Solberg"})
	if want := "[Ana] (https://evil.test), Mira: NW-1 {{iban}} {{note}} {{empty}} {{visitor.email}} NW-1 {{"; filled != want {
		t.Errorf("%q", filled)
	}
	if strings.Join(unknown, " ") != "iban note empty visitor.email" {
		t.Errorf("unknown are %q", unknown)
	}
}

// What is played is no message: the words before it can still be changed.
func TestRevise_AfterAnAnimation_TheWordsCanStillBeChanged(t *testing.T) {
	d := newDesk(t)
	id, seq := d.liveChat("a")
	d.must(d.turn(id, models.PlayAnimation(models.Sending{Agent: "agent1", ClientID: d.clientID(), Animation: "confetti", Now: d.now})))
	c := d.must(d.turn(id, models.Revise(d.revision(seq, "The first answer"))))
	if c.Preview != "Animation" {
		t.Errorf("the list shows %q", c.Preview)
	}
}
