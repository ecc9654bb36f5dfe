package live

import (
	"maps"
	"slices"
	"sync"
	"time"

	"deskbell/models"
)

// limits of open streams.
type limits struct{ owner, address, total int }

// registry finds the open streams by topic and by owner. The zero value with limits is ready.
type registry struct {
	limits limits

	mu        sync.RWMutex
	closed    bool
	total     int
	topics    map[string][]*stream
	owners    map[string][]*stream
	addresses map[string]int
	left      left
}

// add takes s in, or says why not.
func (g *registry) add(s *stream) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.closed:
		return &models.Error{Code: models.CodeUnavailable, Message: "The server is restarting."}
	case g.total >= g.limits.total, s.Address != "" && g.addresses[s.Address] >= g.limits.address:
		return &models.Error{Code: models.CodeTooMany, Message: "Too many chats are open from here. Try again in a moment."}
	case len(g.owners[s.Owner]) >= g.limits.owner:
		return &models.Error{Code: models.CodeTooMany, Message: "This chat is open too many times. Close it elsewhere first."}
	}
	if g.topics == nil {
		g.topics, g.owners, g.addresses = map[string][]*stream{}, map[string][]*stream{}, map[string]int{}
	}
	g.total++
	g.owners[s.Owner] = append(g.owners[s.Owner], s)
	for _, t := range s.Topics {
		g.topics[t] = append(g.topics[t], s)
	}
	if s.Address != "" {
		g.addresses[s.Address]++
	}
	return nil
}

func (g *registry) remove(s *stream) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.total--
	drop(g.owners, s.Owner, s)
	if len(g.owners[s.Owner]) == 0 {
		g.left.note(s.Owner, time.Now())
	}
	for _, t := range s.Topics {
		drop(g.topics, t, s)
	}
	drop(g.topics, s.beside, s)
	if s.Address == "" {
		return
	}
	if g.addresses[s.Address]--; g.addresses[s.Address] == 0 {
		delete(g.addresses, s.Address)
	}
}

// watch has s hear one more topic than its own, in place of the one before; "" is none. It is false
// for a stream that has ended meanwhile.
func (g *registry) watch(s *stream, topic string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !slices.Contains(g.owners[s.Owner], s) {
		return false
	}
	drop(g.topics, s.beside, s)
	if s.beside = topic; topic != "" {
		g.topics[topic] = append(g.topics[topic], s)
	}
	return true
}

// of are the streams of a topic. The slice stays as it is: add and remove never change what they
// have given out.
func (g *registry) of(topic string) []*stream {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.topics[topic]
}

func (g *registry) owned(owner string) []*stream {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.owners[owner]
}

// from are the streams of an address. It looks at all of them: it is for what happens seldom.
func (g *registry) from(address string) []*stream {
	g.mu.RLock()
	defer g.mu.RUnlock()
	var found []*stream
	if g.addresses[address] == 0 {
		return nil
	}
	for _, streams := range g.owners {
		for _, s := range streams {
			if s.Address == address {
				found = append(found, s)
			}
		}
	}
	return found
}

func (g *registry) everybody() []string {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return slices.Collect(maps.Keys(g.owners))
}

// close refuses new streams and gives those that are open.
func (g *registry) close() []*stream {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	all := make([]*stream, 0, g.total)
	for _, streams := range g.owners {
		all = append(all, streams...)
	}
	return all
}

func (g *registry) count() float64 {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return float64(g.total)
}

// drop takes s out of a list by making a new one, since a ring may be walking through the old.
func drop(lists map[string][]*stream, key string, s *stream) {
	old := lists[key]
	if len(old) <= 1 {
		delete(lists, key)
		return
	}
	kept := make([]*stream, 0, len(old)-1)
	for _, other := range old {
		if other != s {
			kept = append(kept, other)
		}
	}
	lists[key] = kept
}
