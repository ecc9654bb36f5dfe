package models_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// M-31 M-32
func TestGuest_TakesOverAnswersAndHandsBack_LikeAnAgentButMarked(t *testing.T) {
	d := called(t)
	c, g := d.guest("v", "Ana Lund")
	if c := d.reload(c.ID); c.State != models.StateWaiting || c.GuestID != "" {
		t.Fatalf("who joins watches; the chat is %s, had by %q", c.State, c.GuestID)
	}
	c = d.must(d.turn(c.ID, models.GuestTakeOver(g.ID, d.now)))
	if c.GuestID != g.ID || c.OwnerID != "" || c.OwnerName != "Ana Lund" || c.AnsweredBy != "" {
		t.Errorf("the chat is %q's, %q's, called %q", c.GuestID, c.OwnerID, c.OwnerName)
	}
	d.ends(c.ID, "guest_in", "joined", "bot: Ana Lund (Guest) is here.")
	if e := d.newest(c.ID, models.EntryJoined); e.Author.Kind != models.ByGuest || e.Author.ID != string(g.ID) || e.Audience != models.ForAll {
		t.Errorf("joined by %+v for %v", e.Author, e.Audience)
	}
	if got := d.reload(c.ID).Flow.Vars["live.agent"]; got != "Ana Lund" {
		t.Errorf("live.agent is %q", got)
	}
	d.say("v", "Hello?")
	if c := d.reload(c.ID); c.Unread() == 0 {
		t.Error("what the visitor says is unread until the guest answers")
	}
	c = d.must(d.guestSays(g, "Hello, Ana here."))
	if c.Unread() != 0 || c.LiveMessages != 2 || c.PreviewBy != models.ByGuest {
		t.Errorf("unread %d, %d messages, preview by %s", c.Unread(), c.LiveMessages, c.PreviewBy)
	}
	c = d.must(d.turn(c.ID, models.GuestHandBack(g.ID, d.now.Add(time.Minute))))
	if c.State != models.StateBot || c.GuestID != "" || c.OwnerName != "" {
		t.Errorf("the chat is %s, %q's", c.State, c.GuestID)
	}
	d.vars(c, map[string]string{"live.result": "ended", "live.agent": "Ana Lund", "live.messages": "2"})
	d.ends(c.ID, "handed_back", "bot: Anything else?")
	if _, err := d.guestSays(g, "And?"); code(err) != models.CodeConflict {
		t.Errorf("an answer after it: %v", err)
	}
}

func TestGuest_SameAnswerTwice_KeepsOne_AndNobodyElsesIsFound(t *testing.T) {
	d := called(t)
	c, g := d.held("v", "Ana")
	a := models.GuestAnswer{Guest: g.ID, ClientID: "answer-0001", Text: "Yes", Now: d.now}
	d.must(d.turn(c.ID, models.GuestReply(a)))
	if change, err := d.turn(c.ID, models.GuestReply(a)); err != nil || change.Conversation != nil || change.Repeated == nil {
		t.Errorf("the second time: %+v %v", change.Repeated, err)
	}
	said := d.must(d.visitor("v", models.Receive(models.Message{ClientID: "visitor-0001", Text: "Yes", Now: d.now})))
	a.ClientID = "visitor-0001"
	if change, err := d.turn(said.ID, models.GuestReply(a)); code(err) != models.CodeInvalid || change.Repeated != nil {
		t.Errorf("the visitor's: %+v %v", change.Repeated, err)
	}
}

