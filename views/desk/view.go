// Package desk draws the agent's desk: the lists, the conversation that is open, and the panel
// beside it. A page calls panels; handlers draw a panel alone for htmx, and the pieces that the
// stream sends by themselves. The roots that a stream replaces carry the ids of ids.go.
package desk

import (
	"time"

	"deskbell/models"
)

// Page is the whole desk.
type Page struct {
	Me    *models.Agent
	Epoch string
	Lists Lists
	Open  *Open // nil: nothing chosen
	Now   time.Time
	Base  string
}

// Lists is one list with the counts of all.
type Lists struct {
	List      models.State
	Rows      []models.Conversation
	Bots      map[models.BotID]string // names
	Counts    models.Counts
	Next      string // query of the next page, as "list=closed&before=…"; "" when there is none
	Filter    Filter
	Choices   Choices
	Filtering bool                  // the filter's fields are shown
	Search    *FoundPage            // what is shown in the place of the rows, nil while nothing is looked for
	Open      models.ConversationID // the one that is open, "" when none
	Now       time.Time
}

// Open is the conversation that is watched.
type Open struct {
	Me           *models.Agent
	Conversation models.Conversation
	Bot          *models.Bot
	Flow, Block  string         // where the bot is at: name and title, "" when it is nowhere
	Owner        *models.Agent  // who answers; nil: nobody
	Offered      string         // full name of whom it is offered to, "" for nobody
	Categories   []string       // that can be chosen
	Moves        []models.State // that the chat can be brought to
	Notes        Notes
	Guests       []models.GuestLink // who was called by email
	Entries      []models.Entry
	Earlier      int64 // where older entries than Entries end; 0: there are none
	Later        int64 // seq of the last of Entries where newer ones are left out, else 0
	At           int64 // seq of the entry that was looked for, else 0
	Assist       Assist
	Past         int // conversations of this visitor before this one
	List         models.State
	Filter       Filter
	Now          time.Time
	// Barred: the visitor may not write until BarredUntil; zero for good.
	Barred      bool
	BarredUntil time.Time
}

// Assist is what can be drafted for who answers.
type Assist struct {
	Suggest bool // a reply, from the articles
	Rewrite bool // what is written, and a summary: that needs a service
}
