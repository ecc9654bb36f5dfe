package models_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// has begins a chat that agent1 has.
func (d *desk) has(token string) models.ConversationID {
	d.Helper()
	c := d.choose(token, "leave")
	return d.must(d.turn(c.ID, models.TakeOver("agent1", d.now))).ID
}

// second adds a bot whose agents are these.
func (d *desk) second(agents ...models.AgentID) models.BotID {
	d.Helper()
	parsed, err := flow.Parse([]byte(testFlow))
	if err != nil {
		d.Fatal(err)
	}
	bot, err := d.store.ImportBot(d.Context(), models.BotFile{Format: "deskbell/bot/1", Key: "workshop", Name: "Workshop", StartFlow: "main",
		Sites: []string{"https://shop.example"}, Flows: []flow.Document{*parsed}}, d.now)
	if err != nil {
		d.Fatal(err)
	}
	for _, id := range agents {
		d.agent(id, "Kari Workshop", 2)
		a := d.member(id)
		a.Bots = []models.BotID{bot.ID}
		if err := d.store.SaveAgent(d.Context(), &a, d.now); err != nil {
			d.Fatal(err)
		}
	}
	return bot.ID
}

// M-14 M-22
func TestPassOn_Straight_TheColleagueHasIt_AndTheVisitorReadsWho(t *testing.T) {
	d := newDesk(t)
	c := d.has("a")
	fence := d.reload(c).Fence
	change, err := d.turn(c, models.PassOn(models.Passing{By: "agent1", To: "agent2", Words: "Knows the order", Now: d.now}))
	got := d.must(change, err)
	if got.OwnerID != "agent2" || got.OwnerName != "Jonas" || got.AnsweredBy != "agent2" || got.State != models.StateLive || got.Fence <= fence {
		t.Errorf("%+v", got)
	}
	if len(change.News) != 1 || change.News[0].Kind != models.NoticeOffered || change.News[0].To != "agent2" {
		t.Errorf("news %+v", change.News)
	}
	e := d.newest(c, models.EntryPassedOn)
	if e.Audience != models.ForAll || e.Body.To != "Jonas" || e.Author.Name != "Mira" || e.Text != "Knows the order" {
		t.Errorf("%+v", e)
	}
	entries, err := d.store.EntriesAfter(t.Context(), models.Reader{Visitor: got.Visitor.ID}, models.Position{Conversation: c, Limit: 100})
	if err != nil || slices.ContainsFunc(entries, func(e models.Entry) bool { return strings.Contains(e.Text, "Knows the order") }) {
		t.Errorf("the visitor reads why: %v", err)
	}
	_, err = d.turn(c, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "x", Now: d.now}))
	d.refused(err, models.CodeConflict, "Jonas has this chat.")
	d.must(d.turn(c, models.HandBack("agent2", d.now)))
	d.vars(d.reload(c), map[string]string{"live.agent": "Jonas"})
}

// M-18
func TestPassOn_WhoCannotTakeIt_IsRefusedWithASentence(t *testing.T) {
	d := newDesk(t)
	c := d.has("a")
	d.second("kari")
	pass := func(to models.AgentID) error {
		_, err := d.turn(c, models.PassOn(models.Passing{By: "agent1", To: to, Now: d.now}))
		return err
	}
	d.refused(pass("kari"), models.CodeConflict, "does not answer chats of this bot")
	d.refused(pass("nobody"), models.CodeInvalid, "not on the team")
	d.refused(pass("agent1"), models.CodeConflict, "has this chat already")
	d.refused(pass(""), models.CodeInvalid, "Choose who")
	d.online("agent2", false)
	d.refused(pass("agent2"), models.CodeConflict, "Jonas Weil is offline.")
	d.online("agent2", true)
	if err := d.store.Reach(t.Context(), "agent2", d.now); err != nil {
		t.Fatal(err)
	}
	d.refused(pass("agent2"), models.CodeConflict, "Jonas Weil is away")
	d.online("agent2", true)
	for _, token := range []string{"b", "c"} {
		d.must(d.turn(d.choose(token, "leave").ID, models.TakeOver("agent2", d.now)))
	}
	d.refused(pass("agent2"), models.CodeConflict, "Jonas Weil has 2 of 2 chats.")
	_, err := d.turn(c, models.PassOn(models.Passing{By: "agent1", Back: true, Words: strings.Repeat("x", 501), Now: d.now}))
	d.refused(err, models.CodeInvalid, "at most 500")
	_, err = d.turn(c, models.PassOn(models.Passing{By: "agent2", Back: true, Now: d.now}))
	d.refused(err, models.CodeConflict, "Mira has this chat.")
}

