package edit

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"deskbell/models/flow"
)

// shop is a small flow: a asks, b and c answer, d is a jump, e lies apart.
func shop() *flow.Document {
	return &flow.Document{Schema: 1, ID: "bot/main", Name: "Shop", Start: "a", Blocks: map[string]flow.Block{
		"a": {Kind: "buttons", Title: "Welcome", Position: &flow.Point{X: 100, Y: 100},
			Settings: json.RawMessage(`{"text":"Hi","choices":[{"id":"c1","label":"Yes"},{"id":"c2","label":"No"}]}`),
			Out:      map[string]flow.Target{"choice:c1": {Block: "b"}, "choice:c2": {Flow: "bot/main", Block: "c"}}},
		"b": {Kind: "text", Title: "Good", Settings: json.RawMessage(`{"text":"Good"}`), Out: map[string]flow.Target{"next": {Block: "c"}}},
		"c": {Kind: "text", Settings: json.RawMessage(`{"text":"Bye"}`), Out: map[string]flow.Target{"next": {Flow: "bot/more"}}},
		"d": {Kind: "jump", Settings: json.RawMessage(`{"block":"c"}`)},
		"e": {Kind: "end"},
	}}
}

// done plans and applies an operation, and undoes it again to see that nothing is left of it.
func done(t *testing.T, doc *flow.Document, op Op) *flow.Document {
	t.Helper()
	before := string(encoded(doc))
	p, label, err := Plan(doc, op)
	if err != nil {
		t.Fatalf("%s: %v", op.Kind, err)
	}
	if label == "" {
		t.Errorf("%s has no label", op.Kind)
	}
	next, err := Apply(doc, p)
	if err != nil {
		t.Fatalf("%s: %v", op.Kind, err)
	}
	back, err := Apply(next, p.Inverse())
	if err != nil {
		t.Fatalf("undoing %s: %v", op.Kind, err)
	}
	if left := Diff(doc, back); len(left) > 0 {
		t.Fatalf("undoing %s left %s", op.Kind, encoded(left))
	}
	if string(encoded(doc)) != before {
		t.Fatalf("%s changed its input", op.Kind)
	}
	return next
}

func refused(t *testing.T, doc *flow.Document, op Op, want string) *Refusal {
	t.Helper()
	_, _, err := Plan(doc, op)
	var refusal *Refusal
	if !errors.As(err, &refusal) || !strings.Contains(refusal.Message, want) {
		t.Fatalf("%s: %v, want a refusal with %q", op.Kind, err, want)
	}
	return refusal
}

func TestPlan_Delete_ClearsWhatLedThere(t *testing.T) {
	doc := shop()
	refs := Incoming(doc, []string{"c"})
	if len(refs) != 3 || refs[0].Block != "a" || refs[0].Label != "No" || refs[0].Name != "Welcome" || refs[2].Block != "d" {
		t.Errorf("refs %+v", refs)
	}
	next := done(t, doc, Op{Kind: OpDelete, Blocks: []string{"c", "c"}})
	if len(next.Blocks) != 4 || len(Lost(next)) != 0 || next.Blocks["b"].Out != nil || len(next.Blocks["a"].Out) != 1 {
		t.Errorf("left %s", encoded(next))
	}
	if next = done(t, next, Op{Kind: OpDelete, Blocks: []string{"a", "b"}}); next.Start != "" {
		t.Errorf("the start is %q", next.Start)
	}
	if !refused(t, next, Op{Kind: OpDelete, Blocks: []string{"a"}}, "not here").Gone {
		t.Error("a block that is gone is not told as such")
	}
}

