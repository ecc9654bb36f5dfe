package intake

import (
	"context"
	"slices"
	"sync"
	"time"

	"deskbell/models"
)

// Phase is how far an import is.
type Phase string

// The phases. Once it is done the rest is in models.ArticleImport.
const (
	PhaseWaits   Phase = "waits"   // others are before it
	PhaseReads   Phase = "reads"   // pages
	PhaseLooked  Phase = "looked"  // it was read; somebody looks at what it holds
	PhaseKeeps   Phase = "keeps"   // articles
	PhaseBack    Phase = "back"    // is being taken back
	PhaseDone    Phase = "done"    // Report says how it went
	PhaseStopped Phase = "stopped" // before anything was kept, or taken back where there is a Report
	PhaseFailed  Phase = "failed"  // for Problem: before anything was kept, or while it was taken back
)

// Job is an import of somebody, from the first look to the last article. It is in memory alone: what it keeps is in
// the database.
type Job struct {
	ID   string
	By   models.AgentID
	What string

	mu       sync.Mutex
	agent    *models.Agent
	address  string // that the agent asked from
	phase    Phase
	done, of int
	problem  string
	set      *Set
	taking   Taking
	report   string // id of the models.ArticleImport
	touched  time.Time
	stop     context.CancelFunc          // of what is being done
	turn     int                         // how many things were begun
	work     func(context.Context) error // what is to be done next
	line     *line                       // that it waits in, or has waited in last
	reads    bool                        // pages are read for it, or will be: nothing of it is held yet
}

// Seen is a job as one looks at it.
type Seen struct {
	ID, What, Report, Problem string
	Phase                     Phase
	Done, Of                  int
	Before                    int                 // how many wait for longer, where it waits
	Items                     []models.ImportItem // where it was read
	touched                   time.Time
	reads                     bool
}

// Seen is how it stands.
func (j *Job) Seen() Seen {
	j.mu.Lock()
	defer j.mu.Unlock()
	s := j.stands()
	if j.set != nil && j.phase == PhaseLooked {
		s.Items = slices.Clone(j.set.Items) // those of the set are written anew when they are kept
	}
	return s
}

// state is Seen without what was read, which may be much.
func (j *Job) state() Seen {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.stands()
}

func (j *Job) stands() Seen {
	s := Seen{ID: j.ID, What: j.What, Report: j.report, Problem: j.problem, Phase: j.phase, Done: j.done, Of: j.of, touched: j.touched, reads: j.reads}
	if j.phase == PhaseWaits && j.line != nil {
		s.Before = j.line.before(j)
	}
	return s
}

// lineUp has it wait for something to be done. It has to be locked: whoever takes it out of the line waits for that.
func (j *Job) lineUp(l *line, work func(context.Context) error) {
	j.work, j.phase, j.line = work, PhaseWaits, l
	l.add(j)
}

// touch says that somebody looks at it.
func (j *Job) touch(now time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.touched = now
}

// letGo gives up what was read and not begun; false for one that something is being done about.
func (j *Job) letGo(now time.Time, why string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stands().Busy() {
		return false
	}
	if j.phase == PhaseLooked {
		j.phase, j.problem, j.set, j.touched = PhaseFailed, why, nil, now
	}
	return true
}

// Busy says whether something is being done, or will be.
func (s Seen) Busy() bool {
	return s.Phase == PhaseWaits || s.Phase == PhaseReads || s.Phase == PhaseKeeps || s.Phase == PhaseBack
}

func (j *Job) fail(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.problem = reason(err)
}

func (j *Job) told(done, of int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.done, j.of = done, of
}

// look is what was read, to be looked at. Errors: that of ctx, where somebody has stopped it first.
func (j *Job) look(ctx context.Context, s *Set, now time.Time) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	j.phase, j.set, j.reads, j.stop, j.touched, j.done, j.of = PhaseLooked, s, false, nil, now, 0, 0
	return nil
}

// become is the next phase.
func (j *Job) become(p Phase, now time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.phase, j.touched, j.done, j.of = p, now, 0, 0
	if p == PhaseDone || p == PhaseStopped || p == PhaseFailed {
		j.set = nil // it is large
	}
}

// end ends what is being done, or what waits to be.
func (j *Job) end(now time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stop != nil {
		j.stop()
		return
	}
	if j.phase == PhaseLooked || j.phase == PhaseWaits {
		if j.line != nil {
			j.line.drop(j)
		}
		j.phase, j.touched, j.set, j.work = PhaseStopped, now, nil, nil
	}
}
