package main

import (
	"context"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// textLength is the length of a message's text, in bytes.
const textLength = 100

// voice is one side of a talk: the outbox of a real client. It posts one message after the other,
// each until it is acknowledged or refused, always under the same client id.
type voice struct {
	ld   *load
	talk *talk
	side side
	who  *caller
	path string

	mu      sync.Mutex
	queued  int // messages made
	done    int // of them acknowledged or refused
	tries   int // of the message that is next
	busy    bool
	notTill time.Time // after a refusal for now
	body    []byte
}

// say puts a message into the outbox and sees that it goes out.
func (v *voice) say(ctx context.Context, intended int64) {
	n := v.talk.say(v.side, intended)
	v.mu.Lock()
	v.queued = n
	start := !v.busy
	v.busy = true
	v.mu.Unlock()
	if start {
		v.ld.posting.Add(1)
		go v.drain(ctx)
	}
}

// drain posts until the outbox is empty or ctx ends.
func (v *voice) drain(ctx context.Context) {
	defer v.ld.posting.Done()
	for {
		v.mu.Lock()
		if v.done == v.queued || ctx.Err() != nil {
			v.busy = false
			v.mu.Unlock()
			return
		}
		v.mu.Unlock()
		if wait := v.attempt(); wait > 0 {
			pause(ctx, wait)
		}
	}
}

// now says a message and tries once: the closed loop. A message that is still in the outbox is tried
// instead. It answers how long to leave this voice alone.
func (v *voice) now(intended int64) time.Duration {
	v.mu.Lock()
	if v.done == v.queued {
		v.queued = v.talk.say(v.side, intended)
	}
	v.mu.Unlock()
	wait := v.attempt()
	if wait > 0 {
		v.notTill = time.Now().Add(wait)
	}
	return wait
}

// attempt posts the next message once. It answers 0 when the outbox went on by one, else how long to
// wait before the next try.
func (v *voice) attempt() time.Duration {
	v.mu.Lock()
	n := v.done + 1
	v.mu.Unlock()
	v.body = v.appendForm(v.body[:0], n)
	rep, err := v.ld.wire.call(v.who, ask{method: "POST", path: v.path, body: v.body})
	switch {
	case err != nil:
		v.ld.count.retried.Add(1)
		return v.again(0)
	case rep.status < 300:
	case rep.status == 429:
		v.ld.count.limited.Add(1)
		return v.again(max(rep.after, time.Second))
	case rep.status >= 500:
		v.ld.count.retried.Add(1)
		v.ld.notes.add("POST %s: %d %s", place(v.path), rep.status, rep.text)
		return v.again(rep.after)
	default:
		v.ld.notes.add("POST %s: %d %s", place(v.path), rep.status, rep.text)
	}
	v.talk.answered(v.side, n, rep.status < 300)
	v.mu.Lock()
	v.done, v.tries = n, 0
	v.mu.Unlock()
	return 0
}

// again is the wait before the next try: what the server asked for, else 50 ms doubling to 1 s.
func (v *voice) again(asked time.Duration) time.Duration {
	v.tries++
	wait := 50 * time.Millisecond << min(v.tries-1, 4)
	return max(asked, wait/2+rand.N(wait))
}

func (v *voice) appendForm(b []byte, n int) []byte {
	sender := "va"[v.side]
	b = append(b, "client_id=load-"...)
	b = append(b, v.ld.run...)
	b = append(b, '-', sender)
	b = strconv.AppendInt(b, int64(v.talk.index), 10)
	b = append(b, '-')
	b = strconv.AppendInt(b, int64(n), 10)
	b = append(b, "&text="...)
	from := len(b)
	b = append(b, "m:"...)
	b = append(b, v.ld.run...)
	b = append(b, '-', sender)
	b = strconv.AppendInt(b, int64(v.talk.index), 10)
	b = append(b, ':')
	b = strconv.AppendInt(b, int64(n), 10)
	for len(b)-from < textLength {
		b = append(b, "+and+so+on"[:min(10, textLength-(len(b)-from))]...)
	}
	if b[len(b)-1] == '+' { // a trailing space might be trimmed
		b[len(b)-1] = '.'
	}
	if v.side == visitorSide {
		b = append(b, "&page=https%3A%2F%2Fshop.example%2Fcart&title=Cart&language=en"...)
	}
	return b
}

// counts are what the load counts while it runs.
type counts struct {
	limited, retried, reconnects, epochs atomic.Int64
	// bytes of events that the streams of visitors and of agents brought
	bytes [2]atomic.Int64
}

// place is a path with the ids taken out, to count what belongs together.
func place(path string) string {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if len(part) > 20 {
			parts[i] = "…"
		}
	}
	return strings.Join(parts, "/")
}

// pause sleeps, but not longer than ctx.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
