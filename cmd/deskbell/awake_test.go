package main

import (
	"strings"
	"testing"
	"time"

	"deskbell/db"
)

// M-18 F36
func TestSleep_OfTheMachine_ChatsStayWithTheirAgents(t *testing.T) {
	s := newSite(t)
	agent := s.online("agent")
	chat := agent.takes(s.visitor())
	now := time.Now().UTC()
	s.check(s.app.store.Reach(t.Context(), "id-agent", now.Add(time.Minute)))
	var up awake
	look := func(at time.Time) string {
		s.check(s.app.freeGone(t.Context(), up.since(at), at))
		return s.ownerOf(chat)
	}
	for range 10 {
		now = now.Add(abandonedEvery)
		look(now)
	}
	if got := s.ownerOf(chat); !strings.Contains(got, "id-agent live") {
		t.Fatalf("away for less than four minutes: %s", got)
	}
	now = now.Add(time.Hour) // it sleeps
	if got := look(now); !strings.Contains(got, "id-agent live") {
		t.Errorf("before anybody could come back: %s", got)
	}
	for range 9 {
		now = now.Add(abandonedEvery)
		look(now)
	}
	if got := s.ownerOf(chat); strings.Contains(got, "live") {
		t.Errorf("whoever does not come back keeps it: %s", got)
	}
}

func TestAwake_ClockPutBack_BeginsAnewAndGoesOn(t *testing.T) {
	var up awake
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for _, step := range []struct{ at, want time.Duration }{{0, 0}, {30 * time.Second, 0}, {time.Minute, 0},
		{-3 * time.Hour, -3 * time.Hour}, {-3*time.Hour + time.Minute, -3 * time.Hour}, {5 * time.Hour, 5 * time.Hour}} {
		if got := up.since(noon.Add(step.at)).Sub(noon); got != step.want {
			t.Errorf("at %v: since %v, want %v", step.at, got, step.want)
		}
	}
}

func TestSweep_TickALittleEarlierThanTheLast_SweepsAgain(t *testing.T) {
	s := newSite(t)
	now := time.Now().UTC().Add(3 * time.Hour) // the site's own has swept already
	s.check(s.app.sweepOnce(t.Context(), now))
	s.check(s.app.store.Do(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec("INSERT INTO sessions (token_hash, data, expires_at) VALUES ('old', '', 1)")
		return err
	}))
	s.check(s.app.sweepOnce(t.Context(), now.Add(sweepEvery-20*time.Millisecond)))
	if got := s.rows("SELECT token_hash AS name FROM sessions WHERE token_hash = 'old'"); strings.Contains(got, "old") {
		t.Error("what is over stays for another hour")
	}
}
