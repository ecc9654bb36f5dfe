package live

import "time"

// What is remembered of those who have left: between half an hour and an hour of them, and no more than twice so
// many.
const (
	leftTurn = 30 * time.Minute
	leftMost = 50_000
)

// LastThere is when an owner last had a stream open: now for who has one, the zero time for who is not known (any
// more).
func (h *Hub) LastThere(owner string) time.Time { return h.open.lastThere(owner, time.Now()) }

// left remembers when the last stream of an owner ended. The zero value is ready.
type left struct {
	turned      time.Time
	now, before map[string]time.Time
}

func (l *left) note(owner string, at time.Time) {
	if l.now == nil || at.Sub(l.turned) > leftTurn || len(l.now) >= leftMost {
		l.now, l.before, l.turned = map[string]time.Time{}, l.now, at
	}
	l.now[owner] = at
}

func (l *left) at(owner string) time.Time {
	if at, ok := l.now[owner]; ok {
		return at
	}
	return l.before[owner]
}

func (g *registry) lastThere(owner string, now time.Time) time.Time {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if len(g.owners[owner]) > 0 {
		return now
	}
	return g.left.at(owner)
}
