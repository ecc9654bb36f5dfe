package flow

import (
	"reflect"
	"strings"
	"testing"

	"deskbell/models/wording"
)

func TestQuestion_LengthAndPattern_AreChecked(t *testing.T) {
	const settings = `{"text":"Q","var":"v","min_length":3,"max_length":5,"pattern":"[A-Zä-ü]+|\\d+"}`
	for _, a := range []answers{
		{"fits", typed("ÄBCDE"), sentence(wording.FieldForm), nil},
		{"letters", typed("ABCD"), PortNext, map[string]string{"v": "ABCD"}},
		{"second half of the pattern", typed("1234"), PortNext, map[string]string{"v": "1234"}},
		{"only a part matches", typed("ABC1"), sentence(wording.FieldForm), map[string]string{"v": ""}},
		{"too short", typed("AB"), "Please type at least 3 characters.", nil},
		{"too long", typed("ABCDEF"), "Please type at most 5 characters.", nil},
	} {
		a.test(t, "question", settings, nil)
	}
}

func TestQuestion_URL_IsCheckedAndCompleted(t *testing.T) {
	for text, want := range map[string]string{
		"example.org": "https://example.org", "HTTP://Example.org/A?b=c#d": "http://example.org/A?b=c#d",
		"https://bücher.example/": "https://b%C3%BCcher.example/", "example.org:8080/x": "https://example.org:8080/x",
		"http://192.0.2.1/": "http://192.0.2.1/", "example.org/a?u=https://b.c": "https://example.org/a?u=https://b.c",
		"": "", "example": "", "javascript:alert(1)": "", "ftp://example.org": "", "https://": "", "https://a b.org": "",
		"mailto:ana@example.org": "", "https://user:pass@example.org": "", "//example.org": "", "/path": "", "https://exa\u202emple.org": "",
		"https://example.org/" + strings.Repeat("a", 2000): "", "data:text/html,x": "", "https://-a.org": "", "http://[::1": "",
	} {
		got, ok := CleanURL(text)
		if ok != (want != "") || ok && got != want {
			t.Errorf("CleanURL(%q) is %q %v, want %q", text, got, ok, want)
		}
	}
	k := begin(t, everyExit(t, "question", `{"text":"Q","type":"url","var":"v"}`), nil)
	if p := k.prompt(); p.Kind != PromptURL {
		t.Errorf("prompt %+v", p)
	}
	k.typed("no address").wantSaid(sentence(wording.AskURL)).typed("Example.org").wantSaid(PortNext).wantVar("v", "https://example.org")
}

func TestQuestion_Long_IsPrompted(t *testing.T) {
	for settings, long := range map[string]bool{`{"text":"Q","long":true}`: true, `{"text":"Q"}`: false, `{"text":"Q","type":"email","long":true}`: false} {
		if p := begin(t, everyExit(t, "question", settings), nil).prompt(); p.Long != long {
			t.Errorf("%s: %+v", settings, p)
		}
	}
}

const choices = `"choices":[{"id":"s","label":"Small","value":"S"},{"id":"m","label":"Medium, or so"},{"id":"l","label":"{{word}}"}]`

func TestButtons_EveryExit(t *testing.T) {
	const settings = `{"text":"Q","var":"v",` + choices + `}`
	vars := map[string]string{"word": "Large"}
	for _, a := range []answers{
		{"pressed, with a value", Event{Choice: "s"}, "choice:s", map[string]string{"v": "S"}},
		{"typed value", typed(" s "), "choice:s", map[string]string{"v": "S"}},
		{"typed label", typed("medium, OR so"), "choice:m", map[string]string{"v": "Medium, or so"}},
		{"number", typed("3."), "choice:l", map[string]string{"v": "Large"}},
		{"number of none", typed("4"), portDefault, map[string]string{"v": "4"}},
		{"other words", typed("huge"), portDefault, map[string]string{"v": "huge"}},
		{"several pressed at once", Event{Choices: []string{"s", "m"}}, sentence(wording.AskChoice), map[string]string{"v": ""}},
	} {
		a.test(t, "buttons", settings, vars)
	}
}

