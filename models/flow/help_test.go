package flow

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"deskbell/models/wording"
)

var now = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

// shelf is a library of published documents: flow → version → document.
type shelf map[string]map[int]*Document

func (s shelf) Document(flow string, version int) (*Document, error) {
	if d, ok := s[flow][version]; ok {
		return d, nil
	}
	return nil, errors.New("no such version")
}

func (s shelf) Latest(flow string) (int, error) {
	newest := 0
	for v := range s[flow] {
		newest = max(newest, v)
	}
	if newest == 0 {
		return 0, errors.New("not published")
	}
	return newest, nil
}

// failer is what the checks need of a test, or of a search for the smallest failing one.
type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// document reads blocks as they stand in a file: {"a": {...}, ...}.
func document(t testing.TB, id, start, blocks string) *Document {
	t.Helper()
	d, err := Parse(fmt.Appendf(nil, `{"schema":1,"id":%q,"name":"Test","start":%q,"blocks":%s}`, id, start, blocks))
	if err != nil {
		t.Fatalf("document %s: %v", id, err)
	}
	return d
}

// talk drives a run and checks after each step that the state survives JSON, that the step left its
// input alone and that it gives the same again.
type talk struct {
	t       testing.TB
	lib     Library
	s       State
	effects []Effect
	now     time.Time
	words   wording.Set
}

// begin starts flow "main", made of blocks, at block "a".
func begin(t testing.TB, blocks string, vars map[string]string) *talk {
	t.Helper()
	return beginIn(t, shelf{"main": {1: document(t, "main", "a", blocks)}}, vars)
}

func beginIn(t testing.TB, lib Library, vars map[string]string) *talk {
	t.Helper()
	k := &talk{t: t, lib: lib, now: now}
	return k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Vars: vars})
}

func (k *talk) do(ev Event) *talk {
	k.t.Helper()
	ev.Now = k.now
	if !k.words.Plain() {
		ev.Words = k.words
	}
	before := roundTrip(k.t, k.s)
	s, effects := Step(k.lib, k.s, ev)
	again, effectsAgain := Step(k.lib, before, ev)
	if !reflect.DeepEqual(k.s, before) {
		k.t.Fatalf("the step changed its input: %+v, before %+v", k.s, before)
	}
	if !reflect.DeepEqual(s, again) || !reflect.DeepEqual(effects, effectsAgain) {
		k.t.Fatalf("a second time gave\n%+v %+v, first\n%+v %+v", again, effectsAgain, s, effects)
	}
	if kept := roundTrip(k.t, s); !reflect.DeepEqual(kept, s) {
		k.t.Fatalf("state after JSON\n%+v, before\n%+v", kept, s)
	}
	k.s, k.effects = s, effects
	return k
}

func roundTrip(t failer, s State) State {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back State
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	return back
}

func (k *talk) token() string {
	k.t.Helper()
	if k.s.Wait == nil {
		k.t.Fatalf("nothing is waited for (ended: %q, effects: %+v)", k.s.Ended, k.effects)
	}
	return k.s.Wait.Token
}

func (k *talk) typed(text string) *talk {
	k.t.Helper()
	return k.do(Event{Kind: EventReply, Token: k.token(), Text: text})
}

func (k *talk) press(choice string) *talk {
	k.t.Helper()
	return k.do(Event{Kind: EventReply, Token: k.token(), Choice: choice})
}

func (k *talk) send(kind EventKind) *talk {
	k.t.Helper()
	return k.do(Event{Kind: kind, Token: k.token()})
}

func (k *talk) person(port string, vars map[string]string) *talk {
	k.t.Helper()
	return k.do(Event{Kind: EventPerson, Token: k.token(), Port: port, Vars: vars})
}

// said are the texts of the last step.
func (k *talk) said() []string {
	var texts []string
	for _, e := range k.effects {
		if e.Kind == EffectSay {
			texts = append(texts, e.Text)
		}
	}
	return texts
}

func (k *talk) wantSaid(want ...string) *talk {
	k.t.Helper()
	if got := k.said(); !reflect.DeepEqual(got, want) {
		k.t.Fatalf("said %q, want %q (effects %+v)", got, want, k.effects)
	}
	return k
}

func (k *talk) wantAt(block string, kind WaitKind) *talk {
	k.t.Helper()
	if k.s.Wait == nil || k.s.Wait.Kind != kind || k.s.Stack[len(k.s.Stack)-1].Block != block {
		k.t.Fatalf("at %+v, waits for %+v, ended %q; want %s at %q; effects %+v", k.s.Stack, k.s.Wait, k.s.Ended, kind, block, k.effects)
	}
	return k
}

func (k *talk) wantEnded(how string) *talk {
	k.t.Helper()
	if k.s.Ended != how || k.s.Wait != nil {
		k.t.Fatalf("ended %q, waits for %+v; want %q; effects %+v", k.s.Ended, k.s.Wait, how, k.effects)
	}
	return k
}

func (k *talk) wantVar(name, want string) *talk {
	k.t.Helper()
	if got := k.s.Vars[name]; got != want {
		k.t.Fatalf("%s is %q, want %q", name, got, want)
	}
	return k
}

// effect is the one effect of a kind in the last step.
func (k *talk) effect(kind EffectKind) Effect {
	k.t.Helper()
	var found []Effect
	for _, e := range k.effects {
		if e.Kind == kind {
			found = append(found, e)
		}
	}
	if len(found) != 1 {
		k.t.Fatalf("%d effects %q in %+v, want 1", len(found), kind, k.effects)
	}
	return found[0]
}

func (k *talk) prompt() Prompt { return PromptOf(k.lib, k.s, wording.Set{}) }
