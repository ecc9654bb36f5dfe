package desk

import (
	"bytes"
	"context"
	"maps"
	"sort"
	"strings"
	"sync"
	"time"

	"deskbell/models"
	view "deskbell/views/desk"
)

// listPause is the shortest time between two readings of a list, and rowPause what each row adds that had
// changed. The first change after a quiet time is drawn at once; a list that nobody could read while it
// runs past is drawn about once a second. So it costs the same however many messages there are.
const (
	listPause = 150 * time.Millisecond
	rowPause  = 20 * time.Millisecond
)

// mostLists is how many lists are kept; there are five for every choice of bots that somebody has, and one more
// for every filter that somebody uses. With more than a few, those that nobody has asked for lately are
// forgotten.
const (
	mostLists     = 500
	fewLists      = 50
	listForgotten = 2 * time.Minute
)

// listShare is how much longer a list rests than it took to be read: a filter that keeps almost everything
// back is dear to read.
const listShare = 20

// board reads and draws a list once for all who see the same bots by the same filter. What is drawn depends on
// nobody else: which row somebody has open, his page marks itself.
type board struct {
	desk *desk
	mu   sync.Mutex
	all  map[boardKey]*shared
}

type boardKey struct {
	bots   string
	list   models.State
	shown  view.Filter
	filter models.Filter
	rows   int
}

// shared is one list; its lock is held while it is read. asked is of the board.
type shared struct {
	mu    sync.Mutex
	last  *drawn
	asked time.Time
}

// drawn is a list as it was at a time. It never changes.
type drawn struct {
	at     time.Time
	until  time.Time // it is not read again before
	rows   []row
	frame  string // Order and CountsView
	byName map[models.ConversationID]int
}

type row struct {
	id   models.ConversationID
	rev  int64
	html []byte
}

func newBoard(d *desk) *board {
	return &board{desk: d, all: map[boardKey]*shared{}}
}

// look is the list as it was read last, if that was a moment ago; fresh says that it was read after now.
func (b *board) look(ctx context.Context, me *models.Agent, q listQuery, now time.Time) (d *drawn, fresh bool, err error) {
	s := b.of(boardKey{seenBots(me), q.list, q.filter, q.fits(me, b.desk.Now()), q.limit})
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last != nil && now.Before(s.last.until) {
		return s.last, s.last.at.After(now), nil
	}
	next, err := b.read(ctx, me, q, s.last)
	if err == nil {
		err = b.still(ctx, me)
	}
	if err != nil {
		return nil, false, err
	}
	s.last = next
	return next, true, nil
}

func (b *board) of(key boardKey) *shared {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	if b.all[key] == nil {
		if len(b.all) >= fewLists {
			maps.DeleteFunc(b.all, func(_ boardKey, s *shared) bool { return now.Sub(s.asked) > listForgotten })
		}
		if len(b.all) >= mostLists {
			clear(b.all) // those who look at one draw it again
		}
		b.all[key] = &shared{}
	}
	b.all[key].asked = now
	return b.all[key]
}

// still is asked after a list was read, by the rights of that moment: where they are others than those
// that the list is kept under, it is for nobody.
func (b *board) still(ctx context.Context, me *models.Agent) error {
	now, err := b.desk.Team.AgentByID(ctx, me.ID)
	if err == nil && (now.Disabled || seenBots(now) != seenBots(me)) {
		err = models.ErrNotFound
	}
	return err
}

// read draws the list anew; rows that did not change are taken from old.
func (b *board) read(ctx context.Context, me *models.Agent, q listQuery, old *drawn) (*drawn, error) {
	d := &drawn{at: time.Now(), byName: map[models.ConversationID]int{}}
	lists, err := b.desk.lists(ctx, me, q)
	if err != nil {
		return nil, err
	}
	took := time.Since(d.at)
	pause, ids := listPause, make([]models.ConversationID, 0, len(lists.Rows))
	for i, c := range lists.Rows {
		r := row{id: c.ID, rev: c.Rev}
		if at, ok := old.find(c.ID); ok && old.rows[at].rev == c.Rev {
			r.html = old.rows[at].html
		} else if r.html, err = drawRow(ctx, c, lists); err != nil {
			return nil, err
		} else if old != nil {
			pause += rowPause
		}
		d.rows, ids = append(d.rows, r), append(ids, c.ID)
		d.byName[c.ID] = i
	}
	var frame bytes.Buffer
	if err := view.Order(ids).Render(ctx, &frame); err != nil {
		return nil, err
	}
	if err := view.CountsView(lists.Counts).Render(ctx, &frame); err != nil {
		return nil, err
	}
	d.until = d.at.Add(max(pause, listShare*took))
	d.frame = frame.String()
	return d, nil
}

func (d *drawn) find(id models.ConversationID) (int, bool) {
	if d == nil {
		return 0, false
	}
	at, ok := d.byName[id]
	return at, ok
}

func drawRow(ctx context.Context, c models.Conversation, l view.Lists) ([]byte, error) {
	var out bytes.Buffer
	err := view.Row(c, l).Render(ctx, &out)
	return out.Bytes(), err
}

// seenBots is the same for agents who see the same conversations.
func seenBots(me *models.Agent) string {
	if me.Role.May(models.PermitAllBots) {
		return "*"
	}
	names := make([]string, len(me.Bots))
	for i, b := range me.Bots {
		names[i] = string(b)
	}
	sort.Strings(names)
	return strings.Join(names, " ")
}
