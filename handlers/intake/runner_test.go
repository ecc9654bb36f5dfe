package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/intake"
	"deskbell/models"
)

// team answers who somebody is in the middle of an import.
type team struct {
	models.Team
	asked func() *models.Agent
}

func (t team) AgentByID(context.Context, models.AgentID) (*models.Agent, error) {
	return t.asked(), nil
}

// running is a runner that works until the test is over.
func (s *shelf) running(t *testing.T, asked func() *models.Agent, change ...func(*intake.Runner)) *intake.Runner {
	t.Helper()
	keeper := s.keeper()
	keeper.Now = func() time.Time { return time.Now().UTC() }
	r := intake.NewRunner(keeper, nil)
	r.Team, r.Audit = team{asked: asked}, s.Store
	for _, each := range change {
		each(r)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	work.Go(func() { r.Run(ctx) })
	t.Cleanup(func() { cancel(); work.Wait() })
	return r
}

// manyFiles are n articles.
func manyFiles(t testing.TB, n int) *intake.Files {
	t.Helper()
	var pairs []string
	for i := range n {
		pairs = append(pairs, fmt.Sprintf("d/%03d.md", i), fmt.Sprintf("# Article %d\n\nWords", i))
	}
	return files(t, pairs...)
}

// over waits until nothing is being done about a job.
func over(t *testing.T, j *intake.Job) intake.Seen {
	t.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(time.Millisecond) {
		if seen := j.Seen(); !seen.Busy() {
			return seen
		}
	}
	t.Fatal("it is never over")
	return intake.Seen{}
}

func TestRunner_RightsGoOrSomebodyStops_WhatWasKeptIsToldAndCanBeTakenBack(t *testing.T) {
	for name, stops := range map[string]bool{"rights": false, "stop": true} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			by := intake.By{Agent: s.who.Agent, Address: "192.0.2.1"}
			var r *intake.Runner
			var job *intake.Job
			allowed, times := false, 0
			r = s.running(t, func() *models.Agent {
				if times++; times == 1 { // as it begins
					return s.who.Agent
				}
				if stops || allowed {
					if stops && !allowed {
						r.Stop(job)
					}
					return s.who.Agent
				}
				return &models.Agent{ID: "mira", Role: models.RoleAgent}
			})
			job, err := r.LookAt(t.Context(), by, manyFiles(t, 50))
			s.check(err)
			if seen := job.Seen(); len(seen.Items) != 50 || seen.Phase != intake.PhaseLooked {
				t.Fatalf("%+v", seen)
			}
			taking := intake.Taking{ImportChoice: models.ImportChoice{Language: "en", State: models.SaidDraft}}
			s.check(r.Keep(job, by, taking))
			if err := r.Keep(job, by, taking); models.CodeOf(err) != models.CodeConflict {
				t.Errorf("twice: %v", err)
			}
			seen := over(t, job)
			report, err := s.ArticleImport(t.Context(), s.who, seen.Report)
			s.check(err)
			if report.State != models.ImportStopped || report.New != 20 || len(report.Made) != 20 {
				t.Errorf("%s %s %+v", report.State, counts(*report), report.Problems)
			}
			if told := len(report.Problems) == 1 && strings.Contains(report.Problems[0].Why, "may not write"); told == stops {
				t.Errorf("%+v", report.Problems)
			}
			allowed = true
			back, err := r.TakeBack(t.Context(), by, report.ID)
			s.check(err)
			over(t, back)
			if all := s.all(); len(all) != 0 {
				t.Errorf("%d are left", len(all))
			}
			if report, _ = s.ArticleImport(t.Context(), s.who, report.ID); report.State != models.ImportTakenBack {
				t.Errorf("%+v", report)
			}
		})
	}
}

// clock is what time it is for a runner.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time        { return time.Unix(0, c.at.Load()).UTC() }
func (c *clock) pass(by time.Duration) { c.at.Add(int64(by)) }
func (c *clock) of(r *intake.Runner)   { r.Now = c.now }