func TestPlan_AddAfter_StandsBetween(t *testing.T) {
	next := done(t, shop(), Op{Kind: OpAdd, New: "wait", After: "a", Port: "choice:c1", Seq: 7})
	if got := next.Blocks["a"].Out["choice:c1"]; got != (flow.Target{Block: "b7"}) {
		t.Errorf("the choice leads to %+v", got)
	}
	added := next.Blocks["b7"]
	if added.Out["next"] != (flow.Target{Block: "b"}) || added.Position == nil || added.Position.X <= 100 {
		t.Errorf("added %+v", added)
	}
	next = done(t, shop(), Op{Kind: OpAdd, New: "text", After: "d"})
	if next.Blocks["b1"].Out["next"].Block != "c" || next.Blocks["d"].Out["next"].Block != "b1" || next.Blocks["d"].Settings != nil {
		t.Errorf("after a jump: %s", encoded(next))
	}
	refused(t, shop(), Op{Kind: OpAdd, New: "text", After: "e"}, "no exit")
	refused(t, shop(), Op{Kind: OpAdd, New: "text", After: "gone"}, "not here")
	refused(t, shop(), Op{Kind: OpAdd, New: "rocket"}, "no kind")
	refused(t, shop(), Op{Kind: OpAdd, New: "text", Settings: json.RawMessage(`{"x":1}`)}, "unknown field")
}

func TestPlan_AddToEmptyFlow_IsTheStart(t *testing.T) {
	next := done(t, &flow.Document{Schema: 1, ID: "f", Name: "New"}, Op{Kind: OpAdd, New: "text"})
	if next.Start != "b1" || next.Blocks["b1"].Position == nil {
		t.Errorf("made %s", encoded(next))
	}
}

func TestPlan_AddAt_NeverLiesOnAnother(t *testing.T) {
	doc := shop()
	for range 30 {
		doc = done(t, doc, Op{Kind: OpAdd, New: "text", At: &flow.Point{X: 120, Y: 120}})
	}
	for id, a := range doc.Blocks {
		for other, b := range doc.Blocks {
			if id < other && a.Position != nil && b.Position != nil && boxOf(a, *a.Position).overlaps(boxOf(b, *b.Position)) {
				t.Errorf("%s lies on %s", id, other)
			}
		}
	}
}

func TestPlan_Set_TakesUnfinishedAndRefusesUnknown(t *testing.T) {
	next := done(t, shop(), Op{Kind: OpSet, Block: "b", Field: "text", Value: json.RawMessage(`""`)})
	if got := string(next.Blocks["b"].Settings); got != `{"text":""}` {
		t.Errorf("settings %s", got)
	}
	for _, field := range []string{"x", "Text", "TEXT", "", "text.x", "settings", "../x"} {
		refused(t, shop(), Op{Kind: OpSet, Block: "b", Field: field, Value: json.RawMessage(`"x"`)}, "")
	}
	refused(t, shop(), Op{Kind: OpSet, Block: "b", Field: "text", Value: json.RawMessage(`7`)}, "does not take")
	refused(t, shop(), Op{Kind: OpSet, Block: "b", Field: "text", Value: json.RawMessage(`{`)}, "cannot be read")
	for _, value := range []string{`{`, `{"a":1,"a":2}`, strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "\"\xff\""} {
		refused(t, shop(), Op{Kind: OpSet, Block: "b", Field: "text", Value: json.RawMessage(value)}, "cannot be read")
	}
	refused(t, shop(), Op{Kind: OpSet, Block: "b", Field: "title", Value: json.RawMessage(`"a\u0000"`)}, "characters")
	refused(t, shop(), Op{Kind: OpSet, Block: "b", Field: "title", Value: encoded(strings.Repeat("x", 121))}, "at most 120")
	next = done(t, shop(), Op{Kind: OpSet, Block: "b", Field: "title", Value: json.RawMessage(`" Very\n good "`)})
	if next.Blocks["b"].Title != "Very good" {
		t.Errorf("title %q", next.Blocks["b"].Title)
	}
}