// M-22
func TestPassOn_Supervisor_GivesAnybodysChat_AlsoToThemselves(t *testing.T) {
	d := newDesk(t)
	c := d.has("a")
	boss := &models.Agent{ID: "boss", Name: "Tove Aas", Email: "t@x.example", Role: models.RoleSupervisor, MaxChats: 1}
	if err := d.store.SaveAgent(t.Context(), boss, d.now); err != nil {
		t.Fatal(err)
	}
	d.online("boss", true)
	if got := d.must(d.turn(c, models.PassOn(models.Passing{By: "boss", To: "agent2", Now: d.now}))); got.OwnerID != "agent2" {
		t.Errorf("owned by %s", got.OwnerID)
	}
	if got := d.must(d.turn(c, models.PassOn(models.Passing{By: "boss", To: "boss", Ask: true, Now: d.now}))); got.OwnerID != "boss" {
		t.Errorf("owned by %s", got.OwnerID)
	}
}

// M-14
func TestPassOn_Asked_StaysUntilAccepted(t *testing.T) {
	d := newDesk(t)
	c := d.has("a")
	ask := func() {
		d.must(d.turn(c, models.PassOn(models.Passing{By: "agent1", To: "agent2", Ask: true, Words: "Yours?", Now: d.now})))
	}
	ask()
	if got := d.reload(c); got.OwnerID != "agent1" || !got.OfferedTo("agent2") || got.Offer.Words != "Yours?" || got.Offer.FromName != "Mira" {
		t.Errorf("%s %+v", got.OwnerID, got.Offer)
	}
	d.must(d.turn(c, models.DeclineOffer("agent2", d.now)))
	d.ends(c, "missed")
	ask()
	d.pass(31 * time.Second)
	if got := d.reload(c); got.OwnerID != "agent1" || got.Offer != nil || got.State != models.StateLive {
		t.Errorf("after the time: %s %+v", got.OwnerID, got.Offer)
	}
	if a := d.member("agent2"); a.Misses != 0 {
		t.Error("a colleague's question counts as a missed visitor")
	}
	ask()
	d.must(d.turn(c, models.DeclineOffer("agent1", d.now))) // taken back
	if _, err := d.turn(c, models.AcceptOffer("agent2", d.now)); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("accepted what was taken back: %v", err)
	}
	ask()
	change, err := d.turn(c, models.TakeOver("agent2", d.now))
	if got := d.must(change, err); got.OwnerID != "agent2" || got.Offer != nil || len(change.News) != 0 {
		t.Errorf("%s, news %+v", got.OwnerID, change.News)
	}
	d.ends(c, "offered", "passed_on")
	if e := d.newest(c, models.EntryPassedOn); e.Author.Name != "Mira" || e.Body.To != "Jonas" || e.Text != "Yours?" {
		t.Errorf("%+v", e)
	}
}

// M-14
func TestPassOn_AskedWhileTheOwnerEnds_TheOfferIsGone(t *testing.T) {
	d := newDesk(t)
	c := d.has("a")
	d.must(d.turn(c, models.PassOn(models.Passing{By: "agent1", To: "agent2", Ask: true, Now: d.now})))
	if got := d.must(d.turn(c, models.Close("agent1", d.now))); got.Offer != nil {
		t.Errorf("%+v", got.Offer)
	}
	_, err := d.turn(c, models.AcceptOffer("agent2", d.now))
	d.refused(err, models.CodeConflict, "it is closed")
	d.pass(time.Minute)
}

