package main

import (
	"strings"
	"testing"
	"time"
)

// M-32: a guest who has the chat and closes the page loses it after a minute, and the visitor is told.
func TestGuests_PageClosedForAMinute_TheVisitorWaitsAgainAndIsTold(t *testing.T) {
	s := newSite(t)
	s.online("agent")
	visitor, path := s.invited("sam@guests.example")
	sam, chat := s.joins(path, "Sam Berg"), visitor.conversation()
	page, feed := visitor.stream("/w/shop/stream?after=0"), sam.stream(path+"/stream?after=0")
	feed.until("Take over")
	sam.must(path + "/takeover")
	page.until("Sam Berg")
	has := func() bool {
		return strings.Contains(s.rows("SELECT state AS name FROM conversations WHERE id = $1 AND guest_id <> ''", chat), "live")
	}
	long := time.Now().Add(-time.Hour)
	s.check(s.app.freeGuests(t.Context(), long, time.Now().Add(50*time.Second)))
	if !has() {
		t.Fatal("an open page has lost the chat")
	}
	feed.close()
	eventually(t, "the closed page is noticed", func() bool {
		gone, err := s.app.store.GuestsGone(t.Context(), time.Now().Add(time.Second), 10)
		return err == nil && len(gone) == 1
	})
	s.check(s.app.freeGuests(t.Context(), long, time.Now().Add(55*time.Second)))
	if !has() {
		t.Error("a page that was closed for less than a minute has lost the chat")
	}
	now := time.Now() // the program has only come back
	s.check(s.app.freeGuests(t.Context(), now, now.Add(59*time.Second)))
	if !has() {
		t.Error("the time for which the program stood still counts")
	}
	s.check(s.app.freeGuests(t.Context(), long, time.Now().Add(62*time.Second)))
	if has() {
		t.Fatal("a guest who has gone keeps the chat")
	}
	page.until("had to go")
	if desk := s.agent("agent").get("/desk/" + chat).body; !strings.Contains(desk, "Waiting") || !strings.Contains(desk, ">Take over<") {
		t.Errorf("the desk does not ask for somebody else:\n%.500s", desk)
	}
	if got := sam.get(path).body; !strings.Contains(got, "Take over") {
		t.Error("who comes back does not watch")
	}
}
