package models

import (
	"slices"
	"time"
)

// Role is what a team member may do; roles.go has the table.
type Role string

// The roles, from the least to the most.
const (
	RoleSupportAgent   Role = "support_agent"
	RoleAgent          Role = "agent"
	RoleAccountManager Role = "account_manager"
	RoleSupervisor     Role = "supervisor"
	RoleAdmin          Role = "admin"
	RoleOwner          Role = "owner"
)

// Agent is a team member.
type Agent struct {
	ID       AgentID
	Email    string // lower case
	Name     string
	Role     Role
	MaxChats int     // 1 to 50
	Bots     []BotID // assigned
	Willing  bool    // the Online switch
	// ReachableUntil is the end of the lease that an open stream renews.
	ReachableUntil time.Time
	Disabled       bool
	// AuthRev grows when sessions and streams that were opened before must end.
	AuthRev  int64
	Password string // argon2id, in its encoded form; never shown
	Live     int    // chats owned now; filled where it is asked for, as are the two below
	Offered  int    // chats that are offered to him alone now
	// PushedAt is when a push to one of his browsers worked last; zero: none does.
	PushedAt  time.Time
	Devices   int // browsers that are pushed to
	CreatedAt time.Time

	Settings   AgentSettings
	Picture    FileID    // "" for none
	Language   string    // BCP 47, of mails; "" for English
	Misses     int       // offers in a row that were not taken
	TakenAt    time.Time // when he took a chat last
	SetOffline string    // why somebody else moved the switch, behind "set offline"; "" when he did himself
	WillingAt  time.Time
	SignedInAt time.Time // zero: invited, not signed in yet
	DeletedAt  time.Time // zero: not deleted

	SecondFactor bool // a code of an app is asked for beside the password
}

// AgentSettings is how somebody works; kept as JSON.
type AgentSettings struct {
	// CtrlEnter: Enter makes a new line, Ctrl and Enter send.
	CtrlEnter bool `json:"ctrl_enter,omitempty"`
	// Notify is which kind of news comes which way; nil: as DefaultNotify.
	Notify map[NoticeKind]map[NoticeWay]bool `json:"notify,omitempty"`
}

// Online says whether the agent is offered chats at now: willing and reachable.
func (a *Agent) Online(now time.Time) bool {
	return a.Standing(now) == StandsOnline
}

// DefaultMaxChats is the chat limit unless set; MostChats the highest that may be set.
const (
	DefaultMaxChats = 3
	MostChats       = 50
)

// FirstName is how visitors see the agent.
func (a *Agent) FirstName() string {
	for i, r := range a.Name {
		if r == ' ' {
			return a.Name[:i]
		}
	}
	return a.Name
}

// AssignedTo are the enabled agents of a bot, as Records.AgentsOf has them for a turn. It uses all up.
func AssignedTo(bot BotID, all []Agent) []Agent {
	return slices.DeleteFunc(all, func(a Agent) bool { return a.Disabled || !slices.Contains(a.Bots, bot) })
}