func TestPlan_SetList_NumbersItemsAndDropsLostExits(t *testing.T) {
	next := done(t, shop(), Op{Kind: OpSet, Block: "a", Field: "choices",
		Value: json.RawMessage(`[{"id":"c2","label":"No"},{"label":"New"},{"id":"c2","label":"Twice"}]`)})
	var got struct{ Choices []flow.Choice }
	if err := json.Unmarshal(next.Blocks["a"].Settings, &got); err != nil {
		t.Fatal(err)
	}
	if got.Choices[0].ID != "c2" || got.Choices[1].ID != "c3" || got.Choices[2].ID != "c4" {
		t.Errorf("choices %+v", got.Choices)
	}
	if out := next.Blocks["a"].Out; len(out) != 1 || out["choice:c2"].Block != "c" {
		t.Errorf("exits %+v", out)
	}
	next = done(t, next, Op{Kind: OpSet, Block: "a", Field: "choices", Value: json.RawMessage(`[{"label":"Only"}]`)})
	if !strings.Contains(string(next.Blocks["a"].Settings), `"c5"`) {
		t.Errorf("an id came again: %s", next.Blocks["a"].Settings)
	}
}

func TestPlan_Connect_KnowsExitsBlocksAndFlows(t *testing.T) {
	next := done(t, shop(), Op{Kind: OpConnect, Block: "b", Port: "next", To: flow.Target{Block: "e"}})
	if next.Blocks["b"].Out["next"].Block != "e" {
		t.Errorf("leads to %+v", next.Blocks["b"].Out)
	}
	next = done(t, shop(), Op{Kind: OpConnect, Block: "b", Port: "next"})
	if len(next.Blocks["b"].Out) != 0 {
		t.Errorf("leads to %+v", next.Blocks["b"].Out)
	}
	next = done(t, shop(), Op{Kind: OpConnect, Block: "d", Port: "next", To: flow.Target{Block: "e"}})
	if next.Blocks["d"].Settings != nil || next.Blocks["d"].Out["next"].Block != "e" {
		t.Errorf("the jump is %+v", next.Blocks["d"])
	}
	refused(t, shop(), Op{Kind: OpConnect, Block: "b", Port: "left", To: flow.Target{Block: "e"}}, "no exit")
	refused(t, shop(), Op{Kind: OpConnect, Block: "b", Port: "next", To: flow.Target{Block: "gone"}}, "not here")
	refused(t, shop(), Op{Kind: OpConnect, Block: "b", Port: "next", To: flow.Target{Flow: "other/main"}, Home: "bot/"}, "no such flow")
	done(t, shop(), Op{Kind: OpConnect, Block: "b", Port: "next", To: flow.Target{Flow: "bot/more"}, Home: "bot/"})
}

func TestPaste_IntoAnotherFlow_KeepsLinksAmongThem(t *testing.T) {
	clip, err := Copy(shop(), []string{"a", "b", "c"})
	if err != nil {
		t.Fatal(err)
	}
	next := done(t, &flow.Document{Schema: 1, ID: "new/x", Name: "X", Start: "s", Blocks: map[string]flow.Block{
		"s": {Kind: "text", Out: map[string]flow.Target{"next": {Block: "z"}}}, "z": {Kind: "end"}}},
		Op{Kind: OpPaste, Clipboard: clip, After: "s", Home: "new/", Seq: 10})
	if len(next.Blocks) != 5 || len(Lost(next)) != 0 {
		t.Fatalf("pasted %s", encoded(next))
	}
	first := next.Blocks["s"].Out["next"].Block
	if next.Blocks[first].Title != "Welcome" {
		t.Errorf("s leads to %s", encoded(next.Blocks[first]))
	}
	yes := next.Blocks[next.Blocks[first].Out["choice:c1"].Block]
	if last := next.Blocks[yes.Out["next"].Block]; string(last.Settings) != `{"text":"Bye"}` || len(last.Out) != 0 {
		t.Errorf("the last is %s", encoded(last))
	}
}

func TestPaste_OneBetween_LeadsOn(t *testing.T) {
	clip, _ := Copy(shop(), []string{"b"})
	next := done(t, shop(), Op{Kind: OpPaste, Clipboard: clip, After: "b"})
	if next.Blocks["b"].Out["next"].Block != "b1" || next.Blocks["b1"].Out["next"].Block != "c" {
		t.Errorf("made %s", encoded(next))
	}
}

