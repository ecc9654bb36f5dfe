package layout

import (
	"cmp"
	"slices"
)

const (
	sweeps   = 24
	patience = 6         // sweeps without a better order before it is left
	budget   = 1_000_000 // nodes and links that all sweeps together may look at
)

// sweep orders the nodes in their layers so that few lines cross: again and again each is put where
// the average of its neighbours is. The best order that was seen is kept.
func (g *graph) sweep() {
	links := 0
	for _, n := range g.nodes {
		links += len(n.right)
	}
	turns := min(sweeps, max(2, budget/(len(g.nodes)+links+1)))
	least := g.crossings()
	best := g.orders()
	for turn, since := 0, 0; turn < turns && since < patience && least > 0; turn++ {
		g.pass(turn%2 == 0)
		g.swap()
		since++
		if n := g.crossings(); n < least {
			least, best, since = n, g.orders(), 0
		}
	}
	g.restore(best)
}

// pass orders every layer by the layer before it, or, leftwards, by the one after.
func (g *graph) pass(rightwards bool) {
	keys := make([]float64, len(g.nodes))
	for i := range g.layers {
		if !rightwards {
			i = len(g.layers) - 1 - i
		}
		layer := g.layers[i]
		for _, at := range layer {
			n := &g.nodes[at]
			halves := n.left
			if !rightwards {
				halves = n.right
			}
			if len(halves) == 0 {
				keys[at] = float64(n.order)
				continue
			}
			sum := 0
			for _, h := range halves {
				sum += g.nodes[h.to].order*1024 + h.there - h.here
			}
			keys[at] = float64(sum) / float64(len(halves)) / 1024
		}
		slices.SortStableFunc(layer, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
		g.number(layer)
	}
}

func (g *graph) number(layer []int) {
	for order, at := range layer {
		g.nodes[at].order = order
	}
}

// swap exchanges neighbours as long as that takes crossings away.
func (g *graph) swap() {
	for range 4 {
		better := false
		for _, layer := range g.layers {
			for i := 0; i+1 < len(layer); i++ {
				a, b := layer[i], layer[i+1]
				if g.between(b, a) < g.between(a, b) {
					layer[i], layer[i+1] = b, a
					g.nodes[a].order, g.nodes[b].order = i+1, i
					better = true
				}
			}
		}
		if !better {
			return
		}
	}
}

// between counts the crossings of the lines of two neighbours when the first one stands above.
func (g *graph) between(above, below int) int {
	a, b := &g.nodes[above], &g.nodes[below]
	return g.over(a.left, b.left) + g.over(a.right, b.right)
}

func (g *graph) over(above, below []half) int {
	n := 0
	for _, p := range above {
		for _, q := range below {
			if g.nodes[p.to].order*1024+p.there > g.nodes[q.to].order*1024+q.there {
				n++
			}
		}
	}
	return n
}

// crossings counts the crossings between all layers.
func (g *graph) crossings() int {
	n := 0
	var pieces []piece
	for _, layer := range g.layers {
		pieces = pieces[:0]
		for _, at := range layer {
			for _, h := range g.nodes[at].right {
				pieces = append(pieces, piece{g.nodes[at].order*1024 + h.here, g.nodes[h.to].order*1024 + h.there})
			}
		}
		slices.SortFunc(pieces, func(p, q piece) int {
			return cmp.Or(cmp.Compare(p.left, q.left), cmp.Compare(p.right, q.right))
		})
		n += inversions(pieces, make([]piece, len(pieces)))
	}
	return n
}

// piece is a link between two layers by the places of its ends.
type piece struct{ left, right int }

// inversions counts the pairs whose right ends are in the other order; it sorts by the right ends.
func inversions(p, spare []piece) int {
	if len(p) < 2 {
		return 0
	}
	half := len(p) / 2
	n := inversions(p[:half], spare) + inversions(p[half:], spare)
	copy(spare, p)
	i, j := 0, half
	for k := range p {
		if j == len(p) || i < half && spare[i].right <= spare[j].right {
			p[k] = spare[i]
			i++
		} else {
			p[k] = spare[j]
			n += half - i
			j++
		}
	}
	return n
}

func (g *graph) orders() [][]int {
	kept := make([][]int, len(g.layers))
	for i, layer := range g.layers {
		kept[i] = slices.Clone(layer)
	}
	return kept
}

func (g *graph) restore(kept [][]int) {
	g.layers = kept
	for _, layer := range kept {
		g.number(layer)
	}
}
