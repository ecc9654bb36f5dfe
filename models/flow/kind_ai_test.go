package flow

import (
	"reflect"
	"strings"
	"testing"

	"deskbell/models/wording"
)

// aiFlow is an AI answer block behind nothing, with a question at each exit that has a target.
func aiFlow(settings string) string {
	return `{"a":{"kind":"ai_answer","settings":` + settings + `,"out":{"answered":{"block":"y"},"wants_person":{"block":"p"},"not_found":{"block":"n"},"error":{"block":"e"}}},
		"y":{"kind":"question","settings":{"text":"At answered"}},"p":{"kind":"question","settings":{"text":"At person"}},
		"n":{"kind":"question","settings":{"text":"At not found"}},"e":{"kind":"question","settings":{"text":"At error"}}}`
}

func (k *talk) came(r Result) *talk {
	k.t.Helper()
	return k.do(Event{Kind: EventResult, Token: k.token(), Result: r})
}

func (k *talk) asked() string {
	k.t.Helper()
	return k.effect(EffectAI).AI.Question
}

func found(text string) Result {
	return Result{Port: "answered", Body: text, Answer: "id-" + text, Sources: []Source{{Slug: "s", Title: "Shipping"}}}
}

// M-34
func TestAI_SeveralTurns_AnswersOneAfterTheOther(t *testing.T) {
	k := begin(t, aiFlow(`{"turns":3,"text":"What is it?","placeholder":"Ask"}`), nil).wantSaid("What is it?").wantAt("a", WaitReply)
	if p := k.prompt(); p.Kind != PromptText || p.Placeholder != "Ask" || p.Choices != nil || p.Back || p.Skip != "" {
		t.Fatalf("prompt %+v", p)
	}
	k.typed("Where is it?").wantSaid().wantAt("a", WaitResult)
	if k.asked() != "Where is it?" || !k.s.Wait.AwaitsAI() {
		t.Fatalf("asked %q at %+v", k.asked(), k.s.Wait)
	}
	k.came(found("Here {{x}}.")).wantSaid("Here {{x}}.").wantAt("a", WaitReply)
	want := []Choice{{ID: "helped", Label: "That helped"}, {ID: "person", Label: "Talk to a person", Icon: "person"}}
	e := k.effect(EffectSay)
	if !reflect.DeepEqual(e.Choices, want) || e.Token != k.token() || !reflect.DeepEqual(k.prompt().Choices, want) {
		t.Errorf("offered %+v, prompt %+v", e, k.prompt())
	}
	if e.Content == nil || e.Content.Kind != ContentAnswer || e.Content.Answer != "id-Here {{x}}." || len(e.Content.Sources) != 1 {
		t.Errorf("content %+v", e.Content)
	}
	k.typed("And how long?").wantAt("a", WaitResult).came(found("Two days.")).wantAt("a", WaitReply)
	k.typed("2").wantAt("a", WaitResult) // no choice of a list
	k.came(found("Yes.")).wantSaid("Yes.", "At answered").wantAt("y", WaitReply)
	if len(k.s.Asked) != 3 || k.s.Asked[1].Question != "And how long?" || k.s.Asked[2].Sources[0] != "Shipping" {
		t.Errorf("kept %+v", k.s.Asked)
	}
}

func TestAI_Choices_LeaveByTheirExits(t *testing.T) {
	for what, want := range map[string]string{"helped": "At answered", "person": "At person", "that HELPED": "At answered", "Talk to a person": "At person"} {
		k := begin(t, aiFlow(`{"turns":2}`), nil).typed("Why?").came(found("So."))
		if what == "helped" || what == "person" {
			k.press(what)
		} else {
			k.typed(what)
		}
		k.wantSaid(want)
	}
	k := begin(t, aiFlow(`{"turns":2}`), nil).typed("Why?").came(found("So.")).press("gone")
	k.wantSaid("I found nothing about that. Could you put it in other words?").wantAt("a", WaitReply)
}

func TestAI_LabelsAndTexts_AreTheBots(t *testing.T) {
	words := wording.In("de", map[string]map[string]string{"de": {"ai_helped": "Ja!"}})
	k := begin(t, aiFlow(`{"turns":5}`), nil).typed("Warum?")
	k.do(Event{Kind: EventResult, Token: k.token(), Result: found("Darum."), Words: words})
	if p := k.prompt(); len(p.Choices) != 2 || p.Choices[0].Label != "Ja!" || p.Choices[1].Label != "Mit einem Menschen sprechen" {
		t.Errorf("%+v", p.Choices)
	}
	k.do(Event{Kind: EventReply, Token: k.token(), Text: "mit einem menschen sprechen", Words: words}).wantSaid("At person")
}

