package models_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// leastBusy is a desk whose chats are offered to one agent after the other.
func leastBusy(t *testing.T) *desk {
	d := newDesk(t)
	d.importAll(models.BotSettings{Routing: models.Routing{Mode: models.RouteLeastBusy, AcceptSeconds: 20}}, testFlow)
	return d
}

// look is what the assigner does when it is woken.
func (d *desk) look() {
	d.Helper()
	a := models.Assigner{Turns: d.store, Queue: d.store, Team: d.store, Bots: d.store}
	if err := a.Look(d.Context(), d.now); err != nil {
		d.Fatal(err)
	}
}

// pass lets time go by, with all that it brings, in steps of at most a second.
func (d *desk) pass(long time.Duration) {
	d.Helper()
	for end := d.now.Add(long); d.now.Before(end); {
		d.now = d.now.Add(min(time.Second, end.Sub(d.now)))
		d.fire()
		d.look()
	}
}

// fire lets the timers that are due do their work.
func (d *desk) fire() {
	d.Helper()
	due, err := d.store.Lease(context.Background(), d.now, 500)
	if err != nil {
		d.Fatal(err)
	}
	for _, timer := range due {
		if _, err := d.turn(timer.Conversation, models.Advance(timer.Token, d.now)); err != nil {
			d.Fatal(err)
		}
	}
}

