package flow

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// through is a block that is left: by what happens to it, and by which exit.
type through struct {
	kind, settings string
	happens        []Event // "" of a token is the wait's
	port           string
}

func result(r Result) []Event { return []Event{{Kind: EventResult, Result: r}} }

func reply(choice string) []Event { return []Event{{Kind: EventReply, Choice: choice}} }

func person(port string) []Event { return []Event{{Kind: EventPerson, Port: port}} }

func exitsTaken() []through {
	const (
		http  = `{"url":"https://api.example.com/"}`
		ask   = `{"question":"Why?"}`
		shop  = `{"text":"T","choose":true,"cards":[{"id":"x","title":"X"},{"id":"y","title":"Y"}]}`
		chat  = `{"available":"both","unavailable":"jump","closed":"jump","timed_out":"jump","skip":true,"cancel":true}`
		never = `{"use":"own","hours":{"zone":"UTC","week":[[],[],[],[],[],[],[]]}}`
		one   = `{"branches":[{"id":"ID","rules":[{"var":"name","op":"equals","value":"ana"}]}]}`
		none  = `{"branches":[{"id":"ID","rules":[{"var":"name","op":"equals","value":"bo"}]}]}`
	)
	timer := []Event{{Kind: EventTimer}}
	return []through{
		{"text", `{"text":"T"}`, nil, "next"},
		{"image", `{"url":"/files/a.png"}`, nil, "next"},
		{"video", `{"url":"https://youtu.be/abc"}`, nil, "next"},
		{"audio", `{"url":"https://example.com/a.mp3"}`, nil, "next"},
		{"file_message", `{"url":"https://example.com/a.pdf"}`, nil, "next"},
		{"cards", `{"cards":[{"id":"x","title":"X"}]}`, nil, "next"},
		{"cards", shop, reply("y"), "choice:y"},
		{"cards", shop, []Event{{Kind: EventReply, Text: " x "}}, "choice:x"},
		{"link", `{"url":"tel:+41441234567"}`, nil, "next"},
		{"article", `{"slug":"prices"}`, nil, "next"},
		{"animation", `{}`, nil, "next"},
		{"condition", one, nil, "branch:ID"},
		{"condition", none, nil, "else"},
		{"split", `{"branches":[{"id":"ID","weight":3}]}`, nil, "branch:ID"},
		{"hours", `{}`, nil, "open"},
		{"hours", never, nil, "closed"},
		{"agents", `{}`, result(Result{Port: "yes"}), "yes"},
		{"agents", `{"need":"free"}`, result(Result{Port: "no"}), "no"},
		{"agents", `{}`, result(Result{Port: "maybe"}), "no"},
		{"jump", `{}`, nil, "next"},
		{"call", `{}`, nil, "call"},
		{"set", `{"var":"x","value":"1"}`, nil, "next"},
		{"wait", `{"seconds":5}`, timer, "next"},
		{"wait", `{"until":"opening"}`, nil, "next"},
		{"http", http, result(Result{OK: true, Status: 200}), "next"},
		{"http", http, result(Result{Status: 500}), "error"},
		{"http", http, timer, "error"},
		{"email", `{"to":"a@example.org","subject":"S","text":"T"}`, nil, "next"},
		{"email", `{"to":"{{name}}","subject":"S","text":"T"}`, nil, "error"},
		{"update", `{"set":[{"what":"visitor.name","value":"{{name}}"}]}`, nil, "next"},
		{"ai_answer", ask, result(Result{OK: true}), "answered"},
		{"ai_answer", ask, result(Result{Port: "wants_person"}), "wants_person"},
		{"ai_answer", ask, result(Result{Port: "not_found"}), "not_found"},
		{"ai_answer", ask, result(Result{Error: "broken"}), "error"},
		{"ai_answer", ask, result(Result{Port: "forged"}), "error"},
		{"ai_answer", ask, timer, "error"},
		{"ai_answer", ask, result(Result{Port: "not_configured"}), "error"},
		{"quick_replies", `{"items":[{"id":"ID","label":"Q"}]}`, nil, "next"},
		{"quick_replies", `{"on":false}`, nil, "next"},
		{"live_chat", chat, person("next"), "next"},
		{"live_chat", chat, person("forged"), "next"},
		{"live_chat", chat, person("unavailable"), "unavailable"},
		{"live_chat", chat, person("closed"), "closed"},
		{"live_chat", chat, person("timeout"), "timeout"},
		{"live_chat", chat, []Event{{Kind: EventSkip}}, "skipped"},
		{"live_chat", chat, []Event{{Kind: EventCancel}}, "cancelled"},
	}
}

// play plays a block of a kind, each exit leading to a question that says its name.
func (row through) play(t *testing.T) *talk {
	t.Helper()
	out, blocks := map[string]Target{}, map[string]Block{}
	k, _ := KindOf(row.kind)
	ports, err := k.Ports(json.RawMessage(row.settings))
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range ports {
		id := fmt.Sprintf("to%d", i)
		out[p.Name] = Target{Block: id}
		blocks[id] = Block{Kind: "question", Settings: json.RawMessage(`{"text":"At ` + p.Name + `"}`)}
	}
	blocks["a"] = Block{Kind: row.kind, Settings: json.RawMessage(row.settings), Out: out}
	lib := shelf{"main": {1: &Document{Schema: Schema, ID: "main", Start: "a", Blocks: blocks}}}
	talk := beginIn(t, lib, map[string]string{"name": "Ana"})
	for _, ev := range row.happens {
		ev.Token = talk.token()
		talk.do(ev)
	}
	return talk
}

