package models

import (
	"strings"
	"time"

	"deskbell/models/flow"
)

// longestAISummary is how many characters of a summary are kept.
const longestAISummary = 2000

// handOver lets who is asked for, or takes over, see at once what the AI was asked before and what it answered from. Of
// several questions a service may make a summary, which comes when it is ready.
func (d *draft) handOver() error {
	asked := d.c.Flow.Asked
	if len(asked) == 0 {
		return nil
	}
	d.c.Flow.Asked = nil
	lines := make([]string, len(asked))
	for i, a := range asked {
		lines[i] = "“" + shorten(withoutSecrets(d.c.Flow, a.Question), 200) + "” – " + cameOf(a)
	}
	d.add(Entry{Kind: EntrySummary, Author: Author{Kind: BySystem, Name: "Deskbell"}, Audience: ForTeam, Text: "The AI was asked:\n" + strings.Join(lines, "\n")})
	if len(asked) < 2 || d.c.Trial != nil && d.c.Trial.HTTPFails {
		return nil
	}
	return d.deliver(DeliverAI, "", flow.AIRequest{Purpose: flow.AISummary})
}

// cameOf is what came of a question, in words.
func cameOf(a flow.Asked) string {
	words := "it could not answer"
	switch AIPort(a.Port) {
	case AIAnswered:
		words = "answered"
	case AINotFound:
		words = "nothing was found"
	case AIWantsPerson:
		words = "a person is wanted"
	}
	if len(a.Sources) > 0 {
		words += ", from " + strings.Join(a.Sources, ", ")
	}
	return words
}

// SummariseAI keeps a service's summary of what was said, for the team, and what it cost. The same answer twice is kept
// once; of a chat that is over, or for no words, there is none.
func SummariseAI(a AIAnswer, text string, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		a := a
		a.Seq = 0
		if a.At.IsZero() {
			a.At = now
		}
		only := Change{Answers: []AIAnswer{a}}
		text := strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
		if c.State == StateClosed || text == "" {
			return only, nil
		}
		if _, err := c.Records.EntryByClientID(a.ID); CodeOf(err) != CodeNotFound {
			return only, err
		}
		if runes := []rune(text); len(runes) > longestAISummary {
			text = string(runes[:longestAISummary-1]) + "…"
		}
		d := newDraft(c, now)
		d.add(Entry{Kind: EntrySummary, Author: Author{Kind: BySystem, Name: "The AI"}, Audience: ForTeam, ClientID: a.ID,
			Text: withoutSecrets(d.c.Flow, text)})
		a.Seq = d.c.LastSeq
		d.change.Answers = []AIAnswer{a}
		return d.aside(), nil
	}
}
