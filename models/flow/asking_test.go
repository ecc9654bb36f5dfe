package flow

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// everyExit is a flow of one block, each of whose ports leads to a message that names it.
func everyExit(t testing.TB, kind, settings string) string {
	t.Helper()
	k, ok := KindOf(kind)
	if !ok {
		t.Fatalf("no kind %q", kind)
	}
	ports, err := k.Ports(json.RawMessage(settings))
	if err != nil {
		t.Fatalf("%s: %v", settings, err)
	}
	blocks := map[string]Block{"a": {Kind: kind, Settings: json.RawMessage(settings), Out: map[string]Target{}}}
	for i, p := range ports {
		id := fmt.Sprintf("p%d", i)
		blocks["a"].Out[p.Name] = Target{Block: id}
		blocks[id] = Block{Kind: "question", Settings: json.RawMessage(fmt.Sprintf(`{"text":%q}`, p.Name))}
	}
	data, err := json.Marshal(blocks)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// answers is a table of answers to one block.
type answers struct {
	name string
	ev   Event
	says string            // the port that is taken, or what is said instead
	vars map[string]string // "" is not set
}

func (a answers) test(t *testing.T, kind, settings string, vars map[string]string) {
	t.Run(a.name, func(t *testing.T) {
		k := begin(t, everyExit(t, kind, settings), vars).wantAt("a", WaitReply)
		ev := a.ev
		ev.Kind, ev.Token = orKind(ev.Kind), k.token()
		k.do(ev).wantSaid(a.says)
		for name, want := range a.vars {
			k.wantVar(name, want)
		}
	})
}

func orKind(kind EventKind) EventKind {
	if kind == "" {
		return EventReply
	}
	return kind
}

func typed(text string) Event { return Event{Text: text} }

// questions are one of every kind that asks, with an answer that fits and one that does not.
func questions() map[string]struct {
	own       string
	good, bad Event
	kept      string
} {
	two := `"choices":[{"id":"1","label":"One"},{"id":"2","label":"Two"}]`
	pictures := `"choices":[{"id":"1","label":"One","image":"/1.png"},{"id":"2","label":"Two","image":"/2.png"}]`
	return map[string]struct {
		own       string
		good, bad Event
		kept      string
	}{
		"question": {`"type":"text","min_length":2`, typed("word"), typed("x"), "word"},
		"phone":    {`"country":"CH"`, typed("044 123 45 67"), typed("x"), "+41441234567"},
		"number":   {`"step":"1"`, typed("7"), typed("seven"), "7"},
		"date":     {`"type":"date"`, typed("2026-03-09"), typed("soon"), "2026-03-09"},
		"buttons":  {two + `,"multi":true`, typed("one, two"), typed("three"), "One, Two"},
		"pictures": {pictures + `,"multi":true`, typed("2"), typed("3"), "Two"},
		"rating":   {`"to":5`, typed("5"), typed("6"), "5"},
		"file":     {`"accept":[".pdf"]`, Event{Files: []File{{ID: "f1", Name: "a.pdf"}}}, typed("a.pdf"), "a.pdf"},
		"form":     {`"fields":[{"id":"n","label":"Name","required":true}]`, Event{Fields: map[string]string{"n": "Ana"}}, typed("Ana"), "Name: Ana"},
		"consent":  {`"statement":"S"`, typed("yes"), typed("maybe"), "yes"},
	}
}

func TestQuestions_AllKinds_ShareWhatEveryQuestionHas(t *testing.T) {
	for kind, q := range questions() {
		t.Run(kind, func(t *testing.T) {
			settings := `{"text":"Q {{name}}?","var":"v",` + q.own + `,"required":false,"skip_label":"Not now, {{name}}","retry":"Again, {{name}}.",
				"max_tries":2,"timeout_seconds":60,"prefill":"{{known}}","placeholder":"P {{name}}","button":"Go, {{name}}","sensitive":true}`
			blocks := everyExit(t, kind, settings)
			vars := map[string]string{"name": "Ana", "known": "5"}
			k := begin(t, blocks, vars).wantSaid("Q Ana?").wantAt("a", WaitReply)
			due := now.Add(time.Minute)
			if e := k.effect(EffectTimer); e.Token != k.token() || !e.Due.Equal(due) || !k.s.Wait.Due.Equal(due) {
				t.Errorf("timer %+v, wait %+v", e, k.s.Wait)
			}
			p := k.prompt()
			if p.Kind == PromptNone || p.Skip != "Not now, Ana" || p.Value == "" || p.Placeholder != "P Ana" || p.Button != "Go, Ana" || !p.Sensitive || p.Back {
				t.Errorf("prompt %+v", p)
			}
			answer := func(k *talk, ev Event) *talk {
				ev.Kind, ev.Token = EventReply, k.token()
				return k.do(ev)
			}
			fitting := string(PortNext)
			if kind == "rating" {
				fitting = portHigh
			} else if kind == "consent" {
				fitting = consentYes
			}
			answer(begin(t, blocks, vars), q.good).wantSaid(fitting).wantVar("v", q.kept)
			begin(t, blocks, vars).send(EventSkip).wantSaid(PortSkipped).wantVar("v", "")
			begin(t, blocks, vars).send(EventTimer).wantSaid(PortTimeout).wantVar("v", "")
			token := k.token()
			answer(k, q.bad).wantSaid("Again, Ana.")
			if k.token() != token || k.s.Wait.Tries != 1 || !k.s.Wait.Due.Equal(due) {
				t.Errorf("after a try it waits for %+v", k.s.Wait)
			}
			answer(k, q.bad).wantSaid(PortFailed).wantVar("v", "")
		})
	}
}

func TestQuestions_Sensitive_NamesItsVariablesOnce(t *testing.T) {
	for kind, q := range questions() {
		k := begin(t, everyExit(t, kind, `{"text":"Q","var":"v","sensitive":true,`+q.own+`}`), nil)
		if k.s.Secret != nil {
			t.Errorf("%s: secret before it was answered: %v", kind, k.s.Secret)
		}
		for range 2 {
			ev := q.good
			ev.Kind, ev.Token = EventReply, k.token()
			k.do(ev)
			if !slices.Contains(k.s.Secret, "v") || len(slices.Compact(slices.Sorted(slices.Values(k.s.Secret)))) != len(k.s.Secret) {
				t.Errorf("%s: secret %v", kind, k.s.Secret)
			}
			k.send(EventBack).wantAt("a", WaitReply)
		}
	}
}

func TestQuestions_OnlyIfUnknown_GoOnWithWhatFits(t *testing.T) {
	for kind, q := range questions() {
		t.Run(kind, func(t *testing.T) {
			blocks := everyExit(t, kind, `{"text":"Q","var":"v","only_if_unknown":true,`+q.own+`}`)
			begin(t, blocks, nil).wantAt("a", WaitReply)
			k := begin(t, blocks, map[string]string{"v": q.kept})
			if k.s.Stack[0].Block == "a" {
				t.Errorf("it asks though %q is known", q.kept)
			}
			if kind != "file" && kind != "form" {
				begin(t, blocks, map[string]string{"v": "§"}).wantAt("a", WaitReply)
			}
		})
	}
}

func TestQuestions_BackOff_AreNotLeftBackwards(t *testing.T) {
	for _, back := range []bool{true, false} {
		k := begin(t, fmt.Sprintf(`{"a":{"kind":"question","settings":{"text":"A"},"out":{"next":{"block":"b"}}},
			"b":{"kind":"number","settings":{"text":"B","back":%t}}}`, back), nil).typed("x").wantAt("b", WaitReply)
		if k.prompt().Back != back {
			t.Errorf("back %v, offered %v", back, k.prompt().Back)
		}
		want := "b"
		if back {
			want = "a"
		}
		k.send(EventBack).wantAt(want, WaitReply)
	}
}

func TestQuestions_WithoutATime_ATimerDoesNothing(t *testing.T) {
	k := begin(t, `{"a":{"kind":"question","settings":{"text":"A"}}}`, nil)
	before := k.s
	if k.send(EventTimer); !reflect.DeepEqual(k.s, before) || k.effects != nil {
		t.Errorf("state %+v, effects %+v", k.s, k.effects)
	}
}

func TestQuestions_AskedAgain_HaveANewTime(t *testing.T) {
	k := begin(t, `{"a":{"kind":"question","settings":{"text":"A","timeout_seconds":60}}}`, nil)
	old := k.token()
	k.now = now.Add(30 * time.Second)
	k.do(Event{Kind: EventResume}).wantSaid("A")
	if e := k.effect(EffectTimer); e.Token == old || !e.Due.Equal(now.Add(90*time.Second)) {
		t.Errorf("timer %+v", e)
	}
	k.do(Event{Kind: EventTimer, Token: old}).wantSaid().wantAt("a", WaitReply)
}

func TestQuestions_BadSettings_AreNamed(t *testing.T) {
	long := strings.Repeat("x", maxAnswer+1)
	for _, tt := range []struct{ kind, settings, field string }{
		{"question", `{"text":""}`, "text"},
		{"question", `{"text":"Q","retry":"` + long + `"}`, "retry"},
		{"question", `{"text":"Q","max_tries":101}`, "max_tries"},
		{"question", `{"text":"Q","timeout_seconds":-1}`, "timeout_seconds"},
		{"question", `{"text":"Q","only_if_unknown":true}`, "var"},
		{"question", `{"text":"Q","type":"iban"}`, "type"},
		{"question", `{"text":"Q","min_length":9,"max_length":3}`, "min_length"},
		{"question", `{"text":"Q","pattern":"("}`, "pattern"},
		{"phone", `{"text":"Q","country":"XX"}`, "country"},
		{"number", `{"text":"Q","min":"x"}`, "min"},
		{"number", `{"text":"Q","min":"2","max":"1"}`, "min"},
		{"number", `{"text":"Q","step":"0"}`, "step"},
		{"date", `{"text":"Q","type":"year"}`, "type"},
		{"date", `{"text":"Q","min":"soon"}`, "min"},
		{"date", `{"text":"Q","min":"today+3","max":"today"}`, "min"},
		{"date", `{"text":"Q","type":"time","max":"2026-01-01"}`, "max"},
		{"buttons", `{"text":"Q"}`, "choices"},
		{"buttons", `{"text":"Q","choices":[{"id":"1","label":""}]}`, "choices.0.label"},
		{"buttons", `{"text":"Q","choices":[{"id":"1","label":"A","style":"loud"}]}`, "choices.0.style"},
		{"buttons", `{"text":"Q","multi":true,"min_picks":2,"choices":[{"id":"1","label":"A"}]}`, "min_picks"},
		{"buttons", `{"text":"Q","multi":true,"min_picks":2,"max_picks":1,"choices":[{"id":"1","label":"A"},{"id":"2","label":"B"}]}`, "min_picks"},
		{"pictures", `{"text":"Q","choices":[{"id":"1","label":"A"}]}`, "choices.0.image"},
		{"pictures", `{"text":"Q","choices":[{"id":"1","label":"A","image":"javascript:alert(1)"}]}`, "choices.0.image"},
		{"rating", `{"text":"Q","style":"hearts"}`, "style"},
		{"rating", `{"text":"Q","from":0,"style":"stars"}`, "from"},
		{"rating", `{"text":"Q","to":11}`, "to"},
		{"rating", `{"text":"Q","to":-5}`, "to"},
		{"file", `{"text":"Q","max_files":21}`, "max_files"},
		{"file", `{"text":"Q","max_mb":-1}`, "max_mb"},
		{"file", `{"text":"Q","accept":["pdf"]}`, "accept"},
		{"form", `{"text":"Q"}`, "fields"},
		{"form", `{"text":"Q","fields":[{"id":"a","label":""}]}`, "fields.0.label"},
		{"form", `{"text":"Q","fields":[{"id":"a","label":"A"},{"id":"a","label":"B"}]}`, "fields.1.id"},
		{"form", `{"text":"Q","fields":[{"id":"a","label":"A","type":"choice"}]}`, "fields.0.options"},
		{"form", `{"text":"Q","fields":[{"id":"a","label":"A","type":"colour"}]}`, "fields.0.type"},
		{"form", `{"text":"Q","fields":[{"id":"a","label":"A","pattern":"["}]}`, "fields.0.pattern"},
		{"form", `{"text":"Q","fields":[{"id":"a","label":"A","var":"{{x}}"}]}`, "fields.0.var"},
		{"consent", `{"text":"Q","url":"ftp://example.org"}`, "url"},
	} {
		s, known, err := openAs(tt.kind, json.RawMessage(tt.settings))
		if !known || err != nil {
			t.Errorf("%s %.80s: %v %v", tt.kind, tt.settings, known, err)
			continue
		}
		found := flawsOf(s)
		if len(found) != 1 || found[0].field != tt.field || found[0].says == "" {
			t.Errorf("%s %.80s: %+v, want one at %s", tt.kind, tt.settings, found, tt.field)
		}
	}
}
