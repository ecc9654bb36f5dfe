package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestRoute_Within_GivesTheHandlerThatTime(t *testing.T) {
	s := site(Options{})
	left := map[string]time.Duration{}
	note := func(w http.ResponseWriter, r *http.Request) error {
		until, _ := r.Context().Deadline()
		left[r.URL.Path] = time.Until(until)
		return NoContent(w)
	}
	s.Handle("GET", "/usual", note, NoSession())
	s.Handle("GET", "/long", note, NoSession(), Within(55*time.Second))
	for _, path := range []string{"/usual", "/long"} {
		s.Handler().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil))
	}
	if left["/usual"] <= 0 || left["/usual"] > answerWithin || left["/long"] <= answerWithin || left["/long"] >= writeWithin {
		t.Errorf("%v", left)
	}
}
