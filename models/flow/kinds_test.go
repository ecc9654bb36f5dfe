package flow

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"deskbell/models/wording"
)

func TestText_SaysFilledAndGoesOn(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"text","settings":{"text":"Hello {{name}}."},"out":{"next":{"block":"b"}}},
		"b":{"kind":"text","settings":{"text":"{{unknown}}"},"out":{"next":{"block":"c"}}},
		"c":{"kind":"end"}}`, map[string]string{"name": "Ana {{secret}}", "secret": "x"})
	k.wantSaid("Hello Ana {{secret}}.").wantEnded(EndedByBlock)
	k.effect(EffectEnd)
}

const menu = `{
	"a":{"kind":"buttons","settings":{"text":"What is it about?","var":"topic","choices":[
		{"id":"p","label":"Prices"},{"id":"h","label":"Help, {{name}}","style":"filled","icon":"person"},{"id":"o","label":"Other"}]},
		"out":{"choice:p":{"block":"p"},"choice:h":{"block":"h"},"next":{"block":"n"}}},
	"p":{"kind":"text","settings":{"text":"10"}},
	"h":{"kind":"text","settings":{"text":"Help"}},
	"n":{"kind":"text","settings":{"text":"Next"}}}`

func TestButtons_Answers_LeadWhereTheyBelong(t *testing.T) {
	for _, tt := range []struct{ name, choice, text, says, topic string }{
		{"pressed", "p", "", "10", "Prices"},
		{"label is filled", "h", "", "Help", "Help, Ana"},
		{"typed with space and other case", "", "  pRICES ", "10", "Prices"},
		{"typed filled label", "", "help, ana", "Help", "Help, Ana"},
		{"no target of its own", "o", "", "Next", "Other"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := begin(t, menu, map[string]string{"name": "Ana"}).wantAt("a", WaitReply)
			k.do(Event{Kind: EventReply, Token: k.token(), Choice: tt.choice, Text: tt.text})
			k.wantSaid(tt.says).wantVar("topic", tt.topic).wantEnded(EndedByDeadEnd)
		})
	}
}

func TestButtons_Offered_CarryTokenAndPrompt(t *testing.T) {
	k := begin(t, menu, map[string]string{"name": "Ana"})
	want := []Choice{{ID: "p", Label: "Prices"}, {ID: "h", Label: "Help, Ana", Style: "filled", Icon: "person"}, {ID: "o", Label: "Other"}}
	if e := k.effect(EffectSay); e.Token != k.token() || e.Block != "a" || !reflect.DeepEqual(e.Choices, want) {
		t.Errorf("said %+v", e)
	}
	if p := k.prompt(); !reflect.DeepEqual(p, Prompt{Kind: PromptChoices, Token: k.token(), Choices: want}) {
		t.Errorf("prompt %+v", p)
	}
}

func TestButtons_OtherWords_AreAskedAgainWithTheChoices(t *testing.T) {
	k := begin(t, menu, nil)
	token := k.token()
	k.typed("what?").wantSaid("Please choose one of these.").wantAt("a", WaitReply)
	if e := k.effect(EffectSay); len(e.Choices) != 3 || e.Token != token || k.s.Wait.Tries != 1 {
		t.Errorf("asked again with %+v, wait %+v", e, k.s.Wait)
	}
	k.press("forged").wantSaid("Please choose one of these.").wantAt("a", WaitReply)
	k.press("p").wantSaid("10")
}

func TestButtons_DefaultExit_TakesOtherWords(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"buttons","settings":{"text":"Which?","var":"topic","choices":[{"id":"p","label":"Prices"}]},
			"out":{"choice:p":{"block":"p"},"default":{"block":"d"}}},
		"p":{"kind":"end"},
		"d":{"kind":"text","settings":{"text":"You said {{topic}}."}}}`, nil)
	k.typed("a refund").wantSaid("You said a refund.").wantVar("topic", "a refund")
}

