package flow

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestStep_StaleToken_DoesNothing(t *testing.T) {
	k := begin(t, menu, nil)
	for _, kind := range []EventKind{EventReply, EventSkip, EventBack, EventTimer, EventPerson} {
		for _, token := range []string{"", "t0", "t2"} {
			s, effects := Step(k.lib, k.s, Event{Kind: kind, Token: token, Choice: "p", Now: now})
			if !reflect.DeepEqual(s, k.s) || effects != nil {
				t.Errorf("%s with token %q: %+v %+v", kind, token, s, effects)
			}
		}
	}
	for _, kind := range []EventKind{EventSkip, EventBack, EventTimer, EventPerson, "unheard of"} {
		s, effects := Step(k.lib, k.s, Event{Kind: kind, Token: k.token(), Now: now})
		if !reflect.DeepEqual(s, k.s) || effects != nil {
			t.Errorf("%s at buttons: %+v %+v", kind, s, effects)
		}
	}
}

func TestStep_AnsweredTwice_TheSecondDoesNothing(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"question","settings":{"text":"A"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"B"}}}`, nil)
	ev := Event{Kind: EventReply, Token: k.token(), Text: "x"}
	k.do(ev).wantSaid("B").do(ev).wantSaid().wantAt("b", WaitReply)
}

func TestStart_AgainInAUsedState_BeginsAfresh(t *testing.T) {
	k := begin(t, menu, map[string]string{"name": "Ana", "old": "x"})
	old := k.token()
	k.press("p")
	k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Vars: map[string]string{"name": "Bo"}}).wantAt("a", WaitReply)
	if want := map[string]string{"name": "Bo"}; !reflect.DeepEqual(k.s.Vars, want) || k.s.Trail != nil || k.s.Ended != "" {
		t.Errorf("state %+v", k.s)
	}
	if k.token() == old {
		t.Error("the token of the first run fits the second")
	}
}

// M-11
func TestStart_RunUnderWay_KeepsItsVersion(t *testing.T) {
	lib := shelf{"main": {1: document(t, "main", "a", `{
		"a":{"kind":"question","settings":{"text":"A1"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"text","settings":{"text":"B1"}}}`)}}
	k := beginIn(t, lib, nil).wantSaid("A1")
	lib["main"][2] = document(t, "main", "a", `{"a":{"kind":"text","settings":{"text":"A2"}}}`)
	k.typed("x").wantSaid("B1")
	beginIn(t, lib, nil).wantSaid("A2")
	k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Version: 1}).wantSaid("A1")
}

func TestStep_BrokenDocument_EndsWithAFault(t *testing.T) {
	for _, tt := range []struct{ name, blocks, says string }{
		{"start missing", `{}`, `block "a"`},
		{"target missing", `{"a":{"kind":"text","settings":{"text":"A"},"out":{"next":{"block":"b"}}}}`, `block "b"`},
		{"flow missing", `{"a":{"kind":"jump","settings":{"flow":"gone"}}}`, `flow "gone"`},
		{"unknown kind", `{"a":{"kind":"dance"}}`, "dance"},
		{"settings of another type", `{"a":{"kind":"text","settings":{"text":5}}}`, "text"},
		{"settings no object", `{"a":{"kind":"text","settings":[1]}}`, "array"},
		{"unknown setting", `{"a":{"kind":"text","settings":{"text":"A","txt":"B"}}}`, "txt"},
		{"no choices", `{"a":{"kind":"buttons","settings":{"text":"A"}}}`, "choice"},
		{"wait out of bounds", `{"a":{"kind":"wait","settings":{"seconds":0}}}`, "time"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := begin(t, tt.blocks, nil).wantEnded(EndedByFault)
			if e := k.effect(EffectFault); !strings.Contains(e.Text, tt.says) {
				t.Errorf("fault %q, want it to name %q", e.Text, tt.says)
			}
			k.do(Event{Kind: EventReply, Token: "t1", Text: "x"}).wantSaid().wantEnded(EndedByFault)
		})
	}
}

func TestStep_LibraryWithoutTheFlow_EndsWithAFault(t *testing.T) {
	k := &talk{t: t, lib: shelf{}, now: now}
	k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}}).wantEnded(EndedByFault)
	k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Version: 3}).wantEnded(EndedByFault)
	k.do(Event{Kind: EventGoto}).wantEnded(EndedByFault)
	k.s = State{Wait: &Wait{Kind: WaitReply, Token: "t1"}, Stack: []Frame{{Flow: "main", Version: 1, Block: "a"}}}
	if p := k.prompt(); p.Kind != PromptNone {
		t.Errorf("prompt %+v", p)
	}
	k.typed("x").wantEnded(EndedByFault)
	k.s = State{Wait: &Wait{Kind: WaitReply, Token: "t1"}}
	k.typed("x").wantEnded(EndedByFault)
}

func chain(n int, last string) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range n {
		id := "a"
		if i > 0 {
			id = fmt.Sprintf("b%d", i)
		}
		fmt.Fprintf(&b, `%q:{"kind":"text","settings":{"text":"Line %d of {{name}}"},"out":{"next":{"block":"b%d"}}},`, id, i, i+1)
	}
	fmt.Fprintf(&b, `"b%d":%s}`, n, last)
	return b.String()
}

// M-17
func TestStep_LoopThatNeverWaits_StopsAtTwoHundredBlocks(t *testing.T) {
	const ask = `{"kind":"question","settings":{"text":"Q"}}`
	begin(t, chain(199, ask), nil).wantAt("b199", WaitReply)
	begin(t, chain(200, ask), nil).wantEnded(EndedByFault)
	k := begin(t, `{
		"a":{"kind":"set","settings":{"var":"x","op":"add","value":"1"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"jump","out":{"next":{"block":"a"}}}}`, nil).wantEnded(EndedByFault).wantVar("x", "100")
	if e := k.effect(EffectFault); !strings.Contains(e.Text, "a → b → a → b") {
		t.Errorf("fault %q", e.Text)
	}
}

func TestDeadEnd_InARunFlow_ComesBackToTheCaller(t *testing.T) {
	lib := shelf{
		"main": {1: document(t, "main", "a", `{
			"a":{"kind":"jump","out":{"next":{"block":"b"}}},
			"b":{"kind":"question","settings":{"text":"Back in main."}},
			"z":{"kind":"jump"}}`)},
		"sub": {1: document(t, "sub", "s", `{"s":{"kind":"question","settings":{"text":"In sub."}},"e":{"kind":"end"}}`)},
	}
	deep := func(frames ...Frame) *talk {
		k := &talk{t: t, lib: lib, now: now}
		k.s = State{Seq: 1, Stack: frames, Wait: &Wait{Kind: WaitReply, Token: "t1"}}
		return k
	}
	k := deep(Frame{Flow: "main", Version: 1, Block: "a"}, Frame{Flow: "sub", Version: 1, Block: "s"}).typed("x").wantSaid("Back in main.").wantAt("b", WaitReply)
	if len(k.s.Stack) != 1 {
		t.Errorf("stack %+v", k.s.Stack)
	}
	k.send(EventBack).wantSaid("In sub.").wantAt("s", WaitReply)
	if want := []Frame{{Flow: "main", Version: 1, Block: "a"}, {Flow: "sub", Version: 1, Block: "s"}}; !reflect.DeepEqual(k.s.Stack, want) {
		t.Errorf("stack after going back %+v", k.s.Stack)
	}
	deep(Frame{Flow: "main", Version: 1, Block: "a"}, Frame{Flow: "main", Version: 1, Block: "z"}, Frame{Flow: "sub", Version: 1, Block: "s"}).typed("x").wantSaid("Back in main.")
	deep(Frame{Flow: "main", Version: 1, Block: "z"}, Frame{Flow: "sub", Version: 1, Block: "s"}).typed("x").wantEnded(EndedByDeadEnd)
	deep(Frame{Flow: "gone", Version: 1, Block: "z"}, Frame{Flow: "sub", Version: 1, Block: "s"}).typed("x").wantEnded(EndedByFault)
	k = deep(Frame{Flow: "main", Version: 1, Block: "a"}, Frame{Flow: "sub", Version: 1, Block: "s"})
	k.do(Event{Kind: EventGoto, Target: Target{Block: "e"}}).wantEnded(EndedByBlock)
}

func TestBack_ReturnsAlongTheAnswers_AsFarAsTheyAreKept(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"a":{"kind":"question","settings":{"text":"Q0","var":"q"},"out":{"next":{"block":"q1"}}}`)
	for i := 1; i <= 14; i++ {
		fmt.Fprintf(&b, `,"q%d":{"kind":"question","settings":{"text":"Q%d"},"out":{"next":{"block":"q%d"}}}`, i, i, i+1)
	}
	b.WriteString(`,"q15":{"kind":"question","settings":{"text":"Q15"}}}`)
	k := begin(t, b.String(), nil)
	before := k.s
	k.send(EventBack).wantSaid()
	if !reflect.DeepEqual(k.s, before) {
		t.Errorf("back at the first question: %+v", k.s)
	}
	for i := range 15 {
		k.typed("x").wantSaid(fmt.Sprintf("Q%d", i+1))
	}
	for i := range maxTrail {
		if !k.prompt().Back {
			t.Fatalf("no way back after %d", i)
		}
		k.send(EventBack).wantSaid(fmt.Sprintf("Q%d", 14-i))
	}
	if k.prompt().Back {
		t.Errorf("the trail is longer than %d", maxTrail)
	}
	k.typed("y").wantSaid("Q6")
}

