package flow

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxPattern is how many bytes a pattern can have. Patterns are RE2: their time grows with the text
// and not beyond it.
const maxPattern = 1000

// maxProgram is how many instructions a pattern can become: each may be looked at for each letter.
const maxProgram = 5000

// rule compares a variable. Texts are compared without outer space and without regard to case; a
// variable that is not known is an empty text. Value is a template, except in a pattern.
type rule struct {
	Var   string `json:"var"`
	Op    string `json:"op"`
	Value string `json:"value,omitempty"`
}

// opWords are the operators, each as a reader sees it and, if that is not the same, as one chooses it.
func opWords() [22][3]string {
	return [22][3]string{
		{"equals", "is"}, {"not_equals", "is not"},
		{"contains", "contains"}, {"not_contains", "does not contain"},
		{"starts_with", "starts with"}, {"ends_with", "ends with"},
		{"is_set", "is known"}, {"is_empty", "is not known"},
		{"in_list", "is one of", "is one of a list"}, {"not_in_list", "is none of", "is none of a list"},
		{"number_equals", "=", "= (number)"}, {"greater", ">", "> (number)"}, {"greater_or_equal", "≥", "≥ (number)"},
		{"less", "<", "< (number)"}, {"less_or_equal", "≤", "≤ (number)"},
		{"date_equals", "is on", "is on (date)"}, {"before", "is before", "is before (date)"}, {"after", "is after", "is after (date)"},
		{"is_true", "is true"}, {"is_false", "is false"},
		{"matches", "matches", "matches a pattern"}, {"not_matches", "does not match", "does not match a pattern"},
	}
}

// comparisons are the operators to choose from.
func comparisons() []Option {
	words := opWords()
	options := make([]Option, len(words))
	for i, w := range words {
		options[i] = Option{w[0], orElse(w[2], w[1])}
	}
	return options
}

// opsWithValue are the operators that compare with something.
func opsWithValue() []string {
	var ops []string
	for _, w := range opWords() {
		if !alone(w[0]) {
			ops = append(ops, w[0])
		}
	}
	return ops
}

// alone says that an operator compares with nothing.
func alone(op string) bool {
	return op == "is_set" || op == "is_empty" || op == "is_true" || op == "is_false"
}

// holds looks at the variables; now is where the bot is at home, for dates.
func (ru rule) holds(vars map[string]string, now time.Time) bool {
	have := strings.TrimSpace(vars[ru.Var])
	want := strings.TrimSpace(Fill(ru.Value, vars))
	among := func(list []string) bool {
		return slices.ContainsFunc(list, func(one string) bool { return same(one, have) })
	}
	switch ru.Op {
	case "is_set":
		return have != ""
	case "is_empty":
		return have == ""
	case "is_true":
		return among(yesWords())
	case "is_false":
		return have == "" || among(noWords())
	case "in_list":
		return have != "" && among(listed(want))
	case "not_in_list":
		return !among(listed(want))
	case "matches", "not_matches":
		pattern, err := regexp.Compile(ru.Value)
		return err == nil && pattern.MatchString(have) == (ru.Op == "matches")
	case "number_equals", "greater", "greater_or_equal", "less", "less_or_equal":
		return compareNumbers(have, ru.Op, want)
	case "date_equals", "before", "after":
		return compareDates(have, ru.Op, want, now)
	}
	return compareTexts(have, ru.Op, want)
}

func yesWords() []string { return []string{"true", "yes", "1", "on"} }
func noWords() []string  { return []string{"false", "no", "0", "off"} }

func compareTexts(have, op, want string) bool {
	lower, wanted := strings.ToLower(have), strings.ToLower(want)
	switch op {
	case "equals":
		return same(have, want)
	case "not_equals":
		return !same(have, want)
	case "contains":
		return strings.Contains(lower, wanted)
	case "not_contains":
		return !strings.Contains(lower, wanted)
	case "starts_with":
		return strings.HasPrefix(lower, wanted)
	case "ends_with":
		return strings.HasSuffix(lower, wanted)
	}
	return false
}

// compareNumbers is false when one of them is no number.
func compareNumbers(have, op, want string) bool {
	a, okA := number(have)
	b, okB := number(want)
	if !okA || !okB {
		return false
	}
	switch op {
	case "number_equals":
		return a == b
	case "greater":
		return a > b
	case "greater_or_equal":
		return a >= b
	case "less":
		return a < b
	case "less_or_equal":
		return a <= b
	}
	return false
}

// compareDates is false when one of them is no date. Where one of them is a day, days are compared. Of
// a span ("a/b") its beginning counts.
func compareDates(have, op, want string, now time.Time) bool {
	have, _, _ = strings.Cut(have, "/")
	want, _, _ = strings.Cut(want, "/")
	a, okA := instant(have, now)
	b, okB := instant(want, now)
	if !okA || !okB {
		return false
	}
	if dayOnly(have) || dayOnly(want) {
		a, b = dayIn(a, now), dayIn(b, now)
	}
	switch op {
	case "date_equals":
		return a.Equal(b)
	case "before":
		return a.Before(b)
	}
	return a.After(b)
}

// dayIn is the beginning of the day in which a time lies, where now is.
func dayIn(at, now time.Time) time.Time {
	at = at.In(now.Location())
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
}

// number reads a decimal number with a point.
func number(text string) (float64, bool) {
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

func (ru rule) words() (string, bool) {
	for _, op := range opWords() {
		if op[0] == ru.Op {
			return op[1], true
		}
	}
	return ru.Op, false
}

func (ru rule) flaws() []flaw {
	found := varFlaws("var", ru.Var, true)
	if _, known := ru.words(); !known {
		return append(found, one("op", "The comparison %q is unknown.", ru.Op)...)
	}
	switch ru.Op {
	case "is_set", "is_empty", "is_true", "is_false", "equals", "not_equals":
	case "matches", "not_matches":
		found = append(found, patternFlaws("value", ru.Value)...)
	case "number_equals", "greater", "greater_or_equal", "less", "less_or_equal":
		if _, ok := number(ru.Value); !ok && !templated(ru.Value) {
			found = append(found, one("value", "%q is not a number.", ru.Value)...)
		}
	case "date_equals", "before", "after":
		if _, ok := instant(ru.Value, time.Unix(0, 0).UTC()); !ok && !templated(ru.Value) {
			found = append(found, one("value", "%q is no date; 2026-12-24 and today+14 are.", brief(ru.Value))...)
		}
	default:
		if blank(ru.Value) {
			found = append(found, flaw{"value", "There is nothing to compare with."})
		}
	}
	return found
}

// String is the rule as a reader sees it.
func (ru rule) String() string {
	words, _ := ru.words()
	if alone(ru.Op) {
		return ru.Var + " " + words
	}
	return ru.Var + " " + words + " " + strconv.Quote(ru.Value)
}
