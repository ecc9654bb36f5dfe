package flow

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"deskbell/models/wording"
)

// sentence is what the bot says in English.
func sentence(n wording.Name) string { return wording.Standard("en", n) }

// speaking begins flow "main" with a visitor who is spoken to in the words.
func speaking(t testing.TB, words wording.Set, blocks string) *talk {
	t.Helper()
	k := &talk{t: t, lib: shelf{"main": {1: document(t, "main", "a", blocks)}}, now: now, words: words}
	return k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Vars: map[string]string{"secret": "4711"}})
}

func asks(kind, settings string) string {
	return `{"a":{"kind":"` + kind + `","settings":{"text":"?"` + settings + `}}}`
}

// M-29: what does not fit is said in the visitor's language, whatever is asked for.
func TestStep_AnswerThatDoesNotFit_IsSaidInTheVisitorsLanguage(t *testing.T) {
	choices := `,"choices":[{"id":"1","label":"Eins"},{"id":"2","label":"Zwei"}]`
	text := func(words string) Event { return Event{Kind: EventReply, Text: words} }
	files := func(names ...string) Event {
		ev := Event{Kind: EventReply}
		for _, name := range names {
			ev.Files = append(ev.Files, File{ID: name, Name: name, Size: 2 << 20, Type: "text/plain"})
		}
		return ev
	}
	for want, c := range map[string]struct {
		kind, settings string
		ev             Event
	}{
		"Bitte geben Sie Ihre Antwort ein.":                                                                  {"question", ``, text(" ")},
		"Bitte geben Sie mindestens 3 Zeichen ein.":                                                          {"question", `,"min_length":3`, text("a")},
		"Bitte geben Sie höchstens 3 Zeichen ein.":                                                           {"question", `,"max_length":3`, text("abcd")},
		"Das hat nicht die nötige Form. Bitte prüfen Sie es.":                                                {"question", `,"pattern":"A+"`, text("b")},
		"Das sieht nicht wie eine E-Mail-Adresse aus. Bitte prüfen Sie sie.":                                 {"question", `,"type":"email"`, text("b")},
		"Das sieht nicht wie eine Webadresse aus. Bitte prüfen Sie sie.":                                     {"question", `,"type":"url"`, text("b")},
		"Das sieht nicht wie eine Telefonnummer aus. Bitte prüfen Sie sie.":                                  {"phone", `,"country":"CH"`, text("b")},
		"Bitte geben Sie Ihre Telefonnummer mit Landesvorwahl ein, etwa +41 44 123 45 67.":                   {"phone", ``, text("b")},
		"Bitte geben Sie eine Zahl ein.":                                                                     {"number", ``, text("b")},
		"Bitte geben Sie eine ganze Zahl ein.":                                                               {"number", `,"step":"1"`, text("1.5")},
		"Bitte geben Sie eine Zahl in Schritten von 0.5 ein.":                                                {"number", `,"step":"0.5"`, text("1.3")},
		"Bitte geben Sie eine Zahl von 1 bis 9 ein.":                                                         {"number", `,"min":"1","max":"9"`, text("10")},
		"Bitte geben Sie eine Zahl ab 1 ein.":                                                                {"number", `,"min":"1"`, text("0")},
		"Bitte geben Sie eine Zahl bis 9 ein.":                                                               {"number", `,"max":"9"`, text("10")},
		"Bitte geben Sie ein Datum ein, etwa 2026-03-31.":                                                    {"date", ``, text("b")},
		"Diesen Tag gibt es nicht. Bitte geben Sie ein Datum ein, etwa 2026-03-31.":                          {"date", ``, text("31.2.2026")},
		"Das kann zwei Tage bedeuten. Bitte schreiben Sie den Monat als Wort oder das Datum wie 2026-03-31.": {"date", ``, text("3/4/2026")},
		"Bitte geben Sie eine Uhrzeit ein, etwa 14:30.":                                                      {"date", `,"type":"time"`, text("b")},
		"Bitte geben Sie Datum und Uhrzeit ein, etwa 2026-03-31 14:30.":                                      {"date", `,"type":"datetime"`, text("b")},
		"Bitte geben Sie zwei Daten ein, etwa 2026-03-31 bis 2026-04-02.":                                    {"date", `,"range":true`, text("b")},
		"Bitte geben Sie zwei Uhrzeiten ein, etwa 09:00 bis 12:30.":                                          {"date", `,"range":true,"type":"time"`, text("b")},
		"Das Ende liegt vor dem Anfang. Bitte prüfen Sie es.":                                                {"date", `,"range":true`, text("2.3.2026 bis 1.3.2026")},
		"Bitte wählen Sie etwas von 2026-03-01 bis 2026-03-31.":                                              {"date", `,"min":"2026-03-01","max":"2026-03-31"`, text("1.4.2026")},
		"Bitte wählen Sie 2026-03-01 oder später.":                                                           {"date", `,"min":"2026-03-01"`, text("1.2.2026")},
		"Bitte wählen Sie 2026-03-31 oder früher.":                                                           {"date", `,"max":"2026-03-31"`, text("1.4.2026")},
		"Bitte wählen Sie eine dieser Möglichkeiten.":                                                        {"buttons", choices, text("b")},
		"Bitte wählen Sie aus diesen Möglichkeiten.":                                                         {"buttons", choices + `,"multi":true`, text("b")},
		"Bitte wählen Sie mindestens 2 aus.":                                                                 {"buttons", choices + `,"multi":true,"min_picks":2`, text("Eins")},
		"Bitte wählen Sie höchstens 1 aus.":                                                                  {"buttons", choices + `,"multi":true,"max_picks":1`, text("Eins, Zwei")},
		"Bitte wählen Sie eine Zahl von 1 bis 5.":                                                            {"rating", ``, text("b")},
		"Bitte antworten Sie mit Ja oder Nein.":                                                              {"consent", ``, text("b")},
		"Bitte füllen Sie das Formular aus.":                                                                 {"form", `,"fields":[{"id":"1","label":"E"}]`, text("b")},
		"Bitte hängen Sie eine Datei an.":                                                                    {"file", ``, text("b")},
		"Bitte hängen Sie Ihre Dateien an.":                                                                  {"file", `,"max_files":2`, text("b")},
		"Bitte hängen Sie nur eine Datei an.":                                                                {"file", ``, files("a.txt", "b.txt")},
		"Bitte hängen Sie höchstens 2 Dateien an.":                                                           {"file", `,"max_files":2`, files("a.txt", "b.txt", "c.txt")},
		"„a.txt“ ist keine Datei der Art, die hier gebraucht wird: .pdf, image/*.":                           {"file", `,"accept":[".pdf","image/*"]`, files("a.txt")},
		"„a.txt“ ist größer als 1.5 MB.":                                                                     {"file", `,"max_mb":1.5`, files("a.txt")},
	} {
		k := speaking(t, wording.In("de", nil), asks(c.kind, c.settings))
		c.ev.Token = k.token()
		k.do(c.ev).wantSaid(want)
	}
}

