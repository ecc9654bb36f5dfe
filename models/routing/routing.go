// Package routing says who is offered which chat. It is pure.
package routing

import (
	"cmp"
	"slices"
	"time"
)

// Candidate is an agent assigned to the bot that a chat waits for.
type Candidate struct {
	ID        string
	Willing   bool // the Online switch
	Reachable bool // an open stream, or a lease that has not ended, or a push that works
	Live, Max int  // chats owned now, and the limit
	Offered   int  // chats that are offered to him alone now
	Taken     time.Time
}

// Free says whether the candidate may take one more chat: willing, reachable and under the limit.
func (c Candidate) Free() bool {
	return c.Willing && c.Reachable && c.Live < c.Max
}

// Open says whether one more chat may be offered to the candidate alone: what is offered to him counts as
// if he had it.
func (c Candidate) Open() bool { return c.Free() && c.Live+c.Offered < c.Max }

// Eligible are those who are asked; with the mode "ask everybody" the first of them takes the chat.
func Eligible(all []Candidate) []Candidate {
	var free []Candidate
	for _, c := range all {
		if c.Free() {
			free = append(free, c)
		}
	}
	return free
}

// Places is how many chats can be offered to all of them now.
func Places(all []Candidate) int {
	n := 0
	for _, c := range all {
		if c.Open() {
			n += c.Max - c.Live - c.Offered
		}
	}
	return n
}

// Round is who was asked for a chat already.
type Round struct {
	Tried []string
	// Again: when all have been asked who can be, it begins anew.
	Again bool
}

// Choose is the least busy of those a chat can be offered to: the fewest chats, then the longest time since
// he took one, then by id. Whoever was tried is left out; again says that this begins a new round, in which
// everybody is asked once more. ok is false when there is nobody.
func Choose(all []Candidate, r Round) (c Candidate, again, ok bool) {
	open := slices.DeleteFunc(slices.Clone(all), func(c Candidate) bool { return !c.Open() })
	fresh := slices.DeleteFunc(slices.Clone(open), func(c Candidate) bool { return slices.Contains(r.Tried, c.ID) })
	if len(fresh) == 0 && r.Again {
		fresh, again = open, len(r.Tried) > 0
	}
	if len(fresh) == 0 {
		return Candidate{}, false, false
	}
	return slices.MinFunc(fresh, busier), again, true
}

// busier puts the one who is asked first before the others.
func busier(a, b Candidate) int {
	return cmp.Or(cmp.Compare(a.Live+a.Offered, b.Live+b.Offered), a.Taken.Compare(b.Taken), cmp.Compare(a.ID, b.ID))
}
