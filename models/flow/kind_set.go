package flow

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// setBlock changes a variable. Value, Find and Index are templates.
type setBlock struct {
	Var   string  `json:"var"`
	Op    string  `json:"op,omitempty"` // default "set"; setOps has them all
	Value string  `json:"value,omitempty"`
	Find  string  `json:"find,omitempty"`  // of "replace": what is replaced by Value
	Index string  `json:"index,omitempty"` // of "item": which one of the list Value, from 1; "last"
	Min   float64 `json:"min,omitempty"`   // of "random"
	Max   float64 `json:"max,omitempty"`   // of "random"; both 0: from 1 to 100
	Days  int     `json:"days,omitempty"`  // of "today": so many days later
	Zone  string  `json:"zone,omitempty"`  // of "today" and "now"; default: where the bot is at home
}

const (
	maxRandom = 1_000_000_000
	maxDays   = 36_500
)

func setOps() []Option {
	return []Option{
		{"set", "Set to"}, {"clear", "Clear"}, {"append", "Add to its end"}, {"replace", "Replace in it"},
		{"add", "Plus"}, {"subtract", "Minus"}, {"multiply", "Times"}, {"divide", "Divided by"},
		{"today", "Today's date"}, {"now", "Date and time now"}, {"random", "A random whole number"},
		{"item", "One of a list"},
	}
}

func setKind() Kind {
	k := kindFor[setBlock]("set", "Set variable")
	k.Icon, k.Group = "variable", groupDo
	k.Help = "Changes a variable: to a text, a sum, a date, a random number or one of a list."
	value := textSetting("value", "Value", "Of a list: separated by commas, semicolons or line ends.")
	value.When = "op=|set|append|replace|add|subtract|multiply|divide|item"
	find := lineSetting("find", "Look for", "What is replaced by the value, wherever it stands.")
	find.When = "op=replace"
	index := lineSetting("index", "Which one", "1 is the first; “last” is the last.")
	index.When, index.Placeholder = "op=item", "1"
	number := func(name, label, when string) Setting {
		return Setting{Name: name, Label: label, Control: ControlNumber, When: when}
	}
	low, high := number("min", "From", "op=random"), number("max", "To", "op=random")
	low.Min, low.Max, high.Min, high.Max = -maxRandom, maxRandom, -maxRandom, maxRandom
	days := number("days", "Days later", "op=today")
	days.Min, days.Max, days.Unit = -maxDays, maxDays, "days"
	k.Form = []Setting{
		{Name: "var", Label: "Variable", Control: ControlVariable},
		selectSetting("op", "Becomes", "What is done with it.", setOps()),
		value, find, index, low, high, days,
		{Name: "zone", Label: "Time zone", Control: ControlZone, When: "op=today|now",
			Help: "If empty, that of the bot's opening hours."},
	}
	return k
}

func (b *setBlock) defaults() {
	b.Op = orElse(b.Op, "set")
	if b.Op == "random" && b.Min == 0 && b.Max == 0 {
		b.Min, b.Max = 1, 100
	}
}

func (b *setBlock) flaws() []flaw {
	found := varFlaws("var", b.Var, true)
	found = append(found, optionFlaws("op", b.Op, "The operation", setOps())...)
	found = append(found, longFlaws("value", b.Value)...)
	whole := func(x float64) bool { return x == math.Trunc(x) && math.Abs(x) <= maxRandom }
	switch b.Op {
	case "add", "subtract", "multiply", "divide":
		if _, ok := number(b.Value); !ok && !templated(b.Value) {
			found = append(found, one("value", "%q is not a number.", b.Value)...)
		}
	case "replace":
		if b.Find == "" {
			found = append(found, flaw{"find", "There is nothing to look for."})
		}
	case "item":
		if _, ok := number(orElse(b.Index, "1")); !ok && !templated(b.Index) && !same(b.Index, "last") {
			found = append(found, one("index", "%q is not the number of an item.", b.Index)...)
		}
	case "random":
		if !whole(b.Min) || !whole(b.Max) || b.Min > b.Max {
			found = append(found, flaw{"max", "A random number needs two whole numbers, the lower one first."})
		}
	case "today":
		found = append(found, rangeFlaws("days", b.Days, within{-maxDays, maxDays}, "The number of days")...)
	}
	return append(found, zoneFlaws("zone", b.Zone)...)
}

