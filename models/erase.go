package models

import (
	"context"
	"time"
)

// ActErased is what the audit log calls it; of the conversation it has the number alone.
const ActErased = "Conversation erased"

// Erased is a conversation that is not there any more, for those who have it open.
type Erased struct {
	ID   ConversationID
	Desk BotID
	// Rev is later than that of any turn of it: what such a turn still has to tell is not told.
	Rev  int64
	Told []AgentID // whose notices are others now
}

// Eraser takes conversations away for good.
type Eraser interface {
	// Erase takes away a conversation with all that belongs to it: what was said and noted, files with their
	// bytes, notices, what is still to be sent or done, and the visitor, unless there is another conversation
	// of his; of one who is blocked nothing is left but that. Errors: ErrNotFound for who may not see it or is
	// no owner, CodeConflict while somebody waits or is in it.
	Erase(ctx context.Context, who Reader, id ConversationID, now time.Time) (Erased, error)
}

// Erasable errors with CodeConflict while somebody waits for an answer, or gets one.
func (c *Conversation) Erasable() error {
	switch c.State {
	case StateWaiting:
		return conflict("The visitor waits for somebody. Take the chat over and end it first.")
	case StateLive:
		return conflict("This chat is live. End it first.")
	}
	return nil
}
