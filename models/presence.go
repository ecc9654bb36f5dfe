package models

import (
	"context"
	"time"
)

// Presence keeps who is willing and reachable.
type Presence interface {
	// SetWilling moves somebody's own switch. What he missed before, and why he was switched off, is forgotten.
	SetWilling(ctx context.Context, id AgentID, willing bool) error
	// SetOffline switches somebody off; why goes behind "set offline", as " by Tove Aas", and is shown until he
	// moves the switch. ErrNotFound.
	SetOffline(ctx context.Context, id AgentID, why string) error
	// Reach renews the lease until; a zero time ends it.
	Reach(ctx context.Context, id AgentID, until time.Time) error
}

// pushLife is for how long a browser that was pushed to, and took it, is believed to be there.
const pushLife = 14 * 24 * time.Hour

// Reachable says whether the agent hears of a chat: by an open page, or by push.
func (a *Agent) Reachable(now time.Time) bool {
	return a.ReachableUntil.After(now) || a.PushedAt.After(now.Add(-pushLife))
}

// PushedSince is the time since when a push has to have worked to count at now.
func PushedSince(now time.Time) time.Time { return now.Add(-pushLife) }

// Standing is whether somebody is offered chats, and what is missing where he is not.
type Standing string

// The standings. Away is switched on, with nothing to reach him by.
const (
	StandsOnline  Standing = "online"
	StandsAway    Standing = "away"
	StandsOffline Standing = "offline"
)

// Standing is how the agent stands at now.
func (a *Agent) Standing(now time.Time) Standing {
	switch {
	case !a.Willing || a.Disabled:
		return StandsOffline
	case a.Reachable(now):
		return StandsOnline
	}
	return StandsAway
}

// Words is the standing as people read it.
func (s Standing) Words() string {
	switch s {
	case StandsOnline:
		return "Online"
	case StandsAway:
		return "Away"
	}
	return "Offline"
}

// WhyOffline is what somebody is told whom somebody else has switched off; "" while he has moved the switch
// himself.
func WhyOffline(willing bool, why string) string {
	if willing || why == "" {
		return ""
	}
	return "You were set offline" + why + "."
}
