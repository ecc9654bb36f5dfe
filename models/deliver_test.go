package models_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

const asks = `"a":{"kind":"question","settings":{"text":"Which order?","type":"text","var":"order"},"out":{"next":{"block":"h"}}},
 "h":{"kind":"http","settings":{"method":"POST","url":"https://api.example/orders/{{order}}","body":"{}","save":[{"path":"status","var":"status"}],"status_var":"code"},"out":{"next":{"block":"ok"},"error":{"block":"bad"}}},
 "ok":{"kind":"text","settings":{"text":"It is {{status}}."},"out":{"next":{"block":"z"}}},
 "bad":{"kind":"text","settings":{"text":"That did not work."},"out":{"next":{"block":"z"}}},
 "z":{"kind":"question","settings":{"text":"Anything else?","type":"text"}}`

func good() flow.Result {
	return flow.Result{OK: true, Status: 200, Body: `{"status":"on its way"}`}
}

// requested is a conversation that waits for the answer to a request.
func requested(t *testing.T) (*desk, models.Conversation) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(asks))
	c := d.say("a", "7 & 8")
	if c.Flow.Wait == nil || c.Flow.Wait.Kind != flow.WaitResult {
		t.Fatalf("waits for %+v", c.Flow.Wait)
	}
	return d, c
}

func (d *desk) deliver(c models.Conversation, result flow.Result) (models.Change, error) {
	return d.turn(c.ID, models.Deliver(c.Flow.Wait.Token, result, d.now))
}

// M-16
func TestRequest_IsSentAndTheFlowGoesOnWithWhatCameOnce(t *testing.T) {
	d, c := requested(t)
	due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverHTTP, d.now, 10)
	if err != nil || len(due) != 1 || due[0].Token != c.Flow.Wait.Token || due[0].Conversation != c.ID || due[0].Bot != d.bot.ID {
		t.Fatalf("%+v, %v", due, err)
	}
	request, err := due[0].Request()
	if err != nil || request.Method != "POST" || !strings.HasPrefix(request.URL, "https://api.example/orders/7%20&%208") && !strings.Contains(request.URL, "7%20%26%208") {
		t.Errorf("%+v, %v", request, err)
	}
	next := d.must(d.deliver(c, good()))
	d.ends(c.ID, "visitor: 7 & 8", "bot: It is on its way.", "bot: Anything else?")
	d.vars(next, map[string]string{"status": "on its way", "code": "200"})
	if again, err := d.deliver(c, good()); err != nil || again.Conversation != nil {
		t.Errorf("the same result again: %+v, %v", again, err)
	}
}

func TestRequest_ThatFailed_LeavesByItsExit(t *testing.T) {
	d, c := requested(t)
	d.must(d.deliver(c, flow.Result{Error: "no such host"}))
	d.ends(c.ID, "bot: That did not work.", "bot: Anything else?")
}

// M-14
func TestDeliver_WhileAPersonHasTheChat_GoesOnAfterTheHandBack(t *testing.T) {
	d, c := requested(t)
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	for _, result := range []flow.Result{good(), {Error: "a late one"}} {
		if change, err := d.deliver(c, result); err != nil || change.Conversation != nil {
			t.Fatalf("the bot speaks: %+v, %v", change, err)
		}
	}
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.ends(c.ID, "handed_back", "bot: It is on its way.", "bot: Anything else?")
	if again, err := d.deliver(c, good()); err != nil || again.Conversation != nil {
		t.Errorf("again: %+v, %v", again, err)
	}
}

// M-14 F36
func TestHandBack_ResultIsStillUnderWay_IsNotAskedForTwice(t *testing.T) {
	d, c := requested(t)
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.ends(c.ID, "handed_back")
	if due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverHTTP, d.now, 10); err != nil || len(due) != 1 {
		t.Errorf("%d requests, %v", len(due), err)
	}
	d.must(d.deliver(c, good()))
	d.ends(c.ID, "handed_back", "bot: It is on its way.", "bot: Anything else?")
}

