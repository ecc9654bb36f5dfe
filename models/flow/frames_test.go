package flow

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// visits are the blocks of the last step with the ports by which they were left.
func (k *talk) visits() []string {
	var seen []string
	for _, e := range k.effects {
		if e.Kind == EffectVisit {
			seen = append(seen, e.Frame.Flow+"/"+e.Block+">"+e.Port)
		}
	}
	return seen
}

func (k *talk) wantVisits(want ...string) *talk {
	k.t.Helper()
	if got := k.visits(); !reflect.DeepEqual(got, want) {
		k.t.Fatalf("visits %q, want %q", got, want)
	}
	return k
}

func called(t testing.TB) shelf {
	return shelf{
		"main": {1: document(t, "main", "a", `{
			"a":{"kind":"call","out":{"call":{"flow":"sub"},"next":{"block":"b"}}},
			"b":{"kind":"text","settings":{"text":"Back with {{x}}."},"out":{"next":{"block":"c"}}},
			"c":{"kind":"call","out":{"call":{"block":"own"},"next":{"block":"d"}}},
			"own":{"kind":"text","settings":{"text":"Own part."}},
			"d":{"kind":"question","settings":{"text":"The end?"}}}`)},
		"sub": {
			3: document(t, "sub", "s", `{"s":{"kind":"question","settings":{"text":"X?","var":"x"}}}`),
			4: document(t, "sub", "s", `{"s":{"kind":"question","settings":{"text":"New X?","var":"x"},"out":{"next":{"block":"e"}}},"e":{"kind":"end"}}`),
		},
	}
}

// M-6
func TestCall_RunsAFlow_AndComesBack(t *testing.T) {
	lib := called(t)
	delete(lib["sub"], 4)
	k := beginIn(t, lib, nil).wantSaid("X?").wantAt("s", WaitReply).wantVisits("main/a>call", "sub/s>")
	if want := []Frame{{Flow: "main", Version: 1, Block: "a"}, {Flow: "sub", Version: 3, Block: "s"}}; !reflect.DeepEqual(k.s.Stack, want) {
		t.Errorf("stack %+v", k.s.Stack)
	}
	lib["sub"][4] = called(t)["sub"][4]
	k.typed("7").wantSaid("Back with 7.", "Own part.", "The end?")
	k.wantVisits("sub/s>next", "main/a>next", "main/b>next", "main/c>call", "main/own>next", "main/c>next", "main/d>")
	if want := []Frame{{Flow: "main", Version: 1, Block: "d"}}; !reflect.DeepEqual(k.s.Stack, want) {
		t.Errorf("stack %+v", k.s.Stack)
	}
	k.send(EventBack).wantSaid("X?").wantAt("s", WaitReply)
	if len(k.s.Stack) != 2 {
		t.Errorf("stack after going back %+v", k.s.Stack)
	}
}

func TestCall_EndInside_EndsEverything(t *testing.T) {
	k := beginIn(t, called(t), nil).wantSaid("New X?").typed("7").wantEnded(EndedByBlock)
	k.effect(EffectEnd)
}

// M-17
func TestCall_TooDeep_IsAFaultThatNamesTheWay(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"question","settings":{"text":"Q","var":"x"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"call","out":{"call":{"block":"a"}}}}`, nil)
	for range maxDepth - 1 {
		k.typed("x").wantAt("a", WaitReply)
	}
	if len(k.s.Stack) != maxDepth {
		t.Errorf("%d frames", len(k.s.Stack))
	}
	k.typed("x").wantEnded(EndedByFault)
	if e := k.effect(EffectFault); !strings.Contains(e.Text, "16 deep: main → main") || e.Block != "b" {
		t.Errorf("fault %+v", e)
	}
}

func TestCall_TargetGone_IsAFault(t *testing.T) {
	begin(t, `{"a":{"kind":"call","out":{"call":{"flow":"gone"}}}}`, nil).wantEnded(EndedByFault)
	begin(t, `{"a":{"kind":"call","out":{"call":{"block":"gone"}}}}`, nil).wantEnded(EndedByFault)
	begin(t, `{"a":{"kind":"call","out":{"next":{"block":"b"}}},"b":{"kind":"text","settings":{"text":"B"}}}`, nil).wantSaid("B")
}

func TestVisit_OfAQuestion_ComesTwice(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"text","settings":{"text":"A"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"B","type":"email","max_tries":2},"out":{"next":{"block":"c"},"failed":{"block":"c"}}},
		"c":{"kind":"end"}}`, nil).wantVisits("main/a>next", "main/b>")
	k.typed("x").wantVisits()
	k.typed("x").wantVisits("main/b>failed", "main/c>")
	if e := k.effects[0]; e.Frame != (Frame{Flow: "main", Version: 1, Block: "b"}) {
		t.Errorf("visit %+v", e)
	}
}

