package models

import "slices"

// Permission is one line of the table of roles.
type Permission string

// The permissions of house.md's table.
const (
	PermitAnswer      Permission = "answer"       // answer, note, category, restore, end, pass on (assigned bots)
	PermitTakeOverBot Permission = "takeover_bot" // take over from the bot, jump, animation, block, video
	PermitArticles    Permission = "articles"
	PermitAllBots     Permission = "all_bots" // conversations of all bots, anybody's chats
	PermitBots        Permission = "bots"     // bots, flows, team, settings, channels
	PermitOwner       Permission = "owner"
)

// Roles from the least to the most.
func Roles() []Role {
	return []Role{RoleSupportAgent, RoleAgent, RoleAccountManager, RoleSupervisor, RoleAdmin, RoleOwner}
}

// leastFor is the first role that has a permission; every later one has it too.
func leastFor(p Permission) Role {
	switch p {
	case PermitAnswer:
		return RoleSupportAgent
	case PermitTakeOverBot:
		return RoleAgent
	case PermitArticles:
		return RoleAccountManager
	case PermitAllBots:
		return RoleSupervisor
	case PermitBots:
		return RoleAdmin
	}
	return RoleOwner
}

// May says whether the role has the permission. An unknown role has none.
func (r Role) May(p Permission) bool {
	has := slices.Index(Roles(), r)
	return has >= 0 && has >= slices.Index(Roles(), leastFor(p))
}

// Words is the role as people read it.
func (r Role) Words() string {
	switch r {
	case RoleSupportAgent:
		return "Support Agent"
	case RoleAgent:
		return "Agent"
	case RoleAccountManager:
		return "Account Manager"
	case RoleSupervisor:
		return "Supervisor"
	case RoleAdmin:
		return "Admin"
	case RoleOwner:
		return "Owner"
	}
	return string(r)
}

// MaySee says whether the agent may see conversations of the bot.
func (a *Agent) MaySee(bot BotID) bool {
	return !a.Disabled && (a.Role.May(PermitAllBots) || slices.Contains(a.Bots, bot))
}
