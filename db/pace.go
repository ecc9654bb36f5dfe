package db

import (
	"sync"
	"time"

	"deskbell/models"
)

// How many visitors who begin agents of a desk are told of at once, and how long it takes until it is one
// more. Pages show three; where many begin, nobody wants to hear of each, and nothing is kept for it.
const (
	begunAtOnce = 5
	begunEvery  = 2 * time.Second
)

// pace lets some through, by desk. The zero value is ready.
type pace struct {
	mu    sync.Mutex
	desks map[models.BotID]allowance
}

type allowance struct {
	left float64
	at   time.Time
}

func (p *pace) allow(desk models.BotID, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	a, known := p.desks[desk]
	if !known {
		a = allowance{begunAtOnce, now}
	}
	if since := now.Sub(a.at); since > 0 {
		a.left, a.at = min(begunAtOnce, a.left+float64(since)/float64(begunEvery)), now
	}
	may := a.left >= 1
	if may {
		a.left--
	}
	if p.desks == nil {
		p.desks = map[models.BotID]allowance{}
	}
	p.desks[desk] = a
	return may
}
