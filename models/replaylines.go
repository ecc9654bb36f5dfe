package models

import (
	"deskbell/models/flow/trial"
)

// linesOf is the log as lines, as the team may read it.
func linesOf(entries []Entry, secrets []string) []trial.Line {
	var lines []trial.Line
	for _, e := range entries {
		e = e.ForTeam()
		line := trial.Line{By: string(e.Author.Kind), Block: e.Body.Block, Text: hide(e.Text, secrets)}
		if e.Kind != EntrySaid {
			if line.By, line.Text = "play", happened(e); line.Text == "" {
				continue
			}
		}
		line.Shows(e.Body.Content)
		if e.Author.Kind == ByBot {
			for _, c := range e.Body.Choices {
				line.Choices = append(line.Choices, c.Label)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// happened is an entry that nobody said, in words.
func happened(e Entry) string {
	switch e.Kind {
	case EntryWaiting:
		return "A person is asked for."
	case EntryGaveUp:
		return "No person: " + e.Body.Reason + "."
	case EntryJoined:
		return "A person joins."
	case EntryHandedBack:
		return "The bot goes on."
	case EntryLeftWord:
		return "A message was left."
	case EntryClosed:
		return "The chat is closed."
	case EntryReopened:
		return "The chat is opened again."
	case EntryFault:
		return "The flow breaks: " + e.Text
	}
	return ""
}

// What is compared of the bot: what blocks say. What a live chat says by itself, as its welcome, is not.
func told(l trial.Line) bool   { return l.Block != "" }
func played(l trial.Line) bool { return l.Flow != "" }

// spoken are the places of the lines that are compared: those of the visitor, and of the bot's blocks.
func spoken(lines []trial.Line, ofBlock func(trial.Line) bool) []int {
	var found []int
	for i, l := range lines {
		if l.By == "visitor" || l.By == "bot" && ofBlock(l) {
			found = append(found, i)
		}
	}
	return found
}

// Differ are the places of the first difference in Was and in Is; -1 where there is none, and for a side
// that has ended before.
func (r Replayed) Differ() (was, is int) {
	place := func(all []int) int {
		if r.At >= 0 && r.At < len(all) {
			return all[r.At]
		}
		return -1
	}
	return place(spoken(r.Was, told)), place(spoken(r.Is, played))
}
