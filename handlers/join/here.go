package join

import (
	"context"
	"sync"
	"time"

	"deskbell/models"
)

// lease is how long a guest counts as there after the last heartbeat of a stream: somewhat longer than the pause
// between two.
const lease = 30 * time.Second

// here counts the open pages of each guest, so that the lease ends with the last of them. Its lock is held while
// that is kept: a page that is closed must not end the lease of one that was opened after it.
type here struct {
	guests models.Guests
	now    func() time.Time
	mu     sync.Mutex
	open   map[models.GuestID]int
}

func newHere(o Options) *here {
	return &here{guests: o.Guests, now: o.Now, open: map[models.GuestID]int{}}
}

func (h *here) come(ctx context.Context, id models.GuestID) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open[id]++
	return h.guests.Here(ctx, id, h.now().Add(lease))
}

func (h *here) renew(ctx context.Context, id models.GuestID) error {
	return h.guests.Here(ctx, id, h.now().Add(lease))
}

func (h *here) leave(ctx context.Context, id models.GuestID) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open[id]--; h.open[id] > 0 {
		return nil
	}
	delete(h.open, id)
	return h.guests.Here(ctx, id, h.now())
}
