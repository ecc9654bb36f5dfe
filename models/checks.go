package models

import (
	"context"
	"time"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

// FlowCheck is a recorded run of a flow that has to go the same way again. It belongs to the flow in
// this installation, and goes into no file.
type FlowCheck struct {
	Flow   string // FlowHead.ID
	ByName string // who kept it
	At     time.Time
	trial.Check
}

// MostChecks is how many a flow may have: all of them are run before it is published.
const MostChecks = 200

// FlowChecks keeps checks; the caller has checked who asks.
type FlowChecks interface {
	// Checks of a flow, the oldest first.
	Checks(ctx context.Context, flowID string) ([]FlowCheck, error)
	// SaveCheck makes one where c.ID is empty and says its id, else it replaces the one of that id.
	// Errors: ErrNotFound, also for a check of another flow; CodeConflict where the flow has MostChecks.
	SaveCheck(ctx context.Context, c FlowCheck) (id string, err error)
	DeleteCheck(ctx context.Context, flowID, id string) error // ErrNotFound
}

// Replays finds conversations to be played again.
type Replays interface {
	// NewestOf are the newest of a bot that who may see, without those of the playground.
	NewestOf(ctx context.Context, who Reader, bot BotID, limit int) ([]Conversation, error)
}

// Drafted is a library in which some flows are as they are in the making; the others are as published.
type Drafted struct {
	flow.Library
	Documents map[string]*flow.Document // by FlowHead.ID
}

// DraftVersion stands for the draft of a flow in Drafted.
const DraftVersion = -1

// Document implements flow.Library.
func (d Drafted) Document(id string, version int) (*flow.Document, error) {
	if document, ok := d.Documents[id]; ok && version == DraftVersion {
		return document, nil
	}
	return d.Library.Document(id, version)
}

// Latest implements flow.Library.
func (d Drafted) Latest(id string) (int, error) {
	if _, ok := d.Documents[id]; ok {
		return DraftVersion, nil
	}
	return d.Library.Latest(id)
}

// WorldOf is what a conversation met, for playing it again: its page, its clock at the beginning, the
// bot's hours, its chance, and what its trial pretended. What the log tells of nobody being there counts
// for all of it.
func WorldOf(c *Conversation, bot *Bot, entries []Entry) trial.World {
	w := trial.World{Now: c.CreatedAt, Hours: bot.Settings.Hours, Seed: c.Flow.Seed, Vars: map[string]string{}}
	if words := bot.Settings.Words(c.Language); !words.Plain() {
		w.Language, w.Texts = words.Language(), bot.Settings.Texts[words.Language()]
	}
	known := map[string]string{"page.url": c.Page, "page.title": c.PageTitle, "language": c.Language, "bot.name": bot.Name}
	if c.Visitor.Past > 0 { // what is known now may have been learned in this conversation, else
		known["visitor.name"], known["visitor.email"], known["visitor.phone"] = c.Visitor.Name, c.Visitor.Email, c.Visitor.Phone
	}
	for name, value := range known {
		if value != "" {
			w.Vars[name] = value
		}
	}
	if t := c.Trial; t != nil {
		w.Nobody, w.Closed, w.HTTPFails, w.Results = t.Nobody, t.Closed, t.HTTPFails, t.Results
		for _, r := range t.Results {
			w.Nobody = w.Nobody || r.Port == "no" // of a block that asked whether agents are online
		}
	}
	for _, e := range entries {
		if e.Kind == EntryGaveUp {
			w.Nobody = w.Nobody || e.Body.Reason == flow.ReasonUnavailable
			w.Closed = w.Closed || e.Body.Reason == flow.ReasonClosed
		}
	}
	return w
}
