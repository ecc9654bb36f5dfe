package widget

import (
	"net/http"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

// say keeps what the visitor wrote. The first one makes the conversation.
func (h *widget) say(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, models.Receive)
}

// choose keeps what the visitor pressed, chose, filled in or attached.
func (h *widget) choose(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, models.Choose)
}

// press plays a quick reply.
func (h *widget) press(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, models.Press)
}

// begin lets a trial begin that asks nothing at first.
func (h *widget) begin(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, models.Begin)
}

func (h *widget) skip(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, models.Skip)
}

// cancel ends the wait for a person.
func (h *widget) cancel(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, models.Cancel)
}

func (h *widget) back(w http.ResponseWriter, r *http.Request) error {
	return h.act(w, r, models.Back)
}

// decision is what a turn runs; verb makes one from what was posted.
type (
	decision = func(*models.Conversation) (models.Change, error)
	verb     func(models.Message) decision
)

// act begins or goes on with the visitor's conversation.
func (h *widget) act(w http.ResponseWriter, r *http.Request, decide verb) error {
	who, err := h.beginning(w, r)
	if err != nil {
		return err
	}
	message, err := h.message(r, who)
	if err != nil {
		return err
	}
	change, err := h.Turns.Begin(r.Context(), who, h.starting(r, decide(message)))
	if err != nil {
		return err
	}
	if who.Fresh && change.Conversation != nil && change.Before == "" {
		h.Hub.Renew(live.VisitorOwner(change.Conversation.Visitor.ID)) // other tabs still watch the one that is closed
	}
	h.moved(change)
	return web.NoContent(w)
}

// moved has the tabs of one who came by a way back go with him where he is now.
func (h *widget) moved(change models.Change) {
	if change.Left != "" && change.Conversation != nil {
		h.Hub.Renew(live.BackOwner(change.Conversation.Visitor.ID, change.Left))
	}
}

// starting limits how many conversations an address begins.
func (h *widget) starting(r *http.Request, decide decision) decision {
	return func(c *models.Conversation) (models.Change, error) {
		if c.LastSeq == 0 {
			if err := h.limited(h.limits.starts, web.AddressKey(r)); err != nil {
				return models.Change{}, err
			}
		}
		return decide(c)
	}
}

// beginning reads whose conversation the action belongs to.
func (h *widget) beginning(w http.ResponseWriter, r *http.Request) (models.Beginning, error) {
	bot, err := h.bot(w, r)
	if err != nil {
		return models.Beginning{}, err
	}
	hash, err := token(r)
	if err != nil {
		return models.Beginning{}, err
	}
	now := h.Now()
	// The address first: who makes up secrets without end must not push those of others out of memory.
	if err := h.limited(h.limits.saysFrom, web.AddressKey(r)); err != nil {
		return models.Beginning{}, err
	}
	if err := h.limited(h.limits.says, hash); err != nil {
		return models.Beginning{}, err
	}
	if err := web.ParseFields(r, mostFields); err != nil {
		return models.Beginning{}, err
	}
	trial, err := h.trial(r, bot, r.PostForm)
	if err != nil {
		return models.Beginning{}, err
	}
	return models.Beginning{Bot: bot, Trial: trial, TokenHash: hash, Now: now, ClientID: r.PostForm.Get("client_id"),
		Fresh:      r.PostForm.Get("fresh") == "1",
		Playground: r.PostForm.Get("playground") == "1" && h.isTeam(r),
		Page:       models.CleanLine(r.PostForm.Get("page"), 500),
		PageTitle:  models.CleanLine(r.PostForm.Get("title"), 200),
		Language:   models.CleanLine(r.PostForm.Get("language"), 35),
		Browser:    web.Browser(r.UserAgent()),
		Address:    web.AddressKey(r),
	}, nil
}

// isTeam says whether somebody signed in sits at this browser.
func (h *widget) isTeam(r *http.Request) bool {
	_, err := h.Sessions.Agent(r.Context(), h.Team)
	return err == nil
}
