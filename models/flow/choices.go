package flow

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Words that are split into picks: more of them are no answer.
const (
	maxPicks     = 200
	maxLabelPart = 10 // commas that a label may have for its words to be found
)

// filledChoices are choices with their texts filled.
func filledChoices(choices []Choice, vars map[string]string) []Choice {
	filled := make([]Choice, len(choices))
	for i, c := range choices {
		for _, text := range []*string{&c.Label, &c.Value, &c.Alt, &c.Text} {
			*text = Fill(*text, vars)
		}
		if c.Image != "" {
			c.Image = shownAddress(c.Image, vars)
		}
		filled[i] = c
	}
	return filled
}

// shownAddress is an address filled, "" when it came to none that can be shown.
func shownAddress(template string, vars map[string]string) string {
	address, err := fillLink(template, vars, webOnly())
	if err != nil {
		return ""
	}
	return address
}

// kept is what a variable holds of a choice.
func (c Choice) kept() string { return orElse(c.Value, c.Label) }

// chosen is the choice that was pressed, or that was typed.
func chosen(choices []Choice, ev Event) (Choice, bool) {
	if ev.Choice != "" {
		return choiceBy(choices, func(c Choice) bool { return c.ID == ev.Choice })
	}
	return named(choices, ev.Text)
}

// named is the choice that words mean: its label, what it keeps, or its number in the list.
func named(choices []Choice, words string) (Choice, bool) {
	words = strings.TrimSpace(words)
	if words == "" {
		return Choice{}, false
	}
	if c, ok := choiceBy(choices, func(c Choice) bool { return same(c.Label, words) }); ok {
		return c, true
	}
	if c, ok := choiceBy(choices, func(c Choice) bool { return c.Value != "" && same(c.Value, words) }); ok {
		return c, true
	}
	n, err := strconv.Atoi(strings.TrimRight(words, ".) "))
	if err != nil || n < 1 || n > len(choices) {
		return Choice{}, false
	}
	return choices[n-1], true
}

func choiceBy(choices []Choice, is func(Choice) bool) (Choice, bool) {
	if i := slices.IndexFunc(choices, is); i >= 0 {
		return choices[i], true
	}
	return Choice{}, false
}

// picked are the choices of an answer that may have several, in their own order; false when there is
// one that is not offered.
func picked(choices []Choice, ev Event) ([]Choice, bool) {
	ids := ev.Choices
	if len(ids) == 0 && ev.Choice != "" {
		ids = []string{ev.Choice}
	}
	if len(ids) == 0 {
		return namedPicks(choices, ev.Text)
	}
	found := map[string]bool{}
	for _, id := range ids {
		if _, ok := choiceBy(choices, func(c Choice) bool { return c.ID == id }); !ok {
			return nil, false
		}
		found[id] = true
	}
	return ofIDs(choices, found), true
}

// ofIDs are the choices that were found, in their own order.
func ofIDs(choices []Choice, found map[string]bool) []Choice {
	return slices.DeleteFunc(slices.Clone(choices), func(c Choice) bool { return !found[c.ID] })
}

// namedPicks reads "A, B" or "1 3"; a label may have commas itself.
func namedPicks(choices []Choice, words string) ([]Choice, bool) {
	apart := func(c rune) bool { return c == ',' || c == ';' || c == '\n' || c == '&' || c == '+' }
	if strings.Trim(words, "0123456789,; \n&+") == "" {
		words = strings.Join(strings.Fields(words), ",")
	}
	var parts []string
	for from := 0; from < len(words) && len(parts) <= maxPicks; {
		end := strings.IndexFunc(words[from:], apart)
		if end < 0 {
			end = len(words) - from - 1
		}
		parts = append(parts, words[from:from+end+1])
		from += end + 1
	}
	if len(parts) > maxPicks {
		return nil, false
	}
	found := map[string]bool{}
	for i := 0; i < len(parts); {
		c, n := longest(choices, parts[i:])
		if n == 0 && strings.TrimFunc(parts[i], apart) != "" {
			return nil, false
		}
		if n > 0 {
			found[c.ID] = true
		}
		i += max(1, n)
	}
	return ofIDs(choices, found), len(found) > 0
}

// longest is the choice that the most of the first parts mean together; 0: none.
func longest(choices []Choice, parts []string) (Choice, int) {
	for n := min(len(parts), maxLabelPart); n > 0; n-- {
		together := strings.Join(parts[:n], "")
		for _, words := range []string{together, strings.TrimRight(together, " ,;\n&+")} {
			if c, ok := named(choices, words); ok {
				return c, n
			}
		}
	}
	return Choice{}, 0
}

// choiceFlaws says what is wrong with a list of choices.
func choiceFlaws(choices []Choice) []flaw {
	if len(choices) == 0 {
		return one("choices", "There is no choice.")
	}
	ids := make([]string, len(choices))
	for i, c := range choices {
		ids[i] = c.ID
	}
	found := idFlaws("choices", "Choice", ids)
	for i, c := range choices {
		field := fmt.Sprintf("choices.%d.", i)
		if blank(c.Label) {
			found = append(found, one(field+"label", "Choice %d has no label.", i+1)...)
		}
		if c.Style != "" && c.Style != "filled" {
			found = append(found, one(field+"style", "Choice %d: style %q is unknown; \"filled\" is one.", i+1, c.Style)...)
		}
		if c.Icon != "" && c.Icon != "person" && c.Icon != "video" {
			found = append(found, one(field+"icon", "Choice %d: icon %q is unknown; \"person\" and \"video\" are known.", i+1, c.Icon)...)
		}
		for _, text := range [...][2]string{{"label", c.Label}, {"value", c.Value}, {"text", c.Text}, {"alt", c.Alt}, {"image", c.Image}} {
			found = append(found, longFlaws(field+text[0], text[1])...)
		}
	}
	return found
}
