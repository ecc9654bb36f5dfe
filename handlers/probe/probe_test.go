package probe

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"

	"deskbell/handlers/web"
)

// A57: anybody may ask, and every look writes to the disk.
func TestReadyz_AskedByMany_LooksOnce(t *testing.T) {
	var looks atomic.Int64
	s := web.New(web.Options{})
	Mount(s, func(ctx context.Context) error {
		looks.Add(1)
		return ctx.Err()
	})
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			ctx, leave := context.WithCancel(t.Context())
			r := httptest.NewRequest("GET", "/readyz", nil).WithContext(ctx)
			leave() // who has gone must not make it look ill to the others
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, r)
			if w.Code != http.StatusOK {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
	all.Wait()
	if n := looks.Load(); n > 3 { // one a second
		t.Errorf("the database was asked %d times", n)
	}
}

// F7
func TestReadyz_DatabaseThatKeepsNothing_IsUnavailable(t *testing.T) {
	s := web.New(web.Options{})
	Mount(s, func(context.Context) error { return errors.New("disk full") })
	for path, want := range map[string]int{"/readyz": http.StatusServiceUnavailable, "/healthz": http.StatusOK} {
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != want {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}
