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
	BegunWith    string    // the conversation's; filled on reading
}

// Only is what a visitor's secret is good for that he has from a way back, and not by his browser itself: the
// conversation that the mail was about, and those that were begun with it. Whoever has the mail of one
// conversation sees no other.
type Only struct {
	Secret string         // its hash
	For    ConversationID // that the mail was about; "" once that was erased
	At     ConversationID // where he is with it; "" : in none
}

// Reads says whether a conversation, begun with a secret, is among them. All of his are to who is not held to any.
func (o *Only) Reads(id ConversationID, begunWith string) bool {
	return o == nil || id != "" && id == o.For || o.Secret != "" && begunWith == o.Secret
}

// Reach is how a visitor can be written to at an address.
type Reach struct {
	// Own: he has come back by a link that was mailed there, so that it is his. To others goes nothing that he
	// may have written.
	Own bool
	// Why no mail may go there now, for the team; "" when one may.
	Why string
}

// WaysBack keeps the visitors' ways back.
type WaysBack interface {
	// WayBack is the one of a token while it is good; unknown, cut and over are all ErrNotFound. It changes
	// nothing.
	WayBack(ctx context.Context, token string, now time.Time) (WayBack, error)
	// TakeBack makes a browser the visitor's for one conversation: its own secret, whose hash this is, opens that one
	// from now on, and no other (see Only), and the address counts as his. A secret that is the visitor's own already
	// stays good for all that it was. ErrNotFound as WayBack.
	TakeBack(ctx context.Context, token, tokenHash string, now time.Time) (WayBack, error)
	// StopMails ends mails about this conversation to this address; ErrNotFound. They begin again when a visitor
	// who has come back by such a link gives the address anew.
	StopMails(ctx context.Context, token string, now time.Time) (WayBack, error)
	// MailReach is how the conversation's visitor can be written to at the address that is known of him, for those
	// who may see it; ErrNotFound.
	MailReach(ctx context.Context, who Reader, id ConversationID, now time.Time) (Reach, error)
}
