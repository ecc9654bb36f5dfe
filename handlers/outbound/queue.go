package outbound

import (
	"context"
	"log/slog"
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

// Queue hands out the deliveries of one kind, several at once.
type Queue struct {
	Kind   models.DeliveryKind
	From   Outgoing
	Wake   <-chan struct{} // something was put in
	AtOnce int             // deliveries under way
	OfBot  int             // of them of one bot, so that no other waits for its slow hosts
	// Do sends one, and says in From what came of it: one of which it says nothing comes again when its
	// lease ends. Its ctx ends some time after the queue's.
	Do  func(ctx context.Context, d models.Delivery)
	Now func() time.Time
	Log *slog.Logger
}

// Run works until ctx ends, and returns when nothing is under way any more.
func (q *Queue) Run(ctx context.Context) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(endWithin, cancel) })()
	t := &table{Queue: q, busy: map[models.BotID]int{}, ended: make(chan models.BotID, q.AtOnce)}
	defer t.all.Wait()
	recovered := false
	for ctx.Err() == nil {
		sleep, err := time.Duration(0), error(nil)
		if !recovered {
			err = q.From.Recover(ctx, q.Kind, q.Now())
			recovered = err == nil
		}
		if err == nil {
			sleep, err = t.fill(ctx, work)
		}
		if err != nil {
			if ctx.Err() == nil {
				q.Log.Error("job failed", "job", "outbox of "+string(q.Kind), "error", err)
			}
			sleep = retrySleep
		}
		t.rest(ctx, sleep)
	}
}

// table is what is under way.
type table struct {
	*Queue
	busy  map[models.BotID]int
	count int
	ended chan models.BotID
	all   sync.WaitGroup
}

// fill begins as many as go, and says how long nothing else can be begun.
func (t *table) fill(ctx, work context.Context) (time.Duration, error) {
	for t.count < t.AtOnce {
		full := t.full()
		d, err := t.From.LeaseOther(ctx, t.Kind, t.Now(), full)
		if models.CodeOf(err) == models.CodeNotFound {
			return t.pause(ctx, len(full) > 0)
		}
		if err != nil {
			return 0, err
		}
		t.count++
		t.busy[d.Bot]++
		t.all.Go(func() {
			defer func() { t.ended <- d.Bot }()
			t.Do(work, d)
		})
	}
	return queueSleep, nil
}

// pause is the time until the next one is due. Where that is now it belongs to a bot which has enough
// under way: one of them will end.
func (t *table) pause(ctx context.Context, held bool) (time.Duration, error) {
	next, err := t.From.NextAt(ctx, t.Kind)
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

// full are the bots that have enough under way.
func (t *table) full() []models.BotID {
	var bots []models.BotID
	for bot, n := range t.busy {
		if n >= t.OfBot {
			bots = append(bots, bot)
		}
	}
	slices.Sort(bots)
	return bots
}

// rest waits for time to pass, or for something to happen.
func (t *table) rest(ctx context.Context, sleep time.Duration) {
	wake := time.NewTimer(sleep)
	defer wake.Stop()
	select {
	case <-ctx.Done():
	case <-wake.C:
	case <-t.Wake:
	case bot := <-t.ended:
		t.free(bot)
	}
	for {
		select {
		case bot := <-t.ended:
			t.free(bot)
		default:
			return
		}
	}
}

func (t *table) free(bot models.BotID) {
	t.count--
	if t.busy[bot]--; t.busy[bot] <= 0 {
		delete(t.busy, bot)
	}
}
