package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"deskbell/models"
)

// store is scs's memory store with the methods that take a context.
type store struct{ *memstore.MemStore }

func (s store) DeleteCtx(_ context.Context, token string) error { return s.Delete(token) }
func (s store) FindCtx(_ context.Context, token string) ([]byte, bool, error) {
	return s.Find(token)
}
func (s store) CommitCtx(_ context.Context, token string, b []byte, expiry time.Time) error {
	return s.Commit(token, b, expiry)
}

// team has one member.
type team struct{ agent *models.Agent }

func (t team) AgentByID(_ context.Context, id models.AgentID) (*models.Agent, error) {
	if t.agent == nil || t.agent.ID != id {
		return nil, models.ErrNotFound
	}
	return t.agent, nil
}

func signing(secure bool, members team) (*logged, store) {
	kept := store{memstore.NewWithCleanupInterval(0)}
	sessions := NewSessions(kept, secure)
	s := site(Options{Sessions: sessions.SessionManager, Secure: secure})
	s.Handle("POST", "/in", func(w http.ResponseWriter, r *http.Request) error {
		if err := sessions.SignIn(r.Context(), models.Agent{ID: "a1", AuthRev: 3}); err != nil {
			return err
		}
		return NoContent(w)
	})
	s.Handle("POST", "/out", func(w http.ResponseWriter, r *http.Request) error {
		if err := sessions.SignOut(r.Context()); err != nil {
			return err
		}
		return NoContent(w)
	})
	me := func(w http.ResponseWriter, r *http.Request) error {
		a, err := sessions.Agent(r.Context(), members)
		if err != nil {
			return err
		}
		return JSON(w, 200, a.ID)
	}
	s.Handle("GET", "/me", me)
	s.Handle("GET", "/me/stream", me, Stream())
	return s, kept
}

func cookieOf(t *testing.T, w *httptest.ResponseRecorder) *http.Cookie {
	t.Helper()
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("cookies: %v", cookies)
	}
	return cookies[0]
}

// A43
func TestSignIn_RenewsTheTokenInAStrictCookie(t *testing.T) {
	for _, secure := range []bool{true, false} {
		s, kept := signing(secure, team{&models.Agent{ID: "a1", AuthRev: 3}})
		first := cookieOf(t, ask(s.Handler(), "POST", "/in"))
		name := map[bool]string{true: "__Host-deskbell", false: "deskbell"}[secure]
		if first.Name != name || first.Secure != secure || !first.HttpOnly || first.SameSite != http.SameSiteLaxMode || first.Path != "/" || first.Domain != "" {
			t.Errorf("cookie %+v", first)
		}
		second := cookieOf(t, ask(s.Handler(), "POST", "/in", "Cookie: "+first.Name+"="+first.Value))
		if second.Value == first.Value {
			t.Error("the token is the same after signing in again")
		}
		with := func(c *http.Cookie, path string) int {
			return ask(s.Handler(), "GET", path, "Cookie: "+c.Name+"="+c.Value).Code
		}
		if with(first, "/me") != 401 || with(second, "/me") != 200 || with(second, "/me/stream") != 200 {
			t.Errorf("old %d, new %d, stream %d", with(first, "/me"), with(second, "/me"), with(second, "/me/stream"))
		}
		all, err := kept.All()
		for token := range all {
			if err != nil || token == second.Value {
				t.Errorf("the store has the token itself, %v", err)
			}
		}
		ask(s.Handler(), "POST", "/out", "Cookie: "+second.Name+"="+second.Value)
		if with(second, "/me") != 401 {
			t.Error("signed out and still in")
		}
	}
}

// A20
func TestAgent_SessionThatNoLongerHolds_IsUnauthorised(t *testing.T) {
	for name, a := range map[string]*models.Agent{
		"disabled": {ID: "a1", AuthRev: 3, Disabled: true}, "sessions ended": {ID: "a1", AuthRev: 4}, "removed": nil,
	} {
		s, _ := signing(false, team{a})
		c := cookieOf(t, ask(s.Handler(), "POST", "/in"))
		for _, path := range []string{"/me", "/me/stream"} {
			if got := ask(s.Handler(), "GET", path, "Cookie: "+c.Name+"="+c.Value).Code; got != 401 {
				t.Errorf("%s: %s %d", name, path, got)
			}
		}
	}
}

func TestServer_VisitorWithoutSession_GetsNoCookie(t *testing.T) {
	s, _ := signing(true, team{})
	if got := ask(s.Handler(), "GET", "/page").Header().Get("Set-Cookie"); got != "" {
		t.Errorf("cookie %q", got)
	}
}

func TestPassword_RoundTrip(t *testing.T) {
	ctx := context.Background()
	encoded, err := HashPassword(ctx, "correct horse")
	if err != nil || !strings.HasPrefix(encoded, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatal(encoded, err)
	}
	for _, c := range []struct {
		pw, encoded string
		ok          bool
	}{{"correct horse", encoded, true}, {"correct horsf", encoded, false}, {"", encoded, false}, {"", "", false},
		{"correct horse", "", false}, {strings.Repeat("x", 5<<20), encoded, false}} {
		if ok, err := CheckPassword(ctx, c.pw, c.encoded); ok != c.ok || err != nil {
			t.Errorf("%.20q: %v %v", c.pw, ok, err)
		}
	}
	for _, bad := range []string{"x", "$argon2id$v=19$m=99999999,t=2,p=1$AAAA$AAAA", "$2a$10$abc", "$argon2id$v=19$m=19456,t=0,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAA"} {
		if ok, err := CheckPassword(ctx, "correct horse", bad); ok || err == nil {
			t.Errorf("%q: %v %v", bad, ok, err)
		}
	}
	for _, bad := range []string{"short", "ninechars", strings.Repeat("x", 1025)} {
		if _, err := HashPassword(ctx, bad); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
}

// A45
func TestCheckPassword_ManyAtOnce_TwoRunAndTheRestAreTurnedAway(t *testing.T) {
	s := site(Options{})
	s.hashingWait = 20 * time.Millisecond
	s.Handle("POST", "/login", func(w http.ResponseWriter, r *http.Request) error {
		if err := Parse(r); err != nil {
			return err
		}
		if _, err := CheckPassword(r.Context(), r.PostForm.Get("password"), ""); err != nil {
			return err
		}
		return NoContent(w)
	})
	s.hashing <- struct{}{} // two are at it
	s.hashing <- struct{}{}
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			w := ask(s.Handler(), "POST", "/login")
			if w.Code != 429 || w.Header().Get("Retry-After") != "2" {
				t.Errorf("%d %v", w.Code, w.Header())
			}
		})
	}
	wg.Wait()
	<-s.hashing
	if got := ask(s.Handler(), "POST", "/login").Code; got != 204 {
		t.Errorf("with a place free: %d", got)
	}
	large := httptest.NewRequest("POST", "/login", strings.NewReader("password="+strings.Repeat("x", 5<<20)))
	if got := send1(s.Handler(), large, "Content-Type: application/x-www-form-urlencoded").Code; got != 413 {
		t.Errorf("a password of 5 MB: %d", got)
	}
}
