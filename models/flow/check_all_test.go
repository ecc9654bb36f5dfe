package flow

import (
	"fmt"
	"strings"
	"testing"
)

const (
	checkEnd  = `"e":{"kind":"end"}`
	checkAsk  = `{"kind":"question","settings":{"text":"Q","var":"v"},"out":{"next":{"block":"%s"}}}`
	checkSide = `{"s":{"kind":"question","settings":{"text":"S","var":"side"}}}`
)

// told are the problems, each in a line.
func told(problems []Problem) string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s %s: %s", p.Severity, p.Block, p.Port, p.Field, p.Message)))
	}
	return strings.Join(lines, "\n")
}

// M-17
func TestCheck_Fields_AreNamed(t *testing.T) {
	const out = `"out":{"next":{"block":"e"}}},` + checkEnd + `}`
	for _, tt := range []struct{ blocks, field, says string }{
		{`{"a":{"kind":"text","settings":{"text":""},` + out, "text", "no text"},
		{`{"a":{"kind":"image","settings":{"url":"javascript:x"},` + out, "url", "address"},
		{`{"a":{"kind":"http","settings":{"url":"https://example.com/","headers":[{"name":"Host","value":"x"}]},` + out, "headers.0.name", "Host"},
		{`{"a":{"kind":"email","settings":{"to":"x","subject":"S","text":"T"},` + out, "to", "no email address"},
		{`{"a":{"kind":"set","settings":{"var":"x","op":"add","value":"one"},` + out, "value", "one"},
		{`{"a":{"kind":"wait","settings":{"until":"soon"},` + out, "until", "soon"},
		{`{"a":{"kind":"cards","settings":{"choose":true},` + out, "cards", "no card"},
		{`{"a":{"kind":"split",` + out, "branches", "no way"},
		{`{"a":{"kind":"split","settings":{"branches":[{"id":"x","weight":0}]},` + out, "branches", "nobody"},
		{`{"a":{"kind":"quick_replies",` + out, "items", "no quick reply"},
		{`{"a":{"kind":"update",` + out, "set", "nothing"},
		{`{"a":{"kind":"live_chat","settings":{"messages":{"welcome":"` + strings.Repeat("x", maxAnswer+1) + `"}},` + out, "messages.welcome", "longer"},
		{`{"a":{"kind":"condition","settings":{"branches":[{"id":"1","rules":[{"var":"visitor.name","op":"matches","value":"("}]}]},"out":{"else":{"block":"e"},"branch:1":{"block":"e"}}},` + checkEnd + `}`,
			"branches.0.rules.0.value", "pattern"},
		{`{"a":{"kind":"placeholder","settings":{"origin":"typebot","type":"payment","raw":{},"why":"There is no payment here."},` + out, "", "payment"},
	} {
		problems := Check(document(t, "main", "a", tt.blocks), nil)
		if len(problems) != 1 || problems[0].Severity != SeverityError || problems[0].Block != "a" || problems[0].Field != tt.field || !strings.Contains(problems[0].Message, tt.says) {
			t.Errorf("%s\n%s", tt.blocks, told(problems))
		}
	}
}

// M-17
func TestCheck_ExitsThatNeedATarget_AreErrors(t *testing.T) {
	for _, tt := range []struct{ name, blocks, port string }{
		{"jump", `{"a":{"kind":"jump"}}`, "next"},
		{"call", `{"a":{"kind":"call","out":{"next":{"block":"e"}}},` + checkEnd + `}`, "call"},
		{"quick reply", `{"a":{"kind":"quick_replies","settings":{"items":[{"id":"p","label":"Prices"}]},"out":{"next":{"block":"e"}}},` + checkEnd + `}`, "quick:p"},
		{"closed", `{"a":{"kind":"live_chat","settings":{"available":"both","closed":"jump"},"out":{"next":{"block":"e"}}},` + checkEnd + `}`, "closed"},
		{"timed out", `{"a":{"kind":"live_chat","settings":{"timed_out":"jump"},"out":{"next":{"block":"e"}}},` + checkEnd + `}`, "timeout"},
	} {
		problems := Check(document(t, "main", "a", tt.blocks), nil)
		if len(problems) != 1 || problems[0].Severity != SeverityError || problems[0].Port != tt.port || !strings.Contains(problems[0].Message, "no target") {
			t.Errorf("%s: %s", tt.name, told(problems))
		}
	}
}

