package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"deskbell/models"
)

// asksForAnswer is a visitor in whose conversation an AI has answered, and the answer's seq.
func asksForAnswer(t *testing.T) (*aiWords, *person, string) {
	t.Helper()
	s := &aiWords{site: newSite(t)}
	p := s.site.visitor()
	p.say("How long do I have?")
	s.id = models.ConversationID(p.conversation())
	return s, p, fmt.Sprint(s.answers("You have **30 days**.", returnsSource))
}

func (p *person) rates(seq, rating string) int {
	p.Helper()
	return p.post("/w/shop/rate", "seq", seq, "rating", rating).status
}

// M-28 M-12
func TestRate_Answer_IsKeptOnceAndToldToAll(t *testing.T) {
	t.Parallel()
	s, p, seq := asksForAnswer(t)
	agent, mine := s.site.agent("agent"), p.stream("/w/shop/stream?after=0")
	mine.until("30 days")
	desk := agent.stream("/desk/stream?list=bot&open=" + string(s.id) + ":0")
	desk.until("30 days")
	for range 2 {
		if got := p.rates(seq, "-1"); got != http.StatusNoContent {
			t.Fatalf("it is answered with %d", got)
		}
	}
	for _, f := range []*feed{mine, desk} {
		if got := f.until(seq + " -1"); got.name != "rated" {
			t.Errorf("a page is told %v", got)
		}
	}
	if log := p.get("/w/shop/log").body; !strings.Contains(log, `data-rate="-1" aria-pressed="true"`) || strings.Contains(log, ">edited<") {
		t.Errorf("the log is %s", log)
	}
	if page := agent.get("/desk/" + string(s.id) + "?list=bot").body; !strings.Contains(page, `data-rated="-1">`) {
		t.Error("the desk does not show it")
	}
	if got := s.rows("SELECT max(seq) AS seq FROM entries"); strings.TrimSpace(got) != "seq="+seq {
		t.Errorf("a rating has made an entry: the last is %s", got)
	}
	if got := p.rates(seq, "0"); got != http.StatusNoContent {
		t.Errorf("taking it back is answered with %d", got)
	}
	if strings.Contains(p.get("/w/shop/log").body, `aria-pressed="true"`) {
		t.Error("it is not taken back")
	}
}

// A53
func TestRate_WhatIsNoneOfOnes_IsRefused(t *testing.T) {
	t.Parallel()
	s, p, seq := asksForAnswer(t)
	for _, wrong := range [][2]string{{seq, "2"}, {seq, ""}, {seq, "1.0"}, {"", "1"}, {"-1", "1"}, {"0", "1"}, {"1e3", "1"}} {
		if got := p.rates(wrong[0], wrong[1]); got != http.StatusUnprocessableEntity {
			t.Errorf("%q is answered with %d", wrong, got)
		}
	}
	for _, seq := range []string{"1", "999999"} { // what he has said himself, and nothing
		if got := p.rates(seq, "1"); got != http.StatusNotFound {
			t.Errorf("entry %s is answered with %d", seq, got)
		}
	}
	if got := p.post("/w/shop/rate", "seq", seq, "rating", "1", "conversation", "another").status; got != http.StatusNotFound {
		t.Errorf("a page with another conversation is answered with %d", got)
	}
	if got := p.post("/w/other/rate", "seq", seq, "rating", "1").status; got != http.StatusUnauthorized {
		t.Errorf("another bot's visitor is answered with %d", got)
	}
	if got := s.site.visitor().rates(seq, "1"); got != http.StatusUnauthorized {
		t.Errorf("somebody who was never here is answered with %d", got)
	}
	other := s.site.visitor()
	other.say("Hello")
	if got := other.rates(seq, "1"); got == http.StatusNoContent {
		t.Error("another visitor rates it")
	}
	if strings.Contains(p.get("/w/shop/log").body, `aria-pressed="true"`) {
		t.Error("one of these was kept")
	}
	refused := 0
	for n := 0; n < 300 && refused == 0; n++ { // one comes back each second
		if p.rates(seq, "1") == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused == 0 {
		t.Error("there is no limit")
	}
}
