package flow

import (
	"math/big"
	"strings"

	"deskbell/models/wording"
)

// numberBlock asks for a number. Min, Max and Step are templates; what they come to that is no number
// sets no bound.
type numberBlock struct {
	asking
	Min  string `json:"min,omitempty"`
	Max  string `json:"max,omitempty"`
	Step string `json:"step,omitempty"` // "1": whole numbers, "0.01": two decimals; "": any
	Unit string `json:"unit,omitempty"`
}

func numberKind() Kind {
	k := kindFor[numberBlock]("number", "Number")
	k.Icon, k.Group, k.Help = "hash", groupAsk, "Asks for a number."
	k.Form = askForm(
		Setting{Name: "min", Label: "Smallest", Control: ControlLine, Templated: true, Group: groupRetry},
		Setting{Name: "max", Label: "Largest", Control: ControlLine, Templated: true, Group: groupRetry},
		Setting{Name: "step", Label: "Step", Control: ControlLine, Templated: true, Group: groupRetry, Placeholder: "1",
			Help: "1 for whole numbers, 0.01 for two decimals; any number without it."},
		Setting{Name: "unit", Label: "Unit", Control: ControlLine, Templated: true, Placeholder: "kg"},
	)
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: groupAsk,
		Settings: `{"text":"How many?","step":"1","var":"number"}`}}
	return k
}

func (b *numberBlock) check() []string { return sentences(b.flaws()) }

func (b *numberBlock) flaws() []flaw {
	found := append(b.askFlaws(), longFlaws("unit", b.Unit)...)
	for _, t := range [...][2]string{{"min", b.Min}, {"max", b.Max}, {"step", b.Step}} {
		if _, ok := decimal(t[1]); !ok && t[1] != "" && !strings.Contains(t[1], "{{") {
			found = append(found, one(t[0], "%q is not a number.", brief(t[1]))...)
		}
		found = append(found, longFlaws(t[0], t[1])...)
	}
	low, okLow := decimal(b.Min)
	high, okHigh := decimal(b.Max)
	if okLow && okHigh && low.Cmp(high) > 0 {
		found = append(found, flaw{"min", "The smallest number is more than the largest."})
	}
	if step, ok := decimal(b.Step); ok && step.Sign() <= 0 {
		found = append(found, flaw{"step", "The step is not more than 0."})
	}
	return found
}

func (b *numberBlock) ports() []Port { return b.askPorts(nextPort()) }

func (b *numberBlock) play(r *run, at place) { b.begin(r, at, b.reader(r)) }

func (b *numberBlock) prompt(r *run) Prompt {
	p := b.promptOf(r, PromptNumber)
	p.Min, p.Max, p.Step = filledNumber(b.Min, r.s.Vars), filledNumber(b.Max, r.s.Vars), filledNumber(b.Step, r.s.Vars)
	p.Unit = Fill(b.Unit, r.s.Vars)
	return p
}

// filledNumber is what a template comes to, "" when that is no number.
func filledNumber(template string, vars map[string]string) string {
	clean, ok := cleanNumber(Fill(template, vars), -1)
	if !ok {
		return ""
	}
	return clean
}

func (b *numberBlock) reply(r *run, at place, ev Event) { b.take(r, at, b.reader(r)(ev.Text)) }

func (b *numberBlock) reader(r *run) func(words string) reading {
	return func(words string) reading {
		unit := strings.TrimSpace(Fill(b.Unit, r.s.Vars))
		step := filledNumber(b.Step, r.s.Vars)
		clean, ok := cleanNumber(withoutUnit(words, unit), decimals(step))
		if !ok {
			return reading{why: unfit(wording.FieldNumber)}
		}
		n, _ := decimal(clean)
		if why := misfits(n, filledNumber(b.Min, r.s.Vars), filledNumber(b.Max, r.s.Vars), step); why != nil {
			return reading{why: why}
		}
		return reading{value: clean, port: PortNext}
	}
}

// decimals is how many decimals a step has; -1: any number.
func decimals(step string) int {
	if step == "" {
		return -1
	}
	_, after, _ := strings.Cut(step, ".")
	return len(after)
}

// withoutUnit takes away the unit that somebody typed before or behind the number.
func withoutUnit(words, unit string) string {
	words = strings.TrimSpace(words)
	if n := len(words) - len(unit); unit != "" && n > 0 {
		if strings.EqualFold(words[n:], unit) {
			return words[:n]
		}
		if strings.EqualFold(words[:len(unit)], unit) {
			return words[len(unit):]
		}
	}
	return words
}

// misfits says which bound a number breaks; bounds are numbers or "".
func misfits(n *big.Rat, low, high, step string) *misfit {
	least, okLow := decimal(low)
	most, okHigh := decimal(high)
	under, over := okLow && n.Cmp(least) < 0, okHigh && n.Cmp(most) > 0
	switch {
	case (under || over) && okLow && okHigh:
		return unfit(wording.AskNumberBetween, "least", low, "most", high)
	case under:
		return unfit(wording.AskNumberFrom, "least", low)
	case over:
		return unfit(wording.AskNumberUpTo, "most", high)
	}
	by, ok := decimal(step)
	if !ok || by.Sign() <= 0 {
		return nil
	}
	from := new(big.Rat)
	if okLow {
		from = least
	}
	if steps := new(big.Rat).Quo(new(big.Rat).Sub(n, from), by); !steps.IsInt() {
		if step == "1" && from.IsInt() {
			return unfit(wording.AskWhole)
		}
		return unfit(wording.AskSteps, "step", step)
	}
	return nil
}