func TestGuest_TwoWantTheChat_TheFirstHasIt(t *testing.T) {
	d := called(t)
	c, ana := d.held("v", "Ana")
	bo, err := d.join(d.token(partner), "Bo")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.turn(c.ID, models.GuestTakeOver(bo.ID, d.now)); code(err) != models.CodeConflict || !strings.Contains(err.Error(), "Ana (guest)") {
		t.Errorf("the second guest: %v", err)
	}
	if change, err := d.turn(c.ID, models.GuestTakeOver(ana.ID, d.now)); err != nil || change.Conversation != nil {
		t.Errorf("the first one again: %v", err)
	}
	for what, decide := range map[string]func(*models.Conversation) (models.Change, error){
		"take over":    models.TakeOver("agent1", d.now),
		"answer":       models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "Hi", Now: d.now}),
		"hand back":    models.HandBack("agent1", d.now),
		"close":        models.Close("agent1", d.now),
		"pass on":      models.PassOn(models.Passing{By: "agent1", To: "agent2", Now: d.now}),
		"let wait":     models.PassOn(models.Passing{By: "agent1", Back: true, Now: d.now}),
		"guest's word": models.GuestReply(models.GuestAnswer{Guest: bo.ID, ClientID: d.clientID(), Text: "Hi", Now: d.now}),
		"guest's back": models.GuestHandBack(bo.ID, d.now),
	} {
		if _, err := d.turn(c.ID, decide); code(err) != models.CodeConflict || !strings.Contains(err.Error(), "Ana (guest) has this chat") {
			t.Errorf("%s: %v", what, err)
		}
	}
	agent, now := d.member("agent1"), d.reload(c.ID)
	if agent.MayPass(&now) || len(agent.Moves(&now)) > 0 {
		t.Errorf("an agent is offered %v with a guest's chat", agent.Moves(&now))
	}
}

// lead may act on anybody's chats.
func (d *desk) lead() {
	d.Helper()
	a := &models.Agent{ID: "lead", Name: "Vera Falk", Email: "vera@shop.example", Role: models.RoleSupervisor, MaxChats: 3}
	if err := d.store.SaveAgent(context.Background(), a, d.now); err != nil {
		d.Fatal(err)
	}
	d.online("lead", true)
}

func TestGuest_SupervisorTakesTheChat_TheGuestWatches(t *testing.T) {
	d := called(t)
	d.lead()
	c, g := d.held("v", "Ana")
	c = d.must(d.turn(c.ID, models.TakeOver("lead", d.now)))
	if c.OwnerID != "lead" || c.GuestID != "" || c.OwnerName != "Vera" || d.member("lead").Live != 1 {
		t.Errorf("the chat is %q's and %q's, called %q", c.OwnerID, c.GuestID, c.OwnerName)
	}
	if _, err := d.guestSays(g, "Still me"); code(err) != models.CodeConflict {
		t.Errorf("the guest after it: %v", err)
	}
	if _, err := d.store.EntriesAfter(t.Context(), models.Reader{Guest: &g}, models.Position{Conversation: c.ID, Limit: 9}); err != nil {
		t.Errorf("the guest still watches: %v", err)
	}
	for what, decide := range map[string]func(*models.Conversation) (models.Change, error){
		"close":     models.Close("lead", d.now),
		"hand back": models.HandBack("lead", d.now),
		"pass on":   models.PassOn(models.Passing{By: "lead", To: "agent1", Now: d.now}),
	} {
		c, _ := d.held(what, "Bo")
		if c := d.must(d.turn(c.ID, decide)); c.GuestID != "" {
			t.Errorf("%s: the guest still has the chat", what)
		}
	}
}

func TestGuest_AnswersAMessageThatWasLeft_ItIsNoneAnyMore(t *testing.T) {
	d := newDesk(t)
	c := d.left("v", "ana@visitor.example", "Where is my order?")
	d.bot.Settings.Mail.Started = []string{partner}
	d.saveBot()
	d.nobody()
	other := d.say("w", "Hello") // whose link shows nothing of the message left
	g, err := d.join(d.token(partner), "Ana")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.turn(c.ID, models.GuestTakeOver(g.ID, d.now)); code(err) != models.CodeNotFound || g.Conversation != other.ID {
		t.Errorf("into another conversation: %v", err)
	}
	d.bot.Settings.Mail = models.BotMail{Wanted: []string{partner}}
	d.saveBot()
	c, _ = d.guest("x", "Bo")
	d.now = d.now.Add(2 * time.Minute)
	d.fire() // nobody came: the visitor is asked to leave a message
	c = d.must(d.visitor("x", models.LeaveWord(models.Letter{ClientID: d.clientID(), Email: "x@visitor.example", Message: "Call me", Now: d.now})))
	if c.State != models.StateLeft || c.LeftAt.IsZero() {
		t.Fatalf("the chat is %s", c.State)
	}
	bo, err := d.join(d.token(partner), "Bo")
	if err != nil {
		t.Fatal(err)
	}
	d.must(d.turn(c.ID, models.GuestTakeOver(bo.ID, d.now)))
	left := d.must(d.turn(c.ID, models.GuestLeave(bo.ID, d.now)))
	if left.State != models.StateWaiting || left.LeftAt.IsZero() {
		t.Errorf("left without an answer it is %s since %v", left.State, left.LeftAt)
	}
	bo, err = d.join(d.token(partner), "Bo")
	if err != nil {
		t.Fatal(err)
	}
	d.must(d.turn(c.ID, models.GuestTakeOver(bo.ID, d.now)))
	if c := d.must(d.guestSays(bo, "I will.")); !c.LeftAt.IsZero() {
		t.Error("it is answered and still counts as left")
	}
}

