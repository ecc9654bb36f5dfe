package flow

import (
	"fmt"
	"strings"
)

const (
	portBranch = "branch:" // and the branch's id
	portElse   = "else"
)

// conditionBlock takes the first branch whose rules hold.
type conditionBlock struct {
	Branches []branch `json:"branches"`
}

// branch holds when one of its rules does; with All, when all do.
type branch struct {
	ID    string `json:"id"`
	All   bool   `json:"all,omitempty"`
	Rules []rule `json:"rules"`
}

func conditionKind() Kind { return kindFor[conditionBlock]("condition", "Condition") }

func (b *conditionBlock) check() []string {
	var wrong []string
	if len(b.Branches) == 0 {
		wrong = append(wrong, "There is no branch.")
	}
	seen := map[string]bool{}
	for i, br := range b.Branches {
		switch {
		case br.ID == "":
			wrong = append(wrong, fmt.Sprintf("Branch %d has no id.", i+1))
		case seen[br.ID]:
			wrong = append(wrong, fmt.Sprintf("Two branches have the id %q.", br.ID))
		}
		seen[br.ID] = true
		if len(br.Rules) == 0 {
			wrong = append(wrong, fmt.Sprintf("Branch %d has no rule.", i+1))
		}
		for _, ru := range br.Rules {
			for _, w := range ru.check() {
				wrong = append(wrong, fmt.Sprintf("Branch %d: %s", i+1, w))
			}
		}
	}
	return wrong
}

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

func (b *conditionBlock) play(r *run, at place) {
	for _, br := range b.Branches {
		if br.holds(r.s.Vars) {
			r.leave(at, portBranch+br.ID)
			return
		}
	}
	r.leave(at, portElse)
}

func (br branch) holds(vars map[string]string) bool {
	for _, ru := range br.Rules {
		if ru.holds(vars) != br.All {
			return !br.All
		}
	}
	return br.All && len(br.Rules) > 0
}

// String is the branch as a reader sees it.
func (br branch) String() string {
	rules := make([]string, len(br.Rules))
	for i, ru := range br.Rules {
		rules[i] = ru.String()
	}
	if br.All {
		return brief(strings.Join(rules, " and "))
	}
	return brief(strings.Join(rules, " or "))
}