func TestVisit_OfAPortThatTheBlockHasNot_IsNext(t *testing.T) {
	k := begin(t, `{"a":{"kind":"live_chat","settings":{},"out":{"next":{"block":"b"}}},"b":{"kind":"question","settings":{"text":"B"}}}`, nil)
	k.wantVisits("main/a>")
	if k.effects[0].Kind != EffectVisit {
		t.Errorf("the visit comes after what ends the turn: %+v", k.effects)
	}
	k.person("forged", nil).wantVisits("main/a>next", "main/b>")
}

func TestRestart_BeginsWhereTheRunBegan(t *testing.T) {
	lib := shelf{
		"main": {
			1: document(t, "main", "a", `{"a":{"kind":"question","settings":{"text":"A1","var":"x"},"out":{"next":{"flow":"side"}}},"z":{"kind":"end"}}`),
			2: document(t, "main", "z", `{"z":{"kind":"end"}}`),
		},
		"side": {},
	}
	for _, clear := range []string{"true", "false"} {
		lib["side"][1] = document(t, "side", "s", strings.Replace(`{"s":{"kind":"question","settings":{"text":"S","var":"y","sensitive":true},"out":{"next":{"block":"r"}}},
			"r":{"kind":"restart","settings":{"clear":CLEAR}}}`, "CLEAR", clear, 1))
		k := &talk{t: t, lib: lib, now: now}
		k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Version: 1, Seed: 7}).wantSaid("A1").typed("1").wantSaid("S")
		k.typed("2").wantSaid("A1").wantAt("a", WaitReply)
		if kept := len(k.s.Vars) == 2 && len(k.s.Secret) == 1; kept != (clear == "false") {
			t.Errorf("clear %s: %+v, secret %v", clear, k.s.Vars, k.s.Secret)
		}
		if k.prompt().Back || k.s.Seed != 7 || !reflect.DeepEqual(k.s.Stack, []Frame{{Flow: "main", Version: 1, Block: "a"}}) {
			t.Errorf("state %+v", k.s)
		}
	}
}

func TestStart_Seed_StaysTheSame(t *testing.T) {
	k := &talk{t: t, lib: shelf{"main": {1: document(t, "main", "a", menu)}}, now: now}
	k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Seed: 1 << 63})
	k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Seed: 5})
	if k.s.Seed != 1<<63 {
		t.Errorf("seed %d", k.s.Seed)
	}
}

const quick = `{
	"a":{"kind":"quick_replies","settings":{"items":[{"id":"h","label":"Hours, {{name}}"},{"id":"o","label":"Order","style":"filled"},{"id":"n","label":"Nowhere"}]},
		"out":{"quick:h":{"block":"h"},"quick:o":{"flow":"side"},"next":{"block":"q"}}},
	"q":{"kind":"question","settings":{"text":"Your name?","var":"name"},"out":{"next":{"block":"r"}}},
	"r":{"kind":"question","settings":{"text":"Your city?","var":"city"},"out":{"next":{"block":"w"}}},
	"w":LAST,
	"h":{"kind":"text","settings":{"text":"9 to 5."}}}`

const sideFlow = `{
	"s":{"kind":"text","settings":{"text":"Orders."},"out":{"next":{"block":"n"}}},
	"n":{"kind":"question","settings":{"text":"Number?","var":"number"},"out":{"next":{"block":"e"}}},
	"e":{"kind":"end"}}`

func withQuick(t testing.TB, last string) *talk {
	return beginIn(t, shelf{"main": {1: document(t, "main", "a", strings.Replace(quick, "LAST", last, 1))},
		"side": {1: document(t, "side", "s", sideFlow)}}, nil)
}

