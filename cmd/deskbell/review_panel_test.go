package main

import (
	"strings"
	"testing"
)

// M-23: two have the form open, or the visitor answers meanwhile.
func TestEditVisitor_FieldsThatAreNotSent_StayAsTheyAreByThen(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.agent("agent")
	at := "/desk/" + visitor.asks() + "/visitor"
	agent.must(at, "name", "Hanna", "email", "hanna@fjellpost.example", "phone", "+4722345678")
	agent.must(at, "name", "Hanna Lindqvist")
	agent.must(at, "phone", "")
	if got, want := s.rows("SELECT name, email, phone FROM visitors WHERE name <> ''"), "Hanna Lindqvist"; !strings.Contains(got, want) ||
		!strings.Contains(got, "hanna@fjellpost.example") || strings.Contains(got, "4722345678") {
		t.Errorf("the visitor is %s", got)
	}
}

// A18 M-21: a stream that is open when the chat goes to another bot's agents.
func TestHere_PassedOnOutOfSight_NeitherHearsNorIsSeen(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.online("agent")
	chat := visitor.asks()
	agent.must("/desk/" + chat + "/takeover")
	second, other := s.agent("second"), s.online("other")
	raw := second.stream("/desk/stream?list=active&open=" + chat + ":0")
	raw.until("here")
	agent.must("/desk/"+chat+"/pass", "client_id", s.id(), "desk", s.botID("other"))
	raw.until("with another team now")
	theirs := other.stream("/desk/stream?list=waiting&open=" + chat + ":0")
	theirs.until(`[{"id":"id-other","name":"Other"}]`)
	visitor.must("/w/shop/typing", "on", "1")
	theirs.until("typing")
	s.visitor().asks()
	for _, one := range raw.all("data-n=") {
		if strings.HasPrefix(one.path, "stream here") && strings.Contains(one.body, "Other") || one.path == "stream typing" {
			t.Errorf("who may not see the conversation hears %s: %s", one.path, one.body)
		}
	}
}
