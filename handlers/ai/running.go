package ai

import (
	"context"
	"sync"

	"deskbell/models"
)

// Running are the answers that are being written.
type Running struct {
	lock sync.Mutex
	by   map[models.ConversationID]map[string]context.CancelFunc // and by token
}

// NewRunning has none.
func NewRunning() *Running {
	return &Running{by: map[models.ConversationID]map[string]context.CancelFunc{}}
}

// Follow ends what a conversation does not wait for any more, as it is after a turn. What it has cost so far counts.
func (r *Running) Follow(c *models.Conversation) {
	r.lock.Lock()
	defer r.lock.Unlock()
	for token, cancel := range r.by[c.ID] {
		if !waits(c, token) {
			cancel()
		}
	}
}

// begin gives the context of an answer; the function ends it, and may be called again.
func (r *Running) begin(ctx context.Context, d models.Delivery) (context.Context, func()) {
	work, cancel := context.WithCancel(ctx)
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.by[d.Conversation] == nil {
		r.by[d.Conversation] = map[string]context.CancelFunc{}
	}
	r.by[d.Conversation][d.Token] = cancel
	return work, sync.OnceFunc(func() {
		cancel()
		r.lock.Lock()
		defer r.lock.Unlock()
		delete(r.by[d.Conversation], d.Token)
		if len(r.by[d.Conversation]) == 0 {
			delete(r.by, d.Conversation)
		}
	})
}
