package push

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"deskbell/models"
)

// How many are under way at once, and of them to one agent's devices, so that nobody waits for an address
// that does not answer. How long the queue sleeps at most, how long after an error, and how long what is
// under way may go on when the program ends.
const (
	atOnce     = 8
	ofAgent    = 3
	longSleep  = time.Minute
	shortSleep = time.Second
	endWithin  = 3 * time.Second
)

// Run works until ctx ends, and returns when nothing is under way any more.
func (s *Sender) Run(ctx context.Context) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(endWithin, cancel) })()
	defer s.Client.CloseIdleConnections()
	t := &table{Sender: s, busy: map[models.AgentID]int{}, ended: make(chan models.AgentID, atOnce)}
	defer t.all.Wait()
	recovered := false
	for ctx.Err() == nil {
		sleep, err := time.Duration(0), error(nil)
		if !recovered {
			err = s.From.RecoverPushes(ctx, s.Now())
			recovered = err == nil
		}
		if err == nil {
			sleep, err = t.fill(ctx, work)
		}
		if err != nil {
			if ctx.Err() == nil {
				s.Log.Error("job failed", "job", "pushes", "error", err)
			}
			sleep = shortSleep
		}
		t.rest(ctx, sleep)
	}
}

// table is what is under way.
type table struct {
	*Sender
	busy  map[models.AgentID]int
	count int
	ended chan models.AgentID
	all   sync.WaitGroup
}

// fill begins as many as go, and says how long nothing else can be begun.
func (t *table) fill(ctx, work context.Context) (time.Duration, error) {
	for t.count < atOnce {
		full := t.full()
		p, err := t.From.LeasePush(ctx, t.Now(), full)
		if models.CodeOf(err) == models.CodeNotFound {
			return t.pause(ctx, len(full) > 0)
		}
		if err != nil {
			return 0, err
		}
		t.count++
		t.busy[p.Agent]++
		t.all.Go(func() {
			defer func() { t.ended <- p.Agent }()
			t.send(work, p)
		})
	}
	return longSleep, nil
}

// pause is the time until the next one is due. Where that is now it is for an agent to whom enough is under
// way: one of them will end.
func (t *table) pause(ctx context.Context, held bool) (time.Duration, error) {
	next, err := t.From.NextPush(ctx)
	if models.CodeOf(err) == models.CodeNotFound {
		return longSleep, nil
	}
	if err != nil {
		return 0, err
	}
	ahead := max(0, next.Sub(t.Now())) + time.Millisecond
	if held {
		ahead = max(ahead, shortSleep)
	}
	return min(longSleep, ahead), nil
}

// full are the agents to whom enough is under way.
func (t *table) full() []models.AgentID {
	var agents []models.AgentID
	for id, n := range t.busy {
		if n >= ofAgent {
			agents = append(agents, id)
		}
	}
	slices.Sort(agents)
	return agents
}

// rest waits for time to pass, or for something to happen.
func (t *table) rest(ctx context.Context, sleep time.Duration) {
	wake := time.NewTimer(sleep)
	defer wake.Stop()
	select {
	case <-ctx.Done():
	case <-wake.C:
	case <-t.Wake:
	case id := <-t.ended:
		t.free(id)
	}
	for {
		select {
		case id := <-t.ended:
			t.free(id)
		default:
			return
		}
	}
}

func (t *table) free(id models.AgentID) {
	t.count--
	if t.busy[id]--; t.busy[id] <= 0 {
		delete(t.busy, id)
	}
}

// pause before another try: 2, 4, 8 … 60 seconds and up to half as much.
func pause(tries int) time.Duration {
	wait := min(2*time.Second<<min(max(tries, 1)-1, 5), time.Minute)
	return wait + rand.N(wait/2)
}
