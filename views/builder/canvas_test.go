package builder_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"deskbell/models/flow"
	"deskbell/views/builder"
)

func text(words, next string) flow.Block {
	settings, _ := json.Marshal(map[string]string{"text": words})
	b := flow.Block{Kind: "text", Settings: settings}
	if next != "" {
		b.Out = map[string]flow.Target{"next": {Block: next}}
	}
	return b
}

func board(blocks map[string]flow.Block) builder.Board {
	d := &flow.Document{Schema: flow.Schema, ID: "shop/first", Start: "hello", Blocks: blocks}
	return builder.Board{
		Document: d, Problems: flow.Check(d, nil), Path: "/bots/shop/flows/first",
		Flows: map[string]string{"shop/support": "Support"},
	}
}

func canvas(t *testing.T, b builder.Board) string {
	t.Helper()
	var out bytes.Buffer
	if err := builder.CanvasView(b).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func parts(t *testing.T, b, was builder.Board) string {
	t.Helper()
	var out bytes.Buffer
	if err := builder.CanvasParts(b, &was).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func wants(t *testing.T, html string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(html, w) {
			t.Errorf("it says nothing of %q", w)
		}
	}
}

func TestCanvas_Exits_SayInWordsWhereTheyLead(t *testing.T) {
	other := text("Over to the others", "")
	other.Out = map[string]flow.Target{"next": {Flow: "shop/support"}}
	html := canvas(t, board(map[string]flow.Block{
		"hello": text("Hi", "ask"),
		"ask":   {Kind: "live_chat", Title: "Ask <b>somebody", Out: map[string]flow.Target{"next": {Block: "gone"}}},
		"other": other,
		"end":   text("Bye", ""),
	}))
	wants(t, html, `role="region"`, `aria-label="Flow"`, `Next: leads to Ask &lt;b&gt;somebody`, "leads to a block that is missing",
		"Next: leads to the flow Support", "Next: ends the flow", "no way leads here", `class="block bad people`)
	if strings.Contains(html, "style=") || strings.Contains(html, "<b>somebody") {
		t.Error("there is a style in the page, or somebody's own markup")
	}
}

func TestCanvasParts_OneBlockChanged_OnlyWhatLooksDifferentIsSent(t *testing.T) {
	blocks := func(title string, out string) map[string]flow.Block {
		ask := text("What is it?", "end")
		ask.Title = title
		all := map[string]flow.Block{"hello": text("Hi", "ask"), "ask": ask, "end": text("Bye", ""), "far": text("Far away", "")}
		place := flow.Point{X: 40, Y: 40}
		for _, id := range []string{"hello", "ask", "end", "far"} {
			b, at := all[id], place
			b.Position = &at
			all[id] = b
			place.X += 300
		}
		if out != "" {
			delete(all, out)
		}
		return all
	}
	html := parts(t, board(blocks("Question", "")), board(blocks("", "")))
	wants(t, html, `id="card-ask"`, "Next: leads to Question", `data-canvas="[]"`)
	if strings.Contains(html, `id="card-end"`) || strings.Contains(html, `id="edge-ask-next"`) || strings.Contains(html, "data-whole") {
		t.Error("what looks as before was sent as well")
	}
	html = parts(t, board(blocks("", "far")), board(blocks("", "")))
	wants(t, html, `data-canvas="[&#34;far&#34;]"`)
	if strings.Contains(html, `<li id="card-`) {
		t.Error("other cards were sent")
	}
	cut := blocks("", "")
	cut["hello"] = func() flow.Block { b := cut["hello"]; b.Out = nil; return b }()
	wants(t, parts(t, board(cut), board(blocks("", ""))), `<g id="edge-hello-next" data-gone></g>`, "Next: ends the flow")
	var whole bytes.Buffer
	if err := builder.CanvasParts(board(cut), nil).Render(t.Context(), &whole); err != nil {
		t.Fatal(err)
	}
	wants(t, whole.String(), "data-whole", `id="card-far"`, `id="card-end"`)
}

func TestCanvas_Heat_IsInWordsAndInFiveSteps(t *testing.T) {
	b := board(map[string]flow.Block{"hello": text("Hi", "end"), "end": text("Bye", "")})
	b.Heat = map[string]builder.Heat{"hello": {Reached: 120, Answered: 90, Failed: 1, Left: 8}, "end": {Reached: 3}}
	wants(t, canvas(t, b), "120 reached · 90 answered · 1 failed · 8 left", `data-heat="5"`, ">3 reached<", `data-heat="1"`)
}

func TestCanvas_Of300Blocks_IsLight(t *testing.T) {
	blocks := map[string]flow.Block{}
	for i := range 300 {
		id, next := fmt.Sprintf("b%d", i), fmt.Sprintf("b%d", i+1)
		if i%3 == 0 {
			blocks[id] = flow.Block{Kind: "buttons", Title: "Menu " + id,
				Settings: json.RawMessage(`{"text":"What is it about?","choices":[{"id":"a","label":"Find a bike"},{"id":"b","label":"An order"}]}`),
				Out:      map[string]flow.Target{"choice:a": {Block: next}, "choice:b": {Block: fmt.Sprintf("b%d", i*7%300)}}}
			continue
		}
		blocks[id] = text(fmt.Sprintf("We are happy to help you with %x your bike, whatever it is about.", i*7919), next)
	}
	b := board(blocks)
	b.Document.Start = "b0"
	html := canvas(t, b)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write([]byte(html))
	_ = w.Close()
	t.Logf("%d bytes, %d packed", len(html), packed.Len())
	if packed.Len() > 60_000 {
		t.Errorf("the canvas of 300 blocks weighs %d bytes; 60,000 are allowed", packed.Len())
	}
	if n := len(regexp.MustCompile(`<li id="card-`).FindAllString(html, -1)); n != 300 {
		t.Errorf("%d cards", n)
	}
}
