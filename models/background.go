package models

import (
	"context"
	"time"
)

// Background reads what is known of a conversation beside its log; for the team.
type Background interface {
	// Notes are the newest of a conversation, the newest first; ErrNotFound when who may not see it.
	Notes(ctx context.Context, who Reader, id ConversationID, limit int) ([]Entry, error)
	// Earlier are conversations of the same visitor from before one, the newest first, of those that who may
	// see. ErrNotFound when who may not see that one.
	Earlier(ctx context.Context, who Reader, q EarlierQuery) ([]EarlierChat, error)
}

// EarlierQuery asks for a page of a visitor's past.
type EarlierQuery struct {
	Of     ConversationID // the one that it is asked from
	Before ConversationID // the last one of the page before; "": those right before Of
	Limit  int
}

// EarlierChat is a conversation of a visitor's past.
type EarlierChat struct {
	ID         ConversationID
	State      State
	Playground bool
	Category   string
	AnsweredBy string // by name, of a guest that it was one; "" when the bot had it alone
	Line       string // the first that the visitor said, as the team may see it
	CreatedAt  time.Time
}

// Shortened is an entry in one line, as the team may see it.
func (e Entry) Shortened() string { return shorten(e.line(), 160) }
