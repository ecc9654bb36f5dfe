package builder

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
)

func drawn(t *testing.T, c templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// listed is a reading as lines: number, block, and where each exit leads, branches indented.
func listed(steps []*step, indent string) string {
	var out strings.Builder
	for _, s := range steps {
		fmt.Fprintf(&out, "%s%d %s\n", indent, s.no, s.Block)
		for _, e := range s.exits {
			if !s.silent(e) {
				fmt.Fprintf(&out, "%s- %s\n", indent, e.TargetBlock)
			}
			out.WriteString(listed(e.branch, indent+"  "))
		}
	}
	return out.String()
}

func item(block string, exits ...string) flow.OutlineItem {
	i := flow.OutlineItem{Block: block, Kind: "Message"}
	for at, to := range exits {
		port := flow.PortNext
		if len(exits) > 1 {
			port = fmt.Sprint("choice:", at)
		}
		i.Exits = append(i.Exits, flow.OutlineExit{Port: port, Label: port, TargetBlock: to})
	}
	return i
}

func TestRead_Branches_StandUnderTheirExits(t *testing.T) {
	r := read([]flow.OutlineItem{
		item("welcome", "ask"), item("ask", "ai", "order", "live"), item("ai", "rate", "live"), item("rate", ""),
		item("order", "http"), item("http", "", "gone"), item("live", "rate", "mail", "mail"), item("mail", ""), item("alone", "rate"),
	}, "welcome")
	want := `1 welcome
2 ask
- ai
  3 ai
  - rate
  - live
  4 rate
  - 
- order
  5 order
  6 http
  - 
  - gone
- live
  7 live
  - rate
  - mail
  - mail
  8 mail
  - 
`
	if got := listed(r.reached, ""); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := listed(r.lost, ""); got != "9 alone\n- rate\n" {
		t.Errorf("lost:\n%s", got)
	}
}

func TestRead_DeepBranchesAndCircles_KeepEveryBlockOnce(t *testing.T) {
	var items []flow.OutlineItem
	for i := range 400 {
		items = append(items, item(fmt.Sprint(i), fmt.Sprint((2*i+1)%400), fmt.Sprint((2*i+2)%400), fmt.Sprint(i)))
	}
	r := read(items, "0")
	seen := map[int]bool{}
	for _, s := range r.steps {
		seen[s.no] = true
	}
	if len(r.steps) != 400 || len(seen) != 400 || len(r.lost) != 0 {
		t.Errorf("%d rows, %d numbers, %d lost", len(r.steps), len(seen), len(r.lost))
	}
	depth, at := 0, r.reached
	for len(at) > 0 {
		var in []*step
		for _, s := range at {
			for _, e := range s.exits {
				in = append(in, e.branch...)
			}
		}
		depth, at = depth+1, in
	}
	if depth > deepest+1 {
		t.Errorf("%d branches lie in each other", depth)
	}
}

func panelOf(kind, settings string) *Panel {
	b := flow.Block{Kind: kind, Title: "<i>T</i>", Settings: []byte(settings)}
	d := &Draft{Bot: &models.Bot{Key: "shop"}, Me: &models.Agent{}}
	d.Document = flow.Document{Start: "x", Blocks: map[string]flow.Block{"x": b}}
	d.Items, d.Problems = flow.Outline(&d.Document), flow.Check(&d.Document, nil)
	return &Panel{Draft: d, ID: "x", Block: b, Values: Decoded(b.Settings)}
}

func TestSettings_EveryKind_IsDrawnFromItsForm(t *testing.T) {
	for _, kind := range flow.Kinds() {
		for _, settings := range []string{"", `{"text":"\"><script>alert(1)</script>"}`, `[]`, `{"choices":[null,1,{"label":7}]}`} {
			page := drawn(t, Settings(panelOf(kind.Name, settings)))
			if strings.Contains(page, "<script>") || strings.Contains(page, "<i>T") {
				t.Errorf("%s: not escaped", kind.Name)
			}
			for _, s := range kind.Form {
				if !strings.Contains(page, `data-setting="`+s.Name+`"`) {
					t.Errorf("%s has no field %s", kind.Name, s.Name)
				}
			}
		}
	}
}

func TestSettings_Problem_StandsAtItsField(t *testing.T) {
	page := drawn(t, Settings(panelOf("text", "")))
	at := strings.Index(page, `data-setting="text"`)
	if at < 0 || !strings.Contains(page[at:at+900], `aria-invalid="true"`) || !strings.Contains(page[at:], "no text") {
		t.Errorf("%.3000s", page)
	}
	page = drawn(t, Settings(panelOf("buttons", `{"text":"A","choices":[{"id":"1","label":""},{"id":"2","label":"B"}]}`)))
	if strings.Count(page, "no label") != 1 {
		t.Errorf("%d times", strings.Count(page, "no label"))
	}
}

func TestCompare_TwoDocuments_IsToldInWords(t *testing.T) {
	from := &flow.Document{Name: "A", Start: "a", Blocks: map[string]flow.Block{
		"a": {Kind: "text", Settings: []byte(`{"text":"Hi"}`), Position: &flow.Point{X: 1}, Out: map[string]flow.Target{"next": {Block: "b"}}}, "b": {Kind: "end"}}}
	to := &flow.Document{Name: "A", Start: "a", Blocks: map[string]flow.Block{
		"a": {Kind: "text", Settings: []byte(`{"text":"Hello"}`), Position: &flow.Point{X: 9}, Out: map[string]flow.Target{"next": {Flow: "f"}}},
		"c": {Kind: "live_chat", Title: "Ring"}}}
	page := drawn(t, DifferenceView(Compare(from, to, map[string]string{"f": "Other"})))
	for _, want := range []string{"Hi</del>", "Hello</ins>", "Next leads to", "the flow Other", "added", "Ring", "removed", "End"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in %s", want, page)
		}
	}
	if d := Compare(from, from, nil); !d.Empty() {
		t.Errorf("%+v", d)
	}
	moved := *from
	moved.Blocks = map[string]flow.Block{"a": to.Blocks["a"], "b": from.Blocks["b"]}
	if d := Compare(to, &moved, nil); len(d.Blocks) != 2 {
		t.Errorf("%+v", d)
	}
}

func TestTextsOf_AllThatCanBeRead_IsFound(t *testing.T) {
	var all []string
	for _, w := range TextsOf(flow.Block{Kind: "live_chat", Title: "Ring", Note: "N", Settings: []byte(`{"text":"T","messages":{"welcome":"W"},"skip":true}`)}) {
		all = append(all, w.Text)
	}
	if got := strings.Join(all, " "); got != "Ring N W T" {
		t.Errorf("%q", got)
	}
}

func TestIcons_AllKinds_HaveOne(t *testing.T) {
	for _, k := range flow.Kinds() {
		if k.Icon != "" && iconOr(k.Icon) != k.Icon {
			t.Errorf("%s: the icon %q is not there", k.Name, k.Icon)
		}
	}
}
