package typebot_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
	"deskbell/models/flow/typebot"
)

// real is where exports of others lie, when they are there; none is kept in this project.
const real = "../../../../shared/typebot"

// one is a library of a single flow.
type one struct{ doc *flow.Document }

func (o one) Document(id string, _ int) (*flow.Document, error) {
	if id != o.doc.ID {
		return nil, errors.New("there is no such flow")
	}
	return o.doc, nil
}

func (o one) Latest(id string) (int, error) {
	_, err := o.Document(id, 1)
	return 1, err
}

// M-11
func TestImport_RealFlows_ArePlayedToAnEnd(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(real, "*.json"))
	if err != nil || len(files) == 0 {
		t.Skipf("there are no exports in %s to try the import with", real)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			result, err := typebot.Import(text)
			if err != nil {
				t.Fatal(err)
			}
			unsupported := map[string]bool{}
			for _, line := range result.Unsupported {
				unsupported[line.Block] = true
			}
			for _, p := range flow.Check(&result.Flow, nil) {
				if p.Severity == flow.SeverityError && !unsupported[p.Block] {
					t.Errorf("%+v", p)
				}
			}
			ended, played := 0, map[string]bool{}
			for seed := range uint64(40) {
				if ends(t, &result.Flow, seed, played) {
					ended++
				}
			}
			// One of them is a menu that one never leaves: then all of it has to have been played.
			if all := len(result.Flow.Blocks) - len(result.Unreachable); ended == 0 && len(played) < all {
				t.Errorf("none of 40 plays came to an end, and %d of %d blocks were played", len(played), all)
			}
		})
	}
}

// ends plays a flow by chance and says whether it came to an end.
func ends(t *testing.T, doc *flow.Document, seed uint64, played map[string]bool) bool {
	t.Helper()
	dice := rand.New(rand.NewPCG(seed, 7))
	run, _ := trial.Start(one{doc}, trial.World{Now: time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC), Seed: seed},
		flow.Target{Flow: doc.ID}, 1)
	for range 80 {
		if run.Fault != "" {
			t.Fatalf("it broke: %s", run.Fault)
		}
		for _, at := range run.Path {
			played[at.Block] = true
		}
		if run.Over {
			return true
		}
		run.Give(answer(run, dice))
	}
	return false
}

func answer(run *trial.Run, dice *rand.Rand) trial.Input {
	p := run.Prompt()
	switch {
	case run.Letter():
		return trial.Input{Kind: trial.Say, Text: "Hello"}
	case run.Waits() == flow.WaitPerson:
		return trial.Input{Kind: trial.Answered}
	case len(p.Choices) > 0:
		return trial.Input{Kind: trial.Choose, Text: p.Choices[dice.IntN(len(p.Choices))].Label}
	case p.Kind == flow.PromptEmail:
		return trial.Input{Kind: trial.Say, Text: "ana@example.org"}
	case p.Kind == flow.PromptNumber:
		return trial.Input{Kind: trial.Say, Text: fmt.Sprint(dice.IntN(60))}
	}
	return trial.Input{Kind: trial.Say, Text: "United States"}
}

// exported is an export of version 6 with these groups and edges.
func exported(groups, edges string) []byte {
	return fmt.Appendf(nil, `{"version":"6","name":"Test","events":[{"id":"e","type":"start","outgoingEdgeId":"start"}],
		"variables":[{"id":"v1","name":"Name"},{"id":"v2","name":"Score"}],"groups":[%s],
		"edges":[{"id":"start","to":{"groupId":"g1"}},%s]}`, groups, edges)
}

