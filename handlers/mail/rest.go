package mail

import (
	"math/rand/v2"
	"sync"
	"time"
)

// How often in a row the server has to fail before nothing is given to it for a while, and how long that is: from
// the first to the last, twice as long each time. Then one mail tries it.
const (
	restFrom  = 3
	firstRest = 10 * time.Second
	lastRest  = 10 * time.Minute
)

// rest spares a server that is down, and the mails' tries: it is asked by one mail at a time, and when it is
// back they follow in the order in which they were written.
type rest struct {
	lock   sync.Mutex
	of     time.Time // when the server was set
	misses int       // in a row
	until  time.Time
	trying bool // one is under way to find out
}

// may says whether a mail may be begun, and else when; zero: when the one that is under way ends.
func (r *rest) may(of, now time.Time) (bool, time.Time) {
	r.lock.Lock()
	defer r.lock.Unlock()
	if !r.of.Equal(of) { // another server, or one that was mended
		r.of, r.misses, r.until, r.trying = of, 0, time.Time{}, false
	}
	switch {
	case r.misses < restFrom:
		return true, time.Time{}
	case r.trying:
		return false, time.Time{}
	}
	return !now.Before(r.until), r.until
}

// begin is told that a mail was taken to be sent.
func (r *rest) begin() {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.trying = r.misses >= restFrom
}

// missed is told that the server has failed, and says until when it is spared.
func (r *rest) missed(of, now time.Time) time.Time {
	r.lock.Lock()
	defer r.lock.Unlock()
	if !r.of.Equal(of) {
		return now
	}
	r.trying = false
	if r.misses >= restFrom && now.Before(r.until) {
		return r.until // it was under way with those that have missed before
	}
	if r.misses++; r.misses < restFrom {
		return now
	}
	wait := min(firstRest<<min(r.misses-restFrom, 10), lastRest)
	r.until = now.Add(wait + rand.N(wait/4))
	return r.until
}

// worked is told that the server does its work: even a mail that it refuses shows that.
func (r *rest) worked() {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.misses, r.until, r.trying = 0, time.Time{}, false
}

// left is told that a mail ended without a word from the server.
func (r *rest) left() {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.trying = false
}
