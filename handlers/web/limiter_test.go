package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A57: keys may hold what a client has made up.
// A16
func TestLimiter_SeveralAtOnce_CountAsSoMany(t *testing.T) {
	l := NewLimiter(1, 10, 5)
	now := time.Unix(1_000_000, 0)
	if ok, _ := l.AllowN("a", 8, now); !ok {
		t.Error("eight of ten are refused")
	}
	if ok, wait := l.AllowN("a", 8, now); ok || wait != 6*time.Second {
		t.Errorf("eight more: %v, after %v", ok, wait)
	}
	if ok, wait := l.AllowN("b", 11, now); ok || wait <= 0 {
		t.Errorf("more than there ever are: %v, after %v", ok, wait)
	}
}

func TestLimiter_LongKeys_AreKeptShortAndStayApart(t *testing.T) {
	l, now, long := NewLimiter(1, 1, 2000), time.Unix(1000, 0), strings.Repeat("x", 60<<10)
	before := inUse()
	for i := range 2000 {
		if ok, _ := l.Allow(fmt.Sprint(long, i), now); !ok {
			t.Fatal("two long keys are taken for one")
		}
	}
	if grown := inUse() - before; grown > 8<<20 {
		t.Errorf("%d bytes for 2,000 keys", grown)
	}
	if ok, _ := l.Allow(fmt.Sprint(long, 7), now); ok {
		t.Error("a long key is not known again")
	}
	runtime.KeepAlive(l)
}

func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// timed notes the deadline for reading.
type timed struct {
	*httptest.ResponseRecorder
	until time.Time
}

func (w *timed) SetReadDeadline(at time.Time) error { w.until = at; return nil }

// A57: also where nobody asks for the body, since net/http reads it to its end before the next request.
func TestServer_EveryBody_HasATimeToCome(t *testing.T) {
	s := site(Options{})
	for _, target := range []string{"POST /act", "POST /form", "POST /none", "GET /page", "DELETE /page"} {
		method, path, _ := strings.Cut(target, " ")
		for _, origin := range []string{"", "https://evil.example"} {
			r := httptest.NewRequest(method, path, strings.NewReader("text=half"))
			r.Header.Set("Origin", origin)
			w := &timed{ResponseRecorder: httptest.NewRecorder()}
			s.Handler().ServeHTTP(w, r)
			if left := time.Until(w.until); left <= 0 || left > time.Minute {
				t.Errorf("%s from %q: %v for its body", target, origin, left)
			}
		}
	}
	w := &timed{ResponseRecorder: httptest.NewRecorder()}
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/stream", nil))
	if !w.until.IsZero() {
		t.Error("a stream without a body has a time for it")
	}
}