// M-34
func TestAI_NothingFound_SaysSoOnceAndLeavesTheSecondTime(t *testing.T) {
	k := begin(t, aiFlow(`{"turns":5,"again":"Sorry. Again?"}`), nil).typed("Why?").came(Result{Port: "not_found"})
	k.wantSaid("Sorry. Again?").wantAt("a", WaitReply)
	if c := k.prompt().Choices; len(c) != 1 || c[0].ID != "person" {
		t.Errorf("offered %+v", c)
	}
	if k.typed("How?").effect(EffectAI).AI.Missed != 1 {
		t.Error("the AI is not told that nothing was found before")
	}
	k.came(Result{Port: "not_found"}).wantSaid("At not found")
	k = begin(t, aiFlow(`{"turns":5}`), nil).typed("Why?").came(Result{Port: "not_found"}).typed("How?").came(found("So.")).typed("When?")
	k.came(Result{Port: "not_found"}).wantAt("a", WaitReply) // one was found in between
	begin(t, aiFlow(`{"question":"Why?"}`), nil).came(Result{Port: "not_found"}).wantSaid("At not found")
}

// M-34 F35
func TestAI_Failed_TheVisitorIsToldAndAPersonFollows(t *testing.T) {
	const to = `"p":{"kind":"question","settings":{"text":"At person"}},"n":{"kind":"question","settings":{"text":"At next"}}`
	for out, want := range map[string][]string{
		`{"wants_person":{"block":"p"},"next":{"block":"n"}}`: {"I cannot answer that just now.", "At person"},
		`{"next":{"block":"n"}}`:                              {"I cannot answer that just now.", "At next"},
		`{}`:                                                  {"I cannot answer that just now."},
		`{"error":{"block":"n"}}`:                             {"At next"},
	} {
		blocks := `{"a":{"kind":"ai_answer","settings":{"turns":9,"question":"Why?"},"out":` + out + `},` + to + `}`
		begin(t, blocks, nil).came(Result{Error: "broken"}).wantSaid(want...)
		k := begin(t, blocks, nil)
		k.now = k.s.Wait.Due
		k.send(EventTimer).wantSaid(want...)
	}
}

func TestAI_AsksForAPerson_LeavesAtOnce(t *testing.T) {
	begin(t, aiFlow(`{"turns":5}`), nil).typed("Can I talk to a human?").wantSaid("At person")
	begin(t, aiFlow(`{"turns":5,"person_words":["Feierabend machen"]}`), nil).typed("bitte feierabend machen!").wantSaid("At person")
	begin(t, aiFlow(`{"question":"{{q}}"}`), map[string]string{"q": "I want to speak with an agent"}).wantSaid("At person")
	begin(t, aiFlow(`{"turns":5}`), nil).typed("I don't want to talk to a person. Where is it?").wantAt("a", WaitResult)
	k := begin(t, aiFlow(`{"turns":5}`), nil).typed("Where is it?").wantAt("a", WaitResult)
	token := k.token()
	k.typed("Let me talk to a person, please").wantSaid("At person")
	k.do(Event{Kind: EventResult, Token: token, Result: found("Late.")}).wantSaid()
	k = begin(t, aiFlow(`{"turns":5}`), nil).typed("Where?").came(Result{Port: "wants_person", Body: "Of course."})
	k.wantSaid("Of course.", "At person")
	without := strings.Replace(aiFlow(`{"turns":5,"no_person":true}`), `"wants_person":{"block":"p"},`, "", 1)
	k = begin(t, without, nil).typed("Can I talk to a human?").wantAt("a", WaitResult)
	if !k.effect(EffectAI).AI.NoPerson {
		t.Error("the AI may offer a person")
	}
	if k.came(found("No.")); len(k.prompt().Choices) != 1 {
		t.Errorf("offered %+v", k.prompt().Choices)
	}
}

func TestAI_WordsWhileItAnswers_AreTheNextQuestion(t *testing.T) {
	k := begin(t, aiFlow(`{"turns":3}`), nil).typed("Where is it?")
	first := k.token()
	k.typed("It is number 5.").wantSaid().wantAt("a", WaitResult)
	if k.token() != first || k.s.Wait.AI.Next != "It is number 5." {
		t.Fatalf("%+v", k.s.Wait.AI)
	}
	k.typed("A red one.").came(found("Which?")).wantSaid("Which?").wantAt("a", WaitResult)
	if k.asked() != "It is number 5.\nA red one." || k.token() == first {
		t.Errorf("asked %q", k.asked())
	}
	if !k.s.Wait.Hears(first) || !k.s.Wait.Hears("t1") || k.s.Wait.Hears("t99") || k.s.Wait.Hears("x") || !k.s.Wait.Hears("") {
		t.Error("words typed in an earlier wait of the block are not heard, or others are")
	}
}

