package layout

import "math"

const relaxations = 12

// relax gives every node its y: near to its neighbours, in the order of its layer, free of overlap.
func (g *graph) relax() {
	for _, layer := range g.layers {
		y := 0
		for _, at := range layer {
			g.nodes[at].y = float64(y)
			y += g.nodes[at].height
		}
	}
	for turn := range relaxations {
		for i := range g.layers {
			if turn%2 == 1 {
				i = len(g.layers) - 1 - i
			}
			g.settle(g.layers[i], turn)
		}
	}
	for _, layer := range g.layers {
		g.snap(layer)
	}
}

// settle puts the nodes of a layer where they want to be, as near as the others let them.
func (g *graph) settle(layer []int, turn int) {
	blocks := make([]block, 0, len(layer))
	below := 0.0 // heights of the nodes above
	for _, at := range layer {
		want, weight := g.wish(at, turn)
		blocks = append(blocks, block{(want - below) * weight, weight, 1})
		below += float64(g.nodes[at].height)
		for len(blocks) > 1 && blocks[len(blocks)-1].mean() < blocks[len(blocks)-2].mean() {
			last := blocks[len(blocks)-1]
			blocks = blocks[:len(blocks)-1]
			top := &blocks[len(blocks)-1]
			top.sum, top.weight, top.nodes = top.sum+last.sum, top.weight+last.weight, top.nodes+last.nodes
		}
	}
	i, below := 0, 0.0
	for _, b := range blocks {
		for range b.nodes {
			g.nodes[layer[i]].y = b.mean() + below
			below += float64(g.nodes[layer[i]].height)
			i++
		}
	}
}

// block is a run of nodes that touch: it stands where all of them together want to be.
type block struct {
	sum, weight float64
	nodes       int
}

func (b block) mean() float64 { return b.sum / b.weight }

// wish is where a node would like to stand: as high as what leads to it, or as what it leads to, and at
// the end between both.
func (g *graph) wish(at, turn int) (y, weight float64) {
	n := &g.nodes[at]
	sides := [][]half{n.left, n.right}
	switch {
	case turn >= relaxations-2:
	case turn%2 == 0 && len(n.left) > 0:
		sides = sides[:1]
	case turn%2 == 1 && len(n.right) > 0:
		sides = sides[1:]
	}
	for _, halves := range sides {
		for _, h := range halves {
			y += (g.nodes[h.to].y + h.drop) * h.weight
			weight += h.weight
		}
	}
	if weight == 0 {
		return n.y, 0.1
	}
	return y / weight, weight
}

// snap puts a layer onto the grid.
func (g *graph) snap(layer []int) {
	free := math.Inf(-1)
	for _, at := range layer {
		n := &g.nodes[at]
		n.y = max(free, math.Round(n.y/grid)*grid)
		free = n.y + float64(n.height)
	}
}
