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
	// Seed is the run's chance: given by the first event, the same for all of it.
	Seed uint64 `json:"seed,omitempty"`
	// Quick is the block whose quick replies are in reach; nil: none.
	Quick *Frame `json:"quick,omitempty"`
	// Home is where the run began, at the flow's start; nil in runs of before it was kept.
	Home *Frame `json:"home,omitempty"`
	// Alone counts the steps that the run has taken since anybody did something: timers and results alone
	// move it on.
	Alone int `json:"alone,omitempty"`
	// Mails counts the emails that the conversation has sent, over all its runs.
	Mails int `json:"mails,omitempty"`
	// Secret names the variables that sensitive questions have filled; the team sees them masked.
	Secret []string `json:"secret,omitempty"`
	// Words are what the visitor typed last, unless it was an answer that has its own form: an AI answer block that
	// names no question is asked with them, once.
	Words string `json:"words,omitempty"`
	// Asked is what the AI was asked since a person had a part in the conversation, the newest last.
	Asked []Asked `json:"asked,omitempty"`
	// AIAsked is when the AI was asked lately, the newest last, and AITold when the team was told that this was too often
	// (Unix ms); kept by who asks it, over all runs.
	AIAsked []int64 `json:"ai_asked,omitempty"`
	AITold  int64   `json:"ai_told,omitempty"`
	// Held is the wait at an AI answer block while a quick reply's flow runs above it.
	Held *Wait `json:"held,omitempty"`
}

// Asked is a question to the AI and what came of it: the port of the block, and the titles of its sources.
type Asked struct {
	Question string   `json:"question"`
	Port     string   `json:"port"`
	Sources  []string `json:"sources,omitempty"`
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
	// Aside marks a flow that a quick reply has begun: at its end the question below is asked again.
	Aside bool `json:"aside,omitempty"`
}

// WaitKind is what a run waits for.
type WaitKind string

// The kinds of waits.
const (
	WaitReply  WaitKind = "reply"  // words or a choice from the visitor
	WaitTimer  WaitKind = "timer"  // a time
	WaitPerson WaitKind = "person" // a live chat that was asked for, is on or failed
	WaitResult WaitKind = "result" // what the world answers to an effect (EventResult)
)

// Wait is the one thing that moves the run on. Events with another token do nothing.
type Wait struct {
	Kind  WaitKind  `json:"kind"`
	Token string    `json:"token"` // "t1", "t2", …
	Due   time.Time `json:"due,omitzero"`
	Tries int       `json:"tries,omitempty"` // invalid answers so far
	// Video says that the person who is waited for was asked for a video call.
	Video bool `json:"video,omitempty"`
	// Wrong are the problems of a form's fields by id, and Filled what was in them.
	Wrong  map[string]string `json:"wrong,omitempty"`
	Filled map[string]string `json:"filled,omitempty"`
	// Beside says that it was asked while a person has the chat: the visitor answers them.
	Beside bool   `json:"beside,omitempty"`
	Today  string `json:"today,omitempty"` // the date (yyyy-mm-dd) when a date was asked for
	// AI is set at an AI answer block; nil at any other.
	AI *AIWait `json:"ai,omitempty"`
}

// AIWait is how far an AI answer block is.
type AIWait struct {
	First    int      `json:"first"`              // number of the block's first wait
	Turn     int      `json:"turn,omitempty"`     // questions so far, with the one under way
	Missed   int      `json:"missed,omitempty"`   // of them, one after the other, that found nothing
	Question string   `json:"question,omitempty"` // under way; cut
	Noted    string   `json:"noted,omitempty"`    // Question as it is kept for the team, where that is another
	Next     string   `json:"next,omitempty"`     // words that came while it was
	Choices  []Choice `json:"choices,omitempty"`  // offered under the last answer
}

// Choice is something to press.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Style string `json:"style,omitempty"` // "" or "filled"
	Icon  string `json:"icon,omitempty"`  // "" or "person" or "video"
	Value string `json:"value,omitempty"` // kept in the variable instead of the label
	Image string `json:"image,omitempty"` // address of a picture (PromptPictures)
	Alt   string `json:"alt,omitempty"`
	Text  string `json:"text,omitempty"` // a second line
}
