package flow

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

const whole = `{
	"a":{"kind":"text","settings":{"text":"Hello"},"out":{"next":{"block":"b"}}},
	"b":{"kind":"buttons","settings":{"text":"Which?","choices":[{"id":"x","label":"X"},{"id":"y","label":"Y"}]},
		"out":{"choice:x":{"block":"c"},"choice:y":{"flow":"side","block":"s"},"default":{"block":"l"}}},
	"c":{"kind":"condition","settings":{"branches":[{"id":"1","rules":[{"var":"x","op":"is_set"}]}]},
		"out":{"branch:1":{"block":"a"},"else":{"block":"w"}}},
	"w":{"kind":"wait","settings":{"seconds":86400},"out":{"next":{"block":"q"}}},
	"q":{"kind":"question","settings":{"text":"Email?","type":"email","max_tries":3},"out":{"next":{"block":"l"},"failed":{"block":"e"}}},
	"l":{"kind":"live_chat","settings":{"unavailable":"jump"},"out":{"next":{"block":"v"},"unavailable":{"flow":"side"}}},
	"v":{"kind":"set","settings":{"var":"x","value":"1"},"out":{"next":{"block":"j"}}},
	"j":{"kind":"jump","settings":{"flow":"main","block":"e"}},
	"e":{"kind":"end"}}`

func side(t *testing.T) func(string) *Document {
	return func(id string) *Document {
		if id != "side" {
			return nil
		}
		return document(t, "side", "s", `{"s":{"kind":"end"}}`)
	}
}

func TestCheck_WholeFlow_HasNoProblem(t *testing.T) {
	if problems := Check(document(t, "main", "a", whole), side(t)); len(problems) > 0 {
		t.Errorf("%+v", problems)
	}
}

