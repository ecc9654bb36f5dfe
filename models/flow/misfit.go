package flow

import (
	"strings"

	"deskbell/models/wording"
)

// misfit is why an answer does not fit: one of the bot's words, with what is filled into it.
type misfit struct {
	is   wording.Name
	fill []string
}

func unfit(is wording.Name, fill ...string) *misfit { return &misfit{is, fill} }

// in is the sentence in the visitor's words.
func (m *misfit) in(words wording.Set) string { return words.Of(m.is, m.fill...) }

// said is the sentence as the bot says it, with its variables. What is filled in may be the visitor's, like the name of
// a file: it comes last, so that no variable is looked for in it or around it, and becomes no link.
func (m *misfit) said(words wording.Set, vars map[string]string) string {
	fill := make([]string, len(m.fill))
	for i, value := range m.fill {
		fill[i] = strings.ReplaceAll(value, "](", "] (")
	}
	return cut(wording.Fill(fillSaid(words.Of(m.is), vars), fill...), maxAnswer)
}

// parted is a text that is filled into one with variables: none of it is taken for the author's.
func parted(value string) string { return strings.NewReplacer("{", "{ ", "](", "] (").Replace(value) }
