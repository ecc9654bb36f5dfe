package models_test

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// everyFirst is a flow with a block for everything that a run may wait for first.
const everyFirst = `"a":{"kind":"buttons","settings":{"text":"Hello.","choices":[{"id":"p","label":"A person"}]},"out":{"choice:p":{"block":"person"}}},
 "person":{"kind":"live_chat","settings":{"wait_seconds":60,"messages":{"welcome":"Ringing."}},"out":{"next":{"block":"after"}}},
 "after":{"kind":"question","settings":{"text":"Anything else?","type":"text"}},
 "choices":{"kind":"buttons","title":"Pick one","settings":{"text":"Red or blue?","choices":[{"id":"red","label":"Red"},{"id":"blue","label":"Blue"}]},"out":{"choice:red":{"block":"after"}}},
 "text":{"kind":"question","settings":{"text":"Which colour?","type":"text","var":"colour"},"out":{"next":{"block":"after"}}},
 "secret":{"kind":"question","settings":{"text":"Which card?","type":"text","var":"card","sensitive":true},"out":{"next":{"block":"after"}}},
 "soon":{"kind":"wait","settings":{"seconds":2},"out":{"next":{"block":"said"}}},
 "said":{"kind":"text","settings":{"text":"One moment."},"out":{"next":{"block":"choices"}}},
 "long":{"kind":"wait","settings":{"seconds":3600},"out":{"next":{"block":"after"}}},
 "offer":{"kind":"live_chat","settings":{"offer":true,"text":"Talk to us?"},"out":{"next":{"block":"after"}}},
 "http":{"kind":"http","settings":{"method":"GET","url":"https://api.example/x"},"out":{"next":{"block":"after"}}},
 "end":{"kind":"end"},
 "dead":{"kind":"text","settings":{"text":"That is all."}},
 "circle":{"kind":"jump","out":{"next":{"block":"circle"}}},
 "greets":{"kind":"text","settings":{"text":"Dear {{agent}} {{visitor.name}}"},"out":{"next":{"block":"choices"}}}`

// liveAt is a chat of agent1 in the flow of every wait.
func liveAt(t *testing.T) (*desk, models.Conversation) {
	t.Helper()
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(everyFirst))
	d.choose("a", "p")
	c := d.must(d.visitor("a", models.Receive(models.Message{ClientID: d.clientID(), Text: "Hi", Now: d.now})))
	return d, d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
}

func (d *desk) at(block string) flow.Target { return flow.Target{Flow: d.bot.StartFlow, Block: block} }

// M-14
func TestJumpAndStay_EveryFirstWait_SaysItAndKeepsTheChat(t *testing.T) {
	for block, want := range map[string]struct {
		said   string
		wait   flow.WaitKind
		beside bool
		back   string // what hand-back leads to
	}{
		"choices": {"bot: Red or blue?", flow.WaitReply, true, "bot: Red or blue?"},
		"text":    {"bot: Which colour?", flow.WaitReply, true, "bot: Which colour?"},
		"soon":    {"bot: One moment.\nbot: Red or blue?", flow.WaitReply, true, "bot: Red or blue?"},
		"long":    {"", flow.WaitTimer, false, "handed_back"},
		"person":  {"", flow.WaitPerson, false, "bot: Anything else?"},
		"offer":   {"bot: Talk to us?", flow.WaitReply, false, "bot: Talk to us?"},
		"http":    {"", flow.WaitResult, false, "handed_back"},
		"end":     {"", "", false, "bot: Hello."},
		"dead":    {"bot: That is all.", "", false, "bot: Hello."},
		"circle":  {"fault", "", false, "bot: Hello."},
	} {
		t.Run(block, func(t *testing.T) {
			d, before := liveAt(t)
			c := d.must(d.turn(before.ID, models.JumpAndStay("agent1", d.now, d.at(block))))
			if c.State != models.StateLive || c.OwnerID != "agent1" || c.Fence != before.Fence {
				t.Fatalf("state %s, owner %q", c.State, c.OwnerID)
			}
			if got := strings.TrimPrefix(d.words(c.ID), d.wordsUpTo(c.ID, before.LastSeq)); got != strings.TrimSuffix("\njumped\n"+want.said, "\n") {
				t.Errorf("the log goes on with %q", got)
			}
			var wait flow.WaitKind
			if c.Flow.Wait != nil {
				wait = c.Flow.Wait.Kind
			}
			if wait != want.wait || c.AsksBeside() != want.beside {
				t.Errorf("waits for %q, beside %v", wait, c.AsksBeside())
			}
			if due, err := d.store.Lease(t.Context(), d.now.Add(48*time.Hour), 9); err != nil || len(due) != 0 {
				t.Errorf("timers %v, %v", due, err)
			}
			c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
			d.ends(c.ID, want.back)
			if c.State != models.StateBot || c.AsksBeside() {
				t.Errorf("handed back: %s", c.State)
			}
		})
	}
}

