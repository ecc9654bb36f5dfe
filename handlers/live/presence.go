package live

import "deskbell/models"

// eventOnline says where an agent's switch stands: "1" or "0", and behind a space why somebody else has
// moved it.
const eventOnline = "online"

// Tell sends w to all streams of an owner that are open now.
func (h *Hub) Tell(owner string, w Whisper) {
	for _, s := range h.open.owned(owner) {
		s.hear(w)
	}
}

// TellOnline tells all pages of an agent where the switch stands, and why it was moved.
func (h *Hub) TellOnline(id models.AgentID, willing bool, why string) {
	h.Tell(AgentOwner(id), Online(willing, why))
}

// Online is the event of TellOnline, for a stream that begins.
func Online(willing bool, why string) Whisper {
	if willing {
		return Whisper{Event: eventOnline, Data: "1 "}
	}
	return Whisper{Event: eventOnline, Data: "0 " + models.WhyOffline(willing, why)}
}

// tellAgents tells those whom a turn has switched off.
func (h *Hub) tellAgents(changes []models.AgentChange) {
	for _, a := range changes {
		if a.Offline != "" {
			h.TellOnline(a.ID, false, a.Offline)
		}
	}
}
