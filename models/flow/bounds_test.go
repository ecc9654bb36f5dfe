package flow

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A circle of a message and a wait would go on writing for ever, long after the visitor has gone.
func TestStep_GoingRoundByItself_EndsWithAFault(t *testing.T) {
	for name, blocks := range map[string]string{
		"wait": `{"a":{"kind":"text","settings":{"text":"Still there?"},"out":{"next":{"block":"b"}}},
			"b":{"kind":"wait","settings":{"seconds":1},"out":{"next":{"block":"a"}}}}`,
		"question": `{"a":{"kind":"question","settings":{"text":"Still there?","timeout_seconds":5},
			"out":{"timeout":{"block":"a"},"next":{"block":"a"}}}}`,
		"request": `{"a":{"kind":"http","settings":{"url":"https://example.com"},"out":{"next":{"block":"a"},"error":{"block":"a"}}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			lib := shelf{"main": {1: document(t, "main", "a", blocks)}}
			var effects []Effect
			s, _ := Step(lib, State{}, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
			at, steps := now, 0
			for ; s.Wait != nil && steps < 2*maxAlone; steps++ {
				at = at.Add(time.Hour)
				s, effects = Step(lib, s, Event{Kind: EventTimer, Token: s.Wait.Token, Now: at})
			}
			if steps != maxAlone+1 || s.Ended != EndedByFault || effects[len(effects)-1].Kind != EffectFault {
				t.Errorf("%d steps, ended %q, effects %+v", steps, s.Ended, effects)
			}
		})
	}
}

func TestStep_AnAnswerInBetween_LetsItGoOn(t *testing.T) {
	lib := shelf{"main": {1: document(t, "main", "a", `{"a":{"kind":"question","settings":{"text":"Still there?","timeout_seconds":5},
		"out":{"timeout":{"block":"a"},"next":{"block":"a"}}}}`)}}
	s, _ := Step(lib, State{}, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
	for i := range 3 * maxAlone {
		ev := Event{Kind: EventTimer, Token: s.Wait.Token, Now: now}
		if i%maxAlone == maxAlone-1 {
			ev.Kind, ev.Text = EventReply, "yes"
		}
		if s, _ = Step(lib, s, ev); s.Wait == nil {
			t.Fatalf("ended %q after %d steps", s.Ended, i+1)
		}
	}
}

func TestRestart_WithoutTheAnswers_KeepsWhatIsKnownOfTheVisitor(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"question","settings":{"text":"{{visitor.name}} {{visitor.plan}} {{page.url}} {{name}}","var":"name","sensitive":true},"out":{"next":{"block":"b"}}},
		"b":{"kind":"restart","settings":{"clear":true}}}`,
		map[string]string{"visitor.name": "Ana", "visitor.plan": "gold", "page.url": "/x", "live.agent": "Ben"}).typed("secret")
	k.wantSaid("Ana gold /x ").wantVar("live.agent", "").wantVar("name", "")
	if len(k.s.Secret) > 0 {
		t.Errorf("secret %v", k.s.Secret)
	}
}

func TestHTTP_BodyThatNamesAVariableOften_StaysSmall(t *testing.T) {
	long := map[string]string{"v": strings.Repeat("\"<\x01", maxAnswer/3)}
	often := strings.Repeat("{{v}}", maxBody/5)
	for _, kind := range []string{"application/json", "text/plain", "application/x-www-form-urlencoded", "text/xml"} {
		if n := len(fillBody(often, kind, long)); n <= maxBody || n > 3*maxBody {
			t.Errorf("%s: %d bytes", kind, n)
		}
	}
	if _, err := fillURL("https://example.com/?q="+often, long); err != errLong {
		t.Errorf("address: %v", err)
	}
	if n := len(fillHeader(often, long)); n > 20*maxAddress {
		t.Errorf("header: %d bytes", n)
	}
	b := httpBlock{Method: "POST", URL: "https://example.com", Body: often}
	if _, err := b.request(long); err == nil {
		t.Error("it is sent")
	}
}

func TestSet_ReplaceEachLetterByManyWords_StaysSmall(t *testing.T) {
	if n := len(replaced(strings.Repeat("a", maxAnswer), "a", strings.Repeat("é", maxAnswer))); n > 2*maxFilled {
		t.Errorf("%d bytes", n)
	}
	if got := replaced("a-b-c", "-", "+"); got != "a+b+c" {
		t.Errorf("%q", got)
	}
	k := begin(t, `{"a":{"kind":"set","settings":{"var":"v","op":"replace","find":"a","value":"{{w}}"},"out":{"next":{"block":"q"}}},
		"q":{"kind":"question","settings":{"text":"?"}}}`, map[string]string{"v": strings.Repeat("a", maxAnswer), "w": strings.Repeat("b", maxAnswer)})
	k.wantVar("v", strings.Repeat("b", maxAnswer))
}