// M-14
func TestDeliver_AfterAJumpOrTheEnd_DoesNothing(t *testing.T) {
	d, c := requested(t)
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.must(d.turn(c.ID, models.Jump("agent1", d.now, flow.Target{Flow: d.bot.StartFlow, Block: "z"})))
	if change, err := d.deliver(c, good()); err != nil || change.Conversation != nil {
		t.Errorf("after a jump: %+v, %v", change, err)
	}
	d, c = requested(t)
	d.must(d.turn(c.ID, models.CloseByVisitor(d.now)))
	if change, err := d.deliver(c, good()); err != nil || change.Conversation != nil {
		t.Errorf("after the end: %+v, %v", change, err)
	}
	d.say("a", "Again")
	d.ends(c.ID, "closed", "reopened", "visitor: Again", "bot: Which order?")
}

func TestReceive_WhileAResultIsAwaited_WordsAreKept(t *testing.T) {
	d, c := requested(t)
	d.say("a", "Are you there?")
	d.must(d.deliver(c, good()))
	d.ends(c.ID, "visitor: Are you there?", "bot: It is on its way.", "bot: Anything else?")
}

// M-16
func TestMail_GoesToTheOutboxWithTheTurn(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"email","settings":{"to":"sales@shop.example","subject":"From {{visitor.email}}","text":"Call back."},"out":{"next":{"block":"z"}}},
		"z":{"kind":"question","settings":{"text":"Anything else?","type":"text"}}`))
	d.say("a", "Hello")
	due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverMail, d.now, 10)
	if err != nil || len(due) != 1 || due[0].Token != "" || due[0].Key == "" {
		t.Fatalf("%+v, %v", due, err)
	}
	mail, err := due[0].Mail()
	if err != nil || len(mail.To) != 1 || mail.To[0] != "sales@shop.example" || mail.Text != "Call back." {
		t.Errorf("%+v, %v", mail, err)
	}
}

// M-16
func TestAgents_AreAnsweredInTheSameTurn(t *testing.T) {
	for _, free := range []bool{true, false} {
		d := newDesk(t)
		d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"agents","settings":{"need":"free"},"out":{"yes":{"block":"y"},"no":{"block":"n"}}},
			"y":{"kind":"text","settings":{"text":"Somebody is free."},"out":{"next":{"block":"i"}}},
			"n":{"kind":"agents","settings":{"need":"online"},"out":{"yes":{"block":"o"},"no":{"block":"i"}}},
			"o":{"kind":"text","settings":{"text":"Somebody is busy."},"out":{"next":{"block":"i"}}},
			"i":{"kind":"jump","out":{"next":{"block":"z"}}},
			"z":{"kind":"question","settings":{"text":"Well?","type":"text"}}`))
		want := "bot: Somebody is free."
		if !free {
			d.online("agent2", false)
			for i, token := range []string{"b", "c"} {
				c := d.say(token, "Hello")
				d.now = d.now.Add(time.Duration(i) * time.Second)
				d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
			}
			want = "bot: Somebody is busy."
		}
		c := d.say("a", "Hello")
		if words := d.words(c.ID); !strings.HasPrefix(words, want+"\nbot: Well?") {
			t.Errorf("free %v: the log is\n%s", free, words)
		}
	}
}

// M-17
func TestResult_FlowAsksInACircle_EndsWithAPerson(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"agents","out":{"yes":{"block":"b"},"no":{"block":"b"}}},"b":{"kind":"agents","out":{"yes":{"block":"a"},"no":{"block":"a"}}}`))
	c := d.say("a", "Hello")
	if c.State != models.StateWaiting {
		t.Errorf("state %s", c.State)
	}
	if e := d.newest(c.ID, models.EntryFault); !strings.Contains(e.Text, "a → b") || e.Audience != models.ForTeam {
		t.Errorf("the team reads %q", e.Text)
	}
}

// M-16
func TestUpdate_VisitorAndConversation_AreKeptAndKnownLater(t *testing.T) {
	d := newDesk(t)
	set := []map[string]string{{"what": "visitor.name", "value": "Hanna"}, {"what": "visitor.phone", "value": "+41 44 123"},
		{"what": "visitor.plan", "value": "gold"}, {"what": "conversation.category", "value": "Orders"}, {"what": "conversation.order", "value": "7"}}
	settings, err := json.Marshal(map[string]any{"set": set})
	if err != nil {
		t.Fatal(err)
	}
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"update","settings":`+string(settings)+`,"out":{"next":{"block":"q"}}},
		"q":{"kind":"question","settings":{"text":"More?","type":"text"},"out":{"next":{"block":"t"}}},
		"t":{"kind":"text","settings":{"text":"{{visitor.name}} {{visitor.plan}} {{bot.name}} {{page.url}}"},"out":{"next":{"block":"u"}}},
		"u":{"kind":"update","settings":{"set":[{"what":"visitor.plan","value":""}]},"out":{"next":{"block":"q"}}}`))
	c := d.say("a", "yes")
	d.ends(c.ID, "bot: Hanna gold Shop ", "bot: More?")
	if c.Category != "Orders" || c.Attributes["order"] != "7" || c.Visitor.Phone != "+41 44 123" || c.Visitor.Attributes["plan"] != "" {
		t.Errorf("%+v, visitor %+v", c.Attributes, c.Visitor)
	}
	read, err := d.store.NewestConversation(t.Context(), c.Visitor.ID)
	if err != nil || read.Category != "Orders" || read.Attributes["order"] != "7" || read.Visitor.Phone != "+41 44 123" || read.Visitor.Name != "Hanna" {
		t.Errorf("%+v, %v", read, err)
	}
	c = d.say("a", "again")
	d.ends(c.ID, "bot: Hanna  Shop ", "bot: More?")
}

