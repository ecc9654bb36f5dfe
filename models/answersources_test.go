package models_test

import (
	"slices"
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

// M-28: a mail names the articles that an AI's answer is from, each once.
func TestSendTranscript_AnswerOfTheAI_NamesItsSources(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Good morning.")
	d.must(d.turn(id, func(c *models.Conversation) (models.Change, error) {
		next := *c
		next.LastSeq++
		return models.Change{Conversation: &next, Entries: []models.Entry{{Seq: next.LastSeq, Kind: models.EntrySaid, Author: models.Author{Kind: models.ByBot, Name: "Shop bot"},
			Text: "You have 30 days.", At: d.now, Body: models.Body{Content: &flow.Content{Kind: flow.ContentAnswer, Answer: "a1",
				Sources: []flow.Source{{Slug: "returns", Title: "Returns", Heading: "A"}, {Slug: "returns", Title: "Returns"}, {Slug: "delivery", Title: "Delivery"}}}}}}}, nil
	}))
	if _, err := d.transcript(id, false); err != nil {
		t.Fatal(err)
	}
	for _, line := range d.wantMails(1)[0].Lines {
		if strings.HasPrefix(line.Text, "You have") && line.Text == "You have 30 days." && slices.Equal(line.Sources, []string{"Returns", "Delivery"}) {
			return
		}
	}
	t.Errorf("the mail has %+v", d.wantMails(1)[0].Lines)
}
