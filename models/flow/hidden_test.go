package flow

import (
	"reflect"
	"strings"
	"testing"
)

// A54: what variables hold goes beside the instructions, and nothing sensitive goes at all.
func TestAI_InstructionsWithVariables_StayATemplateWithBoundedValues(t *testing.T) {
	const template = "Greet {{visitor.name}} on {{page.url}}, {{ visitor.name }}. {{pin}} {{made}} {{secret.KEY}} {{none}} {{long}}"
	s := State{Secret: []string{"pin", "short"}, Vars: map[string]string{"visitor.name": "Ana {{pin}}", "page.url": "https://a.example/", "pin": "hunter22", "made": "It is hunter22!",
		"secret.KEY": "x", "long": strings.Repeat("ä", longestValue-4) + "hunter22", "other": "not named"}}
	want := map[string]string{"visitor.name": "Ana {{pin}}", "page.url": "https://a.example/", "made": "It is " + Mask + "!", "long": strings.Repeat("ä", longestValue-4) + Mask}
	if got := s.values(template); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if got := s.values("No variables."); got != nil {
		t.Errorf("%+v", got)
	}
	many := State{Vars: map[string]string{}}
	var names []string
	for _, a := range "abcdefghijkl" {
		for _, b := range "abcdefghijkl" {
			name := string(a) + string(b)
			many.Vars[name] = "x"
			names = append(names, "{{"+name+"}}")
		}
	}
	if got := many.values(strings.Join(names, "")); len(got) != mostValues {
		t.Errorf("%d values", len(got))
	}
}

func TestWithoutSecrets_OneIsPartOfAnother_NothingIsLeftOfEither(t *testing.T) {
	s := State{Secret: []string{"a", "b", "c"}, Vars: map[string]string{"a": "1234", "b": "123456", "c": "7"}}
	if got := s.WithoutSecrets("123456 and 1234 and 7"); got != Mask+" and "+Mask+" and 7" {
		t.Errorf("%q", got)
	}
}

// A54: of a secret across the cut a part would stay, and what was noted outlives the variables.
func TestAI_SecretInAQuestion_IsNotedWithoutAnyPartOfIt(t *testing.T) {
	k := begin(t, `{"a":{"kind":"question","settings":{"text":"PIN?","type":"text","var":"pin","sensitive":true},"out":{"next":{"block":"b"}}},
		"b":{"kind":"ai_answer","settings":{"turns":5},"out":{}}}`, nil)
	k.typed("hunter2222")
	k.typed(strings.Repeat("x", longestAsked-5) + "hunter2222").came(found("So."))
	k.typed("Plain?").came(found("So."))
	if len(k.s.Asked) != 2 || strings.Contains(k.s.Asked[0].Question, "h") || !strings.HasSuffix(k.s.Asked[0].Question, "x"+Mask) || k.s.Asked[1].Question != "Plain?" {
		t.Errorf("%+v", k.s.Asked)
	}
}
