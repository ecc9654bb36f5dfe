package main

import (
	"context"
	"sync"
	"time"

	"deskbell/models"
)

// assignEvery is how often the assigner looks where nothing has woken it: another process may have changed
// the team. With nobody waiting a look is one row.
const assignEvery = time.Second

// assigner runs models.Assigner: there is one, woken whenever something may have changed.
type assigner struct {
	models.Assigner
	wake chan struct{}
}

// rouse has it look at once, or once more if it is looking.
func (a *assigner) rouse() {
	select {
	case a.wake <- struct{}{}:
	default:
	}
}

// offerWaiting is the job.
func (a *app) offerWaiting(ctx context.Context) {
	tick := time.NewTicker(assignEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		if err := a.assign.Look(ctx, utcNow()); err != nil {
			a.complain(ctx, "offers", err)
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		case <-a.assign.wake:
		}
	}
}

// concerns says whether a turn may have freed a place, or put somebody into the line.
func concerns(c models.Change) bool {
	if c.Before != c.Conversation.State || c.Conversation.State == models.StateWaiting || len(c.Agents) > 0 {
		return true
	}
	for _, e := range c.Entries {
		if e.Kind == models.EntryMissed {
			return true
		}
	}
	return false
}

// rungPresence wakes the assigner when somebody comes.
type rungPresence struct {
	models.Presence
	rouse func()
	now   func() time.Time

	mu    sync.Mutex
	until map[models.AgentID]time.Time // how long each is known to be reachable
}

func newRungPresence(p models.Presence, rouse func()) *rungPresence {
	return &rungPresence{Presence: p, rouse: rouse, now: utcNow, until: map[models.AgentID]time.Time{}}
}

// SetWilling wakes it either way: who goes leaves chats that were offered to him.
func (p *rungPresence) SetWilling(ctx context.Context, id models.AgentID, willing bool) error {
	err := p.Presence.SetWilling(ctx, id, willing)
	p.rouse()
	return err
}

func (p *rungPresence) SetOffline(ctx context.Context, id models.AgentID, why string) error {
	err := p.Presence.SetOffline(ctx, id, why)
	p.rouse()
	return err
}

// Reach wakes it when somebody was not reachable before.
func (p *rungPresence) Reach(ctx context.Context, id models.AgentID, until time.Time) error {
	if err := p.Presence.Reach(ctx, id, until); err != nil {
		return err
	}
	p.mu.Lock()
	before := p.until[id]
	p.until[id] = until
	p.mu.Unlock()
	if !before.After(p.now()) {
		p.rouse()
	}
	return nil
}
