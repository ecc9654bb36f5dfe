package models_test

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// importFlow replaces the bot's flow.
func (d *desk) importFlow(document string) {
	d.Helper()
	parsed, err := flow.Parse([]byte(document))
	if err != nil {
		d.Fatal(err)
	}
	bot, err := d.store.ImportBot(d.Context(), models.BotFile{Format: "deskbell/bot/1", Key: "shop", Name: "Shop", StartFlow: parsed.ID,
		Sites: []string{"https://shop.example"}, Flows: []flow.Document{*parsed}}, d.now)
	if err != nil {
		d.Fatal(err)
	}
	d.bot = bot
}

// M-14
func TestHandBack_RunHadEnded_TheBotBeginsAnewInsteadOfSilence(t *testing.T) {
	d := newDesk(t)
	d.importFlow(`{"schema":1,"id":"main","name":"Main","start":"a","blocks":{"a":{"kind":"text","settings":{"text":"That is all."}}}}`)
	c := d.say("a", "Hello")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	c = d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.ends(c.ID, "handed_back", "bot: That is all.")
	if c.Flow.Vars["live.agent"] != "Mira" {
		t.Errorf("variables %v", c.Flow.Vars)
	}
}

// M-1
func TestGreet_WithAShortWait_ShowsWhatTheFirstActionKeeps(t *testing.T) {
	d := newDesk(t)
	d.importFlow(`{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
	 "a":{"kind":"text","settings":{"text":"Hi."},"out":{"next":{"block":"b"}}},
	 "b":{"kind":"wait","settings":{"seconds":1},"out":{"next":{"block":"c"}}},
	 "c":{"kind":"buttons","settings":{"text":"What is it?","choices":[{"id":"x","label":"This"}]},"out":{"choice:x":{"block":"d"}}},
	 "d":{"kind":"text","settings":{"text":"That it is."}}}}`)
	g, err := models.Greet(d.store.Published(t.Context()), models.Looker{Bot: d.bot, Now: d.now})
	if err != nil || len(g.Entries) != 2 || len(g.Prompt.Choices) != 1 {
		t.Fatalf("%+v, %v", g, err)
	}
	m := models.Message{ClientID: d.clientID(), Token: g.Prompt.Token, Choice: "x", Version: g.Version, Now: d.now}
	c := d.must(d.visitor("a", models.Choose(m)))
	d.ends(c.ID, "bot: Hi.", "bot: What is it?", "visitor: This", "bot: That it is.")
	if _, err := d.store.NextDue(t.Context()); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("a timer is left: %v", err)
	}
}

// M-6
func TestReceive_FlowBeginsWithNobodyThere_FirstWordsAreNotTheLetter(t *testing.T) {
	d := newDesk(t)
	d.nobody()
	d.importFlow(`{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
	 "a":{"kind":"live_chat","settings":{"unavailable":"leave_message","offline_form":true,"ask_email":true}}}}`)
	c := d.say("a", "Hi")
	if c.State != models.StateBot || c.Leave != models.LeaveForm {
		t.Errorf("state %s, asked for %q", c.State, c.Leave)
	}
}

func TestReceive_PageShowedAVersionThatIsNot_PlaysTheLatest(t *testing.T) {
	d := newDesk(t)
	c := d.must(d.visitor("a", models.Receive(models.Message{ClientID: d.clientID(), Text: "words", Version: 77, Now: d.now})))
	if words := d.words(c.ID); !strings.HasPrefix(words, "bot: Hello. What is it?") || strings.Contains(words, "fault") {
		t.Errorf("the log is\n%s", words)
	}
}

// M-11
func TestReceive_PageShowedAnOldVersion_PlaysItUnlessItIsLongGone(t *testing.T) {
	d := newDesk(t)
	first := 0
	for i, words := range []string{"One", "Two", "Three", "Four", "Five"} {
		d.importFlow(`{"schema":1,"id":"main","name":"Main","start":"a","blocks":{"a":{"kind":"question","settings":{"text":"` + words + `"}}}}`)
		g, err := models.Greet(d.store.Published(t.Context()), models.Looker{Bot: d.bot, Now: d.now})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = g.Version
		}
	}
	for version, want := range map[int]string{first: "Five", first + 1: "Two", first + 4: "Five"} {
		c := d.must(d.visitor("v"+want+strings.Repeat("x", version), models.Receive(models.Message{ClientID: d.clientID(), Text: "Hi", Version: version, Now: d.now})))
		if words := d.words(c.ID); !strings.HasPrefix(words, "bot: "+want) {
			t.Errorf("version %d of %d begins with\n%s", version-first+1, 5, words)
		}
	}
}

