// Package web is what the browser audiences share: the router, the headers of every answer, errors,
// forms, sessions, passwords, limits, rendering. The router is echo, and only this package knows it:
// a handler is a function that returns an error, which is answered and logged here, once.
package web

import (
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
)

// Handler answers a request or returns an error that says how to. It returns no error once it has
// written.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Options of a Server; a zero value stands for what its comment says.
type Options struct {
	Log *slog.Logger // slog.Default
	// BaseURL is where browsers reach the server; requests from its origin are its own, whatever Host
	// a proxy has put in. Nil: the Host alone counts.
	BaseURL *url.URL
	// Hosts are the names that the server goes by, in lower case and without ports; requests for others are
	// refused. None: any.
	Hosts []string
	// Secure says that BaseURL is https: HSTS, and no requests from the http twin.
	Secure bool
	// TrustedProxies may say in X-Forwarded-For who they ask for. Nobody else is believed.
	TrustedProxies []netip.Prefix
	// Sessions are loaded for all routes but those with NoSession. Nil: none.
	Sessions *scs.SessionManager
	// Problem draws an error for a person. Nil: plain text.
	Problem    func(Problem) templ.Component
	Registerer prometheus.Registerer // nil: no metrics
	// SelfFrame lets the server's own pages frame its pages (the demo).
	SelfFrame bool
	// MaxBody is the longest body in bytes of a route without Body: 64 KiB.
	MaxBody int64
	// SignIn is where who is not signed in is sent from a page: "/login".
	SignIn string
}

// Server answers HTTP. Routes are added first; then it may be used from many goroutines.
type Server struct {
	options Options
	echo    *echo.Echo
	routes  []Route
	origins *http.CrossOriginProtection
	presses presses
	counts  counts

	hashing     chan struct{} // as many as may hash a password at a time
	hashingWait time.Duration
}

// New makes a Server without routes.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.MaxBody == 0 {
		o.MaxBody = 64 << 10
	}
	if o.SignIn == "" {
		o.SignIn = "/login"
	}
	s := &Server{
		options: o, echo: echo.New(), origins: ownOrigins(o.BaseURL), counts: newCounts(),
		hashing: make(chan struct{}, hashersAtOnce), hashingWait: 2 * time.Second,
	}
	s.echo.HTTPErrorHandler = func(err error, c echo.Context) {
		s.fail(c.Response().Writer, c.Request(), unrouted(err))
	}
	if o.Registerer != nil {
		s.counts.register(o.Registerer)
	}
	if o.Sessions != nil {
		o.Sessions.ErrorFunc = s.fail
	}
	return s
}

// Handle adds a route. A path has parameters as ":name" and may end in "*"; a GET route answers HEAD
// as well.
func (s *Server) Handle(method, path string, h Handler, opts ...RouteOption) {
	route := Route{Method: method, Path: path, body: s.options.MaxBody, Session: s.options.Sessions != nil}
	for _, o := range opts {
		o(&route)
	}
	s.routes = append(s.routes, route)
	answer := s.answer(route, h)
	s.echo.Add(method, path, answer)
	if method == http.MethodGet && !route.Stream {
		s.echo.Add(http.MethodHead, path, answer)
	}
}

// Mount puts h at path, and at everything below where path ends in "/". It reads only, and has no
// session.
func (s *Server) Mount(path string, h http.Handler) {
	if strings.HasSuffix(path, "/") {
		path += "*"
	}
	s.Handle(http.MethodGet, path, func(w http.ResponseWriter, r *http.Request) error {
		h.ServeHTTP(w, r)
		return nil
	}, NoSession())
}

// Routes are all that were added, for tests that walk through them.
func (s *Server) Routes() []Route { return append([]Route(nil), s.routes...) }

// Handler is the server for net/http.
func (s *Server) Handler() http.Handler { return http.HandlerFunc(s.serve) }
