package flow

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// dice make documents and events, sensible and not.
type dice struct{ IntN func(n int) int }

func seeded(seed, stream uint64) dice { return dice{rand.New(rand.NewPCG(seed, stream)).IntN} }

func (d dice) of(words ...string) string { return words[d.IntN(len(words))] }

func (d dice) block() string { return d.of("a", "b", "c", "d", "e", "f", "g", "h", "", "gone") }

func (d dice) target() Target {
	t := Target{Block: d.block()}
	if d.IntN(6) == 0 {
		t.Flow = d.of("main", "side", "gone")
	}
	return t
}

func (d dice) settings(kind string) string {
	if d.IntN(40) == 0 {
		return d.of(`{}`, `[]`, `null`, `7`, `{"text":{}}`, `{"x":1}`)
	}
	name := d.of("x", "y", "email")
	switch kind {
	case "text":
		return fmt.Sprintf(`{"text":"Say {{%s}} {{"}`, name)
	case "buttons":
		return fmt.Sprintf(`{"text":"B","var":%q,"choices":[{"id":"1","label":"One"},{"id":"2","label":"{{%s}}"}]}`, name, name)
	case "question":
		return fmt.Sprintf(`{"text":"Q","type":%q,"var":%q,"required":%t,"only_if_unknown":%t,"max_tries":%d}`,
			d.of("text", "email"), name, d.IntN(2) == 0, d.IntN(2) == 0, d.IntN(3))
	case "condition":
		op := opWords()[d.IntN(len(opWords()))][0]
		return fmt.Sprintf(`{"branches":[{"id":"1","all":%t,"rules":[{"var":%q,"op":%q,"value":%q},{"var":"y","op":"is_set"}]}]}`,
			d.IntN(2) == 0, name, op, d.of("1", "{{y}}", "a"))
	case "set":
		return fmt.Sprintf(`{"var":%q,"op":%q,"value":%q}`, name, d.of("set", "clear", "append", "add"), d.of("1", "{{x}}{{y}}", "3"))
	case "wait":
		return fmt.Sprintf(`{"seconds":%d}`, 1+d.IntN(100))
	case "live_chat":
		return fmt.Sprintf(`{"offer":%t,"skip":%t,"back":%t,"unavailable":%q}`,
			d.IntN(2) == 0, d.IntN(2) == 0, d.IntN(2) == 0, d.of(UnavailableExit, UnavailableJump, UnavailableLeave))
	}
	return `{}`
}

func (d dice) document(id string) *Document {
	doc := &Document{Schema: Schema, ID: id, Start: "a", Blocks: map[string]Block{}}
	for _, block := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		kind := d.of("text", "buttons", "question", "condition", "set", "jump", "wait", "live_chat", "text", "set", "end")
		b := Block{Kind: kind, Settings: json.RawMessage(d.settings(kind)), Out: map[string]Target{}}
		for _, port := range []string{"next", "choice:1", "choice:2", "default", "branch:1", "else", "failed", "skipped", "unavailable"} {
			if d.IntN(4) > 0 {
				b.Out[port] = d.target()
			}
		}
		doc.Blocks[block] = b
	}
	return doc
}

func (d dice) event(s State) Event {
	kinds := []EventKind{EventReply, EventReply, EventReply, EventSkip, EventBack, EventTimer, EventPerson, EventResume, EventGoto, EventStart}
	ev := Event{
		Kind: kinds[d.IntN(len(kinds))], Now: now.Add(time.Duration(d.IntN(1_000_000)) * time.Millisecond),
		Text: d.of("", "one", "ana@example.org", "\xff{{x}}", "5"), Choice: d.of("", "", "1", "2", "person", "gone"),
		Port: d.of("", "next", "unavailable", "skipped", "\xff"), Target: d.target(), Version: d.IntN(3),
		Vars: map[string]string{d.of("x", "y", "\xff", ""): d.of("1", "", "\xff")},
	}
	if s.Wait != nil && d.IntN(10) > 0 {
		ev.Token = s.Wait.Token
	}
	return ev
}

