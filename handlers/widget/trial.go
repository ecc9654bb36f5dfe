package widget

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

// mostPins is how many flows a trial may name.
const mostPins = 200

// trial is what a team member tries here, from the fields of a post or of the frame's address:
// trial_pins=main:-3,other:2 (the first one begins), trial_block, trial_nobody, trial_closed, trial_http
// and trial_seed.
// It is nil for everybody who may not build flows, whatever they send: what is being made is not for
// them. Errors: CodeConflict for a flow that is not kept any more.
func (h *widget) trial(r *http.Request, bot *models.Bot, fields url.Values) (*models.Trial, error) {
	if fields.Get("playground") != "1" || fields.Get("trial_pins") == "" {
		return nil, nil
	}
	me, err := h.Sessions.Agent(r.Context(), h.Team)
	if err != nil || !me.Role.May(models.PermitBots) {
		return nil, nil
	}
	t := &models.Trial{Pins: map[string]int{}, Nobody: fields.Get("trial_nobody") == "1",
		Closed: fields.Get("trial_closed") == "1", HTTPFails: fields.Get("trial_http") == "1"}
	lib := h.Flows.Published(r.Context())
	pins := strings.SplitN(fields.Get("trial_pins"), ",", mostPins+1)
	if len(pins) > mostPins {
		return nil, over()
	}
	for _, pin := range pins {
		id, document, version := pinned(lib, bot, pin)
		if document == nil {
			return nil, over()
		}
		t.Pins[id] = version
		if t.Start.Flow != "" {
			continue
		}
		t.Start, t.Version = flow.Target{Flow: id}, version
		if block := fields.Get("trial_block"); block != "" {
			if _, there := document.Blocks[block]; !there {
				return nil, over()
			}
			t.Start.Block = block
		}
	}
	return t, nil
}

// pinned reads "flow:version"; its document is nil unless it is one of the bot's that is there.
func pinned(lib flow.Library, bot *models.Bot, pin string) (id string, document *flow.Document, version int) {
	name, number, _ := strings.Cut(pin, ":")
	version, err := strconv.Atoi(number)
	if err != nil || name == "" || version == 0 {
		return "", nil, 0
	}
	id = bot.FlowID(name)
	if document, err = lib.Document(id, version); err != nil {
		return "", nil, 0
	}
	return id, document, version
}

// over says that a test cannot go on.
func over() error {
	return &models.Error{Code: models.CodeConflict, Message: "What was tested here is not kept any more. Start again."}
}
