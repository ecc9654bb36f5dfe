package live

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"

	"deskbell/models"
)

// moves is a change that leads one conversation from a state to another.
func moves(before, now models.State) models.Change {
	return models.Change{Before: before, Conversation: &models.Conversation{ID: "other", BotID: "b", DeskID: "b", State: now}}
}

func TestLine_SomebodyLeavesIt_RingsThoseWhoHearItAndNobodyElse(t *testing.T) {
	h := quiet(Options{})
	var beside atomic.Value
	var loads, others atomic.Int64
	beside.Store(LineTopic("b"))
	s := serve(t, h, func(r *http.Request) Stream {
		if r.URL.Query().Get("who") == "other" {
			return Stream{Owner: "visitor:other", Topics: []string{"conversation:c2"}, Load: func(context.Context, string) (Batch, error) {
				return Batch{Payload: fmt.Append(nil, others.Add(1))}, nil
			}}
		}
		return Stream{Owner: "visitor:waits", Topics: []string{"conversation:c1"}, Load: func(context.Context, string) (Batch, error) {
			return Batch{Payload: fmt.Append(nil, loads.Add(1)), Beside: beside.Load().(string)}, nil
		}}
	})
	waits, other := listen(t, http.DefaultClient, s.URL, ""), listen(t, http.DefaultClient, s.URL+"/?who=other", "")
	says := func(words string) func(event) bool { return func(e event) bool { return e.data == words } }
	waits.until(t, says("2")) // again once it hears the line, for what may have rung before
	other.until(t, says("1"))
	h.Ring(moves(models.StateWaiting, models.StateLive))
	waits.until(t, says("3"))
	h.Ring(moves(models.StateLive, models.StateWaiting))
	waits.until(t, says("4"))
	h.Ring(moves(models.StateBot, models.StateWaiting)) // comes last: nobody's place is another
	h.Ring(moves(models.StateBot, models.StateLive))
	beside.Store("")
	h.Ring(models.Change{Before: models.StateWaiting, Conversation: &models.Conversation{ID: "c1", BotID: "b", DeskID: "b", State: models.StateLive}})
	waits.until(t, func(e event) bool { return e.data == "5" || e.data == "6" }) // both rings may have become one
	if heard := h.open.of(LineTopic("b")); len(heard) != 0 {
		t.Errorf("%d streams still hear a line that none of them stands in", len(heard))
	}
	if n := others.Load(); n != 1 {
		t.Errorf("a stream that does not hear the line was loaded %d times", n)
	}
}

func TestLine_StreamEnds_IsForgotten(t *testing.T) {
	h := quiet(Options{})
	s := serve(t, h, func(*http.Request) Stream {
		return Stream{Owner: "visitor:v", Topics: []string{"t"}, Load: func(context.Context, string) (Batch, error) {
			return Batch{Payload: []byte("x"), Beside: "line:b"}, nil
		}}
	})
	c := listen(t, http.DefaultClient, s.URL, "")
	c.until(t, named(""))
	c.until(t, named(""))
	h.End("visitor:v")
	c.until(t, named(eventGone))
	h.Wait(t.Context())
	if len(h.open.topics) != 0 {
		t.Errorf("topics are left: %v", h.open.topics)
	}
}
