package models

import (
	"context"
	"time"
)

// Profile is what everybody may change about themselves.
type Profile struct {
	Name      string
	Language  string // of mails, one of MailLanguages; "" for English
	CtrlEnter bool
}

// Profiles keeps what agents choose for themselves; the caller has checked that it is they who ask.
type Profiles interface {
	SaveProfile(ctx context.Context, id AgentID, p Profile) error
	// ChangeEmail errors with CodeConflict for a taken one.
	ChangeEmail(ctx context.Context, id AgentID, email string) error
	// SetPicture keeps a JPEG, or none, in place of the one before.
	SetPicture(ctx context.Context, id AgentID, jpeg []byte) (FileID, error)
	// Picture is one by its id, which cannot be guessed; ErrNotFound.
	Picture(ctx context.Context, id FileID) ([]byte, error)
}

// Credentials keeps how agents prove who they are.
type Credentials interface {
	// SetPassword ends all sessions, and returns the agent as he is then.
	SetPassword(ctx context.Context, id AgentID, encoded string) (*Agent, error)
	// EndSessions ends all sessions, and returns the agent as he is then.
	EndSessions(ctx context.Context, id AgentID) (*Agent, error)
	// SignedIn notes the first time.
	SignedIn(ctx context.Context, id AgentID, now time.Time) error
}

// Language is one by its tag (BCP 47) and its own name.
type Language struct{ Tag, Name string }

// MailLanguages are those that an agent can choose mails in.
func MailLanguages() []Language {
	return []Language{{"", "English"}, {"de", "Deutsch"}, {"fr", "Français"}, {"it", "Italiano"}, {"es", "Español"},
		{"nl", "Nederlands"}, {"pt", "Português"}}
}

// What acts of the team are called in the log.
const (
	ActMemberAdded    = "User added"
	ActMemberChanged  = "User changed"
	ActRoleChanged    = "Role changed"
	ActMemberDisabled = "User disabled"
	ActMemberEnabled  = "User enabled"
	ActMemberDeleted  = "User deleted"
	ActSetOffline     = "User set offline"
	ActLinkMade       = "Sign-in link made"
	ActLinkUsed       = "Sign-in link used"
	ActLinkAsked      = "Password link asked for"
	ActSignedIn       = "Signed in"
	ActPassword       = "Password changed"
	ActEmail          = "Email changed"
	ActEverywhere     = "Signed out everywhere"
	ActFactorOn       = "Second factor turned on"
	ActFactorOff      = "Second factor turned off"
	ActFactorTaken    = "Second factor taken away"
	ActRecovery       = "Recovery codes made"
	ActRecoveryUsed   = "Recovery code used"
)
