package live

import "deskbell/models"

// mostGone is how many erased conversations are remembered; who has one open longer is told that it is not there.
const mostGone = 1000

// Erased is for after the commit that has erased a conversation: nothing of it stays in memory, nothing of it
// that is still to be rung is kept, and who has it open looks, and finds it gone.
func (l *Latest) Erased(e models.Erased) {
	l.mu.Lock()
	delete(l.known, e.ID)
	l.floor = max(l.floor, e.Rev)
	if l.gone == nil || len(l.gone) >= mostGone {
		l.gone = map[models.ConversationID]bool{}
	}
	l.gone[e.ID] = true
	l.mu.Unlock()
	l.hub.tails.erase(e)
	l.hub.ring(append([]string{ConversationTopic(e.ID), DeskTopic(e.Desk)}, l.hub.told.again(e.Told)...)...)
}

// Gone says whether a conversation was erased since the start.
func (l *Latest) Gone(id models.ConversationID) bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.gone[id]
}

func (t *tails) erase(e models.Erased) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.forgotten = max(t.forgotten, e.Rev)
	if at := t.byID[e.ID]; at != nil {
		t.bytes -= t.order.Remove(at).(*tail).bytes
		delete(t.byID, e.ID)
	}
}
