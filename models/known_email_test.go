package models_test

import (
	"context"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

const emailFlow = `{"schema":1,"id":"main","name":"Main","start":"mail","blocks":{
 "mail":{"kind":"question","settings":{"text":"Your email?","type":"email","var":"email"},"out":{"next":{"block":"form"}}},
 "form":{"kind":"buttons","settings":{"text":"How?","choices":[{"id":"form","label":"Form"},{"id":"chat","label":"Chat"}]},
   "out":{"choice:form":{"block":"live"},"choice:chat":{"block":"typed"}}},
 "live":{"kind":"live_chat","settings":{"unavailable":"leave_message","offline_form":true,"ask_email":true,"wait_seconds":60},"out":{"next":{"block":"form"}}},
 "typed":{"kind":"live_chat","settings":{"unavailable":"leave_message","offline_form":false,"ask_email":true,"wait_seconds":60},"out":{"next":{"block":"form"}}}}}`

func (d *desk) wantsEmail(c models.Conversation) bool {
	d.Helper()
	stage, want := c.AskedToLeave(d.store.Published(context.Background()))
	if stage == models.LeaveNothing {
		d.Fatalf("nothing is asked for; the log is\n%s", d.words(c.ID))
	}
	return want
}

// M-7
func TestLeaveWord_AddressKnownFromTheConversation_IsNotAskedAgain(t *testing.T) {
	d := newDesk(t)
	document, err := flow.Parse([]byte(emailFlow))
	if err != nil {
		t.Fatal(err)
	}
	d.bot, err = d.store.ImportBot(context.Background(), models.BotFile{Format: "deskbell/bot/1", Key: "mail", Name: "Mail", StartFlow: "main",
		Flows: []flow.Document{*document}}, d.now)
	if err != nil {
		t.Fatal(err)
	}
	for token, choice := range map[string]string{"form": "form", "typed": "chat"} {
		d.say(token, ana)
		c := d.choose(token, choice)
		if choice == "form" {
			if d.wantsEmail(c) {
				t.Error("the form asks for an address that the flow has asked for")
			}
			c = d.must(d.visitor(token, models.LeaveWord(models.Letter{ClientID: d.clientID(), Message: "Please write.", Now: d.now})))
		} else {
			c = d.say(token, "Please write.")
		}
		if c.State != models.StateLeft || c.Visitor.Email != ana {
			t.Errorf("%s: the conversation is %s with %q; the log is\n%s", choice, c.State, c.Visitor.Email, d.words(c.ID))
		}
	}
}

// M-7
func TestLeaveWord_AddressKnownFromAnEarlierConversation_IsUsedAndNotAskedAgain(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Hello.")
	d.must(d.turn(id, models.End(models.Ending{Agent: "agent1", Now: d.now})))
	d.nobody()
	who := models.Beginning{Bot: d.bot, TokenHash: hashFor("v"), Fresh: true, Now: d.now}
	c := d.must(d.store.Begin(context.Background(), who, models.Choose(models.Message{ClientID: d.clientID(), Token: "t1", Choice: "leave", Now: d.now})))
	if c.ID == id || d.wantsEmail(c) {
		t.Errorf("the address is asked for again in %s", c.ID)
	}
	c = d.must(d.visitor("v", models.LeaveWord(models.Letter{ClientID: d.clientID(), Message: "One more thing", Now: d.now})))
	d.online("agent1", true)
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.writes(c.ID, "Gladly.")
	d.gathered(c.ID, away)
	if m := d.wantMails(1)[0]; m.To[0] != ana {
		t.Errorf("the answer goes to %q", m.To)
	}
}