func TestButtons_SeveralPicks_AreKeptInTheirOrder(t *testing.T) {
	const settings = `{"text":"Q","var":"v","multi":true,"min_picks":1,"max_picks":2,` + choices + `}`
	vars := map[string]string{"word": "Large"}
	for _, a := range []answers{
		{"pressed", Event{Choices: []string{"l", "s", "l"}}, PortNext, map[string]string{"v": "S, Large"}},
		{"one pressed", Event{Choice: "m"}, PortNext, map[string]string{"v": "Medium, or so"}},
		{"typed", typed("large, small"), PortNext, map[string]string{"v": "S, Large"}},
		{"typed, one with a comma", typed("Medium, or so; Small"), PortNext, map[string]string{"v": "S, Medium, or so"}},
		{"numbers", typed("1 3"), PortNext, map[string]string{"v": "S, Large"}},
		{"numbers with commas", typed("1, 2"), PortNext, map[string]string{"v": "S, Medium, or so"}},
		{"too many", typed("1,2,3"), "Please choose at most 2.", map[string]string{"v": ""}},
		{"forged", Event{Choices: []string{"s", "x"}}, sentence(wording.AskPicks), map[string]string{"v": ""}},
		{"one that is none", typed("small, huge"), sentence(wording.AskPicks), map[string]string{"v": ""}},
		{"nothing", typed(" , "), sentence(wording.AskPicks), nil},
		{"far too many", typed(strings.Repeat("small,", 1000)), sentence(wording.AskPicks), nil},
	} {
		a.test(t, "buttons", settings, vars)
	}
	k := begin(t, everyExit(t, "buttons", settings), vars)
	if p := k.prompt(); !p.Multi || p.MinPicks != 1 || p.MaxPicks != 2 || len(p.Choices) != 3 || p.Choices[2].Label != "Large" {
		t.Errorf("prompt %+v", p)
	}
	few := `{"text":"Q","multi":true,"min_picks":2,` + choices + `}`
	answers{"too few", typed("small"), "Please choose at least 2.", nil}.test(t, "buttons", few, vars)
}

func TestPictures_AreOfferedWithTheirImages(t *testing.T) {
	const settings = `{"text":"Q","var":"v","search":true,"choices":[
		{"id":"a","label":"Red","image":"https://example.org/{{x}}.png","alt":"A {{x}} bike","text":"10 {{unit}}"},{"id":"b","label":"Blue","image":"{{evil}}"}]}`
	k := begin(t, everyExit(t, "pictures", settings), map[string]string{"x": "red one", "unit": "CHF", "evil": "javascript:alert(1)"})
	p := k.prompt()
	want := []Choice{{ID: "a", Label: "Red", Image: "https://example.org/red%20one.png", Alt: "A red one bike", Text: "10 CHF"}, {ID: "b", Label: "Blue"}}
	if p.Kind != PromptPictures || !p.Search || !reflect.DeepEqual(p.Choices, want) {
		t.Errorf("prompt %+v", p)
	}
	if e := k.effect(EffectSay); !reflect.DeepEqual(e.Choices, want) || e.Token != k.token() {
		t.Errorf("said %+v", e)
	}
	for _, a := range []answers{
		{"pressed", Event{Choice: "b"}, "choice:b", map[string]string{"v": "Blue"}},
		{"typed", typed("red"), "choice:a", map[string]string{"v": "Red"}},
		{"other words", typed("green"), portDefault, map[string]string{"v": "green"}},
	} {
		a.test(t, "pictures", settings, nil)
	}
}

func TestRating_Bands_AreThirds(t *testing.T) {
	for _, tt := range []struct {
		settings          string
		low, middle, high string
	}{
		{`{"text":"Q","from":0,"to":10}`, "0 1 2 3 4 5 6", "7 8", "9 10"},
		{`{"text":"Q"}`, "1 2", "3", "4 5"},
		{`{"text":"Q","to":10}`, "1 2 3", "4 5 6 7", "8 9 10"},
		{`{"text":"Q","to":3}`, "1", "2", "3"},
		{`{"text":"Q","to":2}`, "1", "", "2"},
		{`{"text":"Q","from":0,"to":1}`, "0", "", "1"},
		{`{"text":"Q","to":4}`, "1", "2 3", "4"},
	} {
		for port, points := range map[string]string{portLow: tt.low, portMiddle: tt.middle, portHigh: tt.high} {
			for _, n := range strings.Fields(points) {
				begin(t, everyExit(t, "rating", tt.settings), nil).typed(n).wantSaid(port)
			}
		}
	}
}

func TestRating_EveryWayToAnswer(t *testing.T) {
	const settings = `{"text":"Q","var":"v","style":"stars","to":5,"low":"Bad","high":"Good, {{name}}"}`
	const why = "Please choose a number from 1 to 5."
	for _, a := range []answers{
		{"pressed", Event{Choice: "5"}, portHigh, map[string]string{"v": "5"}},
		{"typed", typed("3"), portMiddle, map[string]string{"v": "3"}},
		{"of", typed("2/5"), portLow, map[string]string{"v": "2"}},
		{"of in words", typed("2 von 5"), portLow, map[string]string{"v": "2"}},
		{"with a word", typed("4 stars"), portHigh, map[string]string{"v": "4"}},
		{"stars", typed("★★★☆☆"), portMiddle, map[string]string{"v": "3"}},
		{"emoji", typed("⭐️⭐️⭐️⭐️⭐️"), portHigh, map[string]string{"v": "5"}},
		{"too much", typed("6"), why, map[string]string{"v": ""}},
		{"too little", Event{Choice: "0"}, why, nil},
		{"of another scale", typed("4/10"), why, nil},
		{"half", typed("4.5"), why, nil},
		{"negative", typed("-1"), why, nil},
		{"words", typed("great"), why, nil},
		{"forged", Event{Choice: "x"}, why, nil},
	} {
		a.test(t, "rating", settings, nil)
	}
	k := begin(t, everyExit(t, "rating", settings), map[string]string{"name": "Ana"})
	p := k.prompt()
	if p.Kind != PromptRating || p.Style != "stars" || p.LowWord != "Bad" || p.HighWord != "Good, Ana" || len(p.Choices) != 5 || p.Choices[0].ID != "1" {
		t.Errorf("prompt %+v", p)
	}
	next := `{"a":{"kind":"rating","settings":` + settings + `,"out":{"next":{"block":"b"}}},"b":{"kind":"text","settings":{"text":"{{v}}"}}}`
	begin(t, next, nil).typed("1").wantSaid("1")
}

