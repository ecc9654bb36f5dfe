package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/crypto/acme/autocert"
)

// doors are the ports that are listened on and the servers behind them; plain and metrics may be nil.
type doors struct {
	main, plain, metrics net.Listener
	servers              []*http.Server
}

// start serves every door until stop. The channel gets the first error that ends one of them.
func (d *doors) start(c serveConfig, app running) <-chan error {
	failed := make(chan error, 3)
	run := func(server *http.Server, serve func() error) {
		d.servers = append(d.servers, server)
		go func() {
			if err := serve(); !errors.Is(err, http.ErrServerClosed) {
				failed <- fmt.Errorf("the server at %s stopped: %w", server.Addr, err)
			}
		}()
	}
	front := newServer(c, app.Handler())
	front.RegisterOnShutdown(app.StopStreams)
	if d.plain == nil {
		run(front, func() error { return front.Serve(d.main) })
	} else {
		certificates := certificates(c)
		front.TLSConfig = certificates.TLSConfig()
		run(front, func() error { return front.ServeTLS(d.main, "", "") })
		redirect := newServer(c, certificates.HTTPHandler(toHTTPS(c.TLSDomains)))
		run(redirect, func() error { return redirect.Serve(d.plain) })
	}
	if d.metrics != nil {
		figures := http.NewServeMux()
		figures.Handle("GET /metrics", app.Metrics())
		server := newServer(c, figures)
		run(server, func() error { return server.Serve(d.metrics) })
	}
	return failed
}

// stop lets no new request in, has the streams end, waits for what is under way and closes app, all
// within stopTimeout. What is still open then is cut off.
func (d *doors) stop(app running) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	for _, server := range d.servers {
		if err := server.Shutdown(ctx); err != nil {
			server.Close()
		}
	}
	return app.Close(ctx)
}

// close gives back ports that no server took over.
func (d *doors) close() {
	for _, at := range []net.Listener{d.main, d.plain, d.metrics} {
		if at != nil {
			at.Close()
		}
	}
}

func newServer(c serveConfig, handler http.Handler) *http.Server {
	return &http.Server{
		Addr:              c.Addr,
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(c.Log.Handler(), slog.LevelDebug),
	}
}

// toHTTPS sends who comes without TLS to the same page with it, under the names that there are certificates for.
func toHTTPS(domains []string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		host = strings.ToLower(host)
		switch {
		case !slices.Contains(domains, host):
			http.Error(w, "This server goes by another name.", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			http.Error(w, "Use HTTPS", http.StatusBadRequest)
		default:
			http.Redirect(w, r, "https://"+host+r.URL.RequestURI(), http.StatusFound)
		}
	})
}

// certificates asks Let's Encrypt for the domains' certificates when they are first wanted, renews
// them, and keeps them in the data folder. It answers both the TLS and the HTTP challenge.
func certificates(c serveConfig) *autocert.Manager {
	return &autocert.Manager{
		Prompt:      autocert.AcceptTOS,
		HostPolicy:  autocert.HostWhitelist(c.TLSDomains...),
		Cache:       autocert.DirCache(filepath.Join(c.Data, "certificates")),
		RenewBefore: 30 * 24 * time.Hour,
	}
}

// Metrics answers with the figures for Prometheus.
func (a *app) Metrics() http.Handler {
	return promhttp.HandlerFor(a.metrics, promhttp.HandlerOpts{Registry: a.metrics})
}
