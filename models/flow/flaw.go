package flow

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// flaw is one thing that is wrong with settings.
type flaw struct {
	field string // the dotted setting, "" when it is about all of them
	says  string // a sentence
}

// flawer is a kind that can say which setting each of its flaws is about.
type flawer interface {
	flaws() []flaw
}

// flawsOf are the sentences of check, with their settings where the kind names them.
func flawsOf(s settings) []flaw {
	if f, ok := s.(flawer); ok {
		return f.flaws()
	}
	return inField("", s.check())
}

// sentences are flaws without their settings.
func sentences(found []flaw) []string {
	var says []string
	for _, f := range found {
		says = append(says, f.says)
	}
	return says
}

// inField are sentences about one setting.
func inField(field string, says []string) []flaw {
	found := make([]flaw, 0, len(says))
	for _, s := range says {
		found = append(found, flaw{field, s})
	}
	return found
}

func one(field, format string, about ...any) []flaw {
	return []flaw{{field, fmt.Sprintf(format, about...)}}
}

// textFlaws says what is wrong with a text that has to be there.
func textFlaws(field, text, missing string) []flaw { return inField(field, checkText(text, missing)) }

// longFlaws says what is wrong with a text that may be left out.
func longFlaws(field, text string) []flaw {
	if utf8.RuneCountInString(text) > maxAnswer {
		return one(field, "The text is longer than %d characters.", maxAnswer)
	}
	return nil
}

// within is a range with both its ends.
type within struct{ low, high int }

func varFlaws(field, name string, needed bool) []flaw { return inField(field, checkVar(name, needed)) }

func rangeFlaws(field string, n int, in within, what string) []flaw {
	if n < in.low || n > in.high {
		return one(field, "%s is not between %d and %d.", what, in.low, in.high)
	}
	return nil
}

// optionFlaws says that a value is none of those that are known.
func optionFlaws(field, value, what string, known []Option) []flaw {
	if slices.ContainsFunc(known, func(o Option) bool { return o.Value == value }) {
		return nil
	}
	var quoted []string
	for _, o := range known {
		if o.Value != "" {
			quoted = append(quoted, fmt.Sprintf("%q", o.Value))
		}
	}
	return one(field, "%s %q is unknown; known: %s.", what, value, strings.Join(quoted, ", "))
}

// idFlaws says which items of a list have no id, or one that another has.
func idFlaws(list, item string, ids []string) []flaw {
	var found []flaw
	seen := map[string]bool{}
	for i, id := range ids {
		field := fmt.Sprintf("%s.%d.id", list, i)
		switch {
		case id == "":
			found = append(found, flaw{field, fmt.Sprintf("%s %d has no id.", item, i+1)})
		case seen[id]:
			found = append(found, flaw{field, fmt.Sprintf("Two have the id %q.", id)})
		case !plainID(id):
			found = append(found, flaw{field, fmt.Sprintf("%s %d: %q cannot be an id.", item, i+1, id)})
		}
		seen[id] = true
	}
	return found
}

// plainID says that an id can stand in an exit's name: 1 to 64 bytes of printable text without space.
func plainID(id string) bool {
	odd := func(c rune) bool { return c <= ' ' || c == 0x7f || c == utf8.RuneError }
	return id != "" && len(id) <= 64 && !strings.ContainsFunc(id, odd)
}