// M-29: what a field of a form is told stands at the field in the visitor's language.
func TestStep_FormInGerman_SaysWhatDoesNotFitAtTheField(t *testing.T) {
	k := speaking(t, wording.In("de", nil), asks("form", `,"fields":[{"id":"1","label":"Name","required":true},{"id":"2","label":"E-Mail","type":"email"},
		{"id":"3","label":"Größe","type":"number","problem":"In Zentimetern."},{"id":"4","label":"Farbe","type":"choice","options":["rot"]},{"id":"5","label":"Tag","type":"date"}]`))
	fields := map[string]string{"2": "b", "3": "groß", "4": "blau", "5": "30.2.2026"}
	k.do(Event{Kind: EventReply, Token: k.token(), Fields: fields}).wantSaid("Bitte prüfen Sie die markierten Felder.")
	want := map[string]string{"1": "Bitte füllen Sie dies aus.", "2": "Das sieht nicht wie eine E-Mail-Adresse aus. Bitte prüfen Sie sie.", "3": "In Zentimetern.",
		"4": "Bitte wählen Sie eine der Möglichkeiten.", "5": "Diesen Tag gibt es nicht. Bitte geben Sie ein Datum ein, etwa 2026-03-31."}
	if !maps.Equal(k.s.Wait.Wrong, want) {
		t.Errorf("%q", k.s.Wait.Wrong)
	}
}

