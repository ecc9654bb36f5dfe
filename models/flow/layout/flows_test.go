package layout_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"deskbell/models/flow"
)

// document makes a flow of lines like "ask > a b -" : a block and where its choices lead, "-" nowhere,
// "@shop" to another flow. One target makes a text, none an end, more make buttons. The first is the start.
func document(t testing.TB, lines string) *flow.Document {
	t.Helper()
	d := &flow.Document{Schema: flow.Schema, ID: "test", Name: "Test", Blocks: map[string]flow.Block{}}
	for text := range strings.Lines(lines) {
		id, rest, _ := strings.Cut(strings.TrimSpace(text), ">")
		id = strings.TrimSpace(id)
		if id == "" {
			continue
		}
		if d.Start == "" {
			d.Start = id
		}
		d.Blocks[id] = blockFor(t, id, strings.Fields(rest))
	}
	return d
}

func blockFor(t testing.TB, id string, targets []string) flow.Block {
	t.Helper()
	b := flow.Block{Title: strings.ToUpper(id[:1]) + id[1:], Out: map[string]flow.Target{}}
	settings := map[string]any{"text": "These are the words of " + id}
	switch len(targets) {
	case 0:
		b.Kind, settings = "end", nil
	case 1:
		b.Kind = "text"
		b.Out["next"] = targetFor(targets[0])
	default:
		b.Kind = "buttons"
		var choices []map[string]string
		for i, target := range targets {
			choice := fmt.Sprintf("c%d", i)
			choices = append(choices, map[string]string{"id": choice, "label": "Choice " + choice})
			b.Out["choice:"+choice] = targetFor(target)
		}
		settings["choices"] = choices
	}
	if settings != nil {
		raw, err := json.Marshal(settings)
		if err != nil {
			t.Fatal(err)
		}
		b.Settings = raw
	}
	return b
}

func targetFor(name string) flow.Target {
	if name == "-" {
		return flow.Target{}
	}
	if other, ok := strings.CutPrefix(name, "@"); ok {
		return flow.Target{Flow: other}
	}
	return flow.Target{Block: name}
}

// random is a flow as people build them: mostly onwards, at times back, at times to the same place.
func random(t testing.TB, blocks int) *flow.Document {
	t.Helper()
	chance := rand.New(rand.NewPCG(7, uint64(blocks)))
	var lines strings.Builder
	for i := range blocks {
		fmt.Fprintf(&lines, "n%03d >", i)
		ways := []int{1, 1, 1, 1, 2, 2, 3, 4}[chance.IntN(8)]
		for range ways {
			to := i + 1 + chance.IntN(6)
			switch {
			case chance.IntN(16) == 0:
				to = chance.IntN(i + 1)
			case to >= blocks:
				to = blocks - 1
			}
			fmt.Fprintf(&lines, " n%03d", to)
		}
		lines.WriteByte('\n')
	}
	return document(t, lines.String())
}

// move puts a block where a hand has put it.
func move(d *flow.Document, id string, x, y int) {
	b := d.Blocks[id]
	b.Position = &flow.Point{X: x, Y: y}
	d.Blocks[id] = b
}
