package ai

import (
	"context"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// F35 F36: an answer that is there is not thrown away for a moment without the database.
func TestSender_AnswerCannotBeKept_IsKeptInAnotherTryAndPaidOnce(t *testing.T) {
	h := newHouse(t, says("Within 30 days [1]."))
	h.fails = func(turn int64) bool { return turn == 2 } // after it was read
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.until(c, "Ask me.", "Within 30 days.")
	h.settled(models.DeliverySent, 1)
	if n := len(h.service.requests()); n != 1 {
		t.Errorf("asked %d times", n)
	}
	if got := h.answers(); got != "answered tiny-1 120" {
		t.Errorf("kept: %s", got)
	}
}

// F36
func TestSender_ConversationCannotBeRead_ComesAgainBeforeTheWaitEnds(t *testing.T) {
	h := newHouse(t, says("Within 30 days [1]."))
	h.fails = func(turn int64) bool { return turn == 1 }
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.until(c, "Ask me.", "Within 30 days.") // in less than the lease
	h.settled(models.DeliverySent, 1)
	h.lock.Lock()
	defer h.lock.Unlock()
	if log := h.log.String(); !strings.Contains(log, "The disk is full.") {
		t.Errorf("the log:\n%s", log)
	}
}

// Who ends the program does not wait for the next try.
func TestSender_ProgramEndsBetweenTries_EndsAtOnce(t *testing.T) {
	h := newHouse(t)
	h.fails = func(int64) bool { return true }
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := Sender{Turns: rung{h}}
	least := time.Hour
	for tries := int64(1); tries <= 5 && least > keepEvery/2; tries++ { // the machine may stand still for a while
		began := time.Now()
		err := s.keep(ctx, models.Delivery{}, nil)
		least = min(least, time.Since(began))
		if models.CodeOf(err) != models.CodeUnavailable || h.turns.Load() != tries {
			t.Errorf("%v after %d turns", err, h.turns.Load())
		}
	}
	if least > keepEvery/2 {
		t.Errorf("it takes %v", least)
	}
}

// What is written is looked at as often as it is sent, not at each word.
func TestWriter_WordsBetweenTwoSends_AreNotLookedAt(t *testing.T) {
	h := newHouse(t)
	w := newWriter(h, "c")
	looked := 0
	for range 1000 {
		w.last = time.Now().Add(time.Hour) // however long this test stands still
		w.say(func() string { looked++; return "Within 30 days." })
	}
	if looked != 0 || len(h.whispers()) != 0 {
		t.Errorf("looked at %d times", looked)
	}
	w.last = time.Time{}
	w.say(func() string { looked++; return "Within 30 days." })
	if looked != 1 || len(h.whispers()) != 1 {
		t.Errorf("looked at %d times, sent %q", looked, h.whispers())
	}
}

// M-34: a page of the desk asks for no secret.
func TestOffered_OfADeskPage_DoesNotOpenTheKey(t *testing.T) {
	o := newOffice(t)
	o.answerer.Settings = func(context.Context) (models.AISettings, error) {
		t.Error("the key is opened")
		return o.settings, nil
	}
	o.settings = models.AISettings{URL: "https://api.example.com/v1", Model: "tiny", HasKey: true, Beside: true}
	if suggest, rewrite := o.answerer.Offered(t.Context()); !suggest || !rewrite {
		t.Error("it is not offered")
	}
}
