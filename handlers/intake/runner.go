package intake

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"deskbell/models"
)

const (
	longest     = time.Hour // of one piece of work
	askEvery    = 20        // articles, after which it is asked whether somebody still may
	mostReading = 3         // jobs that read pages at once
	mostSent    = 2         // uploads at once: what is in them is in memory
)

// Runner does the work of imports, whoever looks: what writes one after the other, and beside it some that read pages,
// which a slow site may make last. Run has to be running.
//
// Locks are taken in this order: mu, that of a Job, that of a line.
type Runner struct {
	Keeper
	Client *http.Client // of package outbound
	// Inside also reaches networks that are not public, for those who may set up bots; nil: nobody's does.
	Inside *http.Client
	Pause  time.Duration
	Team   models.Team
	Audit  models.Audit
	Log    *slog.Logger

	mu     sync.Mutex
	jobs   []*Job
	sent   map[models.AgentID]bool // who sends files just now
	reads  *line                   // of those that pages are read for first
	writes *line                   // of those that are kept or taken back
	hosts  *hosts
}

// NewRunner makes one that pages are read with by client.
func NewRunner(k Keeper, client *http.Client) *Runner {
	return &Runner{Keeper: k, Client: client, Pause: pagePause, sent: map[models.AgentID]bool{}, reads: newLine(), writes: newLine(), hosts: newHosts()}
}

// Run works until ctx ends.
func (r *Runner) Run(ctx context.Context) {
	if r.Client != nil {
		defer r.Client.CloseIdleConnections()
	}
	var all sync.WaitGroup
	defer all.Wait()
	all.Go(func() { r.forgetting(ctx) })
	for range mostReading {
		all.Go(func() { r.work(ctx, r.reads) })
	}
	r.work(ctx, r.writes)
}

// work does what is in a line, until ctx ends.
func (r *Runner) work(ctx context.Context, l *line) {
	for j := l.next(ctx); j != nil; j = l.next(ctx) {
		r.one(ctx, j)
	}
}

// one does what is next of a job.
func (r *Runner) one(ctx context.Context, j *Job) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	j.mu.Lock()
	work := j.work
	if work != nil {
		j.work, j.stop = nil, cancel
		j.turn++
	}
	turn := j.turn
	j.mu.Unlock()
	if work == nil { // it was stopped while it waited
		return
	}
	err := guarded(r.Log, j.What, func() error { return work(ctx) })
	j.mu.Lock()
	if j.turn == turn { // what was read may be kept by another one already
		j.stop = nil
	}
	j.mu.Unlock()
	switch seen := j.state(); {
	case err == nil:
	case seen.Phase == PhaseKeeps && seen.Report != "": // what was kept is there, and can be taken back
		j.become(PhaseDone, r.Now())
		if r.Log != nil {
			r.Log.Error("how an import of articles went was not kept", "error", err)
		}
	case ctx.Err() != nil:
		j.become(PhaseStopped, r.Now())
	default:
		j.fail(err)
		j.become(PhaseFailed, r.Now())
		if models.CodeOf(err) == "" && r.Log != nil {
			r.Log.Error("an import of articles failed", "error", err)
		}
	}
}

// By is somebody who imports, and from where.
type By struct {
	*models.Agent
	Address string
}

// LookAt is a job of files that were sent.
func (r *Runner) LookAt(ctx context.Context, by By, f *Files) (*Job, error) {
	if f.Empty() {
		return nil, &models.Error{Code: models.CodeInvalid, Field: "files", Message: "There are no articles in this: no files that end with .md or .html."}
	}
	f.log = r.Log
	s, err := Read(ctx, f)
	if err != nil {
		return nil, err
	}
	if err := r.Plan(ctx, models.Reader{Agent: by.Agent}, s); err != nil {
		return nil, err
	}
	j, err := r.hold(by, f.Name(), false)
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.set, j.phase = s, PhaseLooked
	return j, nil
}

// Fetch is a job that reads pages first.
func (r *Runner) Fetch(by By, want PagesWanted) (*Job, error) {
	what := want.Addresses[0]
	if len(want.Addresses) > 1 {
		what += " and others"
	}
	j, err := r.hold(by, what, true)
	if err != nil {
		return nil, err
	}
	r.enqueue(j, r.reads, func(ctx context.Context) error { return r.readAll(ctx, j, by, want) })
	return j, nil
}

func (r *Runner) readAll(ctx context.Context, j *Job, by By, want PagesWanted) error {
	j.become(PhaseReads, r.Now())
	now, err := r.asNow(ctx, by.Agent) // it may have waited for long
	if err != nil {
		return err
	}
	by.Agent = now
	s, err := Fetcher{Client: r.clientOf(by), Pause: r.Pause, Log: r.Log, hosts: r.hosts}.Pages(ctx, want, j.told)
	if err == nil {
		err = r.Plan(ctx, models.Reader{Agent: by.Agent}, s)
	}
	if err == nil {
		err = r.looked(ctx, j, s)
	}
	return err
}

// clientOf is whom pages are read with: who may write articles alone sees nothing of the house by it.
func (r *Runner) clientOf(by By) *http.Client {
	if r.Inside != nil && by.Role.May(models.PermitBots) {
		return r.Inside
	}
	return r.Client
}

// enqueue puts a job that is held, and nothing else, into a line.
func (r *Runner) enqueue(j *Job, l *line, work func(context.Context) error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lineUp(l, work)
}

// Stop ends a job. What it has kept stays, and can be taken back.
func (r *Runner) Stop(j *Job) { j.end(r.Now()) }

// Enter is false while others send as many files as are read at once, or the same person does; else leave has to be
// called once.
func (r *Runner) Enter(by models.AgentID) (leave func(), ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sent[by] || len(r.sent) >= mostSent {
		return nil, false
	}
	r.sent[by] = true
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.sent, by)
	}, true
}
