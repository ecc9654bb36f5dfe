package flow

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestMail_AddressesAreChecked_AndNothingIsSlippedIn(t *testing.T) {
	k := begin(t, `{"a":{"kind":"question","settings":{"text":"Q"},"out":{"next":{"block":"m"}}},
		"m":{"kind":"email","settings":{"to":"team@example.com, {{mail}}; {{list}}\n{{evil}}, TEAM@example.com","cc":"{{mail}}","reply_to":"{{mail}}",
			"subject":"Hello {{name}}","text":"Dear {{name}},\n{{nested}}"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"B"}}}`, map[string]string{
		"mail": " ana@example.org ", "list": "a@example.org, b@example.org", "evil": "x@example.org\r\nBcc: y@example.org",
		"name": "Ana\r\nBcc: z@example.org", "nested": "{{mail}}"})
	k.typed("x").wantSaid("B")
	want := &Mail{To: []string{"team@example.com", "ana@example.org"}, CC: []string{"ana@example.org"}, ReplyTo: "ana@example.org",
		Subject: "Hello Ana  Bcc: z@example.org", Text: "Dear Ana\r\nBcc: z@example.org,\n{{mail}}", Filled: []string{"ana@example.org"}}
	if e := k.effect(EffectMail); !reflect.DeepEqual(e.Mail, want) || e.Token != "" {
		t.Errorf("mail %+v", e.Mail)
	}
	if k.prompt().Back {
		t.Error("one can go back to before an email")
	}
}

func TestMail_SettingsThatCannotBeSent_AreTold(t *testing.T) {
	const rest = `,"subject":"S","text":"T"}`
	for _, tt := range []struct{ settings, field string }{
		{`{"to":""` + rest, "to"}, {`{"to":"ana"` + rest, "to"}, {`{"to":"a@example.org","cc":"x"` + rest, "cc"},
		{`{"to":"a@example.org","reply_to":"a@example.org, b@example.org"` + rest, "reply_to"},
		{`{"to":"` + strings.Repeat("{{a}},", 11) + `"` + rest, "to"},
		{`{"to":"a@example.org","subject":"","text":"T"}`, "subject"}, {`{"to":"a@example.org","subject":"S"}`, "text"},
		{`{"to":"a@example.org","subject":"` + strings.Repeat("x", 201) + `","text":"T"}`, "subject"},
	} {
		wantFlaw(t, "email", tt.settings, tt.field)
	}
}

func TestUpdate_KeepsWhatIsValid(t *testing.T) {
	k := begin(t, `{"a":{"kind":"update","settings":{"set":[{"what":"visitor.name","value":"{{name}}"},{"what":"visitor.email","value":"{{bad}}"},
			{"what":"visitor.phone","value":"{{none}}"},{"what":"conversation.category","value":"Sales"},{"what":"visitor.plan","value":""}]},
			"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"{{visitor.name}}, {{visitor.email}}, {{conversation.category}}"}}}`,
		map[string]string{"name": "Ana\nBo", "bad": "no address", "visitor.email": "old@example.org"})
	k.wantSaid("Ana Bo, old@example.org, Sales")
	want := map[string]string{"visitor.name": "Ana Bo", "conversation.category": "Sales", "visitor.plan": ""}
	if e := k.effect(EffectUpdate); !reflect.DeepEqual(e.Set, want) {
		t.Errorf("kept %q", e.Set)
	}
	for _, what := range []string{"", "name", "agent.name", "visitor.", "visitor. x", "visitor.a\nb", "visitor." + strings.Repeat("x", 65), "visitor.{{x}}"} {
		wantFlaw(t, "update", `{"set":[{"what":`+quote(what)+`,"value":"x"}]}`, "set.0.what")
	}
	wantFlaw(t, "update", `{}`, "set")
}

func quote(text string) string { return `"` + jsonText(text) + `"` }

func week(t *testing.T) *Hours {
	t.Helper()
	h := &Hours{Zone: "Europe/Zurich", Days: map[string][]Span{"2026-03-05": nil}}
	for i := range 5 {
		h.Week[i] = []Span{{"09:00", "12:00"}, {"13:00", "17:00"}}
	}
	if wrong := h.Check(); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	return h
}

