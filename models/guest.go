package models

import (
	"context"
	"time"
)

// GuestID and GuestLinkID are UUIDv7 in their text form.
type (
	GuestID     string
	GuestLinkID string
)

// GuestLink lets whoever has the mail that it stands in into one conversation. It is good until the conversation
// has been closed for the bot's GuestHours, and until it is revoked.
type GuestLink struct {
	ID           GuestLinkID
	Conversation ConversationID
	Bot          BotID // the conversation's desk; filled on reading
	Address      string
	CreatedAt    time.Time
	RevokedAt    time.Time
	RevokedBy    string // by name
	Guests       []Guest
}

// Guest is somebody without an account in one conversation, in one browser.
type Guest struct {
	ID           GuestID
	Link         GuestLinkID
	Conversation ConversationID
	Name         string
	Address      string // that the link was sent to
	Browser      string
	JoinedAt     time.Time
	HereUntil    time.Time // end of the lease that an open page renews
	EndedAt      time.Time // left, or removed; zero: is in
	EndedBy      string    // who removed him, by name; "" for himself
}

// Joining is a guest who comes in by a link. It is checked again where it is kept: a link that is not good any
// more, or was used too often, lets nobody in.
type Joining struct {
	ID          GuestID // made by the caller
	Token       string  // of the link
	Name        string
	SessionHash string // of the browser's new secret, hex of SHA-256
	Browser     string
	Now         time.Time
}

// MostGuests is how many browsers are let in by one link, those that have left counted too.
const MostGuests = 10

// GuestLost is a link that was taken back, with everybody who came in by it; or one guest who left.
type GuestLost struct {
	Link  GuestLinkID
	Guest GuestID // "" : all of the link; the store says of each who it was
	By    string  // name of who took it back; "" for the guest himself
	At    time.Time
}

// Guests reads links and who has come by them. Whoever asks as a guest proves himself with the link's token and
// his browser's secret together. What guests do are turns.
type Guests interface {
	// GuestLink is the one of a token while it is good: unknown, cut, revoked and over are all ErrNotFound. It
	// changes nothing.
	GuestLink(ctx context.Context, token string, now time.Time) (GuestLink, error)
	// GuestBySession is who came in by this link in this browser and has not left; ErrNotFound also once the
	// link is not good any more.
	GuestBySession(ctx context.Context, token, sessionHash string, now time.Time) (*Guest, error)
	// GuestIn says whether somebody who was let in still is: ErrNotFound once he has left or was removed, and once
	// the link is not good any more. Open streams of his end then.
	GuestIn(ctx context.Context, id GuestID, now time.Time) error
	// Here renews the lease of an open page: whatever the guest does does so, an open stream every 10 s or so to 20 s
	// ahead, and one that ends sets it to now. A chat that he has is taken from him once it is over for the bot's
	// Grace.
	Here(ctx context.Context, id GuestID, until time.Time) error
	// LinksOf are a conversation's with their guests, for those of the team who may see it; ErrNotFound.
	LinksOf(ctx context.Context, who Reader, id ConversationID) ([]GuestLink, error)
	// GuestsGone are conversations that a guest has whose lease was over before then, or who is not in any more.
	GuestsGone(ctx context.Context, before time.Time, limit int) ([]ConversationID, error)
}
