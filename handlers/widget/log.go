package widget

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
	"deskbell/views/message"
	view "deskbell/views/widget"
)

// pageOfLog is how many entries are shown at once.
const pageOfLog = 50

// log is the newest entries with header and prompt, or older ones.
func (h *widget) log(w http.ResponseWriter, r *http.Request) error {
	a, err := h.known(w, r)
	if err != nil {
		return err
	}
	if err := h.limited(h.limits.reads, a.hash); err != nil {
		return err
	}
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64)
	entries, err := h.Logs.EntriesBefore(r.Context(), a.reader(),
		models.Position{Conversation: a.conversation.ID, Seq: before, Limit: pageOfLog})
	if err != nil {
		return err
	}
	draw := func(e models.Entry) templ.Component { return message.Visitor(e, a.words) }
	parts := []templ.Component{message.Log(entries, draw), view.Earlier(view.Panel{Bot: a.bot, Say: a.words}, models.MoreBefore(entries))}
	if before == 0 {
		parts = append(parts, view.PanelView(h.panel(r.Context(), a)))
	}
	return web.Render(w, r, http.StatusOK, templ.Join(parts...))
}

// panel is what the visitor sees beside the log: who answers, and what can be answered.
func (h *widget) panel(ctx context.Context, a at) view.Panel {
	lib, c := h.Flows.Published(ctx), a.conversation
	p := view.Panel{Bot: a.bot, Say: a.words, Conversation: &c, Now: h.Now(), AgentHere: h.agentHere(ctx, c)}
	p.Until, p.Barred, _ = h.barred(ctx, a) // where it cannot be known, the turn knows
	if c.AsksBeside() {
		p.Prompt = flow.PromptOf(lib, c.Flow, a.words)
		p.Prompt.Skip, p.Prompt.Back = "", false
	}
	if c.State == models.StateBot || c.State == models.StateWaiting && c.AtPerson() {
		p.Prompt = flow.PromptOf(lib, c.Flow, a.words)
		p.LiveChat, _ = flow.LiveChatAt(lib, c.Flow, a.words)
		p.LiveChat.Video = c.Video
		p.Position, _ = h.place(ctx, c)
	}
	p.Quick = flow.QuickOf(lib, c.Flow)
	if c.Leave == models.LeaveForm {
		_, p.Form.WantEmail = c.AskedToLeave(lib)
	}
	return p
}

// place is where the visitor stands in line, and whether that is said at all; 0 where it is not, or
// cannot be known: the rest of the card is as true without.
func (h *widget) place(ctx context.Context, c models.Conversation) (at int, said bool) {
	if c.State != models.StateWaiting {
		return 0, false
	}
	if lc, ok := flow.LiveChatAt(h.Flows.Published(ctx), c.Flow, wording.Set{}); !ok || !lc.ShowPlace {
		return 0, false
	}
	at, err := h.Line.Place(ctx, &c)
	if err != nil {
		return 0, true
	}
	return at, true
}

// agentHere says whether the person who answers can be reached now: honestly, not by a switch.
func (h *widget) agentHere(ctx context.Context, c models.Conversation) bool {
	if c.State != models.StateLive {
		return false
	}
	if c.GuestID != "" {
		return time.Since(h.Hub.LastThere(live.GuestOwner(c.GuestID))) < time.Second
	}
	agent, err := h.Team.AgentByID(ctx, c.OwnerID)
	return err == nil && agent.ReachableUntil.After(h.Now())
}