// F36
func TestAdvance_ResultIsLate_IsWaitedForWhileItsRequestIsNotSent(t *testing.T) {
	d, c := requested(t)
	token, due := c.Flow.Wait.Token, c.Flow.Wait.Due
	outbox := d.store.Outgoing()
	for _, late := range []time.Duration{0, 5 * time.Minute} {
		d.now = due.Add(late)
		change, err := d.turn(c.ID, models.Advance(token, d.now))
		if err != nil || change.Conversation != nil {
			t.Fatalf("%v late: %+v, %v", late, change, err)
		}
		if next, err := d.store.NextDue(t.Context()); err != nil || !next.After(d.now) {
			t.Errorf("%v late: looked at again %v, %v", late, next, err)
		}
	}
	d.now = due.Add(11 * time.Minute)
	d.must(d.turn(c.ID, models.Advance(token, d.now)))
	d.ends(c.ID, "visitor: 7 & 8", "bot: That did not work.", "bot: Anything else?")
	if sent, err := outbox.Lease(t.Context(), models.DeliverHTTP, d.now, 9); err != nil || len(sent) != 0 {
		t.Errorf("it is sent all the same: %v, %v", sent, err)
	}
	given, err := d.store.Deliveries(t.Context(), models.DeliveryQuery{Kind: models.DeliverHTTP, State: models.DeliveryFailed, Limit: 9})
	if err != nil || len(given) != 1 || given[0].Error == "" {
		t.Errorf("%+v, %v", given, err)
	}
}

// F36
func TestAdvance_RequestWasSentWithoutAResult_GoesOnByItsExit(t *testing.T) {
	d, c := requested(t)
	sent, err := d.store.Outgoing().Lease(t.Context(), models.DeliverHTTP, d.now, 9)
	if err != nil || len(sent) != 1 {
		t.Fatal(sent, err)
	}
	if err := d.store.Outgoing().Done(t.Context(), sent[0].ID, d.now); err != nil {
		t.Fatal(err)
	}
	d.now = c.Flow.Wait.Due
	d.must(d.turn(c.ID, models.Advance(c.Flow.Wait.Token, d.now)))
	d.ends(c.ID, "visitor: 7 & 8", "bot: That did not work.", "bot: Anything else?")
}

// F36
func TestHandBack_RequestWasLost_GoesOnByItsExit(t *testing.T) {
	d, c := requested(t)
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.now = c.Flow.Wait.Due.Add(time.Hour)
	if change, err := d.turn(c.ID, models.Advance(c.Flow.Wait.Token, d.now)); err != nil || change.Conversation != nil {
		t.Fatalf("%+v, %v", change, err)
	}
	sent, err := d.store.Outgoing().Lease(t.Context(), models.DeliverHTTP, d.now, 9)
	if err != nil || len(sent) != 1 {
		t.Fatal(sent, err)
	}
	if err := d.store.Outgoing().Failed(t.Context(), models.Setback{ID: sent[0].ID, Error: "no", Now: d.now}); err != nil {
		t.Fatal(err)
	}
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.ends(c.ID, "handed_back", "bot: That did not work.", "bot: Anything else?")
}

func TestStep_AnsweredInTime_LeavesNoTimer(t *testing.T) {
	d, c := requested(t)
	d.must(d.deliver(c, good()))
	if next, err := d.store.NextDue(t.Context()); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("a timer is left: %v, %v", next, err)
	}
}
