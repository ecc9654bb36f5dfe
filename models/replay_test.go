package models_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

const asked = `"a":{"kind":"question","settings":{"text":"Name?","required":false,"skip_label":"Later","var":"name"},"out":{"next":{"block":"b"},"skipped":{"block":"b"}}},
 "b":{"kind":"buttons","settings":{"text":"Which?","choices":[{"id":"1","label":"One"},{"id":"2","label":"Two"}],"timeout_seconds":600},"out":{"choice:1":{"block":"s"},"choice:2":{"block":"s"},"timeout":{"block":"t"}}},
 "t":{"kind":"text","settings":{"text":"Still there?"},"out":{"next":{"block":"s"}}},
 "s":{"kind":"question","settings":{"text":"PIN?","sensitive":true,"var":"pin","pattern":"[0-9]+"},"out":{"next":{"block":"m"}}},
 "m":{"kind":"text","settings":{"text":"Thanks, {{pin}}."},"out":{"next":{"block":"e"}}},"e":{"kind":"end"}`

func (d *desk) replayed(id models.ConversationID) models.Replayed {
	d.Helper()
	c, err := d.store.Conversation(d.Context(), d.team(), id)
	if err != nil {
		d.Fatal(err)
	}
	entries := d.entries(id)
	return models.Replay(d.store.Published(d.Context()), flow.Target{Flow: d.bot.StartFlow}, models.WorldOf(&c, d.bot, entries), entries)
}

func (d *desk) team() models.Reader {
	return models.Reader{Agent: &models.Agent{ID: "owner", Role: models.RoleOwner}}
}

func linesIn(lines []trial.Line) string {
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = l.By + ": " + l.Text
	}
	return strings.Join(all, "\n")
}

// M-36
func TestReplay_SkipTimeoutAndSecrets_GoTheSameWay(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(asked))
	c := d.must(d.visitor("a", models.Skip(models.Message{Token: "t1", Now: d.now})))
	d.now = d.now.Add(20 * time.Minute)
	c = d.must(d.turn(c.ID, models.Advance(c.Flow.Wait.Token, d.now)))
	d.say("a", "no digits")
	d.say("a", "48151623")
	r := d.replayed(c.ID)
	if r.At != -1 {
		was, is := r.Differ()
		t.Errorf("they differ at %d (%d, %d)\n%s\n---\n%s", r.At, was, is, linesIn(r.Was), linesIn(r.Is))
	}
	for _, lines := range [][]trial.Line{r.Was, r.Is} {
		if words := linesIn(lines); strings.Contains(words, "48151623") || !strings.Contains(words, models.Mask) || !strings.Contains(words, "Still there?") {
			t.Errorf("the secret is told, or something is missing:\n%s", words)
		}
	}
}

// M-36
func TestReplay_ChangedFlow_MarksTheFirstDifference(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(asked))
	c := d.say("a", "Vera")
	c = d.must(d.visitor("a", models.Choose(models.Message{ClientID: d.clientID(), Token: c.Flow.Wait.Token, Choice: "2", Now: d.now})))
	if r := d.replayed(c.ID); r.At != -1 {
		t.Errorf("the same flow differs at %d:\n%s\n---\n%s", r.At, linesIn(r.Was), linesIn(r.Is))
	}
	d.importAll(models.BotSettings{}, blocks(strings.Replace(asked, "PIN?", "Your PIN?", 1)))
	r := d.replayed(c.ID)
	if was, is := r.Differ(); was < 0 || is < 0 || r.Was[was].Text != "PIN?" || r.Is[is].Text != "Your PIN?" {
		t.Errorf("differs at %d, %d:\n%s\n---\n%s", was, is, linesIn(r.Was), linesIn(r.Is))
	}
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"end"}`))
	r = d.replayed(c.ID)
	if was, is := r.Differ(); r.At != 0 || was != 0 || is != -1 {
		t.Errorf("a flow that says nothing: %+v", r)
	}
}

// M-36
func TestTrial_WhatWasDone_CanBePlayedAgain(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(asked))
	c := d.must(d.play("a", models.Trial{Start: flow.Target{Flow: d.bot.StartFlow}}, models.Begin(models.Message{Now: d.now})))
	if len(c.Trial.Trace) == 0 || len(c.Trial.Inputs) != 0 {
		t.Fatalf("begun: %+v", c.Trial)
	}
	if again, err := d.play("a", models.Trial{}, models.Begin(models.Message{Now: d.now})); err != nil || again.Conversation != nil {
		t.Errorf("it begins twice: %+v, %v", again, err)
	}
	c = d.must(d.play("a", models.Trial{}, models.Skip(models.Message{Token: c.Flow.Wait.Token, Now: d.now})))
	c = d.must(d.turn(c.ID, models.FastForward(d.now)))
	c = d.must(d.play("a", models.Trial{}, models.Back(models.Message{Token: c.Flow.Wait.Token, Now: d.now})))
	c = d.say("a", "Vera")
	c = d.must(d.play("a", models.Trial{}, models.Choose(models.Message{ClientID: d.clientID(), Token: c.Flow.Wait.Token, Choice: "1", Now: d.now})))
	c = d.say("a", "42")
	var did []string
	for _, in := range c.Trial.Inputs {
		did = append(did, string(in.Kind)+" "+in.Text)
	}
	if got := strings.Join(did, ", "); got != "skip , pass , back , say Vera, choose One, say 42" {
		t.Fatalf("noted: %s", got)
	}
	check := trial.Check{Start: c.Trial.Start, World: models.WorldOf(&c, d.bot, d.entries(c.ID)), Inputs: c.Trial.Inputs}
	text, err := json.Marshal(check)
	if err != nil || json.Unmarshal(text, &check) != nil {
		t.Fatal(err)
	}
	if words := linesIn(check.Play(d.store.Published(t.Context()), 2)); !strings.HasSuffix(words, "bot: Thanks, 42.\nplay: The flow ends.") {
		t.Errorf("played again:\n%s", words)
	}
	d.say("a", "Once more")
	if read, err := d.store.NewestConversation(t.Context(), c.Visitor.ID); err != nil || len(read.Trial.Inputs) != 6 || !read.Trial.Over {
		t.Errorf("the second run is noted too: %+v, %v", read.Trial, err)
	}
}

func TestBegin_OfAVisitor_IsNotThere(t *testing.T) {
	d := newDesk(t)
	if _, err := d.visitor("a", models.Begin(models.Message{Now: d.now})); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("%v", err)
	}
}

// M-36
func TestTrial_PinnedFlows_ArePlayedInsteadOfTheNewest(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"text","settings":{"text":"Old words"},"out":{"next":{"block":"e"}}},"e":{"kind":"end"}`))
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"text","settings":{"text":"New words"},"out":{"next":{"block":"e"}}},"e":{"kind":"restart"}`))
	id := d.bot.StartFlow
	lib := (&models.Trial{Pins: map[string]int{id: 2}}).Library(d.store.Published(t.Context()))
	if version, err := lib.Latest(id); version != 2 || err != nil {
		t.Errorf("version %d, %v", version, err)
	}
	document := &flow.Document{ID: "x", Start: "a"}
	drafted := models.Drafted{Library: lib, Documents: map[string]*flow.Document{id: document}}
	version, err := drafted.Latest(id)
	if got, failed := drafted.Document(id, version); got != document || err != nil || failed != nil {
		t.Errorf("%v, %v, %v", got, err, failed)
	}
	if got, err := drafted.Document(id, 2); got == document || err != nil {
		t.Errorf("an older version: %v, %v", got, err)
	}
}
