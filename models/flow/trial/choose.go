package trial

import (
	"slices"
	"strings"

	"deskbell/models/flow"
)

// chosen finds choices by their labels, parted by "; " where several may be chosen.
func (r *Run) chosen(in Input) (flow.Event, bool) {
	p, text := r.Prompt(), in.Text
	ev := flow.Event{Kind: flow.EventReply}
	if offered(p.Choices, in.IDs) {
		if ev.Choices = in.IDs; !p.Multi {
			ev.Choice, ev.Choices = in.IDs[0], nil
		}
		return ev, true
	}
	labels := []string{text}
	if p.Multi {
		labels = strings.Split(text, "; ")
	}
	for _, label := range labels {
		found := false
		for _, c := range p.Choices {
			if strings.EqualFold(strings.TrimSpace(c.Label), strings.TrimSpace(label)) {
				ev.Choices, found = append(ev.Choices, c.ID), true
				break
			}
		}
		if !found {
			return flow.Event{Kind: flow.EventReply, Text: text}, true
		}
	}
	if !p.Multi {
		ev.Choice, ev.Choices = ev.Choices[0], nil
	}
	return ev, true
}

// offered says that there are ids, and that all of them can be chosen.
func offered(choices []flow.Choice, ids []string) bool {
	for _, id := range ids {
		if !slices.ContainsFunc(choices, func(c flow.Choice) bool { return c.ID == id }) {
			return false
		}
	}
	return len(ids) > 0
}
