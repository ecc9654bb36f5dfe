package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
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
func manyFiles(t *testing.T, n int) *intake.Files {
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
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); time.Sleep(time.Millisecond) {
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
			allowed := false
			r = s.running(t, func() *models.Agent {
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

func TestRunner_ManyLook_TheOldestThatNobodyTouchesGoes(t *testing.T) {
	s := newShelf(t)
	r := s.running(t, func() *models.Agent { return s.who.Agent })
	now := time.Now()
	r.Now = func() time.Time { return now }
	var first *intake.Job
	for i := range 4 {
		who := *s.who.Agent
		who.ID = models.AgentID(fmt.Sprint(i))
		job, err := r.LookAt(t.Context(), intake.By{Agent: &who}, manyFiles(t, 1))
		if i < 3 {
			s.check(err)
		} else if models.CodeOf(err) != models.CodeTooMany {
			t.Errorf("%v", err)
		}
		if i == 0 {
			first = job
		}
	}
	now = now.Add(2 * time.Hour)
	_, err := r.LookAt(t.Context(), intake.By{Agent: s.who.Agent}, manyFiles(t, 1))
	s.check(err)
	if _, err := r.JobOf("0", first.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("%v", err)
	}
	if _, err := r.JobOf("1", first.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("somebody else's: %v", err)
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
	var log bytes.Buffer
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
