package main

import "testing"

// spoken is a talk in which the visitor has said n messages, all acknowledged and seen by all.
func spoken(n int) *talk {
	t := &talk{}
	for i := 1; i <= n; i++ {
		t.say(visitorSide, int64(i))
		t.answered(visitorSide, i, true)
		for w := byVisitor; w < witnesses; w++ {
			t.see(w, mark{side: visitorSide, n: i}, int64(i), int64(i)+5)
		}
	}
	return t
}

func verdict(t *talk) tally {
	var y tally
	y.add(t, byVisitor, byAgent, byLog)
	return y
}

func TestCheck_AllSeenOnce_IsGood(t *testing.T) {
	talk := spoken(3)
	talk.see(byAgent, mark{side: visitorSide, n: 1}, 1, 50) // sent again after a reconnect, under its number
	y := verdict(talk)
	if !y.good() || y.Acknowledged != 3 || !talk.settled() {
		t.Errorf("%+v, settled %v", y, talk.settled())
	}
	if took := talk.took[visitorSide]; len(took) != 3 || took[0] != (sample{from: 1, to: 6}) {
		t.Errorf("samples %v", took)
	}
}

func TestCheck_FindsWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*talk)
		want  tally
	}{
		"acknowledged, seen nowhere": {func(k *talk) { k.say(agentSide, 1); k.answered(agentSide, 1, true) }, tally{Lost: 1}},
		"acknowledged, missing in the log": {func(k *talk) {
			k.say(agentSide, 1)
			k.answered(agentSide, 1, true)
			k.see(byVisitor, mark{side: agentSide, n: 1}, 9, 9)
			k.see(byAgent, mark{side: agentSide, n: 1}, 9, 9)
		}, tally{Lost: 1}},
		"twice under two numbers":  {func(k *talk) { k.see(byAgent, mark{side: visitorSide, n: 3}, 9, 9) }, tally{Doubled: 1}},
		"never sent":               {func(k *talk) { k.see(byAgent, mark{side: agentSide, n: 1}, 9, 9) }, tally{Doubled: 1}},
		"not acknowledged, unseen": {func(k *talk) { k.say(agentSide, 1) }, tally{}},
		"refused, unseen":          {func(k *talk) { k.say(agentSide, 1); k.answered(agentSide, 1, false) }, tally{}},
		"another talk's message":   {func(k *talk) { k.foreign() }, tally{Doubled: 1}},
		"witnesses disagree": {func(k *talk) {
			k.say(agentSide, 1)
			k.see(byVisitor, mark{side: agentSide, n: 1}, 8, 9)
			k.see(byAgent, mark{side: agentSide, n: 1}, 9, 9)
		}, tally{Doubled: 1}},
		"sender's order turned": {func(k *talk) {
			k.say(agentSide, 1)
			k.say(agentSide, 2)
			k.see(byVisitor, mark{side: agentSide, n: 1}, 12, 9)
			k.see(byLog, mark{side: agentSide, n: 2}, 11, 9)
			k.see(byLog, mark{side: agentSide, n: 1}, 12, 9)
		}, tally{OutOfOrder: 1}},
		"came after a later number": {func(k *talk) { k.say(agentSide, 1); k.see(byVisitor, mark{side: agentSide, n: 1}, 2, 9) }, tally{OutOfOrder: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			talk := spoken(3)
			c.spoil(talk)
			y := verdict(talk)
			if y.Lost != c.want.Lost || y.Doubled != c.want.Doubled || y.OutOfOrder != c.want.OutOfOrder {
				t.Errorf("lost %d doubled %d out of order %d, want %+v", y.Lost, y.Doubled, y.OutOfOrder, c.want)
			}
		})
	}
}

func TestLatency_LeavesOutTheKills(t *testing.T) {
	ms := int64(1e6)
	l := latencyOf([]sample{{0, 2 * ms}, {10 * ms, 11 * ms}, {20 * ms, 30 * ms}, {40 * ms, 43 * ms}}, []span{{from: 25 * ms, to: 35 * ms}})
	if l.Count != 3 || l.Excluded != 1 || l.P50 != 2 || l.Max != 3 {
		t.Errorf("%+v", l)
	}
}