// M-14
func TestSkip_AfterAnEarlierChat_LeavesNothingOfIt(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	c = d.choose("a", "again")
	c = d.must(d.visitor("a", models.Skip(models.Message{Token: c.Flow.Wait.Token, Now: d.now})))
	if c.Flow.Vars["live.result"] != "skipped" || c.Flow.Vars["live.agent"] != "" {
		t.Errorf("variables %v", c.Flow.Vars)
	}
}

func TestCloseIdle_FlowWaitsForATime_GoesOnWaiting(t *testing.T) {
	d := newDesk(t)
	d.importFlow(`{"schema":1,"id":"main","name":"Main","start":"b","blocks":{
	 "b":{"kind":"wait","settings":{"seconds":7200},"out":{"next":{"block":"c"}}},"c":{"kind":"text","settings":{"text":"Back."}}}}`)
	c := d.say("a", "Hello")
	later := d.now.Add(time.Hour)
	if change, err := d.turn(c.ID, models.CloseIdle(later, later)); err != nil || change.Conversation != nil {
		t.Errorf("%+v, %v", change, err)
	}
	if idle, err := d.store.IdleBefore(t.Context(), d.bot.ID, later, 10); err != nil || len(idle) != 0 {
		t.Errorf("idle: %v, %v", idle, err)
	}
}

// M-25
func TestAbandon_OwnerIsGone_SomebodyElseIsAskedOrTheBotGoesOn(t *testing.T) {
	d := newDesk(t)
	waited, watched := d.choose("a", "leave"), d.choose("b", "ask")
	d.must(d.turn(waited.ID, models.TakeOver("agent1", d.now)))
	d.must(d.turn(watched.ID, models.TakeOver("agent1", d.now)))
	lease := d.now.Add(24 * time.Hour)
	if change, err := d.turn(waited.ID, models.Abandon(lease.Add(-time.Minute), d.now)); err != nil || change.Conversation != nil {
		t.Fatalf("taken from somebody who is there: %+v, %v", change, err)
	}
	if left, err := d.store.Abandoned(t.Context(), lease.Add(time.Minute), 10); err != nil || len(left) != 2 {
		t.Fatalf("abandoned: %v, %v", left, err)
	}
	c := d.must(d.turn(waited.ID, models.Abandon(lease.Add(time.Minute), d.now)))
	if c.State != models.StateWaiting || c.OwnerID != "" || c.Fence != 2 {
		t.Errorf("state %s, owner %q, fence %d", c.State, c.OwnerID, c.Fence)
	}
	d.ends(c.ID, "released", "waiting")
	if n := d.read(c.ID, models.EntryWaiting); n != 1 {
		t.Errorf("the visitor reads %d times that he has asked for a person", n)
	}
	c = d.must(d.turn(watched.ID, models.Abandon(lease.Add(time.Minute), d.now)))
	if c.State != models.StateBot {
		t.Errorf("state %s", c.State)
	}
	d.ends(c.ID, "handed_back", "bot: Which colour?")
	d.must(d.turn(waited.ID, models.TakeOver("agent2", d.now)))
}

// F18
func TestBegin_RetryAfterAnotherConversationBegan_KeepsOne(t *testing.T) {
	d := newDesk(t)
	first := models.Message{ClientID: d.clientID(), Text: "Hello", Now: d.now}
	c := d.must(d.visitor("a", models.Receive(first)))
	begin := func(fresh bool, m models.Message) (models.Change, error) {
		who := models.Beginning{Bot: d.bot, TokenHash: strings.Repeat("a", 64), Now: d.now, Fresh: fresh, ClientID: m.ClientID}
		return d.store.Begin(t.Context(), who, models.Receive(m))
	}
	d.must(d.turn(c.ID, models.CloseByVisitor(d.now)))
	if again, err := begin(true, first); err != nil || again.Repeated == nil {
		t.Errorf("retried as the first of a new conversation: %+v, %v", again, err)
	}
	second := models.Message{ClientID: d.clientID(), Text: "Another thing", Now: d.now}
	next := d.must(begin(true, second))
	if next.ID == c.ID {
		t.Fatal("no new conversation")
	}
	if again, err := begin(false, first); err != nil || again.Repeated == nil {
		t.Errorf("retried while another is open: %+v, %v", again, err)
	}
}
