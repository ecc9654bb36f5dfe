package flow

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// set keeps a variable, cut to what an answer may hold; "" takes it away.
func (r *run) set(name, value string) {
	value = cut(strings.ToValidUTF8(value, "\uFFFD"), maxAnswer)
	switch {
	case name == "" || !utf8.ValidString(name):
	case value != "":
		if r.s.Vars == nil {
			r.s.Vars = map[string]string{}
		}
		r.s.Vars[name] = value
	default:
		delete(r.s.Vars, name)
		if len(r.s.Vars) == 0 {
			r.s.Vars = nil
		}
	}
}

func (r *run) merge(vars map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(vars)) {
		r.set(name, vars[name])
	}
}

// forget takes all variables away but those that are known of every visitor.
func (r *run) forget() {
	world := WorldVars()
	maps.DeleteFunc(r.s.Vars, func(name, _ string) bool {
		return !strings.HasPrefix(name, "visitor.") && !slices.ContainsFunc(world, func(v VarDoc) bool { return v.Name == name })
	})
	if len(r.s.Vars) == 0 {
		r.s.Vars = nil
	}
	r.s.Secret = slices.DeleteFunc(r.s.Secret, func(name string) bool { return r.s.Vars[name] == "" })
	if len(r.s.Secret) == 0 {
		r.s.Secret = nil
	}
}

// checkVar says what is wrong with a variable's name.
func checkVar(name string, needed bool) []string {
	switch {
	case name == "" && needed:
		return []string{"There is no variable."}
	case strings.ContainsAny(name, "{}") || strings.TrimSpace(name) != name ||
		strings.HasPrefix(name, "agent.") || strings.HasPrefix(name, secretPrefix):
		return []string{fmt.Sprintf("%q cannot be the name of a variable.", name)}
	case utf8.RuneCountInString(name) > 64:
		return []string{"The variable's name is longer than 64 characters."}
	}
	return nil
}
