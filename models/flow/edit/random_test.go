package edit

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"deskbell/models/flow"
)

func anyID(t *rapid.T) string {
	return rapid.SampledFrom([]string{"a", "b", "c", "b1", "b2", "b3", "b4", "gone"}).Draw(t, "id")
}

func anyTarget(t *rapid.T) flow.Target {
	to := flow.Target{Block: rapid.SampledFrom([]string{"", "a", "b", "c", "b1", "gone"}).Draw(t, "to")}
	to.Flow = rapid.SampledFrom([]string{"", "", "", "f", "bot/other"}).Draw(t, "flow")
	return to
}

func anyJSON(t *rapid.T) json.RawMessage {
	return json.RawMessage(rapid.SampledFrom([]string{`null`, `""`, `"x"`, `"<&>\u2028"`, `7`, `1.50`, `true`, `[]`, `[{"label":"A"},{"id":"c1","label":"B"}]`,
		`{}`, `{"a":{"b":1}}`, `{"a.b":1}`, `{"":{}}`, `[null]`, `[{"id":7}]`, ``}).Draw(t, "json"))
}

func anySettings(t *rapid.T) json.RawMessage {
	return json.RawMessage(rapid.SampledFrom([]string{``, `{}`, `{"text":"Hi"}`, `{"text":"B","choices":[{"id":"c1","label":"Yes"}]}`,
		`{"messages":{"welcome":"W","thanks":"T"},"skip":true}`, `{"block":"a"}`, `{"x":{"y":{"z":[1,2]}}}`, `{"a.b":{"c":1}}`, `[1]`, `7`, `{"x":1.0}`}).Draw(t, "settings"))
}

func anyKind(t *rapid.T) string {
	names := []string{"rocket", "jump", "buttons"}
	for _, k := range flow.Kinds() {
		names = append(names, k.Name)
	}
	return rapid.SampledFrom(names).Draw(t, "kind")
}

func anyDocument(t *rapid.T) *flow.Document {
	doc := &flow.Document{Schema: 1, ID: "f", Name: rapid.SampledFrom([]string{"", "N"}).Draw(t, "name"), Start: anyID(t), Blocks: map[string]flow.Block{}}
	for range rapid.IntRange(0, 6).Draw(t, "blocks") {
		b := flow.Block{Kind: anyKind(t),
			Title: rapid.SampledFrom([]string{"", "T"}).Draw(t, "title"), Settings: anySettings(t)}
		if rapid.Bool().Draw(t, "placed") {
			b.Position = &flow.Point{X: rapid.IntRange(-500, 500).Draw(t, "x"), Y: rapid.IntRange(-500, 500).Draw(t, "y")}
		}
		for range rapid.IntRange(0, 3).Draw(t, "exits") {
			b.Out = routed(b.Out, rapid.SampledFrom([]string{"next", "choice:c1", "else", "skipped"}).Draw(t, "port"), anyTarget(t))
		}
		doc.Blocks[anyID(t)] = b
	}
	return doc
}

func anyOp(t *rapid.T, doc *flow.Document) Op {
	op := Op{Kind: rapid.SampledFrom([]OpKind{OpAdd, OpSet, OpSet, OpConnect, OpMove, OpTidy, OpDelete, OpStart, OpName, OpPaste, OpDuplicate, OpReplace, "x"}).Draw(t, "op"),
		Block: anyID(t), Blocks: rapid.SliceOfN(rapid.Custom(anyID), 0, 3).Draw(t, "chosen"), To: anyTarget(t),
		New:  anyKind(t),
		Port: rapid.SampledFrom([]string{"", "next", "choice:c1", "unavailable", "x"}).Draw(t, "port"), Seq: int64(rapid.IntRange(0, 9).Draw(t, "seq")),
		Field: rapid.SampledFrom([]string{"title", "note", "text", "choices", "messages", "messages.welcome", "x.y", "skip", "settings.text", "settings"}).Draw(t, "field"),
		Value: anyJSON(t), Name: rapid.SampledFrom([]string{"", "N", "M"}).Draw(t, "named")}
	if rapid.Bool().Draw(t, "after?") {
		op.After = anyID(t)
	}
	if rapid.Bool().Draw(t, "at?") {
		op.At = &flow.Point{X: rapid.IntRange(-1<<40, 1<<40).Draw(t, "x"), Y: 3}
	}
	if kind, _ := flow.KindOf(op.New); len(kind.Presets) > 0 && rapid.Bool().Draw(t, "preset?") {
		op.Preset = rapid.SampledFrom(kind.Presets).Draw(t, "preset").Title
	}
	switch op.Kind {
	case OpMove, OpTidy:
		op.Moves = map[string]flow.Point{anyID(t): {X: rapid.Int().Draw(t, "x"), Y: 1}}
	case OpPaste:
		op.Clipboard, _ = Copy(doc, op.Blocks)
		if op.Clipboard == nil {
			op.Clipboard = fmt.Appendf(nil, `{"deskbell":"blocks/1","blocks":{"q":{"kind":"text","settings":%s,"out":{"next":{"block":"q"}}}}}`, anyJSON(t))
		}
	case OpReplace:
		op.Document = anyDocument(t)
	}
	return op
}

// Whatever is done to whatever document: what Plan says applies, leaves its input alone, survives JSON,
// and can be taken back in any number of steps.
func TestPlan_AnySequence_CanBeTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := anyDocument(t)
		now, was := first, string(encoded(first))
		var all []Patch
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			op := anyOp(t, now)
			before := string(encoded(now))
			p, label, err := Plan(now, op)
			var refusal *Refusal
			if err != nil && (!errors.As(err, &refusal) || refusal.Message == "") {
				t.Fatalf("%+v: %v", op, err)
			}
			if err != nil {
				continue
			}
			if err := json.Unmarshal(encoded(p), &p); err != nil {
				t.Fatal(err)
			}
			next, err := Apply(now, p)
			if err != nil || label == "" {
				t.Fatalf("%+v: %s: %v (%q)", op, encoded(p), err, label)
			}
			if before != string(encoded(now)) {
				t.Fatalf("%+v changed its input", op)
			}
			if len(p) > 0 && len(Diff(now, next)) != len(p) {
				t.Fatalf("%+v: %s is not what it made: %s", op, encoded(p), encoded(Diff(now, next)))
			}
			p.Touches(next)
			all, now = append(all, p), next
		}
		for i := len(all) - 1; i >= 0; i-- {
			back, err := Apply(now, all[i].Inverse())
			if err != nil {
				t.Fatalf("%s: %v", encoded(all[i]), err)
			}
			now = back
		}
		if left := Diff(first, now); len(left) > 0 || was != string(encoded(first)) {
			t.Fatalf("left %s", encoded(left))
		}
	})
}

// Deleting leaves no way that leads to what was deleted.
func TestPlan_Delete_LeavesNoWayToIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := anyDocument(t)
		p, _, err := Plan(doc, Op{Kind: OpDelete, Blocks: []string{anyID(t)}})
		if err != nil {
			return
		}
		next, err := Apply(doc, p)
		if err != nil {
			t.Fatal(err)
		}
		if len(Lost(next)) > len(Lost(doc)) {
			t.Fatalf("%s leads nowhere: %+v", encoded(next), Lost(next))
		}
	})
}
