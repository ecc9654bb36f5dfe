package builder

import (
	"net/url"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

func TestValue_EachControl_ReadsItsField(t *testing.T) {
	list := flow.Setting{Name: "l", Control: flow.ControlList, Item: "Item", Items: []flow.Setting{
		{Name: "a", Control: flow.ControlLine}, {Name: "n", Label: "Number", Control: flow.ControlNumber}, {Name: "o.x", Control: flow.ControlToggle},
		{Name: "in", Control: flow.ControlList, Items: []flow.Setting{{Name: "v", Control: flow.ControlVariable}}}}}
	for _, c := range []struct {
		setting flow.Setting
		form    string
		want    string // "" is an error
	}{
		{flow.Setting{Control: flow.ControlText}, "s.l=a%0D%0Ab ", `"a\nb "`},
		{flow.Setting{Control: flow.ControlText}, "s.l=", `null`},
		{flow.Setting{Control: flow.ControlNumber}, "s.l=1,5", `1.5`},
		{flow.Setting{Control: flow.ControlNumber}, "s.l= ", `null`},
		{flow.Setting{Control: flow.ControlNumber, Max: 3}, "s.l=4", ""},
		{flow.Setting{Control: flow.ControlNumber}, "s.l=NaN", ""},
		{flow.Setting{Control: flow.ControlNumber}, "s.l=1e99", ""},
		{flow.Setting{Control: flow.ControlToggle}, "s.l=true", `true`},
		{flow.Setting{Control: flow.ControlToggle}, "", `false`},
		{flow.Setting{Control: flow.ControlWords}, "s.l=a%0A%0A b ", `["a","b"]`},
		{flow.Setting{Control: flow.ControlVariable}, "s.l= name ", `"name"`},
		{list, "", `null`},
		{list, "s.l.2.a=two&s.l.10.a=ten&s.l.2.id=x&s.l.2.n=7&s.l.2.o.x=true", `[{"a":"two","id":"x","n":7,"o":{"x":true}},{"a":"ten"}]`},
		{list, "s.l.0.in.1.v=b&s.l.0.in.0.v=a", `[{"in":[{"v":"a"},{"v":"b"}]}]`},
		{list, "s.l.0.n=x", ""},
		{flow.Setting{Control: flow.ControlHours}, "s.l.zone=Europe/Zurich&s.l.week.0=9-12, 13:30–17:00&s.l.days=2026-12-25: closed",
			`{"zone":"Europe/Zurich","week":[[{"from":"09:00","to":"12:00"},{"from":"13:30","to":"17:00"}],[],[],[],[],[],[]],"days":{"2026-12-25":[]}}`},
		{flow.Setting{Control: flow.ControlHours}, "s.l.week.0=17:00-9:00", ""},
		{flow.Setting{Control: flow.ControlHours}, "s.l.zone=Mars", ""},
		{flow.Setting{Control: flow.ControlHours}, "s.l.days=tomorrow: closed", ""},
		{flow.Setting{Control: flow.ControlHours}, "", `null`},
	} {
		form, err := url.ParseQuery(c.form)
		if err != nil {
			t.Fatal(err)
		}
		c.setting.Name = "l"
		got, err := decoder{form}.value(c.setting)
		if c.want == "" {
			if models.CodeOf(err) != models.CodeInvalid {
				t.Errorf("%s %q: %s, %v", c.setting.Control, c.form, got, err)
			}
			continue
		}
		if err != nil || string(got) != c.want {
			t.Errorf("%s %q: %s, %v", c.setting.Control, c.form, got, err)
		}
	}
}

func TestExcerpt_LongTexts_ShowsWhatStandsAround(t *testing.T) {
	long := "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
	if got, ok := excerptOf(long, "eight"); !ok || got != "One two three four five six seven eight nine ten eleven twelve thirteen fourtee…" {
		t.Errorf("%q", got)
	}
	if got, ok := excerptOf("Straße", "str"); !ok || got != "Straße" {
		t.Errorf("%q", got)
	}
	if _, ok := excerptOf("a", "b"); ok {
		t.Error("found")
	}
}
