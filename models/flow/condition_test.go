package flow

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestCondition_Comparisons(t *testing.T) {
	vars := map[string]string{
		"plan": " Pro ", "empty": "  ", "n": "10", "neg": "-2.5", "word": "ten", "other": "pro",
		"list": "free, Pro; team", "street": "STRASSE 5",
	}
	for _, tt := range []struct {
		name, op, value string
		want            bool
	}{
		{"plan", "equals", "pro", true},
		{"plan", "equals", "{{other}}", true},
		{"plan", "equals", "prod", false},
		{"nope", "equals", "", true},
		{"plan", "not_equals", "PRO", false},
		{"plan", "not_equals", "free", true},
		{"nope", "not_equals", "free", true},
		{"street", "contains", "strasse", true},
		{"street", "contains", "weg", false},
		{"street", "not_contains", "weg", true},
		{"street", "not_contains", "5", false},
		{"street", "starts_with", "stra", true},
		{"street", "starts_with", "5", false},
		{"street", "ends_with", " 5 ", true},
		{"street", "ends_with", "6", false},
		{"plan", "is_set", "", true},
		{"empty", "is_set", "", false},
		{"nope", "is_set", "", false},
		{"plan", "is_empty", "", false},
		{"empty", "is_empty", "", true},
		{"nope", "is_empty", "", true},
		{"n", "number_equals", "10.0", true},
		{"n", "number_equals", "1", false},
		{"n", "greater", "9", true},
		{"n", "greater", "10", false},
		{"n", "greater_or_equal", "10", true},
		{"n", "greater_or_equal", "11", false},
		{"neg", "less", "-2", true},
		{"neg", "less", "-3", false},
		{"neg", "less_or_equal", "-2.50", true},
		{"neg", "less_or_equal", "-3", false},
		{"word", "greater", "1", false},
		{"word", "less_or_equal", "1", false},
		{"n", "less", "{{word}}", false},
		{"nope", "less", "1", false},
		{"plan", "matches", "^P(ro|lus)$", true},
		{"plan", "matches", "^pro$", false},
		{"plan", "matches", "(?i)^pro$", true},
		{"plan", "matches", "{{other}}", false},
		{"plan", "in_list", "free, PRO", true},
		{"plan", "in_list", "{{list}}", true},
		{"plan", "in_list", "free\nprofessional", false},
		{"nope", "in_list", "free,,pro", false},
	} {
		ru := rule{Var: tt.name, Op: tt.op, Value: tt.value}
		if got := ru.holds(vars, now); got != tt.want {
			t.Errorf("%s (%q) is %v, want %v", ru, vars[tt.name], got, tt.want)
		}
	}
}

func TestCondition_EveryComparison_IsKnownAndChecked(t *testing.T) {
	valid := map[string]string{"greater": "1", "greater_or_equal": "1", "less": "1", "less_or_equal": "{{x}}", "number_equals": "1",
		"date_equals": "today+3", "before": "2026-12-24", "after": "{{day}}"}
	for _, op := range opWords() {
		value := valid[op[0]]
		if value == "" {
			value = "a"
		}
		if wrong := (rule{Var: "x", Op: op[0], Value: value}).flaws(); len(wrong) > 0 {
			t.Errorf("%s: %q", op[0], wrong)
		}
	}
	for _, ru := range []rule{
		{Var: "x", Op: "like", Value: "a"}, {Var: "", Op: "is_set"}, {Var: "x", Op: "matches", Value: "("},
		{Var: "x", Op: "matches", Value: "((a{1000}){1000}){1000}"}, {Var: "x", Op: "greater", Value: "many"},
		{Var: "x", Op: "contains"}, {Var: "{{x}}", Op: "is_set"}, {Var: "agent.name", Op: "is_set"},
	} {
		if len(ru.flaws()) == 0 {
			t.Errorf("%+v passes", ru)
		}
	}
}

func TestCondition_Branches_TheFirstThatHoldsIsTaken(t *testing.T) {
	const blocks = `{
		"a":{"kind":"condition","settings":{"branches":[
			{"id":"both","all":true,"rules":[{"var":"x","op":"is_set"},{"var":"y","op":"is_set"}]},
			{"id":"one","rules":[{"var":"x","op":"is_set"},{"var":"y","op":"is_set"}]},
			{"id":"free","rules":[{"var":"z","op":"is_set"}]}]},
			"out":{"branch:both":{"block":"both"},"branch:one":{"block":"one"},"else":{"block":"else"},"next":{"block":"next"}}},
		"both":{"kind":"text","settings":{"text":"both"}},"one":{"kind":"text","settings":{"text":"one"}},
		"else":{"kind":"text","settings":{"text":"else"}},"next":{"kind":"text","settings":{"text":"next"}}}`
	for says, vars := range map[string]map[string]string{
		"both": {"x": "1", "y": "1"}, "one": {"y": "1"}, "next": {"z": "1"}, "else": nil,
	} {
		begin(t, blocks, vars).wantSaid(says)
	}
}

func TestKinds_FixedOrder_WithNamePortsAndSummary(t *testing.T) {
	want := strings.Fields(`text image video audio file_message cards article link animation
		buttons question phone number date pictures rating file form consent
		condition split hours agents jump call set wait http email update ai_answer quick_replies restart end live_chat placeholder`)
	kinds := Kinds()
	if len(kinds) != len(want) {
		t.Fatalf("%d kinds, want %d", len(kinds), len(want))
	}
	for i, k := range kinds {
		if k.Name != want[i] || k.Title == "" {
			t.Errorf("kind %d is %q %q, want %q", i, k.Name, k.Title, want[i])
		}
		if found, ok := KindOf(k.Name); !ok || found.Title != k.Title {
			t.Errorf("KindOf(%q) is %+v, %v", k.Name, found, ok)
		}
		if _, err := k.Summary(json.RawMessage(`{"no such":1}`)); err == nil {
			t.Errorf("%s takes any setting", k.Name)
		}
	}
	if _, ok := KindOf("dance"); ok {
		t.Error("any kind is known")
	}
}