// M-14 M-18
func TestPassOn_ToAnotherBotsAgents_TheyAreAsked_AndTheFlowGoesOnAfter(t *testing.T) {
	d := newDesk(t)
	c := d.has("a")
	workshop := d.second("kari")
	change, err := d.turn(c, models.PassOn(models.Passing{By: "agent1", Desk: workshop, Now: d.now}))
	got := d.must(change, err)
	if got.State != models.StateWaiting || got.DeskID != workshop || got.BotID == workshop || !got.WaitingUntil.Equal(d.now.Add(time.Minute)) || change.BeforeDesk != got.BotID {
		t.Errorf("%s at %s until %v, before %s", got.State, got.DeskID, got.WaitingUntil, change.BeforeDesk)
	}
	_, err = d.turn(c, models.TakeOver("agent1", d.now))
	if models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("who passed it on still sees it: %v", err)
	}
	d.must(d.turn(c, models.TakeOver("kari", d.now)))
	got = d.must(d.turn(c, models.HandBack("kari", d.now)))
	if got.DeskID != got.BotID || got.State != models.StateBot {
		t.Errorf("%s at %s", got.State, got.DeskID)
	}
	d.ends(c, "handed_back", "bot: Anything else?")
}

// M-14
func TestPassOn_Back_TheReleaserIsNotTheFirstToBeAsked(t *testing.T) {
	d := leastBusy(t)
	c := d.has("a")
	d.must(d.turn(c, models.PassOn(models.Passing{By: "agent1", Back: true, Now: d.now})))
	d.ends(c, "released", "waiting")
	if n := d.read(c, models.EntryWaiting); n != 1 {
		t.Errorf("the visitor reads %d times that he has asked for a person", n)
	}
	d.look()
	d.wantAsked(c, "agent2")
	d.online("agent2", false)
	d.look()
	d.wantAsked(c, "")
	d.pass(21 * time.Second)
	d.wantAsked(c, "agent1") // nobody else is there
}

// M-14
func TestPassOn_ChatTakenFromTheBot_WaitsAndThenTheBotAsksAgain(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "ask").ID
	d.must(d.turn(c, models.TakeOver("agent1", d.now)))
	got := d.must(d.turn(c, models.PassOn(models.Passing{By: "agent1", Back: true, Now: d.now})))
	if got.State != models.StateWaiting || !got.WaitingUntil.Equal(d.now.Add(2*time.Minute)) {
		t.Errorf("%s until %v", got.State, got.WaitingUntil)
	}
	if _, err := d.visitor("a", models.Skip(models.Message{Token: got.Flow.Wait.Token, Now: d.now})); err == nil {
		t.Error("the question that is not asked now was skipped")
	}
	d.say("a", "I am waiting")
	d.pass(2*time.Minute + time.Second)
	if got = d.reload(c); got.State != models.StateBot || !got.Missed {
		t.Errorf("%s", got.State)
	}
	d.ends(c, "gave_up", "bot: Which colour?")
	if got = d.say("a", "blue"); got.Flow.Vars["colour"] != "blue" {
		t.Errorf("%v", got.Flow.Vars)
	}
}

// M-22
func TestPassOn_AWaitingChat_CanBeGivenToAColleague(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave").ID
	_, err := d.turn(c, models.PassOn(models.Passing{By: "agent1", Back: true, Now: d.now}))
	d.refused(err, models.CodeConflict, "waits already")
	got := d.must(d.turn(c, models.PassOn(models.Passing{By: "agent1", To: "agent2", Now: d.now})))
	if got.OwnerID != "agent2" || !got.WaitingSince.IsZero() {
		t.Errorf("%+v", got)
	}
	d.ends(c, "passed_on", "joined", "bot: Jonas is here.")
	if e := d.newest(c, models.EntryPassedOn); e.Audience != models.ForTeam {
		t.Error("the visitor reads that somebody he never met has passed him on")
	}
	closed := d.must(d.turn(c, models.Close("agent2", d.now))).ID
	_, err = d.turn(closed, models.PassOn(models.Passing{By: "agent1", To: "agent2", Now: d.now}))
	d.refused(err, models.CodeConflict, "take it over before")
}

