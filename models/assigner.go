package models

import (
	"context"
	"errors"
	"time"
)

// mostUnoffered is how many chats of a desk are looked at beyond those that there are places for: some of
// them may have to wait until they can be offered again.
const mostUnoffered = 100

// Assigner offers chats that wait to one agent after the other, where their desk is set so. It decides by
// turns: whether somebody can still take a chat is looked at again in the transaction that offers it.
type Assigner struct {
	Turns Turns
	Queue Queue
	Team  Team
	Bots  Bots
}

// Look takes offers from those who cannot take them any more, and makes all that can be made. A chat that
// fails keeps none of the others back.
func (a Assigner) Look(ctx context.Context, now time.Time) error {
	desks, err := a.Queue.WaitingDesks(ctx)
	if err != nil {
		return err
	}
	dangling, err := a.Queue.Dangling(ctx, now)
	if err != nil {
		return err
	}
	failed := a.each(ctx, dangling, MoveOn(now))
	plan, err := a.plan(ctx, desks, now)
	return errors.Join(failed, err, a.each(ctx, plan, OfferNext(now)))
}

// each decides on one chat after the other; one that is gone meanwhile is no mistake.
func (a Assigner) each(ctx context.Context, all []ConversationID, decide func(*Conversation) (Change, error)) error {
	var failed error
	for _, id := range all {
		if _, err := a.Turns.Turn(ctx, id, decide); CodeOf(err) != CodeNotFound {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// plan is what can be offered now. What it reads grows with the places that are free, not with those who
// wait.
func (a Assigner) plan(ctx context.Context, desks []BotID, now time.Time) ([]ConversationID, error) {
	if len(desks) == 0 {
		return nil, nil
	}
	rules, err := a.rules(ctx, desks)
	if err != nil || len(rules) == 0 {
		return nil, err
	}
	agents, err := a.Team.Agents(ctx)
	if err != nil {
		return nil, err
	}
	var waiting []Waiting
	for desk := range rules {
		places := Places(desk, agents, now)
		if places == 0 {
			continue
		}
		some, err := a.Queue.Unoffered(ctx, desk, places+mostUnoffered)
		if err != nil {
			return nil, err
		}
		waiting = append(waiting, some...)
	}
	return PlanOffers(waiting, rules, agents, now), nil
}

// rules are those of the desks that ask one after the other.
func (a Assigner) rules(ctx context.Context, desks []BotID) (map[BotID]Routing, error) {
	bots, err := a.Bots.Bots(ctx)
	if err != nil {
		return nil, err
	}
	rules := map[BotID]Routing{}
	for _, b := range bots {
		for _, desk := range desks {
			if b.ID == desk && b.Settings.Routing.Mode == RouteLeastBusy {
				rules[desk] = b.Settings.Routing
			}
		}
	}
	return rules, nil
}
