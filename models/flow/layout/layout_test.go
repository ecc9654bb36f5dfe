package layout_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"deskbell/models/flow"
	"deskbell/models/flow/layout"
)

// Crossings that the order of the layers may leave, of flows of so many blocks.
func TestLayered_SyntheticFlows_FewLinesCross(t *testing.T) {
	for blocks, most := range map[int]int{20: 0, 60: 60, 150: 120, 300: 900} {
		d := random(t, blocks)
		n := layout.Crossings(d)
		t.Logf("%d blocks: %d crossings", blocks, n)
		if n > most {
			t.Errorf("%d blocks: %d lines cross, at most %d are expected", blocks, n, most)
		}
	}
}

func TestLayered_AnyFlow_NoCardLiesOverAnother(t *testing.T) {
	for _, blocks := range []int{1, 2, 20, 150, 300} {
		d := random(t, blocks)
		apart(t, d, layout.Layered(d))
	}
	var lost strings.Builder
	lost.WriteString("start >\n")
	for i := range 60 {
		fmt.Fprintf(&lost, "lost%02d > %s\n", i, []string{"start", "-", fmt.Sprintf("lost%02d", i/2)}[i%3])
	}
	d := document(t, lost.String())
	apart(t, d, layout.Layered(d))
	if empty := layout.Draw(&flow.Document{}); len(empty.Cards)+len(empty.At)+len(empty.Edges) > 0 {
		t.Errorf("a flow without blocks is drawn as %v", empty)
	}
}

func TestLayered_StartIsLeftmost_LostOnesBelow(t *testing.T) {
	d := document(t, "hello > ask\nask > a b\na > ask\nb >\nlost > a\nloop > loop")
	at := layout.Layered(d)
	for id, p := range at {
		if p.X < at["hello"].X {
			t.Errorf("%s stands left of the start", id)
		}
		if !strings.HasPrefix(id, "lo") && (at["lost"].Y <= p.Y || at["loop"].Y <= p.Y) {
			t.Errorf("%s does not stand above what no way leads to", id)
		}
	}
}

func TestPlace_NewBlock_StandsBesideAndMovesNoOther(t *testing.T) {
	d := document(t, "hello > ask\nask > a b\na >\nb >")
	layout.Fill(d)
	before := layout.Positions(d)
	b := d.Blocks["ask"]
	b.Out["choice:c1"] = flow.Target{Block: "new"}
	d.Blocks["new"] = flow.Block{Kind: "text", Out: map[string]flow.Target{"next": {Block: "b"}}}
	placed := layout.Place(d)
	if len(placed) != 1 || placed["new"].X <= before["ask"].X {
		t.Errorf("placed %v; ask stands at %v", placed, before["ask"])
	}
	layout.Fill(d)
	after := layout.Positions(d)
	apart(t, d, after)
	delete(after, "new")
	if !maps.Equal(before, after) {
		t.Errorf("others were moved: %v, before %v", after, before)
	}
}

func TestPlace_ManyAtOnePlace_FindRoom(t *testing.T) {
	d := document(t, "hello > ask\nask > a b c d e f g\na >\nb >\nc >\nd >\ne >\nf >\ng >\nlost >\nlost2 > lost")
	move(d, "ask", -33, 77)
	apart(t, d, layout.Positions(d))
}

func TestTidy_MovedByHand_StaysUnlessAll(t *testing.T) {
	d := document(t, "hello > ask\nask > a b c\na > d\nb > d\nc > d\nd >")
	layout.Fill(d)
	move(d, "b", 1313, 717)
	some := layout.Tidy(d, false)
	if _, moved := some["b"]; moved || len(some) != 5 {
		t.Errorf("moved %v", some)
	}
	kept := maps.Clone(some)
	kept["b"] = *d.Blocks["b"].Position
	apart(t, d, kept)
	all := layout.Tidy(d, true)
	if p, moved := all["b"]; !moved || !p.Auto || p == kept["b"] {
		t.Errorf("b stands at %v", p)
	}
	if !maps.Equal(all, layout.Layered(d)) {
		t.Error("all is not the layout")
	}
}

func TestEdges_TellWhereTheyLead(t *testing.T) {
	d := document(t, "hello > ask\nask > hello @shop gone - ask")
	got := map[string]string{}
	for _, e := range layout.Edges(d, layout.Positions(d)) {
		got[e.Block+" "+e.Port] = fmt.Sprint(e.To, e.Broken)
		if e.Path == "" || strings.Contains(e.Path, "NaN") {
			t.Errorf("path %q", e.Path)
		}
	}
	want := map[string]string{"hello next": "askfalse", "ask choice:c0": "hellofalse", "ask choice:c1": "false", "ask choice:c2": "true", "ask choice:c4": "askfalse"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestDraw_PositionsFromElsewhere_AreKeptInBounds(t *testing.T) {
	d := document(t, "hello > ask\nask > hello far\nfar >")
	move(d, "hello", -1<<62, 1<<62)
	move(d, "far", 1<<62, -1<<62)
	drawing := layout.Draw(d)
	for id, p := range drawing.At {
		if max(p.X, -p.X, p.Y, -p.Y) > 200_000 {
			t.Errorf("%s stands at %v", id, p)
		}
	}
}

// A flow can be as large as a file may be: everything leads everywhere.
func TestDraw_WorstFlow_IsDrawnWhole(t *testing.T) {
	drawing := layout.Draw(worst(t, 300))
	if len(drawing.Cards) != 300 || len(drawing.Edges) < 300*12 {
		t.Errorf("%d cards and %d edges were drawn", len(drawing.Cards), len(drawing.Edges))
	}
}

func BenchmarkDraw_WorstFlow(b *testing.B) {
	d := worst(b, 1000)
	for b.Loop() {
		layout.Draw(d)
	}
}

// worst is a flow in which everything leads everywhere.
func worst(t testing.TB, blocks int) *flow.Document {
	t.Helper()
	var lines strings.Builder
	for i := range blocks {
		fmt.Fprintf(&lines, "n%d > n%d", i, i+1)
		for j := range 12 {
			fmt.Fprintf(&lines, " n%d", (i*7+j*311)%blocks)
		}
		lines.WriteByte('\n')
	}
	return document(t, lines.String())
}

func apart(t *testing.T, d *flow.Document, at map[string]flow.Point) {
	t.Helper()
	cards := layout.Cards(d)
	for i, a := range cards {
		p, ok := at[a.Block]
		if !ok {
			t.Errorf("%s has no place", a.Block)
		}
		for _, b := range cards[:i] {
			q := at[b.Block]
			if p.X < q.X+layout.Width && q.X < p.X+layout.Width && p.Y < q.Y+b.Height && q.Y < p.Y+a.Height {
				t.Errorf("%s at %v lies over %s at %v", a.Block, p, b.Block, q)
			}
		}
	}
}

func BenchmarkDraw_300Blocks(b *testing.B) {
	d := random(b, 300)
	for b.Loop() {
		layout.Draw(d)
	}
}

func BenchmarkLayered_300Blocks(b *testing.B) {
	d := random(b, 300)
	for b.Loop() {
		layout.Layered(d)
	}
}
