package models

import "time"

// Change is all that a turn chose; it is kept in one transaction or not at all. The zero Change
// keeps nothing.
type Change struct {
	// Conversation as it is after the turn; nil when nothing changes.
	Conversation *Conversation
	// Entries are new, with their Seq set: Conversation.LastSeq before the turn + 1, + 2, …
	Entries []Entry
	// Timers are set, Cancelled (tokens) are taken away; a conversation has one timer a token.
	Timers    []Timer
	Cancelled []string
	// VisitorChanged says that name or email of Conversation.Visitor are to be kept as well.
	VisitorChanged bool
	// Before is the state before the turn; the store counts by it.
	Before State
	// Repeated is the entry that the same client id made earlier: nothing new was kept.
	Repeated *Entry
}

// Timer is a time at which the flow goes on. It is a row: it outlives the process.
type Timer struct {
	Conversation ConversationID
	Token        string // the wait it belongs to; an old token does nothing
	Due          time.Time
}
