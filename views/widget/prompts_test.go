package widget

import (
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
)

// asks is a panel that asks for something, after some answers that did not fit.
func asks(p flow.Prompt, tries int) Panel {
	p.Token = "t4"
	panel := in(models.StateBot)
	panel.Prompt = p
	panel.Conversation.Flow.Wait = &flow.Wait{Kind: flow.WaitReply, Token: "t4", Tries: tries}
	return panel
}

func abc() []flow.Choice {
	return []flow.Choice{{ID: "a", Label: "Alpha"}, {ID: "b", Label: "Beta", Text: "<the second>"}, {ID: "c", Label: "Gamma"}}
}

func TestPrompt_EachKind_HasControlsWithNames(t *testing.T) {
	for name, test := range map[string]struct {
		ask  flow.Prompt
		want []string
	}{
		"text in the composer": {flow.Prompt{Kind: flow.PromptText, Value: `a "b"`, Long: true, Button: "Send story", Placeholder: "Tell"},
			[]string{`data-value="a &#34;b&#34;"`, " data-long", `data-button="Send story"`, `data-placeholder="Tell"`, `-id="ask"`}},
		"phone with its country": {flow.Prompt{Kind: flow.PromptPhone, Country: "CH", Placeholder: "79"},
			[]string{`<label for="ask-value">Phone number`, "+41", `type="tel"`, `autocomplete="tel"`, `placeholder="79"`, `data-placeholder="Write a message"`, `aria-label="Send phone number"`}},
		"phone of anywhere": {flow.Prompt{Kind: flow.PromptPhone}, []string{"-data-prefix"}},
		"number": {flow.Prompt{Kind: flow.PromptNumber, Min: "1", Max: "10", Step: "0.5", Unit: "kg", Value: "3"},
			[]string{`inputmode="decimal"`, `value="3"`, "From 1 to 10 kg, in steps of 0.5.", `aria-describedby="ask-unit ask-hint"`, "-aria-invalid"}},
		"number below nothing": {flow.Prompt{Kind: flow.PromptNumber, Min: "-5"}, []string{`inputmode="text"`, "At least -5."}},
		"date":                 {flow.Prompt{Kind: flow.PromptDate, Min: "2026-11-22"}, []string{`type="date"`, `min="2026-11-22"`, "From 22 November 2026 on."}},
		"range":                {flow.Prompt{Kind: flow.PromptDate, Range: true, Value: "2026-12-01/2026-12-03"}, []string{`>From</label>`, `>To</label>`, `value="2026-12-01"`, `value="2026-12-03"`}},
		"time":                 {flow.Prompt{Kind: flow.PromptTime, Max: "17:00"}, []string{`type="time"`, `max="17:00"`, "Until 17:00."}},
		"moment":               {flow.Prompt{Kind: flow.PromptDateTime, Min: "2026-11-22"}, []string{`type="datetime-local"`, `min="2026-11-22T00:00"`}},
		"one of many":          {flow.Prompt{Kind: flow.PromptChoices, Choices: abc(), Search: true}, []string{`data-choice="a"`, `type="search"`, "&lt;the second&gt;", `class="choices rows"`}},
		"some of many": {flow.Prompt{Kind: flow.PromptChoices, Choices: abc(), Multi: true, MinPicks: 2, MaxPicks: 3},
			[]string{`type="checkbox"`, `value="b"`, `data-least="2"`, `data-most="3"`, "Choose 2 to 3", `aria-label="Send choices"`}},
		"pictures": {flow.Prompt{Kind: flow.PromptPictures, Choices: []flow.Choice{{ID: "x", Label: "Fjord", Alt: "A bike", Image: "https://p.example/x.jpg"}}},
			[]string{`data-choice="x"`, `alt="A bike"`, `src="https://p.example/x.jpg"`, `referrerpolicy="no-referrer"`}},
		"rating": {flow.Prompt{Kind: flow.PromptRating, Choices: abc(), Style: "numbers", LowWord: "Bad", HighWord: "Good"},
			[]string{`type="radio"`, `value="c"`, ">Rating</legend>", `aria-describedby="ask-ends"`, "Bad", "Good"}},
		"stars":  {flow.Prompt{Kind: flow.PromptRating, Choices: abc(), Style: "stars"}, []string{`id="i-star"`, `<span class="unseen">Alpha</span>`}},
		"files":  {flow.Prompt{Kind: flow.PromptFile, Accept: []string{".pdf", "image/*"}, MaxFiles: 2, MaxSize: 3 << 20}, []string{`accept=".pdf,image/*"`, " multiple", "Attach a file", "Up to 2 files (PDF, images) of at most 3 MB each.", `data-size="3145728"`}},
		"a file": {flow.Prompt{Kind: flow.PromptFile, MaxFiles: 1, MaxSize: 1 << 40}, []string{"A file of at most 20 MB.", "- multiple"}},
		"consent": {flow.Prompt{Kind: flow.PromptConsent, Text: "We <keep>\nit.", URL: "https://x.example/p", Choices: []flow.Choice{{ID: "yes", Label: "I agree"}, {ID: "no", Label: "No"}}},
			[]string{"We &lt;keep&gt;", `href="https://x.example/p"`, `rel="noopener noreferrer"`, `data-choice="yes"`, `data-choice="no"`}},
		"consent of nowhere": {flow.Prompt{Kind: flow.PromptConsent, URL: "javascript:alert(1)"}, []string{`href="#"`, "-javascript"}},
		"offer":              {flow.Prompt{Kind: flow.PromptOffer, Choices: []flow.Choice{{ID: "v", Label: "Video", Icon: "video"}}}, []string{"#i-video", `data-choice="v"`}},
		"secret":             {flow.Prompt{Kind: flow.PromptNumber, Sensitive: true}, []string{" data-secret"}},
	} {
		t.Run(name, func(t *testing.T) {
			has(t, drawn(t, Prompt(asks(test.ask, 0))), append(test.want, "-style=", "- onclick")...)
		})
	}
}

