package db

import (
	"math"
	"sync"

	"deskbell/models"
)

// mostBehind is how many conversations the search index remembers to be behind with; with more it looks
// for them again, by the numbers of their turns.
const mostBehind = 20_000

// behind is what turns have done that the search index does not have yet. Turns only leave a line here;
// IndexSome takes it up.
type behind struct {
	mu   sync.Mutex
	from map[models.ConversationID]int64 // the first entry that may be another; 0: its desk is
	rev  int64                           // of the newest turn that is in here
	lost bool                            // there were too many
	wake chan struct{}
}

func newBehind() *behind {
	return &behind{from: map[models.ConversationID]int64{}, wake: make(chan struct{}, 1)}
}

// behindLine is what a turn leaves.
type behindLine struct {
	id        models.ConversationID
	from, rev int64
}

// behindWith is the turn's line.
func (t *turn) behindWith(change *models.Change) behindLine {
	l := behindLine{id: t.c.ID, rev: change.Conversation.Rev, from: math.MaxInt64}
	for i := range change.Entries {
		l.from = min(l.from, change.Entries[i].Seq)
	}
	for i := range change.Revised {
		l.from = min(l.from, change.Revised[i].Seq)
	}
	if change.VisitorChanged {
		l.from = min(l.from, change.Conversation.LastSeq+1)
	}
	if !t.made && t.desk != change.Conversation.DeskID {
		l.from = 0
	}
	if change.Conversation.Playground {
		l.from = math.MaxInt64
	}
	return l
}

// tell is called by the writer, in the order of the commits.
func (b *behind) tell(l behindLine) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rev = max(b.rev, l.rev)
	if l.from == math.MaxInt64 {
		return
	}
	b.add(l.id, l.from)
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

func (b *behind) add(id models.ConversationID, from int64) {
	if old, ok := b.from[id]; ok {
		b.from[id] = min(old, from)
		return
	}
	if len(b.from) >= mostBehind {
		b.lost = true
		clear(b.from)
		return
	}
	b.from[id] = from
}

// take is all that is here, up to the turn rev; lost says that there was more.
func (b *behind) take() (from map[models.ConversationID]int64, rev int64, lost bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	from, rev, lost = b.from, b.rev, b.lost
	b.from, b.lost = map[models.ConversationID]int64{}, false
	return from, rev, lost
}

// giveBack is for what was taken and could not be indexed.
func (b *behind) giveBack(from map[models.ConversationID]int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id, seq := range from {
		b.add(id, seq)
	}
}
