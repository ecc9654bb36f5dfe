package models

import (
	"time"

	"deskbell/models/flow"
)

// EntryKind is what happened.
type EntryKind string

// The kinds of entries. Entries that are not said stand in the log as a line of their own.
const (
	EntrySaid       EntryKind = "said"        // somebody wrote, or the bot did
	EntryWaiting    EntryKind = "waiting"     // a person was asked for
	EntryGaveUp     EntryKind = "gave_up"     // the wait ended without one; Text says why
	EntryJoined     EntryKind = "joined"      // an agent, or a guest, took over
	EntryHandedBack EntryKind = "handed_back" // the bot goes on
	EntryReleased   EntryKind = "released"    // back to waiting
	EntryLeftWord   EntryKind = "left_word"   // a message was left
	EntryClosed     EntryKind = "closed"
	EntryReopened   EntryKind = "reopened"
	EntryPassedOn   EntryKind = "passed_on" // to a colleague (Body.To) or to another bot's agents; Text is why, for the team
	EntryRevised    EntryKind = "revised"   // Body.Of was changed or deleted: the row of Of has the words as they are now
	// For the team alone.
	EntryFault     EntryKind = "fault"   // what is broken in the flow
	EntryNote      EntryKind = "note"    // Text by Author, Body.Mentions
	EntryOffered   EntryKind = "offered" // to Body.To; Body.Reason: "" routing, "asked" by the author
	EntryMissed    EntryKind = "missed"  // Body.To let an offer pass (Reason timeout) or said no (declined)
	EntryBlocked   EntryKind = "blocked" // the visitor; Text is why, Body.Until unix ms, 0 for good
	EntryUnblocked EntryKind = "unblocked"
	EntrySummary   EntryKind = "summary"   // Text: what the chat was about
	EntryJumped    EntryKind = "jumped"    // the bot plays Body.To into a live chat
	EntryGuestIn   EntryKind = "guest_in"  // a guest joined and watches; the author is he
	EntryGuestOut  EntryKind = "guest_out" // a guest left (the author is he), or was removed by the author: Body.To; Reason link: nobody had come by it
	EntryMailed    EntryKind = "mailed"    // what was said up to Body.Of was mailed to the visitor, Body.To; Reason bounced: it came back, or dropped: it was not sent, Text is why; transcript: all of it was
)

// AuthorKind is who an entry comes from.
type AuthorKind string

// The authors.
const (
	ByVisitor AuthorKind = "visitor"
	ByBot     AuthorKind = "bot"
	ByAgent   AuthorKind = "agent"
	ByGuest   AuthorKind = "guest" // somebody who was invited by mail; ID is a GuestID
	BySystem  AuthorKind = "system"
)

// Person says that it is somebody who answers visitors.
func (k AuthorKind) Person() bool { return k == ByAgent || k == ByGuest }

// Author of an entry. Name is as it was then.
type Author struct {
	Kind AuthorKind
	ID   string // agent's or visitor's id; empty for bot and system
	Name string
}

// Audience is who may read an entry; the query leaves out what the reader may not.
type Audience int

// The audiences.
const (
	ForAll  Audience = 0
	ForTeam Audience = 1
)

// Entry is one thing that happened, for ever. Seq is 1, 2, 3 … without gaps in its conversation.
type Entry struct {
	Conversation ConversationID
	Seq          int64
	Rev          int64 // of the turn that wrote it
	Kind         EntryKind
	Author       Author
	Text         string
	Body         Body
	ClientID     string // made by the sender; unique in the conversation; "" for others
	Audience     Audience
	At           time.Time
	// Revises is what a revision made of the entry Body.Of, as that is now; read for streams alone.
	Revises *Entry
}

// Body is what an entry carries beside its text; kept as JSON.
type Body struct {
	Block   string        `json:"block,omitempty"`   // the block that said it
	Token   string        `json:"token,omitempty"`   // of the wait that Choices answer
	Choices []flow.Choice `json:"choices,omitempty"` // offered with this entry
	Chosen  string        `json:"chosen,omitempty"`  // id of the choice that this entry is
	Picked  []string      `json:"picked,omitempty"`  // ids of several choices
	Quick   bool          `json:"quick,omitempty"`   // Chosen is a quick reply
	// Fields are the answers of a form, by the ids of its fields; Text has them with their labels.
	Fields  map[string]string `json:"fields,omitempty"`
	Waited  int64             `json:"waited,omitempty"`  // seconds waited so far, on joined and gave_up
	Until   int64             `json:"until,omitempty"`   // unix ms: end of the waiting time, on waiting
	Reason  string            `json:"reason,omitempty"`  // on gave_up: unavailable closed timeout skipped back cancelled left; on closed: visitor agent flow idle
	Content *flow.Content     `json:"content,omitempty"` // shown beside the words
	Files   []flow.File       `json:"files,omitempty"`   // that the author sent
	// Sensitive words and files are not shown to the team: see Entry.ForTeam.
	Sensitive bool `json:"sensitive,omitempty"`
	// Masked is Text as the team sees it, where the bot repeats a sensitive answer.
	Masked string `json:"masked,omitempty"`
	Video  bool   `json:"video,omitempty"` // on waiting: a video call is wanted
	// Of is the seq of the entry that a revision changes. Revised says of an entry that its words are others
	// than they were first: "edited", or "deleted" (then there are none).
	Of      int64  `json:"of,omitempty"`
	Revised string `json:"revised,omitempty"`
	To      string `json:"to,omitempty"` // on passed_on, offered, missed: whom, by name; on jumped, handed_back: to which block
	// Via is "mail" for words that came by mail, From the address they are from where that is not the
	// visitor's own.
	Via  string `json:"via,omitempty"`
	From string `json:"from,omitempty"`
	// Mentions are the agents a note is meant for.
	Mentions []AgentID `json:"mentions,omitempty"`
}

// MaxText is the longest text of one message, in characters (runes).
const MaxText = 10_000

// MoreBefore is the seq before which a log goes on that begins with these entries; 0 where they are its first.
func MoreBefore(entries []Entry) int64 {
	if len(entries) == 0 || entries[0].Seq <= 1 {
		return 0
	}
	return entries[0].Seq
}
