package models

import (
	"time"

	"deskbell/models/flow"
)

// Change is all that a turn chose; it is kept in one transaction or not at all. The zero Change
// keeps nothing.
type Change struct {
	// Conversation as it is after the turn; nil when nothing changes.
	Conversation *Conversation
	// Entries are new, with their Seq set: Conversation.LastSeq before the turn + 1, + 2, …
	Entries []Entry
	// News are what agents are to be told.
	News []News
	// Told are the agents whose notices are others after the turn; the store fills it in.
	Told []AgentID
	// Pushes is how many of them wait to be sent to devices.
	Pushes int
	// Revised are entries from before whose words or body are others now; their Seq and Kind stay.
	Revised []Entry
	// Timers are set, Cancelled (tokens) are taken away; a conversation has one timer a token.
	Timers    []Timer
	Cancelled []string
	// Deliveries are to be sent once this is kept. Their ID and Key are made when they are kept.
	Deliveries []Delivery
	// Joined is a guest who comes in, GuestsLost who goes.
	Joined     *Joining
	GuestsLost []GuestLost
	// Mails are to be sent; the store completes them and adds them to Deliveries.
	Mails []OutMail
	// Received is a mail that came in; it is kept once, by its hash.
	Received *MailReceipt
	// Answers are the AI's that have come, with what they cost; Rated is what the visitor thinks of one.
	Answers []AIAnswer
	Rated   *Rated
	// Outcomes are results that have to wait until a person hands back.
	Outcomes []Outcome
	// GivenUp are tokens whose requests are not to be sent any more.
	GivenUp []string
	// Blocked is the visitor who may not write from now on; Unblocked are lifted, by UnblockedBy.
	Blocked     *Blocked
	Unblocked   []Blocked
	UnblockedBy string
	// Agents are what changes of those who are or were asked.
	Agents []AgentChange
	// Visits are the blocks that were come to and left in this turn, to be counted.
	Visits []Visit
	// VisitorChanged says that Conversation.Visitor is to be kept as well.
	VisitorChanged bool
	// GaveEmail says that the visitor has given that address in this turn.
	GaveEmail bool
	// Left is the conversation where a visitor was with his secret from a way back, when the turn is of another one.
	Left ConversationID
	// Before is the state before the turn; the store counts by it.
	Before State
	// BeforeDesk is the bot whose agents saw it before the turn, set by the store; "" for a new one.
	BeforeDesk BotID
	// Repeated is the entry that the same client id made earlier: nothing new was kept.
	Repeated *Entry
}

// RevisedAt is the revised entry of that seq, nil for none.
func (c *Change) RevisedAt(seq int64) *Entry {
	for i := range c.Revised {
		if c.Revised[i].Seq == seq {
			return &c.Revised[i]
		}
	}
	return nil
}

// Timer is a time at which the flow goes on. It is a row: it outlives the process.
type Timer struct {
	Conversation ConversationID
	Token        string // the wait it belongs to; an old token does nothing
	Due          time.Time
	Keep         bool // one of the token that is set already stays as it is
}

// Outcome is what a request came to, kept for the wait of its token.
type Outcome struct {
	Token  string
	Result flow.Result
}