// M-36
func TestPassOn_Playground_StaysWithItsBot(t *testing.T) {
	d := newDesk(t)
	workshop := d.second("kari")
	change, err := d.play("a", models.Trial{Start: flow.Target{Flow: d.bot.StartFlow}}, models.Choose(models.Message{ClientID: d.clientID(), Token: "t1", Choice: "leave", Now: d.now}))
	c := d.must(change, err).ID
	d.must(d.turn(c, models.TakeOver("agent1", d.now)))
	_, err = d.turn(c, models.PassOn(models.Passing{By: "agent1", Desk: workshop, Now: d.now}))
	d.refused(err, models.CodeConflict, "playground")
}

// M-14 F36
func TestPassOn_WhileTheTimeIsUp_TheNewWaitIsWhole(t *testing.T) {
	d := newDesk(t)
	workshop := d.second("kari")
	got := d.choose("a", "leave")
	d.now = got.WaitingUntil // its timer is handed out, and somebody is first
	d.must(d.turn(got.ID, models.PassOn(models.Passing{By: "agent1", Desk: workshop, Now: d.now})))
	if _, err := d.turn(got.ID, models.Advance(got.Flow.Wait.Token, d.now)); err != nil {
		t.Fatal(err)
	}
	if now := d.reload(got.ID); now.State != models.StateWaiting {
		t.Errorf("the new wait is over as it begins: %s", now.State)
	}
	d.pass(61 * time.Second)
	if now := d.reload(got.ID); now.State != models.StateBot || now.Leave != models.LeaveForm {
		t.Errorf("the new wait does not end: %s, %q", now.State, now.Leave)
	}
}

// M-14 M-19
func TestMessageLeft_TakenAndNotAnswered_IsAmongMessagesLeftAgain(t *testing.T) {
	for name, give := range map[string]func(d *desk, id models.ConversationID){
		"back to waiting": func(d *desk, id models.ConversationID) {
			d.must(d.turn(id, models.PassOn(models.Passing{By: "agent1", Back: true, Now: d.now})))
			d.pass(61 * time.Second)
		},
		"the agent is gone, nobody is there": func(d *desk, id models.ConversationID) {
			d.nobody()
			d.must(d.turn(id, models.Abandon(d.now.Add(48*time.Hour), d.now)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			c := d.letter("a")
			d.must(d.turn(c, models.TakeOver("agent1", d.now)))
			give(d, c)
			if got := d.reload(c); got.State != models.StateLeft || got.Leave != models.LeaveNothing || !got.WaitingSince.IsZero() || got.OwnerID != "" {
				t.Errorf("%s, asked for %q", got.State, got.Leave)
			}
			d.must(d.turn(c, models.TakeOver("agent2", d.now)))
			d.must(d.turn(c, models.Reply(models.Answer{Agent: "agent2", ClientID: d.clientID(), Text: "Here I am", Now: d.now})))
			d.must(d.turn(c, models.PassOn(models.Passing{By: "agent2", Back: true, Now: d.now})))
			d.pass(61 * time.Second)
			if got := d.reload(c); got.State != models.StateBot {
				t.Errorf("what was answered is %s", got.State)
			}
		})
	}
}

// letter leaves a message.
func (d *desk) letter(token string) models.ConversationID {
	d.Helper()
	c := d.choose(token, "leave").ID
	d.must(d.turn(c, models.Advance(d.reload(c).Flow.Wait.Token, d.reload(c).WaitingUntil)))
	return d.must(d.visitor(token, models.LeaveWord(models.Letter{ClientID: d.clientID(), Message: "Call me", Email: "a@b.example", Now: d.now}))).ID
}
