package builder

import (
	"net/url"
	"slices"
	"time"

	"deskbell/models"
	"deskbell/models/flow/trial"
)

// CheckRun is a check with what came of it; nil: all as recorded.
type CheckRun struct {
	models.FlowCheck
	Difference *trial.Difference
}

// Failing are those that differ.
func Failing(runs []CheckRun) []CheckRun {
	return slices.DeleteFunc(slices.Clone(runs), func(r CheckRun) bool { return r.Difference == nil })
}

// ChecksPage is all checks of a flow, with one of them line by line.
type ChecksPage struct {
	Draft *Draft
	Now   time.Time
	Runs  []CheckRun
	Shown *CheckRun
	Got   []trial.Line // of the one that is shown
}

// ChecksPath is the page of a flow's checks, with one of them shown.
func ChecksPath(d *Draft, check string) string {
	if check == "" {
		return d.path("/checks")
	}
	return d.path("/checks") + "?" + url.Values{"check": {check}}.Encode()
}

func (p ChecksPage) verdict() string {
	failing := len(Failing(p.Runs))
	switch {
	case failing == 0 && len(p.Runs) == 1:
		return "The check goes as it was recorded."
	case failing == 0:
		return "All " + Counted(len(p.Runs), "check", "checks") + " go as they were recorded."
	case failing == 1:
		return "1 check goes another way than it was recorded."
	}
	return Counted(failing, "check", "checks") + " go another way than they were recorded."
}

// ReplayPage plays a real conversation again.
type ReplayPage struct {
	Draft        *Draft
	Now          time.Time
	Asked        string // what was asked for
	Problem      string
	Newest       []models.Conversation
	Conversation *models.Conversation // nil: none was chosen
	Replayed     *models.Replayed
	Cut          bool // the log is longer than what was played
}

// script is a transcript of two, with the line that differs first marked.
type script struct {
	title string
	lines []trial.Line
	at    int    // -1: none
	end   string // what is said where it ends before the other
}

// scripts of a check: what was recorded, and what comes now.
func (p ChecksPage) scripts() (was, is script) {
	at := -1
	if p.Shown.Difference != nil {
		at = p.Shown.Difference.At
	}
	return beside("As recorded", p.Shown.Expect, at), beside("The draft now", p.Got, at)
}

func beside(title string, lines []trial.Line, at int) script {
	s := script{title: title, lines: lines, at: at}
	if at >= len(lines) {
		s.at, s.end = -1, "Nothing more comes here."
	}
	return s
}

func (p ReplayPage) scripts() (was, is script) {
	from, to := p.Replayed.Differ()
	was = script{title: "As it was", lines: p.Replayed.Was, at: from}
	is = script{title: "The draft now", lines: p.Replayed.Is, at: to}
	if p.Replayed.At >= 0 && from < 0 {
		was.end = "Nothing more came here."
	}
	if p.Replayed.At >= 0 && to < 0 {
		is.end = "Nothing more comes here."
	}
	return was, is
}

func (p ReplayPage) verdict() string {
	if p.Replayed.At < 0 {
		return "The draft says the same to this visitor."
	}
	return "The draft goes another way; the first difference is marked."
}

// who speaks a line.
func speaker(l trial.Line) string {
	switch l.By {
	case "bot":
		return "Bot"
	case "visitor":
		return "Visitor"
	case "agent", "guest":
		return "Person"
	}
	return ""
}

// said is a line in words.
func said(l *trial.Line) string {
	if l == nil {
		return "nothing"
	}
	words := l.Text
	if words == "" {
		words = string(l.Content)
	}
	for i, c := range l.Choices {
		if i == 0 {
			words += "  ["
		} else {
			words += ", "
		}
		words += c
		if i == len(l.Choices)-1 {
			words += "]"
		}
	}
	if who := speaker(*l); who != "" {
		return who + ": " + words
	}
	return words
}
