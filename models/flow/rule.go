package flow

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxPattern is how long a pattern of "matches" can be.
const maxPattern = 1000

// rule compares a variable. Texts are compared without outer space and without regard to case; a
// variable that is not known is an empty text. Value is a template, except in "matches".
type rule struct {
	Var   string `json:"var"`
	Op    string `json:"op"`
	Value string `json:"value,omitempty"`
}

// opWords are the operators, each as a reader sees it.
func opWords() [][2]string {
	return [][2]string{
		{"equals", "is"}, {"not_equals", "is not"},
		{"contains", "contains"}, {"not_contains", "does not contain"},
		{"starts_with", "starts with"}, {"ends_with", "ends with"},
		{"is_set", "is known"}, {"is_empty", "is not known"},
		{"number_equals", "="}, {"greater", ">"}, {"greater_or_equal", "≥"}, {"less", "<"}, {"less_or_equal", "≤"},
		{"matches", "matches"}, {"in_list", "is one of"},
	}
}

func (ru rule) holds(vars map[string]string) bool {
	have := strings.TrimSpace(vars[ru.Var])
	switch ru.Op {
	case "is_set":
		return have != ""
	case "is_empty":
		return have == ""
	case "matches":
		pattern, err := regexp.Compile(ru.Value)
		return err == nil && pattern.MatchString(have)
	}
	want := strings.TrimSpace(Fill(ru.Value, vars))
	switch ru.Op {
	case "number_equals", "greater", "greater_or_equal", "less", "less_or_equal":
		return compareNumbers(have, ru.Op, want)
	case "in_list":
		apart := func(c rune) bool { return c == ',' || c == ';' || c == '\n' }
		return have != "" && slices.ContainsFunc(strings.FieldsFunc(want, apart), func(one string) bool { return same(one, have) })
	}
	return compareTexts(have, ru.Op, want)
}

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

func (ru rule) check() []string {
	wrong := checkVar(ru.Var, true)
	if _, known := ru.words(); !known {
		return append(wrong, fmt.Sprintf("The comparison %q is unknown.", ru.Op))
	}
	switch ru.Op {
	case "is_set", "is_empty", "equals", "not_equals":
	case "matches":
		if len(ru.Value) > maxPattern {
			wrong = append(wrong, fmt.Sprintf("The pattern is longer than %d characters.", maxPattern))
		} else if _, err := regexp.Compile(ru.Value); err != nil {
			wrong = append(wrong, fmt.Sprintf("The pattern %q cannot be read: %s.", ru.Value, err))
		}
	case "number_equals", "greater", "greater_or_equal", "less", "less_or_equal":
		if _, ok := number(ru.Value); !ok && !strings.Contains(ru.Value, "{{") {
			wrong = append(wrong, fmt.Sprintf("%q is not a number.", ru.Value))
		}
	default:
		if blank(ru.Value) {
			wrong = append(wrong, "There is nothing to compare with.")
		}
	}
	return wrong
}

// String is the rule as a reader sees it.
func (ru rule) String() string {
	words, _ := ru.words()
	switch ru.Op {
	case "is_set", "is_empty":
		return ru.Var + " " + words
	}
	return ru.Var + " " + words + " " + strconv.Quote(ru.Value)
}