// M-17
func TestCheckAll_Variables_ThatNothingSets(t *testing.T) {
	text := func(text string) string {
		return `{"a":{"kind":"text","settings":{"text":"` + text + `"},"out":{"next":{"block":"q"}}},"q":` + fmt.Sprintf(checkAsk, "e") + `,` + checkEnd + `}`
	}
	rules := func(rule string) string {
		return `{"a":{"kind":"condition","settings":{"branches":[{"id":"1","rules":[` + rule + `]}]},"out":{"branch:1":{"block":"q"},"else":{"block":"q"}}},"q":` + fmt.Sprintf(checkAsk, "e") + `,` + checkEnd + `}`
	}
	http := func(settings string) string {
		return `{"a":{"kind":"http","settings":{"method":"POST","url":"https://example.com/",` + settings + `},"out":{"next":{"block":"q"}}},"q":` + fmt.Sprintf(checkAsk, "e") + `,` + checkEnd + `}`
	}
	other := document(t, "side", "s", `{"s":{"kind":"file","settings":{"text":"F","var":"pass"},"out":{"next":{"block":"m"}}},
		"m":{"kind":"question","settings":{"text":"E","type":"email"}}}`)
	for _, tt := range []struct{ name, blocks, field, says string }{
		{"set here", text("{{v}}"), "", ""},
		{"set in another flow", text("{{pass}} {{pass.ids}}"), "", ""},
		{"set by default", text("{{email}}"), "", ""},
		{"of every visitor", text("{{visitor.name}} {{page.url}} {{live.agent}} {{given}}"), "", ""},
		{"of the agent", text("{{agent.name}}"), "", ""},
		{"nowhere", text("{{nope}} {{nope}}"), "text", "“nope”"},
		{"files of no upload", text("{{nope.ids}}"), "text", "“nope.ids”"},
		{"a rule", rules(`{"var":"nope","op":"is_set"}`), "branches.0.rules.0.var", "“nope”"},
		{"value of a rule", rules(`{"var":"v","op":"equals","value":"{{nope}}"}`), "branches.0.rules.0.value", "“nope”"},
		{"a pattern is no template", rules(`{"var":"v","op":"matches","value":"{{nope}}"}`), "", ""},
		{"kept of an answer", http(`"save":[{"path":"a","var":"part"}],"status_var":"status","body":"{{part}}{{status}}"`), "", ""},
		{"body", http(`"body":"{{nope}}"`), "body", "“nope”"},
		{"secret in a header", http(`"headers":[{"name":"A","value":"{{secret.key}}"}]`), "", ""},
		{"secret in a body", http(`"body":"{{secret.key}}"`), "body", "Secrets"},
		{"secret said", text("{{secret.key}}"), "text", "Secrets"},
	} {
		d := document(t, "main", "a", tt.blocks)
		problems := CheckAll(d, Around{Flows: []*Document{d, other}, Vars: []string{"given"}})
		if tt.says == "" && len(problems) > 0 || tt.says != "" &&
			(len(problems) != 1 || problems[0].Severity != SeverityError || problems[0].Field != tt.field || !strings.Contains(problems[0].Message, tt.says)) {
			t.Errorf("%s: %s", tt.name, told(problems))
		}
	}
	if problems := Check(document(t, "main", "a", text("{{nope}}")), nil); len(problems) > 0 {
		t.Errorf("without a list of the flows: %s", told(problems))
	}
}

func TestCheckAll_VariableThatIsSetFromOutside_IsSetInVain(t *testing.T) {
	d := document(t, "main", "a", `{"a":{"kind":"question","settings":{"text":"Q","var":"visitor.name"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"update","settings":{"set":[{"what":"visitor.phone","value":"1"}]},"out":{"next":{"block":"e"}}},`+checkEnd+`}`)
	problems := CheckAll(d, Around{Flows: []*Document{d}})
	if len(problems) != 1 || problems[0].Severity != SeverityWarning || problems[0].Block != "a" || problems[0].Field != "var" {
		t.Errorf("%s", told(problems))
	}
}

