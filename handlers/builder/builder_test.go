package builder_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func TestPage_OfAFlow_HasEverythingByItsName(t *testing.T) {
	mira := newHouse(t).person("mira")
	mira.get("hello").is(200).reads(
		`<section id="outline" class="outline" aria-label="Flow">`, `aria-label="Block settings"`, `aria-label="Undo"`, `aria-label="Redo"`,
		">Publish</button>", "Add block", `id="test"`, "The shop", "Welcome", "Hi from shop &lt;b&gt;", "Bikes: ", "3 End", "Choose a block to see its settings.")
	mira.get("hello?view=canvas").is(200).reads(`id="canvas"`, `aria-label="Flow"`).never(`id="outline"`)
	mira.get("hello?block=ask").is(200).reads("Goes on", "Comes from", `value="Bikes"`, `value="A person"`, `data-port="choice:a"`, "Note for the team")
	mira.get("hello?block=nowhere").is(200).reads("Choose a block to see its settings.")
	mira.get("nowhere").is(404)
}

func TestOutline_Rows_AreNumberedAndExitsLeadToThem(t *testing.T) {
	newHouse(t).person("mira").get("hello?view=outline").reads(
		`<span class="no">1</span>`, `<span class="no">4</span>`, `id="step-ring"`, `data-goto="bye"`, "3 End", "4 Live chat").never("No way leads here")
}

func TestRoutes_WhoMayNotBuild_IsRefusedEverywhere(t *testing.T) {
	h := newHouse(t)
	tove, nobody := h.person("tove"), h.person("")
	for _, route := range h.web.Routes() {
		if !strings.Contains(route.Path, ":flow") {
			continue
		}
		path := strings.NewReplacer(":bot", "shop", ":flow", "hello", ":version", "1").Replace(route.Path)
		if got := tove.ask(route.Method, path, nil); got.status != 403 {
			t.Errorf("a supervisor, %s %s: %d", route.Method, path, got.status)
		}
		if got := nobody.ask(route.Method, path, nil); got.status != 401 {
			t.Errorf("nobody, %s %s: %d", route.Method, path, got.status)
		}
	}
}

func TestRoutes_AnotherBotsFlow_IsNotReachedThroughThisBot(t *testing.T) {
	mira := newHouse(t).person("mira")
	other, err := mira.store.BotByKey(context.Background(), "other")
	must(t, err)
	for _, flow := range []string{string(other.ID) + "%2Fhello", "..%2F" + string(other.ID) + "%2Fhello"} {
		mira.get(flow).is(404).never("A secret")
	}
	mira.get("find?q=secret").is(404)
	mira.get("hello/find?q=secret").is(200).never("A secret")
}

func TestOp_Set_IsKeptAndAnsweredWithWhatChanged(t *testing.T) {
	mira := newHouse(t).person("mira")
	got := mira.op("set", "0", "block", "welcome", "field", "text", "s.text", "Good day").is(200)
	got.reads("Good day", `id="tools"`, `data-rev="1"`, `id="problems"`, "Draft saved", "Undo: Changed Text of Welcome").never("<html")
	if rev := got.head.Get("Deskbell-Rev"); rev != "1" {
		t.Errorf("revision %q", rev)
	}
	mira.ask("POST", "/bots/shop/flows/hello/undo", nil).is(200).reads("Hi from shop", "Redo: Changed Text of Welcome")
	mira.ask("POST", "/bots/shop/flows/hello/redo", nil).is(200).reads("Good day")
	mira.ask("POST", "/bots/shop/flows/hello/redo", nil).is(409).reads("nothing")
}

