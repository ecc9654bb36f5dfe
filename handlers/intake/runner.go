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
	longest  = time.Hour // of one piece of work
	askEvery = 20        // articles, after which it is asked whether somebody still may
)

// Runner does the work of imports, one after the other, whoever looks. Run has to be running.
type Runner struct {
	Keeper
	Client *http.Client // of package outbound
	// Inside also reaches networks that are not public, for those who may set up bots; nil: nobody's does.
	Inside *http.Client
	Pause  time.Duration
	Team   models.Team
	Audit  models.Audit
	Log    *slog.Logger

	mu      sync.Mutex
	jobs    []*Job
	next    chan *Job
	reading sync.Mutex
}

// NewRunner makes one that pages are read with by client.
func NewRunner(k Keeper, client *http.Client) *Runner {
	return &Runner{Keeper: k, Client: client, Pause: pagePause, next: make(chan *Job, 100)}
}

// Run works until ctx ends.
func (r *Runner) Run(ctx context.Context) {
	if r.Client != nil {
		defer r.Client.CloseIdleConnections()
	}
	var forgetting sync.WaitGroup
	defer forgetting.Wait()
	forgetting.Go(func() { r.forgetting(ctx) })
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-r.next:
			r.one(ctx, j)
		}
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
	}
	j.mu.Unlock()
	if work == nil { // it was stopped while it waited
		return
	}
	err := guarded(r.Log, j.What, func() error { return work(ctx) })
	j.mu.Lock()
	j.stop = nil
	j.mu.Unlock()
	switch seen := j.Seen(); {
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
	j, err := r.hold(by, f.Name())
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
	j, err := r.hold(by, what)
	if err != nil {
		return nil, err
	}
	return j, r.enqueue(j, func(ctx context.Context) error {
		j.become(PhaseReads, r.Now())
		s, err := Fetcher{r.clientOf(by), r.Pause, r.Log}.Pages(ctx, want, j.told)
		if err == nil {
			err = r.Plan(ctx, models.Reader{Agent: by.Agent}, s)
		}
		if err != nil {
			return err
		}
		j.mu.Lock()
		j.set = s
		j.mu.Unlock()
		j.become(PhaseLooked, r.Now())
		return nil
	})
}

// clientOf is whom pages are read with: who may write articles alone sees nothing of the house by it.
func (r *Runner) clientOf(by By) *http.Client {
	if r.Inside != nil && by.Role.May(models.PermitBots) {
		return r.Inside
	}
	return r.Client
}

// enqueue is for a job that is held and nothing else; where there is no room, it is over.
func (r *Runner) enqueue(j *Job, work func(context.Context) error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	err := r.line(j, work)
	if err != nil {
		j.phase, j.problem = PhaseFailed, err.Error()
	}
	return err
}

// line puts a job into the line. It has to be locked.
func (r *Runner) line(j *Job, work func(context.Context) error) error {
	select {
	case r.next <- j:
		j.work, j.phase = work, PhaseWaits
		return nil
	default:
		return &models.Error{Code: models.CodeTooMany, Message: "Others are importing just now. Try again in some minutes."}
	}
}

// Stop ends a job. What it has kept stays, and can be taken back.
func (r *Runner) Stop(j *Job) { j.end(r.Now()) }

// Enter is false while other files are read; else leave has to be called once.
func (r *Runner) Enter() (leave func(), ok bool) { return r.reading.Unlock, r.reading.TryLock() }