func TestStep_AnswerThatDoesNotFit_BlocksAndBotsOwnWordsGoFirst(t *testing.T) {
	own := wording.In("de", map[string]map[string]string{"de": {"field_email": "Hoppla, keine Adresse."}})
	k := speaking(t, own, asks("question", `,"type":"email","retry":"Nein, {{secret}}."`))
	k.typed("b").wantSaid("Nein, 4711.")
	k = speaking(t, own, asks("question", `,"type":"email"`))
	k.typed("b").wantSaid("Hoppla, keine Adresse.")
}

// The name of a file is the visitor's: it shows nothing that a variable holds.
func TestStep_FileNamedLikeAVariable_ShowsNothingOfIt(t *testing.T) {
	k := speaking(t, wording.Set{}, asks("file", `,"accept":[".pdf"]`))
	k.do(Event{Kind: EventReply, Token: k.token(), Files: []File{{ID: "1", Name: "[a](x) {{secret}} {{{secret}}}.txt"}}})
	if said := k.said()[0]; strings.Contains(said, "4711") || strings.Contains(said, "](") || !strings.Contains(said, "secret") {
		t.Error(said)
	}
}

// A10: nor where the bot's own words have it between more braces than one.
func TestStep_FileNamedLikeAVariable_InOwnWordsWithMoreBraces_ShowsNothingOfIt(t *testing.T) {
	for _, own := range []string{"No: {{file}}, {kinds}", "No: {{{file}}}, {kinds}", "No: {{ {file} }}, {kinds}", "No: {file}{kinds}}}"} {
		for _, name := range []string{"secret", "{secret}", "{{secret}}", "secret}", "{secret", "{{secret"} {
			words := wording.In("en", map[string]map[string]string{"en": {wording.AskFileKind.Key(): own}})
			if wrong := wording.Wrong("en", wording.AskFileKind, own); wrong != "" {
				t.Fatal(own, wrong)
			}
			k := speaking(t, words, asks("file", `,"accept":[".pdf"]`))
			k.do(Event{Kind: EventReply, Token: k.token(), Files: []File{{ID: "1", Name: name}}})
			if said := k.said()[0]; strings.Contains(said, "4711") {
				t.Errorf("%q with %q: %q", own, name, said)
			}
		}
	}
}

// Bots' own words for what does not fit have variables filled in.
func TestStep_OwnWordsWithAVariable_AreFilled(t *testing.T) {
	words := wording.In("en", map[string]map[string]string{"en": {wording.AskFileKind.Key(): "{{secret}}: “{file}” is no {kinds}."}})
	k := speaking(t, words, asks("file", `,"accept":[".pdf"]`))
	k.do(Event{Kind: EventReply, Token: k.token(), Files: []File{{ID: "1", Name: "a.txt"}}})
	k.wantSaid("4711: “a.txt” is no .pdf.")
}

