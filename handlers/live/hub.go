// Package live is the doorbell: it keeps one stream of server-sent events per open page and, when
// a conversation has changed, has every stream that watches it read what is new and send it.
//
// A ring carries nothing. Each stream reads after its own cursor, so what was missed while the
// connection was down and what happens now come the same way; rings that come faster than a reader
// reads become one. The library below (r3labs/sse) sees one stream a connection and never more than
// one batch of it: none of its queues, its replay log and its ways to wait for a slow reader are used.
package live

import (
	"log/slog"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/r3labs/sse/v2"

	"deskbell/models"
)

// Options of a Hub; a zero value stands for what its comment says.
type Options struct {
	// Epoch names the history that cursors count in; it is another after a backup was restored.
	Epoch string
	Log   *slog.Logger // slog.Default
	// Heartbeat is how often an idle stream sends `hb`: 20 s.
	Heartbeat time.Duration
	// WriteTimeout is how long a reader may take to accept one event: 15 s.
	WriteTimeout time.Duration
	// MaxAge is when a stream says `bye`, so that load moves and rights are checked anew: 30 min.
	MaxAge time.Duration
	// PerOwner, PerAddress and Total limit open streams: 6, 60 and 20,000.
	PerOwner, PerAddress, Total int
	Registerer                  prometheus.Registerer // nil: no metrics
}

// Hub holds the open streams and the newest entries of busy conversations. All methods may be
// called at the same time.
type Hub struct {
	riders  sync.WaitGroup // goroutines of streams that took their connection over
	options Options
	server  *sse.Server
	open    registry
	wheel   *wheel
	tails   *tails
	rings   atomic.Uint64
	told    told
	counts  counts
}

// New makes a Hub.
func New(o Options) *Hub {
	o = o.withDefaults()
	h := &Hub{options: o, server: sse.New(), tails: newTails(), counts: newCounts()}
	h.server.AutoStream, h.server.AutoReplay, h.server.SplitData = true, false, true
	h.server.BufferSize = 4
	h.server.Headers = map[string]string{"Cache-Control": "no-store"}
	h.open.limits = limits{owner: o.PerOwner, address: o.PerAddress, total: o.Total}
	h.wheel = newWheel(o.Heartbeat)
	if o.Registerer != nil {
		h.counts.register(o.Registerer, &h.open)
	}
	return h
}

// Ring says that a turn was committed: it remembers the entries and rings the conversation's
// streams and those of its bot's desk. It is models.Bell and never blocks.
func (h *Hub) Ring(c models.Change) {
	for _, lost := range c.GuestsLost {
		h.End(GuestOwner(lost.Guest))
	}
	if c.Conversation == nil {
		return
	}
	h.tails.remember(c.Conversation.ID, c.Entries)
	h.tails.revise(c.Conversation.ID, c.Revised)
	topics := []string{ConversationTopic(c.Conversation.ID), DeskTopic(c.Conversation.DeskID)}
	if moved(c.Before, c.Conversation.State) {
		topics = append(topics, LineTopic(c.Conversation.DeskID))
	}
	if was := c.BeforeDesk; was != "" && was != c.Conversation.DeskID {
		topics = append(topics, DeskTopic(was), LineTopic(was))
	}
	h.tellAgents(c.Agents)
	h.ring(append(topics, h.told.again(c.Told)...)...)
}

// moved says that others have another place in line now: somebody has left it, or is back where he was.
// Who comes last changes nobody's.
func moved(before, now models.State) bool {
	return (before == models.StateWaiting) != (now == models.StateWaiting) && (before == models.StateWaiting || before == models.StateLive)
}

// RingTopic rings the streams of one topic.
func (h *Hub) RingTopic(topic string) { h.ring(topic) }

// RingAddress rings the streams that were opened from an address.
func (h *Hub) RingAddress(address string) {
	n := h.rings.Add(1)
	for _, s := range h.open.from(address) {
		s.ring(n)
	}
}