// M-17
func TestCheck_Problems_AreShownWhereTheyAre(t *testing.T) {
	text := func(text, next string) string {
		return `{"kind":"text","settings":{"text":"` + text + `"},"out":{"next":{"block":"` + next + `"}}}`
	}
	const end = `"e":{"kind":"end"}`
	for _, tt := range []struct{ name, blocks, severity, block, port, says string }{
		{"start missing", `{}`, SeverityError, "", "", "missing"},
		{"unknown kind", `{"a":{"kind":"dance"}}`, SeverityError, "a", "", "dance"},
		{"setting of another type", `{"a":{"kind":"text","settings":{"text":1},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "text"},
		{"unknown setting", `{"a":{"kind":"end","settings":{"x":1}}}`, SeverityError, "a", "", "x"},
		{"missing text", `{"a":` + text(" ", "e") + `,` + end + `}`, SeverityError, "a", "", "no text"},
		{"question without text", `{"a":{"kind":"question","out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "no text"},
		{"question of unknown type", `{"a":{"kind":"question","settings":{"text":"Q","type":"iban"},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "iban"},
		{"no choices", `{"a":{"kind":"buttons","settings":{"text":"B"}}}`, SeverityError, "a", "", "no choice"},
		{"choice without label", `{"a":{"kind":"buttons","settings":{"text":"B","choices":[{"id":"x","label":""}]},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "no label"},
		{"same choice id", `{"a":{"kind":"buttons","settings":{"text":"B","choices":[{"id":"x","label":"1"},{"id":"x","label":"2"}]},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", `id "x"`},
		{"text too long", `{"a":` + text(strings.Repeat("ä", 10_001), "e") + `,` + end + `}`, SeverityError, "a", "", "longer"},
		{"choice without id", `{"a":{"kind":"buttons","settings":{"text":"B","choices":[{"id":"","label":"1"}]},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "no id"},
		{"choice of unknown style", `{"a":{"kind":"buttons","settings":{"text":"B","choices":[{"id":"x","label":"1","style":"loud"}]},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "loud"},
		{"choice of unknown icon", `{"a":{"kind":"buttons","settings":{"text":"B","choices":[{"id":"x","label":"1","icon":"cat"}]},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "cat"},
		{"too many tries", `{"a":{"kind":"question","settings":{"text":"Q","max_tries":-1},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "tries"},
		{"known without a variable", `{"a":{"kind":"question","settings":{"text":"Q","only_if_unknown":true},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "variable"},
		{"name of a variable too long", `{"a":{"kind":"question","settings":{"text":"Q","var":"` + strings.Repeat("x", 65) + `"},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "64"},
		{"set without variable", `{"a":{"kind":"set","settings":{"value":"1"},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "variable"},
		{"set by unknown operation", `{"a":{"kind":"set","settings":{"var":"x","op":"halve"},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "halve"},
		{"add what is no number", `{"a":{"kind":"set","settings":{"var":"x","op":"add","value":"one"},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "one"},
		{"no branch", `{"a":{"kind":"condition","out":{"else":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "no branch"},
		{"branch without rule", `{"a":{"kind":"condition","settings":{"branches":[{"id":"1","rules":[]}]},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "no rule"},
		{"live chat of unknown way", `{"a":{"kind":"live_chat","settings":{"unavailable":"cry"},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "cry"},
		{"target missing", `{"a":` + text("A", "gone") + `}`, SeverityError, "a", "next", `"gone"`},
		{"target of a choice missing", `{"a":{"kind":"buttons","settings":{"text":"B","choices":[{"id":"x","label":"1"}]},"out":{"choice:x":{"block":"gone"}}}}`, SeverityError, "a", "choice:x", `"gone"`},
		{"flow missing", `{"a":{"kind":"jump","out":{"next":{"flow":"gone"}}}}`, SeverityError, "a", "next", `"gone"`},
		{"block of a flow missing", `{"a":{"kind":"jump","settings":{"flow":"side","block":"gone"}}}`, SeverityError, "a", "next", `"gone"`},
		{"jump without target", `{"a":{"kind":"jump"}}`, SeverityError, "a", "next", "no target"},
		{"live chat jumps nowhere", `{"a":{"kind":"live_chat","settings":{"unavailable":"jump"},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "unavailable", "no target"},
		{"live chat waits too long", `{"a":{"kind":"live_chat","settings":{"wait_seconds":-1},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "seconds"},
		{"wait too short", `{"a":{"kind":"wait","settings":{"seconds":0},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "86400"},
		{"wait too long", `{"a":{"kind":"wait","settings":{"seconds":86401},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "86400"},
		{"pattern", `{"a":{"kind":"condition","settings":{"branches":[{"id":"1","rules":[{"var":"x","op":"matches","value":"("}]}]},"out":{"next":{"block":"e"}}},` + end + `}`, SeverityError, "a", "", "pattern"},
		{"circle", `{"a":` + text("A", "b") + `,"b":` + text("B", "a") + `}`, SeverityError, "a", "", "a → b → a"},
		{"block that leads to itself", `{"a":` + text("A", "a") + `}`, SeverityError, "a", "", "a → a"},
		{"circle through a question that knows", `{"a":{"kind":"question","settings":{"text":"Q","var":"x","only_if_unknown":true},"out":{"next":{"block":"b"}}},"b":` + text("B", "a") + `}`, SeverityError, "a", "", "a → b → a"},
		{"unreachable", `{"a":{"kind":"end"},"b":{"kind":"end"}}`, SeverityWarning, "b", "", "No way"},
		{"dead end", `{"a":{"kind":"text","settings":{"text":"A"}}}`, SeverityWarning, "a", "next", "stops"},
		{"choice that leads nowhere", `{"a":{"kind":"buttons","settings":{"text":"B","choices":[{"id":"x","label":"Prices"}]}}}`, SeverityWarning, "a", "choice:x", "Prices"},
		{"no else", `{"a":{"kind":"condition","settings":{"branches":[{"id":"1","rules":[{"var":"x","op":"is_set"}]}]},"out":{"branch:1":{"block":"e"}}},` + end + `}`, SeverityWarning, "a", "else", "Otherwise"},
		{"exit that the block has not", `{"a":{"kind":"text","settings":{"text":"A"},"out":{"next":{"block":"e"},"nxt":{"block":"e"}}},` + end + `}`, SeverityWarning, "a", "nxt", "nxt"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := document(t, "main", "a", tt.blocks)
			problems := Check(d, side(t))
			if !slices.ContainsFunc(problems, func(p Problem) bool {
				return p.Severity == tt.severity && p.Block == tt.block && p.Port == tt.port && strings.Contains(p.Message, tt.says)
			}) {
				t.Errorf("%+v", problems)
			}
			if len(problems) > 1 && tt.name != "no choices" {
				t.Errorf("%d problems, want 1: %+v", len(problems), problems)
			}
			for range 5 {
				if again := Check(d, side(t)); !reflect.DeepEqual(again, problems) {
					t.Fatalf("another order: %+v, first %+v", again, problems)
				}
			}
		})
	}
}

func TestCheck_Document_SchemaAndStart(t *testing.T) {
	for _, d := range []*Document{
		nil,
		{Schema: 2, Start: "a", Blocks: map[string]Block{"a": {Kind: "end"}}},
		{Schema: 1, Blocks: map[string]Block{}},
		{Schema: 1, Start: "b", Blocks: map[string]Block{"b": {Kind: "jump", Out: map[string]Target{"next": {Flow: "x"}}}}},
	} {
		problems := Check(d, func(string) *Document { return &Document{} })
		if len(problems) != 1 || problems[0].Severity != SeverityError {
			t.Errorf("%+v: %+v", d, problems)
		}
	}
}

func TestCheck_WithoutOtherFlows_TakesTheirTargetsAsTheyAre(t *testing.T) {
	if problems := Check(document(t, "main", "a", `{"a":{"kind":"jump","settings":{"flow":"gone"}}}`), nil); len(problems) > 0 {
		t.Errorf("%+v", problems)
	}
}

// M-17
func TestCheck_CircleThroughAnotherFlow_IsFound(t *testing.T) {
	main := document(t, "main", "a", `{"a":{"kind":"jump","settings":{"flow":"side"}}}`)
	other := document(t, "side", "s", `{"s":{"kind":"text","settings":{"text":"S"},"out":{"next":{"flow":"main"}}}}`)
	problems := Check(main, func(string) *Document { return other })
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "a → side/s → a") {
		t.Errorf("%+v", problems)
	}
}

func TestOutline_FollowsTheFlow(t *testing.T) {
	d := document(t, "main", "a", strings.Replace(whole, `"e":{"kind":"end"}`, `"e":{"kind":"end","title":"Bye"},"0":{"kind":"dance","out":{"step":{"block":"gone"}}}`, 1))
	items := Outline(d)
	var order []string
	for _, item := range items {
		order = append(order, item.Block)
		if item.Unreachable != (item.Block == "0") {
			t.Errorf("%s is unreachable: %v", item.Block, item.Unreachable)
		}
		if item.Summary == "" && item.Block != "0" || strings.ContainsAny(item.Summary, "\n") {
			t.Errorf("summary of %s: %q", item.Block, item.Summary)
		}
	}
	if want := []string{"a", "b", "c", "w", "q", "l", "v", "j", "e", "0"}; !slices.Equal(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
	if want := (OutlineItem{Block: "b", Kind: "Buttons", Summary: "Which? (X, Y)", Exits: []OutlineExit{
		{Port: "choice:x", Label: "X", TargetBlock: "c", TargetTitle: "Condition"},
		{Port: "choice:y", Label: "Y", TargetBlock: "s", TargetFlow: "side"},
		{Port: "default", Label: "Any other words", TargetBlock: "l", TargetTitle: "Live chat"},
	}}); !reflect.DeepEqual(items[1], want) {
		t.Errorf("buttons are\n%+v, want\n%+v", items[1], want)
	}
	if want := []OutlineExit{{Port: "next", Label: "Goes to", TargetBlock: "e", TargetTitle: "Bye"}}; !reflect.DeepEqual(items[7].Exits, want) {
		t.Errorf("jump goes to %+v", items[7].Exits)
	}
	if want := (OutlineItem{Block: "0", Kind: "dance", Unreachable: true, Exits: []OutlineExit{{Port: "step", Label: "step", TargetBlock: "gone"}}}); !reflect.DeepEqual(items[9], want) {
		t.Errorf("unknown kind is %+v", items[9])
	}
}

func TestParse_SaysWhatIsWrong(t *testing.T) {
	for _, tt := range []struct{ name, data, says string }{
		{"empty", " \n", "empty"},
		{"too large", `{"name":"` + strings.Repeat("x", MaxSize) + `"}`, "at most 1048576"},
		{"not JSON", "{\"schema\":1,\n  oops}", "line 2, column 3"},
		{"cut off", `{"schema":1,"blocks":{`, "too early"},
		{"a list", `[]`, "array"},
		{"unknown field", `{"schema":1,"strat":"a"}`, `unknown field "strat"`},
		{"another type", `{"schema":1,"start":5}`, `"start" cannot be a number`},
		{"more behind it", `{"schema":1} {}`, "after the end"},
		{"newer", `{"schema":2,"nodes":[]}`, "schema 2"},
		{"a block twice", `{"schema":1,"blocks":{"a":{"kind":"end"},"a":{"kind":"end"}}}`, `"a" is there twice`},
		{"not UTF-8", "{\"name\":\"\xff\"}", "UTF-8"},
	} {
		if d, err := Parse([]byte(tt.data)); err == nil || d != nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.says)
		}
	}
}
