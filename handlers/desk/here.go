package desk

import (
	"cmp"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"deskbell/handlers/live"
	"deskbell/models"
)

// here knows who of the team has which conversation open, and who is writing in it. It is kept in memory and
// told by whispers to the team alone; who has just come or gone is told with what all others do.
type here struct {
	hub  *live.Hub
	now  func() time.Time
	mu   sync.Mutex
	open map[models.ConversationID]map[models.AgentID]*present
}

// present is one of them. Doing is "reply", "note" or "", and forgotten at a time: a browser that dies says
// nothing.
type present struct {
	name  string
	tabs  int
	doing string
	until time.Time
}

const (
	// leavePause is how long somebody stays who may be back at once: a stream begins anew with another list.
	leavePause = 2 * time.Second
	writesFor  = 8 * time.Second
)

func newHere(hub *live.Hub, now func() time.Time) *here {
	return &here{hub: hub, now: now, open: map[models.ConversationID]map[models.AgentID]*present{}}
}

// come is called when a stream of the agent's is open on the conversation, leave once for each come.
func (h *here) come(id models.ConversationID, me *models.Agent) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open[id] == nil {
		h.open[id] = map[models.AgentID]*present{}
	}
	if h.open[id][me.ID] == nil {
		h.open[id][me.ID] = &present{name: me.FirstName()}
	}
	h.open[id][me.ID].tabs++
	h.tell(id)
}

func (h *here) leave(id models.ConversationID, agent models.AgentID) {
	time.AfterFunc(leavePause, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		p := h.open[id][agent]
		if p.tabs--; p.tabs > 0 {
			return
		}
		if delete(h.open[id], agent); len(h.open[id]) == 0 {
			delete(h.open, id)
			return
		}
		h.tell(id)
	})
}

// writes says that the agent is writing a "reply" or a "note", or has stopped (""). Who has the conversation
// nowhere open writes nothing.
func (h *here) writes(id models.ConversationID, agent models.AgentID, doing string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := h.open[id][agent]
	if p == nil || doing == "" && p.doing == "" {
		return
	}
	p.doing, p.until = doing, h.now().Add(writesFor)
	h.tell(id)
}

// doing is what writes is told.
func doing(on bool, what string) string {
	if on {
		return what
	}
	return ""
}

// come and done are the stream's: it hears what is told once it is open.
func (f *feed) come() {
	if f.came {
		return
	}
	f.came = true
	for _, o := range f.open {
		f.here.come(o.id, f.me)
	}
}

func (f *feed) done() {
	if !f.came {
		return
	}
	for _, o := range f.open {
		if !o.lost.Load() {
			f.here.leave(o.id, f.me.ID)
		}
	}
}

// lose is for a conversation that the reader may see no longer: he neither stands among those who look at it,
// nor hears who does.
func (f *feed) lose(o *watched) {
	o.lost.Store(true)
	f.here.leave(o.id, f.me.ID)
}

func (f *feed) deaf(topic string) bool {
	return slices.ContainsFunc(f.open, func(o *watched) bool { return o.lost.Load() && topic == live.ConversationTopic(o.id) })
}

// told is what the browsers hear.
type told struct {
	Conversation models.ConversationID `json:"conversation"`
	People       []person              `json:"people"`
}

type person struct {
	ID    models.AgentID `json:"id"`
	Name  string         `json:"name"`
	Doing string         `json:"doing,omitempty"`
}

// tell is called with the lock held, so that what is told last is the newest.
func (h *here) tell(id models.ConversationID) {
	all := told{Conversation: id, People: []person{}}
	for agent, p := range h.open[id] {
		doing := p.doing
		if !p.until.After(h.now()) {
			doing = ""
		}
		all.People = append(all.People, person{agent, p.name, doing})
	}
	slices.SortFunc(all.People, func(a, b person) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	data, err := json.Marshal(all)
	if err != nil {
		return // texts alone: it does not fail
	}
	h.hub.Whisper(live.ConversationTopic(id), live.Whisper{Event: "here", Data: string(data), Team: true})
}
