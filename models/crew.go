package models

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Crew says who answers a bot's chats. The caller has checked who asks.
type Crew interface {
	// ChangeCrew gives the bot to some agents and takes it from others; other bots of theirs stay as they are,
	// and so does who is in neither list. Errors: ErrNotFound for a bot or somebody to add who is not there;
	// CodeConflict, field agents, where somebody would lose sight of a chat that is theirs now.
	ChangeCrew(ctx context.Context, c CrewChange) error
}

// CrewChange is who comes to a bot and who goes.
type CrewChange struct {
	Bot         BotID
	Add, Remove []AgentID
	Now         time.Time
}

// StillBusy refuses to take a bot from people who have chats of it.
func StillBusy(chats map[string]int, names []string) error {
	var parts []string
	for _, name := range names {
		parts = append(parts, fmt.Sprintf("%s (%d)", name, chats[name]))
	}
	return &Error{Code: CodeConflict, Field: "agents", Message: "Chats of this bot are open with " + strings.Join(parts, ", ") +
		". End them or pass them on first; nothing was changed."}
}
