package flow

import (
	"slices"
	"strings"
)

// maxNames is how many blocks of a circle are named.
const maxNames = 12

// spot is a block of a flow.
type spot struct{ flow, block string }

// circles complains of ways that come back to where they began without ever waiting, also through
// other flows. Each is told once, at the first of its blocks in this document.
func (c *checker) circles(order []string) {
	s := &search{c: c, next: map[spot][]spot{}, number: map[spot]int{}, low: map[spot]int{}, group: map[spot]int{}}
	told := map[int]bool{}
	for _, id := range order {
		at := spot{c.doc.ID, id}
		if s.number[at] == 0 {
			s.visit(at)
		}
		if told[s.group[at]] {
			continue
		}
		if way := s.round(at); way != nil {
			told[s.group[at]] = true
			c.fail(id, "", "This goes round without ever waiting: %s. Put a question, buttons or a wait between.", strings.Join(way, " → "))
		}
	}
}

// search finds the groups of blocks that lead to one another (Tarjan's algorithm).
type search struct {
	c      *checker
	next   map[spot][]spot
	number map[spot]int // from 1, in the order of visiting
	low    map[spot]int
	group  map[spot]int // from 1
	stack  []spot
	groups int
}

func (s *search) visit(at spot) {
	s.number[at] = len(s.number) + 1
	s.low[at] = s.number[at]
	s.stack = append(s.stack, at)
	s.next[at] = s.c.passes(at)
	for _, to := range s.next[at] {
		if s.number[to] == 0 {
			s.visit(to)
			s.low[at] = min(s.low[at], s.low[to])
		} else if s.group[to] == 0 {
			s.low[at] = min(s.low[at], s.number[to])
		}
	}
	if s.low[at] != s.number[at] {
		return
	}
	s.groups++
	for {
		last := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		s.group[last] = s.groups
		if last == at {
			return
		}
	}
}

// round is the shortest way from a block back to it, named block by block; nil when there is none.
func (s *search) round(start spot) []string {
	from := map[spot]spot{}
	for todo := []spot{start}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		for _, to := range s.next[at] {
			if s.group[to] != s.group[start] {
				continue
			}
			if _, seen := from[to]; seen {
				continue
			}
			from[to] = at
			if to == start {
				return s.way(start, from)
			}
			todo = append(todo, to)
		}
	}
	return nil
}

func (s *search) way(start spot, from map[spot]spot) []string {
	names := []string{s.name(start)}
	for at := from[start]; at != start; at = from[at] {
		names = append(names, s.name(at))
	}
	names = append(names, s.name(start))
	slices.Reverse(names)
	if n := len(names); n > maxNames {
		names = slices.Concat(names[:maxNames-2], []string{"…"}, names[n-1:])
	}
	return names
}

func (s *search) name(at spot) string {
	if at.flow == s.c.doc.ID {
		return at.block
	}
	return at.flow + "/" + at.block
}

// passes are the blocks that the run comes to from a block that does not make it wait.
func (c *checker) passes(at spot) []spot {
	d := c.flow(at.flow)
	if d == nil {
		return nil
	}
	b := d.Blocks[at.block]
	k, ok := KindOf(b.Kind)
	if !ok {
		return nil
	}
	if settings, err := k.open(b.Settings); err != nil || settings.waits() {
		return nil
	}
	var to []spot
	for _, e := range exitsOf(b) {
		if e.To == (Target{}) {
			continue
		}
		next := spot{at.flow, e.To.Block}
		if e.To.Flow != "" {
			next.flow = e.To.Flow
		}
		if next.block == "" {
			if other := c.flow(next.flow); other != nil {
				next.block = other.Start
			}
		}
		to = append(to, next)
	}
	return to
}
