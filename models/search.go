package models

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Filter narrows the desk's lists, and its search. The zero value keeps everything; what is set has to fit
// all together.
type Filter struct {
	Mine     AgentID // who has it or had it last, or is offered it
	Agent    AgentID // who has it, or had it last
	Desk     BotID   // the bot whose agents see it
	Channel  string
	Category string
	// From and To are about the newest activity: not before From, and before To.
	From, To time.Time
}

// Any says whether the filter keeps anything back.
func (f Filter) Any() bool {
	return f.Mine != "" || f.Agent != "" || f.Desk != "" || f.Channel != "" || f.Category != "" ||
		!f.From.IsZero() || !f.To.IsZero()
}

// Found is a conversation with the newest place of it that has the words looked for.
type Found struct {
	Conversation Conversation
	// Entry is the place, as the team may see it; Seq 0 stands for the visitor: then Text is name, email and
	// phone, a line each.
	Entry Entry
	Num   int64 // of the place in the index, for SearchQuery.Before
}

// SearchQuery asks for a page of what is found, the newest places first.
type SearchQuery struct {
	Words  string
	Filter Filter
	Limit  int
	Before int64 // Num of the last one of the page before; 0: the first page
}

// FoundPage is a page of what was found. Next is the Before of the one behind it, 0 when that was all.
type FoundPage struct {
	Found []Found
	Next  int64
	// SearchedTo is set where the filter keeps so much back that the page ended before it was full: nothing
	// newer than this fits but what is on the page.
	SearchedTo time.Time
}

// Search finds conversations by what was said in them, by their notes and by their visitors. Nothing in the
// words is an operator; the last one may be the beginning of a word. Words without letters find nothing.
type Search interface {
	Search(ctx context.Context, who Reader, q SearchQuery) (FoundPage, error)
}

// SearchWords are the words by which an entry is found, "" for none: those that the team may see, of what
// somebody said or noted.
func (e Entry) SearchWords() string {
	switch e.Kind {
	case EntrySaid, EntryLeftWord, EntryNote, EntrySummary, EntryPassedOn, EntryBlocked:
	default:
		return ""
	}
	if e.Body.Sensitive || e.Body.Revised == RevisedDeleted {
		return ""
	}
	e = e.ForTeam()
	lines := []string{e.Text}
	if c := e.Body.Content; c != nil {
		lines = append(lines, c.Name, c.Alt)
		for _, card := range c.Cards {
			lines = append(lines, card.Title)
		}
	}
	lines = append(lines, FileNames(e.Body.Files))
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return strings.TrimSpace(line) == "" }), "\n")
}

// SearchWords are the words by which a visitor is found.
func (v Visitor) SearchWords() string {
	return strings.TrimSpace(strings.Join([]string{v.Name, v.Email, v.Phone}, "\n"))
}
