package routing

import (
	"testing"
	"time"
)

// M-18
func TestEligible_WillingReachableAndUnderTheLimit_AreAsked(t *testing.T) {
	for name, c := range map[string]struct {
		candidate Candidate
		asked     bool
	}{
		"all three":     {Candidate{Willing: true, Reachable: true, Live: 2, Max: 3}, true},
		"switched off":  {Candidate{Reachable: true, Max: 3}, false},
		"browser gone":  {Candidate{Willing: true, Max: 3}, false},
		"at the limit":  {Candidate{Willing: true, Reachable: true, Live: 3, Max: 3}, false},
		"over it":       {Candidate{Willing: true, Reachable: true, Live: 4, Max: 3}, false},
		"none at all":   {Candidate{}, false},
		"just under it": {Candidate{Willing: true, Reachable: true, Live: 49, Max: 50}, true},
	} {
		if got := len(Eligible([]Candidate{c.candidate})) == 1; got != c.asked {
			t.Errorf("%s: asked %v", name, got)
		}
	}
}

// M-18
func TestChoose_LeastBusy_ThenLongestWithoutAChat_ThenById(t *testing.T) {
	at := func(n int64) time.Time { return time.Unix(n, 0) }
	free := func(id string, live, offered int, taken int64) Candidate {
		return Candidate{ID: id, Willing: true, Reachable: true, Live: live, Max: 3, Offered: offered, Taken: at(taken)}
	}
	off := free("off", 0, 0, 0)
	off.Willing = false
	all := []Candidate{free("c", 1, 0, 5), free("b", 0, 1, 3), free("a", 1, 1, 1), free("d", 1, 0, 3), off, free("full", 1, 2, 0)}
	for name, c := range map[string]struct {
		round Round
		want  string
		again bool
	}{
		"first":                                 {Round{Again: true}, "b", false},
		"the next":                              {Round{Tried: []string{"b"}, Again: true}, "d", false},
		"one after the other":                   {Round{Tried: []string{"b", "d", "c"}, Again: true}, "a", false},
		"all were asked":                        {Round{Tried: []string{"a", "b", "c", "d"}, Again: true}, "b", true},
		"all were asked, but not so soon again": {Round{Tried: []string{"a", "b", "c", "d"}}, "", false},
		"who went meanwhile":                    {Round{Tried: []string{"off", "b"}, Again: true}, "d", false},
	} {
		got, again, ok := Choose(all, c.round)
		if got.ID != c.want || again != c.again || ok != (c.want != "") {
			t.Errorf("%s: %q, again %v, %v", name, got.ID, again, ok)
		}
	}
	if n := Places(all); n != 2+2+1+2 {
		t.Errorf("%d places", n)
	}
	if _, _, ok := Choose(nil, Round{Again: true}); ok {
		t.Error("somebody of nobody")
	}
}
