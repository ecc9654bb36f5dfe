package models

import (
	"context"
	"time"
)

// What acts are called in the log. It is the words that people read, and what they filter by.
const (
	ActBotMade      = "Bot made"
	ActBotChanged   = "Bot settings changed"
	ActBotImported  = "Bot imported"
	ActBotExported  = "Bot exported"
	ActBotAgents    = "Agents of a bot changed"
	ActFlowMade     = "Flow made"
	ActFlowPublish  = "Flow published"
	ActFlowDeleted  = "Flow deleted"
	ActFlowImported = "Flow imported"
	ActSecretSet    = "Secret set"
	ActSecretGone   = "Secret deleted"
	ActCannedSaved  = "Canned reply saved"
	ActCannedGone   = "Canned reply deleted"
	ActCategory     = "Category saved"
	ActCategoryGone = "Category deleted"
	ActBackup       = "Backup made"
)

// Act is something that somebody of the team has done and that others may ask about later. It holds no
// secrets, and no words of visitors.
type Act struct {
	By      *Agent // nil: the command line
	What    string // one of the constants above, or others like them
	Object  string // to what, by its name: "Workshop"
	Detail  string // how, in words: "title, colours"; "" for nothing
	Address string // from where, as web.Address has it; "" for the command line
	Now     time.Time
}

// Audit keeps acts in a chain, so that one that was changed or taken away later is noticed by
// `deskbell doctor`.
type Audit interface {
	// Note keeps an act; what is too long is cut.
	Note(ctx context.Context, a Act) error
	// Acts are a page, the newest first, for who has PermitOwner; ErrNotFound for others.
	Acts(ctx context.Context, who Reader, q ActQuery) ([]ActRow, error)
	// ActFilters are what there is to filter by; ErrNotFound as Acts.
	ActFilters(ctx context.Context, who Reader) (ActFilters, error)
}

// ActQuery asks for a page of acts; a zero field asks for all.
type ActQuery struct {
	By      AgentID
	Machine bool // those of the command line alone
	What    string
	From    time.Time // inclusive
	To      time.Time // exclusive
	Before  int64     // N of the last one of the page before
	Limit   int
}

// ActRow is an act as it was kept.
type ActRow struct {
	N       int64 // 1, 2, 3 … without gaps
	At      time.Time
	ByID    AgentID // "" for the command line
	By      string  // the name at that time
	What    string
	Object  string
	Detail  string
	Address string
}

// ActFilters are who has done something, and what.
type ActFilters struct {
	By   []ActRow // ByID and By alone, by name
	What []string
}
