package flow

import (
	"reflect"
	"strings"
	"testing"
)

const form = `{"text":"Q","var":"all","country":"CH","max_tries":3,"fields":[
	{"id":"n","label":"Name","required":true,"var":"name","placeholder":"Hi {{x}}"},
	{"id":"e","label":"Email","type":"email","required":true,"var":"email"},
	{"id":"p","label":"Phone","type":"phone","var":"phone"},
	{"id":"k","label":"Number","type":"number","var":"number"},
	{"id":"d","label":"Day","type":"date","var":"day"},
	{"id":"c","label":"Size","type":"choice","options":["Small","Large"],"var":"size"},
	{"id":"z","label":"Code","pattern":"\\d{4}","problem":"Four digits, {{x}}.","var":"code"},
	{"id":"l","label":"Words","type":"long"}]}`

func TestForm_AllFieldsFit_AreKept(t *testing.T) {
	k := begin(t, everyExit(t, "form", form), map[string]string{"x": "you"})
	fields := map[string]string{"n": " Ana ", "e": "ana@example.org", "p": "044 123 45 67", "k": "1'000,5", "d": "tomorrow",
		"c": "large", "z": "8004", "l": "a\nb", "forged": "x"}
	k.do(Event{Kind: EventReply, Token: k.token(), Fields: fields}).wantSaid(PortNext)
	for name, want := range map[string]string{"name": "Ana", "email": "ana@example.org", "phone": "+41441234567", "number": "1000.5",
		"day": "2026-03-05", "size": "Large", "code": "8004", "forged": ""} {
		k.wantVar(name, want)
	}
	k.wantVar("all", "Name: Ana\nEmail: ana@example.org\nPhone: +41441234567\nNumber: 1000.5\nDay: 2026-03-05\nSize: Large\nCode: 8004\nWords: a\nb")
	if e := k.effect(EffectEmail); e.Text != "ana@example.org" || e.Block != "a" {
		t.Errorf("told %+v", e)
	}
}

func TestForm_WrongFields_AreMarkedAndNothingIsLost(t *testing.T) {
	k := begin(t, everyExit(t, "form", form), map[string]string{"x": "you", "name": "Bo"})
	p := k.prompt()
	if f := p.Fields[0]; p.Kind != PromptForm || len(p.Fields) != 8 || f.Value != "Bo" || !f.Required || f.Placeholder != "Hi you" || f.Problem != "" {
		t.Errorf("prompt %+v", p)
	}
	token := k.token()
	fields := map[string]string{"n": "", "e": "ana@", "p": "12", "k": "x", "d": "31.2.2026", "c": "Huge", "z": "12", "l": "kept"}
	k.do(Event{Kind: EventReply, Token: token, Fields: fields}).wantSaid("Please check the fields that are marked.").wantAt("a", WaitReply)
	if k.token() != token || k.s.Wait.Tries != 1 {
		t.Errorf("waits for %+v", k.s.Wait)
	}
	for _, f := range k.prompt().Fields {
		if f.Value != fields[f.ID] || (f.Problem == "") != (f.ID == "l") {
			t.Errorf("field %+v", f)
		}
	}
	if got := k.prompt().Fields[6].Problem; got != "Four digits, you." {
		t.Errorf("problem %q", got)
	}
	k.wantVar("email", "").typed("Ana, ana@example.org").wantSaid("Please fill in the form.")
	if f := k.prompt().Fields[7]; f.Value != "kept" {
		t.Errorf("what was filled in is lost: %+v", f)
	}
	k.do(Event{Kind: EventReply, Token: token, Fields: map[string]string{"n": "Ana"}}).wantSaid(PortFailed).wantVar("name", "Bo")
}

func TestForm_OptionalFieldsLeftEmpty_ClearTheirVariables(t *testing.T) {
	k := begin(t, everyExit(t, "form", `{"text":"Q","sensitive":true,"fields":[{"id":"a","label":"A","var":"a"},{"id":"b","label":"B","var":"b"}]}`),
		map[string]string{"a": "old", "b": "old"})
	if f := k.prompt().Fields[0]; f.Value != "" {
		t.Errorf("a sensitive field shows %q", f.Value)
	}
	k.do(Event{Kind: EventReply, Token: k.token(), Fields: map[string]string{"a": " ", "b": "new"}}).wantSaid(PortNext).wantVar("a", "").wantVar("b", "new")
	if want := []string{"a", "b"}; !reflect.DeepEqual(k.s.Secret, want) {
		t.Errorf("secret %v", k.s.Secret)
	}
}

func TestForm_SentEmpty_StaysEmpty(t *testing.T) {
	k := begin(t, everyExit(t, "form", `{"text":"Q","fields":[{"id":"a","label":"A","var":"a","required":true}]}`), map[string]string{"a": "old"})
	k.do(Event{Kind: EventReply, Token: k.token(), Fields: map[string]string{"a": ""}}).wantAt("a", WaitReply)
	if f := k.prompt().Fields[0]; f.Value != "" || f.Problem != "Please fill this in." {
		t.Errorf("field %+v", f)
	}
}

func TestForm_HugeValues_AreCut(t *testing.T) {
	k := begin(t, everyExit(t, "form", `{"text":"Q","fields":[{"id":"a","label":"A","var":"a"}]}`), nil)
	k.do(Event{Kind: EventReply, Token: k.token(), Fields: map[string]string{"a": strings.Repeat("ä", 1_000_000)}})
	if n := len([]rune(k.s.Wait.Filled["a"])); n != mostOfALine || k.prompt().Fields[0].Problem != "This is too long." {
		t.Errorf("%d runes, %+v", n, k.s.Wait.Wrong)
	}
}
