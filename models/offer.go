package models

import "time"

// Offer is a chat that is offered to one agent alone: by routing while it waits, or by a colleague who asks
// whether he takes it over while it is live. Who was asked stays known until somebody has it.
type Offer struct {
	To    AgentID   `json:"to,omitempty"` // "" between two offers
	Until time.Time `json:"until"`        // when it moves on
	From  AgentID   `json:"from,omitempty"`
	// FromName and Words are of a colleague who asks.
	FromName string `json:"from_name,omitempty"`
	Words    string `json:"words,omitempty"`
	// Tried are those who let it pass or said no, in this wait.
	Tried []AgentID `json:"tried,omitempty"`
}
