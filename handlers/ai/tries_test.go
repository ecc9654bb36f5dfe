package ai

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// trying is a house in which one question is sent by hand, at times that the test says.
type trying struct {
	*house
	sender Sender
	asked  models.ConversationID
	now    time.Time
}

func newTrying(t *testing.T) *trying {
	t.Helper()
	h := newHouse(t, says("Within 30 days [1]."))
	y := &trying{house: h, sender: h.sender(h.store.Outgoing())}
	t.Cleanup(y.sender.Answerer.Provider.Close)
	y.asked, y.now = h.asks(h.bot, "How long can I return things?"), time.Now().UTC().Add(time.Second)
	y.sender.Now = func() time.Time { return y.now }
	return y
}

// lease goes to when the request is due, and takes it.
func (y *trying) lease() (models.Delivery, error) {
	y.Helper()
	next, err := y.store.Outgoing().NextAt(y.Context(), models.DeliverAI)
	if err != nil {
		return models.Delivery{}, err
	}
	if next.After(y.now) {
		y.now = next
	}
	return y.store.Outgoing().LeaseOther(y.Context(), models.DeliverAI, y.now, nil)
}

func (y *trying) must() models.Delivery {
	y.Helper()
	d, err := y.lease()
	y.check(err)
	return d
}

// F36: what was not begun is no try.
func TestSender_ConversationCannotBeReadForAWhile_IsAnsweredThen(t *testing.T) {
	y := newTrying(t)
	y.fails = func(turn int64) bool { return turn <= 6 }
	began := y.now
	for range 6 {
		if d := y.must(); d.Tries != 1 {
			t.Errorf("%d tries", d.Tries)
		} else {
			y.sender.send(t.Context(), d)
		}
	}
	if took := y.now.Sub(began); took < 30*time.Second || took > 90*time.Second { // 2 s, and as long again each time
		t.Errorf("it came again for %v", took)
	}
	d := y.must()
	if d.Tries != 1 || !strings.Contains(d.Error, "The database could not be used") {
		t.Errorf("%+v", d)
	}
	y.sender.send(t.Context(), d)
	if got := y.said(y.asked); len(got) != 2 || !strings.Contains(got[1], "30 days") {
		t.Errorf("%q", got)
	}
	y.settled(models.DeliverySent, 1)
}

// F36: an answer that ends the program is begun three times, whatever could not be read in between.
func TestSender_AnswersThatEndTheProgram_AreBegunThreeTimes(t *testing.T) {
	y := newTrying(t)
	for tries := 1; tries <= mostTries; tries++ {
		if d := y.must(); d.Tries != tries { // and the program is gone
			t.Fatalf("try %d counts as %d", tries, d.Tries)
		}
		y.check(y.store.Outgoing().Recover(t.Context(), models.DeliverAI, y.now))
		y.fails = func(int64) bool { return true }
		y.sender.send(t.Context(), y.must())
		y.fails = nil
	}
	y.sender.send(t.Context(), y.must())
	if got := y.said(y.asked); len(got) < 2 || got[1] != "It failed." || len(y.service.requests()) != 0 {
		t.Errorf("%q, asked %d times", got, len(y.service.requests()))
	}
	all, err := y.store.Deliveries(t.Context(), models.DeliveryQuery{Kind: models.DeliverAI, State: models.DeliveryFailed, Limit: 9})
	if y.check(err); len(all) != 1 || !strings.Contains(all[0].Error, "begun too often") {
		t.Errorf("%+v", all)
	}
}

// F36: what can never be read does not come again for ever, and begins anew where somebody asks for that.
func TestSender_ConversationCanNeverBeRead_IsGivenUp(t *testing.T) {
	y := newTrying(t)
	y.fails = func(int64) bool { return true }
	for again := range 2 {
		began, n := y.now, 0
		for d, err := y.lease(); err == nil; d, err = y.lease() {
			y.sender.send(t.Context(), d)
			n++
		}
		if took := y.now.Sub(began); n > 20 || took < longestUnbegun-time.Minute || took > longestUnbegun+2*time.Minute {
			t.Errorf("%d times, for %v", n, took)
		}
		all, err := y.store.Deliveries(t.Context(), models.DeliveryQuery{Kind: models.DeliverAI, State: models.DeliveryFailed, Limit: 9})
		if y.check(err); len(all) != 1 || !strings.Contains(all[0].Error, "The database could not be used") {
			t.Fatalf("%+v", all)
		}
		if y.now = y.now.Add(time.Hour); again == 0 {
			y.check(y.store.SendAgain(t.Context(), all[0].ID, y.now))
		}
	}
}