func (b *setBlock) check() []string { return sentences(b.flaws()) }

func (b *setBlock) ports() []Port { return onlyNext() }

func (b *setBlock) summary() string {
	signs := map[string]string{"add": " + ", "subtract": " − ", "multiply": " × ", "divide": " ÷ "}
	switch b.Op {
	case "clear":
		return brief("Clear " + b.Var)
	case "append":
		return brief(b.Var + " + " + strconv.Quote(b.Value))
	case "add", "subtract", "multiply", "divide":
		return brief(b.Var + signs[b.Op] + b.Value)
	case "replace":
		return brief(fmt.Sprintf("%s: %q becomes %q", b.Var, b.Find, b.Value))
	case "today":
		if b.Days != 0 {
			return brief(fmt.Sprintf("%s = today %+d days", b.Var, b.Days))
		}
		return brief(b.Var + " = today")
	case "now":
		return brief(b.Var + " = now")
	case "random":
		return brief(fmt.Sprintf("%s = random, %.0f to %.0f", b.Var, b.Min, b.Max))
	case "item":
		return brief(fmt.Sprintf("%s = item %s of %s", b.Var, orElse(b.Index, "1"), b.Value))
	}
	return brief(b.Var + " = " + strconv.Quote(b.Value))
}

func (b *setBlock) waits() bool { return false }

func (b *setBlock) play(r *run, at place) {
	if value, ok := b.value(r, at); ok {
		r.set(b.Var, value)
	}
	r.leave(at, PortNext)
}

// value is what the variable becomes; false when it stays what it is.
func (b *setBlock) value(r *run, at place) (string, bool) {
	have, value := r.s.Vars[b.Var], Fill(b.Value, r.s.Vars)
	switch b.Op {
	case "clear":
		return "", true
	case "append":
		return have + value, true
	case "replace":
		find := Fill(b.Find, r.s.Vars)
		if find == "" {
			return "", false
		}
		return replaced(have, find, value), true
	case "add", "subtract", "multiply", "divide":
		return calculated(have, b.Op, value)
	case "today":
		return r.in(b.Zone).AddDate(0, 0, b.Days).Format(time.DateOnly), true
	case "now":
		return r.in(b.Zone).Format(time.RFC3339), true
	case "random":
		wide := uint64(b.Max-b.Min) + 1
		n := r.chance(at, uint64(r.s.Seq), uint64(len(r.path)), uint64(r.now.UnixNano()))
		return strconv.FormatInt(int64(b.Min)+int64(n%wide), 10), true
	case "item":
		return itemOfList(value, Fill(b.Index, r.s.Vars)), true
	}
	return value, true
}

// in is now in a zone; "" is where the bot is at home.
func (r *run) in(zone string) time.Time {
	if at, err := time.LoadLocation(zone); err == nil && zone != "" {
		return r.now.In(at)
	}
	return r.local()
}

func zoneFlaws(field, zone string) []flaw {
	if at, err := time.LoadLocation(zone); err != nil || at == time.Local {
		return one(field, "The time zone %q is unknown.", brief(zone))
	}
	return nil
}

// listed are the items of a list in a text.
func listed(text string) []string {
	var items []string
	for _, item := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' || c == '\n' }) {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// itemOfList is one item of a list, "" when there is none of that number.
func itemOfList(list, index string) string {
	items := listed(list)
	n, err := strconv.Atoi(strings.TrimSpace(orElse(index, "1")))
	if same(index, "last") {
		n, err = len(items), nil
	}
	if err != nil || n < 1 || n > len(items) {
		return ""
	}
	return items[n-1]
}

// calculated is a result to 15 digits, so that 0.1 and 0.2 are 0.3; false when there is no such number.
// What is no number to begin with counts as 0.
func calculated(have, op, value string) (string, bool) {
	a, ok := number(have)
	if !ok {
		a = 0
	}
	b, ok := number(value)
	if !ok {
		return "", false
	}
	switch op {
	case "add":
		a += b
	case "subtract":
		a -= b
	case "multiply":
		a *= b
	case "divide":
		a /= b
	}
	a, err := strconv.ParseFloat(strconv.FormatFloat(a, 'g', 15, 64), 64)
	if err != nil || math.IsInf(a, 0) || math.IsNaN(a) {
		return "", false
	}
	return strconv.FormatFloat(a+0, 'f', -1, 64), true
}
