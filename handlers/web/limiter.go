package web

import (
	"container/list"
	"crypto/sha256"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// longestKey is how many bytes a key is kept with; of a longer one, which a client may have chosen, a
// hash is.
const longestKey = 128

// Limiter allows so many a second for each key, and a burst on top. It knows a bounded number of
// keys; the one that was not seen for longest is forgotten first.
type Limiter struct {
	every rate.Limit
	burst int
	most  int

	mu    sync.Mutex
	keys  map[string]*list.Element // of *allowance
	order *list.List               // newest first
}

type allowance struct {
	key  string
	rate *rate.Limiter
}

// NewLimiter makes a Limiter for at most maxKeys keys.
func NewLimiter(perSecond float64, burst, maxKeys int) *Limiter {
	return &Limiter{every: rate.Limit(perSecond), burst: burst, most: max(1, maxKeys),
		keys: map[string]*list.Element{}, order: list.New()}
}

// Allow takes one for key; where there is none left, it says after what time there is.
func (l *Limiter) Allow(key string, now time.Time) (ok bool, retryAfter time.Duration) {
	return l.AllowN(key, 1, now)
}

// AllowN takes n at once.
func (l *Limiter) AllowN(key string, n int, now time.Time) (ok bool, retryAfter time.Duration) {
	if len(key) > longestKey {
		sum := sha256.Sum256([]byte(key))
		key = string(sum[:])
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	at := l.keys[key]
	if at == nil {
		at = l.add(key)
	}
	l.order.MoveToFront(at)
	one := at.Value.(*allowance).rate
	reserved := one.ReserveN(now, n)
	if !reserved.OK() {
		return false, time.Minute // more than a burst: never
	}
	if wait := reserved.DelayFrom(now); wait > 0 {
		reserved.CancelAt(now)
		return false, wait
	}
	return true, 0
}

func (l *Limiter) add(key string) *list.Element {
	if l.order.Len() >= l.most {
		oldest := l.order.Remove(l.order.Back()).(*allowance)
		delete(l.keys, oldest.key)
	}
	at := l.order.PushFront(&allowance{key: key, rate: rate.NewLimiter(l.every, l.burst)})
	l.keys[key] = at
	return at
}