func TestWait_Until_GoesOnWhenItIsTime(t *testing.T) {
	// now is Wednesday, 4 March 2026, 05:06:07 UTC, 06:06:07 in Zurich, where it opens at nine.
	for _, tt := range []struct{ settings, due string }{
		{`{"until":"opening"}`, "2026-03-04T08:00:00Z"},
		{`{"until":"06:30"}`, "2026-03-04T05:30:00Z"},
		{`{"until":"06:00"}`, "2026-03-05T05:00:00Z"},
		{`{"until":"06:00","zone":"UTC"}`, "2026-03-04T06:00:00Z"},
		{`{"until":"2026-03-04 18:30","zone":"America/New_York"}`, "2026-03-04T23:30:00Z"},
		{`{"until":"2026-03-29T09:00"}`, "2026-03-29T07:00:00Z"},
		{`{"until":"2026-03-04T10:00:00+02:00"}`, "2026-03-04T08:00:00Z"},
		{`{"until":"2026-03-06"}`, "2026-03-05T23:00:00Z"},
		{`{"until":"today+1"}`, "2026-03-04T23:00:00Z"},
		{`{"until":"{{day}}"}`, "2026-03-09T23:00:00Z"},
		{`{"until":"2099-01-01"}`, "2027-03-05T05:06:07Z"},
		{`{"until":"2026-03-04 06:06"}`, ""},
		{`{"until":"today"}`, ""},
		{`{"until":"1999-12-31"}`, ""},
		{`{"until":"{{none}}"}`, ""},
		{`{"until":"{{words}}"}`, ""},
	} {
		lib := shelf{"main": {1: document(t, "main", "a", `{"a":{"kind":"wait","settings":`+tt.settings+`,"out":{"next":{"block":"b"}}},
			"b":{"kind":"question","settings":{"text":"B"}}}`)}}
		k := &talk{t: t, lib: lib, now: now}
		k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Hours: week(t), Vars: map[string]string{"day": "2026-03-10", "words": "soon"}})
		if tt.due == "" {
			k.wantSaid("B")
			continue
		}
		k.wantAt("a", WaitTimer)
		if e := k.effect(EffectTimer); e.Due.Format(time.RFC3339) != tt.due || !e.Due.Equal(k.s.Wait.Due) {
			t.Errorf("%s: %s, want %s", tt.settings, e.Due.Format(time.RFC3339), tt.due)
		}
		k.send(EventTimer).wantSaid("B")
	}
	for settings, field := range map[string]string{
		`{"until":"soon"}`: "until", `{"until":"25:00"}`: "until", `{"until":"09:00","zone":"Mars"}`: "zone", `{}`: "seconds",
	} {
		wantFlaw(t, "wait", settings, field)
	}
}

func TestHours_OpenAndClosed_AsTheBotOrTheBlockSays(t *testing.T) {
	const own = `{"use":"own","hours":{"zone":"UTC","week":[[],[],[{"from":"05:00","to":"06:00"}],[],[],[],[]]}}`
	for _, tt := range []struct {
		settings string
		hours    *Hours
		later    time.Duration
		says     string
	}{
		{`{}`, nil, 0, "open"},
		{`{}`, week(t), 0, "closed"},
		{`{}`, week(t), 3 * time.Hour, "open"},
		{`{}`, week(t), 27 * time.Hour, "closed"}, // the fifth is a day off
		{`{}`, week(t), 51 * time.Hour, "open"},
		{own, nil, 0, "open"},
		{own, week(t), 54 * time.Minute, "closed"},
	} {
		lib := shelf{"main": {1: document(t, "main", "a", `{"a":{"kind":"hours","settings":`+tt.settings+`,"out":{"open":{"block":"o"},"closed":{"block":"c"}}},
			"o":{"kind":"question","settings":{"text":"open"}},"c":{"kind":"question","settings":{"text":"closed"}}}`)}}
		k := &talk{t: t, lib: lib, now: now.Add(tt.later)}
		k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Hours: tt.hours}).wantSaid(tt.says)
	}
	for _, hours := range []string{
		`{"zone":"","week":[]}`, `{"zone":"Local","week":[]}`, `{"zone":"UTC","week":[[{"from":"9:00","to":"10:00"}]]}`,
		`{"zone":"UTC","week":[[{"from":"10:00","to":"10:00"}]]}`, `{"zone":"UTC","week":[],"days":{"24.12.":[]}}`,
		`{"zone":"UTC","week":[],"days":{"2026-12-24":[{"from":"00:00","to":"24:01"}]}}`,
	} {
		wantFlaw(t, "hours", `{"use":"own","hours":`+hours+`}`, "hours")
	}
	wantFlaw(t, "hours", `{"use":"own"}`, "hours")
	wantFlaw(t, "hours", `{"use":"mine"}`, "use")
}