func TestPaste_Garbage_IsRefusedWithThePlace(t *testing.T) {
	deep := strings.Repeat(`[`, 10_000)
	var many strings.Builder
	for i := range MostPasted + 1 {
		fmt.Fprintf(&many, `,"x%d":{"kind":"end"}`, i)
	}
	for _, row := range [][2]string{
		{"", "nothing"}, {"hello", "line 1"}, {`{}`, "deskbell"}, {`{"deskbell":"blocks/2","blocks":{"a":{"kind":"end"}}}`, "blocks/1"},
		{`{"deskbell":"blocks/1","blocks":{}}`, "no block"}, {`{"deskbell":"blocks/1","more":1}`, "more"},
		{`{"deskbell":"blocks/1","blocks":{"a":{"kind":"rocket"}}}`, `"a"`},
		{`{"deskbell":"blocks/1","blocks":{"a":{"kind":"text","settings":{"x":1}}}}`, `"a"`},
		{"{\"deskbell\":\"blocks/1\",\n\"blocks\":{\"a\":{\"kind\":\"end\"},\"a\":{\"kind\":\"end\"}}}", "line 2"},
		{`{"deskbell":"blocks/1","blocks":{"a":{"kind":"end","settings":` + deep + `}}}`, "deep (line 1, column"},
		{`{"deskbell":"blocks/1","blocks":{"a":{"kind":"end"}` + many.String() + `}}`, "at most 200"},
		{strings.Repeat(" ", mostPaste+1), "at most 1024"}, {"\xff\xfe", "UTF-8"},
	} {
		refused(t, shop(), Op{Kind: OpPaste, Clipboard: []byte(row[0])}, row[1])
	}
}

func TestDuplicate_KeepsWaysOut(t *testing.T) {
	next := done(t, shop(), Op{Kind: OpDuplicate, Blocks: []string{"a", "b"}})
	if len(next.Blocks) != 7 || next.Start != "a" {
		t.Fatalf("made %s", encoded(next))
	}
	for id, b := range next.Blocks {
		if id == "a" || b.Kind != "buttons" {
			continue
		}
		if to := b.Out["choice:c1"].Block; to == "b" || next.Blocks[to].Title != "Good" || b.Out["choice:c2"].Block != "c" {
			t.Errorf("the copy leads to %+v", b.Out)
		}
		if *b.Position == *next.Blocks["a"].Position {
			t.Error("the copy lies on the original")
		}
	}
}

func TestPlan_TooLarge_IsRefusedAndMayShrink(t *testing.T) {
	doc := shop()
	for i := range MostBlocks - 5 {
		doc.Blocks[fmt.Sprint("x", i)] = flow.Block{Kind: "end"}
	}
	refused(t, doc, Op{Kind: OpAdd, New: "text"}, "at most 1000")
	large := shop()
	large.Blocks["b"] = flow.Block{Kind: "text", Note: strings.Repeat("x", flow.MaxSize)}
	refused(t, large, Op{Kind: OpAdd, New: "text"}, "KiB")
	done(t, large, Op{Kind: OpDelete, Blocks: []string{"b"}})
}

func TestClashes_SamePlaceOrWholeBlock(t *testing.T) {
	for _, row := range []struct {
		mine, theirs Change
		want         bool
	}{
		{Change{Block: "a", Path: "title"}, Change{Block: "a", Path: "title"}, true},
		{Change{Block: "a", Path: "title"}, Change{Block: "a", Path: "note"}, false},
		{Change{Block: "a", Path: "title"}, Change{Block: "b", Path: "title"}, false},
		{Change{Block: "a", Path: "title"}, Change{Block: "a"}, true},
		{Change{Block: "a"}, Change{Block: "a", Path: "out.next"}, true},
		{Change{Block: "a", Path: "settings.text"}, Change{Block: "a", Path: "settings"}, true},
		{Change{Block: "a", Path: "settings.messages.a"}, Change{Block: "a", Path: "settings.messages"}, true},
		{Change{Block: "a", Path: "settings.text"}, Change{Block: "a", Path: "settings.text2"}, false},
		{Change{Block: "a", Path: "out.choice:1"}, Change{Block: "a", Path: "out.choice:1.5"}, false},
		{Change{Path: "name"}, Change{Path: "name"}, true},
		{Change{Path: "name"}, Change{Path: "start"}, false},
	} {
		if got := len(Clashes(Patch{row.mine}, Patch{row.theirs})) > 0; got != row.want {
			t.Errorf("%+v with %+v: %v", row.mine, row.theirs, got)
		}
		if got := len(Clashes(Patch{row.theirs}, Patch{row.mine})) > 0; got != row.want {
			t.Errorf("%+v with %+v: %v", row.theirs, row.mine, got)
		}
	}
}