// A33
func TestGuest_RevokedLink_EndsAllWhoCameByIt_TheChatWaitsAgain(t *testing.T) {
	d := called(t)
	c, ana := d.held("v", "Ana")
	token := d.token(partner)
	bo, err := d.join(token, "Bo")
	if err != nil {
		t.Fatal(err)
	}
	change, err := d.turn(c.ID, models.RevokeLink("agent1", ana.Link, d.now))
	if err != nil {
		t.Fatal(err)
	}
	if len(change.GuestsLost) != 2 || change.Conversation.State != models.StateWaiting || change.Conversation.GuestID != "" {
		t.Errorf("lost %+v, the chat is %s", change.GuestsLost, change.Conversation.State)
	}
	d.ends(c.ID, "guest_out", "guest_out", "released", "waiting")
	if e := d.newest(c.ID, models.EntryReleased); e.Author.Kind != models.ByGuest || e.Author.Name != "Ana" || e.Audience != models.ForAll {
		t.Errorf("the visitor is told of %+v", e.Author)
	}
	for _, g := range []models.Guest{ana, bo} {
		if err := d.store.GuestIn(t.Context(), g.ID, d.now); code(err) != models.CodeNotFound {
			t.Errorf("%s is still in: %v", g.Name, err)
		}
		if _, err := d.store.EntriesAfter(t.Context(), models.Reader{Guest: &g}, models.Position{Conversation: c.ID, Limit: 9}); code(err) != models.CodeNotFound {
			t.Errorf("%s still reads: %v", g.Name, err)
		}
		for what, decide := range map[string]func(*models.Conversation) (models.Change, error){
			"take over": models.GuestTakeOver(g.ID, d.now),
			"leave":     models.GuestLeave(g.ID, d.now),
			"say":       models.GuestReply(models.GuestAnswer{Guest: g.ID, ClientID: d.clientID(), Text: "x", Now: d.now}),
		} {
			if _, err := d.turn(c.ID, decide); code(err) != models.CodeNotFound {
				t.Errorf("%s by %s: %v", what, g.Name, err)
			}
		}
	}
	if _, err := d.join(token, "Cleo"); code(err) != models.CodeNotFound {
		t.Errorf("the link still lets in: %v", err)
	}
	if change, err := d.turn(c.ID, models.RevokeLink("agent1", ana.Link, d.now)); err != nil || change.Conversation != nil {
		t.Errorf("taken back twice: %v", err)
	}
	if _, err := d.turn(c.ID, models.RevokeLink("nobody", ana.Link, d.now)); code(err) != models.CodeNotFound {
		t.Errorf("by who is not on the team: %v", err)
	}
}

// A33
func TestGuest_LinkIsGoodUntilSomeTimeAfterTheEnd_AndNotAgainWhenTheChatGoesOn(t *testing.T) {
	d := called(t)
	c, g := d.held("v", "Ana")
	token := d.token(partner)
	d.must(d.turn(c.ID, models.CloseByVisitor(d.now)))
	end := d.now
	d.now = end.Add(24*time.Hour - time.Second)
	if err := d.store.GuestIn(t.Context(), g.ID, d.now); err != nil {
		t.Errorf("a day after the end: %v", err)
	}
	if _, err := d.turn(c.ID, models.GuestTakeOver(g.ID, d.now)); code(err) != models.CodeConflict {
		t.Errorf("a chat that is over was taken: %v", err)
	}
	d.now = end.Add(24 * time.Hour)
	if _, err := d.store.GuestLink(t.Context(), token, d.now); code(err) != models.CodeNotFound {
		t.Errorf("the link: %v", err)
	}
	if err := d.store.GuestIn(t.Context(), g.ID, d.now); code(err) != models.CodeNotFound {
		t.Errorf("the guest: %v", err)
	}
	if _, err := d.turn(c.ID, models.GuestLeave(g.ID, d.now)); code(err) != models.CodeNotFound {
		t.Errorf("a turn of his: %v", err)
	}
	if c := d.say("v", "I am back"); c.State == models.StateClosed {
		t.Fatalf("it is %s", c.State)
	}
	if _, err := d.store.GuestLink(t.Context(), token, d.now); code(err) != models.CodeNotFound {
		t.Errorf("the link is good again: %v", err)
	}
}

