package models

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Offer is a chat that is offered to one agent alone: by routing while it waits, or by a colleague who asks
// whether he takes it over. Who was asked stays known until somebody has it.
type Offer struct {
	To     AgentID   `json:"to,omitempty"` // "" between two offers
	ToName string    `json:"to_name,omitempty"`
	Until  time.Time `json:"until"` // when it moves on; between two offers: those of Tried are not asked again before
	From   AgentID   `json:"from,omitempty"`
	// FromName and Words are of a colleague who asks.
	FromName string `json:"from_name,omitempty"`
	Words    string `json:"words,omitempty"`
	// Tried are those who let it pass or said no, in this wait.
	Tried []AgentID `json:"tried,omitempty"`
	// Entry is the seq of the entry that says so; no two offers have the same.
	Entry int64 `json:"entry,omitempty"`
}

// AgentChange is what a turn changes of an agent: how many offers in a row he did not take, and what
// follows from it.
type AgentChange struct {
	ID     AgentID
	Misses int
	Taken  time.Time // he took a chat then; zero: he did not
	// Offline says why he is switched off; "" when he is not.
	Offline string
}

// mostMisses is how many offers in a row somebody may let pass before he is set offline; wordsOfMisses is
// why, behind "set offline".
const (
	mostMisses    = 2
	wordsOfMisses = ": two chats were offered and not taken"
)

// offerTokens begin with this; the tokens of flows do not.
const offerTokens = "offer:"

// token is the one of the timer at which it moves on.
func (o *Offer) token() string { return offerTokens + strconv.FormatInt(o.Entry, 10) }

// OfferedTo says whether the chat is offered to the agent alone now.
func (c *Conversation) OfferedTo(id AgentID) bool {
	return c.Offer != nil && c.Offer.To != "" && c.Offer.To == id
}

// Accept is how long somebody who is asked alone has.
func (r Routing) Accept() time.Duration {
	if r.AcceptSeconds > 0 {
		return time.Duration(r.AcceptSeconds) * time.Second
	}
	return 30 * time.Second
}

// offer asks one agent alone.
func (d *draft) offer(o Offer, by Author) {
	d.withdraw()
	reason := ""
	if o.From != "" {
		reason = "asked"
	}
	o.Until = o.Until.Truncate(time.Millisecond) // as timers are kept
	d.add(Entry{Kind: EntryOffered, Author: by, Text: o.Words, Audience: ForTeam,
		Body: Body{To: o.ToName, Reason: reason, Until: o.Until.UnixMilli()}})
	o.Entry = d.c.LastSeq
	d.c.Offer = &o
	d.change.Timers = append(d.change.Timers, Timer{Conversation: d.c.ID, Token: o.token(), Due: o.Until})
	d.news(News{Kind: NoticeOffered, To: o.To, By: o.From, Words: o.Words})
}

// withdraw ends an offer, whoever was asked or tried.
func (d *draft) withdraw() {
	if d.c.Offer != nil && d.c.Offer.To != "" {
		d.change.Cancelled = append(d.change.Cancelled, d.c.Offer.token())
	}
	d.c.Offer = nil
}

// passOver takes an offer from the one who has it: a live chat stays with its owner, a waiting one is to be
// offered to the next. Who said no is not asked again before his time would have been over.
func (d *draft) passOver(reason string) {
	o := *d.c.Offer
	d.withdraw()
	d.add(Entry{Kind: EntryMissed, Author: Author{Kind: BySystem}, Audience: ForTeam, Body: Body{To: o.ToName, Reason: reason}})
	if d.c.State != StateWaiting {
		return
	}
	tried := slices.Clone(o.Tried)
	if (reason == "timeout" || reason == "declined") && !slices.Contains(tried, o.To) {
		tried = append(tried, o.To)
	}
	d.c.Offer = &Offer{Until: o.Until, Tried: tried}
}

// offerOver is the timer of an offer: nobody answered it in time. Only what routing has offered counts as
// missed, and only for somebody who could have taken it: a colleague's question leaves no visitor waiting.
func offerOver(c *Conversation, token string, now time.Time) (Change, error) {
	if c.Offer == nil || c.Offer.To == "" || c.Offer.token() != token {
		return Change{Cancelled: []string{token}}, nil
	}
	agent, err := c.Records.Agent(c.Offer.To)
	if err != nil && CodeOf(err) != CodeNotFound {
		return Change{}, err
	}
	d := newDraft(c, now)
	if err == nil && c.Offer.From == "" && agent.canTake(c, now) {
		d.missed(agent)
	}
	d.passOver("timeout")
	return d.aside(), nil
}

// canTake says whether the agent could have the chat now.
func (a *Agent) canTake(c *Conversation, now time.Time) bool {
	return a.Online(now) && a.Live < a.MaxChats && a.MaySee(c.DeskID)
}

// missed counts an offer that somebody let pass; after too many he is set offline and told.
func (d *draft) missed(agent Agent) {
	change := AgentChange{ID: agent.ID, Misses: agent.Misses + 1}
	if change.Misses >= mostMisses {
		change.Offline = wordsOfMisses
		d.news(News{Kind: NoticeMissed, To: agent.ID, Words: "Two chats were offered and not taken."})
	}
	d.change.Agents = append(d.change.Agents, change)
}

// taken says of an agent that he has taken a chat.
func (d *draft) taken(id AgentID) {
	d.change.Agents = append(d.change.Agents, AgentChange{ID: id, Taken: d.now})
}

func isOffer(token string) bool { return strings.HasPrefix(token, offerTokens) }
