package web

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"deskbell/models"
)

// Sessions say who is signed in. A session holds only the agent's id and the AuthRev it was begun
// under: parallel requests overwrite each other's sessions as a whole.
type Sessions struct{ *scs.SessionManager }

const (
	sessionAgent = "agent"
	sessionRev   = "rev"
	sessionLife  = 14 * 24 * time.Hour
)

// NewSessions keeps sessions in store, under the hash of their token. secure is for servers behind
// https.
func NewSessions(store scs.CtxStore, secure bool) *Sessions {
	m := scs.New()
	m.Store = store
	m.Lifetime = sessionLife
	m.HashTokenInStore = true
	m.Cookie.Name = "deskbell"
	if secure {
		m.Cookie.Name = "__Host-deskbell"
	}
	m.Cookie.Secure = secure
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Path = "/"
	return &Sessions{m}
}

// SignIn makes the session a's, under a new token; the one from before is worth nothing.
func (s *Sessions) SignIn(ctx context.Context, a models.Agent) error {
	if err := s.RenewToken(ctx); err != nil {
		return err
	}
	s.forgetHalf(ctx)
	s.Put(ctx, sessionAgent, string(a.ID))
	s.Put(ctx, sessionRev, a.AuthRev)
	return nil
}

// SignOut ends the session. Streams that it has opened are ended by live.Hub.End.
func (s *Sessions) SignOut(ctx context.Context) error { return s.Destroy(ctx) }

// Signed is who has signed in, and under which AuthRev; whether that still holds is for Agent to say.
func (s *Sessions) Signed(ctx context.Context) (id models.AgentID, authRev int64, ok bool) {
	id = models.AgentID(s.GetString(ctx, sessionAgent))
	return id, s.GetInt64(ctx, sessionRev), id != ""
}
