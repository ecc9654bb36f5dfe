package intake

import (
	"context"
	"net/url"
	"strings"
	"sync"
)

// hosts are those that pages are read from just now. All jobs together ask one as a single job does: atOnce pages at
// a time, with a pause after each.
type hosts struct {
	mu    sync.Mutex
	asked map[string]*host
}

type host struct {
	places chan struct{}
	users  int // who ask it or wait to; it is forgotten after the last one
}

func newHosts() *hosts { return &hosts{asked: map[string]*host{}} }

// enter waits for a place at a host; leave has to be called once, after the pause. Errors: that of ctx.
func (h *hosts) enter(ctx context.Context, name string) (leave func(), err error) {
	h.mu.Lock()
	one := h.asked[name]
	if one == nil {
		one = &host{places: make(chan struct{}, atOnce)}
		h.asked[name] = one
	}
	one.users++
	h.mu.Unlock()
	select {
	case one.places <- struct{}{}:
		return func() {
			<-one.places
			h.left(name, one)
		}, nil
	case <-ctx.Done():
		h.left(name, one)
		return nil, ctx.Err()
	}
}

func (h *hosts) left(name string, one *host) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if one.users--; one.users == 0 {
		delete(h.asked, name)
	}
}

// hostOf is what is asked for an address: the host by its name, and the port.
func hostOf(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = u.Scheme
	}
	if known := map[string]string{"80": "http", "443": "https"}[port]; known != "" {
		port = known
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")) + " " + port
}