// A30 A32
func TestGuest_AHundredJoinAtOnce_NoMoreThanTheLimit_AndWhoLeftCounts(t *testing.T) {
	d := called(t)
	c, first := d.guest("v", "Ana")
	if _, err := d.turn(c.ID, models.GuestLeave(first.ID, d.now)); err != nil {
		t.Fatal(err)
	}
	token := d.token(partner)
	link, err := d.store.GuestLink(t.Context(), token, d.now)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	in, out := make(chan models.Guest, 100), make(chan error, 100)
	for i := range 100 {
		all.Go(func() {
			g, err := d.joinBy(link, token, "Bo", strings.Repeat("b", i+1))
			if err == nil {
				in <- g
			} else {
				out <- err
			}
		})
	}
	all.Wait()
	if len(in) != models.MostGuests-1 {
		t.Errorf("%d came in", len(in))
	}
	for range len(out) {
		if err := <-out; code(err) != models.CodeConflict {
			t.Error(err)
		}
	}
	links, err := d.store.LinksOf(t.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, c.ID)
	if err != nil || len(links) != 1 || len(links[0].Guests) != models.MostGuests {
		t.Errorf("the team sees %+v %v", links, err)
	}
	if g := <-in; d.store.GuestIn(t.Context(), g.ID, d.now) != nil {
		t.Error("who came in is not in")
	}
}

func TestGuest_GoneForAMinute_TheVisitorWaitsAgain_OrHasTheBotAsItIsSet(t *testing.T) {
	for toBot, want := range map[bool]models.State{false: models.StateWaiting, true: models.StateBot} {
		d := called(t)
		d.bot.Settings.Mail.GuestToBot = toBot
		d.saveBot()
		began := d.now
		c, g := d.held("v", "Ana")
		if err := d.store.Here(t.Context(), g.ID, d.now.Add(20*time.Second)); err != nil {
			t.Fatal(err)
		}
		gone := func(since time.Time) *models.Conversation {
			t.Helper()
			ids, err := d.store.GuestsGone(t.Context(), d.now, 10)
			if err != nil {
				t.Fatal(err)
			}
			if len(ids) == 0 {
				return nil
			}
			change, err := d.turn(c.ID, models.GuestGone(since, d.now))
			if err != nil {
				t.Fatal(err)
			}
			return change.Conversation
		}
		d.now = began.Add(20*time.Second + 59*time.Second)
		if c := gone(began); c != nil {
			t.Errorf("before the minute was over it became %s", c.State)
		}
		d.now = began.Add(81 * time.Second)
		if c := gone(began.Add(40 * time.Second)); c != nil {
			t.Errorf("the program stood still, and it became %s", c.State)
		}
		next := gone(began)
		if next == nil || next.State != want || next.GuestID != "" {
			t.Fatalf("to the bot %t: it became %+v", toBot, next)
		}
		if ids, err := d.store.GuestsGone(t.Context(), d.now, 10); err != nil || len(ids) > 0 {
			t.Errorf("still %v %v", ids, err)
		}
		told := models.EntryReleased
		if toBot {
			told = models.EntryHandedBack
		}
		if e := d.newest(c.ID, told); e.Author.Name != "Ana" || e.Audience != models.ForAll {
			t.Errorf("the visitor reads %+v", e)
		}
		if n := d.read(c.ID, models.EntryWaiting); n != 1 {
			t.Errorf("to the bot %t: the visitor reads %d times that he has asked for a person", toBot, n)
		}
		if err := d.store.GuestIn(t.Context(), g.ID, d.now); err != nil {
			t.Errorf("who comes back watches: %v", err)
		}
	}
}

