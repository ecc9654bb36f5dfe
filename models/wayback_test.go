package models_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// linkOf is the secret of a mail's link.
func (d *desk) linkOf(m models.Mail) string {
	d.Helper()
	token, err := d.store.MailToken(context.Background(), m)
	if err != nil {
		d.Fatal(err)
	}
	return token
}

func hashFor(token string) string { return strings.Repeat(token, 64)[:64] }

// M-8
func TestTakeBack_AnotherBrowser_IsTheSameVisitorInTheSameConversation(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	id := d.answered("laptop", ana, "Good morning.")
	d.gathered(id, away)
	token := d.linkOf(d.wantMails(1)[0])
	for range 2 { // it is good again and again
		w, err := d.store.WayBack(ctx, token, d.now)
		if err != nil || w.Conversation != id || w.Bot != d.bot.ID || w.Address != ana {
			t.Fatalf("the way back is %+v, %v", w, err)
		}
	}
	for _, browser := range []string{"phone", "tablet", "phone"} {
		if _, err := d.store.TakeBack(ctx, token, hashFor(browser), d.now); err != nil {
			t.Fatal(err)
		}
		if c := d.say(browser, "From the "+browser); c.ID != id {
			t.Errorf("the %s is in another conversation", browser)
		}
	}
	if c := d.say("laptop", "And from here"); c.ID != id {
		t.Error("the first browser has lost the conversation")
	}
}

// A33
func TestWayBack_UnknownCutOverOrErased_AreAllTheSame(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	id := d.answered("v", ana, "Good morning.")
	d.gathered(id, away)
	token := d.linkOf(d.wantMails(1)[0])
	refused := func(what, token string, now time.Time) {
		t.Helper()
		_, look := d.store.WayBack(ctx, token, now)
		_, take := d.store.TakeBack(ctx, token, hashFor("thief"), now)
		_, stop := d.store.StopMails(ctx, token, now)
		for _, err := range []error{look, take, stop} {
			if err == nil || models.CodeOf(err) != models.CodeNotFound {
				t.Errorf("%s: %v", what, err)
			}
		}
		if _, err := d.store.VisitorByToken(ctx, d.bot.ID, hashFor("thief"), now); err == nil {
			t.Errorf("%s: the browser is somebody's now", what)
		}
	}
	refused("none", "", d.now)
	refused("unknown", strings.Repeat("A", 43), d.now)
	refused("cut", token[:42], d.now)
	refused("with more behind it", token+"A", d.now)
	refused("over", token, d.now.Add(models.WayBackLife+time.Minute))
	if _, err := d.store.TakeBack(ctx, token, hashFor("phone"), d.now.Add(models.WayBackLife-time.Minute)); err != nil {
		t.Errorf("just before its end: %v", err)
	}
	if _, err := d.store.WayBack(ctx, token, d.now.Add(2*models.WayBackLife-time.Hour)); err != nil {
		t.Errorf("its life does not begin anew with its use: %v", err)
	}
	d.must(d.turn(id, models.End(models.Ending{Agent: "agent1", Now: d.now})))
	owner := models.Reader{Agent: &models.Agent{ID: "agent1", Role: models.RoleOwner}}
	if _, err := d.store.Erase(ctx, owner, id, d.now); err != nil {
		t.Fatal(err)
	}
	refused("of an erased conversation", token, d.now)
}

// A39
func TestStopMails_NoneGoesAnyMore_UntilOneWhoseAddressItIsGivesItAnew(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	id := d.answered("v", ana, "One.")
	d.gathered(id, away)
	token := d.linkOf(d.wantMails(1)[0])
	for range 2 {
		if _, err := d.store.StopMails(ctx, token, d.now); err != nil {
			t.Fatal(err)
		}
	}
	goes := func(want models.DeliveryState) {
		t.Helper()
		d.writes(id, "One more.")
		d.gathered(id, away)
		if _, rows := d.outbox(); rows[0].State != want {
			t.Errorf("the newest mail is %s, %q", rows[0].State, rows[0].Error)
		}
	}
	anew := func() {
		t.Helper()
		_, err := d.turn(id, func(c *models.Conversation) (models.Change, error) {
			next := *c
			return models.Change{Conversation: &next, VisitorChanged: true, GaveEmail: true}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	goes(models.DeliveryDropped)
	anew()
	goes(models.DeliveryDropped) // whoever types it may not be whose it is
	if _, err := d.store.TakeBack(ctx, token, hashFor("phone"), d.now); err != nil {
		t.Fatal(err)
	}
	goes(models.DeliveryDropped)
	anew()
	goes(models.DeliveryPending)
}