func TestPrompt_AnswerThatDidNotFit_IsMarkedAndSaysWhatFits(t *testing.T) {
	for kind, want := range map[flow.PromptKind]string{flow.PromptPhone: "beginning with &#43; and the country", flow.PromptNumber: "A number is needed here.",
		flow.PromptDate: "A date is needed here.", flow.PromptTime: "A time is needed here."} {
		wrong := asks(flow.Prompt{Kind: kind}, 1)
		has(t, strings.ReplaceAll(drawn(t, Prompt(wrong)), "beginning with + ", "beginning with &#43; "), want, `aria-invalid="true"`, `aria-describedby="ask-hint"`, `class="error" id="ask-hint"`)
		if again := asks(flow.Prompt{Kind: kind}, 2); again.key() == wrong.key() {
			t.Errorf("%s: the second wrong answer would draw nothing", kind)
		}
	}
}

func TestPrompt_Form_KeepsWhatWasFilledInAndNamesEachMistake(t *testing.T) {
	html := drawn(t, Prompt(asks(flow.Prompt{Kind: flow.PromptForm, Button: "Send it", Fields: []flow.Field{
		{ID: "elements", Label: "Name", Type: "text", Required: true, Value: "<b>"}, {ID: "e", Label: "Email", Type: "email", Value: "h@", Problem: "Something is missing."},
		{ID: "p", Label: "Phone", Type: "phone"}, {ID: "n", Label: "Years", Type: "number"}, {ID: "d", Label: "Day", Type: "date", Value: "2026-11-22"},
		{ID: "l", Label: "Note", Type: "long", Value: "one\ntwo"}, {ID: "c", Label: "Size", Type: "choice", Options: []string{"S", "L"}, Value: "L"}}}, 1)))
	has(t, html, `name="f.elements"`, `value="&lt;b&gt;"`, ` required`, `<label for="ask-1"`, `value="h@"`, `aria-invalid="true"`, `id="ask-1-error"`, "Something is missing.",
		`type="tel"`, `inputmode="decimal"`, `type="date"`, "one\ntwo</textarea>", `<option value="L" selected>`, ">optional</span>", "Send it", `autocomplete="email"`)
	if strings.Count(html, `aria-invalid="true"`) != 1 || strings.Count(html, `aria-describedby="ask-`) != 7 {
		t.Errorf("one of seven fields is wrong, each has a line for it:\n%s", html)
	}
}