func TestGuest_TookOverFromTheBotAndLeaves_TheBotGoesOn(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail.Started = []string{partner}
	d.saveBot()
	c := d.choose("v", "ask")
	g, err := d.join(d.token(partner), "Ana")
	if err != nil {
		t.Fatal(err)
	}
	d.must(d.turn(c.ID, models.GuestTakeOver(g.ID, d.now)))
	change, err := d.turn(c.ID, models.GuestLeave(g.ID, d.now))
	if err != nil {
		t.Fatal(err)
	}
	if change.Conversation.State != models.StateBot || len(change.GuestsLost) != 1 || change.GuestsLost[0].Guest != g.ID {
		t.Errorf("it is %s, lost %+v", change.Conversation.State, change.GuestsLost)
	}
	d.ends(c.ID, "guest_out", "handed_back", "bot: Which colour?")
	if again, err := d.join(d.token(partner), "Ana"); err != nil || again.ID == g.ID {
		t.Errorf("who left comes back by the link: %v", err)
	}
}

func TestGuest_SeesWhatVisitorsDo_NoNotes_NothingSensitive(t *testing.T) {
	d := called(t)
	d.importAll(d.bot.Settings, blocks(`"a":{"kind":"question","settings":{"text":"Your PIN?","type":"text","var":"pin","sensitive":true},"out":{"next":{"block":"b"}}},
	 "b":{"kind":"text","settings":{"text":"Thanks for {{pin}}."},"out":{"next":{"block":"c"}}},
	 "c":{"kind":"live_chat","settings":{"wait_seconds":60},"out":{"next":{"block":"a"}}}`))
	c := d.say("v", "secret-4711")
	d.note(c.ID, "A note for the team")
	g, err := d.join(d.token(partner), "Ana")
	if err != nil {
		t.Fatal(err)
	}
	at := models.Position{Conversation: c.ID, Limit: 100}
	for _, read := range []func(context.Context, models.Reader, models.Position) ([]models.Entry, error){d.store.EntriesAfter, d.store.EntriesBefore} {
		all, err := read(t.Context(), models.Reader{Guest: &g}, at)
		if err != nil || len(all) == 0 {
			t.Fatal(err)
		}
		for _, e := range all {
			if strings.Contains(e.Text+e.Body.Masked, "4711") || e.Audience != models.ForAll || e.Kind == models.EntryNote {
				t.Errorf("a guest reads %+v", e)
			}
		}
	}
	for _, line := range d.joinMails()[0].Lines {
		if strings.Contains(line.Text, "4711") {
			t.Errorf("the mail says %q", line.Text)
		}
	}
	if _, err := d.store.List(t.Context(), models.Reader{Guest: &g}, models.ListQuery{State: models.StateWaiting, Limit: 10}); code(err) != models.CodeNotFound {
		t.Errorf("the desk's list: %v", err)
	}
	both := models.Reader{Guest: &g, Visitor: c.Visitor.ID}
	if _, err := d.store.EntriesAfter(t.Context(), both, at); code(err) != models.CodeNotFound {
		t.Errorf("a reader that is two: %v", err)
	}
}

func TestGuest_OnlyWhoHasTheChatMarksItSeen(t *testing.T) {
	d := called(t)
	c, g := d.guest("v", "Ana")
	seen := func() int64 {
		t.Helper()
		if err := d.store.MarkTeamSeen(t.Context(), models.Reader{Guest: &g}, models.Position{Conversation: c.ID, Seq: 99}); err != nil {
			t.Fatal(err)
		}
		return d.reload(c.ID).TeamSeen
	}
	if at := seen(); at != 0 {
		t.Errorf("who watches has marked it up to %d", at)
	}
	d.must(d.turn(c.ID, models.GuestTakeOver(g.ID, d.now)))
	if at := seen(); at != d.reload(c.ID).LastSeq {
		t.Errorf("who has it has marked it up to %d", at)
	}
	if err := d.store.MarkVisitorSeen(t.Context(), models.Reader{Guest: &g}, models.Position{Conversation: c.ID, Seq: 99}); code(err) != models.CodeNotFound {
		t.Errorf("as the visitor: %v", err)
	}
}
