package models_test

import (
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"deskbell/models"
)

// M-25 F32
func TestTakeOver_ManyAtOnce_OneOwnerAndNobodyOverTheLimit(t *testing.T) {
	d := newDesk(t)
	d.agent("agent3", "Tove Aas", 2)
	var chats []models.ConversationID
	for i := range 5 {
		chats = append(chats, d.choose(fmt.Sprint(i), "leave").ID)
	}
	won := make(chan string, 100)
	var all sync.WaitGroup
	for _, chat := range chats {
		for _, agent := range []models.AgentID{"agent1", "agent2", "agent3"} {
			all.Go(func() {
				change, err := d.turn(chat, models.TakeOver(agent, d.now))
				if err == nil && change.Conversation != nil {
					won <- string(chat)
				} else if err != nil && models.CodeOf(err) != models.CodeConflict {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	close(won)
	owners := map[string]int{}
	for chat := range won {
		owners[chat]++
	}
	for chat, n := range owners {
		if n != 1 {
			t.Errorf("chat %s was taken %d times", chat, n)
		}
	}
	agents, err := d.store.Agents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	live := 0
	for _, a := range agents {
		live += a.Live
		if a.Live > a.MaxChats {
			t.Errorf("%s has %d of %d", a.Name, a.Live, a.MaxChats)
		}
	}
	if live != len(owners) || live != 5 {
		t.Errorf("%d chats are live, %d were won, want 5", live, len(owners))
	}
}

// M-25
func TestTakeOver_ColleagueWasFirst_SaysWho(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	_, err := d.turn(c.ID, models.TakeOver("agent2", d.now))
	if models.CodeOf(err) != models.CodeConflict || err.Error() != "Mira has this chat already." {
		t.Errorf("%v", err)
	}
	if change, err := d.turn(c.ID, models.TakeOver("agent1", d.now)); err != nil || change.Conversation != nil {
		t.Errorf("taken twice by the same: %+v, %v", change, err)
	}
}

// A13
func TestActions_OtherPeoplesBots_AreNotFound(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	stranger := &models.Agent{ID: "stranger", Name: "S", Email: "s@x.example", Role: models.RoleAgent, MaxChats: 3}
	if err := d.store.SaveAgent(t.Context(), stranger, d.now); err != nil {
		t.Fatal(err)
	}
	for name, act := range map[string]func(*models.Conversation) (models.Change, error){
		"take over": models.TakeOver("stranger", d.now), "hand back": models.HandBack("stranger", d.now),
		"close": models.Close("stranger", d.now), "unknown agent": models.Close("nobody", d.now),
		"reply": models.Reply(models.Answer{Agent: "stranger", ClientID: d.clientID(), Text: "x", Now: d.now})} {
		if _, err := d.turn(c.ID, act); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTakeOver_SupportAgent_MayNotTakeFromTheBot(t *testing.T) {
	d := newDesk(t)
	support := &models.Agent{ID: "support", Name: "S", Email: "s@x.example", Role: models.RoleSupportAgent, MaxChats: 3, Bots: []models.BotID{d.bot.ID}}
	if err := d.store.SaveAgent(t.Context(), support, d.now); err != nil {
		t.Fatal(err)
	}
	withBot, waiting := d.choose("a", "ask"), d.choose("b", "leave")
	if _, err := d.turn(withBot.ID, models.TakeOver("support", d.now)); models.CodeOf(err) != models.CodeForbidden {
		t.Errorf("from the bot: %v", err)
	}
	d.must(d.turn(waiting.ID, models.TakeOver("support", d.now)))
}

// The whole table of states: every act in every state either follows the table or is refused.
func TestTransitions_EveryActInEveryOrder_FollowTheTable(t *testing.T) {
	d := newDesk(t)
	allowed := map[[2]models.State]bool{}
	for _, way := range models.Transitions() {
		allowed[[2]models.State{way.From, way.To}] = true
	}
	chats := 0
	rapid.Check(t, func(r *rapid.T) {
		chats++
		token := fmt.Sprintf("%x", chats)
		c := d.say(token+"x", "hello")
		for _, act := range rapid.SliceOfN(rapid.IntRange(0, 10), 1, 12).Draw(r, "acts") {
			change, err := d.anyAct(token+"x", c, act)
			if err != nil && models.CodeOf(err) != models.CodeConflict && models.CodeOf(err) != models.CodeInvalid {
				r.Fatalf("act %d in state %s: %v", act, c.State, err)
			}
			if change.Conversation == nil {
				continue
			}
			from, to := c.State, change.Conversation.State
			if from != to && !allowed[[2]models.State{from, to}] && !viaBot(from, to) {
				r.Fatalf("act %d led from %s to %s", act, from, to)
			}
			if (to == models.StateLive) != (change.Conversation.OwnerID != "") {
				r.Fatalf("state %s with owner %q", to, change.Conversation.OwnerID)
			}
			if (to == models.StateWaiting) != !change.Conversation.WaitingUntil.IsZero() {
				r.Fatalf("state %s waiting until %v", to, change.Conversation.WaitingUntil)
			}
			c = *change.Conversation
		}
		d.words(c.ID) // checks that the log has no gap
		if c.State != models.StateClosed {
			if _, err := d.turn(c.ID, models.CloseByVisitor(d.now)); err != nil {
				r.Fatal(err)
			}
		}
	})
}

// viaBot are ways that lead through the bot within one turn: a hand-back whose next block asks again,
// and an opened chat whose flow does.
func viaBot(from, to models.State) bool {
	return (from == models.StateLive || from == models.StateClosed) && to == models.StateWaiting
}

func (d *desk) anyAct(token string, c models.Conversation, act int) (models.Change, error) {
	at := ""
	if c.Flow.Wait != nil {
		at = c.Flow.Wait.Token
	}
	pick := func(choice string) (models.Change, error) {
		return d.visitor(token, models.Choose(models.Message{ClientID: d.clientID(), Token: at, Choice: choice, Now: d.now}))
	}
	switch act {
	case 0:
		return d.visitor(token, models.Receive(models.Message{ClientID: d.clientID(), Text: "words", Now: d.now}))
	case 1:
		return pick("leave")
	case 2:
		return pick("again")
	case 3:
		return d.turn(c.ID, models.TakeOver("agent1", d.now))
	case 4:
		return d.turn(c.ID, models.HandBack("agent1", d.now))
	case 5:
		return d.turn(c.ID, models.Close("agent1", d.now))
	case 6:
		return d.turn(c.ID, models.Advance(at, d.now.Add(1e12)))
	case 7:
		return d.visitor(token, models.Skip(models.Message{Token: at, Now: d.now}))
	case 8:
		return d.visitor(token, models.LeaveWord(models.Letter{ClientID: d.clientID(), Email: "a@b.example", Message: "later", Now: d.now}))
	case 9:
		id := d.clientID()
		return d.turn(c.ID, models.ReceiveMail(models.Mailed{From: "a@b.example", Text: "mail " + id, Receipt: &models.MailReceipt{Hash: id}, Now: d.now}))
	}
	return d.turn(c.ID, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "answer", Now: d.now}))
}