func (k *talk) quick(id string) *talk {
	k.t.Helper()
	return k.do(Event{Kind: EventQuick, Choice: id})
}

func TestQuick_AreThoseThatLeadSomewhere(t *testing.T) {
	k := withQuick(t, `{"kind":"end"}`).typed("Ana")
	want := []Choice{{ID: "h", Label: "Hours, Ana"}, {ID: "o", Label: "Order", Style: "filled"}}
	if got := QuickOf(k.lib, k.s); !reflect.DeepEqual(got, want) {
		t.Errorf("quick replies %+v", got)
	}
	before := k.s
	for _, id := range []string{"n", "x", ""} {
		if k.quick(id); !reflect.DeepEqual(k.s, before) || k.effects != nil {
			t.Errorf("%q did something: %+v", id, k.effects)
		}
	}
	if got := QuickOf(k.lib, State{}); got != nil {
		t.Errorf("quick replies of nothing: %+v", got)
	}
}

func TestQuick_AtAQuestion_ComesBackToIt(t *testing.T) {
	k := withQuick(t, `{"kind":"end"}`).wantAt("q", WaitReply)
	k.quick("h").wantSaid("9 to 5.", "Your name?").wantAt("q", WaitReply)
	k.wantVisits("main/a>quick:h", "main/h>next", "main/q>")
	if len(k.s.Stack) != 1 {
		t.Errorf("stack %+v", k.s.Stack)
	}
	k.typed("Ana").wantSaid("Your city?")
	k.quick("o").wantSaid("Orders.", "Number?").wantAt("n", WaitReply)
	k.quick("h").wantSaid("9 to 5.", "Your city?").wantAt("r", WaitReply) // in place of the other one
	k.quick("o").typed("12").wantSaid("Your city?").wantAt("r", WaitReply).wantVar("number", "12")
	if len(k.s.Stack) != 1 || k.s.Ended != "" {
		t.Errorf("state %+v", k.s)
	}
	k.send(EventBack).wantSaid("Your name?").wantAt("q", WaitReply)
}

func TestQuick_PressedAgainAndAgain_NeverPilesUp(t *testing.T) {
	k := withQuick(t, `{"kind":"end"}`)
	for range 50 {
		k.quick("o").wantAt("n", WaitReply)
		if len(k.s.Stack) != 2 {
			t.Fatalf("stack %+v", k.s.Stack)
		}
	}
	k.send(EventResume).wantSaid("Number?").wantAt("n", WaitReply)
	k.do(Event{Kind: EventGoto, Target: Target{Flow: "main", Block: "r"}}).wantSaid("Your city?")
	if want := []Frame{{Flow: "main", Version: 1, Block: "r"}}; !reflect.DeepEqual(k.s.Stack, want) {
		t.Errorf("stack %+v", k.s.Stack)
	}
}

func TestQuick_ThatRunsAFlow_GoesOnBehindIt(t *testing.T) {
	k := beginIn(t, shelf{"main": {1: document(t, "main", "a", `{
		"a":{"kind":"quick_replies","settings":{"items":[{"id":"x","label":"X"}]},"out":{"quick:x":{"block":"c"},"next":{"block":"q"}}},
		"q":{"kind":"question","settings":{"text":"Q"}},
		"c":{"kind":"call","out":{"call":{"flow":"side"},"next":{"block":"t"}}},
		"t":{"kind":"text","settings":{"text":"Then."}}}`)},
		"side": {1: document(t, "side", "s", `{"s":{"kind":"question","settings":{"text":"S"},"out":{"next":{"flow":"more"}}}}`)},
		"more": {1: document(t, "more", "m", `{"m":{"kind":"text","settings":{"text":"M"}}}`)},
	}, nil)
	k.quick("x").wantSaid("S").wantAt("s", WaitReply)
	k.typed("x").wantSaid("M", "Then.", "Q").wantAt("q", WaitReply)
}

func TestQuick_AfterTheEnd_RunsAfresh(t *testing.T) {
	k := withQuick(t, `{"kind":"end"}`).typed("Ana").typed("Basel").wantEnded(EndedByBlock)
	k.quick("h").wantSaid("9 to 5.").wantEnded(EndedByDeadEnd)
	k.quick("o").wantSaid("Orders.", "Number?").wantAt("n", WaitReply).typed("3").wantEnded(EndedByBlock)
	k.effect(EffectEnd)
}

