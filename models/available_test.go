package models_test

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// weekdays is open from nine to five, Monday to Friday; the tests' day is a Saturday.
func weekdays() *flow.Hours {
	h := &flow.Hours{Zone: "UTC"}
	for day := range 5 {
		h.Week[day] = []flow.Span{{From: "09:00", To: "17:00"}}
	}
	return h
}

const monday = 48 * time.Hour

// M-6 M-12
func TestLiveChat_WhoCountsAsAvailable(t *testing.T) {
	for _, row := range []struct {
		available    string
		open, online bool
		waits        bool
		reason       string
	}{
		{"online", false, true, true, ""}, {"online", true, false, false, "unavailable"},
		{"open", true, false, true, ""}, {"open", false, true, false, "closed"},
		{"both", true, true, true, ""}, {"both", true, false, false, "unavailable"}, {"both", false, true, false, "closed"},
		{"always", false, false, true, ""},
	} {
		d := newDesk(t)
		d.importAll(models.BotSettings{Hours: weekdays()}, blocks(`"a":{"kind":"live_chat","settings":{"available":"`+row.available+`","unavailable":"jump","closed":"jump",
			"messages":{"offline":"Nobody here.","closed":"We are closed."}},"out":{"next":{"block":"n"},"unavailable":{"block":"u"},"closed":{"block":"c"}}},
			"n":{"kind":"text","settings":{"text":"Next."}},"u":{"kind":"text","settings":{"text":"Unavailable."}},"c":{"kind":"text","settings":{"text":"Closed."}}`))
		if row.open {
			d.now = d.now.Add(monday)
			d.online("agent1", true)
		}
		if !row.online {
			d.nobody()
		}
		c := d.say("a", "Hello")
		if (c.State == models.StateWaiting) != row.waits {
			t.Errorf("%+v: state %s", row, c.State)
			continue
		}
		if row.waits {
			continue
		}
		said := map[string]string{"unavailable": "bot: Nobody here.\nbot: Unavailable.", "closed": "bot: We are closed.\nbot: Closed."}[row.reason]
		if !strings.Contains(d.words(c.ID), said) || c.Flow.Vars["live.result"] != row.reason {
			t.Errorf("%+v: result %q, the log is\n%s", row, c.Flow.Vars["live.result"], d.words(c.ID))
		}
	}
}

// M-6 M-13
func TestLiveChat_WaitedTooLong_HasAnAnswerOfItsOwn(t *testing.T) {
	for answer, want := range map[string][]string{
		"":              {"gave_up", "bot: Too late."},
		"exit":          {"gave_up", "bot: Too late.", "bot: Next."},
		"jump":          {"gave_up", "bot: Too late.", "bot: Timed out."},
		"leave_message": {"gave_up", "bot: Too late."},
	} {
		d := newDesk(t)
		d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"live_chat","settings":{"wait_seconds":60,"timed_out":"`+answer+`","messages":{"timed_out":"Too late."}},
			"out":{"next":{"block":"n"},"timeout":{"block":"t"}}},"n":{"kind":"text","settings":{"text":"Next."}},"t":{"kind":"text","settings":{"text":"Timed out."}}`))
		c := d.say("a", "Hello")
		d.now = d.now.Add(time.Minute)
		c = d.must(d.turn(c.ID, models.Advance(c.Flow.Wait.Token, d.now)))
		d.ends(c.ID, want...)
		if leaves := len(want) == 2; leaves != (c.Leave != models.LeaveNothing) {
			t.Errorf("%q: asked for %q", answer, c.Leave)
		}
	}
}

// M-15
func TestLiveVars_AfterAChat_AreComplete(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"live_chat","settings":{"mode":"both","offer":true,"text":"Talk?","messages":{"video":"{{agent.name}} calls."}},"out":{"next":{"block":"n"}}},
		"n":{"kind":"question","settings":{"text":"Well?","type":"text"}}`))
	c := d.say("a", "Hello")
	c = d.must(d.answer("a", func(m *models.Message) { m.Choice = "video" }))
	if e := d.newest(c.ID, models.EntryWaiting); !e.Body.Video || !c.Video {
		t.Errorf("video %v, %v", e.Body.Video, c.Video)
	}
	d.now = d.now.Add(7 * time.Second)
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.ends(c.ID, "joined", "bot: Mira calls.")
	d.say("a", "One")
	d.must(d.turn(c.ID, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "Two", Now: d.now})))
	d.now = d.now.Add(20 * time.Second)
	c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.vars(c, map[string]string{"live.available": "yes", "live.result": "ended", "live.agent": "Mira", "live.wait_seconds": "7",
		"live.seconds": "20", "live.messages": "2", "live.video": "yes", "live.email": ""})
}

