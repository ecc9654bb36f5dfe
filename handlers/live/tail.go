package live

import (
	"bytes"
	"container/list"
	"io"
	"slices"
	"sync"

	"deskbell/models"
)

const (
	tailLength = 64       // newest entries kept of a conversation
	maxTails   = 4096     // conversations kept
	tailBytes  = 16 << 20 // kept in all, about
	entryBytes = 512      // what an entry takes beside its text
)

// Recent gives the entries after the seq `after` from memory, for every audience: a visitor's reader
// leaves out models.ForTeam. ok is false when the memory may not hold all of them; the database has
// them then.
func (h *Hub) Recent(id models.ConversationID, after int64) (entries []models.Entry, ok bool) {
	return h.tails.after(id, after)
}

// Rendered is what render wrote for e and an audience, kept as long as e is in memory: all streams
// that show it share one rendering, which nobody may change.
func (h *Hub) Rendered(e models.Entry, audience string, render func(io.Writer) error) ([]byte, error) {
	k := h.tails.find(e)
	if k == nil || !k.is(e) {
		return draw(render)
	}
	view, drawn, err := k.view(audience, render)
	if drawn {
		h.tails.grow(e, k, len(view))
	}
	return view, err
}

// Draw writes entries for an audience, until the payload is full. It says which was the last that was
// written (0: none), and whether some were left out.
func (h *Hub) Draw(out *bytes.Buffer, entries []models.Entry, audience string, render func(models.Entry, io.Writer) error) (last int64, more bool, err error) {
	for _, e := range entries {
		if out.Len() >= MostPayload {
			return last, true, nil
		}
		drawn, err := h.Rendered(e, audience, func(w io.Writer) error { return render(e, w) })
		if err != nil {
			return last, false, err
		}
		out.Write(drawn)
		last = e.Seq
	}
	return last, false, nil
}

// tails are the newest entries of the conversations that changed last.
type tails struct {
	mu    sync.Mutex
	byID  map[models.ConversationID]*list.Element // of *tail
	order *list.List                              // newest first
	bytes int
	// forgotten is the newest turn of a conversation that was dropped: of a conversation that is not
	// here, only what came later is surely its newest. -1 while nothing was dropped.
	forgotten int64
}

// tail is the end of one log, without gaps, up to the newest entry that was rung.
type tail struct {
	id    models.ConversationID
	kept  []*kept
	bytes int
}

// kept is one entry with its renderings.
type kept struct {
	entry models.Entry
	size  int // under the lock of tails

	mu    sync.Mutex
	views []view
}

type view struct {
	audience string
	html     []byte
}

func newTails() *tails {
	return &tails{byID: map[models.ConversationID]*list.Element{}, order: list.New(), forgotten: -1}
}

// is says whether it is the entry as the reader has it: one that was revised since must not be kept as it was.
func (k *kept) is(e models.Entry) bool { return k.entry.Rev == e.Rev && k.entry.Revises == e.Revises }

// remember takes in what a turn wrote. Turns of one conversation may ring in another order than they
// were committed in: after a gap the tail begins anew, and what is older than its end is let go, so
// that the end is always the newest of what was rung.
func (t *tails) remember(id models.ConversationID, entries []models.Entry) {
	if len(entries) == 0 {
		return
	}
	first, last := entries[0], entries[len(entries)-1]
	t.mu.Lock()
	defer t.mu.Unlock()
	at := t.byID[id]
	if at == nil {
		if last.Rev <= t.forgotten {
			return
		}
		at = t.order.PushFront(&tail{id: id})
		t.byID[id] = at
	}
	one := at.Value.(*tail)
	switch {
	case len(one.kept) == 0, first.Seq == one.end()+1:
	case last.Seq <= one.end():
		return
	default:
		t.cut(one, len(one.kept))
	}
	t.order.MoveToFront(at)
	t.append(one, entries)
	t.shrink()
}

func (t *tails) after(id models.ConversationID, seq int64) ([]models.Entry, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := t.byID[id]
	if at == nil {
		return nil, false
	}
	one := at.Value.(*tail)
	if len(one.kept) == 0 || seq < one.kept[0].entry.Seq-1 {
		return nil, false
	}
	var entries []models.Entry
	for _, k := range one.kept {
		if k.entry.Seq > seq {
			entries = append(entries, k.entry)
		}
	}
	return entries, true
}

func (t *tails) find(e models.Entry) *kept {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := t.byID[e.Conversation]
	if at == nil {
		return nil
	}
	one := at.Value.(*tail)
	if len(one.kept) == 0 {
		return nil
	}
	i := e.Seq - one.kept[0].entry.Seq
	if i < 0 || i >= int64(len(one.kept)) {
		return nil
	}
	return one.kept[i]
}

// grow counts a rendering, unless its entry was let go meanwhile.
func (t *tails) grow(e models.Entry, k *kept, n int) {
	if t.find(e) != k {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	at := t.byID[e.Conversation]
	if at == nil || !slices.Contains(at.Value.(*tail).kept, k) {
		return
	}
	k.size += n
	at.Value.(*tail).bytes += n
	t.bytes += n
	t.shrink()
}

func (t *tails) append(one *tail, entries []models.Entry) {
	for _, e := range entries {
		if len(one.kept) > 0 && e.Seq != one.end()+1 {
			t.cut(one, len(one.kept))
		}
		size := entryBytes + len(e.Text)
		one.kept = append(one.kept, &kept{entry: e, size: size})
		one.bytes += size
		t.bytes += size
	}
	t.cut(one, len(one.kept)-tailLength)
}

// cut lets go of the n oldest entries of a tail.
func (t *tails) cut(one *tail, n int) {
	if n <= 0 {
		return
	}
	for _, k := range one.kept[:n] {
		one.bytes -= k.size
		t.bytes -= k.size
	}
	one.kept = slices.Delete(one.kept, 0, n)
}

// shrink drops the conversations that changed longest ago, but never the one that changed now.
func (t *tails) shrink() {
	for t.order.Len() > 1 && (t.order.Len() > maxTails || t.bytes > tailBytes) {
		oldest := t.order.Remove(t.order.Back()).(*tail)
		t.forgotten = max(t.forgotten, oldest.kept[len(oldest.kept)-1].entry.Rev)
		t.bytes -= oldest.bytes
		delete(t.byID, oldest.id)
	}
}

func (t *tail) end() int64 { return t.kept[len(t.kept)-1].entry.Seq }

func (k *kept) view(audience string, render func(io.Writer) error) (html []byte, drawn bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, v := range k.views {
		if v.audience == audience {
			return v.html, false, nil
		}
	}
	html, err = draw(render)
	if err != nil {
		return nil, false, err
	}
	k.views = append(k.views, view{audience, html})
	return html, true, nil
}

func draw(render func(io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	err := render(&b)
	return b.Bytes(), err
}
