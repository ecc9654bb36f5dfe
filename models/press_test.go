package models_test

import (
	"testing"

	"deskbell/models"
)

const quick = `"a":{"kind":"quick_replies","settings":{"items":[{"id":"h","label":"Hours"},{"id":"q","label":"Ask"}]},"out":{"quick:h":{"flow":"side"},"quick:q":{"flow":"asks"},"next":{"block":"b"}}},
 "b":{"kind":"question","settings":{"text":"Which colour?","type":"text","var":"colour"},"out":{"next":{"block":"c"}}},
 "c":{"kind":"live_chat","settings":{"unavailable":"leave_message","cancel":true},"out":{"next":{"block":"d"},"cancelled":{"block":"e"}}},
 "d":{"kind":"text","settings":{"text":"After."}},
 "e":{"kind":"text","settings":{"text":"You stopped."}}`

const sideFlow = `{"schema":1,"id":"side","name":"Side","start":"s","blocks":{"s":{"kind":"text","settings":{"text":"9 to 5."}}}}`

const asksFlow = `{"schema":1,"id":"asks","name":"Asks","start":"s","blocks":{"s":{"kind":"text","settings":{"text":"One thing."},"out":{"next":{"block":"t"}}},
 "t":{"kind":"question","settings":{"text":"What thing?","type":"text"}}}}`

func quickDesk(t *testing.T) *desk {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(quick), sideFlow, asksFlow)
	return d
}

// M-5
func TestPress_DuringAQuestion_PlaysAsideAndAsksAgain(t *testing.T) {
	d := quickDesk(t)
	m := models.Message{ClientID: d.clientID(), Choice: "h", Now: d.now}
	c := d.must(d.visitor("a", models.Press(m)))
	d.ends(c.ID, "bot: Which colour?", "visitor: Hours", "bot: 9 to 5.", "bot: Which colour?")
	if again, err := d.visitor("a", models.Press(m)); err != nil || again.Repeated == nil {
		t.Errorf("pressed twice: %+v, %v", again, err)
	}
	if c = d.say("a", "blue"); c.State != models.StateWaiting || c.Flow.Vars["colour"] != "blue" {
		t.Errorf("state %s, variables %v", c.State, c.Flow.Vars)
	}
	m = models.Message{ClientID: d.clientID(), Choice: "none", Now: d.now}
	if _, err := d.visitor("a", models.Press(m)); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("one that is not there: %v", err)
	}
}

// M-5
func TestPress_WhileAPersonIsAskedForOrThere_ChangesNothingElse(t *testing.T) {
	d := quickDesk(t)
	c := d.say("a", "blue")
	until, token := c.WaitingUntil, c.Flow.Wait.Token
	for _, state := range []models.State{models.StateWaiting, models.StateLive} {
		if state == models.StateLive {
			d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
		}
		c = d.press("a", "h")
		d.ends(c.ID, "visitor: Hours", "bot: 9 to 5.")
		c = d.press("a", "q")
		d.ends(c.ID, "visitor: Ask", "bot: One thing.")
		if c.State != state || c.Flow.Wait == nil || c.Flow.Wait.Token != token {
			t.Errorf("state %s, waits for %+v", c.State, c.Flow.Wait)
		}
		if state == models.StateWaiting && c.WaitingUntil != until {
			t.Errorf("waiting until %v", c.WaitingUntil)
		}
	}
	c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.ends(c.ID, "handed_back", "bot: After.")
}

// M-5
func TestPress_TakenOverFromAQuestion_TheBotAsksNothing(t *testing.T) {
	d := quickDesk(t)
	c := d.press("a", "h")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	before := c.Flow.Wait.Token
	c = d.press("a", "q")
	d.ends(c.ID, "visitor: Ask", "bot: One thing.")
	if c.State != models.StateLive || c.Flow.Wait == nil || c.Flow.Wait.Token != before || c.Flow.Wait.Kind != "reply" {
		t.Errorf("state %s, waits for %+v", c.State, c.Flow.Wait)
	}
	c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	if c.State != models.StateBot {
		t.Errorf("state %s", c.State)
	}
}

// M-5 M-6
func TestPress_AMessageWasLeftOrTheChatClosed_StillAnswers(t *testing.T) {
	d := quickDesk(t)
	d.nobody()
	d.say("a", "blue")
	c := d.press("a", "h")
	if c.State != models.StateBot || c.Leave == models.LeaveNothing {
		t.Errorf("state %s, asked for %q", c.State, c.Leave)
	}
	d.must(d.visitor("a", models.LeaveWord(models.Letter{ClientID: d.clientID(), Email: "a@b.example", Message: "Later", Now: d.now})))
	c = d.press("a", "h")
	if c.State != models.StateLeft {
		t.Errorf("state %s", c.State)
	}
	d.ends(c.ID, "visitor: Hours", "bot: 9 to 5.")
	d.must(d.turn(c.ID, models.Close("agent1", d.now)))
	c = d.press("a", "h")
	if c.State != models.StateBot {
		t.Errorf("state %s", c.State)
	}
	d.ends(c.ID, "reopened", "visitor: Hours", "bot: 9 to 5.")
}

// M-12
func TestCancel_WhileWaiting_StopsOnceAndGoesOnByItsExit(t *testing.T) {
	d := quickDesk(t)
	c := d.say("a", "blue")
	token := c.Flow.Wait.Token
	c = d.must(d.visitor("a", models.Cancel(models.Message{Token: token, Now: d.now})))
	d.ends(c.ID, "visitor: blue", "bot: We are looking for someone who can help you. Please stay with us for a moment.", "waiting", "gave_up", "bot: You stopped.")
	if e := d.newest(c.ID, models.EntryGaveUp); e.Body.Reason != "cancelled" || c.State != models.StateBot {
		t.Errorf("reason %q, state %s", e.Body.Reason, c.State)
	}
	d.vars(c, map[string]string{"live.available": "no", "live.result": "cancelled"})
	if change, err := d.visitor("a", models.Cancel(models.Message{Token: token, Now: d.now})); err != nil || change.Conversation != nil {
		t.Errorf("cancelled again: %+v, %v", change, err)
	}
	if _, err := d.store.NextDue(t.Context()); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("a timer is left: %v", err)
	}
	other := newDesk(t)
	c = other.choose("a", "leave")
	if _, err := other.visitor("a", models.Cancel(models.Message{Token: c.Flow.Wait.Token, Now: other.now})); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("where it is not offered: %v", err)
	}
}