func TestAI_WithoutAQuestion_TakesTheLastWordsOnce(t *testing.T) {
	menu := func(kind, next string) string {
		return `{"b":` + kind + `,"a":{"kind":"ai_answer","out":{"answered":{"block":"a"}}},"t":` + next + `}`
	}
	buttons := `{"kind":"buttons","settings":{"text":"Menu","choices":[{"id":"1","label":"Ask"}]},"out":{"choice:1":{"block":"a"},"default":{"block":"a"}}}`
	start := func(blocks string) *talk {
		d := document(t, "main", "b", blocks)
		return beginIn(t, shelf{"main": {1: d}}, nil)
	}
	k := start(menu(buttons, buttons)).typed("Where is it?").wantAt("a", WaitResult)
	if k.asked() != "Where is it?" {
		t.Errorf("asked %q", k.asked())
	}
	k.came(found("Here.")).wantSaid("Here.").wantAt("a", WaitReply) // the words are spent: it waits for others
	start(menu(buttons, buttons)).press("1").wantAt("a", WaitReply)
	start(menu(buttons, buttons)).typed("ask").wantAt("a", WaitReply)
	secret := `{"kind":"question","settings":{"text":"PIN?","sensitive":true},"out":{"next":{"block":"a"}}}`
	start(menu(secret, secret)).typed("1234").wantAt("a", WaitReply)
	k = beginIn(t, shelf{"main": {1: document(t, "main", "a", aiFlow(`{}`))}}, nil)
	k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Text: " Where is it? "}).wantAt("a", WaitResult)
	begin(t, aiFlow(`{"question":"{{q}}"}`), nil).wantAt("a", WaitReply)
}

func TestAI_BehindALiveChat_TakesTheWordsThatNobodyHasAnswered(t *testing.T) {
	d := document(t, "main", "b", `{"b":{"kind":"buttons","settings":{"text":"Menu","choices":[{"id":"1","label":"Ask"}]},"out":{"default":{"block":"l"}}},
		"l":{"kind":"live_chat","out":{"next":{"block":"a"}}},"a":{"kind":"ai_answer","out":{"answered":{"block":"b"}}}}`)
	lib := shelf{"main": {1: d}}
	k := beginIn(t, lib, nil).typed("Where is it?").wantAt("l", WaitPerson).person("unavailable", nil).wantAt("a", WaitResult)
	if k.asked() != "Where is it?" {
		t.Errorf("asked %q", k.asked())
	}
	beginIn(t, lib, nil).typed("Where is it?").send(EventResume).wantAt("a", WaitReply) // a person has answered them
	k = beginIn(t, lib, nil).typed("Where is it?")
	k.do(Event{Kind: EventGoto, Target: Target{Flow: "main", Block: "a"}}).wantAt("a", WaitReply)
}

// M-34
func TestAI_AfterAPerson_ListensWithoutAWord(t *testing.T) {
	k := begin(t, aiFlow(`{"turns":2}`), nil).typed("Where?").came(found("Here.")).typed("Why?").wantAt("a", WaitResult)
	old := k.token()
	k.send(EventResume).wantSaid().wantAt("a", WaitReply)
	k.do(Event{Kind: EventResult, Token: old, Result: found("Late.")}).wantSaid().wantAt("a", WaitReply)
	k.typed("And when?").wantAt("a", WaitResult).came(found("Now.")).wantSaid("Now.", "At answered")
}

func TestAI_QuickReplyBetween_GoesOnWhereItWas(t *testing.T) {
	d := document(t, "main", "q", `{"q":{"kind":"quick_replies","settings":{"items":[{"id":"h","label":"Hours"}]},"out":{"next":{"block":"a"},"quick:h":{"block":"h"}}},
		"h":{"kind":"text","settings":{"text":"Nine to five."}},"a":{"kind":"ai_answer","settings":{"turns":2,"question":"Why?"},"out":{"answered":{"block":"y"}}},
		"y":{"kind":"question","settings":{"text":"At answered"}}}`)
	k := beginIn(t, shelf{"main": {1: d}}, nil).came(found("So."))
	k.quick("h").wantSaid("Nine to five.").wantAt("a", WaitReply)
	if len(k.prompt().Choices) != 2 || k.s.Held != nil {
		t.Errorf("prompt %+v, held %+v", k.prompt(), k.s.Held)
	}
	k.quick("h").quick("h").typed("How?").wantAt("a", WaitResult).came(found("Thus.")).wantSaid("Thus.", "At answered")
}

func TestAI_OldDocument_KeepsItsExitWithoutAFlaw(t *testing.T) {
	d := document(t, "main", "a", strings.Replace(aiFlow(`{"question":"Why?"}`), `"error"`, `"not_configured":{"block":"e"},"error"`, 1))
	for _, p := range Check(d, nil) {
		if p.Block == "a" {
			t.Errorf("%+v", p)
		}
	}
	k := beginIn(t, shelf{"main": {1: d}}, nil)
	k.came(found("So.")).wantSaid("So.", "At answered")
}

func TestAI_Settings_FlawsAreTold(t *testing.T) {
	for settings, field := range map[string]string{
		`{"turns":51}`: "turns", `{"turns":-1}`: "turns", `{"tone":"rude"}`: "tone", `{"languages":["German"]}`: "languages",
		`{"vars":["a}"]}`: "vars", `{"vars":[""]}`: "vars", `{"person_words":["` + strings.Repeat("x", maxPattern+1) + `"]}`: "person_words",
		`{"again":"` + strings.Repeat("x", maxAnswer+1) + `"}`: "again",
	} {
		wantFlaw(t, "ai_answer", settings, field)
	}
}
