package flow

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// dice make documents and events, sensible and not.
type dice struct{ IntN func(n int) int }

func seeded(seed, stream uint64) dice { return dice{rand.New(rand.NewPCG(seed, stream)).IntN} }

func (d dice) of(words ...string) string { return words[d.IntN(len(words))] }

func (d dice) block() string { return d.of("a", "b", "c", "d", "e", "f", "g", "h", "", "gone") }

func (d dice) target() Target {
	t := Target{Block: d.block()}
	if d.IntN(6) == 0 {
		t.Flow = d.of("main", "side", "gone")
	}
	return t
}

// samples are settings that can be played, of the kinds whose presets leave something to fill in.
func samples(kind string) []string {
	switch kind {
	case "text":
		return []string{`{"text":"Say {{x}} {{"}`}
	case "image", "video", "audio", "file_message":
		return []string{`{"url":"https://example.org/{{x}}.png"}`, `{"url":"/files/1","text":"See {{x}}"}`}
	case "cards":
		return []string{`{"text":"C","choose":true,"var":"x","cards":[{"id":"1","title":"One"},{"id":"2","title":"{{y}}!"}]}`, `{"cards":[{"id":"1","title":"One"}]}`}
	case "article":
		return []string{`{"slug":"returns"}`}
	case "link":
		return []string{`{"url":"https://example.org/","label":"Open"}`}
	case "question":
		return []string{`{"text":"Q","var":"x"}`, `{"text":"Q","type":"email","only_if_unknown":true,"timeout_seconds":9}`, `{"text":"Q","required":false,"max_tries":1,"min_length":2}`}
	case "pictures":
		return []string{`{"text":"P","choices":[{"id":"1","label":"One","image":"/1"},{"id":"2","label":"{{x}}!","image":"/2"}]}`}
	case "condition":
		return []string{`{"branches":[{"id":"1","rules":[{"var":"x","op":"equals","value":"1"},{"var":"y","op":"is_set"}]}]}`}
	case "set":
		return []string{`{"var":"x","value":"{{x}}{{y}}"}`, `{"var":"y","op":"add","value":"1"}`}
	case "http":
		return []string{`{"url":"https://example.org/{{x}}","save":[{"path":"a.b","var":"x"}]}`}
	case "email":
		return []string{`{"to":"team@example.org","subject":"S {{x}}","text":"T"}`}
	}
	return nil
}

// sane are settings of a kind that can be played.
func (d dice) sane(k Kind) string {
	all := samples(k.Name)
	if all == nil {
		for _, p := range k.Presets {
			all = append(all, p.Settings)
		}
	}
	if len(all) == 0 {
		return "{}"
	}
	return orElse(d.of(all...), "{}")
}

// settings are settings of a kind, most of them sensible.
func (d dice) settings(k Kind) json.RawMessage {
	if d.IntN(60) == 0 {
		return json.RawMessage(d.of(`{}`, `[]`, `null`, `7`, `{"text":{}}`, `{"x":1}`))
	}
	values := map[string]any{}
	if err := json.Unmarshal([]byte(d.sane(k)), &values); err != nil {
		panic(k.Name + ": " + err.Error())
	}
	for _, s := range k.Form {
		if d.IntN(8) == 0 {
			d.put(values, s)
		}
	}
	data, err := json.Marshal(values)
	if err != nil {
		panic(err)
	}
	return data
}

// put sets one setting to anything that its control can give.
func (d dice) put(values map[string]any, s Setting) {
	names := strings.Split(s.Name, ".")
	for _, name := range names[:len(names)-1] {
		inner, ok := values[name].(map[string]any)
		if !ok {
			inner = map[string]any{}
			values[name] = inner
		}
		values = inner
	}
	values[names[len(names)-1]] = d.value(s)
}

