// Package outbound is how Deskbell reaches other systems. New makes the one kind of client with which
// anything is asked whose address somebody has typed: it connects to the public internet alone, and to
// what the operator has allowed. Caller sends the requests of flows with it, Queue works the outbox off.
package outbound

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"time"

	"deskbell/models"
)

// The bounds of every request. Longest is over all, with the body; who asks may wait for less.
const (
	Longest       = 75 * time.Second
	connectWithin = 10 * time.Second
	mostRedirects = 3
	mostHeaders   = 64 << 10 // bytes of an answer's
	mostAnswer    = 1 << 20  // bytes of an answer's body, unpacked
)

var (
	errTooLarge  = errors.New("outbound: the answer is too large")
	errRedirects = errors.New("outbound: too many redirects")
)

// Options for New.
type Options struct {
	// Allow are networks that may be asked although they are not public.
	Allow []netip.Prefix
	// Resolver finds the addresses of names; nil: the system's.
	Resolver *net.Resolver
	// Roots are who may sign certificates; nil: those whom the system trusts.
	Roots *x509.CertPool
	// Most is how many bytes an answer's body may have, unpacked; 0: 1 MiB.
	Most int64
}

// New makes a client that can be handed to anything which asks addresses that people have typed. It
// checks the address that it connects to, at each connection, so that neither names nor redirects lead
// around it; it uses no proxy and keeps no cookies; a body ends with an error after o.Most. Words says
// what an error of it means.
func New(o Options) *http.Client {
	g := newGate(o.Allow)
	if o.Most <= 0 {
		o.Most = mostAnswer
	}
	return &http.Client{Transport: &transport{gate: g, base: newBase(g, o), most: o.Most}, CheckRedirect: redirect, Timeout: Longest}
}

// Dialer connects to servers that speak something else than HTTP, by the same rules as a client of New.
func Dialer(o Options) *net.Dialer {
	return &net.Dialer{Timeout: connectWithin, Resolver: o.Resolver, Control: newGate(o.Allow).control}
}

func newBase(g *gate, o Options) *http.Transport {
	dialer := &net.Dialer{Timeout: connectWithin, Resolver: o.Resolver, Control: g.control}
	return &http.Transport{
		Proxy:           nil, // it would connect for us
		TLSClientConfig: &tls.Config{RootCAs: o.Roots},
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, address)
		},
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    connectWithin,
		MaxResponseHeaderBytes: mostHeaders,
		MaxIdleConns:           32,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        30 * time.Second,
	}
}

// transport looks at each address before it is asked, also those of redirects, and bounds the answers.
type transport struct {
	gate *gate
	base http.RoundTripper
	most int64
}

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := t.gate.address(r.URL); err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, err
	}
	answer, err := t.base.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = &bounded{ReadCloser: answer.Body, left: t.most}
	return answer, nil
}

// CloseIdleConnections lets the client's method of that name through.
func (t *transport) CloseIdleConnections() {
	if base, ok := t.base.(*http.Transport); ok {
		base.CloseIdleConnections()
	}
}

// bounded is a body that errors where it goes on for longer than is read.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errTooLarge
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n - 1, errTooLarge
	}
	return n, err
}

// redirect follows a few, never from https to http. Whatever says who asks stays with the origin that it
// was meant for: once a redirect has left it, only what every request has goes along.
func redirect(r *http.Request, via []*http.Request) error {
	if len(via) > mostRedirects {
		return errRedirects
	}
	if via[len(via)-1].URL.Scheme == "https" && r.URL.Scheme != "https" {
		return refuse("it was redirected from https to http")
	}
	r.Header.Del("Referer")
	away := func(one *http.Request) bool { return models.OriginOf(one.URL) != models.OriginOf(via[0].URL) }
	if !away(r) && !slices.ContainsFunc(via, away) {
		return nil
	}
	for name := range r.Header {
		if !slices.Contains([]string{"Accept", "Accept-Language", "Content-Type", "User-Agent"}, name) {
			r.Header.Del(name)
		}
	}
	return nil
}
