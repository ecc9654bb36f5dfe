package models

import (
	"context"
	"time"

	"deskbell/models/flow"
)

// Turns runs decisions on conversations, one at a time each, durable when they return.
type Turns interface {
	// Turn loads a conversation, lets decide choose, and saves all that it chose in one transaction.
	// It returns after the commit is durable. decide does no I/O but through Conversation.Records and
	// may be called again. Errors: ErrNotFound, decide's own, CodeUnavailable when it was not kept.
	Turn(ctx context.Context, id ConversationID, decide func(*Conversation) (Change, error)) (Change, error)
	// Begin is Turn on the visitor's newest conversation, made before if there is none, together with
	// the visitor if the token is new. With a secret from a way back it is the one where he is with it, or one that
	// is begun with it.
	Begin(ctx context.Context, who Beginning, decide func(*Conversation) (Change, error)) (Change, error)
}

// Beginning says whose conversation a first action belongs to.
type Beginning struct {
	Bot       *Bot
	TokenHash string // of the visitor's secret, hex of SHA-256
	// ClientID is of the action: one that was kept in an earlier conversation of the visitor is not kept
	// again in another.
	ClientID string
	// Fresh asks for a new conversation where the newest one is closed.
	Fresh      bool
	Playground bool
	Trial      *Trial // of a playground that begins; nil: the bot as it is published
	Page       string
	PageTitle  string
	Browser    string
	Language   string
	Address    string // of the visitor, as web.AddressKey has it
	Now        time.Time
}

// Records is what a decision may look up inside of its transaction.
type Records interface {
	flow.Library
	// EntryByClientID errors with ErrNotFound.
	EntryByClientID(clientID string) (Entry, error)
	// EntryAt is the one of a seq, as it is now; ErrNotFound.
	EntryAt(seq int64) (Entry, error)
	// LastSaid is the newest entry for all that an agent has said, animations left out, or anybody ("");
	// ErrNotFound.
	LastSaid(by AgentID) (Entry, error)
	// Outcome is a result that came for the wait of a token while a person had the chat; ErrNotFound.
	Outcome(token string) (flow.Result, error)
	// Article is a published one; ErrNotFound.
	Article(slug string) (Article, error)
	// BlocksOf are those that keep a visitor from writing at w.Now.
	BlocksOf(w Writer) ([]Blocked, error)
	// Undelivered says whether a delivery for the wait of a token is still to be sent.
	Undelivered(token string) (bool, error)
	// Said are the newest most of what was said for all behind a seq, in order, without what this turn says.
	Said(after int64, most int) ([]Entry, error)
	// MailReach is how the visitor can be written to at an address.
	MailReach(address string, now time.Time) (Reach, error)
	// Guest is one of the conversation's who is in; ErrNotFound.
	Guest(id GuestID) (Guest, error)
	// GuestLink is one of the conversation's, also one that was revoked, with those who are in by it; ErrNotFound.
	GuestLink(id GuestLinkID) (GuestLink, error)
	// Invited is when mails with join links were written last for a reason; ErrNotFound.
	Invited(why string) (time.Time, error)
	// NamesAt are the names of those who may answer at a bot.
	NamesAt(bot BotID) ([]string, error)
	// Agent with Bots, Live and Offered filled; ErrNotFound.
	Agent(id AgentID) (Agent, error)
	// Bot is any one; ErrNotFound.
	Bot(id BotID) (*Bot, error)
	// AgentsOf are the enabled agents assigned to a bot, with Live and Offered filled.
	AgentsOf(bot BotID) ([]Agent, error)
}

// Reader is who asks to see something: exactly one of visitor, agent and guest is set. It is part of every query.
type Reader struct {
	Visitor VisitorID
	Only    *Only // of the visitor's, where he asks with a secret from a way back
	Agent   *Agent
	Guest   *Guest
}

// Logs reads what was said.
type Logs interface {
	// Conversation without turn's fields; ErrNotFound when the reader may not see it.
	Conversation(ctx context.Context, who Reader, id ConversationID) (Conversation, error)
	// EntriesAfter in seq order, at most limit.
	EntriesAfter(ctx context.Context, who Reader, at Position) ([]Entry, error)
	// EntriesBefore in seq order, the newest limit of those before at.Seq (0: the newest of all).
	EntriesBefore(ctx context.Context, who Reader, at Position) ([]Entry, error)
}

// Position is a place in a log.
type Position struct {
	Conversation ConversationID
	Seq          int64
	Limit        int
}

// Visitors finds who a secret belongs to.
type Visitors interface {
	// VisitorByToken errors with ErrNotFound for unknown and expired tokens, and for another bot's. Only is filled.
	VisitorByToken(ctx context.Context, bot BotID, tokenHash string, now time.Time) (Visitor, error)
	// NewestConversation of a visitor, for who may see all of them: the one that is open, those first that were not
	// begun by a way back, else the last one. ErrNotFound when there is none.
	NewestConversation(ctx context.Context, id VisitorID) (Conversation, error)
	// MarkVisitorSeen and MarkTeamSeen move the marks forward, never back.
	MarkVisitorSeen(ctx context.Context, who Reader, at Position) error
	MarkTeamSeen(ctx context.Context, who Reader, at Position) error
}

