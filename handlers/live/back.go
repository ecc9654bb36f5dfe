package live

import (
	"strings"

	"deskbell/models"
)

// BackOwner is VisitorOwner for one who came by a way back: he sees that conversation alone.
func BackOwner(id models.VisitorID, at models.ConversationID) string {
	return VisitorOwner(id) + "/" + string(at)
}

// RingBack rings the streams that a visitor has opened by ways back. It looks at all owners: it is for what happens
// seldom.
func (h *Hub) RingBack(id models.VisitorID) {
	n := h.rings.Add(1)
	for _, s := range h.open.under(VisitorOwner(id) + "/") {
		s.ring(n)
	}
}

// under are the streams of owners whose names begin so.
func (g *registry) under(prefix string) []*stream {
	g.mu.RLock()
	defer g.mu.RUnlock()
	var found []*stream
	for owner, streams := range g.owners {
		if strings.HasPrefix(owner, prefix) {
			found = append(found, streams...)
		}
	}
	return found
}
