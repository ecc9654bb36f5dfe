package live

import (
	"strconv"
	"testing"
	"time"
)

func TestLastThere_NowWhileOpen_ThenWhenItEnded_ThenForgotten(t *testing.T) {
	h := quiet(Options{})
	const who = "visitor:1"
	if at := h.LastThere(who); !at.IsZero() {
		t.Fatalf("somebody unknown was there at %v", at)
	}
	one, two := &stream{Stream: Stream{Owner: who}}, &stream{Stream: Stream{Owner: who}}
	for _, s := range []*stream{one, two} {
		if err := h.open.add(s); err != nil {
			t.Fatal(err)
		}
	}
	h.open.remove(one)
	now := time.Now()
	if at := h.LastThere(who); at.Before(now) {
		t.Errorf("who has another page open was there last at %v", at)
	}
	before := time.Now()
	h.open.remove(two)
	if at := h.LastThere(who); at.Before(before) || at.After(time.Now()) {
		t.Errorf("who has left was there last at %v, not %v", at, before)
	}
	h.open.left.note("visitor:2", before.Add(leftTurn+time.Second))
	if h.LastThere(who).IsZero() {
		t.Error("who has left half an hour ago is forgotten")
	}
	h.open.left.note("visitor:3", before.Add(2*leftTurn+2*time.Second))
	if at := h.LastThere(who); !at.IsZero() {
		t.Errorf("who has left more than an hour ago is remembered with %v", at)
	}
}

func TestLastThere_ManyWhoLeave_TakeNoMoreMemory(t *testing.T) {
	var l left
	now := time.Now()
	for i := range 3 * leftMost {
		l.note("visitor:"+strconv.Itoa(i), now)
	}
	if n := len(l.now) + len(l.before); n > 2*leftMost {
		t.Errorf("%d are remembered", n)
	}
}
