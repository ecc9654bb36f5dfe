package live

import (
	"strings"

	"deskbell/models"
)

const guestOwner = "guest:"

// GuestOwner is AgentOwner for somebody who was let in by a link.
func GuestOwner(id models.GuestID) string { return guestOwner + string(id) }

// GuestOf is whose streams an owner's are; "" for those of nobody who was let in by a link.
func GuestOf(owner string) models.GuestID {
	id, ok := strings.CutPrefix(owner, guestOwner)
	if !ok {
		return ""
	}
	return models.GuestID(id)
}

// meant says whether streams of the owner are told. What is for the team or for visitors alone is not for guests,
// unless it says so.
func (w Whisper) meant(owner string) bool {
	switch {
	case IsAgent(owner):
		return !w.Visitors
	case GuestOf(owner) != "":
		return w.Guests || !w.Team && !w.Visitors
	}
	return !w.Team
}
