package models

import (
	"context"
	"strings"
	"time"
)

// Blocked is a visitor who may not write to a bot; they may read on.
type Blocked struct {
	ID           string
	Bot          BotID
	Visitor      VisitorID
	Conversation ConversationID // in which it was done; "" where that was erased
	// Address: everybody who writes from there may not either; "" for the visitor alone.
	Address string
	Reason  string // for the team
	By      AgentID
	ByName  string
	At      time.Time
	Until   time.Time // zero: for good
	Called  string    // what the team calls the visitor; filled on reading
}

// Holds says whether it still does at now.
func (b *Blocked) Holds(now time.Time) bool { return b.Until.IsZero() || b.Until.After(now) }

// Writer is a visitor who wants to write, from an address ("" where that does not count).
type Writer struct {
	Bot     BotID
	Visitor VisitorID // "" for one who is not known yet
	Address string    // as web.AddressKey has it
	Now     time.Time
}

// BlockedQuery asks for a page of those who are blocked now.
type BlockedQuery struct {
	Find   string // in the visitor's name and email, the reason, and who did it; "" for all
	Before string // ID of the last one of the page before
	Limit  int
	Now    time.Time
}

// Blocks says who may not write. Asking whether somebody is costs no query.
type Blocks interface {
	// Barred is until when the writer may not write (zero: for good), and whether that is so.
	Barred(ctx context.Context, w Writer) (until time.Time, barred bool, err error)
	// BlocksOf are those that keep the visitor of a conversation from writing; ErrNotFound as for Logs.
	BlocksOf(ctx context.Context, who Reader, id ConversationID, now time.Time) ([]Blocked, error)
	// Blocked are a page of those whom the reader may see, the newest first.
	Blocked(ctx context.Context, who Reader, q BlockedQuery) ([]Blocked, error)
	// BlockedByID errors with ErrNotFound for one that the reader may not see, or that was lifted.
	BlockedByID(ctx context.Context, who Reader, id string) (Blocked, error)
	// LiftBlock lets somebody write again whose conversation was erased; all others by Unblock. by is the name
	// of who does it. ErrNotFound where it was lifted.
	LiftBlock(ctx context.Context, b Blocked, by string, now time.Time) error
}

// Blocking is what an agent decides about a visitor.
type Blocking struct {
	Agent   AgentID
	For     time.Duration // 0: for good
	Reason  string
	Address bool // everybody at the visitor's address as well
	End     bool // the chat that is live, too
	Now     time.Time
}

const (
	longestReason = 500 // characters (runes)
	longestBlock  = 366 * 24 * time.Hour
)

// BlockVisitor keeps the visitor from writing. What is kept before this is, what comes after is not. Errors:
// CodeForbidden for roles that may not; CodeConflict when the visitor is blocked already, or the chat to be
// ended is a colleague's; CodeInvalid.
func BlockVisitor(b Blocking) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := blocker(c, b.Agent)
		if err != nil {
			return Change{}, err
		}
		reason, err := b.check(c)
		if err != nil {
			return Change{}, err
		}
		d := newDraft(c, b.Now)
		made := Blocked{Bot: c.BotID, Visitor: c.Visitor.ID, Conversation: c.ID, Reason: reason, By: agent.ID, ByName: agent.FirstName(), At: b.Now}
		e := Entry{Kind: EntryBlocked, Author: agentAuthor(agent), Text: reason, Audience: ForTeam}
		if b.For > 0 {
			made.Until = b.Now.Add(b.For)
			e.Body.Until = made.Until.UnixMilli()
		}
		if b.Address && c.Address != "" && !c.Playground { // the team's own address is not the visitors'
			made.Address, e.Body.Reason = c.Address, "address"
		}
		d.change.Blocked = &made
		d.add(e)
		if b.End && c.State == StateLive {
			if _, err := owner(c, b.Agent); err != nil {
				return Change{}, err
			}
			if err := d.close("agent", agentAuthor(agent)); err != nil {
				return Change{}, err
			}
		}
		return d.done(), nil
	}
}

// check cleans the reason, and refuses what makes no sense.
func (b Blocking) check(c *Conversation) (reason string, err error) {
	if b.For < 0 || b.For > longestBlock {
		return "", invalid("for", "Choose for how long.")
	}
	if strings.TrimSpace(b.Reason) != "" {
		if reason, err = CleanText("reason", b.Reason); err != nil {
			return "", err
		}
	}
	if n := len([]rune(reason)); n > longestReason {
		return "", invalid("reason", "A reason has at most %d characters; this one has %d.", longestReason, n)
	}
	held, err := c.Records.BlocksOf(Writer{Bot: c.BotID, Visitor: c.Visitor.ID, Now: b.Now})
	if err == nil && len(held) > 0 {
		err = conflict("%s has blocked this visitor already.", held[0].ByName)
	}
	return reason, err
}

// Unblock lets the visitor write again: it lifts what keeps them from it, by address as well, or ("id") one
// block alone. What was lifted already changes nothing. Errors: CodeForbidden.
func Unblock(id AgentID, now time.Time, only string) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := blocker(c, id)
		if err != nil {
			return Change{}, err
		}
		held, err := c.Records.BlocksOf(Writer{Bot: c.BotID, Visitor: c.Visitor.ID, Address: c.Address, Now: now})
		if err != nil {
			return Change{}, err
		}
		d := newDraft(c, now)
		for _, b := range held {
			if only == "" || only == b.ID {
				d.change.Unblocked = append(d.change.Unblocked, b)
			}
		}
		if len(d.change.Unblocked) == 0 {
			return Change{}, nil
		}
		d.change.UnblockedBy = agent.FirstName()
		d.add(Entry{Kind: EntryUnblocked, Author: agentAuthor(agent), Audience: ForTeam})
		return d.done(), nil
	}
}

// blocker is the agent, if the role may block.
func blocker(c *Conversation, id AgentID) (Agent, error) {
	agent, err := actor(c, id)
	if err == nil && !agent.Role.May(PermitTakeOverBot) {
		err = &Error{Code: CodeForbidden, Message: "Your role may not block visitors."}
	}
	return agent, err
}

// IfNotBlocked refuses what a decision of a visitor would keep while they are blocked, by themselves or by
// the address that they write from. What was kept before is answered as it was.
func IfNotBlocked(address string, now time.Time, decide func(*Conversation) (Change, error)) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		records := c.Records
		change, err := decide(c)
		if err != nil || change.Conversation == nil {
			return change, err
		}
		w := Writer{Bot: c.BotID, Visitor: c.Visitor.ID, Address: address, Now: now}
		if c.Playground {
			w.Address = "" // somebody of the team tries the bot, from where visitors may come as well
		}
		held, err := records.BlocksOf(w)
		if err == nil && len(held) > 0 {
			err = NotNow()
		}
		if err != nil {
			return Change{}, err
		}
		return change, nil
	}
}

// NotNow is what a visitor who is blocked is told; until when, the page says.
func NotNow() error {
	return &Error{Code: CodeForbidden, Message: "You cannot write here now."}
}

// BarredBy is until when blocks hold that hold at now: the latest of them, zero for good.
func BarredBy(held []Blocked, now time.Time) (until time.Time, barred bool) {
	for i := range held {
		if !held[i].Holds(now) {
			continue
		}
		if held[i].Until.IsZero() {
			return time.Time{}, true
		}
		until, barred = later(until, held[i].Until), true
	}
	return until, barred
}
