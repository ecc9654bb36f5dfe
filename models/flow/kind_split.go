package flow

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strings"
)

const maxWeight = 1000

// splitBlock divides the visitors: each takes one branch by chance, and the same one whenever the run
// comes here.
type splitBlock struct {
	Branches []share `json:"branches"`
}

// share is a branch and how many of the visitors take it, compared with the others.
type share struct {
	ID     string `json:"id"`
	Label  string `json:"label,omitempty"`
	Weight int    `json:"weight"`
}

func splitKind() Kind {
	k := kindFor[splitBlock]("split", "Split")
	k.Icon, k.Group = "shuffle", groupDecide
	k.Help = "Divides the visitors by chance; each stays on the same way."
	k.Form = []Setting{{Name: "branches", Label: "Ways", Control: ControlList, Item: "Way", Items: []Setting{
		{Name: "label", Label: "Name", Control: ControlLine},
		{Name: "weight", Label: "Share", Control: ControlNumber, Max: maxWeight,
			Help: "Compared with the others: 1 and 1 is half and half, 0 is nobody."},
	}}}
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: k.Group,
		Settings: `{"branches":[{"id":"a","label":"A","weight":1},{"id":"b","label":"B","weight":1}]}`}}
	return k
}

func (b *splitBlock) flaws() []flaw {
	var found []flaw
	ids := make([]string, len(b.Branches))
	for i, s := range b.Branches {
		ids[i] = s.ID
		field := fmt.Sprintf("branches.%d.weight", i)
		found = append(found, rangeFlaws(field, s.Weight, within{0, maxWeight}, fmt.Sprintf("The share of way %d", i+1))...)
	}
	switch {
	case len(b.Branches) == 0:
		return one("branches", "There is no way.")
	case len(found) == 0 && b.total() == 0:
		found = one("branches", "All shares are 0, so that nobody could go on.")
	}
	return append(found, idFlaws("branches", "Way", ids)...)
}

func (b *splitBlock) check() []string { return sentences(b.flaws()) }

func (b *splitBlock) total() int {
	total := 0
	for _, s := range b.Branches {
		total += s.Weight
	}
	return total
}

func (b *splitBlock) ports() []Port {
	if len(b.Branches) == 0 {
		return onlyNext() // a new block; it cannot be played
	}
	ports := make([]Port, len(b.Branches))
	for i, s := range b.Branches {
		ports[i] = Port{Name: portBranch + s.ID, Label: b.label(s), Optional: s.Weight == 0}
	}
	return ports
}

// label is a way with its part of a hundred.
func (b *splitBlock) label(s share) string {
	name := orElse(s.Label, s.ID)
	if total := b.total(); total > 0 {
		name = fmt.Sprintf("%s (%d %%)", name, (s.Weight*100+total/2)/total)
	}
	return brief(name)
}

func (b *splitBlock) summary() string {
	ways := make([]string, len(b.Branches))
	for i, s := range b.Branches {
		ways[i] = b.label(s)
	}
	return brief(strings.Join(ways, ", "))
}

func (b *splitBlock) waits() bool { return false }

func (b *splitBlock) play(r *run, at place) {
	n := int(r.chance(at) % uint64(b.total())) // flaws sees to it that total is above 0
	for _, s := range b.Branches {
		if n -= s.Weight; n < 0 {
			r.leave(at, portBranch+s.ID)
			return
		}
	}
}

// chance is a number that the run's seed and the block give, and what else it shall depend on.
func (r *run) chance(at place, more ...uint64) uint64 {
	h := fnv.New64a()
	for _, n := range append([]uint64{r.s.Seed}, more...) {
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, n))
	}
	_, _ = h.Write([]byte(at.id))
	// FNV's low bits follow those of its input; this spreads them.
	n := h.Sum64()
	n = (n ^ n>>33) * 0xff51afd7ed558ccd
	return n ^ n>>33
}
