package models

import (
	"context"
	"slices"
	"time"
)

// Staff changes the team. Each change is decided inside of the transaction that keeps it, on the team as it
// is then, so that of two owners who remove each other one stays.
type Staff interface {
	// HireAgent makes the member that decide chooses, and a link to choose a password by, which is mailed to them.
	// Errors: decide's
	// own, CodeConflict with the field for a taken email.
	HireAgent(ctx context.Context, decide func(team []Agent) (Agent, error), link NewLink) (Agent, error)
	// ChangeAgent keeps of what decide returns the name, email, role, limit, bots, and whether the member is
	// disabled or deleted; sessions end where they must. Errors: ErrNotFound, and as HireAgent.
	ChangeAgent(ctx context.Context, id AgentID, decide func(a Agent, team []Agent) (Agent, error)) (Agent, error)
	// LiveOf are the chats that the member has now.
	LiveOf(ctx context.Context, id AgentID) ([]ConversationID, error)
}

// Hire is somebody new. Errors: CodeForbidden for who may not add such a one.
func Hire(by AgentID, m Member) func([]Agent) (Agent, error) {
	return func(team []Agent) (Agent, error) {
		boss, err := bossOf(by, team)
		if err != nil {
			return Agent{}, err
		}
		if err := boss.mayAppoint(m.Role); err != nil {
			return Agent{}, err
		}
		return Agent{Name: m.Name, Email: m.Email, Role: m.Role, MaxChats: m.MaxChats, Bots: m.Bots}, nil
	}
}

// ChangeMember is another name, email, role, limit or other bots. Errors: CodeForbidden; CodeConflict for the
// last owner's role and, with the field was, where somebody else has changed the member since the form was drawn;
// CodeInvalid for one's own email, which wants the password.
func ChangeMember(by AgentID, m Member) func(Agent, []Agent) (Agent, error) {
	return func(a Agent, team []Agent) (Agent, error) {
		boss, err := bossOf(by, team)
		if err != nil {
			return Agent{}, err
		}
		self := by == a.ID
		if self && m.Email != a.Email {
			return Agent{}, invalid("email", "Your own address is changed in your profile, with your password.")
		}
		if !self || m.Role != a.Role {
			if err := boss.mayAppoint(a.Role); err != nil {
				return Agent{}, err
			}
			if err := boss.mayAppoint(m.Role); err != nil {
				return Agent{}, err
			}
		}
		if m.Role != RoleOwner && lastOwner(a, team) {
			return Agent{}, &Error{Code: CodeConflict, Field: "role", Message: "This is the only owner. Make somebody else an owner first."}
		}
		is := a
		is.Name, is.Email, is.Role, is.MaxChats, is.Bots = m.Name, m.Email, m.Role, m.MaxChats, m.Bots
		return is, m.overtaken(a, is)
	}
}

// Disable lets somebody in no more; with off false they may come back. Errors: CodeForbidden, CodeConflict.
func Disable(by AgentID, off bool) func(Agent, []Agent) (Agent, error) {
	return func(a Agent, team []Agent) (Agent, error) {
		if err := mayRemove(by, a, team); off && err != nil {
			return Agent{}, err
		}
		boss, err := bossOf(by, team)
		if err == nil {
			err = boss.mayAppoint(a.Role)
		}
		a.Disabled = off
		return a, err
	}
}

// Dismiss deletes somebody; what they wrote keeps their name. Errors as of Disable.
func Dismiss(by AgentID, now time.Time) func(Agent, []Agent) (Agent, error) {
	return func(a Agent, team []Agent) (Agent, error) {
		a.Disabled, a.DeletedAt = true, now
		return a, mayRemove(by, a, team)
	}
}

// MayLink says whether somebody may be given a link to choose a password by: it opens their account. Errors:
// CodeForbidden; CodeConflict for oneself, and for somebody who is disabled.
func MayLink(by AgentID) func(Agent, []Agent) error {
	return func(a Agent, team []Agent) error {
		boss, err := bossOf(by, team)
		switch {
		case err != nil:
			return err
		case by == a.ID:
			return conflict("You are signed in. Your password is changed in your profile.")
		case !boss.MayAppoint(a.Role):
			return &Error{Code: CodeForbidden, Message: "Only an owner makes links for admins and owners."}
		case a.Disabled:
			return conflict("%s is disabled. Enable them first.", a.Name)
		}
		return nil
	}
}

// MayTakeFactor says whether somebody's second factor may be taken away by another. Errors: CodeForbidden;
// CodeConflict for oneself.
func MayTakeFactor(by AgentID) func(Agent, []Agent) error {
	return func(a Agent, team []Agent) error {
		boss, err := bossOf(by, team)
		switch {
		case err != nil:
			return err
		case by == a.ID:
			return conflict("Your own is turned off in your profile, with your password.")
		case !boss.MayAppoint(a.Role):
			return &Error{Code: CodeForbidden, Message: "Only an owner does this for admins and owners."}
		}
		return nil
	}
}

// mayRemove says why somebody may not be disabled or deleted.
func mayRemove(by AgentID, a Agent, team []Agent) error {
	boss, err := bossOf(by, team)
	switch {
	case err != nil:
		return err
	case by == a.ID:
		return conflict("You cannot do this to yourself. A colleague can.")
	case lastOwner(a, team):
		return conflict("This is the only owner. Make somebody else an owner first.")
	}
	return boss.mayAppoint(a.Role)
}

// bossOf is who asks, as he is in the team.
func bossOf(by AgentID, team []Agent) (Agent, error) {
	for _, a := range team {
		if a.ID == by && !a.Disabled && a.Role.May(PermitBots) {
			return a, nil
		}
	}
	return Agent{}, &Error{Code: CodeForbidden, Message: "Your role does not change the team."}
}

// mayAppoint says whether somebody may be put into a role, or changed who is in it.
func (a *Agent) mayAppoint(role Role) error {
	if a.MayAppoint(role) {
		return nil
	}
	return &Error{Code: CodeForbidden, Field: "role", Message: "Only an owner adds and changes admins and owners."}
}

// MayAppoint says whether the agent adds and changes members of the role.
func (a *Agent) MayAppoint(role Role) bool {
	return a.Role.May(PermitBots) && (!role.May(PermitBots) || a.Role.May(PermitOwner))
}

// lastOwner says whether nobody but a owns this Deskbell.
func lastOwner(a Agent, team []Agent) bool {
	if a.Role != RoleOwner && !slices.ContainsFunc(team, func(b Agent) bool { return b.ID == a.ID && b.Role == RoleOwner }) {
		return false
	}
	return !slices.ContainsFunc(team, func(b Agent) bool { return b.ID != a.ID && b.Role == RoleOwner && !b.Disabled })
}
