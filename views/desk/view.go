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
	List   models.State
	Rows   []models.Conversation
	Bots   map[models.BotID]string // names
	Counts models.Counts
	Next   string                // query of the next page, as "list=closed&before=…"; "" when there is none
	Open   models.ConversationID // the one that is open, "" when none
	Now    time.Time
}

// Open is the conversation that is watched.
type Open struct {
	Me           *models.Agent
	Conversation models.Conversation
	Bot          *models.Bot
	Block        string // title of the block that the bot is at, "" when there is none
	Entries      []models.Entry
	Earlier      bool // there are older entries than the first of Entries
	Past         int  // conversations of this visitor before this one
	List         models.State
	Now          time.Time
}