func (d *desk) reload(id models.ConversationID) models.Conversation {
	d.Helper()
	c, err := d.store.Conversation(context.Background(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, id)
	if err != nil {
		d.Fatal(err)
	}
	return c
}

func (d *desk) member(id models.AgentID) models.Agent {
	d.Helper()
	a, err := d.store.AgentByID(context.Background(), id)
	if err != nil {
		d.Fatal(err)
	}
	return *a
}

// asked is whom a chat is offered to, "" for nobody.
func (d *desk) asked(id models.ConversationID) models.AgentID {
	d.Helper()
	if c := d.reload(id); c.Offer != nil {
		return c.Offer.To
	}
	return ""
}

func (d *desk) wantAsked(id models.ConversationID, want models.AgentID) {
	d.Helper()
	if got := d.asked(id); got != want {
		d.Errorf("offered to %q, want %q", got, want)
	}
}

func (d *desk) refused(err error, code models.Code, words string) {
	d.Helper()
	if models.CodeOf(err) != code || !strings.Contains(err.Error(), words) {
		d.Errorf("%v (%s), want %s with %q", err, models.CodeOf(err), code, words)
	}
}

// M-18
func TestOffer_LeastBusyIsAsked_AndTakesIt(t *testing.T) {
	d := leastBusy(t)
	first := d.choose("a", "leave").ID
	d.must(d.turn(first, models.TakeOver("agent1", d.now)))
	c := d.choose("b", "leave").ID
	d.look()
	d.wantAsked(c, "agent2")
	if e := d.newest(c, models.EntryOffered); e.Audience != models.ForTeam || e.Body.To != "Jonas Weil" {
		t.Errorf("%+v", e)
	}
	if got := d.must(d.turn(c, models.AcceptOffer("agent2", d.now))); got.OwnerID != "agent2" || got.Offer != nil || got.State != models.StateLive {
		t.Errorf("%s owned by %q, offer %+v", got.State, got.OwnerID, got.Offer)
	}
	if change, err := d.turn(c, models.AcceptOffer("agent2", d.now)); err != nil || change.Conversation != nil {
		t.Errorf("twice: %+v, %v", change, err)
	}
	d.pass(time.Minute)
	if got := d.reload(c); got.OwnerID != "agent2" {
		t.Errorf("the old offer's time took it from %q", got.OwnerID)
	}
}

// M-18
func TestOffer_NotTaken_MovesOn_AndTwiceInARowIsOffline(t *testing.T) {
	d := leastBusy(t)
	d.now = d.now.Truncate(time.Second)
	c := d.choose("a", "leave").ID
	d.look()
	d.wantAsked(c, "agent1")
	d.pass(20 * time.Second)
	d.wantAsked(c, "agent2")
	if a := d.member("agent1"); a.Misses != 1 || !a.Willing {
		t.Errorf("after one: %d, willing %v", a.Misses, a.Willing)
	}
	d.pass(20 * time.Second) // all were asked: it begins again
	d.wantAsked(c, "agent1")
	d.pass(19 * time.Second)
	change, err := d.turn(c, models.Advance(fmt.Sprint("offer:", d.reload(c).Offer.Entry), d.now.Add(time.Second)))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(change.News, func(n models.News) bool { return n.Kind == models.NoticeMissed && n.To == "agent1" }) {
		t.Errorf("he was not told: %+v", change.News)
	}
	a := d.member("agent1")
	if a.Willing || a.Misses != 2 || a.SetOffline != ": two chats were offered and not taken" {
		t.Errorf("willing %v, misses %d, %q", a.Willing, a.Misses, a.SetOffline)
	}
	d.online("agent1", true)
	if a = d.member("agent1"); a.SetOffline != "" || a.Misses != 0 {
		t.Errorf("after switching on: %q, %d", a.SetOffline, a.Misses)
	}
}

// M-18
func TestOffer_TakingAChat_ForgetsMisses(t *testing.T) {
	d := leastBusy(t)
	c := d.choose("a", "leave").ID
	d.look()
	d.pass(21 * time.Second)
	d.must(d.turn(c, models.TakeOver("agent1", d.now)))
	if a := d.member("agent1"); a.Misses != 0 || !a.TakenAt.Equal(d.now) {
		t.Errorf("%d misses, taken %v", a.Misses, a.TakenAt)
	}
}

// M-18
func TestOffer_EverybodyIsAsked_NobodyMisses(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave").ID
	d.look()
	d.wantAsked(c, "")
	d.pass(70 * time.Second)
	if got := d.reload(c); got.Leave != models.LeaveForm {
		t.Errorf("after the waiting time: %s, asked for %q", got.State, got.Leave)
	}
	if a, b := d.member("agent1"), d.member("agent2"); a.Misses+b.Misses != 0 || !a.Willing || !b.Willing {
		t.Errorf("%+v %+v", a, b)
	}
}

// M-18
func TestOffer_Declined_IsNotMissed_AndNotAskedAgainAtOnce(t *testing.T) {
	d := leastBusy(t)
	c := d.choose("a", "leave").ID
	d.look()
	for range 2 {
		d.must(d.turn(c, models.DeclineOffer(d.asked(c), d.now)))
		d.look()
	}
	d.wantAsked(c, "")
	if change, err := d.turn(c, models.DeclineOffer("agent1", d.now)); err != nil || change.Conversation != nil {
		t.Errorf("said no twice: %v", err)
	}
	d.pass(19 * time.Second)
	d.wantAsked(c, "")
	d.pass(2 * time.Second)
	d.wantAsked(c, "agent1")
	if a := d.member("agent1"); a.Misses != 0 {
		t.Errorf("%d misses", a.Misses)
	}
}

// M-18
func TestOffer_WhoGoesOffline_LosesItWithoutAMiss(t *testing.T) {
	d := leastBusy(t)
	c := d.choose("a", "leave").ID
	d.look()
	d.wantAsked(c, "agent1")
	d.online("agent1", false)
	d.look()
	d.wantAsked(c, "agent2")
	if err := d.store.Reach(t.Context(), "agent2", d.now); err != nil {
		t.Fatal(err)
	}
	d.look()
	d.wantAsked(c, "")
	if a := d.member("agent2"); a.Misses != 0 || !a.Willing {
		t.Errorf("%+v", a)
	}
	d.online("agent1", true)
	d.look()
	d.wantAsked(c, "agent1")
}

// M-18
func TestOffer_NobodyEligible_WaitsUntilTheTimeIsOver(t *testing.T) {
	d := leastBusy(t)
	c := d.choose("a", "leave").ID
	d.nobody()
	d.pass(61 * time.Second)
	if got := d.reload(c); got.State != models.StateBot || got.Leave != models.LeaveForm || got.Offer != nil {
		t.Errorf("%s, asked for %q", got.State, got.Leave)
	}
}

// M-25
func TestOffer_CountsAgainstTheLimit(t *testing.T) {
	d := leastBusy(t)
	var chats []models.ConversationID
	for i := range 6 {
		chats = append(chats, d.choose(fmt.Sprint(i), "leave").ID)
		d.now = d.now.Add(time.Millisecond)
	}
	d.look()
	offered := map[models.AgentID]int{}
	for i, c := range chats {
		if i < 4 != (d.asked(c) != "") {
			t.Errorf("chat %d is offered to %q", i, d.asked(c))
		}
		offered[d.asked(c)]++
	}
	if offered["agent1"] != 2 || offered["agent2"] != 2 {
		t.Errorf("%v", offered)
	}
	// A place that is freed goes to the one who has waited longest.
	mine := chats[slices.IndexFunc(chats, func(c models.ConversationID) bool { return d.asked(c) == "agent1" })]
	d.must(d.turn(mine, models.AcceptOffer("agent1", d.now)))
	d.must(d.turn(mine, models.Close("agent1", d.now)))
	d.look()
	d.wantAsked(chats[4], "agent1")
	d.wantAsked(chats[5], "")
}

// M-18
func TestPlanOffers_HigherPriorityFirst_ThenWhoWaitsLonger(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	agents := []models.Agent{{ID: "a", Bots: []models.BotID{"shop", "vip"}, Willing: true, ReachableUntil: now.Add(time.Hour), MaxChats: 3}}
	rules := map[models.BotID]models.Routing{"shop": {}, "vip": {Priority: 5}}
	waiting := []models.Waiting{{ID: "1", Desk: "shop", Since: now.Add(-time.Minute)}, {ID: "2", Desk: "shop", Since: now.Add(-2 * time.Minute)},
		{ID: "3", Desk: "vip", Since: now}, {ID: "4", Desk: "shop", Since: now.Add(-time.Second)}}
	if got := models.PlanOffers(waiting, rules, agents, now); !slices.Equal(got, []models.ConversationID{"3", "2", "1"}) {
		t.Errorf("%v", got)
	}
}

// F32
func TestOffer_AcceptedTooLate_SaysWho(t *testing.T) {
	d := leastBusy(t)
	c := d.choose("a", "leave").ID
	d.look()
	_, err := d.turn(c, models.AcceptOffer("agent2", d.now))
	d.refused(err, models.CodeConflict, "offered to Mira Solberg now")
	d.must(d.turn(c, models.TakeOver("agent2", d.now)))
	_, err = d.turn(c, models.AcceptOffer("agent1", d.now))
	d.refused(err, models.CodeConflict, "Jonas has this chat.")
	_, err = d.turn(c, models.DeclineOffer("agent1", d.now))
	if err != nil {
		t.Errorf("not now, for what is gone: %v", err)
	}
}

// M-18
func TestOnline_ByPushAlone_IsReachable(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		agent models.Agent
		want  models.Standing
	}{
		"a page":         {models.Agent{Willing: true, ReachableUntil: now.Add(time.Second)}, models.StandsOnline},
		"push":           {models.Agent{Willing: true, PushedAt: now.Add(-13 * 24 * time.Hour)}, models.StandsOnline},
		"push long ago":  {models.Agent{Willing: true, PushedAt: now.Add(-15 * 24 * time.Hour)}, models.StandsAway},
		"nothing":        {models.Agent{Willing: true, ReachableUntil: now}, models.StandsAway},
		"switched off":   {models.Agent{ReachableUntil: now.Add(time.Hour)}, models.StandsOffline},
		"locked out":     {models.Agent{Willing: true, Disabled: true, ReachableUntil: now.Add(time.Hour)}, models.StandsOffline},
		"off, with push": {models.Agent{PushedAt: now}, models.StandsOffline},
	} {
		if got := c.agent.Standing(now); got != c.want || c.agent.Online(now) != (c.want == models.StandsOnline) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// M-25
func TestOffer_AcceptedWithoutAPlaceLeft_IsRefused(t *testing.T) {
	d := leastBusy(t)
	var chats []models.ConversationID
	for i := range 3 {
		chats = append(chats, d.choose(fmt.Sprint(i), "leave").ID)
	}
	d.online("agent2", false)
	d.look() // two are offered to agent1
	i := slices.IndexFunc(chats, func(c models.ConversationID) bool { return d.asked(c) == "" })
	d.must(d.turn(chats[i], models.TakeOver("agent1", d.now)))
	chats = slices.Delete(chats, i, i+1)
	d.must(d.turn(chats[0], models.AcceptOffer("agent1", d.now)))
	_, err := d.turn(chats[1], models.AcceptOffer("agent1", d.now))
	d.refused(err, models.CodeConflict, "You have 2 of 2 chats")
	d.look()
	d.wantAsked(chats[1], "")
}

// M-18
func TestOffer_PlaygroundThatPretendsNobody_KeepsNoPlaceFromAVisitor(t *testing.T) {
	d := leastBusy(t)
	d.online("agent2", false)
	d.must(d.turn(d.choose("a", "leave").ID, models.TakeOver("agent1", d.now))) // one place is left
	change, err := d.play("b", models.Trial{Start: flow.Target{Flow: d.bot.StartFlow}}, models.Choose(models.Message{ClientID: d.clientID(), Token: "t1", Choice: "leave", Now: d.now}))
	d.must(d.turn(d.must(change, err).ID, models.SetTrial(models.Pretence{Nobody: true}, d.now)))
	d.now = d.now.Add(time.Second)
	c := d.choose("c", "leave").ID
	d.look()
	d.wantAsked(c, "agent1")
}

// M-18
func TestOffer_WhoLosesTheBot_LosesItAtOnce(t *testing.T) {
	d := leastBusy(t)
	c := d.choose("a", "leave").ID
	d.look()
	d.wantAsked(c, "agent1")
	a := d.member("agent1")
	a.Bots = nil
	if err := d.store.SaveAgent(t.Context(), &a, d.now); err != nil {
		t.Fatal(err)
	}
	d.look()
	d.wantAsked(c, "agent2")
}

func TestOffer_AskedAndDeclinedAgainAndAgain_IsNotedOnce(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave").ID
	for range 5 {
		d.must(d.turn(c, models.PassOn(models.Passing{By: "agent1", To: "agent2", Ask: true, Now: d.now})))
		d.must(d.turn(c, models.DeclineOffer("agent2", d.now)))
	}
	if got := d.reload(c).Offer; len(got.Tried) != 1 {
		t.Errorf("tried %v", got.Tried)
	}
}
