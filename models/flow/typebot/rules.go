package typebot

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"deskbell/models/flow"
)

// comparisons are the content of an item of a condition.
type comparisons struct {
	Operator string       `json:"logicalOperator"`
	List     []comparison `json:"comparisons"`
}

type comparison struct {
	Variable string `json:"variableId"`
	Operator string `json:"comparisonOperator"`
	Value    word   `json:"value"`
}

// compared is our word for a comparison.
func compared(operator string) string {
	switch operator {
	case "Equal to":
		return "equals"
	case "Not equal":
		return "not_equals"
	case "Contains":
		return "contains"
	case "Does not contain":
		return "not_contains"
	case "Greater than":
		return "greater"
	case "Greater or equal to":
		return "greater_or_equal"
	case "Less than":
		return "less"
	case "Less or equal to":
		return "less_or_equal"
	case "Is set":
		return "is_set"
	case "Is empty":
		return "is_empty"
	case "Starts with":
		return "starts_with"
	case "Ends with":
		return "ends_with"
	case "Matches regex":
		return "matches"
	case "Does not match regex":
		return "not_matches"
	}
	return ""
}

func (m *maker) condition(s spoken, d *made) {
	d.kind = "condition"
	var branches []map[string]any
	for i, one := range s.Items {
		var c comparisons
		if err := json.Unmarshal(one.Content, &c); err != nil {
			d.differs(fmt.Sprintf("Branch %d cannot be read and is left out.", i+1))
			continue
		}
		rules := m.rules(c, i, d)
		if len(rules) == 0 {
			continue
		}
		id := strconv.Itoa(i + 1)
		branches = append(branches, map[string]any{"id": id, "all": c.Operator != "OR", "rules": rules})
		d.out["branch:"+id] = m.follow(one.Edge, s.where)
		if d.out["branch:"+id] == "" {
			d.out["branch:"+id] = m.after(s)
		}
	}
	if len(branches) == 0 { // it never decided anything, so the way it always took is kept
		d.kind = "jump"
		d.out[flow.PortNext] = m.after(s)
		d.differs("None of its branches can hold: it is a jump to where it always led.")
		return
	}
	d.settings["branches"] = branches
	d.out["else"] = m.after(s)
}

func (m *maker) rules(c comparisons, at int, d *made) []map[string]any {
	var rules []map[string]any
	for _, one := range c.List {
		op, name := compared(one.Operator), m.vars[one.Variable]
		switch {
		case name == "" || op == "":
			d.differs(fmt.Sprintf("A comparison of branch %d has no variable or no operator; it never held, and is left out.", at+1))
			if c.Operator != "OR" {
				return nil // one that never holds keeps all from holding
			}
			continue
		case (op == "matches" || op == "not_matches"):
			one.Value = word(pattern(string(one.Value)))
		}
		rules = append(rules, map[string]any{"var": name, "op": op, "value": fixed(string(one.Value))})
	}
	return rules
}

// pattern is a regular expression without the slashes that JavaScript has around it.
func pattern(value string) string {
	if inner, ok := strings.CutPrefix(value, "/"); ok {
		if end := strings.LastIndex(inner, "/"); end >= 0 {
			if strings.Contains(inner[end:], "i") {
				return "(?i)" + inner[:end]
			}
			return inner[:end]
		}
	}
	return value
}

var (
	sum = regexp.MustCompile(`^\{\{\s*([^{}]+?)\s*\}\}\s*([-+*/])\s*(-?[0-9.]+|\{\{[^{}]+\}\})$`)
	// script finds what is code rather than words with variables in them.
	script = regexp.MustCompile(`[;=]\s*$|=>|\breturn\b|\bconst\b|\blet\b|\bfunction\b|\w\([^)]*\)|\?[^?:]+:`)
)

func (m *maker) set(o options, d *made) {
	name := m.vars[o.Variable]
	if name == "" {
		d.why = "It sets no variable."
		return
	}
	d.kind = "set"
	d.set("var", name)
	switch o.Type {
	case "", "Custom":
		m.expression(o, name, d)
	case "Empty":
		d.set("op", "clear")
	case "Now", "Today", "Random ID":
		d.set("op", map[string]string{"Now": "now", "Today": "today", "Random ID": "random"}[o.Type])
	case "Append value(s)":
		d.set("op", "append")
		d.set("value", "\n"+fixed(string(o.Item)))
		d.differs("A list is a text with a line for each of its values.")
	default:
		d.kind, d.why = "", fmt.Sprintf("The value %q has no counterpart.", o.Type)
	}
}

// expression is a value, or a sum of a variable with itself; anything else is code, which is not run.
func (m *maker) expression(o options, name string, d *made) {
	text := strings.TrimSpace(string(o.Expression))
	if found := sum.FindStringSubmatch(text); found != nil && varName(found[1]) == name {
		d.set("op", map[string]string{"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}[found[2]])
		d.set("value", fixed(found[3]))
		return
	}
	if o.Code.yes() || script.MatchString(text) {
		d.kind, d.why = "", "Its value is a script, which is not run here: "+short(text)
		return
	}
	if text == "" {
		d.set("op", "clear")
		return
	}
	d.set("op", "set")
	d.set("value", fixed(text))
}

// textOf is the content of an item that is a text.
func textOf(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s)
	return s
}
