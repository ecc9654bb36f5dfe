package db

import (
	"context"
	"database/sql"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"deskbell/models"
)

// mostMembers of a group; the queue is as long as a few groups.
const (
	mostMembers = 128
	queueLength = 512
)

// writer is the goroutine that owns the writing connection. It takes whatever is queued, runs it
// all in one transaction, and answers after the commit: one wait for the disk for many turns, and
// none is held back to gather more.
type writer struct {
	on        *sql.DB
	committed func(int, time.Duration, error)
	queue     chan *member
	done      chan struct{}

	mu     sync.RWMutex // held for reading while queueing
	closed bool
}

// member is one function's place in a group.
type member struct {
	run   func(*Tx) error
	taken atomic.Bool // by the writer, or by a caller that gave up
	err   error
	done  chan struct{}
}

func startWriter(on *sql.DB, committed func(int, time.Duration, error)) *writer {
	if committed == nil {
		committed = func(int, time.Duration, error) {}
	}
	w := &writer{on: on, committed: committed, queue: make(chan *member, queueLength), done: make(chan struct{})}
	go w.loop()
	return w
}

// Do runs write in a transaction and returns when it is durable. What write returned as an error
// comes back and nothing is kept; CodeUnavailable says that the database could not keep it. A
// context that ends before write was begun takes it out of the queue, later it changes nothing.
func (s *Store) Do(ctx context.Context, write func(tx *Tx) error) error {
	m := &member{run: write, done: make(chan struct{})}
	if err := s.writer.enqueue(ctx, m); err != nil {
		return err
	}
	select {
	case <-m.done:
		return m.err
	case <-ctx.Done():
	}
	if m.taken.CompareAndSwap(false, true) {
		return ctx.Err()
	}
	<-m.done
	return m.err
}

func (w *writer) enqueue(ctx context.Context, m *member) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return unavailable(fmt.Errorf("db: closed"))
	}
	select {
	case w.queue <- m:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// stop waits for all that is queued. It may be called twice.
func (w *writer) stop() {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.queue)
	}
	w.mu.Unlock()
	<-w.done
}

func (w *writer) loop() {
	defer close(w.done)
	members := make([]*member, 0, mostMembers)
	for first := range w.queue {
		members = w.gather(append(members[:0], first))
		w.commit(members)
	}
}

func (w *writer) gather(members []*member) []*member {
	for len(members) < mostMembers {
		select {
		case m, open := <-w.queue:
			if !open {
				return members
			}
			members = append(members, m)
		default:
			return members
		}
	}
	return members
}

// commit runs a group and answers its members.
func (w *writer) commit(members []*member) {
	start := time.Now()
	g := &group{}
	err := w.transaction(g, members)
	if err == nil {
		for _, after := range g.after {
			after()
		}
	}
	w.committed(len(members), time.Since(start), err)
	for _, m := range members {
		if m.err == nil && err != nil {
			m.err = unavailable(err)
		}
		close(m.done)
	}
}

func (w *writer) transaction(g *group, members []*member) error {
	conn, err := w.on.Conn(context.Background())
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // gives it back
	if _, err := conn.ExecContext(context.Background(), beginWriting); err != nil {
		_, _ = conn.ExecContext(context.Background(), "ROLLBACK") // in case an earlier one failed
		return err
	}
	g.conn = conn
	for _, m := range members {
		if m.taken.CompareAndSwap(false, true) {
			m.err = g.member(m.run)
		}
		if g.broken != nil {
			break
		}
	}
	err = g.broken
	if err == nil {
		err = g.keepRev()
	}
	if err == nil {
		_, err = conn.ExecContext(context.Background(), "COMMIT")
	}
	if err != nil {
		// It may be gone already: then this fails, and there is nothing to do.
		_, _ = conn.ExecContext(context.Background(), "ROLLBACK")
	}
	return err
}

// group is one transaction. It is no sql.Tx, which costs a goroutine a query.
type group struct {
	conn *sql.Conn
	// rev is the newest number of a turn, firstRev what it was before the group; 0: not read yet.
	rev, firstRev int64
	after         []func()
	counts        map[counted]*tally // of the members that are kept
	barred        bool               // a member has changed who is blocked
	broken        error
}

// member runs one function so that it leaves nothing when it fails.
func (g *group) member(run func(*Tx) error) error {
	tx := &Tx{group: g}
	if err := tx.run("SAVEPOINT member"); err != nil {
		return unavailable(err)
	}
	err := guarded(tx, run)
	if err != nil && g.broken == nil {
		if lost := tx.run("ROLLBACK TO SAVEPOINT member"); lost != nil {
			g.broken = lost
		}
	}
	if g.broken == nil {
		if lost := tx.run("RELEASE SAVEPOINT member"); lost != nil {
			g.broken = lost
		}
	}
	if g.broken != nil {
		return unavailable(g.broken)
	}
	if err == nil {
		g.after = append(g.after, tx.after...)
		g.takeCounts(tx.counts)
	}
	return err
}

func guarded(tx *Tx, run func(*Tx) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("db: a decision panicked: %v\n%s", r, debug.Stack())
		}
	}()
	return run(tx)
}

// unavailable is what a caller is told when the database could not keep something; cause is for the
// log.
func unavailable(cause error) error {
	return fmt.Errorf("%w (%w)", &models.Error{
		Code:    models.CodeUnavailable,
		Message: "This could not be saved just now. Please try again.",
	}, cause)
}
