package main

import (
	"strings"
	"testing"
	"time"
)

func TestOptions_WhatDoesNotFit_IsASentence(t *testing.T) {
	fine := options{Visitors: 200, Agents: 10, Rate: 50, Duration: time.Second}
	if err := fine.check(); err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(*options){
		"200 visitors need --agents 4 or more": func(o *options) { o.Agents = 3 },
		"must be above 0":                      func(o *options) { o.Rate = 0 },
		"leave --url out":                      func(o *options) { o.URL, o.Data, o.KillEvery = "http://x", "x", time.Second },
		"--url needs --data":                   func(o *options) { o.URL = "http://x" },
		"--kills needs --kill-every":           func(o *options) { o.Kills = 5 },
	} {
		o := fine
		change(&o)
		if err := o.check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// F1 F3 F4 F26
func TestBellload_SmallWithKills_LosesNothing(t *testing.T) {
	r, err := run(t.Context(), options{
		Visitors: 200, Agents: 10, Rate: 50, Duration: 30 * time.Second, KillEvery: 2 * time.Second, Kills: 5,
	}, false)
	if err != nil {
		t.Fatal(err)
	}
	r.print(t.Output())
	if r.Lost != 0 || r.Doubled != 0 || r.OutOfOrder != 0 {
		t.Errorf("lost %d, doubled %d, out of order %d", r.Lost, r.Doubled, r.OutOfOrder)
	}
	if r.Damage != "" {
		t.Errorf("the database is damaged: %s", r.Damage)
	}
	if r.Kills != 5 {
		t.Errorf("the server was killed %d times, not 5", r.Kills)
	}
	if r.Acknowledged < 1000 || r.Unanswered != 0 || r.Refused != 0 {
		t.Errorf("of %d messages %d were acknowledged and %d refused", r.Sent, r.Acknowledged, r.Refused)
	}
	if r.Back > 60_000 {
		t.Errorf("it took %.0f ms until everybody was back", r.Back)
	}
}