// M-17
func TestCheck_CirclesThroughEveryKindThatDoesNotWait(t *testing.T) {
	const back = `"out":{"next":{"block":"a"},"open":{"block":"a"},"yes":{"block":"a"},"answered":{"block":"a"},"branch:1":{"block":"a"}`
	const elsewhere = `,"closed":{"block":"e"},"no":{"block":"e"},"else":{"block":"e"},"wants_person":{"block":"e"},"not_found":{"block":"e"},"error":{"block":"e"}`
	for _, tt := range []struct {
		name, b string
		circle  bool
	}{
		{"hours", `{"kind":"hours"`, true},
		{"agents", `{"kind":"agents"`, true},
		{"http", `{"kind":"http","settings":{"url":"https://example.com/"}`, true},
		{"ai that answers the same", `{"kind":"ai_answer","settings":{"question":"Why?"}`, true},
		{"ai that answers the visitor", `{"kind":"ai_answer"`, false},
		{"split", `{"kind":"split","settings":{"branches":[{"id":"1","weight":1}]}`, true},
		{"email", `{"kind":"email","settings":{"to":"a@example.org","subject":"S","text":"T"}`, true},
		{"until a moment that may be over", `{"kind":"wait","settings":{"until":"today"}`, true},
		{"until the opening", `{"kind":"wait","settings":{"until":"opening"}`, true},
		{"until a time", `{"kind":"wait","settings":{"until":"09:00"}`, false},
		{"wait", `{"kind":"wait","settings":{"seconds":5}`, false},
		{"question", `{"kind":"question","settings":{"text":"Q"}`, false},
		{"cards to choose", `{"kind":"cards","settings":{"choose":true,"cards":[{"id":"x","title":"X"}]}`, false},
		{"live chat", `{"kind":"live_chat"`, false},
	} {
		d := document(t, "main", "a", `{"a":{"kind":"text","settings":{"text":"A"},"out":{"next":{"block":"b"}}},"b":`+tt.b+`,`+back+elsewhere+`}},`+checkEnd+`}`)
		found := strings.Contains(told(Check(d, nil)), "without ever waiting")
		if found != tt.circle {
			t.Errorf("%s: %s", tt.name, told(Check(d, nil)))
		}
	}
}

// M-17
func TestCheck_CirclesThroughCallsAndRestarts(t *testing.T) {
	for _, tt := range []struct{ name, main, side, says string }{
		{"restart", `{"a":{"kind":"text","settings":{"text":"A"},"out":{"next":{"block":"b"}}},"b":{"kind":"restart"}}`, checkSide, "a → b → a"},
		{"restart behind a question", `{"a":{"kind":"question","settings":{"text":"A"},"out":{"next":{"block":"b"}}},"b":{"kind":"restart"}}`, checkSide, ""},
		{"flow that runs itself", `{"a":{"kind":"call","out":{"call":{"flow":"main"},"next":{"block":"e"}}},` + checkEnd + `}`, checkSide, "a → a"},
		{"flows that run one another", `{"a":{"kind":"call","out":{"call":{"flow":"side"},"next":{"block":"e"}}},` + checkEnd + `}`,
			`{"s":{"kind":"call","out":{"call":{"flow":"main"}}}}`, "a → side/s → a"},
		{"behind a flow that never waits", `{"a":{"kind":"call","out":{"call":{"flow":"side"},"next":{"block":"a"}}}}`,
			`{"s":{"kind":"text","settings":{"text":"S"}}}`, "a → a"},
		{"behind a flow that asks", `{"a":{"kind":"call","out":{"call":{"flow":"side"},"next":{"block":"a"}}}}`, checkSide, ""},
		{"behind a flow that ends all", `{"a":{"kind":"call","out":{"call":{"flow":"side"},"next":{"block":"a"}}}}`, `{"s":{"kind":"end"}}`, ""},
		{"behind a flow that may ask", `{"a":{"kind":"call","out":{"call":{"flow":"side"},"next":{"block":"a"}}}}`,
			`{"s":{"kind":"hours","out":{"open":{"block":"q"}}},"q":{"kind":"question","settings":{"text":"Q"}}}`, "a → a"},
		{"quick replies wait to be pressed", `{"a":{"kind":"quick_replies","settings":{"items":[{"id":"p","label":"P"}]},"out":{"quick:p":{"block":"a"},"next":{"block":"q"}}},
			"q":{"kind":"question","settings":{"text":"Q"},"out":{"next":{"block":"e"}}},` + checkEnd + `}`, checkSide, ""},
	} {
		side := document(t, "side", "s", tt.side)
		problems := Check(document(t, "main", "a", tt.main), func(string) *Document { return side })
		text := told(problems)
		if tt.says == "" && text != "" || tt.says != "" && (len(problems) != 1 || !strings.Contains(text, tt.says)) {
			t.Errorf("%s: %s", tt.name, text)
		}
	}
}