// M-29: what a block does not say itself it says in the visitor's language, and takes as an answer.
func TestStep_BlocksWithoutWords_SpeakTheVisitorsLanguage(t *testing.T) {
	german := wording.In("de", nil)
	labels := func(choices []Choice) (all []string) {
		for _, c := range choices {
			all = append(all, c.Label)
		}
		return all
	}
	k := speaking(t, german, asks("consent", `,"var":"v","required":false`))
	p := PromptOf(k.lib, k.s, german)
	if got := labels(p.Choices); !slices.Equal(got, []string{"Ich stimme zu", "Nein, danke"}) || !slices.Equal(got, labels(k.effects[1].Choices)) || p.Skip != "Überspringen" {
		t.Errorf("%+v, %+v", p, k.effects)
	}
	if k.typed("ich stimme zu."); k.s.Vars["v"] != "yes" {
		t.Errorf("%+v", k.s.Vars)
	}
	k = speaking(t, german, `{"a":{"kind":"cards","settings":{"choose":true,"cards":[{"id":"1","title":"A"}]}}}`)
	if card := k.effects[1].Content.Cards[0]; card.Label != "Auswählen" {
		t.Errorf("%+v", card)
	}
	k.typed("b").wantSaid("Bitte wählen Sie eine dieser Möglichkeiten.")
	k = speaking(t, german, `{"a":{"kind":"link","settings":{"url":"https://example.com"}}}`)
	if link := k.effects[1].Content; link.Name != "Öffnen" {
		t.Errorf("%+v", link)
	}
	k = speaking(t, german, `{"a":{"kind":"live_chat","settings":{"offer":true,"mode":"both","skip":true,"messages":{"thanks":"Danke!"}}}}`)
	k.wantSaid("Möchten Sie mit einem Menschen chatten?")
	if got := labels(k.effects[1].Choices); !slices.Equal(got, []string{"Mit einem Menschen chatten", "Videoanruf beginnen"}) {
		t.Errorf("%q", got)
	}
	k.typed("mit einem menschen chatten")
	live := k.effects[len(k.effects)-1].LiveChat
	if kept, ok := LiveChatAt(k.lib, k.s, german); !ok || live == nil || kept != *live {
		t.Fatalf("%+v, %+v", kept, live)
	}
	want := Messages{Welcome: "Wir suchen jemanden, der Ihnen helfen kann. Bitte haben Sie einen Moment Geduld.",
		Offline:  "Aus unserem Team ist gerade niemand da. Hinterlassen Sie uns eine Nachricht, wir melden uns bei Ihnen.",
		Takeover: "{{agent.name}} ist jetzt im Chat.", Video: "{{agent.name}} ist jetzt da und ruft Sie an.", Assigned: "{{agent.name}} ist jetzt da und hilft Ihnen.",
		Closed: "Wir haben gerade geschlossen. Hinterlassen Sie uns eine Nachricht, wir melden uns bei Ihnen.", Thanks: "Danke!",
		TimedOut: "Aus unserem Team ist gerade niemand frei. Hinterlassen Sie uns eine Nachricht, wir melden uns bei Ihnen."}
	if live.Messages != want {
		t.Errorf("%+v", live.Messages)
	}
}

// What is shown as an example is understood, in each language.
func TestWhen_ExamplesInTheWords_AreUnderstood(t *testing.T) {
	example := regexp.MustCompile(`\d{2}.*\d{2}`)
	for _, language := range wording.Languages() {
		for _, c := range []struct {
			of   wording.Name
			kind string
			span bool
			want string
		}{
			{wording.FieldDate, whenDate, false, "2026-03-31"},
			{wording.AskTime, whenTime, false, "14:30"},
			{wording.AskMoment, whenDateTime, false, "2026-03-31T14:30"},
			{wording.AskDates, whenDate, true, "2026-03-31/2026-04-02"},
			{wording.AskTimes, whenTime, true, "09:00/12:30"},
		} {
			read := whenOf
			if c.span {
				read = spanOf
			}
			text := example.FindString(wording.Standard(language, c.of))
			if got, why := read(text, c.kind, now); got != c.want || why != nil {
				t.Errorf("%s: %q became %q", language, text, got)
			}
		}
	}
}

// A date that is picked is said as the browser writes it in the page's language.
func TestTypedDay_AsBrowsersWriteIt_IsUnderstood(t *testing.T) {
	for form, names := range map[string]string{
		"24. %s 2026":       "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
		"24 de %s de 2026":  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"24 %s 2026":        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"24  %s 2026":       "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"24 %s, 2026":       "januari februari maart april mei juni juli augustus september oktober november december",
		"24 de %s de  2026": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
	} {
		for i, name := range strings.Fields(names) {
			text := strings.Replace(form, "%s", name, 1)
			if day, why := typedDay(text, now); why != nil || day.Day() != 24 || int(day.Month()) != i+1 {
				t.Errorf("%q became %s, %+v", text, day, why)
			}
		}
	}
}
