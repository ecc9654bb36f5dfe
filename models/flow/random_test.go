package flow

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"deskbell/models/wording"
)

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
	free := []EventKind{EventStart, EventGoto, EventResume, EventQuick}
	stale := !slices.Contains(free, ev.Kind) && (s.Wait == nil || ev.Token != s.Wait.Token)
	if stale && (len(effects) > 0 || !reflect.DeepEqual(after, s)) {
		t.Fatalf("stale %+v did something: %+v", ev, effects)
	}
	LiveChatAt(lib, after, wording.Set{})
	checkWait(t, s, after, effects)
	checkPrompt(t, lib, after)
	return after
}

// checkWait: a new wait has an effect that can end it, or a prompt; at most so many flows run one
// another; a quick reply never touches what else is waited for.
func checkWait(t failer, before, after State, effects []Effect) {
	t.Helper()
	if len(after.Stack) > maxDepth+1 {
		t.Fatalf("%d frames", len(after.Stack))
	}
	asides := 0
	for i, f := range after.Stack {
		if f.Aside {
			asides++
		}
		if asides > 1 || f.Aside && i == 0 {
			t.Fatalf("stack %+v", after.Stack)
		}
	}
	w := after.Wait
	if after.Held != nil && (asides == 0 || after.Held.AI == nil) {
		t.Fatalf("%+v is held for nothing at %+v", after.Held, after.Stack)
	}
	if w.AwaitsAI() && (w.AI.Turn < 1 || w.AI.Turn > mostTurns || w.Due.IsZero()) || len(after.Asked) > mostAsked {
		t.Fatalf("%+v, asked %d times", w.AI, len(after.Asked))
	}
	if w == nil || before.Wait != nil && before.Wait.Token == w.Token {
		return
	}
	has := func(kinds ...EffectKind) bool {
		return slices.ContainsFunc(effects, func(e Effect) bool { return slices.Contains(kinds, e.Kind) && e.Token == w.Token })
	}
	if !w.Due.IsZero() && !has(EffectTimer) {
		t.Fatalf("%+v has a time and no timer: %+v", w, effects)
	}
	switch w.Kind {
	case WaitTimer:
		if w.Due.IsZero() {
			t.Fatalf("%+v is never over", w)
		}
	case WaitPerson:
		if !has(EffectPerson) {
			t.Fatalf("%+v, and nobody is asked for: %+v", w, effects)
		}
	case WaitResult:
		if !has(EffectHTTP, EffectAI, EffectAgents) {
			t.Fatalf("%+v, and nobody knows: %+v", w, effects)
		}
	}
}

// checkPrompt: what is offered works, what is not offered does nothing.
func checkPrompt(t failer, lib Library, s State) {
	t.Helper()
	p := PromptOf(lib, s, wording.Set{})
	for _, c := range QuickOf(lib, s) {
		if _, did := step(lib, s, Event{Kind: EventQuick, Choice: c.ID, Now: now}); !did {
			t.Fatalf("quick reply %+v does nothing at %+v", c, s)
		}
	}
	if s.Wait == nil {
		return
	}
	if (p.Kind == PromptNone) != (s.Wait.Kind != WaitReply) {
		t.Fatalf("prompt %+v at %+v", p, s.Wait)
	}
	if !reflect.DeepEqual(p, PromptOf(lib, roundTrip(t, s), wording.Set{})) {
		t.Fatalf("another prompt after JSON: %+v", p)
	}
	for kind, offered := range map[EventKind]bool{EventSkip: p.Skip != "", EventBack: p.Back, EventCancel: p.Cancel} {
		if _, did := step(lib, s, Event{Kind: kind, Token: s.Wait.Token, Now: now}); did != offered {
			t.Fatalf("%s offered: %v, worked: %v, at %+v", kind, offered, did, s)
		}
	}
}

// playAnything plays a run of random documents and events.
func playAnything(t failer, d dice) {
	t.Helper()
	lib := shelf{"main": {1: d.document("main", true), 2: d.document("main", true)}, "side": {1: d.document("side", true)}}
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
		doc := d.document("main", false)
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
		s, effects := Step(lib, State{}, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
		for range 40 {
			deep := func(e Effect) bool { return e.Kind == EffectFault && strings.Contains(e.Text, " deep: ") }
			if s.Ended == EndedByFault && !slices.ContainsFunc(effects, deep) {
				t.Fatalf("seed %d: %+v %+v", seed, s, effects)
			}
			ev := d.event(s)
			if ev.Kind == EventGoto || ev.Kind == EventStart {
				ev.Kind, ev.Target, ev.Version = EventStart, Target{Flow: "main"}, 1
			}
			s, effects = Step(lib, s, ev)
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
	for _, k := range Kinds() {
		d := seeded(1, 1)
		b := Block{Kind: k.Name, Settings: json.RawMessage(d.sane(k)), Out: map[string]Target{PortNext: {Block: "a"}}}
		data, err := json.Marshal(Document{Schema: Schema, ID: "main", Start: "a", Blocks: map[string]Block{"a": b}})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Parse(data)
		if err != nil {
			return
		}
		Check(d, func(string) *Document { return d })
		Outline(d)
		lib := shelf{"main": {1: d}}
		s := checkStep(t, lib, State{}, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
		dice := seeded(uint64(len(data)), 3)
		for range 10 {
			ev := dice.event(s)
			ev.Target.Flow = ""
			s = checkStep(t, lib, s, ev)
		}
	})
}

// What is read of typed words reads the same again.
func FuzzTyped(f *testing.F) {
	for _, words := range []string{"+41 (0)44 123 45 67", "1.234,5", "2. März 2026", "2:30 pm", "today to tomorrow", "Example.org/a?b#c", "1, 3", "★★★", "a@b.example"} {
		f.Add(words)
	}
	choices := []Choice{{ID: "1", Label: "One"}, {ID: "2", Label: "Two, or so"}, {ID: "3", Label: "3"}}
	f.Fuzz(func(t *testing.T, words string) {
		again := func(what string, read func(string) (string, bool)) {
			first, ok := read(words)
			if !ok {
				return
			}
			if second, ok := read(first); !ok || second != first {
				t.Fatalf("%s: %q is %q, and that is %q %v", what, words, first, second, ok)
			}
		}
		again("phone", func(s string) (string, bool) { return CleanPhone(s, "CH") })
		again("number", func(s string) (string, bool) { return cleanNumber(s, -1) })
		again("address", CleanURL)
		again("email", CleanEmail)
		again("time", clockOf)
		for _, kind := range []string{whenDate, whenDateTime} {
			again(kind, func(s string) (string, bool) { iso, why := whenOf(s, kind, now); return iso, why == nil })
			again("span of "+kind, func(s string) (string, bool) { iso, why := spanOf(s, kind, now); return iso, why == nil })
		}
		b := buttonsBlock{Multi: true, Choices: choices}
		again("picks", func(s string) (string, bool) {
			got := b.readPicks(choices, Event{Text: s})
			return got.value, got.why == nil
		})
	})
}