func TestSet_MoreOperations(t *testing.T) {
	for _, tt := range []struct{ settings, before, after string }{
		{`{"var":"x","op":"subtract","value":"0.1"}`, "0.3", "0.2"},
		{`{"var":"x","op":"multiply","value":"{{n}}"}`, "1.5", "6"},
		{`{"var":"x","op":"divide","value":"4"}`, "1", "0.25"},
		{`{"var":"x","op":"divide","value":"{{zero}}"}`, "1", "1"},
		{`{"var":"x","op":"divide","value":"{{word}}"}`, "1", "1"},
		{`{"var":"x","op":"multiply","value":"1e300"}`, "1e300", "1e300"},
		{`{"var":"x","op":"replace","find":"{{word}}","value":"b{{n}}"}`, "ten and ten", "b4 and b4"},
		{`{"var":"x","op":"replace","find":"{{none}}","value":"b"}`, "ten", "ten"},
		{`{"var":"x","op":"item","value":"{{list}}"}`, "", "A"},
		{`{"var":"x","op":"item","value":"{{list}}","index":"3"}`, "", "C c"},
		{`{"var":"x","op":"item","value":"{{list}}","index":"last"}`, "", "D"},
		{`{"var":"x","op":"item","value":"{{list}}","index":"{{n}}"}`, "old", "D"},
		{`{"var":"x","op":"item","value":"{{list}}","index":"{{zero}}"}`, "old", ""},
		{`{"var":"x","op":"item","value":"{{list}}","index":"{{word}}"}`, "old", ""},
		{`{"var":"x","op":"item","value":"{{none}}","index":"last"}`, "old", ""},
		{`{"var":"x","op":"today"}`, "", "2026-03-04"},
		{`{"var":"x","op":"today","days":28}`, "", "2026-04-01"},
		{`{"var":"x","op":"today","zone":"Pacific/Honolulu"}`, "", "2026-03-03"},
		{`{"var":"x","op":"now"}`, "", "2026-03-04T05:06:07Z"},
		{`{"var":"x","op":"now","zone":"Europe/Zurich"}`, "", "2026-03-04T06:06:07+01:00"},
		{`{"var":"x","op":"random","min":7,"max":7}`, "", "7"},
	} {
		begin(t, `{"a":{"kind":"set","settings":`+tt.settings+`}}`, map[string]string{
			"x": tt.before, "n": "4", "zero": "0", "word": "ten", "list": "A, B; C c\n\nD"}).wantVar("x", tt.after)
	}
	for settings, field := range map[string]string{
		`{"op":"set"}`: "var", `{"var":"x","op":"halve"}`: "op", `{"var":"x","op":"divide","value":"x"}`: "value", `{"var":"x","op":"replace"}`: "find",
		`{"var":"x","op":"item","value":"a","index":"first"}`: "index", `{"var":"x","op":"random","min":2,"max":1}`: "max",
		`{"var":"x","op":"random","min":0.5,"max":1}`: "max", `{"var":"x","op":"today","days":40000}`: "days", `{"var":"x","zone":"Mars"}`: "zone",
		`{"var":"secret.x"}`: "var",
	} {
		wantFlaw(t, "set", settings, field)
	}
}

func TestSet_Random_ComesFromSeedTimeAndPlace(t *testing.T) {
	lib := shelf{"main": {1: document(t, "main", "a", `{
		"a":{"kind":"set","settings":{"var":"x","op":"random","min":-3,"max":3},"out":{"next":{"block":"b"}}},
		"b":{"kind":"set","settings":{"var":"y","op":"random","max":1000000},"out":{"next":{"block":"q"}}},
		"q":{"kind":"question","settings":{"text":"{{x}} {{y}}"},"out":{"next":{"block":"a"}}}}`)}}
	seen, whole := map[string]bool{}, map[string]bool{}
	for seed := range uint64(200) {
		k := &talk{t: t, lib: lib, now: now}
		k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Seed: seed + 1})
		first := k.said()[0]
		seen[k.s.Vars["x"]], whole[first] = true, true
		if k.typed("again"); k.said()[0] == first {
			t.Errorf("seed %d: %s twice", seed, first)
		}
	}
	if len(seen) != 7 || len(whole) < 190 {
		t.Errorf("%v, %d different", seen, len(whole))
	}
}

func TestCondition_DatesAndTruth(t *testing.T) {
	vars := map[string]string{"day": "2026-03-04", "at": "2026-03-04T10:00", "span": "2026-03-01/2026-03-08", "yes": " Yes ", "no": "off",
		"word": "maybe", "late": "18:30", "utc": "2026-03-04T23:30:00Z"}
	for _, tt := range []struct {
		name, op, value string
		want            bool
	}{
		{"day", "date_equals", "today", true}, {"day", "date_equals", "2026-03-05", false}, {"at", "date_equals", "{{day}}", true},
		{"day", "before", "today+1", true}, {"day", "before", "today", false}, {"at", "before", "2026-03-04", false},
		{"at", "after", "2026-03-04", false}, {"at", "after", "2026-03-04T09:59", true}, {"at", "before", "2026-03-04T10:00", false},
		{"span", "before", "today", true}, {"span", "after", "2026-02-28", true}, {"late", "after", "18:00", true}, {"late", "before", "18:00", false},
		{"utc", "after", "2026-03-04", false}, {"word", "before", "today", false}, {"word", "after", "today", false}, {"none", "before", "today", false},
		{"yes", "is_true", "", true}, {"no", "is_true", "", false}, {"word", "is_true", "", false}, {"none", "is_true", "", false},
		{"no", "is_false", "", true}, {"none", "is_false", "", true}, {"yes", "is_false", "", false}, {"word", "is_false", "", false},
		{"word", "not_matches", "^m", false}, {"word", "not_matches", "^x", true}, {"word", "not_in_list", "a, Maybe", false},
		{"word", "not_in_list", "a; b", true}, {"none", "not_in_list", "a", true},
	} {
		if got := (rule{Var: tt.name, Op: tt.op, Value: tt.value}).holds(vars, now); got != tt.want {
			t.Errorf("%s (%q) %s %q is %v", tt.name, vars[tt.name], tt.op, tt.value, got)
		}
	}
}
