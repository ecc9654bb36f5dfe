package flow

import "time"

// State is where a run stands. It is kept as JSON between two events.
type State struct {
	Stack []Frame           `json:"stack,omitempty"` // the last is the one that runs
	Vars  map[string]string `json:"vars,omitempty"`
	Wait  *Wait             `json:"wait,omitempty"` // nil: not started, or ended
	Seq   int               `json:"seq"`            // counts the waits; makes the tokens
	Ended string            `json:"ended,omitempty"`
	// Trail holds where the last answers were given, the newest last, each as the stack of then; Back
	// returns along it. It is cut when a person had a part in the run, for that cannot be undone.
	Trail [][]Frame `json:"trail,omitempty"`
}

// How a run ended (State.Ended).
const (
	EndedByBlock   = "end"      // an End block
	EndedByDeadEnd = "dead_end" // an exit without a target
	EndedByFault   = "fault"    // a guard was hit or the document is broken; Effect EffectFault says what
)

// Frame is a position in a flow of one version.
type Frame struct {
	Flow    string `json:"flow"`
	Version int    `json:"version"`
	Block   string `json:"block"`
}

// WaitKind is what a run waits for.
type WaitKind string

// The kinds of waits.
const (
	WaitReply  WaitKind = "reply"  // words or a choice from the visitor
	WaitTimer  WaitKind = "timer"  // a time
	WaitPerson WaitKind = "person" // a live chat that was asked for, is on or failed
)

// Wait is the one thing that moves the run on. Events with another token do nothing.
type Wait struct {
	Kind  WaitKind  `json:"kind"`
	Token string    `json:"token"` // "t1", "t2", …
	Due   time.Time `json:"due,omitzero"`
	Tries int       `json:"tries,omitempty"` // invalid answers so far
}

// Choice is something to press.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Style string `json:"style,omitempty"` // "" or "filled"
	Icon  string `json:"icon,omitempty"`  // "" or "person"
}

// PromptKind says what the visitor is asked for.
type PromptKind string

// The kinds of prompts.
const (
	PromptNone    PromptKind = "none"    // nothing is waited for; words are kept all the same
	PromptText    PromptKind = "text"    // any words
	PromptEmail   PromptKind = "email"   // an email address
	PromptChoices PromptKind = "choices" // one of Choices; words are matched to a label
	PromptOffer   PromptKind = "offer"   // Choices lead to a person (Live chat, "ask first")
)

// Prompt is what the visitor can answer now.
type Prompt struct {
	Kind        PromptKind
	Token       string
	Choices     []Choice
	Placeholder string
	// Skip is the label of Skip, "" when the question is required. Back: one can go back.
	Skip string
	Back bool
}

// EventKind is what happened to a run.
type EventKind string

// The events. Start begins a run at Target (a flow, and a block of it if not at its start), also in a
// State that was used; Vars are its first variables. Resume asks again what is waited for (after a
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
)

// Ports of a Live chat block that EventPerson names. Where one has no target, PortNext is taken.
const (
	PortUnavailable = "unavailable" // nobody could be asked, or the waiting time is over
	PortSkipped     = "skipped"     // the visitor did not want to wait
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
}

// EffectKind is what the world has to do.
type EffectKind string

// The effects, in the order in which they are to happen.
const (
	EffectSay    EffectKind = "say"    // Text, Choices with Token when it offers any
	EffectTimer  EffectKind = "timer"  // Token, Due
	EffectPerson EffectKind = "person" // Token, LiveChat: somebody is asked for
	EffectEmail  EffectKind = "email"  // Text is the visitor's email address, checked
	EffectEnd    EffectKind = "end"    // the run ended at an End block
	EffectFault  EffectKind = "fault"  // Text says what is broken, for the log and the team
)

// Effect is one thing to do. Block is the id of the block that it comes from.
type Effect struct {
	Kind     EffectKind
	Block    string
	Text     string
	Token    string
	Choices  []Choice
	Due      time.Time
	LiveChat *LiveChat
}

// What happens with nobody available (LiveChat.Unavailable).
const (
	UnavailableExit  = "exit"          // the flow goes on at the next step
	UnavailableJump  = "jump"          // at the target of PortUnavailable
	UnavailableLeave = "leave_message" // the visitor leaves a message
)

// LiveChat is the settings of a Live chat block, with variables filled and defaults set.
type LiveChat struct {
	Label       string   `json:"label,omitempty"`        // of the button; default "Chat with a person"
	Offer       bool     `json:"offer,omitempty"`        // show Text and the button first; else ask at once
	Text        string   `json:"text,omitempty"`         // the block's own message
	WaitSeconds int      `json:"wait_seconds,omitempty"` // default 120
	Unavailable string   `json:"unavailable,omitempty"`  // default UnavailableLeave
	OfflineForm bool     `json:"offline_form,omitempty"` // leave a message in a form, else in the composer
	AskEmail    bool     `json:"ask_email,omitempty"`    // want an email address with the message
	Skip        bool     `json:"skip,omitempty"`
	Back        bool     `json:"back,omitempty"`
	Messages    Messages `json:"messages,omitzero"`
}

// Messages are the texts of a live chat; each has a default. {{agent.name}} is filled on use.
type Messages struct {
	Welcome  string `json:"welcome,omitempty"`  // asked for, waiting begins
	Offline  string `json:"offline,omitempty"`  // nobody available
	Takeover string `json:"takeover,omitempty"` // an agent joined unasked
	Assigned string `json:"assigned,omitempty"` // an agent took the waiting chat
	Thanks   string `json:"thanks,omitempty"`   // a message was left
}
