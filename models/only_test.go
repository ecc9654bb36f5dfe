package models_test

import (
	"context"
	"testing"
	"time"

	"deskbell/models"
)

// who is a browser as it asks to see something.
func (d *desk) who(browser string) models.Reader {
	d.Helper()
	v, err := d.store.VisitorByToken(context.Background(), d.bot.ID, hashFor(browser), d.now)
	if err != nil {
		d.Fatalf("the %s: %v", browser, err)
	}
	return models.Reader{Visitor: v.ID, Only: v.Only}
}

// sees says of each conversation whether a browser may read it, by every way there is.
func (d *desk) sees(browser string, want bool, all ...models.ConversationID) {
	d.Helper()
	ctx, who := context.Background(), d.who(browser)
	for _, id := range all {
		at := models.Position{Conversation: id, Limit: 50}
		_, whole := d.store.Conversation(ctx, who, id)
		_, after := d.store.EntriesAfter(ctx, who, at)
		_, before := d.store.EntriesBefore(ctx, who, at)
		seen := d.store.MarkVisitorSeen(ctx, who, models.Position{Conversation: id, Seq: 1})
		for name, err := range map[string]error{"conversation": whole, "after": after, "before": before, "seen": seen} {
			if got := err == nil; got != want || err != nil && models.CodeOf(err) != models.CodeNotFound {
				d.Errorf("the %s, %s: %v, want it readable: %t", browser, name, err, want)
			}
		}
	}
}

// takes opens a way back in a browser.
func (d *desk) takes(token string, browsers ...string) {
	d.Helper()
	for _, browser := range browsers {
		if _, err := d.store.TakeBack(context.Background(), token, hashFor(browser), d.now); err != nil {
			d.Fatal(err)
		}
	}
}

func (d *desk) shut(id models.ConversationID) {
	d.Helper()
	d.must(d.turn(id, models.End(models.Ending{Agent: "agent1", Now: d.now})))
}

// fresh begins a new conversation where the one there is is over.
func (d *desk) fresh(browser, text string) models.ConversationID {
	d.Helper()
	c := d.must(d.store.Begin(context.Background(), models.Beginning{Bot: d.bot, TokenHash: hashFor(browser), Fresh: true, Now: d.now},
		models.Receive(models.Message{ClientID: d.clientID(), Text: text, Now: d.now})))
	return c.ID
}

// mailedTwice is a conversation that was answered by mail and is over, the secret of its way back, and a newer one
// that the visitor has begun where he was.
func (d *desk) mailedTwice() (older models.ConversationID, token string, newer models.ConversationID) {
	d.Helper()
	older = d.answered("laptop", ana, "Good morning.")
	d.gathered(older, away)
	token = d.linkOf(d.wantMails(1)[0])
	d.shut(older)
	return older, token, d.fresh("laptop", "Something else")
}

// M-8 A25
func TestTakeBack_OtherConversationsOfTheVisitor_AreNotReadWithIt(t *testing.T) {
	d := newDesk(t)
	older, token, newer := d.mailedTwice()
	d.takes(token, "phone")
	if only := d.who("phone").Only; only == nil || only.For != older || only.At != older {
		t.Fatalf("it is good for %+v", only)
	}
	d.sees("phone", true, older)
	d.sees("phone", false, newer)
	d.sees("laptop", true, older, newer)
}

func TestTakeBack_GoesOnWhereTheConversationIsOver_IsTheSameVisitorAndReadableThereAlone(t *testing.T) {
	d := newDesk(t)
	older, token, newer := d.mailedTwice()
	d.takes(token, "phone", "tablet")
	c := d.say("phone", "And one more thing") // the other one is open: this one cannot be opened again
	if c.ID == older || c.ID == newer || c.Visitor.ID != d.who("laptop").Visitor {
		t.Fatalf("it goes into %+v", c)
	}
	if at := d.who("phone").Only.At; at != c.ID {
		t.Errorf("the phone is at %s", at)
	}
	if again := d.say("phone", "Still there"); again.ID != c.ID {
		t.Error("the next words go elsewhere")
	}
	d.sees("phone", true, older, c.ID)
	d.sees("phone", false, newer)
	d.sees("tablet", true, older)
	d.sees("tablet", false, newer, c.ID)
	d.sees("laptop", true, older, newer, c.ID)
	if own := d.say("laptop", "From where I was"); own.ID != newer {
		t.Error("the visitor's own browser has left its conversation")
	}
	d.takes(token, "phone")
	if at := d.who("phone").Only.At; at != older {
		t.Errorf("the link opens %s", at)
	}
	if back := d.fresh("phone", "Anew"); back != c.ID {
		t.Error("there are two open ones that were begun with the link")
	}
	d.sees("phone", true, older, c.ID)
	d.shut(c.ID)
	last := d.fresh("phone", "And anew")
	d.sees("phone", true, older, c.ID, last)
	d.sees("tablet", false, c.ID, last)
}