func TestOp_WithoutAScript_LeadsBackToThePage(t *testing.T) {
	mira := newHouse(t).person("mira")
	r, err := http.NewRequest("POST", mira.at+"/bots/shop/flows/hello/ops", strings.NewReader("op=add&pick=text&after=welcome&rev=0"))
	must(t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got := mira.do(r).is(303)
	if to := got.head.Get("Location"); !strings.HasPrefix(to, "/bots/shop/flows/hello?block=b1") {
		t.Errorf("it leads to %q", to)
	}
	if out := mira.draft().Document.Blocks["b1"].Out["next"].Block; out != "ask" {
		t.Errorf("the new block leads to %q", out)
	}
}

func TestOp_OthersChangedTheSame_BothAreShownAndNothingIsOverwritten(t *testing.T) {
	h := newHouse(t)
	mira, ana := h.person("mira"), h.person("ana")
	ana.op("set", "0", "block", "welcome", "field", "text", "s.text", "Anas words").is(200)
	mira.op("set", "0", "block", "welcome", "field", "text", "s.text", "My words", "key", "k1").is(409).
		reads("Ana Petri has changed this meanwhile", "Anas words", "My words", "Keep theirs", "Use mine", `data-clash="k1"`, `data-rev="1"`)
	mira.op("set", "0", "block", "welcome", "field", "title", "s.title", "Beginning").is(200)
	mira.op("set", "1", "block", "welcome", "field", "text", "s.text", "My words").is(200).reads("My words")
	mira.get("hello/parts?view=outline&block=welcome&since=0").is(200).reads("Ana changed this")
	mira.op("set", "99", "block", "ring", "field", "text", "s.text", "From an old page").is(409).reads("Somebody else has changed this meanwhile: Live chat", "From an old page", "Use mine")
	ana.op("delete", "3", "blocks", "ring").is(200)
	mira.op("set", "3", "block", "ring", "field", "note", "s.note", "Ring twice").is(409).
		reads("The block is gone", "Ana Petri has deleted it", "Ring twice")
}

func TestOp_BadValues_AreRefusedWithTheirReason(t *testing.T) {
	mira := newHouse(t).person("mira")
	for _, c := range []struct {
		pairs []string
		want  string
	}{
		{[]string{"block", "ring", "field", "wait_seconds", "s.wait_seconds", "soon"}, "is no number"},
		{[]string{"block", "ring", "field", "nonsense", "s.nonsense", "1"}, "no such setting"},
		{[]string{"block", "welcome", "field", "title", "s.title", strings.Repeat("x", 3000)}, "characters"},
	} {
		mira.op("set", "0", c.pairs...).is(422).reads(c.want, `data-of="`+c.pairs[3]+`"`)
	}
	mira.op("nonsense", "0").is(422)
	mira.op("replace", "0").is(422)
	mira.op("set", "x").is(422)
	mira.op("add", "0", "pick", "nonsense").is(422)
	mira.op("paste", "0", "json", "{").is(422)
	mira.op("connect", "0", "block", "welcome", "port", "next", "to_flow", "elsewhere").is(422)
	if d := mira.draft(); d.Rev != 0 {
		t.Errorf("revision %d was kept", d.Rev)
	}
	mira.op("set", "0", "block", "welcome", "field", "note", "s.note", strings.Repeat("x", 3<<20)).is(413)
}

func TestOp_List_KeepsItsOrderAndGivesNewOnesAnID(t *testing.T) {
	mira := newHouse(t).person("mira")
	mira.op("set", "0", "block", "ask", "field", "choices", "s.choices.0.id", "b", "s.choices.0.label", "A person",
		"s.choices.1.label", "New", "s.choices.10.id", "a", "s.choices.10.label", "Bikes").is(200)
	b := mira.draft().Document.Blocks["ask"]
	ports := flow.PortsOf(b)
	if len(ports) < 3 || ports[0].Name != "choice:b" || ports[1].Label != "New" || ports[2].Name != "choice:a" || b.Out["choice:a"].Block != "bye" {
		t.Errorf("%+v %v", ports, b.Out)
	}
	long := []string{"block", "ask", "field", "choices"}
	for i := range 150 {
		at := "s.choices." + string(rune('0'+i/100)) + string(rune('0'+i/10%10)) + string(rune('0'+i%10))
		long = append(long, at+".label", "Choice", at+".value", "v")
	}
	mira.op("set", "1", long...).is(200)
	if n := len(flow.PortsOf(mira.draft().Document.Blocks["ask"])); n < 150 {
		t.Errorf("%d exits of 150 choices", n)
	}
}

func TestPalette_AllKinds_CanBeAddedBehindABlock(t *testing.T) {
	mira := newHouse(t).person("mira")
	got := mira.get("hello/palette?after=ask&port=choice:a").is(200).reads("Add block", "At “Bikes” of Buttons", "Live chat", "Say", "People")
	for rev, kind := range []string{"text", "live_chat", "condition"} {
		got.reads(`value="` + kind)
		mira.op("add", string(rune('0'+rev)), "pick", kind, "after", "welcome").is(200)
	}
	mira.get("hello/palette").is(200)
}

func TestRemoval_WhatLeadsThere_IsListedFirst(t *testing.T) {
	mira := newHouse(t).person("mira")
	mira.get("hello/removal?blocks=bye").is(200).reads("Delete “End”?", "2 exits lead here", "Buttons", "Bikes", "Live chat", "After the chat")
	mira.get("hello/removal?blocks=welcome").is(204)
	mira.get("hello/removal?blocks=nowhere").is(404)
	mira.op("delete", "0", "blocks", "bye").is(200).reads("leads nowhere")
	if out := mira.draft().Document.Blocks["ask"].Out; out["choice:a"].Block != "" {
		t.Errorf("%v", out)
	}
}

func TestShift_Block_ChangesPlacesInItsChain(t *testing.T) {
	mira := newHouse(t).person("mira")
	mira.op("add", "0", "pick", "text", "after", "welcome").is(200)
	mira.op("shift", "1", "block", "b1", "by", "up").is(200)
	d := mira.draft().Document
	if d.Start != "b1" || d.Blocks["b1"].Out["next"].Block != "welcome" || d.Blocks["welcome"].Out["next"].Block != "ask" {
		t.Errorf("%s %v %v", d.Start, d.Blocks["b1"].Out, d.Blocks["welcome"].Out)
	}
	mira.op("shift", "2", "block", "b1", "by", "up").is(422).reads("nothing to change places with")
	mira.op("shift", "2", "block", "b1", "by", "down").is(200)
	if d := mira.draft().Document; d.Start != "welcome" {
		t.Errorf("it begins with %s", d.Start)
	}
}

func TestClipboard_Blocks_GoIntoAnotherFlow(t *testing.T) {
	mira := newHouse(t).person("mira")
	text := mira.get("hello/copy?blocks=ask,ring").is(200).reads(`"blocks/1"`).text
	got := mira.ask("POST", "/bots/shop/flows/faq/ops?open=1", map[string][]string{"op": {"paste"}, "rev": {"0"}, "json": {text}, "after": {"q"}}).is(200)
	if blocks := strings.Split(got.head.Get("Deskbell-Block"), ","); len(blocks) != 2 {
		t.Errorf("%v", blocks)
	}
	mira.get("hello/copy?blocks=nowhere").is(404)
}

func TestSuggestions_PlacesAndVariables_AreOfTheWholeBot(t *testing.T) {
	mira := newHouse(t).person("mira")
	mira.op("set", "0", "block", "ask", "field", "var", "s.var", "topic").is(200)
	mira.get("hello/suggestions").is(200).reads(">1 Welcome<", "Flow: Questions", "Questions: Sizes", "Questions, at its start",
		`data-insert="topic"`, `data-insert="visitor.email"`, `data-insert="live.agent"`)
}

func TestFind_Words_LeadToTheirBlocks(t *testing.T) {
	mira := newHouse(t).person("mira")
	mira.get("hello/find?q=SHOP.test").is(200).reads("1 place", "Sizes", "Questions", "https://shop.test/sizes", "/bots/shop/flows/faq?block=q&amp;view=outline")
	mira.get("hello/find?q=nothing+has+this").is(200).reads("Nothing has")
	mira.get("hello/find").is(200).reads(`aria-label="Search in the flows"`)
	mira.get("hello/find?q=" + strings.Repeat("x", 300)).is(422)
}

// M-17
func TestPublish_WhatIsShown_IsWhatIsPublished(t *testing.T) {
	h := newHouse(t)
	mira, ana := h.person("mira"), h.person("ana")
	publish := func(p *person, rev string) page {
		return p.ask("POST", "/bots/shop/flows/hello/publish", map[string][]string{"rev": {rev}, "note": {"Kinder"}})
	}
	mira.op("set", "0", "block", "welcome", "field", "text", "s.text", "").is(200).reads("1 problem keeps this from being published", `aria-describedby="why-not"`)
	mira.get("hello/publish").is(200).reads("1 problem keeps this from being published", `aria-disabled="true"`)
	publish(mira, "1").is(422).reads("1 problem")
	mira.op("set", "1", "block", "welcome", "field", "text", "s.text", "Hello you").is(200)
	mira.get("hello/publish").is(200).reads("This becomes version 2", "changed", "Hi from shop &lt;b&gt;", "Hello you").never("aria-disabled")
	ana.op("connect", "2", "block", "ring", "port", "next", "to_block", "ask").is(200)
	publish(mira, "2").is(409).reads("It was changed meanwhile", "After the chat leads to", "Kinder")
	publish(mira, "3").is(200).reads("As published")
	versions, err := h.store.Versions(context.Background(), mira.draft().ID)
	must(t, err)
	if len(versions) != 2 || versions[0].Note != "Kinder" || versions[0].ByName != "Mira Solberg" {
		t.Errorf("%+v", versions)
	}
	publish(mira, "x").is(422)
}

func TestVersions_Restore_IsAnEditThatCanBeUndone(t *testing.T) {
	mira := newHouse(t).person("mira")
	mira.op("set", "0", "block", "welcome", "field", "text", "s.text", "Changed words").is(200)
	mira.get("hello/versions").is(200).reads("Version 1", "Live")
	mira.get("hello/versions/1").is(200).reads("From version 1 to the draft", "Changed words", "Make the draft as version 1")
	mira.get("hello/versions/7").is(404)
	mira.ask("POST", "/bots/shop/flows/hello/restore", map[string][]string{"version": {"1"}, "rev": {"1"}}).is(200).reads("Hi from shop", "Undo: Restored version 1")
	mira.ask("POST", "/bots/shop/flows/hello/undo", nil).is(200).reads("Changed words")
	mira.ask("POST", "/bots/shop/flows/hello/restore", map[string][]string{"version": {"9"}, "rev": {"3"}}).is(404)
}

func TestCanvasParts_SinceARevision_AreThoseThatChanged(t *testing.T) {
	mira := newHouse(t).person("mira")
	mira.op("set", "0", "block", "welcome", "field", "title", "s.title", "Beginning").is(200)
	mira.get("hello/parts?view=canvas&since=0").is(200).reads("card-welcome", "Beginning").never("card-ring")
	mira.get("hello/parts?view=canvas").is(200).reads("card-welcome", "card-ring")
}

func TestStream_OthersEditsAndWhoIsHere_AreTold(t *testing.T) {
	h := newHouse(t)
	mira, ana := h.person("mira"), h.person("ana")
	lines := listen(t, mira, "tab=m&since=0")
	waitFor(t, lines, `data-name="Mira"`)
	ctx, leave := context.WithCancel(context.Background())
	listenUntil(t, ctx, ana, "tab=a&since=0&block=ask")
	waitFor(t, lines, `data-name="Ana" data-at="ask"`)
	ana.ask("POST", "/bots/shop/flows/hello/here", map[string][]string{"tab": {"a"}, "block": {"ring"}}).is(204)
	waitFor(t, lines, `data-at="ring"`)
	ana.op("set", "0", "block", "welcome", "field", "title", "s.title", "Beginning").is(200)
	waitFor(t, lines, "event: rev")
	leave()
	waitFor(t, lines, `data-name="Mira"`)
}

func listen(t *testing.T, p *person, query string) <-chan string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	return listenUntil(t, ctx, p, query)
}

