package models

import (
	"context"
	"time"
)

// WayBackID is a UUIDv7 in its text form.
type WayBackID string

// WayBackLife is how long a way back is good from its last use.
const WayBackLife = 30 * 24 * time.Hour

// WayBack is the visitor's emailed way into his conversation, on any device.
type WayBack struct {
	ID           WayBackID
	Bot          BotID
	Visitor      VisitorID
	Conversation ConversationID
	Address      string
	CreatedAt    time.Time
	UsedAt       time.Time
	ClickedAt    time.Time // zero: nobody has shown yet that the address is the visitor's
	StoppedAt    time.Time // zero: mails may go there
}

// WaysBack keeps the visitors' ways back.
type WaysBack interface {
	// WayBack is the one of a token while it is good; unknown, cut and over are all ErrNotFound. It changes
	// nothing.
	WayBack(ctx context.Context, token string, now time.Time) (WayBack, error)
	// TakeBack makes a browser the visitor's: its own secret, whose hash this is, is good for him from now on, and
	// the address counts as his. ErrNotFound as WayBack.
	TakeBack(ctx context.Context, token, tokenHash string, now time.Time) (WayBack, error)
	// StopMails ends mails about this conversation to this address; ErrNotFound. They begin again when the visitor
	// gives the address anew.
	StopMails(ctx context.Context, token string, now time.Time) (WayBack, error)
}
