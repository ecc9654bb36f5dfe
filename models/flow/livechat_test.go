package flow

import (
	"reflect"
	"strings"
	"testing"

	"deskbell/models/wording"
)

const desk = `{
	"a":{"kind":"buttons","settings":{"text":"Menu","choices":[{"id":"p","label":"Person"}]},"out":{"choice:p":{"block":"l"}}},
	"l":{"kind":"live_chat","settings":SETTINGS,"out":{"next":{"block":"n"},"unavailable":{"block":"u"},"skipped":{"block":"s"}}},
	"n":{"kind":"question","settings":{"text":"Was it {{live.status}}?"}},
	"u":{"kind":"question","settings":{"text":"Nobody."}},
	"s":{"kind":"question","settings":{"text":"Skipped."}}}`

func atDesk(t *testing.T, settings string) *talk {
	t.Helper()
	return begin(t, strings.Replace(desk, "SETTINGS", settings, 1), map[string]string{"name": "Ana"}).press("p")
}

func TestLiveChat_AtOnce_AsksForAPerson(t *testing.T) {
	k := atDesk(t, `{"text":"One moment, {{name}}.","messages":{"assigned":"{{agent.name}} for {{name}}"}}`)
	k.wantSaid("One moment, Ana.").wantAt("l", WaitPerson)
	want := Defaults(wording.Set{})
	want.Text, want.Messages.Assigned = "One moment, Ana.", "{{agent.name}} for Ana"
	e := k.effect(EffectPerson)
	if e.Token != k.token() || e.Block != "l" || !reflect.DeepEqual(*e.LiveChat, want) {
		t.Errorf("asked with %+v", e)
	}
	if got, ok := LiveChatAt(k.lib, k.s, wording.Set{}); !ok || got != want {
		t.Errorf("live chat at %+v, %v", got, ok)
	}
	if p := k.prompt(); !reflect.DeepEqual(p, Prompt{Kind: PromptNone, Token: k.token()}) {
		t.Errorf("prompt %+v", p)
	}
	k.typed("hello?").wantSaid().wantAt("l", WaitPerson)
}

func TestLiveChat_Offer_WaitsForTheButton(t *testing.T) {
	want := []Choice{{ID: "person", Label: "Talk to us, Ana", Style: "filled", Icon: "person"}}
	for name, ev := range map[string]Event{"pressed": {Choice: "person"}, "typed": {Text: " talk to us, ANA"}, "asked for": {Text: "Can I talk to a real person?"}} {
		t.Run(name, func(t *testing.T) {
			k := atDesk(t, `{"offer":true,"label":"Talk to us, {{name}}","text":"Shall we?"}`).wantSaid("Shall we?").wantAt("l", WaitReply)
			if e := k.effect(EffectSay); !reflect.DeepEqual(e.Choices, want) || e.Token != k.token() {
				t.Errorf("offered %+v", e)
			}
			if p := k.prompt(); !reflect.DeepEqual(p, Prompt{Kind: PromptOffer, Token: k.token(), Choices: want}) {
				t.Errorf("prompt %+v", p)
			}
			k.typed("yes").wantSaid("Shall we?").wantAt("l", WaitReply)
			ev.Kind, ev.Token = EventReply, k.token()
			k.do(ev).wantSaid().wantAt("l", WaitPerson)
			if e := k.effect(EffectPerson); e.Token != k.token() || e.Token == ev.Token {
				t.Errorf("asked with %+v after %s", e, ev.Token)
			}
		})
	}
}

// M-6
func TestLiveChat_NobodyAvailable_GoesOnAsSet(t *testing.T) {
	for _, tt := range []struct{ unavailable, port, says string }{
		{UnavailableExit, PortUnavailable, "Was it missed?"},
		{UnavailableJump, PortUnavailable, "Nobody."},
		{UnavailableLeave, PortNext, "Was it missed?"},
		{UnavailableJump, "", "Was it missed?"},
		{UnavailableJump, "forged", "Was it missed?"},
	} {
		t.Run(tt.unavailable+" "+tt.port, func(t *testing.T) {
			k := atDesk(t, `{"unavailable":"`+tt.unavailable+`"}`).person(tt.port, map[string]string{"live.status": "missed"})
			k.wantSaid(tt.says).wantVar("live.status", "missed")
		})
	}
}

// M-6
func TestLiveChat_NobodyAvailable_JumpsToAnotherFlow(t *testing.T) {
	lib := shelf{
		"main": {1: document(t, "main", "a", `{"a":{"kind":"live_chat","settings":{"unavailable":"jump"},"out":{"unavailable":{"flow":"away"}}}}`)},
		"away": {7: document(t, "away", "x", `{"x":{"kind":"question","settings":{"text":"Away."}}}`)},
	}
	k := beginIn(t, lib, nil).person(PortUnavailable, nil).wantSaid("Away.")
	if want := []Frame{{Flow: "away", Version: 7, Block: "x"}}; !reflect.DeepEqual(k.s.Stack, want) {
		t.Errorf("stack %+v, want %+v", k.s.Stack, want)
	}
}

func TestLiveChat_SkipAndBack_WhereSwitchedOn(t *testing.T) {
	for _, offer := range []string{"true", "false"} {
		k := atDesk(t, `{"offer":`+offer+`,"skip":true,"back":true}`)
		if p := k.prompt(); p.Skip != "Skip" || !p.Back {
			t.Errorf("prompt %+v", p)
		}
		start := k.s
		k.send(EventSkip).wantSaid("Skipped.")
		k.s = start
		k.send(EventBack).wantSaid("Menu").wantAt("a", WaitReply)
		if p := k.prompt(); p.Back {
			t.Errorf("back from the first question: %+v", p)
		}
		k = atDesk(t, `{"offer":`+offer+`}`)
		before := k.s
		k.send(EventSkip).wantSaid()
		k.send(EventBack).wantSaid()
		if !reflect.DeepEqual(k.s, before) {
			t.Errorf("skip or back worked though they are off: %+v", k.s)
		}
	}
}