func (d dice) value(s Setting) any {
	switch s.Control {
	case ControlNumber:
		return []int{0, 1, 2, 3, 10, 60, -1, 1_000_000}[d.IntN(8)]
	case ControlToggle:
		return []any{true, false, nil}[d.IntN(3)]
	case ControlSelect:
		if len(s.Options) > 0 && d.IntN(8) > 0 {
			return s.Options[d.IntN(len(s.Options))].Value
		}
		return "nonsense"
	case ControlVariable:
		return d.of("x", "y", "email", "")
	case ControlWords:
		return [][]string{{}, {".pdf"}, {"One", "Two"}, {""}}[d.IntN(4)]
	case ControlHours:
		return Hours{Zone: d.of("UTC", "Europe/Zurich"), Week: [7][]Span{{{From: "09:00", To: "17:00"}}}}
	case ControlList:
		items := make([]map[string]any, d.IntN(3))
		for i := range items {
			items[i] = map[string]any{"id": fmt.Sprint(i + 1)}
			for _, inner := range s.Items {
				if d.IntN(4) > 0 {
					d.put(items[i], inner)
				}
			}
		}
		return items
	}
	return d.of("", "word", "Say {{x}} {{", "{{y}}", "5", "today+3", "https://example.org/{{x}}", "ana@example.org", "[A-Z]+", "1,5")
}

// document is one of eight blocks; the wilder, the more of it cannot be played.
func (d dice) document(id string, wild bool) *Document {
	doc := &Document{Schema: Schema, ID: id, Start: "a", Blocks: map[string]Block{}}
	kinds := Kinds()
	for _, block := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		k := kinds[d.IntN(len(kinds))]
		b := Block{Kind: k.Name, Settings: json.RawMessage(d.sane(k)), Out: map[string]Target{}}
		if wild || d.IntN(4) == 0 {
			b.Settings = d.settings(k)
		}
		ports, err := k.Ports(b.Settings)
		if err != nil || wild && d.IntN(20) == 0 {
			ports = []Port{{Name: PortNext}, {Name: "choice:1"}, {Name: "gone"}}
		}
		for _, p := range ports {
			if !wild || d.IntN(4) > 0 {
				b.Out[p.Name] = d.target()
			}
		}
		doc.Blocks[block] = b
	}
	return doc
}

func (d dice) event(s State) Event {
	kinds := []EventKind{EventReply, EventReply, EventReply, EventReply, EventSkip, EventBack, EventTimer, EventPerson,
		EventResume, EventGoto, EventStart, EventResult, EventResult, EventQuick, EventCancel}
	ev := Event{
		Kind: kinds[d.IntN(len(kinds))], Now: now.Add(time.Duration(d.IntN(1_000_000)) * time.Millisecond), Seed: uint64(d.IntN(3)),
		Text: d.of("", "one", "ana@example.org", "\xff{{x}}", "5", "1, 2", "tomorrow", "+41 44 123 45 67", "yes", "https://example.org"),
		Port: d.of("", "next", "unavailable", "skipped", "closed", "\xff"), Target: d.target(), Version: d.IntN(3),
		Vars: map[string]string{d.of("x", "y", "\xff", ""): d.of("1", "", "\xff")},
	}
	if d.IntN(2) == 0 {
		ev.Choice = d.of("1", "2", "person", "video", "a", "yes", "no", "gone", "helped")
	}
	switch d.IntN(6) {
	case 0:
		ev.Choices = []string{d.of("1", "2", "\xff"), d.of("1", "2")}
	case 1:
		ev.Fields = map[string]string{"1": d.of("Ana", "", "\xff"), "2": d.of("ana@example.org", "no")}
	case 2:
		ev.Files = []File{{ID: d.of("f", "\xff"), Name: d.of("a.pdf", "", "\xff"), Size: int64(d.IntN(20 << 20))}}
	case 3:
		ev.Hours = &Hours{Zone: d.of("UTC", "Asia/Tokyo", "nowhere")}
	}
	ev.Result = Result{OK: d.IntN(2) == 0, Status: 200, Port: d.of("", "yes", "no", "answered", "not_found", "wants_person", "not_configured", "\xff"), Answer: d.of("", "id"), Sources: []Source{{Slug: "s", Title: d.of("T", "\xff")}},
		Body: d.of("", `{"a":{"b":7}}`, "\xff", "["), Vars: map[string]string{"z": d.of("", "1", "\xff")}}
	if s.Wait != nil && d.IntN(10) > 0 {
		ev.Token = s.Wait.Token
	}
	return ev
}
