package outbound

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"deskbell/models"
)

// Outgoing is the outbox for those who work it off.
type Outgoing interface {
	models.Deliveries
	// LeaseOther takes the first that is due of another bot than these; ErrNotFound when there is none.
	LeaseOther(ctx context.Context, kind models.DeliveryKind, now time.Time, bots []models.BotID) (models.Delivery, error)
	// Recover makes due what a program that has ended had begun.
	Recover(ctx context.Context, kind models.DeliveryKind, now time.Time) error
}

// How long the queue sleeps at most, how long after an error, and how long what is under way may go on
// when the program ends.
const (
	queueSleep = time.Minute
	retrySleep = time.Second
	endWithin  = 3 * time.Second
)

// Queue works off an outbox of Ts, several at once. K is whose they are, a bot's or an agent's: of one's own
// only so many are under way, so that nobody waits for somebody else's slow hosts.
type Queue[T any, K ~string] struct {
	Name   string          // for the log
	Wake   <-chan struct{} // something was put in
	AtOnce int             // under way
	OfOne  int             // of them of one K
	Of     func(T) K
	// Lease takes the first that is due, of another K than these; ErrNotFound when there is none.
	Lease func(ctx context.Context, now time.Time, full []K) (T, error)
	// NextAt is when the next one is due; ErrNotFound when there is none.
	NextAt func(ctx context.Context) (time.Time, error)
	// Recover makes due what a program that has ended had begun.
	Recover func(ctx context.Context, now time.Time) error
	// Do sends one, and keeps what came of it: one of which it says nothing comes again when its lease ends.
	// Its ctx ends some time after the queue's.
	Do func(ctx context.Context, one T)
	// Broken notes that Do has panicked at one: that is a try that failed. Without it, it comes again when its lease ends.
	Broken func(ctx context.Context, one T, now time.Time) error
	Now    func() time.Time
	Log    *slog.Logger
}

// mostBroken is how often a delivery is tried at which the program itself fails.
const mostBroken = 8

// Setback is of a delivery at which the program itself has failed: it waits 2, 4, 8 … 60 seconds, and is given up
// in the end. Whatever waits for it goes on when its time is over.
func Setback(d models.Delivery, now time.Time) models.Setback {
	back := models.Setback{ID: d.ID, Error: "The program itself has failed at this; its log says how.", Now: now}
	if d.Tries < mostBroken {
		back.Next = now.Add(min(2*time.Second<<max(d.Tries-1, 0), time.Minute))
	}
	return back
}

// Deliveries is the queue of the deliveries of one kind, each of a bot; the caller fills in the rest.
func Deliveries(from Outgoing, kind models.DeliveryKind) Queue[models.Delivery, models.BotID] {
	return Queue[models.Delivery, models.BotID]{Name: "outbox of " + string(kind),
		Of: func(d models.Delivery) models.BotID { return d.Bot },
		Lease: func(ctx context.Context, now time.Time, full []models.BotID) (models.Delivery, error) {
			return from.LeaseOther(ctx, kind, now, full)
		},
		Broken: func(ctx context.Context, d models.Delivery, now time.Time) error {
			return from.Failed(ctx, Setback(d, now))
		},
		NextAt:  func(ctx context.Context) (time.Time, error) { return from.NextAt(ctx, kind) },
		Recover: func(ctx context.Context, now time.Time) error { return from.Recover(ctx, kind, now) }}
}

// Run works until ctx ends, and returns when nothing is under way any more.
func (q *Queue[T, K]) Run(ctx context.Context) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(endWithin, cancel) })()
	t := &table[T, K]{Queue: q, busy: map[K]int{}, ended: make(chan K, q.AtOnce)}
	defer t.all.Wait()
	recovered := false
	for ctx.Err() == nil {
		sleep, err := time.Duration(0), error(nil)
		if !recovered {
			err = q.Recover(ctx, q.Now())
			recovered = err == nil
		}
		if err == nil {
			sleep, err = t.fill(ctx, work)
		}
		if err != nil {
			if ctx.Err() == nil {
				q.Log.Error("job failed", "job", q.Name, "error", err)
			}
			sleep = retrySleep
		}
		t.rest(ctx, sleep)
	}
}

// table is what is under way.
type table[T any, K ~string] struct {
	*Queue[T, K]
	busy  map[K]int
	count int
	ended chan K
	all   sync.WaitGroup
}

// fill begins as many as go, and says how long nothing else can be begun.
func (t *table[T, K]) fill(ctx, work context.Context) (time.Duration, error) {
	for t.count < t.AtOnce {
		full := t.full()
		one, err := t.Lease(ctx, t.Now(), full)
		if models.CodeOf(err) == models.CodeNotFound {
			return t.pause(ctx, len(full) > 0)
		}
		if err != nil {
			return 0, err
		}
		t.count++
		whose := t.Of(one)
		t.busy[whose]++
		t.all.Go(func() {
			defer func() { t.ended <- whose }()
			t.try(work, one)
		})
	}
	return queueSleep, nil
}

// try does one. A panic at it must end neither the program nor the others.
func (t *table[T, K]) try(ctx context.Context, one T) {
	defer func() {
		why := recover()
		if why == nil {
			return
		}
		t.Log.Error("job panicked", "job", t.Name, "panic", fmt.Sprintf("%.300s", fmt.Sprint(why)), "stack", string(debug.Stack()))
		if t.Broken == nil {
			return
		}
		if err := t.Broken(ctx, one, t.Now()); err != nil && models.CodeOf(err) != models.CodeNotFound && ctx.Err() == nil {
			t.Log.Error("job failed", "job", t.Name, "error", err)
		}
	}()
	t.Do(ctx, one)
}

// pause is the time until the next one is due. Where that is now it belongs to somebody who has enough
// under way: one of them will end.
func (t *table[T, K]) pause(ctx context.Context, held bool) (time.Duration, error) {
	next, err := t.NextAt(ctx)
	if models.CodeOf(err) == models.CodeNotFound {
		return queueSleep, nil
	}
	if err != nil {
		return 0, err
	}
	ahead := max(0, next.Sub(t.Now())) + time.Millisecond
	if held {
		ahead = max(ahead, retrySleep)
	}
	return min(queueSleep, ahead), nil
}

// full are those who have enough under way.
func (t *table[T, K]) full() []K {
	var full []K
	for whose, n := range t.busy {
		if n >= t.OfOne {
			full = append(full, whose)
		}
	}
	slices.Sort(full)
	return full
}

// rest waits for time to pass, or for something to happen.
func (t *table[T, K]) rest(ctx context.Context, sleep time.Duration) {
	wake := time.NewTimer(sleep)
	defer wake.Stop()
	select {
	case <-ctx.Done():
	case <-wake.C:
	case <-t.Wake:
	case whose := <-t.ended:
		t.free(whose)
	}
	for {
		select {
		case whose := <-t.ended:
			t.free(whose)
		default:
			return
		}
	}
}

func (t *table[T, K]) free(whose K) {
	t.count--
	if t.busy[whose]--; t.busy[whose] <= 0 {
		delete(t.busy, whose)
	}
}
