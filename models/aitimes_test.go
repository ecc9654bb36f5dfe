package models_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// A55: wherever ten minutes begin there are no more questions in them, whatever becomes of the run in between.
func TestAskAI_InAnyTenMinutes_NoMoreQuestionsThanMayBe(t *testing.T) {
	d, c := answering(t)
	asked, told, faults := []time.Time{d.now}, time.Time{}, 1
	for n := range 100 {
		d.now = d.now.Add(time.Duration(5+n*7%31) * time.Second)
		if c.State == models.StateBot {
			c = d.must(d.turn(c.ID, models.CloseByVisitor(d.now))) // a run of its own
		} else {
			d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
			d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("ai"))))
		}
		lately := 0
		for _, at := range asked {
			if d.now.Sub(at) < models.AILately {
				lately++
			}
		}
		c = d.say("a", fmt.Sprint("What do you mean by pardon ", n, "?"))
		if c.Flow.Wait.AwaitsAI() != (lately < models.MostAILately) {
			t.Fatalf("question %d after %d in the ten minutes before: waits for %+v", n, lately, c.Flow.Wait)
		}
		if c.Flow.Wait.AwaitsAI() {
			asked = append(asked, d.now)
			continue
		}
		if d.now.Sub(told) >= models.AILately {
			told = d.now
			faults++
		}
		if got := strings.Count(d.words(c.ID), "fault"); got != faults-1 {
			t.Fatalf("the team is told %d times, not %d", got, faults-1)
		}
	}
	if len(asked) < 2*models.MostAILately || faults < 3 {
		t.Errorf("%d were asked, and the team was told %d times", len(asked), faults-1)
	}
}

// A55: a clock that is put back lets nothing through, and shuts nobody out for longer.
func TestAskAI_ClockIsPutBack_TheQuestionsCountAsOfNow(t *testing.T) {
	d, c := answering(t)
	ask := func() bool {
		d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
		d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("ai"))))
		return d.say("a", "And now?").Flow.Wait.AwaitsAI()
	}
	for n := 1; n < models.MostAILately; n++ {
		d.now = d.now.Add(time.Second)
		if !ask() {
			t.Fatalf("question %d is too much", n)
		}
	}
	if ask() {
		t.Fatal("one is too much")
	}
	d.now = d.now.Add(-24 * time.Hour)
	if ask() {
		t.Error("the clock lets one more through")
	}
	d.now = d.now.Add(models.AILately - time.Second)
	if ask() {
		t.Error("one more before ten minutes are over")
	}
	d.now = d.now.Add(time.Second)
	if !ask() || strings.Count(d.words(c.ID), "fault") != 1 {
		t.Errorf("ten minutes later:\n%s", d.words(c.ID))
	}
	for range models.MostAILately {
		ask()
	}
	if strings.Count(d.words(c.ID), "fault") != 2 {
		t.Errorf("the team is not told again:\n%s", d.words(c.ID))
	}
}