func imported(t *testing.T, text []byte) typebot.Result {
	t.Helper()
	result, err := typebot.Import(text)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// M-11
func TestImport_EachKind_HasItsCounterpart(t *testing.T) {
	for from, want := range map[string]string{
		`"type":"text","content":{"richText":[{"type":"p","children":[{"text":"Hi "},{"text":"you","bold":true}]}]}`:                       `text {"text":"Hi **you**"}`,
		`"type":"image","content":{"url":"https://a.test/x.png"}`:                                                                          `image {"url":"https://a.test/x.png"}`,
		`"type":"text input","options":{"variableId":"v1","isLong":true}`:                                                                  `question {"long":true,"text":"Please type your answer.","type":"text","var":"Name"}`,
		`"type":"phone number input","options":{"variableId":"v1","defaultCountryCode":"CH"}`:                                              `phone {"country":"CH","text":"What is your phone number?","var":"Name"}`,
		`"type":"number input","options":{"min":1,"max":"{{ Score }}"}`:                                                                    `number {"max":"{{Score}}","min":"1","text":"Which number?"}`,
		`"type":"date input","options":{"isRange":true}`:                                                                                   `date {"range":true,"text":"When?","type":"date"}`,
		`"type":"rating input","options":{"length":5,"buttonType":"Icons"}`:                                                                `rating {"from":1,"style":"stars","text":"How would you rate this?","to":5}`,
		`"type":"file input","options":{"isMultipleAllowed":true}`:                                                                         `file {"max_files":10,"text":"Please send us a file."}`,
		`"type":"Set variable","options":{"variableId":"v2","expressionToEvaluate":"{{Score}} + 5"}`:                                       `set {"op":"add","value":"5","var":"Score"}`,
		`"type":"Set variable","options":{"variableId":"v2","expressionToEvaluate":"return Math.random()"}`:                                `placeholder`,
		`"type":"Wait","options":{"secondsToWaitFor":"1.6"}`:                                                                               `wait {"seconds":2}`,
		`"type":"Redirect","options":{"url":"https://a.test"}`:                                                                             `link {"label":"Open","url":"https://a.test"}`,
		`"type":"Webhook","options":{"webhook":{"url":"https://a.test/{{Name}}","method":"POST","queryParams":[{"key":"q","value":"1"}]}}`: `http {"method":"POST","url":"https://a.test/{{Name}}?q=1"}`,
		`"type":"Email","options":{"recipients":["a@b.test","c@d.test"],"subject":"S","body":"B"}`:                                         `email {"subject":"S","text":"B","to":"a@b.test, c@d.test"}`,
		`"type":"chatwoot"`:      `live_chat {}`,
		`"type":"Script"`:        `placeholder`,
		`"type":"payment input"`: `placeholder`,
	} {
		result := imported(t, exported(`{"id":"g1","title":"One","blocks":[{"id":"b",`+from+`}]}`, `{"id":"x","to":{"groupId":"g1"}}`))
		b := result.Flow.Blocks["b1"]
		if got := b.Kind + " " + string(b.Settings); got != want && (want != "placeholder" || b.Kind != want) {
			t.Errorf("%s\nis   %s\nwant %s", from, got, want)
		}
	}
}

func TestImport_Links_GoByItemThenBlockThenNext(t *testing.T) {
	result := imported(t, exported(`
		{"id":"g1","title":"Ask","blocks":[{"id":"t","type":"text","content":{"richText":[{"type":"p","children":[{"text":"Which?"}]}]}},
		 {"id":"c","type":"choice input","items":[{"id":"i1","content":"A","outgoingEdgeId":"to2"},{"id":"i2","content":"B"}]},
		 {"id":"n","type":"text","content":{"richText":[{"type":"p","children":[{"text":"next"}]}]},"outgoingEdgeId":"gone"}]},
		{"id":"g2","title":"Two","blocks":[{"id":"z","type":"Condition","items":[
		  {"id":"k1","outgoingEdgeId":"to1","content":{"logicalOperator":"OR","comparisons":[{"variableId":"v2","comparisonOperator":"Greater than","value":"3"},{"variableId":"v1","value":"x"}]}},
		  {"id":"k2","content":{"comparisons":[{"value":"10"}]}}],"outgoingEdgeId":"to1"}]},
		{"id":"g3","title":"Alone","blocks":[{"id":"q","type":"Jump","options":{"groupId":"g1","blockId":"n"}}]}`,
		`{"id":"to2","to":{"groupId":"g2"}},{"id":"to1","to":{"groupId":"g1","blockId":"n"}},{"id":"gone","to":{"groupId":"nowhere"}}`))
	blocks := result.Flow.Blocks
	if result.Flow.Start != "b1" || blocks["b1"].Kind != "buttons" || !strings.Contains(string(blocks["b1"].Settings), `"text":"Which?"`) {
		t.Errorf("the words before the question are not its own: %+v", blocks["b1"])
	}
	if out := blocks["b1"].Out; out["choice:1"].Block != "b3" || out["choice:2"] != (flow.Target{}) || out["next"].Block != "b2" {
		t.Errorf("the choices lead to %+v", out)
	}
	if out := blocks["b3"].Out; out["branch:1"].Block != "b2" || out["else"].Block != "b2" || len(out) != 2 {
		t.Errorf("the branches lead to %+v", out)
	}
	if blocks["b4"].Out["next"].Block != "b2" {
		t.Errorf("the jump leads to %+v", blocks["b4"].Out)
	}
	if len(result.Stale) != 1 || len(result.Unreachable) != 1 || result.Unreachable[0].Block != "b4" || len(result.Changed) == 0 {
		t.Errorf("the report is %+v", result)
	}
}

func TestImport_Version3_BeginsAtItsStartBlock(t *testing.T) {
	result := imported(t, []byte(`{"version":"3","name":"Old","events":null,"variables":[],"edges":[{"id":"e","to":{"groupId":"g2"}}],"groups":[
		{"id":"g1","title":"Start","blocks":[{"id":"s","type":"start","label":"Start","outgoingEdgeId":"e"}]},
		{"id":"g2","title":"Hello","blocks":[{"id":"t","type":"text","content":{"html":"<div>Hi <b>you</b></div>","plainText":""}}]}]}`))
	b := result.Flow.Blocks[result.Flow.Start]
	if b.Kind != "text" || string(b.Settings) != `{"text":"Hi you"}` || b.Title != "Hello" {
		t.Errorf("it begins with %+v %s", b, b.Settings)
	}
}

func TestImport_WhatIsNoExport_IsRefusedWithThePlace(t *testing.T) {
	whole := string(exported(`{"id":"g1","title":"One","blocks":[]}`, `{"id":"x","to":{"groupId":"g1"}}`))
	for name, c := range map[string]struct{ text, want string }{
		"no JSON":       {"{\n\"version\": oops}", "line 2"},
		"another kind":  {"[]", "no JSON object"},
		"wrong field":   {`{"version":"6","groups":7}`, "groups"},
		"version":       {strings.Replace(whole, `"version":"6"`, `"version":"9"`, 1), `"9"`},
		"no groups":     {`{"version":"6","groups":[]}`, "no groups"},
		"id twice":      {string(exported(`{"id":"g1","title":"One","blocks":[{"id":"b","type":"text"},{"id":"b","type":"text"}]}`, `{"id":"x"}`)), `block 2 of group 1 (One)`},
		"too large":     {whole + strings.Repeat(" ", typebot.MaxSize), "at most"},
		"nested deep":   {`{"version":"6","groups":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`, "depth"},
		"not UTF-8":     {"{\"name\":\"\xff\"}", "UTF-8"},
		"block nothing": {strings.Replace(whole, `"blocks":[]`, `"blocks":[{"type":"text"}]`, 1), "no id"},
	} {
		if _, err := typebot.Import([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want something with %q", name, err, c.want)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add(exported(`{"id":"g1","title":"One","blocks":[{"id":"b","type":"choice input","items":[{"id":"i","content":"A"}]}]}`, `{"id":"x","to":{"groupId":"g1"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		result, err := typebot.Import(data)
		if err != nil {
			return
		}
		flow.Check(&result.Flow, nil)
		run, _ := trial.Start(one{&result.Flow}, trial.World{}, flow.Target{Flow: result.Flow.ID}, 1)
		for range 20 {
			run.Give(trial.Input{Kind: trial.Say, Text: "1"})
		}
	})
}