// wordsUpTo is the part of the log up to a seq.
func (d *desk) wordsUpTo(id models.ConversationID, seq int64) string {
	d.Helper()
	return strings.Join(strings.Split(d.words(id), "\n")[:seq], "\n")
}

// M-14
func TestJumpAndStay_VisitorPresses_TheAgentReadsItAndNothingMoves(t *testing.T) {
	d, c := liveAt(t)
	c = d.must(d.turn(c.ID, models.JumpAndStay("agent1", d.now, d.at("choices"))))
	token := c.Flow.Wait.Token
	change, err := d.answer("a", func(m *models.Message) { m.Choice = "blue" })
	c = d.must(change, err)
	d.ends(c.ID, "visitor: Blue")
	if c.State != models.StateLive || c.Flow.Wait.Token != token || c.AsksBeside() {
		t.Errorf("state %s, wait %+v", c.State, c.Flow.Wait)
	}
	if e := change.Entries[0]; e.Body.Chosen != "blue" || e.Body.Token != token {
		t.Errorf("%+v", e.Body)
	}
	if _, err := d.answer("a", func(m *models.Message) { m.Choice = "red" }); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("pressed again: %v", err)
	}
	c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.ends(c.ID, "handed_back", "bot: Red or blue?")
	c = d.must(d.answer("a", func(m *models.Message) { m.Choice = "red" }))
	d.ends(c.ID, "visitor: Red", "bot: Anything else?")
}

// M-14
func TestJump_AndComeBack_BotAsksForThePersonAgain(t *testing.T) {
	d, c := liveAt(t)
	c = d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("choices"))))
	if e := d.newest(c.ID, models.EntryHandedBack); e.Body.To != "Pick one" {
		t.Errorf("the team is told %q", e.Body.To)
	}
	c = d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	c = d.must(d.turn(c.ID, models.JumpAndStay("agent1", d.now, d.at("person"))))
	d.must(d.turn(c.ID, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "Here I am.", Now: d.now})))
	c = d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("person"))))
	if c.State != models.StateWaiting {
		t.Fatalf("state %s", c.State)
	}
	c = d.must(d.turn(c.ID, models.TakeOver("agent2", d.now)))
	c = d.must(d.turn(c.ID, models.HandBack("agent2", d.now)))
	d.ends(c.ID, "handed_back", "bot: Anything else?")
}

func TestJumpAndStay_SensitiveQuestion_AnswerIsMasked(t *testing.T) {
	d, c := liveAt(t)
	d.must(d.turn(c.ID, models.JumpAndStay("agent1", d.now, d.at("secret"))))
	change, err := d.visitor("a", models.Receive(models.Message{ClientID: d.clientID(), Text: "4111 1111", Now: d.now}))
	c = d.must(change, err)
	if e := change.Entries[0]; !e.Body.Sensitive || e.ForTeam().Text == "4111 1111" || strings.Contains(c.Preview, "4111") {
		t.Errorf("the team reads %q, the list %q", e.ForTeam().Text, c.Preview)
	}
	change, err = d.visitor("a", models.Receive(models.Message{ClientID: d.clientID(), Text: "Done?", Now: d.now}))
	if d.must(change, err); change.Entries[0].Body.Sensitive {
		t.Error("what comes after the answer is masked as well")
	}
}

