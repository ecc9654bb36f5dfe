package intake

import (
	"context"
	"slices"
	"sync"
)

// line is what waits to be done, first come first. Its lock is taken last of all, and nothing is called under it.
type line struct {
	mu   sync.Mutex
	some sync.Cond // there is something, or a context has ended
	jobs []*Job
}

func newLine() *line {
	l := &line{}
	l.some.L = &l.mu
	return l
}

func (l *line) add(j *Job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.jobs = append(l.jobs, j)
	l.some.Signal()
}

// drop takes one out that waits no more.
func (l *line) drop(j *Job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.jobs = slices.DeleteFunc(l.jobs, func(one *Job) bool { return one == j })
}

// before is how many wait for longer.
func (l *line) before(j *Job) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return max(0, slices.Index(l.jobs, j))
}

// next takes the first one out as soon as there is one; nil once ctx has ended.
func (l *line) next(ctx context.Context) *Job {
	stop := context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.some.Broadcast()
	})
	defer stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.jobs) == 0 && ctx.Err() == nil {
		l.some.Wait()
	}
	if ctx.Err() != nil {
		return nil
	}
	j := l.jobs[0]
	l.jobs = slices.Delete(l.jobs, 0, 1)
	return j
}
