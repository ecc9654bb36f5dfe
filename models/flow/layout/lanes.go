package layout

import "slices"

// lane finds the height at which a line that begins at l.y and ends at goal passes the cards between
// l.x0 and l.x1, and takes it. Lines to the same card share one.
func (r *router) lane(l lane, goal int) int {
	var over []box
	if len(r.boxes) <= mostFar {
		for _, b := range r.fromTop {
			if b.x0 < l.x1 && l.x0 < b.x1 {
				over = append(over, b)
			}
		}
	}
	best, least := l.y, -1
	for _, g := range gaps(over) {
		y, ok := r.inGap(g, l, goal)
		cost := abs(y-l.y) + abs(y-goal)
		if g.bottom-g.top < narrow && l.x0 < l.x1-column { // there the lines of a stack turn
			cost += 2 * column
		}
		if ok && (least < 0 || cost < least) {
			best, least = y, cost
		}
	}
	l.y = best
	r.lanes = append(r.lanes, l)
	return best
}

const narrow = 60

// gap is a stretch of heights without a card.
type gap struct{ top, bottom int }

// gaps are what the boxes, from the top, leave free: first all that is above, last all below.
func gaps(over []box) []gap {
	free := []gap{}
	top := -2 * farthest
	for _, b := range over {
		if b.y0 > top {
			free = append(free, gap{top, b.y0})
		}
		top = max(top, b.y1)
	}
	return append(free, gap{top, 2 * farthest})
}

// inGap is the best height in a gap, near to where the line begins, and on no other line.
func (r *router) inGap(g gap, l lane, goal int) (int, bool) {
	top, bottom := g.top+clear, g.bottom-clear
	if top > bottom {
		return 0, false
	}
	want := l.y
	if min(l.y, goal) < top || max(l.y, goal) > bottom { // a turn: not too near to the card
		top, bottom = min(top+clear, (top+bottom)/2), max(bottom-clear, (top+bottom)/2)
	}
	want = min(max(want, top), bottom)
	for away := 0; away <= 10*apiece; away += apiece {
		for _, y := range []int{want + away, want - away} {
			if y > g.top+apiece && y < g.bottom-apiece && !r.taken(y, l) {
				return y, true
			}
		}
	}
	return want, true
}

// taken says that a line to another card runs there.
func (r *router) taken(y int, l lane) bool {
	return slices.ContainsFunc(r.lanes, func(o lane) bool {
		return o.to != l.to && abs(o.y-y) < apiece && o.x0 < l.x1 && l.x0 < o.x1
	})
}

func abs(n int) int { return max(n, -n) }