// looks has somebody look at an article.
func (s *shelf) looks(r *intake.Runner, who string) *intake.Job {
	s.t.Helper()
	agent := *s.who.Agent
	agent.ID = models.AgentID(who)
	job, err := r.LookAt(context.Background(), intake.By{Agent: &agent}, manyFiles(s.t, 1))
	s.check(err)
	return job
}

func TestRunner_NobodyLooksAtAnImport_WhatWasReadIsLetGo(t *testing.T) {
	s := newShelf(t)
	c := &clock{}
	c.pass(time.Duration(time.Now().UnixNano()))
	r := s.running(t, func() *models.Agent { return s.who.Agent }, c.of)
	left, looked := s.looks(r, "left"), s.looks(r, "looked")
	c.pass(10 * time.Minute)
	if _, err := r.JobOf("looked", looked.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.JobOf("looked", left.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("somebody else's: %v", err)
	}
	c.pass(10 * time.Minute)
	r.Forget()
	if seen := left.Seen(); seen.Phase != intake.PhaseFailed || seen.Items != nil || !strings.Contains(seen.Problem, "15 minutes") {
		t.Errorf("%+v", seen)
	}
	if seen := looked.Seen(); seen.Phase != intake.PhaseLooked || len(seen.Items) != 1 {
		t.Errorf("%+v", seen)
	}
	if err := r.Keep(left, intake.By{Agent: s.who.Agent}, intake.Taking{}); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("kept: %v", err)
	}
	c.pass(2 * time.Hour)
	r.Forget()
	if _, err := r.JobOf("left", left.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("hours later: %v", err)
	}
}

func TestRunner_ManyLook_TheOneThatNobodyLooksAtMakesRoom(t *testing.T) {
	s := newShelf(t)
	c := &clock{}
	r := s.running(t, func() *models.Agent { return s.who.Agent }, c.of)
	var jobs []*intake.Job
	for i := range 3 {
		jobs = append(jobs, s.looks(r, fmt.Sprint(i)))
		c.pass(time.Minute)
	}
	if _, err := r.JobOf("0", jobs[0].ID); err != nil {
		t.Fatal(err)
	}
	c.pass(time.Minute)
	jobs = append(jobs, s.looks(r, "3"))
	for i, job := range jobs {
		if seen := job.Seen(); (seen.Phase == intake.PhaseLooked) == (i == 1) || i == 1 && !strings.Contains(seen.Problem, "Others wanted") {
			t.Errorf("%d: %s %s", i, seen.Phase, seen.Problem)
		}
	}
}

// full keeps no report of how it went.
type full struct {
	*db.Store
	is atomic.Bool
}

func (f *full) EndImport(ctx context.Context, who models.Reader, i models.ArticleImport) error {
	if f.is.Load() {
		return errors.New("database or disk is full")
	}
	return f.Store.EndImport(ctx, who, i)
}

// lines is a log that is written and read at the same time.
type lines struct {
	lock sync.Mutex
	bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.Buffer.Write(p)
}

func (l *lines) String() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.Buffer.String()
}

// has waits for words.
func (l *lines) has(words string) bool {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if strings.Contains(l.String(), words) {
			return true
		}
	}
	return false
}

func TestRunner_HowItWentCannotBeKept_IsInterruptedAndCanBeTakenBack(t *testing.T) {
	s := newShelf(t)
	var log lines
	f := &full{Store: s.Store}
	f.is.Store(true)
	r := s.running(t, func() *models.Agent { return s.who.Agent }, func(r *intake.Runner) {
		r.Imports, r.Log = f, slog.New(slog.NewTextHandler(&log, nil))
	})
	by := intake.By{Agent: s.who.Agent}
	job, err := r.LookAt(t.Context(), by, manyFiles(t, 3))
	s.check(err)
	s.check(r.Keep(job, by, intake.Taking{ImportChoice: models.ImportChoice{Language: "en"}}))
	seen := over(t, job)
	report, err := s.ArticleImport(t.Context(), s.who, seen.Report)
	s.check(err)
	if seen.Phase != intake.PhaseDone || report.State != models.ImportGoing || r.Going(report.ID) || len(report.Made) != 3 || !log.has("disk is full") {
		t.Errorf("%+v %+v %s", seen, report, log.String())
	}
	f.is.Store(false)
	back, err := r.TakeBack(t.Context(), by, report.ID)
	s.check(err)
	over(t, back)
	if report, err = s.ArticleImport(t.Context(), s.who, report.ID); err != nil || report.State != models.ImportTakenBack || len(s.all()) != 0 {
		t.Errorf("%+v %v", report, err)
	}
}

