package intake

import (
	"context"
	"errors"
	"fmt"

	"deskbell/models"
)

// Keep begins to keep what was chosen of a job that was looked at. Errors: CodeConflict where it was begun already.
func (r *Runner) Keep(j *Job, by By, t Taking) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.phase != PhaseLooked || j.set == nil {
		return &models.Error{Code: models.CodeConflict, Message: "This import was begun already."}
	}
	set := j.set
	j.agent, j.address, j.taking = by.Agent, by.Address, t
	j.lineUp(r.writes, func(ctx context.Context) error { return r.keepAll(ctx, j, set) })
	return nil
}

func (r *Runner) keepAll(ctx context.Context, j *Job, set *Set) error {
	j.become(PhaseKeeps, r.Now())
	who := models.Reader{Agent: j.agent}
	if err := r.stillMay(ctx, who); err != nil { // it may have waited for long
		return err
	}
	report := models.ArticleImport{What: j.What, At: r.Now()}
	if err := r.Imports.BeginImport(ctx, who, &report); err != nil {
		return err
	}
	j.mu.Lock()
	j.report = report.ID
	j.mu.Unlock()
	t := j.taking
	t.Who = who
	t.Told = func(done, of int) error {
		j.told(done, of)
		if done%askEvery == 0 {
			return r.stillMay(ctx, who)
		}
		return nil
	}
	err := guarded(r.Log, j.What, func() error { return r.Keeper.Keep(ctx, set, t, &report) })
	if report.State = models.ImportDone; err != nil {
		report.State = models.ImportStopped
		if ctx.Err() == nil {
			report.Fail("All that follows", reason(err))
		}
	}
	report.EndedAt = r.Now()
	after := context.WithoutCancel(ctx) // how far it came is kept however it ended
	failed := r.Imports.EndImport(after, who, report)
	r.note(after, j, models.Act{What: models.ActArticlesImported, Object: j.What, Detail: report.Counts()})
	if err != nil && ctx.Err() == nil && models.CodeOf(err) == "" && r.Log != nil {
		r.Log.Error("an import of articles ended early", "error", err)
	}
	if failed != nil { // it is one that was interrupted then
		return failed
	}
	j.become(PhaseDone, r.Now())
	return nil
}

func reason(err error) string {
	var known *models.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return "Something went wrong here. It was noted; try again."
}

// stillMay asks whether somebody has the rights that he had when it began.
func (r *Runner) stillMay(ctx context.Context, who models.Reader) error {
	_, err := r.asNow(ctx, who.Agent)
	return err
}

// asNow is somebody with the rights of now. Errors: CodeForbidden where they are too few.
func (r *Runner) asNow(ctx context.Context, who *models.Agent) (*models.Agent, error) {
	if r.Team == nil {
		return who, nil
	}
	now, err := r.Team.AgentByID(ctx, who.ID)
	if err == nil && !(models.Reader{Agent: now}).MayWriteArticles() {
		err = &models.Error{Code: models.CodeForbidden, Message: "Who began this may not write articles any more."}
	}
	return now, err
}

// TakeBack begins to undo an import.
func (r *Runner) TakeBack(ctx context.Context, by By, id string) (*Job, error) {
	report, err := r.Imports.ArticleImport(ctx, models.Reader{Agent: by.Agent}, id)
	if err != nil {
		return nil, err
	}
	if r.Going(id) {
		return nil, &models.Error{Code: models.CodeConflict, Message: "This import is not over yet. Stop it, or wait for its end."}
	}
	j, err := r.hold(by, report.What, false)
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	j.report = report.ID
	j.mu.Unlock()
	r.enqueue(j, r.writes, func(ctx context.Context) error { return r.backAll(ctx, j, report) })
	return j, nil
}

// backAll takes back one article after the other. Where it ends early, the rest can be taken back another time.
func (r *Runner) backAll(ctx context.Context, j *Job, report *models.ArticleImport) (err error) {
	j.become(PhaseBack, r.Now())
	who := models.Reader{Agent: j.agent}
	n := 0
	for i, made := range report.Made {
		var back bool
		if err = ctx.Err(); err == nil && i%askEvery == 0 {
			err = r.stillMay(ctx, who)
		}
		if err == nil {
			back, err = r.Imports.TakeBackImported(ctx, who, made, r.Now())
		}
		if err != nil {
			break
		}
		if back {
			n++
		}
		j.told(i+1, len(report.Made))
	}
	after := context.WithoutCancel(ctx)
	if err == nil {
		report.State, report.EndedAt = models.ImportTakenBack, r.Now()
		err = r.Imports.EndImport(after, who, *report)
	}
	r.note(after, j, models.Act{What: models.ActArticlesTakenBack, Object: report.What, Detail: fmt.Sprintf("%s of %d", what(n), len(report.Made))})
	if err == nil || ctx.Err() != nil {
		j.become(PhaseDone, r.Now())
		return nil
	}
	return err
}

// note keeps in the audit log what a job has done.
func (r *Runner) note(ctx context.Context, j *Job, act models.Act) {
	j.mu.Lock()
	act.By, act.Address, act.Now = j.agent, j.address, r.Now()
	j.mu.Unlock()
	if r.Audit == nil {
		return
	}
	if err := r.Audit.Note(ctx, act); err != nil && r.Log != nil {
		r.Log.Error("an act was not kept in the audit log", "error", err, "act", act.What)
	}
}
