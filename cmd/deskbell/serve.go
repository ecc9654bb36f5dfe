package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// The server's patience. There is no limit on writing, because streams stay open for hours; they
// limit each write themselves.
const (
	headerTimeout = 5 * time.Second
	idleTimeout   = 120 * time.Second
	stopTimeout   = 9 * time.Second // from the signal to the end, in all
)

type serveCommand struct {
	dataFlag
	serveFlags
}

// Help is what `deskbell serve --help` says below its first line.
func (serveCommand) Help() string {
	return `The first run on an empty folder prints an address at which the owner's account is made.

  deskbell serve                                      on this machine only, http://127.0.0.1:8080
  deskbell serve --tls-domain chat.example.com        HTTPS by itself, no proxy needed
  deskbell serve --base-url https://chat.example.com --trusted-proxies 127.0.0.1/32
                                                      behind a proxy on the same machine
  deskbell serve --allow-outbound 10.0.5.0/24         flows may ask systems in this network
  DESKBELL_SMTP=smtp://user:password@mail.example.com:587 deskbell serve --mail-from chat@example.com
                                                      flows may send mail

SIGTERM or Ctrl-C stops it within ten seconds: streams are told, turns under way are finished.
A second one ends it at once; nothing that was acknowledged is lost either way.`
}

func (c serveCommand) Run(w world) error {
	config, err := c.parse(c.Data, w.stderr)
	if err != nil {
		return err
	}
	return serve(w, config, service{build: starting})
}

// running is what serve needs of the program that build put together.
type running interface {
	// Handler answers everything but metrics.
	Handler() http.Handler
	// Metrics answers with the figures for Prometheus.
	Metrics() http.Handler
	// SetupCode is a new one-time code for making the owner; "" when there is an owner.
	SetupCode(ctx context.Context) (string, error)
	// StopStreams tells every open stream to come back later and ends it.
	StopStreams()
	// Close waits for turns and jobs under way and closes the data; ctx limits the wait.
	Close(ctx context.Context) error
}

// service is what differs between serve and demo.
type service struct {
	build func(context.Context, serveConfig) (running, error)
	// prepare is called with the folder locked and the final BaseURL, before build; it may be nil.
	prepare func(context.Context, serveConfig) error
	// announce is called once connections are accepted; nil: the address goes to stdout.
	announce func(serveConfig)
}

// starting is build for service.
func starting(ctx context.Context, c serveConfig) (running, error) {
	app, err := build(ctx, c)
	if err != nil {
		return nil, err
	}
	return app, nil
}

// serve runs until w.ctx ends. The folder is locked first and the port taken before the data is
// opened, so that a second server on either stops before it touches anything.
func serve(w world, c serveConfig, s service) error {
	release, err := lockFolder(c.Data)
	if err != nil {
		return err
	}
	defer release()
	doors, err := open(&c)
	if err != nil {
		return err
	}
	defer doors.close()
	if s.prepare != nil {
		if err := s.prepare(w.ctx, c); err != nil {
			return w.unlessStopped(err)
		}
	}
	app, err := s.build(w.ctx, c)
	if err != nil {
		return w.unlessStopped(err)
	}
	failed := doors.start(c, app)
	if err := s.greet(w, c, app); err != nil {
		return errors.Join(err, doors.stop(app))
	}
	select {
	case err = <-failed:
	case <-w.ctx.Done():
		c.Log.Info("stopping")
	}
	err = errors.Join(err, doors.stop(app))
	c.Log.Info("stopped")
	return err
}

// unlessStopped is err, or nil when it is only that somebody has stopped the program meanwhile.
func (w world) unlessStopped(err error) error {
	if w.ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// greet says where to go.
func (s service) greet(w world, c serveConfig, app running) error {
	c.Log.Info("serving", "address", c.Addr, "base_url", c.BaseURL, "data", c.Data)
	if s.announce != nil {
		s.announce(c)
		return nil
	}
	fmt.Fprintf(w.stdout, "Deskbell is at %s\n", c.BaseURL)
	code, err := app.SetupCode(context.WithoutCancel(w.ctx))
	if err != nil || code == "" {
		return err
	}
	fmt.Fprintf(w.stdout, "\nMake the owner's account at\n\n    %s/setup?code=%s\n\n", c.BaseURL, code)
	fmt.Fprintln(w.stdout, "The code works once. Whoever has it owns this Deskbell, so keep it to yourself.")
	return nil
}

// open takes the ports and completes c with what is known then.
func open(c *serveConfig) (*doors, error) {
	d := &doors{}
	var err error
	if d.main, err = listen(c.Addr); err != nil {
		return nil, err
	}
	if len(c.TLSDomains) > 0 {
		if d.plain, err = listen(":80"); err != nil {
			d.close()
			return nil, err
		}
	}
	if c.MetricsAddr != "" {
		if d.metrics, err = listen(c.MetricsAddr); err != nil {
			d.close()
			return nil, err
		}
	}
	c.Addr = d.main.Addr().String()
	if c.BaseURL == "" {
		c.BaseURL = baseOf(d.main.Addr())
	}
	return d, nil
}

func listen(address string) (net.Listener, error) {
	at, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; stop what uses it, or choose another address", address, err)
	}
	return at, nil
}
