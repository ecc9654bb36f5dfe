package layout

import "slices"

// arrange gives every node its layer, its order in it and its y.
func (g *graph) arrange() {
	g.acyclic()
	g.rank()
	g.split()
	g.sweep()
	g.relax()
}

// acyclic turns around the links that lead back to where one came from, and leaves out loops.
func (g *graph) acyclic() {
	outs := make([][]int, len(g.nodes))
	for i, l := range g.links {
		outs[l.from] = append(outs[l.from], i)
	}
	const fresh, open, done = 0, 1, 2
	state := make([]int, len(g.nodes))
	next := make([]int, len(g.nodes))
	back := make([]bool, len(g.links))
	for root := range g.nodes {
		path := []int{}
		if state[root] == fresh {
			path = append(path, root)
		}
		for len(path) > 0 {
			at := path[len(path)-1]
			state[at] = open
			if next[at] == len(outs[at]) {
				state[at] = done
				path = path[:len(path)-1]
				continue
			}
			i := outs[at][next[at]]
			next[at]++
			switch to := g.links[i].to; state[to] {
			case fresh:
				path = append(path, to)
			case open:
				back[i] = true
			}
		}
	}
	for i := range g.links {
		if back[i] {
			l := &g.links[i]
			*l = link{from: l.to, to: l.from}
		}
	}
}

// rank puts every node into the layer after the last of those that lead to it. One to which nothing
// leads stands right before what it leads to.
func (g *graph) rank() {
	in := make([]int, len(g.nodes))
	outs := make([][]int, len(g.nodes))
	for _, l := range g.links {
		in[l.to]++
		outs[l.from] = append(outs[l.from], l.to)
	}
	var order []int
	for i := range g.nodes {
		if in[i] == 0 {
			order = append(order, i)
		}
	}
	sources := len(order)
	for i := 0; i < len(order); i++ {
		at := order[i]
		for _, to := range outs[at] {
			g.nodes[to].layer = max(g.nodes[to].layer, g.nodes[at].layer+1)
			if in[to]--; in[to] == 0 {
				order = append(order, to)
			}
		}
	}
	for _, at := range order[:sources] {
		if len(outs[at]) == 0 {
			continue
		}
		first := g.nodes[outs[at][0]].layer
		for _, to := range outs[at] {
			first = min(first, g.nodes[to].layer)
		}
		g.nodes[at].layer = first - 1
	}
}

// split cuts the links into pieces from one layer to the next, with a thin node where one passes. The
// shortest come first; when there would be too many pieces the longest are left out.
func (g *graph) split() {
	spans, kept := 0, 0
	slices.SortStableFunc(g.links, func(a, b link) int { return g.span(a) - g.span(b) })
	for ; kept < len(g.links) && spans <= mostSpans; kept++ {
		spans += g.span(g.links[kept]) - 1
	}
	g.nodes = slices.Grow(g.nodes, spans)
	for _, l := range g.links[:kept] {
		at := l
		for layer := g.nodes[l.from].layer + 1; layer < g.nodes[l.to].layer; layer++ {
			g.nodes = append(g.nodes, node{height: thin, layer: layer})
			at.to = len(g.nodes) - 1
			g.join(at)
			at = link{from: at.to}
		}
		at.to = l.to
		g.join(at)
	}
	for i, n := range g.nodes {
		for len(g.layers) <= n.layer {
			g.layers = append(g.layers, nil)
		}
		g.nodes[i].order = len(g.layers[n.layer])
		g.layers[n.layer] = append(g.layers[n.layer], i)
	}
}

func (g *graph) span(l link) int { return g.nodes[l.to].layer - g.nodes[l.from].layer }

// join links two nodes of neighbouring layers.
func (g *graph) join(l link) {
	from, to := &g.nodes[l.from], &g.nodes[l.to]
	weight := 1.0
	switch passing := len(from.cards) == 0; {
	case passing && len(to.cards) == 0:
		weight = 8
	case passing || len(to.cards) == 0:
		weight = 2
	}
	drop := float64(l.drop)
	from.right = append(from.right, half{to: l.to, here: l.share, drop: -drop, weight: weight})
	to.left = append(to.left, half{to: l.from, there: l.share, drop: drop, weight: weight})
}