func TestKinds_EveryExit_LeadsWhereItSays(t *testing.T) {
	taken := map[string]bool{}
	for _, row := range exitsTaken() {
		name, _, _ := strings.Cut(row.port, ":")
		taken[row.kind+" "+name] = true
		t.Run(row.kind+" "+row.port, func(t *testing.T) {
			k := row.play(t)
			if said := k.said(); len(said) == 0 || said[len(said)-1] != "At "+row.port {
				t.Fatalf("said %q, effects %+v", said, k.effects)
			}
			left := func(e Effect) bool { return e.Kind == EffectVisit && e.Block == "a" && e.Port == row.port }
			if !slices.ContainsFunc(k.effects, left) {
				t.Errorf("the visit is not told: %+v", k.effects)
			}
		})
	}
	for _, d := range Docs() {
		for _, p := range d.Ports {
			name, _, _ := strings.Cut(p.Name, ":")
			elsewhere := d.Group == groupAsk || d.Kind == "placeholder" || name == "quick" || d.Kind == "call" && name == "next" ||
				d.Kind == "cards" && name == "next"
			if !elsewhere && !taken[d.Kind+" "+name] {
				t.Errorf("no test leaves %s by %q", d.Kind, p.Name)
			}
		}
	}
}

func TestCall_ComesBackAndGoesOn(t *testing.T) {
	lib := shelf{
		"main": {1: document(t, "main", "a", `{
			"a":{"kind":"call","out":{"call":{"flow":"side"},"next":{"block":"b"}}},
			"b":{"kind":"question","settings":{"text":"Back."}}}`)},
		"side": {1: document(t, "side", "s", `{"s":{"kind":"question","settings":{"text":"Side?"}}}`)},
	}
	k := beginIn(t, lib, nil).wantSaid("Side?")
	if len(k.s.Stack) != 2 {
		t.Errorf("stack %+v", k.s.Stack)
	}
	k.typed("x").wantSaid("Back.").wantAt("b", WaitReply)
}

func TestCall_WithoutTarget_GoesOn(t *testing.T) {
	begin(t, `{"a":{"kind":"call","out":{"next":{"block":"b"}}},"b":{"kind":"question","settings":{"text":"B"}}}`, nil).wantSaid("B")
}

func TestRestart_BeginsAgain_WithOrWithoutTheAnswers(t *testing.T) {
	for clear, kept := range map[string]string{"false": "Ana", "true": ""} {
		k := begin(t, `{
			"a":{"kind":"question","settings":{"text":"Hello {{name}}","var":"name"},"out":{"next":{"block":"b"}}},
			"b":{"kind":"restart","settings":{"clear":`+clear+`}}}`, nil).typed("Ana")
		k.wantSaid("Hello "+kept).wantAt("a", WaitReply).wantVar("name", kept)
		if k.prompt().Back {
			t.Error("one can go back to before the restart")
		}
	}
}

func TestPlaceholder_IsNeverPlayed(t *testing.T) {
	k := begin(t, `{"a":{"kind":"placeholder","settings":{"origin":"typebot","type":"payment","raw":{"a":[1]}},"out":{"next":{"block":"a"}}}}`, nil)
	k.wantEnded(EndedByFault)
}

func TestQuick_RepliesLeadAway_AndComeBack(t *testing.T) {
	k := begin(t, `{
		"a":{"kind":"quick_replies","settings":{"items":[{"id":"p","label":"Prices, {{name}}","style":"filled"},{"id":"n","label":"Nowhere"}]},
			"out":{"quick:p":{"block":"p"},"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"Sure?"},"out":{"next":{"block":"off"}}},
		"p":{"kind":"text","settings":{"text":"10"}},
		"off":{"kind":"quick_replies","settings":{"on":false},"out":{"next":{"block":"c"}}},
		"c":{"kind":"question","settings":{"text":"Bye?"}}}`, map[string]string{"name": "Ana"}).wantSaid("Sure?")
	if got, want := QuickOf(k.lib, k.s), []Choice{{ID: "p", Label: "Prices, Ana", Style: "filled"}}; !slices.Equal(got, want) {
		t.Errorf("quick replies %+v", got)
	}
	k.do(Event{Kind: EventQuick, Choice: "p"}).wantSaid("10", "Sure?").wantAt("b", WaitReply)
	k.typed("yes").wantSaid("Bye?")
	if got := QuickOf(k.lib, k.s); len(got) > 0 {
		t.Errorf("quick replies %+v", got)
	}
	k.do(Event{Kind: EventQuick, Choice: "p"}).wantSaid()
}

func TestSplit_IsStickyAndAsWeighted(t *testing.T) {
	const blocks = `{"a":{"kind":"split","settings":{"branches":[{"id":"x","weight":1},{"id":"y","weight":3},{"id":"z","weight":0}]},
			"out":{"branch:x":{"block":"x"},"branch:y":{"block":"y"},"branch:z":{"block":"z"}}},
		"x":{"kind":"question","settings":{"text":"X"},"out":{"next":{"block":"a"}}},
		"y":{"kind":"question","settings":{"text":"Y"},"out":{"next":{"block":"a"}}},
		"z":{"kind":"question","settings":{"text":"Z"}}}`
	lib := shelf{"main": {1: document(t, "main", "a", blocks)}}
	count := map[string]int{}
	for seed := range uint64(1000) {
		k := &talk{t: t, lib: lib, now: now}
		first := k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Seed: seed + 1}).said()[0]
		k.now = now.Add(time.Hour)
		k.typed("again").wantSaid(first)
		count[first]++
	}
	if count["Z"] > 0 || count["X"] < 190 || count["X"] > 310 {
		t.Errorf("of 1000: %v", count)
	}
}
