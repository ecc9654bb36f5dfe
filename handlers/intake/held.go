package intake

import (
	"context"
	"time"

	"github.com/google/uuid"

	"deskbell/models"
)

// How many imports are held, what was read in memory, and for how long after somebody has looked at one last. Those
// that pages are read for come on top, so that slow sites leave room for others; most of them wait.
const (
	mostHeld    = 3
	mostToRead  = 2 * mostReading
	heldFor     = 15 * time.Minute
	toldFor     = time.Hour // for which it is still told how one ended
	forgetEvery = time.Minute
)

// What somebody reads who comes back to an import that is not held any more.
const (
	whyOld    = "Nobody has looked at it for 15 minutes, so what was read was let go. Nothing of it was kept."
	whyOthers = "Others wanted to import, and nobody was looking at it, so what was read was let go. Nothing of it was kept."
)

// forgetting lets go, until ctx ends, of what nobody looks at.
func (r *Runner) forgetting(ctx context.Context) {
	tick := time.NewTicker(forgetEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			r.Forget()
		}
	}
}

// Forget lets go of what nobody has looked at for long. Run does that each minute.
func (r *Runner) Forget() {
	now := r.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forget(now)
}

func (r *Runner) forget(now time.Time) {
	var kept []*Job
	for _, j := range r.jobs {
		seen := j.state()
		switch age := now.Sub(seen.touched); {
		case seen.Phase == PhaseLooked && age > heldFor:
			j.letGo(now, whyOld)
		case !seen.Busy() && age > toldFor:
			continue
		}
		kept = append(kept, j)
	}
	r.jobs = kept
}

// hold keeps a job in mind, in the place of the same person's last one; where there is no room, in that of the one
// that was looked at by others least lately. reads: pages are read for it first.
func (r *Runner) hold(by By, what string, reads bool) (*Job, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return nil, err
	}
	now := r.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forget(now)
	if err := r.follow(by, now, reads); err != nil {
		return nil, err
	}
	j := &Job{ID: id.String(), By: by.ID, What: models.CleanLine(what, 200), agent: by.Agent, address: by.Address, phase: PhaseWaits, touched: now, reads: reads}
	r.jobs = append(r.jobs, j)
	return j, nil
}

// follow lets go of somebody's last job, where there is room for another one: else it stays as it is.
func (r *Runner) follow(by By, now time.Time, reads bool) error {
	var last, others []*Job
	for _, j := range r.jobs {
		if j.By != by.ID {
			others = append(others, j)
			continue
		}
		if last = append(last, j); j.state().Busy() {
			return goesOn(j)
		}
	}
	was := r.jobs
	if r.jobs = others; !r.room(now, reads) {
		r.jobs = was
		return &models.Error{Code: models.CodeTooMany, Message: "Others are importing just now. Try again in some minutes."}
	}
	for _, j := range last {
		if !j.letGo(now, whyOthers) { // it was begun just now
			r.jobs = was
			return goesOn(j)
		}
	}
	return nil
}

func goesOn(j *Job) error {
	return &models.Error{Code: models.CodeConflict, Message: "Another import of yours is going on: “" + j.What + "”. Wait for its end, or stop it."}
}

// room says whether another one may be held, and makes it so where somebody only looks.
func (r *Runner) room(now time.Time, reads bool) bool {
	toRead, held, oldest := r.counted(nil)
	if reads {
		return toRead < mostToRead && toRead+held < mostToRead+mostHeld
	}
	return held < mostHeld || oldest != nil && oldest.letGo(now, whyOthers)
}

// counted is how many will be read, how many are held, and the one but for that which was looked at least lately.
func (r *Runner) counted(but *Job) (toRead, held int, oldest *Job) {
	var since time.Time
	for _, j := range r.jobs {
		seen := j.state()
		switch {
		case !seen.Busy() && seen.Phase != PhaseLooked:
		case seen.reads:
			toRead++
		default:
			held++
		}
		if j != but && seen.Phase == PhaseLooked && (oldest == nil || seen.touched.Before(since)) {
			oldest, since = j, seen.touched
		}
	}
	return toRead, held, oldest
}

// looked is a job whose pages were read. Where too many are held now, the one that was looked at least lately goes.
func (r *Runner) looked(ctx context.Context, j *Job, s *Set) error {
	now := r.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := j.look(ctx, s, now); err != nil {
		return err
	}
	if _, held, oldest := r.counted(j); held > mostHeld && oldest != nil {
		oldest.letGo(now, whyOthers)
	}
	return nil
}

// JobOf is somebody's job, looked at now. ErrNotFound for any other, and for one that is forgotten.
func (r *Runner) JobOf(by models.AgentID, id string) (*Job, error) {
	now := r.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, j := range r.jobs {
		if j.ID == id && j.By == by {
			j.touch(now)
			return j, nil
		}
	}
	return nil, models.ErrNotFound
}

// Jobs are those of somebody that are not over.
func (r *Runner) Jobs(by models.AgentID) []Seen {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []Seen
	for _, j := range r.jobs {
		if seen := j.state(); j.By == by && (seen.Busy() || seen.Phase == PhaseLooked) {
			all = append(all, seen)
		}
	}
	return all
}

// Going says whether something is being done about an import.
func (r *Runner) Going(report string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, j := range r.jobs {
		if seen := j.state(); seen.Report == report && seen.Busy() {
			return true
		}
	}
	return false
}
