package models

import (
	"encoding/json"
	"fmt"
	"time"

	"deskbell/models/flow"
)

// DeliveryKind is who sends a delivery.
type DeliveryKind string

// The kinds, with what their payload is.
const (
	DeliverHTTP DeliveryKind = "http" // flow.Request; what it came to comes back with Deliver
	DeliverMail DeliveryKind = "mail" // Mail
	DeliverAI   DeliveryKind = "ai"   // flow.AIRequest; what it came to comes back with AnswerAI
)

// DeliveryState is how far a delivery is.
type DeliveryState string

// The states. A failed one is not tried again by itself.
const (
	DeliveryPending DeliveryState = "pending"
	DeliverySent    DeliveryState = "sent"
	DeliveryFailed  DeliveryState = "failed"
	DeliveryDropped DeliveryState = "dropped" // it was not needed any more, or was not allowed: Error says why
)

// Delivery is something to send, a row of the outbox. It is sent at least once; Key is the same each
// time, so that whoever gets it can tell.
type Delivery struct {
	ID           string
	Kind         DeliveryKind
	Conversation ConversationID // "" for a mail to the team
	Bot          BotID
	Token        string // of the wait that its result ends; "" when nobody waits
	Key          string
	Payload      json.RawMessage
	// Of a mail: what it is for, the one address it goes to ("" for the several of a flow's), who of the team
	// that is, its Message-ID without brackets, and what came back from the address.
	Purpose   MailPurpose
	Address   string
	Agent     AgentID
	MessageID string
	Bounced   string

	State              DeliveryState
	Tries              int // that were begun, with the one under way
	Error              string
	CreatedAt, ReadyAt time.Time // ReadyAt is when it is to be tried, or its lease ends
	DoneAt             time.Time // sent, or given up; of a pending one: asked for again
}

// Request is the payload of DeliverHTTP.
func (d Delivery) Request() (flow.Request, error) {
	var r flow.Request
	err := json.Unmarshal(d.Payload, &r)
	return r, err
}

// AI is the payload of DeliverAI.
func (d Delivery) AI() (flow.AIRequest, error) {
	var r flow.AIRequest
	err := json.Unmarshal(d.Payload, &r)
	return r, err
}

// Mail is the payload of DeliverMail.
func (d Delivery) Mail() (Mail, error) {
	var m Mail
	err := json.Unmarshal(d.Payload, &m)
	return m, err
}

// Setback is a try that did not work.
type Setback struct {
	ID    string
	Error string // for the team
	// Next is when it is tried again; the zero time gives up.
	Next time.Time
	// Unbegun says that nothing was begun before it went wrong: it is none of the tries.
	Unbegun bool
	Now     time.Time
}

// deliver puts something into the outbox.
func (d *draft) deliver(kind DeliveryKind, token string, payload any) error {
	text, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("models: writing a delivery: %w", err)
	}
	d.change.Deliveries = append(d.change.Deliveries, Delivery{Kind: kind, Conversation: d.c.ID, Token: token,
		Payload: text, State: DeliveryPending, CreatedAt: d.now, ReadyAt: d.now})
	return nil
}