func TestQuick_WhileSomethingElseIsWaitedFor_ShowsItsMessages(t *testing.T) {
	for _, tt := range []struct {
		last string
		kind WaitKind
	}{
		{`{"kind":"live_chat"}`, WaitPerson}, {`{"kind":"wait","settings":{"seconds":9}}`, WaitTimer},
		{`{"kind":"agents","out":{"yes":{"block":"h"}}}`, WaitResult},
	} {
		k := withQuick(t, tt.last).typed("Ana").typed("Basel").wantAt("w", tt.kind)
		before := k.s
		k.quick("h").wantSaid("9 to 5.").wantVisits("main/a>quick:h", "main/h>next")
		if !reflect.DeepEqual(k.s, before) {
			t.Errorf("%s: state %+v, before %+v", tt.kind, k.s, before)
		}
		k.quick("o").wantSaid("Orders.").wantAt("w", tt.kind).wantVisits("main/a>quick:o", "side/s>next")
		if k.token() != before.Wait.Token || k.prompt().Kind != PromptNone {
			t.Errorf("%s: waits for %+v", tt.kind, k.s.Wait)
		}
	}
}

func TestQuick_BesideALiveChat_CannotEndOrBreakIt(t *testing.T) {
	for name, target := range map[string]string{
		"end": `{"kind":"end"}`, "restart": `{"kind":"restart"}`, "person": `{"kind":"live_chat"}`,
		"broken": `{"kind":"dance"}`, "leads nowhere": `{"kind":"text","settings":{"text":"{{x}}"},"out":{"next":{"block":"gone"}}}`,
	} {
		k := begin(t, fmt.Sprintf(`{"a":{"kind":"quick_replies","settings":{"items":[{"id":"x","label":"X"}]},"out":{"quick:x":{"block":"x"},"next":{"block":"l"}}},
			"l":{"kind":"live_chat"},"x":%s}`, target), nil).wantAt("l", WaitPerson)
		before := k.s
		k.quick("x").wantSaid().wantAt("l", WaitPerson)
		for _, e := range k.effects {
			if e.Kind != EffectVisit {
				t.Errorf("%s: effect %+v", name, e)
			}
		}
		if before.Seq = k.s.Seq; !reflect.DeepEqual(k.s, before) {
			t.Errorf("%s: state %+v", name, k.s)
		}
	}
}

func TestQuick_HiddenDuringALiveChat_CannotBePressed(t *testing.T) {
	k := withQuick(t, `{"kind":"live_chat","settings":{"hide_quick":true},"out":{"next":{"block":"r"}}}`).typed("Ana").typed("Basel").wantAt("w", WaitPerson)
	if got := QuickOf(k.lib, k.s); got != nil {
		t.Errorf("quick replies %+v", got)
	}
	k.quick("h").wantSaid()
	if got := QuickOf(k.lib, k.do(Event{Kind: EventResume}).s); len(got) != 2 {
		t.Errorf("quick replies after it %+v", got)
	}
}

func TestCancel_WhereTheBlockLetsOne(t *testing.T) {
	k := atDesk(t, `{"cancel":true}`).wantAt("l", WaitPerson)
	if !k.prompt().Cancel {
		t.Errorf("prompt %+v", k.prompt())
	}
	token := k.token()
	k.do(Event{Kind: EventCancel, Token: "t0"}).wantAt("l", WaitPerson)
	k.do(Event{Kind: EventCancel, Token: token, Vars: map[string]string{"live.status": "cancelled"}}).wantSaid("Was it cancelled?")
	k = atDesk(t, `{}`)
	k.send(EventCancel).wantSaid().wantAt("l", WaitPerson)
}

func TestResult_ThatNeverComes_IsAnError(t *testing.T) {
	k := begin(t, `{"a":{"kind":"http","settings":{"url":"https://example.org/"},"out":{"next":{"block":"b"},"error":{"block":"c"}}},
		"b":{"kind":"text","settings":{"text":"B"}},"c":{"kind":"text","settings":{"text":"C"}}}`, nil).wantAt("a", WaitResult)
	if p := k.prompt(); p.Kind != PromptNone {
		t.Errorf("prompt %+v", p)
	}
	k.send(EventTimer).wantSaid("C")
}