func TestQuestion_Text_KeepsTheAnswer(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"question","settings":{"text":"Your name?","var":"name","placeholder":"Name"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"text","settings":{"text":"Hello {{name}}."}}}`, nil).wantSaid("Your name?")
	if p := k.prompt(); !reflect.DeepEqual(p, Prompt{Kind: PromptText, Token: "t1", Placeholder: "Name"}) {
		t.Errorf("prompt %+v", p)
	}
	k.typed("   ").wantSaid(sentence(wording.AskText))
	k.typed(strings.Repeat("a", 10_001)).wantSaid(sentence(wording.AskText))
	k.typed("  Ana ").wantSaid("Hello Ana.").wantVar("name", "Ana")
}

func TestQuestion_Email_IsCheckedAndTold(t *testing.T) {
	k := begin(t, `{"a":{"kind":"question","settings":{"text":"Your email?","type":"email","retry":"Again, {{x}}please."}}}`,
		map[string]string{"x": "ye"})
	if p := k.prompt(); p.Kind != PromptEmail || p.Skip != "" {
		t.Errorf("prompt %+v", p)
	}
	k.typed("ana at example").wantSaid("Again, yeplease.")
	k.typed(" ana@example.org ").wantSaid().wantVar("email", "ana@example.org")
	if e := k.effect(EffectEmail); e.Text != "ana@example.org" || e.Block != "a" {
		t.Errorf("told %+v", e)
	}
}

func TestQuestion_MaxTries_LeadsToFailed(t *testing.T) {
	const blocks = `{
		"a":{"kind":"question","settings":{"text":"Email?","type":"email","max_tries":2},"out":{"next":{"block":"b"},"failed":{"block":"c"}}},
		"b":{"kind":"text","settings":{"text":"Thanks."}},
		"c":{"kind":"text","settings":{"text":"Never mind."}}}`
	begin(t, blocks, nil).typed("x").wantSaid(sentence(wording.FieldEmail)).typed("y").wantSaid("Never mind.")
	begin(t, strings.Replace(blocks, `,"failed":{"block":"c"}`, "", 1), nil).typed("x").typed("y").wantSaid("Thanks.")
}

func TestQuestion_Skip_OnlyWhereItIsOffered(t *testing.T) {
	const blocks = `{
		"a":{"kind":"question","settings":{"text":"Name?","var":"name","required":false,"skip_label":"Rather not"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"City?"}}}`
	k := begin(t, blocks, nil)
	if p := k.prompt(); p.Skip != "Rather not" {
		t.Errorf("prompt %+v", p)
	}
	k.send(EventSkip).wantSaid("City?").wantAt("b", WaitReply)
	if p := k.prompt(); p.Skip != "" || !p.Back {
		t.Errorf("prompt %+v", p)
	}
	before := k.s
	k.send(EventSkip).wantSaid()
	if !reflect.DeepEqual(k.s, before) {
		t.Errorf("a required question was skipped: %+v", k.s)
	}
}

func TestQuestion_OnlyIfUnknown_AsksNothingThatIsKnown(t *testing.T) {
	const blocks = `{
		"a":{"kind":"question","settings":{"text":"Email?","type":"email","only_if_unknown":true},"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"And?"}}}`
	k := begin(t, blocks, map[string]string{"email": "ana@example.org"}).wantSaid("And?")
	if e := k.effect(EffectEmail); e.Text != "ana@example.org" {
		t.Errorf("told %+v", e)
	}
	begin(t, blocks, map[string]string{"email": "nonsense"}).wantSaid("Email?")
	k = begin(t, blocks, nil).wantSaid("Email?").typed("ana@example.org").wantSaid("And?")
	k.send(EventBack).wantSaid("Email?").wantAt("a", WaitReply)
}

func TestSet_Operations(t *testing.T) {
	for _, tt := range []struct{ name, settings, before, after string }{
		{"set", `{"var":"x","value":"{{y}}!"}`, "old", "why!"},
		{"set to nothing", `{"var":"x","value":"{{z}}"}`, "old", ""},
		{"clear", `{"var":"x","op":"clear"}`, "old", ""},
		{"append", `{"var":"x","op":"append","value":", {{y}}"}`, "old", "old, why"},
		{"append to nothing", `{"var":"x","op":"append","value":"{{y}}"}`, "", "why"},
		{"add", `{"var":"x","op":"add","value":"0.2"}`, "0.1", "0.3"},
		{"add to no number", `{"var":"x","op":"add","value":"2"}`, "old", "2"},
		{"take away", `{"var":"x","op":"add","value":"-2"}`, "2", "0"},
		{"add no number", `{"var":"x","op":"add","value":"{{y}}"}`, "5", "5"},
		{"add too much", `{"var":"x","op":"add","value":"1e308"}`, "1.7e308", "1.7e308"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := begin(t, `{"a":{"kind":"set","settings":`+tt.settings+`}}`, map[string]string{"x": tt.before, "y": "why"})
			k.wantEnded(EndedByDeadEnd).wantVar("x", tt.after)
		})
	}
}

