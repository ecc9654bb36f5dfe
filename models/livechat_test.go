package models_test

import (
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// M-3 M-21
func TestLiveChat_AskedTakenOverAndHandedBack_GoesOnBehindTheBlock(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	if c.State != models.StateWaiting || c.WaitingUntil != d.now.Add(time.Minute) {
		t.Fatalf("state %s, waiting until %v", c.State, c.WaitingUntil)
	}
	d.now = d.now.Add(20 * time.Second)
	c = d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if c.State != models.StateLive || c.OwnerID != "agent1" || c.Fence != 1 {
		t.Fatalf("state %s, owner %s, fence %d", c.State, c.OwnerID, c.Fence)
	}
	d.say("a", "Hello Mira")
	d.must(d.turn(c.ID, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "Hello", Now: d.now})))
	c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	if c.State != models.StateBot || c.OwnerID != "" || c.Flow.Vars["live.agent"] != "Mira" {
		t.Fatalf("state %s, owner %q, variables %v", c.State, c.OwnerID, c.Flow.Vars)
	}
	d.ends(c.ID, "visitor: A person", "bot: Ringing.", "waiting", "joined", "bot: Mira is here.",
		"visitor: Hello Mira", "agent: Hello", "handed_back", "bot: Anything else?")
}

// M-14
func TestHandBack_TakenOverDuringAQuestion_AsksItAgain(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "ask")
	for range 3 {
		d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
		c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
		d.ends(c.ID, "joined", "bot: Mira has joined the conversation.", "handed_back", "bot: Which colour?")
	}
	c = d.say("a", "blue")
	if c.Flow.Vars["colour"] != "blue" {
		t.Errorf("variables %v", c.Flow.Vars)
	}
}

// M-14
func TestJump_ToAChosenBlock_TheBotGoesOnThere(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	to := flow.Target{Flow: d.bot.StartFlow, Block: "elsewhere"}
	c = d.must(d.turn(c.ID, models.Jump("agent1", d.now, to)))
	if c.State != models.StateBot {
		t.Errorf("state %s", c.State)
	}
	d.ends(c.ID, "handed_back", "bot: Jumped here.")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	for _, wrong := range []flow.Target{{Flow: d.bot.StartFlow, Block: "no-such"}, {Flow: "other-bot/main"}, {}} {
		if _, err := d.turn(c.ID, models.Jump("agent1", d.now, wrong)); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("jump to %v: %v", wrong, err)
		}
	}
}

// M-6
func TestLiveChat_NobodyThere_TakesTheWayOfTheBlock(t *testing.T) {
	for choice, want := range map[string]string{"exit": "bot: Anything else?", "jump": "bot: Jumped here."} {
		d := newDesk(t)
		d.nobody()
		c := d.choose("a", choice)
		if c.State != models.StateBot || !c.Missed || c.Flow.Vars["live.available"] != "no" {
			t.Errorf("%s: state %s, missed %v, variables %v", choice, c.State, c.Missed, c.Flow.Vars)
		}
		d.ends(c.ID, want)
	}
}

// M-6
func TestLiveChat_NobodyThereAndAsynchronous_AMessageIsLeftAndAnsweredLater(t *testing.T) {
	d := newDesk(t)
	d.nobody()
	c := d.choose("a", "leave")
	if c.State != models.StateBot || c.Leave != models.LeaveForm {
		t.Fatalf("state %s, asked for %q", c.State, c.Leave)
	}
	letter := models.Letter{ClientID: d.clientID(), Email: "hanna@", Message: "In stock?", Now: d.now}
	if _, err := d.visitor("a", models.LeaveWord(letter)); models.CodeOf(err) != models.CodeInvalid {
		t.Fatalf("a broken address: %v", err)
	}
	letter.Email = "hanna@Fjellpost.example"
	c = d.must(d.visitor("a", models.LeaveWord(letter)))
	if c.State != models.StateLeft || c.Visitor.Email != "hanna@fjellpost.example" {
		t.Fatalf("state %s, email %q", c.State, c.Visitor.Email)
	}
	again, err := d.visitor("a", models.LeaveWord(letter))
	if err != nil || again.Repeated == nil {
		t.Errorf("the same letter again: %+v, %v", again, err)
	}
	d.ends(c.ID, "bot: Nobody is here.", "visitor: In stock?", "left_word", "bot: Thank you.")
	c = d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if c.State != models.StateLive {
		t.Errorf("state %s", c.State)
	}
}

// M-13
func TestAdvance_WaitingTimeOver_TakesTheWayForNobody(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "exit")
	token := c.Flow.Wait.Token
	due, err := d.store.Lease(t.Context(), d.now.Add(59*time.Second), 10)
	if err != nil || len(due) != 0 {
		t.Fatalf("due before its time: %v, %v", due, err)
	}
	d.now = d.now.Add(61 * time.Second)
	due, err = d.store.Lease(t.Context(), d.now, 10)
	if err != nil || len(due) != 1 || due[0].Token != token {
		t.Fatalf("due: %v, %v", due, err)
	}
	c = d.must(d.turn(c.ID, models.Advance(token, d.now)))
	if c.State != models.StateBot || !c.Missed || c.Flow.Vars["live.result"] != "timeout" {
		t.Errorf("state %s, missed %v, variables %v", c.State, c.Missed, c.Flow.Vars)
	}
	d.ends(c.ID, "gave_up", "bot: Nobody from our team is free right now.", "bot: Anything else?")
	if change, err := d.turn(c.ID, models.Advance(token, d.now)); err != nil || change.Conversation != nil {
		t.Errorf("the same timer again: %+v, %v", change, err)
	}
}

// M-13
func TestAdvance_TakenOverBefore_DoesNothing(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "exit")
	token := c.Flow.Wait.Token
	c = d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if change, err := d.turn(c.ID, models.Advance(token, d.now.Add(time.Hour))); err != nil || change.Conversation != nil {
		t.Errorf("%+v, %v", change, err)
	}
	if _, err := d.store.NextDue(t.Context()); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("a timer is left: %v", err)
	}
}

func TestSkip_WhileWaiting_TheFlowGoesOnOnce(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	token := c.Flow.Wait.Token
	c = d.must(d.visitor("a", models.Skip(models.Message{Token: token, Now: d.now})))
	if c.State != models.StateBot {
		t.Fatalf("state %s", c.State)
	}
	d.ends(c.ID, "waiting", "gave_up", "bot: Anything else?")
	if change, err := d.visitor("a", models.Skip(models.Message{Token: token, Now: d.now})); err != nil || change.Conversation != nil {
		t.Errorf("skipped again: %+v, %v", change, err)
	}
}

func TestClosed_TheVisitorWritesAgain_ItOpensAndTheBotAnswers(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	c = d.must(d.turn(c.ID, models.Close("agent1", d.now)))
	if c.State != models.StateClosed || c.OwnerID != "" {
		t.Fatalf("state %s, owner %q", c.State, c.OwnerID)
	}
	if change, err := d.turn(c.ID, models.Close("agent1", d.now)); err != nil || change.Conversation != nil {
		t.Errorf("closed again: %+v, %v", change, err)
	}
	reopened := d.say("a", "One more thing")
	if reopened.ID != c.ID || reopened.State != models.StateBot {
		t.Fatalf("conversation %s, state %s", reopened.ID, reopened.State)
	}
	d.ends(c.ID, "closed", "reopened", "visitor: One more thing", "bot: Hello. What is it?")
}