func TestApply_BeforeIsNotThere_ChangesNothing(t *testing.T) {
	doc := shop()
	before := string(encoded(doc))
	var mismatch *Mismatch
	for _, c := range []Change{
		{Path: "name", Before: text("x"), After: text("y")},
		{Block: "a", Path: "title", After: text("y")},
		{Block: "gone", Path: "title", After: text("y")},
		{Block: "a", After: encoded(flow.Block{Kind: "end"})},
		{Block: "a", Path: "settings.text", Before: text("Ho"), After: text("y")},
	} {
		if _, err := Apply(doc, Patch{{Path: "start", Before: text("a"), After: text("b")}, c}); !errors.As(err, &mismatch) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	for _, c := range []Change{{Path: "id", After: text("y")}, {Block: "a", Path: "kind", After: text("y")}, {Block: "a", Path: "position.x", After: text("y")}} {
		if _, err := Apply(doc, Patch{c}); err == nil {
			t.Errorf("%+v was applied", c)
		}
	}
	if string(encoded(doc)) != before {
		t.Error("the document was changed")
	}
}

func TestTouches_TitleAlsoShowsWhereItLedFrom(t *testing.T) {
	doc := shop()
	p, _, err := Plan(doc, Op{Kind: OpSet, Block: "c", Field: "title", Value: text("End")})
	if err != nil {
		t.Fatal(err)
	}
	next, _ := Apply(doc, p)
	got := p.Touches(next)
	if !slices.Equal(got.Cards, []string{"c"}) || !slices.Equal(got.Edges, []string{"a", "b", "c", "d"}) || got.Document || got.Gone != nil {
		t.Errorf("%+v", got)
	}
	p, _, _ = Plan(doc, Op{Kind: OpDelete, Blocks: []string{"c"}})
	next, _ = Apply(doc, p)
	if got := p.Touches(next); !slices.Equal(got.Gone, []string{"c"}) || !slices.Equal(got.Cards, []string{"a", "b", "d"}) {
		t.Errorf("%+v", got)
	}
}

func TestClean_OddIDs_AreRenamedEverywhere(t *testing.T) {
	doc := shop()
	doc.Blocks["Ünter <b>"] = doc.Blocks["c"]
	delete(doc.Blocks, "c")
	for id, b := range doc.Blocks {
		b.Out = maps.Clone(b.Out)
		for port, to := range b.Out {
			if to.Block == "c" {
				to.Block = "Ünter <b>"
				b.Out[port] = to
			}
		}
		if id == "d" {
			b.Settings = json.RawMessage(`{"block":"Ünter <b>"}`)
		}
		doc.Blocks[id] = b
	}
	clean, renamed := Clean(doc)
	if len(renamed) != 1 || len(Lost(clean)) != 0 || len(Incoming(clean, []string{renamed["Ünter <b>"]})) != 3 {
		t.Errorf("renamed %v: %s", renamed, encoded(clean))
	}
	if again, none := Clean(clean); again != clean || none != nil {
		t.Error("a clean one was cleaned")
	}
}

func TestDiff_OfEqualMeaning_IsEmpty(t *testing.T) {
	a, b := shop(), shop()
	b.Blocks["b"] = flow.Block{Kind: "text", Title: "Good", Settings: json.RawMessage(` { "text" : "Good", "x": null, "y": {} } `),
		Out: map[string]flow.Target{"next": {Block: "c"}, "other": {}}}
	if p := Diff(a, b); len(p) != 0 {
		t.Errorf("%s", encoded(p))
	}
	if !reflect.DeepEqual(Diff(a, b), Patch(nil)) {
		t.Error("empty patches are nil")
	}
}
