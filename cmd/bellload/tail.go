package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// silence is how long nothing may come before a stream counts as dead.
const silence = 45 * time.Second

// tail keeps one event stream open as the pages' script does: it comes again with its cursor, after
// 0.5 s doubling to 10 s, with jitter.
type tail struct {
	ld   *load
	who  *caller
	path func() string   // with after= as far as it was read
	each func(ev *event) // unnamed events
	over func()          // the server's data is another one now: begin anew; nil: nothing to do
	up   *atomic.Int64   // counts the open ones

	lastID []byte
	mu     sync.Mutex
	conn   net.Conn
	cut    bool // closed by ourselves, to come again at once
}

// run reads until ctx ends or the server says that there is nothing for us.
func (t *tail) run(ctx context.Context) {
	failed := 0
	for ctx.Err() == nil {
		wait, fine, err := t.once(ctx)
		switch {
		case ctx.Err() != nil || wait < 0:
			return
		case t.again():
			failed = 0
			continue
		case err != nil && !fine:
			failed++
		default:
			failed = 0
		}
		t.ld.count.reconnects.Add(1)
		if wait == 0 {
			wait = min(500*time.Millisecond<<min(failed, 5), 10*time.Second)
			wait = wait/2 + rand.N(wait/2)
		}
		pause(ctx, wait)
	}
}

// fresh opens the stream anew at once: the path has changed, and the old id has no meaning for it.
func (t *tail) fresh() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cut = true
	if t.conn != nil {
		t.conn.Close()
	}
}

func (t *tail) again() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	was := t.cut
	if t.cut = false; was {
		t.lastID = t.lastID[:0]
	}
	return was
}

// once connects and reads to the end. It answers how long to wait (0: as usual, below 0: for ever)
// and whether events came.
func (t *tail) once(ctx context.Context) (wait time.Duration, fine bool, err error) {
	conn, resp, err := t.ld.wire.open(ctx, t.who, ask{method: "GET", path: t.path(), lastID: t.lastID})
	if err != nil {
		return 0, false, err
	}
	defer conn.Close()
	if resp.StatusCode != http.StatusOK {
		return t.refused(resp)
	}
	t.mu.Lock()
	if t.cut {
		t.mu.Unlock()
		return 0, false, nil
	}
	t.conn = conn
	t.mu.Unlock()
	t.up.Add(1)
	defer t.up.Add(-1)
	in := eventReader{in: bufio.NewReaderSize(resp.Body, 2048)}
	var alarm time.Time
	for {
		if now := time.Now(); now.After(alarm) { // a deadline each few seconds will do
			alarm = now.Add(5 * time.Second)
			_ = conn.SetReadDeadline(now.Add(silence + 5*time.Second))
		}
		ev, err := in.next()
		if err != nil {
			return 0, fine, err
		}
		fine = true
		if len(ev.id) > 0 {
			t.lastID = append(t.lastID[:0], ev.id...)
		}
		if wait, end := t.take(ev); end {
			return wait, true, nil
		}
	}
}

// take deals with one event; end says that the stream is to be left.
func (t *tail) take(ev *event) (wait time.Duration, end bool) {
	switch string(ev.name) {
	case "":
		t.each(ev)
	case "bye":
		return 200*time.Millisecond + rand.N(1800*time.Millisecond), true
	case "gone":
		t.ld.notes.add("stream %s: gone", place(t.path()))
		return -1, true
	case "epoch":
		t.ld.count.epochs.Add(1)
		t.lastID = t.lastID[:0]
		if t.over != nil {
			t.over()
		}
		return time.Millisecond, true
	}
	return 0, false
}

func (t *tail) refused(resp *http.Response) (time.Duration, bool, error) {
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 200))
	t.ld.notes.add("GET %s: %d %s", place(t.path()), resp.StatusCode, text)
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return time.Duration(seconds) * time.Second, false, errReply
	case http.StatusUnauthorized, http.StatusNotFound, http.StatusForbidden:
		return -1, false, nil
	}
	return 0, false, fmt.Errorf("%w: status %d", errReply, resp.StatusCode)
}

// open sends a request on a connection of its own and answers with the body still to be read. The
// connection is closed when ctx ends.
func (w *wire) open(ctx context.Context, who *caller, a ask) (net.Conn, *http.Response, error) {
	conn, err := w.dial()
	if err != nil {
		return nil, nil, err
	}
	stop := &closer{Conn: conn}
	stop.undo = context.AfterFunc(ctx, func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(15 * time.Second))
	if _, err = conn.Write(appendRequest(nil, who, a)); err == nil {
		var resp *http.Response
		if resp, err = http.ReadResponse(bufio.NewReaderSize(conn, 2048), nil); err == nil {
			_ = conn.SetWriteDeadline(time.Time{})
			return stop, resp, nil
		}
	}
	stop.Close()
	return nil, nil, err
}

// closer forgets the context when the connection is closed.
type closer struct {
	net.Conn
	undo func() bool
}

func (c *closer) Close() error {
	c.undo()
	return c.Conn.Close()
}
