package models

import (
	"time"

	"deskbell/models/flow"
)

// Ids are UUIDv7 in their text form, made in Go.
type (
	ConversationID string
	VisitorID      string
	AgentID        string
	BotID          string
)

// State is who the conversation is with. states.go has every way from one to another.
type State string

// The states of mission.md.
const (
	StateBot     State = "bot"
	StateWaiting State = "waiting"
	StateLive    State = "live"
	StateLeft    State = "left"
	StateClosed  State = "closed"
)

// LeaveStage is what a visitor who cannot be served now is asked for; "" when nothing is.
type LeaveStage string

// The stages: a form with email and message, or one after the other in the composer.
const (
	LeaveNothing LeaveStage = ""
	LeaveForm    LeaveStage = "form"
	LeaveMessage LeaveStage = "message"
	LeaveEmail   LeaveStage = "email"
)

// Conversation is one visitor's exchange with one bot, without its log. Times are UTC, zero for
// "not yet".
type Conversation struct {
	ID      ConversationID
	BotID   BotID
	Visitor Visitor
	// BegunWith is the hash of the secret of a way back with which it was begun; "" for any other.
	BegunWith string
	Channel   string // "web"
	State     State
	OwnerID   AgentID // set while live
	// GuestID has it instead of an agent: then OwnerID is "".
	GuestID GuestID
	// OwnerName is whoever has it as the visitor sees him; filled on reading.
	OwnerName string
	// Fence grows with every change of who answers; a bot's answer that was begun under an older
	// fence is refused.
	Fence   int64
	LastSeq int64 // seq of the newest entry; 0 when the log is empty
	Rev     int64 // number of the turn that changed it last, over all conversations

	// DeskID is the bot whose agents see it and are rung: BotID, unless it was passed on to another's.
	DeskID     BotID
	AnsweredBy AgentID // who has it, or had it last
	Offer      *Offer  // whom it is offered to alone; nil: nobody
	Summary    string  // of the chat, by who ended it
	Address    string  // from where the visitor did something last

	Flow       flow.State
	Leave      LeaveStage
	LeftAt     time.Time // of a message that nobody has answered yet
	Playground bool
	Trial      *Trial // of a playground; nil for others
	Missed     bool   // somebody was asked for, nobody took it
	Video      bool   // the person who was asked for is to come by video
	// LiveMessages is how much both sides have written in the live chat, the last one if there was more
	// than one.
	LiveMessages int64

	Category   string
	Attributes map[string]string // what flows keep of the conversation

	Page, PageTitle, Browser, Language string

	Preview       string // the newest line, plain text, at most 160 runes
	PreviewBy     AuthorKind
	VisitorCount  int64 // entries the visitor has said
	TeamSeenCount int64 // how many of them the team has seen
	VisitorSeen   int64 // newest seq that the visitor has seen
	TeamSeen      int64 // newest seq that the team has seen
	MailedSeq     int64 // newest seq that was mailed to the visitor
	Parked        bool  // live, and the team's last word was mailed: who has it may go home

	WaitingSince, WaitingUntil time.Time
	LiveSince                  time.Time
	CreatedAt, UpdatedAt       time.Time
	ClosedAt                   time.Time

	// Bot and Records belong to a turn: they are set by Turn and read inside of its transaction.
	Bot     *Bot
	Records Records
}

// Unread is how many of the visitor's entries nobody of the team has seen.
func (c *Conversation) Unread() int64 { return c.VisitorCount - c.TeamSeenCount }

// Visitor is the person on the website.
type Visitor struct {
	ID    VisitorID
	BotID BotID
	Name  string
	Email string
	Phone string
	// Attributes are what flows keep of the visitor.
	Attributes map[string]string
	// Past is how many conversations came before this one; filled where the panel needs it.
	Past int
	// Only holds who asks with a secret from a way back to some of his conversations; nil for his own secret. It
	// is filled where a visitor is found by his secret.
	Only *Only
}

// Called is what the team calls the visitor: name, else email, else "Visitor".
func (v Visitor) Called() string {
	switch {
	case v.Name != "":
		return v.Name
	case v.Email != "":
		return v.Email
	}
	return "Visitor"
}
