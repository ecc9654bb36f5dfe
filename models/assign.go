package models

import (
	"cmp"
	"context"
	"slices"
	"time"

	"deskbell/models/routing"
)

// Waiting is a chat that waits and is offered to nobody.
type Waiting struct {
	ID    ConversationID
	Desk  BotID
	Since time.Time
	Offer *Offer // who was asked already
}

// Queue is what waits to be offered to one after the other.
type Queue interface {
	// WaitingDesks are the bots whose agents somebody waits for.
	WaitingDesks(ctx context.Context) ([]BotID, error)
	// Unoffered are the chats that wait for a bot's agents and are offered to nobody; the longest first, at
	// most limit.
	Unoffered(ctx context.Context, desk BotID, limit int) ([]Waiting, error)
	// Dangling are chats that are offered to somebody who cannot take them (any more).
	Dangling(ctx context.Context, now time.Time) ([]ConversationID, error)
}

// PlanOffers says which of those who wait can be offered to somebody now, in the order in which that is to
// be done: the higher priority first, then who waits longer.
func PlanOffers(waiting []Waiting, rules map[BotID]Routing, agents []Agent, now time.Time) []ConversationID {
	waiting = slices.Clone(waiting)
	slices.SortFunc(waiting, func(a, b Waiting) int {
		return cmp.Or(cmp.Compare(rules[b.Desk].Priority, rules[a.Desk].Priority), a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	desks := map[BotID][]routing.Candidate{}
	planned := map[string]int{}
	var plan []ConversationID
	for _, w := range waiting {
		if desks[w.Desk] == nil {
			desks[w.Desk] = candidates(AssignedTo(w.Desk, slices.Clone(agents)), now)
		}
		all := slices.Clone(desks[w.Desk])
		for i := range all {
			all[i].Offered += planned[all[i].ID]
		}
		if to, _, ok := routing.Choose(all, w.Offer.round(now)); ok {
			planned[to.ID]++
			plan = append(plan, w.ID)
		}
	}
	return plan
}

// Places is how many chats can be offered to a bot's agents now.
func Places(desk BotID, agents []Agent, now time.Time) int {
	return routing.Places(candidates(AssignedTo(desk, slices.Clone(agents)), now))
}

// round is who is not to be asked at now.
func (o *Offer) round(now time.Time) routing.Round {
	if o == nil {
		return routing.Round{Again: true}
	}
	r := routing.Round{Again: !o.Until.After(now)}
	for _, id := range o.Tried {
		r.Tried = append(r.Tried, string(id))
	}
	return r
}

// OfferNext offers a waiting chat to the least busy of those who can take it, where its desk asks one after
// the other. It changes nothing where somebody is asked already, or nobody can be.
func OfferNext(now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if c.State != StateWaiting || c.Offer != nil && c.Offer.To != "" || c.Trial != nil && c.Trial.Nobody {
			return Change{}, nil
		}
		rules, err := routingOf(c)
		if err != nil || rules.Mode != RouteLeastBusy {
			return Change{}, err
		}
		agents, err := c.Records.AgentsOf(c.DeskID)
		if err != nil {
			return Change{}, err
		}
		to, again, ok := routing.Choose(candidates(agents, now), c.Offer.round(now))
		if !ok {
			return Change{}, nil
		}
		agent := agents[slices.IndexFunc(agents, func(a Agent) bool { return string(a.ID) == to.ID })]
		o := Offer{To: agent.ID, ToName: agent.Name, Until: now.Add(rules.Accept())}
		if c.Offer != nil && !again {
			o.Tried = c.Offer.Tried
		}
		d := newDraft(c, now)
		d.offer(o, Author{Kind: BySystem})
		return d.aside(), nil
	}
}

// MoveOn takes an offer from somebody who cannot take the chat any more.
func MoveOn(now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if c.Offer == nil || c.Offer.To == "" {
			return Change{}, nil
		}
		agent, err := c.Records.Agent(c.Offer.To)
		if err != nil && CodeOf(err) != CodeNotFound {
			return Change{}, err
		}
		if err == nil && agent.canTake(c, now) {
			return Change{}, nil
		}
		d := newDraft(c, now)
		d.passOver("away")
		return d.aside(), nil
	}
}

// routingOf are the rules of the desk that a chat waits at.
func routingOf(c *Conversation) (Routing, error) {
	if c.Bot != nil && c.Bot.ID == c.DeskID {
		return c.Bot.Settings.Routing, nil
	}
	desk, err := c.Records.Bot(c.DeskID)
	if err != nil {
		return Routing{}, err
	}
	return desk.Settings.Routing, nil
}
