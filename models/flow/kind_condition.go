package flow

import (
	"fmt"
	"strings"
	"time"
)

const (
	portBranch = "branch:" // and the branch's id
	portElse   = "else"

	maxBranches = 50
	maxRules    = 50
)

// conditionBlock takes the first branch whose rules hold.
type conditionBlock struct {
	Branches []branch `json:"branches"`
}

// branch holds when one of its rules does; with All, when all do.
type branch struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	All   bool   `json:"all,omitempty"`
	Rules []rule `json:"rules"`
}

func conditionKind() Kind {
	k := kindFor[conditionBlock]("condition", "Condition")
	k.Icon, k.Group = "split", groupDecide
	k.Help = "Looks at variables and takes the first way whose rules hold, else the last one."
	value := lineSetting("value", "Value", "A text, a number, a date (also today or today+14), a list or a pattern.")
	value.When = "op=" + strings.Join(opsWithValue(), "|")
	k.Form = []Setting{{Name: "branches", Label: "Ways", Control: ControlList, Item: "Way", Items: []Setting{
		{Name: "name", Label: "Name", Control: ControlLine, Help: "If empty, its rules."},
		toggleSetting("all", "All rules have to hold", "Else one of them is enough."),
		{Name: "rules", Label: "Rules", Control: ControlList, Item: "Rule", Items: []Setting{
			{Name: "var", Label: "Variable", Control: ControlVariable, Reads: true},
			{Name: "op", Label: "Comparison", Control: ControlSelect, Options: comparisons()},
			value,
		}},
	}}}
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: k.Group,
		Settings: `{"branches":[{"id":"a","all":true,"rules":[{"var":"","op":"is_set"}]}]}`}}
	return k
}

func (b *conditionBlock) flaws() []flaw {
	var found []flaw
	switch n := len(b.Branches); {
	case n == 0:
		found = one("branches", "There is no branch.")
	case n > maxBranches:
		found = one("branches", "There are %d branches; at most %d can be looked at.", n, maxBranches)
	}
	ids := make([]string, len(b.Branches))
	for i, br := range b.Branches {
		ids[i] = br.ID
		field := fmt.Sprintf("branches.%d.rules", i)
		if n := len(br.Rules); n == 0 || n > maxRules {
			found = append(found, one(field, "Branch %d has %s.", i+1, counted(n, "rule"))...)
		}
		for j, ru := range br.Rules {
			for _, f := range ru.flaws() {
				found = append(found, one(fmt.Sprintf("%s.%d.%s", field, j, f.field), "Branch %d: %s", i+1, f.says)...)
			}
		}
	}
	return append(found, idFlaws("branches", "Branch", ids)...)
}

// counted is "no rule", "1 rule", "2 rules".
func counted(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (b *conditionBlock) check() []string { return sentences(b.flaws()) }

func (b *conditionBlock) ports() []Port {
	ports := make([]Port, 0, len(b.Branches)+1)
	for _, br := range b.Branches {
		ports = append(ports, Port{Name: portBranch + br.ID, Label: br.String()})
	}
	return append(ports, Port{Name: portElse, Label: "Otherwise"})
}

func (b *conditionBlock) summary() string {
	branches := make([]string, len(b.Branches))
	for i, br := range b.Branches {
		branches[i] = br.String()
	}
	return brief("If " + strings.Join(branches, "; or if "))
}

func (b *conditionBlock) waits() bool { return false }

// reads are the variables that the rules look at.
func (b *conditionBlock) reads() []use {
	var uses []use
	for i, br := range b.Branches {
		for j, ru := range br.Rules {
			field := fmt.Sprintf("branches.%d.rules.%d.", i, j)
			uses = append(uses, use{field + "var", ru.Var})
			if ru.Op != "matches" && ru.Op != "not_matches" {
				uses = append(uses, usesIn(field+"value", ru.Value)...)
			}
		}
	}
	return uses
}

func (b *conditionBlock) play(r *run, at place) {
	for _, br := range b.Branches {
		if br.holds(r.s.Vars, r.local()) {
			r.leave(at, portBranch+br.ID)
			return
		}
	}
	r.leave(at, portElse)
}

func (br branch) holds(vars map[string]string, now time.Time) bool {
	for _, ru := range br.Rules {
		if ru.holds(vars, now) != br.All {
			return !br.All
		}
	}
	return br.All && len(br.Rules) > 0
}

// String is the branch as a reader sees it.
func (br branch) String() string {
	if !blank(br.Name) {
		return brief(br.Name)
	}
	rules := make([]string, len(br.Rules))
	for i, ru := range br.Rules {
		rules[i] = ru.String()
	}
	if br.All {
		return brief(strings.Join(rules, " and "))
	}
	return brief(strings.Join(rules, " or "))
}
