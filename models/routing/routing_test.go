package routing

import "testing"

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
