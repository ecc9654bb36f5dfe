package live

import (
	"slices"
	"sync"

	"deskbell/models"
)

// AgentTopic is rung when an agent's notices are others: he was told something, or has seen it.
func AgentTopic(id models.AgentID) string { return "told:" + string(id) }

// RingAgent rings the streams of one agent.
func (h *Hub) RingAgent(id models.AgentID) { h.ring(h.told.again([]models.AgentID{id})...) }

// Told grows with every ring for an agent, so that a stream which is rung for something else need not ask
// for his notices.
func (h *Hub) Told(id models.AgentID) uint64 {
	h.told.mu.Lock()
	defer h.told.mu.Unlock()
	return h.told.times[id]
}

// told counts the rings of every agent since the start. The zero value is ready.
type told struct {
	mu    sync.Mutex
	times map[models.AgentID]uint64
}

// again counts, and gives the topics to ring, each once.
func (t *told) again(agents []models.AgentID) []string {
	if len(agents) == 0 {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.times == nil {
		t.times = map[models.AgentID]uint64{}
	}
	var topics []string
	for _, id := range agents {
		t.times[id]++
		if topic := AgentTopic(id); !slices.Contains(topics, topic) {
			topics = append(topics, topic)
		}
	}
	return topics
}