// M-15
func TestLiveVars_NobodyCame_AreComplete(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "exit")
	d.now = d.now.Add(time.Minute)
	c = d.must(d.turn(c.ID, models.Advance(c.Flow.Wait.Token, d.now)))
	d.vars(c, map[string]string{"live.available": "no", "live.result": "timeout", "live.agent": "", "live.wait_seconds": "60",
		"live.seconds": "0", "live.messages": "0", "live.video": "no"})
}

// M-17
func TestFault_SomebodyIsThere_IsAskedForAndMayTakeOver(t *testing.T) {
	broken := blocks(`"a":{"kind":"question","settings":{"text":"Go?","type":"text"},"out":{"next":{"block":"x"}}},"x":{"kind":"jump","out":{"next":{"block":"y"}}},"y":{"kind":"jump","out":{"next":{"block":"x"}}}`)
	d := newDesk(t)
	d.importAll(models.BotSettings{}, broken)
	c := d.say("a", "yes")
	if c.State != models.StateWaiting || c.Leave != models.LeaveNothing || c.WaitingUntil != d.now.Add(120*time.Second) {
		t.Fatalf("state %s, asked for %q, until %v", c.State, c.Leave, c.WaitingUntil)
	}
	if e := d.newest(c.ID, models.EntryFault); e.Audience != models.ForTeam || !strings.Contains(e.Text, "x → y") {
		t.Errorf("the team reads %q", e.Text)
	}
	if due, err := d.store.Lease(t.Context(), d.now.Add(2*time.Minute), 9); err != nil || len(due) != 1 || due[0].Token != c.Flow.Wait.Token {
		t.Fatalf("due %v, %v", due, err)
	}
	left := d.must(d.turn(c.ID, models.Advance(c.Flow.Wait.Token, d.now.Add(2*time.Minute))))
	if left.State != models.StateBot || left.Leave != models.LeaveForm {
		t.Errorf("nobody came: state %s, asked for %q", left.State, left.Leave)
	}
	c = d.say("b", "yes")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.ends(c.ID, "handed_back", "bot: Go?")
	if c.State != models.StateBot {
		t.Errorf("state %s", c.State)
	}
}

// M-17
func TestFault_NobodyIsThere_AMessageIsLeft(t *testing.T) {
	d := newDesk(t)
	d.nobody()
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"text","settings":{"text":"Hi."},"out":{"next":{"block":"gone"}}}`))
	c := d.say("a", "Hello")
	if c.State != models.StateBot || c.Leave != models.LeaveForm {
		t.Fatalf("state %s, asked for %q", c.State, c.Leave)
	}
	c = d.must(d.visitor("a", models.LeaveWord(models.Letter{ClientID: d.clientID(), Email: "a@b.example", Message: "Help", Now: d.now})))
	if c.State != models.StateLeft {
		t.Errorf("state %s", c.State)
	}
}

func TestQuestion_NoReplyInTime_GoesOnByItsExit(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"question","settings":{"text":"Still there?","type":"text","timeout_seconds":60},"out":{"next":{"block":"n"},"timeout":{"block":"t"}}},
		"n":{"kind":"text","settings":{"text":"Thanks."}},"t":{"kind":"text","settings":{"text":"I close this then."}}`))
	c := d.must(d.visitor("a", models.Receive(models.Message{ClientID: d.clientID(), Text: "", Now: d.now, Files: []flow.File{d.file("a", "a.txt")}})))
	d.now = d.now.Add(61 * time.Second)
	due, err := d.store.Lease(t.Context(), d.now, 9)
	if err != nil || len(due) != 1 {
		t.Fatalf("due %v, %v", due, err)
	}
	c = d.must(d.turn(c.ID, models.Advance(due[0].Token, d.now)))
	d.ends(c.ID, "bot: I close this then.")
	if change, err := d.turn(c.ID, models.Advance(due[0].Token, d.now)); err != nil || change.Conversation != nil {
		t.Errorf("again: %+v, %v", change, err)
	}
}
