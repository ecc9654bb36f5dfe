package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"deskbell/models"
)

// refused is a models.Error that says when to try again.
type refused struct {
	error
	after time.Duration
}

func (e *refused) Unwrap() error { return e.error }

// Check is Allow as an error: TooMany where there is none left for key.
func (l *Limiter) Check(key string, now time.Time) error {
	if ok, wait := l.Allow(key, now); !ok {
		return TooMany(wait)
	}
	return nil
}

// TooMany refuses what came too fast; the answer carries Retry-After.
func TooMany(wait time.Duration) error {
	return &refused{after: wait, error: &models.Error{Code: models.CodeTooMany,
		Message: "That was a lot at once. Try again in a moment."}}
}

// retryAfter is whole seconds, at least one.
func (e *refused) retryAfter() string {
	return strconv.Itoa(max(1, int((e.after+time.Second-1)/time.Second)))
}

// agents finds one by id.
type agents interface {
	AgentByID(ctx context.Context, id models.AgentID) (*models.Agent, error)
}

// Agent is who is signed in. Errors: CodeUnauthorised when nobody is, or when the session was begun
// before rights or password changed.
func (s *Sessions) Agent(ctx context.Context, team agents) (*models.Agent, error) {
	signedOut := &models.Error{Code: models.CodeUnauthorised, Message: "Sign in to go on."}
	id, rev, ok := s.Signed(ctx)
	if !ok {
		return nil, signedOut
	}
	agent, err := team.AgentByID(ctx, id)
	if models.CodeOf(err) == models.CodeNotFound {
		return nil, signedOut
	}
	if err != nil {
		return nil, err
	}
	if agent.Disabled || agent.AuthRev != rev {
		return nil, signedOut
	}
	return agent, nil
}

// Permitted is Agent for those whose role may do p; CodeForbidden for the others.
func (s *Sessions) Permitted(ctx context.Context, team agents, p models.Permission) (*models.Agent, error) {
	me, err := s.Agent(ctx, team)
	if err != nil {
		return nil, err
	}
	if !me.Role.May(p) {
		return nil, &models.Error{Code: models.CodeForbidden, Message: "Your role does not open this page. An admin can change that."}
	}
	return me, nil
}

// HTML answers with a fragment that is drawn already.
func HTML(w http.ResponseWriter, r *http.Request, status int, fragment []byte) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return send(w, r, status, fragment)
}