func TestCheck_FlowThatIsRunAndLeadsBack_IsWarnedOf(t *testing.T) {
	main := document(t, "main", "a", `{"a":{"kind":"call","out":{"call":{"flow":"side"},"next":{"block":"e"}}},`+checkEnd+`}`)
	side := document(t, "side", "s", `{"s":{"kind":"question","settings":{"text":"S"},"out":{"next":{"flow":"main"}}}}`)
	problems := Check(main, func(string) *Document { return side })
	if len(problems) != 1 || problems[0].Severity != SeverityWarning || problems[0].Port != PortCall {
		t.Errorf("%s", told(problems))
	}
}

func TestCheck_EndOfWhatComesBack_IsNoDeadEnd(t *testing.T) {
	d := document(t, "main", "a", `{
		"a":{"kind":"quick_replies","settings":{"items":[{"id":"p","label":"P"}]},"out":{"quick:p":{"block":"p"},"next":{"block":"b"}}},
		"b":{"kind":"call","out":{"call":{"block":"c"},"next":{"block":"q"}}},
		"c":{"kind":"text","settings":{"text":"C"}},
		"p":{"kind":"text","settings":{"text":"P"}},
		"q":{"kind":"question","settings":{"text":"Q"},"out":{"next":{"block":"d"}}},
		"d":{"kind":"text","settings":{"text":"D"}}}`)
	problems := Check(d, nil)
	if len(problems) != 1 || problems[0].Block != "d" || !strings.Contains(problems[0].Message, "stops") {
		t.Errorf("%s", told(problems))
	}
}

func TestCheckAll_WhatOthersLeadTo_IsReachableAndMayComeBack(t *testing.T) {
	d := document(t, "main", "a", `{"a":{"kind":"question","settings":{"text":"A"}},"b":{"kind":"question","settings":{"text":"B"},"out":{"next":{"block":"c"}}},"c":{"kind":"end"}}`)
	if text := told(CheckAll(d, Around{Flows: []*Document{d}})); strings.Count(text, "No way") != 2 || strings.Count(text, "stops") != 1 {
		t.Errorf("alone: %s", text)
	}
	for _, caller := range []string{
		`{"s":{"kind":"call","out":{"call":{"flow":"main"},"next":{"flow":"main","block":"b"}}}}`,
		`{"s":{"kind":"call","out":{"call":{"flow":"main"}}},"t":{"kind":"jump","settings":{"flow":"main","block":"b"}}}`,
	} {
		side := document(t, "side", "s", caller)
		if problems := CheckAll(d, Around{Flows: []*Document{side, d}}); len(problems) > 0 {
			t.Errorf("%s: %s", caller, told(problems))
		}
	}
}

