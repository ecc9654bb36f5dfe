package live

import (
	"context"
	"sync"

	"deskbell/models"
)

// Latest remembers conversations as their newest turn left them, so that a ring costs no query. It
// is bounded; what it does not know is read.
type Latest struct {
	hub  *Hub
	most int

	mu    sync.RWMutex
	floor int64 // the newest rev that was forgotten: a late ring must not bring an older one back
	known map[models.ConversationID]*models.Conversation
	gone  map[models.ConversationID]bool // that were erased
}

// NewLatest keeps at most most conversations.
func NewLatest(hub *Hub, most int) *Latest {
	return &Latest{hub: hub, most: most, known: make(map[models.ConversationID]*models.Conversation)}
}

// Ring is models.Bell: it remembers, then rings the hub.
func (l *Latest) Ring(c models.Change) {
	if c.Conversation != nil {
		l.keep(c.Conversation)
	}
	l.hub.Ring(c)
}

func (l *Latest) keep(c *models.Conversation) {
	copied := *c
	copied.Bot, copied.Records = nil, nil
	l.mu.Lock()
	defer l.mu.Unlock()
	old, ok := l.known[c.ID]
	if (ok && old.Rev > c.Rev) || (!ok && c.Rev <= l.floor) {
		return
	}
	if wordy(c) {
		l.forget(c.ID)
		l.floor = max(l.floor, c.Rev)
		return
	}
	l.put(&copied)
}

// put makes room and remembers.
func (l *Latest) put(c *models.Conversation) {
	if l.known[c.ID] == nil && len(l.known) >= l.most {
		for id := range l.known { // any one: it is read again when it is needed
			l.forget(id)
			break
		}
	}
	l.known[c.ID] = c
}

// mostWords is how many bytes of variables a remembered conversation has at most. They are a visitor's
// words: who answers every question at length must not fill the memory.
const mostWords = 8 << 10

func wordy(c *models.Conversation) bool {
	n := 0
	for name, value := range c.Flow.Vars {
		n += len(name) + len(value)
	}
	for _, kept := range []map[string]string{c.Attributes, c.Visitor.Attributes} {
		for name, value := range kept {
			n += len(name) + len(value)
		}
	}
	if c.Trial != nil {
		n += 100 * len(c.Trial.Trace)
	}
	return n > mostWords
}

func (l *Latest) forget(id models.ConversationID) {
	if old, ok := l.known[id]; ok {
		l.floor = max(l.floor, old.Rev)
		delete(l.known, id)
	}
}

// Conversation is the newest known state for a reader who was let in when the stream began.
func (l *Latest) Conversation(ctx context.Context, logs models.Logs, who models.Reader, id models.ConversationID) (models.Conversation, error) {
	l.mu.RLock()
	known, ok := l.known[id]
	floor := l.floor
	l.mu.RUnlock()
	if ok && may(who, known) {
		return *known, nil
	}
	c, err := logs.Conversation(ctx, who, id)
	if err == nil {
		l.remember(c, floor)
	}
	return c, err
}

// remember keeps what was read, so that a chat which is only watched is not read again at every ring of
// its bot. If anything was forgotten since floor was looked at, it may have been something newer.
func (l *Latest) remember(c models.Conversation, floor int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.floor == floor && l.known[c.ID] == nil && !wordy(&c) {
		l.put(&c)
	}
}

// Unchanged says for sure that a conversation is as it was at rev, with no entry behind seq.
func (l *Latest) Unchanged(id models.ConversationID, rev, seq int64) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	c, ok := l.known[id]
	return ok && c.Rev == rev && c.LastSeq <= seq
}

// Entries are those behind the position that the reader may see; more says that there are others.
func (l *Latest) Entries(ctx context.Context, logs models.Logs, who models.Reader, at models.Position) ([]models.Entry, bool, error) {
	if recent, ok := l.hub.Recent(at.Conversation, at.Seq); ok && len(recent) <= at.Limit {
		return forReader(who, recent), false, nil
	}
	entries, err := logs.EntriesAfter(ctx, who, at)
	return entries, len(entries) == at.Limit, err
}

func may(who models.Reader, c *models.Conversation) bool {
	switch {
	case who.Agent != nil:
		return who.Agent.MaySee(c.DeskID)
	case who.Guest != nil:
		return who.Visitor == "" && who.Guest.Conversation == c.ID
	}
	return who.Visitor != "" && who.Visitor == c.Visitor.ID && who.Only.Reads(c.ID, c.BegunWith)
}

func forReader(who models.Reader, entries []models.Entry) []models.Entry {
	if who.Agent != nil {
		return entries
	}
	kept := entries[:0:0]
	for _, e := range entries {
		if e.Audience == models.ForAll {
			kept = append(kept, e.For(who))
		}
	}
	return kept
}