func TestTakeBack_NothingElseIsOpen_TheConversationIsOpenedAgain(t *testing.T) {
	d := newDesk(t)
	older, token, newer := d.mailedTwice()
	d.shut(newer)
	d.takes(token, "phone")
	if c := d.say("phone", "One more thing"); c.ID != older || c.State == models.StateClosed {
		t.Errorf("it goes into %s, which is %s", c.ID, c.State)
	}
	if c := d.say("laptop", "Where are we?"); c.ID != older {
		t.Error("the visitor's own browser is not where the conversation goes on")
	}
}

// A repeated action finds what it has kept, and nothing that another secret of the visitor has.
func TestTakeBack_ClientIDOfAnotherConversation_FindsNothing(t *testing.T) {
	d := newDesk(t)
	_, token, newer := d.mailedTwice()
	m := models.Message{ClientID: d.clientID(), Text: "Twice", Now: d.now}
	if c := d.must(d.visitor("laptop", models.Receive(m))); c.ID != newer {
		t.Fatal(c.ID)
	}
	d.takes(token, "phone")
	change, err := d.visitor("phone", models.Receive(m))
	if err != nil || change.Repeated != nil || change.Conversation == nil || change.Conversation.ID == newer {
		t.Errorf("%+v, %v", change, err)
	}
	again, err := d.visitor("phone", models.Receive(m))
	if err != nil || again.Repeated == nil || again.Repeated.Conversation != change.Conversation.ID {
		t.Errorf("%+v, %v", again, err)
	}
}

func TestTakeBack_SecretThatIsTheVisitorsOwn_StaysGoodForAll(t *testing.T) {
	d := newDesk(t)
	older, token, newer := d.mailedTwice()
	d.takes(token, "laptop")
	if only := d.who("laptop").Only; only != nil {
		t.Errorf("it is narrowed to %+v", only)
	}
	d.sees("laptop", true, older, newer)
	if c := d.say("laptop", "I am here"); c.ID != newer {
		t.Error("it goes elsewhere")
	}
}

func TestTakeBack_OwnSecretThatIsOver_IsGoodForTheOneConversation(t *testing.T) {
	d := newDesk(t)
	older, token, newer := d.mailedTwice()
	d.now = d.now.Add(models.WayBackLife - time.Minute)
	d.takes(token, "phone")
	d.now = d.now.Add(time.Hour) // the laptop's has ended
	d.takes(token, "laptop")
	d.sees("laptop", true, older)
	d.sees("laptop", false, newer)
}

func TestTakeBack_WayToWhatWasBegunWithTheSecret_KeepsBoth(t *testing.T) {
	d := newDesk(t)
	older, token, _ := d.mailedTwice()
	d.takes(token, "phone")
	next := d.say("phone", "And one more thing").ID
	d.must(d.turn(next, models.TakeOver("agent1", d.now)))
	d.writes(next, "Yes?")
	d.gathered(next, away)
	d.takes(d.linkOf(d.wantMails(2)[0]), "phone", "watch")
	d.sees("phone", true, older, next)
	if at := d.who("phone").Only.At; at != next {
		t.Errorf("the link opens %s", at)
	}
	d.sees("watch", true, next)
	d.sees("watch", false, older)
}

func TestErase_ConversationOfAWayBack_LeavesWhatWasBegunWithItAndNothingOfItself(t *testing.T) {
	d := newDesk(t)
	older, token, newer := d.mailedTwice()
	d.takes(token, "phone", "tablet")
	next := d.say("phone", "And one more thing").ID
	owner := models.Reader{Agent: &models.Agent{ID: "agent1", Role: models.RoleOwner}}
	if _, err := d.store.Erase(context.Background(), owner, older, d.now); err != nil {
		t.Fatal(err)
	}
	d.sees("phone", true, next)
	d.sees("phone", false, older, newer)
	d.sees("tablet", false, older, newer, next)
	if c := d.say("tablet", "Hello?"); c.ID == next || c.ID == newer || c.Visitor.ID != d.who("laptop").Visitor {
		t.Errorf("it goes into %+v", c)
	}
}
