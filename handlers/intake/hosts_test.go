package intake

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/models"
)

// full says whether all places at a host are taken.
func (h *hosts) full(t *testing.T, address string) bool {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for range 50 { // where there is room, one of them takes it
		if leave, err := h.enter(ended, hostOf(u)); err == nil {
			leave()
			return false
		}
	}
	return true
}

func TestHosts_TwoAskOne_NoThirdUntilThePauseIsOver(t *testing.T) {
	var asked sync.WaitGroup
	asked.Add(atOnce)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<body><h1>A</h1><p>x"))
		asked.Done()
	}))
	defer s.Close()
	h := newHosts()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := Fetcher{Client: here("127.0.0.0/8"), Pause: time.Hour, hosts: h}.Pages(ctx, at(s.URL+"/a", s.URL+"/b", s.URL+"/c"), func(int, int) {})
		ended <- err
	}()
	asked.Wait()
	if !h.full(t, strings.ToUpper(s.URL)+"/d") || h.full(t, "http://127.0.0.1/") {
		t.Error("the pause is not kept, or it is of others as well")
	}
	_, err := Fetcher{Client: here("127.0.0.0/8"), hosts: h}.Pages(timed(t), at(s.URL+"/d"), func(int, int) {})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	cancel()
	if err := <-ended; err == nil {
		t.Error("it was not stopped")
	}
	if h.full(t, s.URL) || len(h.asked) != 0 {
		t.Errorf("%d are remembered", len(h.asked))
	}
}

// timed is over.
func timed(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 0)
	t.Cleanup(cancel)
	return ctx
}

func TestHosts_TwoJobsReadOne_NoMoreAtOnceThanOneJob(t *testing.T) {
	var now, most atomic.Int64
	pairs := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := now.Add(1)
		for before := most.Load(); n > before && !most.CompareAndSwap(before, n); before = most.Load() {
		}
		select { // each waits for another one, so that there are as many as may be
		case pairs <- struct{}{}:
		case <-pairs:
		}
		now.Add(-1)
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<body><h1>A</h1><p>x"))
	}))
	defer s.Close()
	h := newHosts()
	var jobs sync.WaitGroup
	for job := range 2 {
		var all []string
		for i := range 10 {
			all = append(all, fmt.Sprintf("%s/%d/%d", s.URL, job, i))
		}
		jobs.Go(func() {
			set, err := Fetcher{Client: here("127.0.0.0/8"), hosts: h}.Pages(t.Context(), at(all...), func(int, int) {})
			if err != nil || len(set.Items) != 10 || set.Items[0].Problem != "" {
				t.Errorf("%v %+v", err, set)
			}
		})
	}
	jobs.Wait()
	if most.Load() != atOnce || len(h.asked) != 0 {
		t.Errorf("%d at once, %d are remembered", most.Load(), len(h.asked))
	}
}

func TestPages_RedirectToAnotherHost_WaitsForThatOne(t *testing.T) {
	to := newSite(t, "/there", "<body><h1>There</h1><p>x")
	s := newSite(t, "/go", "to /on", "/on", "to "+strings.Replace(to.URL, "//", "//somebody:secret@", 1)+"/there")
	h := newHosts()
	u, _ := url.Parse(to.URL)
	var leaves []func()
	for range atOnce {
		leave, err := h.enter(t.Context(), hostOf(u))
		if err != nil {
			t.Fatal(err)
		}
		leaves = append(leaves, leave)
	}
	read := make(chan *Set)
	go func() {
		set, _ := Fetcher{Client: here("127.0.0.0/8"), hosts: h}.Pages(t.Context(), at(s.URL+"/go"), func(int, int) {})
		read <- set
	}()
	for waits := false; !waits; { // until it does
		h.mu.Lock()
		waits = h.asked[hostOf(u)].users > atOnce
		h.mu.Unlock()
	}
	if len(to.asked) != 0 || h.full(t, s.URL) {
		t.Error("it was asked in between, or the first one is still asked")
	}
	leaves[0]()
	set := <-read
	leaves[1]()
	if it := set.Items[0]; it.Title != "There" || it.Source != to.URL+"/there" || it.From != s.URL+"/go" {
		t.Errorf("%+v", it)
	}
	if got := to.asked[0].Header.Get("Authorization"); got != "" || len(to.asked) != 1 {
		t.Errorf("asked %d times with %q", len(to.asked), got)
	}
}

func TestPages_HostsInACircle_AreLeft(t *testing.T) {
	a, b := newSite(t), newSite(t)
	a.pages["/"], b.pages["/"] = "to "+b.URL+"/", "to "+a.URL+"/"
	if it := a.read(t, at(a.URL)).Items[0]; !strings.Contains(it.Problem, "redirected more than") || len(a.asked)+len(b.asked) > 10 {
		t.Errorf("%+v", it)
	}
}

func TestPages_SitemapWithPasswords_SendsNone(t *testing.T) {
	s := newSite(t, "/a", "<body><h1>A</h1><p>x")
	s.pages["/map.xml"] = "<urlset><url><loc>" + strings.Replace(s.URL, "//", "//somebody:secret@", 1) + "/a</loc></url></urlset>"
	it := s.read(t, at(s.URL+"/map.xml")).Items[0]
	if it.Source != s.URL+"/a" || it.From != it.Source || s.asked[1].Header.Get("Authorization") != "" {
		t.Errorf("%+v", it)
	}
}

func TestPages_MoreThanAnUpload_AreLeftOut(t *testing.T) {
	g := &fetching{}
	items := []models.ImportItem{{Body: strings.Repeat("x", models.MostUpload-1)}, {Body: "too much"}, {Body: "y"}}
	for i := range items {
		g.weigh(&items[i])
	}
	if items[0].Problem != "" || !strings.Contains(items[1].Problem, "in parts") || items[1].Body != "" || items[2].Problem != "" {
		t.Errorf("%.50v", items[1:])
	}
}

func TestLine_ContextEnds_GivesNothing(t *testing.T) {
	l := newLine()
	ctx, cancel := context.WithCancel(t.Context())
	got := make(chan *Job)
	for range mostReading {
		go func() { got <- l.next(ctx) }()
	}
	one := &Job{}
	l.add(one)
	if j := <-got; j != one {
		t.Error("another one")
	}
	cancel()
	for range mostReading - 1 {
		if j := <-got; j != nil {
			t.Error("there was nothing")
		}
	}
	l.add(one)
	if l.next(ctx) != nil || l.before(one) != 0 {
		t.Error("after the end")
	}
}
