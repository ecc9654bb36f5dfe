package models_test

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

const tried = `"a":{"kind":"text","settings":{"text":"From the start."},"out":{"next":{"block":"b"}}},
 "b":{"kind":"wait","settings":{"seconds":3600},"out":{"next":{"block":"h"}}},
 "h":{"kind":"http","settings":{"method":"GET","url":"https://api.example/"},"out":{"next":{"block":"o"},"error":{"block":"o"}}},
 "o":{"kind":"hours","out":{"open":{"block":"l"},"closed":{"block":"c"}}},
 "c":{"kind":"text","settings":{"text":"Closed."},"out":{"next":{"block":"l"}}},
 "l":{"kind":"live_chat","settings":{"unavailable":"exit","wait_seconds":60},"out":{"next":{"block":"z"}}},
 "z":{"kind":"question","settings":{"text":"Anything else?","type":"text"}}`

// M-11
func TestTrial_PretendsJumpsOverTimeAndShowsItsWay(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(tried))
	start := flow.Target{Flow: d.bot.StartFlow, Block: "b"}
	change, err := d.play("a", models.Trial{Start: start, Version: 2, Nobody: true, Closed: true, HTTPFails: true},
		models.Receive(models.Message{ClientID: d.clientID(), Text: "Hello", Now: d.now}))
	c := d.must(change, err)
	if len(change.Visits) != 0 || !c.Playground || c.Trial == nil {
		t.Fatalf("visits %v, %+v", change.Visits, c)
	}
	if due, err := d.store.NextDue(t.Context()); err != nil || !due.Equal(d.now.Add(time.Hour)) {
		t.Errorf("due %v, %v", due, err)
	}
	d.now = d.now.Add(time.Minute)
	c = d.must(d.turn(c.ID, models.FastForward(d.now)))
	d.ends(c.ID, "visitor: Hello", "bot: Closed.", "gave_up", "bot: Nobody from our team is available right now.", "bot: Anything else?")
	if c.Trial.Skew != 59*time.Minute || c.UpdatedAt != d.now {
		t.Errorf("%v ahead, updated %v", c.Trial.Skew, c.UpdatedAt)
	}
	var way []string
	for _, v := range c.Trial.Trace {
		way = append(way, v.Block+" "+v.Port)
	}
	for _, want := range []string{"b next", "h error", "o closed", "c next", "l next", "z "} {
		if !strings.Contains(strings.Join(way, "\n")+"\n", want+"\n") {
			t.Errorf("the way is %q, %q is missing", way, want)
		}
	}
	if due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverHTTP, d.now, 9); err != nil || len(due) != 0 {
		t.Errorf("sent %v, %v", due, err)
	}
	if _, err := d.turn(c.ID, models.FastForward(d.now)); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("no time is waited for: %v", err)
	}
	read, err := d.store.NewestConversation(t.Context(), c.Visitor.ID)
	if err != nil || read.Trial == nil || len(read.Trial.Trace) != len(c.Trial.Trace) || read.Trial.Skew != c.Trial.Skew || read.Trial.Start != start {
		t.Errorf("read %+v, %v", read.Trial, err)
	}
}

// M-11
func TestSetTrial_ARealPersonCanBeAskedForAndIsOvertaken(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(tried))
	trial := models.Trial{Start: flow.Target{Flow: d.bot.StartFlow, Block: "l"}, Version: 2, Nobody: true, Skew: 100 * time.Hour}
	c := d.must(d.play("a", trial, models.Receive(models.Message{ClientID: d.clientID(), Text: "Hello", Now: d.now})))
	c = d.must(d.turn(c.ID, models.SetTrial(models.Pretence{}, d.now)))
	if c.Trial.Nobody {
		t.Error("still pretends")
	}
	d.must(d.turn(c.ID, models.CloseByVisitor(d.now)))
	c = d.say("a", "Again")
	if c.State != models.StateWaiting || !c.Playground || c.WaitingUntil != d.now.Add(time.Minute) {
		t.Fatalf("state %s, playground %v, until %v", c.State, c.Playground, c.WaitingUntil)
	}
	if due, err := d.store.NextDue(t.Context()); err != nil || !due.Equal(d.now.Add(time.Minute)) {
		t.Errorf("due %v, %v", due, err)
	}
	c = d.must(d.turn(c.ID, models.FastForward(d.now)))
	if c.State != models.StateBot || c.Flow.Vars["live.result"] != "timeout" {
		t.Errorf("state %s, variables %v", c.State, c.Flow.Vars)
	}
}

