package models

import (
	"slices"
	"strings"

	"deskbell/models/flow"
)

// Choose keeps what a visitor pressed, chose, filled or uploaded for what the bot asks, and lets the
// flow go on with it. Errors: CodeConflict when it was answered already or is not offered, CodeInvalid
// with the field for what cannot be kept.
func Choose(m Message) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if err := checkFiles(m.Files); err != nil {
			return Change{}, err
		}
		if change, known, err := repeated(c, m.ClientID, m.sameAs); known || err != nil {
			return change, err
		}
		d, err := open(c, m)
		if err != nil {
			return Change{}, err
		}
		prompt := flow.PromptOf(c.Records, d.c.Flow, d.words())
		beside := d.c.AsksBeside()
		if d.c.State != StateBot && !beside || prompt.Token == "" || prompt.Token != m.Token {
			return Change{}, conflict("That was answered already.")
		}
		answer, err := answerOf(prompt, m)
		if err != nil {
			return Change{}, err
		}
		e := Entry{Kind: EntrySaid, Author: d.visitorAuthor(), Text: answer.Text, ClientID: m.ClientID, Body: Body{Token: m.Token,
			Chosen: answer.Choice, Picked: answer.Choices, Fields: answer.Fields, Files: answer.Files, Sensitive: prompt.Sensitive}}
		d.add(e)
		if beside {
			d.answeredBeside()
			return d.done(), nil
		}
		answer.Kind, answer.Token, answer.Text = flow.EventReply, m.Token, ""
		err = d.step(answer)
		return d.done(), err
	}
}

// answerOf is the event that answers a prompt, with the answer in words as its Text.
func answerOf(prompt flow.Prompt, m Message) (flow.Event, error) {
	switch {
	case prompt.Kind == flow.PromptForm:
		return formAnswer(prompt.Fields, m.Fields)
	case prompt.Kind == flow.PromptFile:
		if len(m.Files) == 0 {
			return flow.Event{}, invalid("file", "Choose a file first.")
		}
		return flow.Event{Files: m.Files, Text: FileNames(m.Files)}, nil
	case prompt.Multi:
		return picks(prompt.Choices, m)
	}
	label, ok := labelOf(prompt.Choices, m.Choice)
	if !ok {
		return flow.Event{}, conflict("This choice is no longer offered.")
	}
	return flow.Event{Choice: m.Choice, Text: label}, nil
}

// picks are several choices; also none, which the flow may refuse.
func picks(offered []flow.Choice, m Message) (flow.Event, error) {
	var ids, labels []string
	picked := m.picked()
	for _, c := range offered { // in the order in which they are offered
		if slices.Contains(picked, c.ID) {
			ids, labels = append(ids, c.ID), append(labels, nameOf(c))
		}
	}
	if len(ids) < len(picked) {
		return flow.Event{}, conflict("This choice is no longer offered.")
	}
	text := strings.Join(labels, ", ")
	if text == "" {
		text = "Nothing chosen"
	}
	return flow.Event{Choices: ids, Text: text}, nil
}

// picked are the ids of what was chosen, each once.
func (m Message) picked() []string {
	ids := slices.Clone(m.Choices)
	if m.Choice != "" {
		ids = append(ids, m.Choice)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// nameOf is a choice in words: a picture may have no label.
func nameOf(c flow.Choice) string {
	for _, words := range []string{c.Label, c.Alt, c.Text} {
		if strings.TrimSpace(words) != "" {
			return words
		}
	}
	return c.ID
}

func labelOf(offered []flow.Choice, id string) (string, bool) {
	i := slices.IndexFunc(offered, func(c flow.Choice) bool { return c.ID == id })
	if i < 0 {
		return "", false
	}
	return nameOf(offered[i]), true
}

// formAnswer is what was filled in, a line for each field. Fields that the form does not have are left
// out.
func formAnswer(asked []flow.Field, filled map[string]string) (flow.Event, error) {
	fields := map[string]string{}
	var lines []string
	for _, f := range asked {
		value, err := cleanValue(f, filled[f.ID])
		if err != nil {
			return flow.Event{}, err
		}
		if value == "" {
			continue
		}
		fields[f.ID] = value
		lines = append(lines, f.Label+": "+value)
	}
	text := strings.Join(lines, "\n")
	if text == "" {
		text = "Nothing filled in"
	}
	if len([]rune(text)) > MaxText {
		return flow.Event{}, invalid("fields", "A form has at most 10,000 characters; this one has %d.", len([]rune(text)))
	}
	return flow.Event{Fields: fields, Text: text}, nil
}

// cleanValue is the text of a field as it is kept; an empty one may be left out.
func cleanValue(f flow.Field, value string) (string, error) {
	if strings.TrimSpace(value) == "" {
		return "", nil
	}
	return CleanText("fields."+f.ID, value)
}