func TestPattern_ThatRepeatsTooMuch_IsAFlaw(t *testing.T) {
	for pattern, good := range map[string]bool{
		strings.Repeat(`.{0,999}`, 100): false, `(?:a{1,30}){1,30}x{1000}`: true, `(a{100}){10}|(b{100}){10}|(c{100}){10}|(d{100}){10}|(e{100}){10}`: false,
		`[A-Z]{2}-\d{4,12}`: true, `\p{L}+`: true, `(`: false,
	} {
		if found := patternFlaws("pattern", pattern); (len(found) == 0) != good {
			t.Errorf("%s: %v", brief(pattern), found)
		}
	}
}

func TestCheck_RatingWithATargetForEachBand_IsNoDeadEnd(t *testing.T) {
	for out, dead := range map[string]bool{
		`"low":{"block":"e"},"middle":{"block":"e"},"high":{"block":"e"}`: false,
		`"low":{"block":"e"},"high":{"block":"e"}`:                        true,
	} {
		d := document(t, "main", "a", `{"a":{"kind":"rating","settings":{"text":"?","from":0,"to":10},"out":{`+out+`}},"e":{"kind":"end"}}`)
		about := func(p Problem) bool { return p.Block == "a" && p.Port == PortNext }
		if found := Check(d, nil); slices.ContainsFunc(found, about) != dead {
			t.Errorf("%s: %v", out, found)
		}
	}
	// Of two points none is in the middle.
	two := ratingBlock{To: 2}
	two.defaults()
	if !two.spread(map[string]Target{portLow: {Block: "x"}, portHigh: {Block: "x"}}) {
		t.Error("a band without a number needs a target")
	}
}

// M-13
func TestMail_ManyInOneConversation_EndAtTheMost(t *testing.T) {
	lib := shelf{"main": {1: document(t, "main", "a", `{
		"a":{"kind":"question","settings":{"text":"Whom?","var":"who","type":"email"},"out":{"next":{"block":"m"}}},
		"m":{"kind":"email","settings":{"to":"{{who}}","subject":"Hello","text":"Hello"},"out":{"next":{"block":"a"},"error":{"block":"e"}}},
		"e":{"kind":"question","settings":{"text":"No more."},"out":{"next":{"block":"a"}}}}`)}}
	var s State
	sent := 0
	for i := range 2 * maxMails {
		if i%10 == 0 { // a run of its own
			s, _ = Step(lib, s, Event{Kind: EventStart, Target: Target{Flow: "main"}, Now: now})
		}
		var effects []Effect
		s, effects = Step(lib, s, Event{Kind: EventReply, Token: s.Wait.Token, Text: "somebody@example.com", Now: now})
		for _, e := range effects {
			if e.Kind == EffectMail {
				sent++
			}
		}
	}
	if sent != maxMails {
		t.Errorf("%d were sent", sent)
	}
}

// A copy of a document that remembers its blocks may have others.
func TestRemember_ACopyWithAnotherBlock_PlaysThat(t *testing.T) {
	d := document(t, "main", "a", `{"a":{"kind":"question","settings":{"text":"One?"},"out":{"next":{"block":"a"}}}}`)
	d.Remember()
	talk := func(d *Document) string {
		return beginIn(t, shelf{"main": {1: d}}, nil).said()[0]
	}
	if got := talk(d) + talk(d); got != "One?One?" {
		t.Errorf("said %q", got)
	}
	other := *d
	other.Blocks = map[string]Block{"a": {Kind: "question", Settings: []byte(`{"text":"Two?"}`)}}
	if got := talk(&other) + talk(d); got != "Two?One?" {
		t.Errorf("said %q", got)
	}
	other.Blocks["a"] = Block{Kind: "text", Settings: []byte(`{"text":"Two?"}`)}
	if got := talk(&other); got != "Two?" {
		t.Errorf("said %q", got)
	}
	// The exits are those of the copy as well.
	other.Blocks = map[string]Block{"a": {Kind: "question", Settings: d.Blocks["a"].Settings, Out: map[string]Target{"next": {Block: "e"}}}, "e": {Kind: "end"}}
	beginIn(t, shelf{"main": {1: &other}}, nil).typed("x").wantEnded(EndedByBlock)
}

// A10
func TestSay_VariableWithALabelledLink_StaysWords(t *testing.T) {
	k := begin(t, `{"a":{"kind":"text","settings":{"text":"Hello {{name}}, see [help](/help/x)."},"out":{"next":{"block":"e"}}},"e":{"kind":"end"}}`,
		map[string]string{"name": "[Your account](https://evil.example)"})
	said := 0
	for _, e := range k.effects {
		if e.Kind != EffectSay {
			continue
		}
		if said++; e.Text != "Hello [Your account] (https://evil.example), see [help](/help/x)." {
			t.Errorf("it says %q", e.Text)
		}
	}
	if said != 1 {
		t.Errorf("it speaks %d times", said)
	}
}
