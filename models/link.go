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
}

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
	// MakeLink makes one; those from before are void. So are all when the role, the password or whether they are
	// let in changes: whoever could make one for an agent has none for an owner. Errors: may's own, asked about
	// them as they are then; ErrNotFound for somebody who is not on the team.
	MakeLink(ctx context.Context, l NewLink, may func(Agent, []Agent) error) error
	// LinkedAgent is whose link it is; it stays good. ErrNotFound when it is unknown, used, voided or over, or
	// when its owner is disabled.
	LinkedAgent(ctx context.Context, token string, now time.Time) (*Agent, error)
	// Redeem uses the link up and sets the password, both or neither; sessions from before end. Of many at
	// once one succeeds. ErrNotFound as LinkedAgent.
	Redeem(ctx context.Context, r Redemption) (*Agent, error)
}