func TestFile_CountSizeAndEnding_AreChecked(t *testing.T) {
	const settings = `{"text":"Q","var":"cv","accept":[".pdf","image/*"],"max_files":2,"max_mb":1.5}`
	pdf := File{ID: "f1", Name: "My\nCV.PDF", Type: "application/pdf", Size: 3 << 19}
	png := File{ID: "f2", Name: "me", Type: "image/png; x=y", Size: 1}
	for _, a := range []answers{
		{"one", Event{Files: []File{pdf}}, PortNext, map[string]string{"cv": "My CV.PDF", "cv.ids": "f1"}},
		{"two", Event{Files: []File{pdf, png}}, PortNext, map[string]string{"cv": "My CV.PDF, me", "cv.ids": "f1, f2"}},
		{"three", Event{Files: []File{pdf, png, png}}, "Please attach at most 2 files.", map[string]string{"cv": "", "cv.ids": ""}},
		{"too large", Event{Files: []File{{ID: "f", Name: "a.pdf", Size: 3<<19 + 1}}}, "“a.pdf” is larger than 1.5 MB.", map[string]string{"cv.ids": ""}},
		{"wrong ending", Event{Files: []File{pdf, {ID: "f", Name: "a.pdf.exe"}}}, "“a.pdf.exe” is no file of the kind that is needed: .pdf, image/*.", nil},
		{"words", typed("here it is"), "Please attach your files.", map[string]string{"cv": ""}},
	} {
		a.test(t, "file", settings, nil)
	}
	if p := begin(t, everyExit(t, "file", settings), nil).prompt(); p.Kind != PromptFile || p.MaxFiles != 2 || p.MaxSize != 3<<19 || len(p.Accept) != 2 {
		t.Errorf("prompt %+v", p)
	}
	k := begin(t, everyExit(t, "file", `{"text":"Q","var":"v","sensitive":true}`), nil)
	if p := k.prompt(); p.MaxFiles != 1 || p.MaxSize != 10<<20 {
		t.Errorf("prompt %+v", p)
	}
	k.do(Event{Kind: EventReply, Token: k.token(), Files: []File{pdf, png}}).wantSaid("Please attach one file only.")
	k.do(Event{Kind: EventReply, Token: k.token(), Files: []File{png}}).wantSaid(PortNext)
	if want := []string{"v.ids", "v"}; !reflect.DeepEqual(k.s.Secret, want) {
		t.Errorf("secret %v", k.s.Secret)
	}
}

func TestConsent_YesAndNo_InWordsAndByPress(t *testing.T) {
	const settings = `{"text":"Q","var":"v","statement":"Keep {{x}}","url":"https://example.org/privacy","yes":"Fine","no":"Rather not"}`
	for _, a := range []answers{
		{"pressed yes", Event{Choice: "yes"}, consentYes, map[string]string{"v": "yes"}},
		{"pressed no", Event{Choice: "no"}, consentNo, map[string]string{"v": "no"}},
		{"typed label", typed("rather not"), consentNo, map[string]string{"v": "no"}},
		{"typed yes", typed("Yes!"), consentYes, map[string]string{"v": "yes"}},
		{"typed in German", typed("Nein, danke."), consentNo, map[string]string{"v": "no"}},
		{"forged", Event{Choice: "maybe", Text: "yes"}, "Please answer with yes or no.", map[string]string{"v": ""}},
		{"other words", typed("why?"), "Please answer with yes or no.", nil},
	} {
		a.test(t, "consent", settings, nil)
	}
	p := begin(t, everyExit(t, "consent", settings), map[string]string{"x": "it"}).prompt()
	want := []Choice{{ID: "yes", Label: "Fine", Style: "filled"}, {ID: "no", Label: "Rather not"}}
	if p.Kind != PromptConsent || p.Text != "Keep it" || p.URL != "https://example.org/privacy" || !reflect.DeepEqual(p.Choices, want) {
		t.Errorf("prompt %+v", p)
	}
	known := everyExit(t, "consent", `{"text":"Q","var":"v","only_if_unknown":true}`)
	begin(t, known, map[string]string{"v": "no"}).wantSaid(consentNo)
}
