package intake_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"deskbell/db"
	"deskbell/handlers/intake"
	"deskbell/models"
)

// slow is a server that answers nothing until it is told to, or whoever asks goes away.
type slow struct {
	*httptest.Server
	asked  chan string
	answer chan struct{}
}

func newSlow(t *testing.T) *slow {
	t.Helper()
	s := &slow{asked: make(chan string, 100), answer: make(chan struct{})}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked <- r.URL.Path
		select {
		case <-s.answer:
		case <-r.Context().Done():
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func page(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	_, _ = fmt.Fprintf(w, "<body><h1>Page %s</h1><p>Words", strings.Trim(r.URL.Path, "/"))
}

// reading is a runner that reads from this machine without a pause, and starts the reading of one page by somebody.
func (s *shelf) reading(t *testing.T) (r *intake.Runner, fetch func(who, address string) (*intake.Job, error)) {
	t.Helper()
	r = s.running(t, func() *models.Agent { return s.who.Agent }, func(r *intake.Runner) { r.Client, r.Pause = &http.Client{Transport: &http.Transport{}}, 0 })
	return r, func(who, address string) (*intake.Job, error) {
		return r.Fetch(s.by(who), intake.PagesWanted{Addresses: []string{address}})
	}
}

func (s *shelf) by(who string) intake.By {
	agent := *s.who.Agent
	agent.ID = models.AgentID(who)
	return intake.By{Agent: &agent}
}

func TestRunner_SlowSite_HoldsUpNobodyElse(t *testing.T) {
	s := newShelf(t)
	site := newSlow(t)
	fast := httptest.NewServer(http.HandlerFunc(page))
	defer fast.Close()
	r, fetch := s.reading(t)
	held, err := fetch("patient", site.URL+"/slow")
	s.check(err)
	<-site.asked
	job, err := fetch("quick", fast.URL+"/quick")
	s.check(err)
	if seen := over(t, job); seen.Phase != intake.PhaseLooked || len(seen.Items) != 1 {
		t.Fatalf("%+v", seen)
	}
	s.check(r.Keep(job, s.by("quick"), intake.Taking{ImportChoice: models.ImportChoice{Language: "en"}}))
	seen := over(t, job)
	if seen.Phase != intake.PhaseDone || s.all()["page-quick"] == "" {
		t.Fatalf("%+v", seen)
	}
	back, err := r.TakeBack(t.Context(), s.by("quick"), seen.Report)
	s.check(err)
	if seen = over(t, back); seen.Phase != intake.PhaseDone || len(s.all()) != 0 {
		t.Fatalf("%+v", seen)
	}
	if phase := held.Seen().Phase; phase != intake.PhaseReads {
		t.Fatalf("the other one %s", phase)
	}
	if _, err := fetch("patient", fast.URL); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("two of one person: %v", err)
	}
	close(site.answer)
	if seen := over(t, held); seen.Phase != intake.PhaseLooked || seen.Items[0].Title != "Page slow" {
		t.Errorf("%+v", seen)
	}
}

func TestRunner_MoreAreReadThanAtOnce_TheRestWaitInTheirOrder(t *testing.T) {
	s := newShelf(t)
	var sites []*slow // of each its own, since one host is asked by few
	r, fetch := s.reading(t)
	var jobs []*intake.Job
	for i := range 6 {
		site := newSlow(t)
		job, err := fetch(fmt.Sprint(i), fmt.Sprintf("%s/%d", site.URL, i))
		s.check(err)
		sites, jobs = append(sites, site), append(jobs, job)
		if i < 3 {
			<-site.asked
		}
	}
	waits := func(job *intake.Job, before int) {
		t.Helper()
		if seen := job.Seen(); seen.Phase != intake.PhaseWaits || seen.Before != before {
			t.Errorf("%s with %d before it, not %d", seen.Phase, seen.Before, before)
		}
	}
	waits(jobs[3], 0)
	waits(jobs[5], 2)
	if _, err := fetch("6", sites[0].URL); models.CodeOf(err) != models.CodeTooMany {
		t.Errorf("one more: %v", err)
	}
	looked := s.looks(r, "files") // those have places of their own
	s.check(r.Keep(looked, s.by("files"), intake.Taking{ImportChoice: models.ImportChoice{Language: "en"}}))
	if seen := over(t, looked); seen.Phase != intake.PhaseDone {
		t.Errorf("%+v", seen)
	}
	r.Stop(jobs[3]) // while it waits
	if seen := jobs[3].Seen(); seen.Phase != intake.PhaseStopped {
		t.Errorf("%+v", seen)
	}
	waits(jobs[4], 0)
	again, err := fetch("3", sites[3].URL+"/again")
	s.check(err)
	waits(again, 2)
	for i, next := range []string{"/4", "/5", "/again"} {
		r.Stop(jobs[i])
		if seen := over(t, jobs[i]); seen.Phase != intake.PhaseStopped {
			t.Errorf("%+v", seen)
		}
		if got := <-sites[[]int{4, 5, 3}[i]].asked; got != next {
			t.Errorf("%s, not %s", got, next)
		}
	}
	for i, site := range sites {
		close(site.answer)
		if len(site.asked) > 0 {
			t.Errorf("%d was asked again: %s", i, <-site.asked)
		}
	}
	for _, job := range []*intake.Job{jobs[4], jobs[5], again} {
		if seen := over(t, job); seen.Phase != intake.PhaseLooked {
			t.Errorf("%+v", seen)
		}
	}
}

func TestRunner_RightsGoWhileItWaits_NothingIsRead(t *testing.T) {
	s := newShelf(t)
	site := newSlow(t)
	r := s.running(t, func() *models.Agent { return &models.Agent{ID: "mira", Role: models.RoleAgent} }, func(r *intake.Runner) { r.Client = http.DefaultClient })
	job, err := r.Fetch(s.by("mira"), intake.PagesWanted{Addresses: []string{site.URL}})
	s.check(err)
	if seen := over(t, job); seen.Phase != intake.PhaseFailed || !strings.Contains(seen.Problem, "may not write") || len(site.asked) != 0 {
		t.Errorf("%+v", seen)
	}
}

// A13
func TestRunner_RightsGoWhileItWaitsToBeKept_NothingIsKept(t *testing.T) {
	s := newShelf(t)
	r := s.running(t, func() *models.Agent { return &models.Agent{ID: "mira", Role: models.RoleAgent} })
	job, err := r.LookAt(t.Context(), s.by("mira"), manyFiles(t, 3))
	s.check(err)
	s.check(r.Keep(job, s.by("mira"), intake.Taking{ImportChoice: models.ImportChoice{Language: "en", State: models.SaidDraft}}))
	if seen := over(t, job); seen.Phase != intake.PhaseFailed || !strings.Contains(seen.Problem, "may not write") || seen.Report != "" {
		t.Errorf("%+v", seen)
	}
	if all := s.all(); len(all) != 0 {
		t.Errorf("%d were kept", len(all))
	}
}

func TestRunner_NoRoomForAnother_WhatSomebodyLooksAtStays(t *testing.T) {
	s := newShelf(t)
	site := newSlow(t)
	r, fetch := s.reading(t)
	mine := s.looks(r, "mira")
	var err error
	for i := 0; err == nil && i < 20; i++ {
		_, err = fetch(fmt.Sprint(i), site.URL)
	}
	if _, refused := fetch("mira", site.URL); models.CodeOf(err) != models.CodeTooMany || models.CodeOf(refused) != models.CodeTooMany {
		t.Errorf("%v, %v", err, refused)
	}
	if again, err := r.JobOf("mira", mine.ID); err != nil || again.Seen().Phase != intake.PhaseLooked {
		t.Errorf("%v %+v", err, mine.Seen())
	}
}

// More are read in the end than are held: those that nobody looks at make room.
func TestRunner_ManyWereRead_TheOldestMakeRoom(t *testing.T) {
	s := newShelf(t)
	site := httptest.NewServer(http.HandlerFunc(page))
	defer site.Close()
	_, fetch := s.reading(t)
	var jobs []*intake.Job
	for i := range 5 {
		job, err := fetch(fmt.Sprint(i), site.URL)
		s.check(err)
		over(t, job)
		jobs = append(jobs, job)
	}
	for i, job := range jobs {
		if seen := job.Seen(); (seen.Phase == intake.PhaseLooked) == (i < 2) || i < 2 && !strings.Contains(seen.Problem, "Others wanted") {
			t.Errorf("%d: %s %s", i, seen.Phase, seen.Problem)
		}
	}
}

func TestRunner_SomebodySendsSlowly_OneMoreMayAndNobodyTwice(t *testing.T) {
	s := newShelf(t)
	r, _ := s.reading(t)
	leave, ok := r.Enter("slow")
	if _, twice := r.Enter("slow"); !ok || twice {
		t.Fatal("twice, or not at all")
	}
	other, ok := r.Enter("other")
	if _, third := r.Enter("third"); !ok || third {
		t.Fatal("three, or one alone")
	}
	leave()
	other()
	if leave, ok = r.Enter("third"); !ok {
		t.Fatal("nobody may any more")
	}
	leave()
}

// slowKeeper keeps nothing until somebody stops it.
type slowKeeper struct {
	*db.Store
	begun chan struct{}
}

func (k slowKeeper) KeepImported(ctx context.Context, _ models.ImportWriting) error {
	k.begun <- struct{}{}
	<-ctx.Done()
	return ctx.Err()
}

// What reads has just ended its part when what keeps has begun: that can be stopped all the same.
func TestRunner_KeptAsSoonAsItIsRead_CanBeStopped(t *testing.T) {
	s := newShelf(t)
	site := httptest.NewServer(http.HandlerFunc(page))
	defer site.Close()
	r, fetch := s.reading(t)
	begun := make(chan struct{})
	r.Imports = slowKeeper{s.Store, begun}
	for range 50 {
		job, err := fetch("quick", site.URL)
		s.check(err)
		for r.Keep(job, s.by("quick"), intake.Taking{ImportChoice: models.ImportChoice{Language: "en"}}) != nil {
			runtime.Gosched()
		}
		<-begun
		r.Stop(job)
		if seen := over(t, job); seen.Phase != intake.PhaseDone {
			t.Fatalf("%+v", seen)
		}
	}
}