func TestRunner_KeepTwiceAtOnce_ImportsOnce(t *testing.T) {
	for range 20 {
		s := newShelf(t)
		r := s.running(t, func() *models.Agent { return s.who.Agent })
		by := intake.By{Agent: s.who.Agent}
		job, err := r.LookAt(t.Context(), by, manyFiles(t, 2))
		s.check(err)
		answers := make([]error, 2)
		var both sync.WaitGroup
		start := make(chan struct{})
		for i := range answers {
			both.Go(func() {
				<-start
				answers[i] = r.Keep(job, by, intake.Taking{ImportChoice: models.ImportChoice{Language: "en"}, Take: map[int]bool{i: true}})
			})
		}
		close(start)
		both.Wait()
		over(t, job)
		winner := 0
		if answers[0] != nil {
			winner = 1
		}
		if answers[winner] != nil || models.CodeOf(answers[1-winner]) != models.CodeConflict {
			t.Fatalf("%v", answers)
		}
		all, err := s.ArticleImports(t.Context(), s.who, 10)
		s.check(err)
		if made := s.all(); len(all) != 1 || len(made) != 1 || made[fmt.Sprintf("article-%d", winner)] == "" {
			t.Fatalf("%d imports, %+v", len(all), made)
		}
	}
}

// fragile breaks off where it is told to.
type fragile struct {
	*db.Store
	plans, keeps bool
}

func (f *fragile) KnownArticles(ctx context.Context, who models.Reader) ([]models.KnownArticle, error) {
	if f.plans {
		panic("what nobody thought of")
	}
	return f.Store.KnownArticles(ctx, who)
}

func (f *fragile) KeepImported(ctx context.Context, w models.ImportWriting) error {
	if f.keeps && w.Article.Title == "Article 1" {
		panic("what nobody thought of")
	}
	return f.Store.KeepImported(ctx, w)
}

func TestRunner_WorkBreaksOff_IsToldAndTheNextIsDone(t *testing.T) {
	s := newShelf(t)
	var log lines
	f := &fragile{Store: s.Store, plans: true}
	r := s.running(t, func() *models.Agent { return s.who.Agent }, func(r *intake.Runner) {
		r.Imports, r.Client, r.Log = f, &http.Client{}, slog.New(slog.NewTextHandler(&log, nil))
	})
	by := intake.By{Agent: s.who.Agent}
	job, err := r.Fetch(by, intake.PagesWanted{Addresses: []string{"http://127.0.0.1:1/"}})
	s.check(err)
	if seen := over(t, job); seen.Phase != intake.PhaseFailed || !strings.Contains(seen.Problem, "It was noted") {
		t.Errorf("%+v", seen)
	}
	f.plans, f.keeps = false, true
	job, err = r.LookAt(t.Context(), by, manyFiles(t, 3))
	s.check(err)
	s.check(r.Keep(job, by, intake.Taking{ImportChoice: models.ImportChoice{Language: "en"}}))
	seen := over(t, job)
	report, err := s.ArticleImport(t.Context(), s.who, seen.Report)
	s.check(err)
	if report.State != models.ImportStopped || report.New != 1 || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Why, "It was noted") {
		t.Errorf("%+v", report)
	}
	if n := strings.Count(log.String(), "what nobody thought of"); n != 2 {
		t.Errorf("noted %d times: %s", n, log.String())
	}
}
