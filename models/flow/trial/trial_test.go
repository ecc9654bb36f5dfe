package trial_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

type shelf map[string]*flow.Document

func (s shelf) Document(id string, _ int) (*flow.Document, error) {
	if d, ok := s[id]; ok {
		return d, nil
	}
	return nil, errors.New("there is no such flow")
}

func (s shelf) Latest(id string) (int, error) {
	_, err := s.Document(id, 1)
	return 1, err
}

// lib is a library with one flow, "main", that begins at block a.
func lib(t *testing.T, blocks string) shelf {
	t.Helper()
	d, err := flow.Parse(fmt.Appendf(nil, `{"schema":1,"id":"main","name":"Main","start":"a","blocks":{%s}}`, blocks))
	if err != nil {
		t.Fatal(err)
	}
	return shelf{"main": d}
}

func texts(lines []trial.Line) string {
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = l.By + ": " + l.Text
	}
	return strings.Join(all, "\n")
}

func start(l shelf, w trial.World) (*trial.Run, []trial.Line) {
	if w.Now.IsZero() {
		w.Now = time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
	}
	return trial.Start(l, w, flow.Target{Flow: "main"}, 1)
}

const desk = `"a":{"kind":"live_chat","settings":{"text":"One moment.","unavailable":"exit","available":"both","closed":"jump",
	"messages":{"welcome":"Ringing.","offline":"Nobody.","closed":"Closed."}},"out":{"next":{"block":"b"},"closed":{"block":"c"}}},
	"b":{"kind":"text","settings":{"text":"After: {{live.available}}, {{live.result}}"},"out":{"next":{"block":"e"}}},
	"c":{"kind":"text","settings":{"text":"Come back later"},"out":{"next":{"block":"e"}}},"e":{"kind":"end"}`

// M-36
func TestGive_LiveChat_GoesAsTheWorldPretends(t *testing.T) {
	for name, c := range map[string]struct {
		world  trial.World
		inputs []trial.Input
		want   []string
	}{
		"answered":    {trial.World{}, []trial.Input{{Kind: trial.Answered}}, []string{"bot: Ringing.", "play: A person answers", "bot: After: yes, ended"}},
		"not in time": {trial.World{}, []trial.Input{{Kind: trial.Pass}}, []string{"bot: Nobody.", "bot: After: no, timeout"}},
		"nobody":      {trial.World{Nobody: true}, nil, []string{"bot: Nobody.", "bot: After: no, unavailable"}},
		"closed":      {trial.World{Closed: true}, nil, []string{"bot: Closed.", "bot: Come back later"}},
	} {
		run, lines := start(lib(t, desk), c.world)
		for _, in := range c.inputs {
			lines = append(lines, run.Give(in)...)
		}
		seen := texts(lines)
		for _, want := range append(c.want, "play: The flow ends.") {
			if !strings.Contains(seen, want) {
				t.Errorf("%s: there is no %q in\n%s", name, want, seen)
			}
		}
		if !run.Over || run.Fault != "" {
			t.Errorf("%s: over %v, fault %q", name, run.Over, run.Fault)
		}
	}
}

func TestGive_TimesAndRequests_PassWithoutTheWorld(t *testing.T) {
	blocks := `"a":{"kind":"wait","settings":{"seconds":3600},"out":{"next":{"block":"b"}}},
		"b":{"kind":"http","settings":{"method":"GET","url":"https://a.test/","save":[{"path":"name","var":"who"}]},"out":{"next":{"block":"c"},"error":{"block":"d"}}},
		"c":{"kind":"question","settings":{"text":"Hello {{who}}?","timeout_seconds":60},"out":{"next":{"block":"e"},"timeout":{"block":"d"}}},
		"d":{"kind":"text","settings":{"text":"That did not work"},"out":{"next":{"block":"e"}}},"e":{"kind":"end"}`
	_, lines := start(lib(t, blocks), trial.World{})
	if seen := texts(lines); !strings.Contains(seen, "That did not work") {
		t.Errorf("a request without a recorded answer: %s", seen)
	}
	known := map[string]flow.Result{"b": {OK: true, Status: 200, Body: `{"name":"Ana"}`}}
	run, lines := start(lib(t, blocks), trial.World{Results: known})
	if seen := texts(lines); !strings.Contains(seen, "Hello Ana?") {
		t.Errorf("with a recorded answer: %s", seen)
	}
	if seen := texts(run.Give(trial.Input{Kind: trial.Pass})); !strings.Contains(seen, "That did not work") {
		t.Errorf("nobody answers in time: %s", seen)
	}
	if _, lines = start(lib(t, blocks), trial.World{Results: known, HTTPFails: true}); !strings.Contains(texts(lines), "That did not work") {
		t.Errorf("requests pretended to fail: %s", texts(lines))
	}
}

// M-36
func TestCompare_ChangedFlow_ShowsTheFirstDifference(t *testing.T) {
	blocks := `"a":{"kind":"buttons","settings":{"text":"Which?","choices":[{"id":"1","label":"One"},{"id":"2","label":"Two"}]},
		"out":{"choice:1":{"block":"b"},"choice:2":{"block":"e"}}},
		"b":{"kind":"text","settings":{"text":"%s"},"out":{"next":{"block":"e"}}},"e":{"kind":"end"}`
	before, after := lib(t, fmt.Sprintf(blocks, "First")), lib(t, fmt.Sprintf(blocks, "Changed"))
	check := trial.Check{Name: "One", Start: flow.Target{Flow: "main"}, Inputs: []trial.Input{{Kind: trial.Choose, Text: "One"}}}
	check.Expect = check.Play(before, 1)
	text, err := json.Marshal(check)
	if err != nil {
		t.Fatal(err)
	}
	var kept trial.Check
	if err := json.Unmarshal(text, &kept); err != nil || !reflect.DeepEqual(kept, check) {
		t.Fatalf("kept as JSON it is %+v, %v", kept, err)
	}
	if d := kept.Compare(before, 1); d != nil {
		t.Errorf("the same flow differs: %+v", d)
	}
	d := kept.Compare(after, 1)
	if d == nil || d.At != 2 || d.Want.Text != "First" || d.Got.Text != "Changed" {
		t.Errorf("the difference is %+v", d)
	}
	check.Inputs = nil
	if d = check.Compare(before, 1); d == nil || d.Got != nil || d.Want == nil {
		t.Errorf("a run that stops earlier: %+v", d)
	}
}

func TestStart_FlowThatWaitsInACircle_Ends(t *testing.T) {
	blocks := `"a":{"kind":"text","settings":{"text":"Again"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"wait","settings":{"seconds":60},"out":{"next":{"block":"a"}}}`
	run, lines := start(lib(t, blocks), trial.World{})
	if !run.Over || len(lines) > 200 || !strings.Contains(texts(lines), "on and on") {
		t.Errorf("over %v, %d lines", run.Over, len(lines))
	}
}

// M-36
func TestStart_PretendingToBeClosed_KeepsTheBotsDay(t *testing.T) {
	blocks := `"a":{"kind":"set","settings":{"var":"day","op":"today"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"text","settings":{"text":"It is {{day}}"},"out":{"next":{"block":"e"}}},"e":{"kind":"end"}`
	world := trial.World{Now: time.Date(2026, 5, 4, 20, 0, 0, 0, time.UTC), Hours: &flow.Hours{Zone: "Pacific/Kiritimati"}, Closed: true}
	if _, lines := start(lib(t, blocks), world); !strings.Contains(texts(lines), "It is 2026-05-05") {
		t.Errorf("it says\n%s", texts(lines))
	}
}
