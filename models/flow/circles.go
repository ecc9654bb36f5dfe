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
			for block, group := range s.group {
				if group == s.group[at] && block.flow == c.doc.ID {
					c.round[block.block] = true
				}
			}
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
	o, ok := c.open(at)
	if !ok || o.settings == nil || o.settings.waits() {
		return nil
	}
	if _, again := o.settings.(*restartBlock); again {
		return []spot{c.landing(at, Target{Flow: at.flow})}
	}
	var to []spot
	for _, e := range o.exits {
		if c.takes(at, o, e) && e.To != (Target{}) {
			to = append(to, c.landing(at, e.To))
		}
	}
	return to
}

// takes says that the run may leave by an exit without waiting: quick replies wait to be pressed, and
// behind a flow that is run it goes on when that can be run to its end.
func (c *checker) takes(at spot, o opened, e exit) bool {
	if strings.HasPrefix(e.Name, portQuick) {
		return false
	}
	if _, calls := o.settings.(*callBlock); calls && e.Name == PortNext {
		target := o.block.Out[PortCall]
		return target != (Target{}) && c.runsThrough(c.landing(at, target))
	}
	return true
}

// landing is the block that a target of a block names.
func (c *checker) landing(at spot, t Target) spot {
	to := spot{at.flow, t.Block}
	if t.Flow != "" {
		to.flow = t.Flow
	}
	if to.block == "" {
		if d := c.flow(to.flow); d != nil {
			to.block = d.Start
		}
	}
	return to
}

// runsThrough says that from a block a dead end can be reached without a wait.
func (c *checker) runsThrough(from spot) bool {
	if through, known := c.through[from]; known {
		return through
	}
	c.through[from] = false // while it is looked at: one that runs itself does not come to its end by that
	seen := map[spot]bool{from: true}
	for todo := []spot{from}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		o, ok := c.open(at)
		if !ok || o.settings == nil || o.settings.waits() {
			continue
		}
		for _, e := range o.exits {
			switch {
			case e.Name == PortCall || !c.takes(at, o, e):
			case e.To != (Target{}):
				if to := c.landing(at, e.To); !seen[to] {
					seen[to] = true
					todo = append(todo, to)
				}
			case !e.Optional && !e.Needed:
				c.through[from] = true
				return true
			}
		}
	}
	return false
}

// nested warns of a flow that is run and leads back to where it was run from, deeper each time.
func (c *checker) nested(order []string) {
	for _, id := range order {
		o, at := c.own(id), spot{c.doc.ID, id}
		if _, calls := o.settings.(*callBlock); !calls || c.round[id] || o.block.Out[PortCall] == (Target{}) {
			continue
		}
		if c.leads(c.landing(at, o.block.Out[PortCall]), at) {
			c.warn(id, PortCall, "What this runs leads back here before it has come to its end; after %d rounds the conversation would break off.", maxDepth)
		}
	}
}

// leads says that one can come from a block to another one, waits or not.
func (c *checker) leads(from, to spot) bool {
	seen := map[spot]bool{from: true}
	for todo := []spot{from}; len(todo) > 0; todo = todo[1:] {
		at := todo[0]
		if at == to {
			return true
		}
		o, _ := c.open(at)
		for _, e := range o.exits {
			if e.To == (Target{}) || strings.HasPrefix(e.Name, portQuick) {
				continue
			}
			if next := c.landing(at, e.To); !seen[next] {
				seen[next] = true
				todo = append(todo, next)
			}
		}
	}
	return false
}