func TestJumpAndStay_WhoMayNot_IsRefused(t *testing.T) {
	d, c := liveAt(t)
	support := &models.Agent{ID: "support", Name: "S", Email: "s@x.example", Role: models.RoleSupportAgent, MaxChats: 3, Bots: []models.BotID{d.bot.ID}}
	if err := d.store.SaveAgent(t.Context(), support, d.now); err != nil {
		t.Fatal(err)
	}
	for who, want := range map[models.AgentID]models.Code{"support": models.CodeForbidden, "agent2": models.CodeConflict, "nobody": models.CodeNotFound} {
		if _, err := d.turn(c.ID, models.JumpAndStay(who, d.now, d.at("text"))); models.CodeOf(err) != want {
			t.Errorf("%s: %v", who, err)
		}
	}
	for _, broken := range []flow.Target{d.at("gone"), {Flow: "other-bot/main"}, {}, {Flow: string(d.bot.ID) + "/none"}} {
		for _, act := range []func(*models.Conversation) (models.Change, error){models.Jump("agent1", d.now, broken), models.JumpAndStay("agent1", d.now, broken)} {
			if _, err := d.turn(c.ID, act); models.CodeOf(err) != models.CodeInvalid {
				t.Errorf("%v: %v", broken, err)
			}
		}
	}
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	if _, err := d.turn(c.ID, models.JumpAndStay("agent1", d.now, d.at("text"))); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("while the bot has it: %v", err)
	}
}

func TestForesee_ShowsWhatComesFirst_AndKeepsNothing(t *testing.T) {
	d, c := liveAt(t)
	before := d.words(c.ID)
	for block, want := range map[string]struct {
		said string
		next models.Foreseen
	}{
		"choices": {"Red or blue?", models.ForeseenPrompt}, "soon": {"One moment.|Red or blue?", models.ForeseenPrompt},
		"long": {"", models.ForeseenTime}, "person": {"", models.ForeseenPerson}, "http": {"", models.ForeseenResult},
		"end": {"", models.ForeseenClose}, "dead": {"That is all.", models.ForeseenEnd}, "circle": {"", models.ForeseenFault},
		"offer": {"Talk to us?", models.ForeseenPrompt}, "": {"Hello.", models.ForeseenPrompt},
	} {
		f, err := models.Foresee(d.store.Published(t.Context()), models.Looker{Bot: d.bot, Now: d.now}, c, d.at(block))
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, e := range f.Entries {
			said = append(said, e.Text)
		}
		if strings.Join(said, "|") != want.said || f.Next != want.next || (f.Next == models.ForeseenFault) != (f.Fault != "") {
			t.Errorf("%s: %q, %s %s", block, said, f.Next, f.Fault)
		}
	}
	if after := d.words(c.ID); after != before {
		t.Errorf("the log is\n%s", after)
	}
	if _, err := models.Foresee(d.store.Published(t.Context()), models.Looker{Bot: d.bot, Now: d.now}, c, d.at("gone")); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("a block that is gone: %v", err)
	}
}

// A18
func TestForesee_SensitiveAnswer_IsMasked(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"question","settings":{"text":"Card?","type":"text","var":"card","sensitive":true},"out":{"next":{"block":"b"}}},
		"b":{"kind":"buttons","settings":{"text":"Is it {{card}}?","choices":[{"id":"y","label":"Yes, {{card}}"}]}}`))
	c := d.say("a", "4111 1111")
	f, err := models.Foresee(d.store.Published(t.Context()), models.Looker{Bot: d.bot, Now: d.now}, c, d.at("b"))
	if err != nil || len(f.Entries) != 1 {
		t.Fatalf("%+v, %v", f, err)
	}
	if said := f.Entries[0].Text + f.Entries[0].Body.Choices[0].Label + f.Prompt.Choices[0].Label; strings.Contains(said, "4111") {
		t.Errorf("the team sees %q", said)
	}
}
