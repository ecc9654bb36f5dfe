package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"deskbell/models"
)

// serve is the outermost: every answer, also of an error, has its headers, its number, its line in
// the log.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	rec, r := s.enter(w, r)
	defer s.leave(rec, r)
	if err := s.ownHost(r); err != nil {
		s.fail(rec, r, err)
		return
	}
	if err := s.ownOrigin(r); err != nil {
		s.fail(rec, r, err)
		return
	}
	s.echo.ServeHTTP(rec, r)
}

// enter is what is done before a request is looked at.
//
//go:noinline
func (s *Server) enter(w http.ResponseWriter, r *http.Request) (*recorder, *http.Request) {
	v := s.newVisit(r)
	rec := &recorder{ResponseWriter: w}
	s.defaultHeaders(rec.Header())
	rec.Header().Set("X-Request-Id", v.id)
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(v.began.Add(writeWithin)) // the next request sets its own
	if r.ContentLength != 0 {
		// Also for a body that nobody wants: net/http reads it to its end before the next request.
		_ = control.SetReadDeadline(v.began.Add(readWithin))
	}
	return rec, r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
}

// leave is deferred: it answers for a handler that panicked, and notes what was answered.
func (s *Server) leave(w *recorder, r *http.Request) {
	defer s.note(w, r)
	if p := recover(); p != nil {
		s.recovered(w, r, p)
	}
}

// recovered answers for a handler that panicked.
func (s *Server) recovered(w *recorder, r *http.Request, p any) {
	if p == http.ErrAbortHandler {
		panic(p)
	}
	s.options.Log.Error("handler panicked", "request", RequestID(r.Context()), "panic", p, "stack", string(debug.Stack()))
	if w.status != 0 {
		panic(http.ErrAbortHandler) // half an answer must not look like a whole one
	}
	s.write(w, r, refusalOf(errPanicked))
}

// note writes the access log and counts. No address, query or header is in it: they may hold secrets.
func (s *Server) note(w *recorder, r *http.Request) {
	v := visitOf(r.Context())
	took := time.Since(v.began)
	status := w.status
	if status == 0 {
		status = http.StatusOK // net/http writes it
	}
	route := v.route.Path
	if route == "" {
		route = "unmatched"
	}
	s.counts.add(v.route, status, took)
	s.options.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
		slog.String("method", r.Method), slog.String("route", route), slog.Int("status", status),
		slog.Float64("ms", float64(took.Microseconds())/1000), slog.Int64("bytes", w.bytes),
		slog.String("request", v.id), slog.String("peer", v.address.String()))
}

// ownOrigins knows which pages may post: those of the server itself.
func ownOrigins(base *url.URL) *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	if base != nil && base.Scheme != "" && base.Host != "" {
		// It fails only for an origin that is none, which this one is by how it is made.
		_ = p.AddTrustedOrigin(base.Scheme + "://" + base.Host)
	}
	return p
}

// ownOrigin refuses what another site's page sends. It reads no token: browsers say where a request
// comes from.
func (s *Server) ownOrigin(r *http.Request) error {
	if err := s.origins.Check(r); err != nil {
		return errForeign
	}
	safe := r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions
	if !safe && s.options.Secure && strings.HasPrefix(r.Header.Get("Origin"), "http://") {
		return errForeign // the same host without TLS: who sits on the wire may have written that page
	}
	return nil
}

var errPanicked = errors.New("web: handler panicked")

var errForeign error = &models.Error{Code: models.CodeForbidden, Message: "This was sent from another site, so it was not done."}