func TestTrial_OfAConversationThatIsNone_IsNotThere(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello")
	for name, act := range map[string]func(*models.Conversation) (models.Change, error){
		"set": models.SetTrial(models.Pretence{Nobody: true}, d.now), "forward": models.FastForward(d.now)} {
		if _, err := d.turn(c.ID, act); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	who := models.Beginning{Bot: d.bot, TokenHash: strings.Repeat("b", 64), Now: d.now, Trial: &models.Trial{Nobody: true}}
	change, err := d.store.Begin(t.Context(), who, models.Receive(models.Message{ClientID: d.clientID(), Text: "Hello", Now: d.now}))
	if err != nil || change.Conversation.Trial != nil {
		t.Errorf("a visitor has a trial: %+v, %v", change.Conversation, err)
	}
}

// M-1
func TestGreet_SplitAndAgents_ShowWhatTheFirstActionKeeps(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{Hours: weekdays()}, blocks(`"a":{"kind":"split","settings":{"branches":[{"id":"1","label":"A","weight":1},{"id":"2","label":"B","weight":1}]},"out":{"branch:1":{"block":"x"},"branch:2":{"block":"y"}}},
		"x":{"kind":"text","settings":{"text":"Version A of {{bot.name}}."},"out":{"next":{"block":"g"}}},
		"y":{"kind":"text","settings":{"text":"Version B of {{bot.name}}."},"out":{"next":{"block":"g"}}},
		"g":{"kind":"agents","out":{"yes":{"block":"i"},"no":{"block":"n"}}},
		"i":{"kind":"text","settings":{"text":"We are in."},"out":{"next":{"block":"o"}}},
		"n":{"kind":"text","settings":{"text":"We are out."},"out":{"next":{"block":"o"}}},
		"o":{"kind":"hours","out":{"open":{"block":"q"},"closed":{"block":"r"}}},
		"r":{"kind":"text","settings":{"text":"Closed today."},"out":{"next":{"block":"q"}}},
		"q":{"kind":"question","settings":{"text":"Well?","type":"text"}}`))
	seen := map[string]bool{}
	for seed := range uint64(20) {
		looker := models.Looker{Bot: d.bot, Seed: seed + 1, Now: d.now, Agents: func() ([]models.Agent, error) { return d.store.Agents(t.Context()) }}
		g, err := models.Greet(d.store.Published(t.Context()), looker)
		if err != nil {
			t.Fatal(err)
		}
		var shown []string
		for _, e := range g.Entries {
			shown = append(shown, "bot: "+e.Text)
		}
		c := d.must(d.visitor(string(rune('a'+seed)), models.Receive(models.Message{ClientID: d.clientID(), Text: "Hi", Seed: g.Seed, Version: g.Version, Now: d.now})))
		if words := d.words(c.ID); !strings.HasPrefix(words, strings.Join(shown, "\n")+"\nvisitor: Hi") {
			t.Errorf("seed %d: shown\n%s\nkept\n%s", seed, strings.Join(shown, "\n"), words)
		}
		seen[shown[0]] = true
		if len(shown) != 4 || shown[1] != "bot: We are in." || shown[2] != "bot: Closed today." {
			t.Errorf("shown %q", shown)
		}
	}
	if len(seen) != 2 {
		t.Errorf("only %v was shown", seen)
	}
}