func TestCheckAll_EndBeforeAnyAnswer_IsWarnedOf(t *testing.T) {
	for _, tt := range []struct {
		blocks string
		warned bool
	}{
		{`{"a":{"kind":"text","settings":{"text":"A"},"out":{"next":{"block":"e"}}},` + checkEnd + `}`, true},
		{`{"a":{"kind":"hours","out":{"open":{"block":"q"},"closed":{"block":"t"}}},"t":{"kind":"text","settings":{"text":"T"},"out":{"next":{"block":"e"}}},
			"q":` + fmt.Sprintf(checkAsk, "e") + `,` + checkEnd + `}`, false},
		{`{"a":{"kind":"end"}}`, false},
	} {
		d := document(t, "main", "a", tt.blocks)
		problems := CheckAll(d, Around{Flows: []*Document{d}})
		if warned := len(problems) == 1 && problems[0].Block == "e" && problems[0].Severity == SeverityWarning; warned != tt.warned || !tt.warned && len(problems) > 0 {
			t.Errorf("%s\n%s", tt.blocks, told(problems))
		}
		jumper := document(t, "side", "s", `{"s":{"kind":"jump","out":{"next":{"flow":"main"}}}}`)
		if text := told(CheckAll(d, Around{Flows: []*Document{d, jumper}})); strings.Contains(text, "before the visitor") {
			t.Errorf("a part of another flow: %s", text)
		}
	}
}

func TestOutline_SidewaysExits_AreTheirOwn(t *testing.T) {
	d := document(t, "main", "a", `{
		"a":{"kind":"quick_replies","settings":{"items":[{"id":"p","label":"P"},{"id":"n","label":"N"}]},"out":{"quick:p":{"flow":"side"},"next":{"block":"b"}}},
		"b":{"kind":"call","out":{"next":{"block":"c"}}},"c":{"kind":"placeholder","out":{"paid":{"block":"e"}}},`+checkEnd+`}`)
	items := Outline(d)
	for i, want := range []string{
		"[{quick:p P  side } {quick:n N   } {next Next b  Run a flow}]",
		"[{call Runs   } {next Then c  Placeholder}]", "[{paid paid e  End}]", "[]",
	} {
		if got := fmt.Sprint(items[i].Exits); got != want {
			t.Errorf("%s has the exits %s, want %s", items[i].Block, got, want)
		}
	}
}

// bigFlow is a flow of n blocks, as a bot that has grown: questions, conditions, texts, waits, requests.
func bigFlow(tb testing.TB, n int) *Document {
	var b strings.Builder
	b.WriteString(`{"e":{"kind":"end"}`)
	for i := range n - 1 {
		next := fmt.Sprintf("b%d", i+1)
		if i == n-2 {
			next = "e"
		}
		block := `"kind":"text","settings":{"text":"Hello {{visitor.name}}, you said {{answer}}."}`
		switch i % 5 {
		case 1:
			block = `"kind":"question","settings":{"text":"And?","var":"answer","max_tries":3}`
		case 2:
			block = `"kind":"condition","settings":{"branches":[{"id":"x","rules":[{"var":"answer","op":"equals","value":"x"},{"var":"answer","op":"matches","value":"^y+$"}]}]}`
		case 3:
			block = `"kind":"buttons","settings":{"text":"Which?","choices":[{"id":"x","label":"One"},{"id":"y","label":"Two"}]}`
		case 4:
			block = `"kind":"http","settings":{"url":"https://example.com/{{answer}}","save":[{"path":"a.b","var":"answer"}]}`
		}
		fmt.Fprintf(&b, `,"b%d":{%s,"out":{"next":{"block":%q}`, i, block, next)
		if i%5 == 2 {
			fmt.Fprintf(&b, `,"branch:x":{"block":"b0"},"else":{"block":%q}`, next)
		}
		b.WriteString("}}")
	}
	d, err := Parse([]byte(`{"schema":1,"id":"main","start":"b0","blocks":` + strings.ReplaceAll(b.String(), `"next":{"block":"b0"}`, `"next":{"block":"e"}`) + `}}`))
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func BenchmarkCheck_ThreeHundredBlocks(b *testing.B) {
	d := bigFlow(b, 300)
	flows := []*Document{d}
	for i := range 9 {
		other := bigFlow(b, 30)
		other.ID = fmt.Sprintf("other%d", i)
		flows = append(flows, other)
	}
	b.ReportAllocs()
	for b.Loop() {
		if problems := CheckAll(d, Around{Flows: flows}); len(problems) > 60 {
			b.Fatal(told(problems))
		}
	}
}
