package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"deskbell/models"
)

// What a request that is no stream may take.
const (
	answerWithin = 30 * time.Second // until the handler's context ends
	readWithin   = 20 * time.Second // for its body
	writeWithin  = 60 * time.Second // for the whole answer
)

// Route is one that was added.
type Route struct {
	Method, Path string
	Stream       bool // never ends by itself
	Session      bool // knows who is signed in
	body         int64
	slow         bool          // its body may take minutes
	within       time.Duration // until the handler's context ends; 0: as usual
}

// RouteOption changes a route that is added.
type RouteOption func(*Route)

// Stream is for routes that stay open: no time limits; the session is read and never written.
func Stream() RouteOption { return func(r *Route) { r.Stream = true } }

// Body allows bodies up to n bytes.
func Body(n int64) RouteOption { return func(r *Route) { r.body = n } }

// Within gives the handler another time than usual; it has to be less than an answer may take in all.
func Within(d time.Duration) RouteOption { return func(r *Route) { r.within = d } }

// NoSession is for routes that do not ask who is signed in.
func NoSession() RouteOption { return func(r *Route) { r.Session = false } }

// Param is the part of the path that stood for ":name", or "" when the route has none.
func Param(r *http.Request, name string) string { return r.PathValue(name) }

// answer makes of h what the router calls. What a stream stays in is kept apart from what is done
// before: ten thousand of them wait on the stacks of these functions.
func (s *Server) answer(route Route, h Handler) echo.HandlerFunc {
	var inner http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
	if route.Session {
		inner = s.withSession(route, inner)
	}
	if !route.Stream {
		inner = s.limited(route, inner)
	}
	return func(c echo.Context) error {
		if s.routed(c, &route) {
			inner.ServeHTTP(c.Response().Writer, c.Request())
		}
		return nil
	}
}

// routed notes which route it is; false when that was answered already.
//
//go:noinline
func (s *Server) routed(c echo.Context, route *Route) bool {
	w, r := c.Response().Writer, c.Request()
	if !takeParams(c, r) {
		s.fail(w, r, models.ErrNotFound)
		return false
	}
	if v := visitOf(r.Context()); v != nil {
		v.route = *route
	}
	if route.Stream {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Time{}) // it sets its own
	}
	return true
}

// limited gives a request that is no stream its sizes and times.
func (s *Server) limited(route Route, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > route.body {
			w.Header().Set("Connection", "close")
			s.fail(w, r, tooLarge(route.body))
			return
		}
		within := cmp.Or(route.within, answerWithin)
		if route.slow {
			within = uploadWithin
			patient(w)
		}
		ctx, cancel := context.WithTimeout(r.Context(), within)
		defer cancel()
		r = r.WithContext(ctx)
		if r.ContentLength != 0 {
			r.Body = http.MaxBytesReader(w, r.Body, route.body)
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) withSession(route Route, next http.Handler) http.Handler {
	sessions := s.options.Sessions
	if !route.Stream {
		return sessions.LoadAndSave(next)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := ""
		if cookie, err := r.Cookie(sessions.Cookie.Name); err == nil {
			token = cookie.Value
		}
		ctx, err := sessions.Load(r.Context(), token)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// takeParams is false where the router let a ":name" at the end stand for several segments.
func takeParams(c echo.Context, r *http.Request) bool {
	values := c.ParamValues()
	for i, name := range c.ParamNames() {
		value := values[i]
		if name != "*" && strings.Contains(value, "/") {
			return false
		}
		if r.URL.RawPath != "" { // then the router has matched the escaped path
			if plain, err := url.PathUnescape(value); err == nil {
				value = plain
			}
		}
		r.SetPathValue(name, value)
	}
	return true
}

// unrouted is the router's own error as ours.
func unrouted(err error) error {
	if err == echo.ErrMethodNotAllowed {
		return errMethod
	}
	if err == echo.ErrNotFound {
		return models.ErrNotFound
	}
	return err
}