// ListQuery asks for a page of the desk's list.
type ListQuery struct {
	State  State
	Filter Filter
	Limit  int
	Before *ListCursor // nil: the first page
}

// ListCursor is a keyset: the last row of the page before.
type ListCursor struct {
	UpdatedAt time.Time
	ID        ConversationID
}

// Counts is how many conversations an agent may see, by state.
type Counts map[State]int

// Desk reads the agent's lists. Newest activity first; playground conversations are in no count but
// waiting and live.
type Desk interface {
	List(ctx context.Context, who Reader, q ListQuery) ([]Conversation, error)
	Counts(ctx context.Context, who Reader) (Counts, error)
}

// Bots keeps bots and their flows.
type Bots interface {
	BotByKey(ctx context.Context, key string) (*Bot, error) // ErrNotFound
	Bots(ctx context.Context) ([]Bot, error)
	// ImportBot makes the bot of file.Key, or replaces settings and publishes new versions of its
	// flows if it is there; an empty key makes a new one.
	ImportBot(ctx context.Context, file BotFile, now time.Time) (*Bot, error)
	ExportBot(ctx context.Context, key string) (BotFile, error)
}

// Flows reads published flows outside of a turn.
type Flows interface {
	// Published is a library over what is published now and before.
	Published(ctx context.Context) flow.Library
}

// Team keeps agents.
type Team interface {
	AgentByID(ctx context.Context, id AgentID) (*Agent, error)      // ErrNotFound
	AgentByEmail(ctx context.Context, email string) (*Agent, error) // ErrNotFound
	Agents(ctx context.Context) ([]Agent, error)                    // all, by name
	SaveAgent(ctx context.Context, a *Agent, now time.Time) error   // makes or replaces, with Bots; CodeConflict for a taken email
}

// Timers hands out what is due, leased so that a crash repeats and never loses.
type Timers interface {
	// Lease takes at most limit due timers for a while; they come again when the lease ends.
	Lease(ctx context.Context, now time.Time, limit int) ([]Timer, error)
	// NextDue is the time of the next timer; ErrNotFound when there is none.
	NextDue(ctx context.Context) (time.Time, error)
	// Abandoned are live chats whose owner is disabled, or was reachable last before t.
	Abandoned(ctx context.Context, t time.Time, limit int) ([]ConversationID, error)
	// IdleBefore are conversations with the bot that lay still since before t.
	IdleBefore(ctx context.Context, bot BotID, t time.Time, limit int) ([]ConversationID, error)
}

// Deliveries hands out what is to be sent, leased so that a crash repeats and never loses.
type Deliveries interface {
	// Lease takes at most limit that are due; they come again when the lease ends. Each one is a try.
	Lease(ctx context.Context, kind DeliveryKind, now time.Time, limit int) ([]Delivery, error)
	// NextAt is when the next one is due; ErrNotFound when there is none.
	NextAt(ctx context.Context, kind DeliveryKind) (time.Time, error)
	// Done says that it was sent. One that is done already stays so.
	Done(ctx context.Context, id string, now time.Time) error
	// Failed says that a try did not work; ErrNotFound for one that is not pending.
	Failed(ctx context.Context, s Setback) error
}

// Secrets keeps passwords and tokens of bots, sealed; the caller has checked who asks.
type Secrets interface {
	// Names are the secrets of a bot by name, without what they hold.
	Names(ctx context.Context, bot BotID) ([]Secret, error)
	// Set makes or replaces one. Errors: as Cleaned, CodeTooLarge for too many, CodeConflict when the key
	// that others are sealed with is missing.
	Set(ctx context.Context, s NewSecret) error
	// Delete errors with ErrNotFound.
	Delete(ctx context.Context, bot BotID, name string) error
	// Open is for whoever sends a request: nothing else shows what a secret holds. ErrNotFound.
	Open(ctx context.Context, bot BotID, name string) (OpenedSecret, error)
}

// Outbox shows what was sent and what was not; for those who may see all bots' conversations.
type Outbox interface {
	// Deliveries are the newest first, behind an id ("": from the newest on).
	Deliveries(ctx context.Context, q DeliveryQuery) ([]Delivery, error)
	// SendAgain makes a failed one pending; ErrNotFound for others.
	SendAgain(ctx context.Context, id string, now time.Time) error
}

// DeliveryQuery asks for a page of the outbox.
type DeliveryQuery struct {
	Kind   DeliveryKind
	State  DeliveryState
	Before string // id of the last one of the page before
	Limit  int
}

// Visits reads how often blocks were visited; the caller has checked who asks.
type Visits interface {
	// BlockCounts are by block, without those that nobody came to.
	BlockCounts(ctx context.Context, q BlockQuery) ([]BlockCount, error)
}

// Line says how long the line is.
type Line interface {
	// Place of a conversation among those that wait at its bot: 1 is the next; 0 when it does not wait.
	Place(ctx context.Context, c *Conversation) (int, error)
}

// Bell is rung after a commit; it never blocks.
type Bell interface {
	Ring(c Change)
}
