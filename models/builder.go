package models

import (
	"context"
	"time"

	"deskbell/models/flow"
	"deskbell/models/flow/edit"
)

// FlowHead is a flow in a list.
type FlowHead struct {
	ID        string // as it is kept: "<bot>/<id in the bot's file>"
	Bot       BotID
	Name      string
	Latest    int   // newest published version; 0: none yet
	Rev       int64 // of the draft; 0: as published
	Changed   bool  // the draft differs from the newest version
	ChangedAt time.Time
}

// FlowDraft is a flow in the making. One that was never edited is its newest version, at Rev 0.
type FlowDraft struct {
	FlowHead
	Document flow.Document
}

// FlowEdit is one edit that was kept. Rev is the draft's after it: 1, 2, 3 … without gaps.
type FlowEdit struct {
	Rev    int64
	By     AgentID
	ByName string
	At     time.Time
	Label  string // what was done, for people: "Moved Welcome"
	Patch  edit.Patch
	// Of is the edit that this one undoes or does again; 0 for others. Undone: it is undone now.
	Of     int64
	Redo   bool
	Undone bool
}

// FlowVersion is a published version.
type FlowVersion struct {
	Version int
	Note    string
	ByName  string
	At      time.Time
}

// FlowTurn is what an edit may look at inside of its transaction.
type FlowTurn struct {
	Draft FlowDraft
	Bot   *Bot
	// Since are the edits after a revision, oldest first.
	Since func(rev int64) ([]FlowEdit, error)
	// Newest are the newest edits of one person, newest first, at most limit.
	Newest func(by AgentID, limit int) ([]FlowEdit, error)
	// Version is a published document; ErrNotFound.
	Version func(version int) (*flow.Document, error)
}

// Drafts keeps flows in the making and what was published of them. Flows are named by FlowHead.ID;
// the caller has checked who asks.
type Drafts interface {
	FlowsOf(ctx context.Context, bot BotID) ([]FlowHead, error)
	Draft(ctx context.Context, flowID string) (FlowDraft, error) // ErrNotFound
	// EditFlow keeps what decide chose and returns the draft after it; an edit without a patch keeps nothing.
	EditFlow(ctx context.Context, flowID string, decide func(*FlowTurn) (FlowEdit, error)) (FlowDraft, error)
	EditsSince(ctx context.Context, flowID string, rev int64) ([]FlowEdit, error)
	// Undoable are what Undo and Redo would do for a person, "" for nothing.
	Undoable(ctx context.Context, flowID string, by AgentID) (undo, redo string, err error)
	NewFlow(ctx context.Context, bot BotID, document flow.Document, by *Agent) (FlowDraft, error)
	DeleteFlow(ctx context.Context, flowID string) error // CodeConflict for the start flow
	// PublishFlow makes the draft of a revision the newest version; CodeConflict when it was changed since.
	PublishFlow(ctx context.Context, p Publication) (FlowVersion, error)
	Versions(ctx context.Context, flowID string) ([]FlowVersion, error) // newest first
	VersionOf(ctx context.Context, flowID string, version int) (*flow.Document, error)
	// PinFlow keeps the draft as it is now for a run on it, and says its version, which is below 0.
	PinFlow(ctx context.Context, flowID string) (version int, err error)
}

// Publication is what is published.
type Publication struct {
	Flow string
	Rev  int64
	Note string
	By   *Agent
	Now  time.Time
}
