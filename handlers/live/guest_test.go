package live

import (
	"slices"
	"testing"
)

// M-32: a guest hears who types, and nothing that is for the team or for the visitor alone.
func TestWhisper_EachAudience_HearsItsOwn(t *testing.T) {
	agent, visitor, guest := AgentOwner("a"), VisitorOwner("v"), GuestOwner("g")
	for name, c := range map[string]struct {
		said Whisper
		to   []string
	}{
		"for all":                 {Whisper{}, []string{agent, visitor, guest}},
		"for the team":            {Whisper{Team: true}, []string{agent}},
		"for the team and guests": {Whisper{Team: true, Guests: true}, []string{agent, guest}},
		"for visitors":            {Whisper{Visitors: true}, []string{visitor}},
		"for visitors and guests": {Whisper{Visitors: true, Guests: true}, []string{visitor, guest}},
	} {
		for _, owner := range []string{agent, visitor, guest} {
			if want := slices.Contains(c.to, owner); c.said.meant(owner) != want {
				t.Errorf("%s: %s hears it: %t", name, owner, !want)
			}
		}
	}
	if GuestOf(agent) != "" || GuestOf(visitor) != "" || GuestOf(guest) != "g" || IsAgent(guest) {
		t.Error("owners are taken for one another")
	}
}
