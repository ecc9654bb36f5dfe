package models

import "context"

// Habits keeps how somebody works; it is they who ask.
type Habits interface {
	// SetCtrlEnter chooses the key that sends; their other settings stay.
	SetCtrlEnter(ctx context.Context, id AgentID, on bool) error
}
