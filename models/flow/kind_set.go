package flow

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// setBlock changes a variable.
type setBlock struct {
	Var   string `json:"var"`
	Value string `json:"value,omitempty"` // a template
	// Op is "set", "clear", "append" (Value is put behind, as it is) or "add" (a number; a variable
	// that holds none counts as 0).
	Op string `json:"op,omitempty"`
}

func setKind() Kind { return kindFor[setBlock]("set", "Set variable") }

func (b *setBlock) defaults() { b.Op = orElse(b.Op, "set") }

func (b *setBlock) check() []string {
	wrong := checkVar(b.Var, true)
	switch b.Op {
	case "set", "clear", "append":
	case "add":
		if _, ok := number(b.Value); !ok && !strings.Contains(b.Value, "{{") {
			wrong = append(wrong, fmt.Sprintf("%q is not a number.", b.Value))
		}
	default:
		wrong = append(wrong, fmt.Sprintf("The operation %q is unknown.", b.Op))
	}
	return wrong
}

func (b *setBlock) ports() []Port { return []Port{{Name: PortNext, Label: "Next"}} }

func (b *setBlock) summary() string {
	switch b.Op {
	case "clear":
		return brief("Clear " + b.Var)
	case "append":
		return brief(b.Var + " + " + strconv.Quote(b.Value))
	case "add":
		return brief(b.Var + " + " + b.Value)
	}
	return brief(b.Var + " = " + strconv.Quote(b.Value))
}

func (b *setBlock) waits() bool { return false }

func (b *setBlock) play(r *run, at place) {
	value := Fill(b.Value, r.s.Vars)
	switch b.Op {
	case "clear":
		r.set(b.Var, "")
	case "append":
		r.set(b.Var, r.s.Vars[b.Var]+value)
	case "add":
		if sum, ok := added(r.s.Vars[b.Var], value); ok {
			r.set(b.Var, sum)
		}
	default:
		r.set(b.Var, value)
	}
	r.leave(at, PortNext)
}

// added is a sum to 15 digits, so that 0.1 and 0.2 are 0.3; false when there is no such number.
func added(to, value string) (string, bool) {
	a, ok := number(to)
	if !ok {
		a = 0
	}
	b, ok := number(value)
	sum, err := strconv.ParseFloat(strconv.FormatFloat(a+b, 'g', 15, 64), 64)
	if !ok || err != nil || math.IsInf(sum, 0) {
		return "", false
	}
	return strconv.FormatFloat(sum+0, 'f', -1, 64), true
}