// listenUntil reads a stream's lines until the context ends.
func listenUntil(t *testing.T, ctx context.Context, p *person, query string) <-chan string {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", p.at+"/bots/shop/flows/hello/stream?"+query, nil)
	must(t, err)
	answer, err := p.client.Do(r)
	must(t, err)
	if answer.StatusCode != 200 {
		t.Fatalf("stream: %d", answer.StatusCode)
	}
	lines := make(chan string, 1000)
	go func() {
		defer answer.Body.Close()
		for scan := bufio.NewScanner(answer.Body); scan.Scan(); {
			lines <- scan.Text()
		}
	}()
	return lines
}

func waitFor(t *testing.T, lines <-chan string, want string) {
	t.Helper()
	late := time.After(time.Minute)
	for {
		select {
		case line := <-lines:
			if strings.Contains(line, want) {
				return
			}
		case <-late:
			t.Fatalf("%q was never told", want)
		}
	}
}

func TestPage_Of300Blocks_IsSmall(t *testing.T) {
	h := newHouse(t)
	_, err := h.store.ImportBot(context.Background(), models.BotFile{Format: "deskbell/bot/1", Key: "shop", Name: "The shop", StartFlow: "hello",
		Flows: []flow.Document{big(300)}}, time.Now())
	must(t, err)
	mira := h.person("mira")
	for _, view := range []string{"outline", "canvas"} {
		page := mira.get("hello?block=b2&view=" + view).is(200)
		n := zipped(t, page.text)
		t.Logf("%s of 300 blocks: %d bytes, %d with gzip", view, len(page.text), n)
		if n > 150<<10 {
			t.Errorf("%s: %d bytes with gzip, at most 150 KiB are allowed", view, n)
		}
	}
}
