package flow

import (
	"time"

	"deskbell/models/wording"
)

// EventKind is what happened to a run.
type EventKind string

// The events. Start begins a run at Target (a flow, and a block of it if not at its start), also in a
// State that was used; Vars are its first variables, Text is what the visitor said before it. Resume asks again what is waited for (after a
// person has handed back); a timer that is over by then fires.
const (
	EventStart  EventKind = "start"
	EventReply  EventKind = "reply"  // Token, and Text or Choice
	EventSkip   EventKind = "skip"   // Token
	EventBack   EventKind = "back"   // Token
	EventTimer  EventKind = "timer"  // Token
	EventPerson EventKind = "person" // Token, Port: how the live chat went on; Vars are kept as variables
	EventResume EventKind = "resume"
	EventGoto   EventKind = "goto" // Target: an agent's jump; Vars are kept

	EventResult EventKind = "result" // Token: what an effect that is waited for came to (Result)
	EventQuick  EventKind = "quick"  // Choice: a quick reply was pressed
	EventCancel EventKind = "cancel" // Token: the visitor stops waiting for a person
)

// Ports of a Live chat block that EventPerson names. Where one has no target, PortNext is taken.
const (
	PortUnavailable = "unavailable" // nobody could be asked, or the waiting time is over
	PortSkipped     = "skipped"     // the visitor did not want to wait
	PortClosed      = "closed"      // outside of the opening hours
	PortTimeout     = "timeout"     // nobody came in the waiting time; of a question: no answer in time
	PortCancelled   = "cancelled"   // the visitor stopped waiting
	PortFailed      = "failed"      // too many invalid answers
	PortError       = "error"       // a request did not work
	PortCall        = "call"        // the flow that is run before the block goes on at PortNext
)

// Event is one input. Now is the only time that Step knows.
type Event struct {
	Kind   EventKind
	Now    time.Time
	Token  string
	Text   string
	Choice string
	Port   string
	Vars   map[string]string
	Target Target
	// Version pins the flow of EventStart; 0: the latest.
	Version int
	Choices []string          // of EventReply to a prompt with Multi
	Fields  map[string]string // of EventReply to a form, by id
	Files   []File            // of EventReply to a file upload
	Result  Result            // of EventResult
	Seed    uint64            // of EventStart; kept when the state has one
	Hours   *Hours            // the bot's opening hours; nil: always open
	Words   wording.Set       // the bot's, in the visitor's language; the zero one: English
}

// Result is what an effect that is waited for came to.
type Result struct {
	Port   string            // of the block, where the effect's maker says it; else by OK
	OK     bool              // a request was answered with 2xx
	Status int               // HTTP status; 0: there was no answer
	Body   string            // at most 1 MiB
	Error  string            // why there was no answer, for the team
	Vars   map[string]string // to keep as they are
	// Of an AI's answer: what it is from, and its id.
	Sources []Source
	Answer  string
}
