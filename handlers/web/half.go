package web

import (
	"context"
	"time"

	"deskbell/models"
)

// What a session holds of somebody who has given the password and not yet the second factor. It opens
// nothing but the page that asks for that.
const (
	sessionHalf    = "half"
	sessionHalfRev = "half_rev"
	sessionHalfEnd = "half_end" // unix seconds
	halfLife       = 10 * time.Minute
)

// SignInHalf notes that the password was right, under a new token; nobody is signed in by it.
func (s *Sessions) SignInHalf(ctx context.Context, a models.Agent, now time.Time) error {
	if err := s.RenewToken(ctx); err != nil {
		return err
	}
	s.Remove(ctx, sessionAgent)
	s.Remove(ctx, sessionRev)
	s.Put(ctx, sessionHalf, string(a.ID))
	s.Put(ctx, sessionHalfRev, a.AuthRev)
	s.Put(ctx, sessionHalfEnd, now.Add(halfLife).Unix())
	return nil
}

// Half is who has given the password. Errors: CodeUnauthorised when nobody has, or too long ago, or when
// password or rights have changed since.
func (s *Sessions) Half(ctx context.Context, team agents, now time.Time) (*models.Agent, error) {
	again := &models.Error{Code: models.CodeUnauthorised, Message: "Sign in again with your password."}
	id := models.AgentID(s.GetString(ctx, sessionHalf))
	if id == "" || now.Unix() > s.GetInt64(ctx, sessionHalfEnd) {
		return nil, again
	}
	agent, err := team.AgentByID(ctx, id)
	if models.CodeOf(err) == models.CodeNotFound {
		return nil, again
	}
	if err != nil {
		return nil, err
	}
	if agent.Disabled || agent.AuthRev != s.GetInt64(ctx, sessionHalfRev) {
		return nil, again
	}
	return agent, nil
}

// forgetHalf is for who is signed in whole now.
func (s *Sessions) forgetHalf(ctx context.Context) {
	for _, name := range []string{sessionHalf, sessionHalfRev, sessionHalfEnd} {
		s.Remove(ctx, name)
	}
}