// checkStep is what holds of every step, whatever comes in.
func checkStep(t failer, lib Library, s State, ev Event) State {
	t.Helper()
	before := roundTrip(t, s)
	after, effects := Step(lib, s, ev)
	again, effectsAgain := Step(lib, before, ev)
	if !reflect.DeepEqual(s, before) {
		t.Fatalf("%+v changed its input %+v to %+v", ev, before, s)
	}
	if !reflect.DeepEqual(after, again) || !reflect.DeepEqual(effects, effectsAgain) {
		t.Fatalf("%+v gave %+v and then %+v", ev, after, again)
	}
	if kept := roundTrip(t, after); !reflect.DeepEqual(kept, after) {
		t.Fatalf("state %+v is %+v after JSON", after, kept)
	}
	if (after.Wait == nil) != (after.Ended != "" || len(after.Stack) == 0) {
		t.Fatalf("%+v left a run that neither waits nor ended: %+v", ev, after)
	}
	if r, ok := step(lib, s, ev); ok && len(r.path) > maxBlocks {
		t.Fatalf("%d blocks in one step", len(r.path))
	}
	stale := ev.Kind != EventStart && ev.Kind != EventGoto && ev.Kind != EventResume && (s.Wait == nil || ev.Token != s.Wait.Token)
	if stale && (len(effects) > 0 || !reflect.DeepEqual(after, s)) {
		t.Fatalf("stale %+v did something: %+v", ev, effects)
	}
	LiveChatAt(lib, after)
	checkPrompt(t, lib, after)
	return after
}

// checkPrompt: what is offered works, what is not offered does nothing.
func checkPrompt(t failer, lib Library, s State) {
	t.Helper()
	p := PromptOf(lib, s)
	if s.Wait == nil {
		return
	}
	for kind, offered := range map[EventKind]bool{EventSkip: p.Skip != "", EventBack: p.Back} {
		if _, did := step(lib, s, Event{Kind: kind, Token: s.Wait.Token, Now: now}); did != offered {
			t.Fatalf("%s offered: %v, worked: %v, at %+v", kind, offered, did, s)
		}
	}
}

// playAnything plays a run of random documents and events.
func playAnything(t failer, d dice) {
	t.Helper()
	lib := shelf{"main": {1: d.document("main"), 2: d.document("main")}, "side": {1: d.document("side")}}
	others := func(id string) *Document { return lib[id][1] }
	first := Check(lib["main"][1], others)
	if again := Check(lib["main"][1], others); !reflect.DeepEqual(first, again) {
		t.Fatalf("problems %+v, then %+v", first, again)
	}
	if n := len(Outline(lib["main"][1])); n != 8 {
		t.Fatalf("%d lines", n)
	}
	s := checkStep(t, lib, State{}, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
	for range 40 {
		s = checkStep(t, lib, s, d.event(s))
	}
}

// M-17
func TestStep_AnyDocumentAnyEvents_KeepsItsPromises(t *testing.T) {
	for seed := range uint64(1000) {
		playAnything(t, seeded(seed, 1))
	}
}

// The same with a search for the smallest run that breaks a promise.
func TestStep_AnyDocumentAnyEvents_ShrinksToTheSmallest(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		playAnything(rt, dice{func(n int) int { return rapid.IntRange(0, n-1).Draw(rt, "n") }})
	})
}

// M-17
func TestCheck_FlowWithoutErrors_NeverFaults(t *testing.T) {
	played := 0
	for seed := uint64(0); played < 60 && seed < 200_000; seed++ {
		d := seeded(seed, 2)
		doc := d.document("main")
		for id, b := range doc.Blocks {
			for port, to := range b.Out {
				if to.Flow = ""; to.Block == "gone" {
					to.Block = "a"
				}
				b.Out[port] = to
			}
			doc.Blocks[id] = b
		}
		if hasError(Check(doc, nil)) {
			continue
		}
		played++
		lib := shelf{"main": {1: doc}}
		s, _ := Step(lib, State{}, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
		for range 40 {
			if s.Ended == EndedByFault {
				t.Fatalf("seed %d: %+v", seed, s)
			}
			ev := d.event(s)
			if ev.Kind == EventGoto || ev.Kind == EventStart {
				ev.Kind, ev.Target, ev.Version = EventStart, Target{Flow: "main"}, 1
			}
			s, _ = Step(lib, s, ev)
		}
	}
	if played < 60 {
		t.Errorf("only %d documents had no errors", played)
	}
}

func hasError(problems []Problem) bool {
	for _, p := range problems {
		if p.Severity == SeverityError {
			return true
		}
	}
	return false
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"schema":1,"id":"main","start":"a","blocks":` + whole + `}`))
	f.Add([]byte(`{"schema":1,"start":"a","blocks":{"a":{"kind":"jump","settings":null,"out":{"next":{"block":"a"}}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Parse(data)
		if err != nil {
			return
		}
		Check(d, func(string) *Document { return d })
		Outline(d)
		lib := shelf{"main": {1: d}}
		s := checkStep(t, lib, State{}, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
		for range 5 {
			ev := Event{Kind: EventReply, Text: "x", Now: now}
			if s.Wait != nil {
				ev.Token = s.Wait.Token
			}
			s = checkStep(t, lib, s, ev)
		}
	})
}
