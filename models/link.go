package models

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"time"
)

// LinkPurpose is what a link is for.
type LinkPurpose string

// The purposes: the first password, or another one for somebody who has lost theirs.
const (
	LinkInvite LinkPurpose = "invite"
	LinkReset  LinkPurpose = "reset"
)

// LinkLife is how long a link is good for.
const LinkLife = 24 * time.Hour

// NewLink is a link for once, to choose a password by.
type NewLink struct {
	Agent   AgentID
	Token   string // 256 bit; only its hash is kept
	Purpose LinkPurpose
	Now     time.Time
	// By is who makes it, for the mail that it goes out with; "" for somebody who has asked for it.
	By string
}

// Forgotten is somebody who says, without being signed in, that they have lost the password to an address.
type Forgotten struct {
	Email string
	Token string // as of a NewLink
	Now   time.Time
}

// How many links are mailed to somebody who asks for them, so that nobody floods their mailbox. Those there are stay
// good: who asks in another's name keeps them from nothing.
const (
	MostResetsAnHour = 3
	MostResetsADay   = 5
)

// NewLinkToken is a token that nobody guesses.
func NewLinkToken() string {
	var bits [32]byte
	_, _ = rand.Read(bits[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(bits[:])
}

// Redemption is a password chosen by a link.
type Redemption struct {
	Token    string
	Password string // argon2id, encoded
	Now      time.Time
}

// Links keeps links to choose a password by.
type Links interface {
	// MakeLink makes one and mails it, in one transaction; those from before are void. So are all when the role, the address, the password or whether
	// they are let in changes: whoever could make one for an agent has none for an owner. Errors: may's own, asked about
	// them as they are then; ErrNotFound for somebody who is not on the team.
	MakeLink(ctx context.Context, l NewLink, may func(Agent, []Agent) error) error
	// LinkedAgent is whose link it is; it stays good. ErrNotFound when it is unknown, used, voided or over, or
	// when its owner is disabled.
	LinkedAgent(ctx context.Context, token string, now time.Time) (*Agent, error)
	// MailReset makes a link for whoever has the address, beside those there are, and mails it to them. ErrNotFound
	// for an address of nobody and of somebody disabled, and where too many were asked for.
	MailReset(ctx context.Context, f Forgotten) (*Agent, error)
	// Redeem uses the link up and sets the password, both or neither; sessions from before end, and all
	// other links are void. Of many at
	// once one succeeds. ErrNotFound as LinkedAgent.
	Redeem(ctx context.Context, r Redemption) (*Agent, error)
}