// ConversationTopic is rung when the conversation has changed.
func ConversationTopic(id models.ConversationID) string { return "conversation:" + string(id) }

// AgentOwner and VisitorOwner are the owners of their streams.
func AgentOwner(id models.AgentID) string { return agentOwner + string(id) }

// VisitorOwner is AgentOwner for visitors.
func VisitorOwner(id models.VisitorID) string { return "visitor:" + string(id) }

// IsAgent says whether an owner is an agent.
func IsAgent(owner string) bool { return strings.HasPrefix(owner, agentOwner) }

const agentOwner = "agent:"

// DeskTopic is rung when any conversation of the bot has changed.
func DeskTopic(id models.BotID) string { return "desk:" + string(id) }

// LineTopic is rung when those who wait at the bot have other places in line.
func LineTopic(id models.BotID) string { return "line:" + string(id) }

// FlowTopic is rung when the draft of a flow has changed, or who has it open.
func FlowTopic(id string) string { return "flow:" + id }

// Whisper is a named event that is not kept: who is typing, what was seen.
type Whisper struct {
	Event, Data string
	// From is the owner whose streams must not hear it; "" for nobody.
	From string
	// Team says that only streams of agents hear it, Visitors that only those of visitors do; with Guests those
	// of guests hear it as well.
	Team, Visitors, Guests bool
}

// Whisper sends w to the streams of topic that are open now. A stream that does not read keeps the
// newest 16; older ones are dropped.
func (h *Hub) Whisper(topic string, w Whisper) {
	for _, s := range h.open.of(topic) {
		if w.From != "" && w.From == s.Owner || !w.meant(s.Owner) || s.Deaf != nil && s.Deaf(topic) {
			continue
		}
		s.hear(w)
	}
}

// End sends `gone` to every stream of owner and ends them, within a second.
func (h *Hub) End(owner string) {
	for _, s := range h.open.owned(owner) {
		s.leave(eventGone)
	}
}

// EndOthers is End for those streams of owner that began under other rights than these.
func (h *Hub) EndOthers(owner, rights string) {
	for _, s := range h.open.owned(owner) {
		if s.Rights != rights {
			s.leave(eventGone)
		}
	}
}

// Renew has every stream of owner come back at once: what it may watch is another thing now.
func (h *Hub) Renew(owner string) {
	for _, s := range h.open.owned(owner) {
		s.leave(eventBye)
	}
}

// Owners are those who have a stream open, each once, in no order.
func (h *Hub) Owners() []string { return h.open.everybody() }

// Close sends `bye` to all streams, with how long each should wait before it comes back, and ends
// them within a second. It does not wait for that. New streams are refused from now on.
func (h *Hub) Close() {
	for _, s := range h.open.close() {
		s.leave(eventBye)
	}
}

// Epoch is the one of the options.
func (h *Hub) Epoch() string { return h.options.Epoch }

func (h *Hub) ring(topics ...string) {
	h.counts.rings.Inc()
	n := h.rings.Add(1)
	for _, topic := range topics {
		for _, s := range h.open.of(topic) {
			s.ring(n)
		}
	}
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	o.Heartbeat = orElse(o.Heartbeat, 20*time.Second)
	o.WriteTimeout = orElse(o.WriteTimeout, 15*time.Second)
	o.MaxAge = orElse(o.MaxAge, 30*time.Minute)
	o.PerOwner = orElse(o.PerOwner, 6)
	o.PerAddress = orElse(o.PerAddress, 60)
	o.Total = orElse(o.Total, 20_000)
	return o
}

func orElse[T int | time.Duration](given, otherwise T) T {
	if given == 0 {
		return otherwise
	}
	return given
}

// returnAfter is how long a client should wait after `bye`, in milliseconds: spread, so that not all
// come at once.
func returnAfter() string { return strconv.Itoa(200 + rand.IntN(1800)) }