// M-14
func TestResume_AfterAPerson_GoesOnWhereItStood(t *testing.T) {
	status := map[string]string{"live.status": "helped"}
	k := atDesk(t, `{}`)
	k.do(Event{Kind: EventResume, Vars: status}).wantSaid("Was it helped?").wantAt("n", WaitReply)
	if k.prompt().Back {
		t.Error("one can go back to before the live chat")
	}
	// An agent took over at a question: it is asked again, and the old token is worth nothing.
	old := k.token()
	k.do(Event{Kind: EventResume, Vars: map[string]string{"live.status": "fine"}}).wantSaid("Was it fine?").wantAt("n", WaitReply)
	k.do(Event{Kind: EventReply, Token: old, Text: "yes"}).wantSaid().wantAt("n", WaitReply)
	k.typed("yes").wantEnded(EndedByDeadEnd)
	k.do(Event{Kind: EventResume}).wantSaid().wantEnded(EndedByDeadEnd)
}

// M-14
func TestGoto_AgentsJump_ReplacesThePosition(t *testing.T) {
	lib := shelf{
		"main": {
			1: document(t, "main", "a", `{"a":{"kind":"live_chat"},"b":{"kind":"question","settings":{"text":"B1"}}}`),
			2: document(t, "main", "a", `{"a":{"kind":"end"},"b":{"kind":"question","settings":{"text":"B2"}},"c":{"kind":"question","settings":{"text":"C2"}}}`),
		},
		"side": {3: document(t, "side", "s", `{"s":{"kind":"question","settings":{"text":"S"}},"u":{"kind":"end"}}`)},
	}
	for _, tt := range []struct {
		name string
		to   Target
		says []string
		at   Frame
	}{
		{"block, in the version of the run", Target{Block: "b"}, []string{"B1"}, Frame{Flow: "main", Version: 1, Block: "b"}},
		{"the same flow by name", Target{Flow: "main", Block: "b"}, []string{"B1"}, Frame{Flow: "main", Version: 1, Block: "b"}},
		{"a block that is newer than the run", Target{Flow: "main", Block: "c"}, []string{"C2"}, Frame{Flow: "main", Version: 2, Block: "c"}},
		{"another flow", Target{Flow: "side"}, []string{"S"}, Frame{Flow: "side", Version: 3, Block: "s"}},
		{"a block of another flow", Target{Flow: "side", Block: "u"}, nil, Frame{Flow: "side", Version: 3, Block: "u"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := &talk{t: t, lib: lib, now: now}
			k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Version: 1}).wantAt("a", WaitPerson)
			old := k.token()
			k.do(Event{Kind: EventGoto, Target: tt.to}).wantSaid(tt.says...)
			if !reflect.DeepEqual(k.s.Stack, []Frame{tt.at}) {
				t.Errorf("stack %+v, want %+v", k.s.Stack, tt.at)
			}
			k.do(Event{Kind: EventPerson, Token: old}).wantSaid()
		})
	}
	k := beginIn(t, lib, nil).wantEnded(EndedByBlock)
	k.do(Event{Kind: EventGoto, Target: Target{Block: "b"}}).wantSaid("B2").wantAt("b", WaitReply)
	k.do(Event{Kind: EventGoto, Target: Target{Block: "nowhere"}}).wantEnded(EndedByFault)
}

// M-14
func TestRun_PeopleAndBotTakeTurns_AnyNumberOfTimes(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"buttons","settings":{"text":"Menu","choices":[{"id":"p","label":"Person"}]},"out":{"choice:p":{"block":"l"}}},
		"l":{"kind":"live_chat","out":{"next":{"block":"a"}}}}`, nil)
	seen := map[string]bool{}
	for range 200 {
		for _, token := range []string{k.token(), k.press("p").wantAt("l", WaitPerson).token()} {
			if seen[token] {
				t.Fatalf("token %s came twice", token)
			}
			seen[token] = true
		}
		k.do(Event{Kind: EventResume}).wantSaid("Menu")
	}
}

func TestDefaults_EveryTextIsThere_InACalmVoice(t *testing.T) {
	d := Defaults(wording.Set{})
	if d.WaitSeconds != 120 || d.Unavailable != UnavailableLeave || d.Label != "Chat with a person" {
		t.Errorf("defaults %+v", d)
	}
	m := reflect.ValueOf(d.Messages)
	for i := range m.NumField() {
		if text := m.Field(i).String(); text == "" || strings.Contains(text, "!") {
			t.Errorf("%s is %q", m.Type().Field(i).Name, text)
		}
	}
}

func TestLiveChat_VisitorsBraces_AreNotFilledLater(t *testing.T) {
	k := begin(t, `{"a":{"kind":"live_chat","settings":{"messages":{"assigned":"{{agent.name}}, {{name}}"}}}}`,
		map[string]string{"name": "{{agent.name}}"})
	l, _ := LiveChatAt(k.lib, k.s, wording.Set{})
	if got := Fill(l.Messages.Assigned, map[string]string{"agent.name": "Bo"}); strings.Count(got, "Bo") != 1 {
		t.Errorf("filled twice: %q", got)
	}
}