func TestSet_GrowingVariable_IsCut(t *testing.T) {
	const double = `{"kind":"set","settings":{"var":"x","value":"{{x}}{{x}}{{x}}{{x}}{{x}}{{x}}{{x}}{{x}}"},"out":{"next":{"block":"%"}}}`
	var blocks []string
	for _, ids := range []string{"ab", "bc", "cd", "de", "ef", "fg"} {
		blocks = append(blocks, `"`+ids[:1]+`":`+strings.Replace(double, "%", ids[1:], 1))
	}
	k := begin(t, "{"+strings.Join(blocks, ",")+`,"g":{"kind":"end"}}`, map[string]string{"x": "äöü"})
	if n := len([]rune(k.s.Vars["x"])); n != maxAnswer {
		t.Errorf("%d runes, want %d", n, maxAnswer)
	}
}

func TestWait_TimerGoesOn(t *testing.T) {
	k := begin(t, `{"a":{"kind":"wait","settings":{"seconds":90},"out":{"next":{"block":"b"}}},"b":{"kind":"text","settings":{"text":"Still there?"}}}`, nil)
	k.wantAt("a", WaitTimer)
	if e := k.effect(EffectTimer); !e.Due.Equal(now.Add(90*time.Second)) || e.Token != k.token() || !e.Due.Equal(k.s.Wait.Due) {
		t.Errorf("timer %+v", e)
	}
	if p := k.prompt(); !reflect.DeepEqual(p, Prompt{Kind: PromptNone}) {
		t.Errorf("prompt %+v", p)
	}
	k.typed("hello?").wantSaid().wantAt("a", WaitTimer)
	k.send(EventTimer).wantSaid("Still there?")
}

func TestResume_Timer_FiresWhenItIsOver(t *testing.T) {
	k := begin(t, `{"a":{"kind":"wait","settings":{"seconds":90},"out":{"next":{"block":"b"}}},"b":{"kind":"text","settings":{"text":"Still there?"}}}`, nil)
	k.now = now.Add(89 * time.Second)
	if e := k.send(EventResume).wantSaid().effect(EffectTimer); !e.Due.Equal(now.Add(90 * time.Second)) {
		t.Errorf("timer %+v", e)
	}
	k.now = now.Add(90 * time.Second)
	k.send(EventResume).wantSaid("Still there?")
}

// M-6
func TestJump_GoesToBlockOrFlow(t *testing.T) {
	lib := func(jump string) shelf {
		return shelf{
			"main": {1: document(t, "main", "a", `{"a":`+jump+`,"b":{"kind":"text","settings":{"text":"B"}}}`)},
			"side": {
				1: document(t, "side", "s", `{"s":{"kind":"text","settings":{"text":"old"}}}`),
				2: document(t, "side", "s", `{"s":{"kind":"text","settings":{"text":"S"}},"u":{"kind":"text","settings":{"text":"U"}}}`),
			},
		}
	}
	for _, tt := range []struct {
		name, jump, says string
		at               Frame
	}{
		{"next", `{"kind":"jump","out":{"next":{"block":"b"}}}`, "B", Frame{Flow: "main", Version: 1, Block: "b"}},
		{"block in settings", `{"kind":"jump","settings":{"block":"b"}}`, "B", Frame{Flow: "main", Version: 1, Block: "b"}},
		{"flow at its start", `{"kind":"jump","settings":{"flow":"side"}}`, "S", Frame{Flow: "side", Version: 2, Block: "s"}},
		{"block of a flow", `{"kind":"jump","settings":{"flow":"side","block":"u"}}`, "U", Frame{Flow: "side", Version: 2, Block: "u"}},
		{"next in another flow", `{"kind":"jump","out":{"next":{"flow":"side"}}}`, "S", Frame{Flow: "side", Version: 2, Block: "s"}},
		{"any exit", `{"kind":"set","settings":{"var":"x"},"out":{"next":{"flow":"side","block":"u"}}}`, "U", Frame{Flow: "side", Version: 2, Block: "u"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := beginIn(t, lib(tt.jump), nil).wantSaid(tt.says)
			if !reflect.DeepEqual(k.s.Stack, []Frame{tt.at}) {
				t.Errorf("stack %+v, want %+v", k.s.Stack, tt.at)
			}
		})
	}
}