// M-5
func TestQuick_Replies_AreInReachUntilTheChatHasEnded(t *testing.T) {
	for state, hidden := range map[models.State]bool{models.StateBot: false, models.StateWaiting: false, models.StateLive: false, models.StateLeft: false, models.StateClosed: true} {
		p := in(state)
		p.Quick = []flow.Choice{{ID: "h", Label: "<Hours>"}, {ID: "p", Label: "A person", Style: "filled"}}
		html := drawn(t, PanelView(p))
		if strings.Contains(html, `data-quick="h"`) == hidden {
			t.Errorf("%s: quick replies hidden is not %v", state, hidden)
		}
		has(t, html, `<nav class="quick" id="quick" aria-label="Quick replies"`, "-<Hours>")
	}
	has(t, drawn(t, PanelView(in(models.StateBot))), `id="quick" aria-label="Quick replies" data-key="`, ` hidden></nav>`)
}

func TestQuick_Greeting_HasThemAndWhatItWasPlayedWith(t *testing.T) {
	has(t, drawn(t, PageView(Page{Bot: shop(), Version: 7, Seed: 1<<64 - 1, Panel: Panel{Bot: shop(), Quick: abc()}})),
		`data-quick="b"`, `data-seed="18446744073709551615"`, `data-prompts="/static/prompts.`)
}

// M-29
func TestPrompt_InGerman_IsGermanAroundWhatTheFlowSays(t *testing.T) {
	german := wording.In("de", nil)
	for want, q := range map[string]flow.Prompt{
		"Von 1 bis 10 kg, in Schritten von 0.5.": {Kind: flow.PromptNumber, Min: "1", Max: "10", Step: "0.5", Unit: "kg"},
		"Ab 3.12.2026.":                          {Kind: flow.PromptDate, Min: "2026-12-03"},
		"Bis zu 3 Dateien (Bilder, PDF) von je":  {Kind: flow.PromptFile, MaxFiles: 3, Accept: []string{"image/*", ".pdf"}},
		"Wählen Sie 2 bis 3 aus":                 {Kind: flow.PromptChoices, Multi: true, MinPicks: 2, MaxPicks: 3, Choices: []flow.Choice{{ID: "a", Label: "A"}}},
		`aria-label="Telefonnummer senden"`:      {Kind: flow.PromptPhone},
		"Bitte füllen Sie dies aus.":             {Kind: flow.PromptForm, Fields: []flow.Field{{ID: "a", Label: "Name", Problem: "Please fill this in."}}},
		"Not what we sell.":                      {Kind: flow.PromptForm, Fields: []flow.Field{{ID: "a", Label: "Name", Problem: "Not what we sell."}}},
		`dir="auto">Überspringen</button>`:       {Kind: flow.PromptText, Skip: "Skip"},
		`dir="auto">Lieber nicht</button>`:       {Kind: flow.PromptText, Skip: "Lieber nicht"},
	} {
		has(t, drawn(t, Prompt(Panel{Bot: shop(), Say: german, Prompt: q})), want)
	}
	barred := Panel{Bot: shop(), Say: german, Barred: true, Until: noon}
	has(t, drawn(t, Prompt(barred)), "Sie können hier bis <time", "</time> nicht schreiben.", `data-placeholder="Schreiben ist nicht möglich"`)
}