func TestFill_VariablesOnce(t *testing.T) {
	vars := map[string]string{"a": "A", "b": "{{a}}", "live.agent": "Bo", "big": strings.Repeat("ä", maxAnswer)}
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"plain", "plain"},
		{"{{a}}{{a}}", "AA"},
		{"{{ a }}-{{live.agent}}", "A-Bo"},
		{"{{b}}", "{{a}}"},
		{"[{{nope}}]", "[]"},
		{"{{a", "{{a"},
		{"a}} {{", "a}} {{"},
		{"{{}} {{ }} {{a}}", "{{}} {{ }} A"},
		{"{{{a}}}", "{A}"},
		{"{{ {{a}} }}", "{{ A }}"},
		{"{{a}b}} {{a}}", "{{a}b}} A"},
	} {
		if got := Fill(tt.text, vars); got != tt.want {
			t.Errorf("Fill(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
	if got := Fill("x"+strings.Repeat("{{big}}", 1000), vars); len(got) > maxFilled || !strings.HasSuffix(got, "ä") {
		t.Errorf("%d bytes", len(got))
	}
}

func TestCleanEmail(t *testing.T) {
	for text, ok := range map[string]bool{
		"ana@example.org": true, "ana.b+c@mail.example.co.uk": true, "Ana@bücher.example": true, "a@xn--bcher-kva.example": true,
		"": false, "ana": false, "@example.org": false, "ana@": false, "ana@localhost": false, "ana@example": false,
		"ana@example..org": false, "ana@-a.org": false, "ana@[127.0.0.1]": false, "ana@127.0.0.1": false, "ana@example.o": false,
		"Ana <ana@example.org>": false, "<ana@example.org>": false, "a@b.org, c@d.org": false, `"a b"@example.org`: false,
		"ana@example.org\r\nBcc: x@y.org": false, "ana@example.org\n": false, "ana\x00@example.org": false, "ana\u202e@example.org": false,
		"a b@example.org": false, "a@b@example.org": false, "mailto:ana@example.org": false,
		strings.Repeat("a", 65) + "@example.org":   false,
		"ana@" + strings.Repeat("a.", 130) + "org": false,
		"ana@" + strings.Repeat("a", 64) + ".org":  false,
	} {
		if _, got := CleanEmail(text); got != ok {
			t.Errorf("CleanEmail(%q) = %v, want %v", text, got, ok)
		}
	}
	if got, _ := CleanEmail("  ana@example.org\t"); got != "ana@example.org" {
		t.Errorf("not trimmed: %q", got)
	}
}

func BenchmarkStep_HundredBlocks(b *testing.B) {
	doc := document(b, "main", "a", chain(99, `{"kind":"question","settings":{"text":"Q"}}`))
	lib := shelf{"main": {1: doc}}
	ev := Event{Kind: EventStart, Target: Target{Flow: "main"}, Version: 1, Now: now, Vars: map[string]string{"name": "Ana"}}
	b.ReportAllocs()
	for b.Loop() {
		if s, effects := Step(lib, State{}, ev); len(effects) != 200 || s.Wait == nil {
			b.Fatalf("%d effects, %+v", len(effects), s)
		}
	}
}

func BenchmarkStep_OneAnswer(b *testing.B) {
	lib := shelf{"main": {1: document(b, "main", "a", `{
		"a":{"kind":"question","settings":{"text":"A","var":"x"},"out":{"next":{"block":"c"}}},
		"c":{"kind":"condition","settings":{"branches":[{"id":"1","rules":[{"var":"x","op":"equals","value":"y"}]}]},"out":{"branch:1":{"block":"t"},"else":{"block":"a"}}},
		"t":{"kind":"text","settings":{"text":"T {{x}}"},"out":{"next":{"block":"a"}}}}`)}}
	s, _ := Step(lib, State{}, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
	ev := Event{Kind: EventReply, Token: s.Wait.Token, Text: "y", Now: now}
	b.ReportAllocs()
	for b.Loop() {
		Step(lib, s, ev)
	}
}
