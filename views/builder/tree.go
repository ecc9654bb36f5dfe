package builder

import "deskbell/models/flow"

// deepest is how many branches lie in each other; what goes deeper follows in the same list.
const deepest = 6

// step is a block as a row, with its branches inside.
type step struct {
	flow.OutlineItem
	no    int // counted from 1 in the order of reading
	exits []way
	after *step // the row that follows in the same list, when it is where "next" leads
}

// way is an exit with what is told under it.
type way struct {
	flow.OutlineExit
	branch []*step
}

// tree makes rows of items. A block that several exits lead to stands under the first of them; a block
// with several ways on that are told nowhere else has a branch for each.
type tree struct {
	items map[string]flow.OutlineItem
	told  map[string]bool
	steps map[string]*step
	count int
}

// reading is the outline: what can be reached, and what cannot.
type reading struct {
	reached, lost []*step
	steps         map[string]*step // by block
}

func read(items []flow.OutlineItem, start string) reading {
	t := &tree{items: make(map[string]flow.OutlineItem, len(items)), told: map[string]bool{}, steps: map[string]*step{}}
	for _, item := range items {
		t.items[item.Block] = item
	}
	r := reading{steps: t.steps}
	if _, ok := t.items[start]; ok {
		t.told[start] = true
		r.reached = t.chain(start, 0)
	}
	for _, item := range items {
		if !t.told[item.Block] {
			t.told[item.Block] = true
			r.lost = append(r.lost, t.chain(item.Block, 0)...)
		}
	}
	t.number(r.reached)
	t.number(r.lost)
	return r
}

// chain is a block and what follows it in one list.
func (t *tree) chain(id string, depth int) []*step {
	var list []*step
	for {
		s := &step{OutlineItem: t.items[id]}
		for _, e := range s.Exits {
			s.exits = append(s.exits, way{OutlineExit: e})
		}
		t.steps[id] = s
		list = append(list, s)
		heads := t.claim(s)
		switch {
		case len(heads) == 0:
			return list
		case len(heads) == 1:
			id = s.exits[heads[0]].TargetBlock
			continue
		}
		for _, at := range heads {
			if depth < deepest {
				s.exits[at].branch = t.chain(s.exits[at].TargetBlock, depth+1)
			} else {
				list = append(list, t.chain(s.exits[at].TargetBlock, depth)...)
			}
		}
		return list
	}
}

// claim takes the blocks that are told nowhere yet; it gives the exits that lead to them.
func (t *tree) claim(s *step) []int {
	var heads []int
	for i, e := range s.exits {
		to := e.TargetBlock
		if _, ok := t.items[to]; !ok || e.TargetFlow != "" || t.told[to] {
			continue
		}
		t.told[to] = true
		heads = append(heads, i)
	}
	return heads
}

func (t *tree) number(list []*step) {
	for i, s := range list {
		t.count++
		s.no = t.count
		for _, e := range s.exits {
			t.number(e.branch)
		}
		if i+1 < len(list) {
			s.after = list[i+1]
		}
	}
}

// silent says that an exit needs no words: the only way on leads to the row below.
func (s *step) silent(w way) bool {
	return len(s.exits) == 1 && w.Port == flow.PortNext && w.TargetFlow == "" && s.after != nil && s.after.Block == w.TargetBlock
}
