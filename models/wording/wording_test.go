package wording

import (
	"slices"
	"testing"
	"time"
)

// M-29
func TestStandard_EveryLanguage_HasEveryWordWithItsParts(t *testing.T) {
	keys := map[string]Name{}
	for n := range end {
		key := n.Key()
		if other, double := keys[key]; key == "" || double {
			t.Errorf("%d and %d are both called %q", n, other, key)
		}
		keys[key] = n
		if found, ok := Named(key); ok != (n.group() < groupTeam) || ok && found != n {
			t.Errorf("%q names %d, not %d", key, found, n)
		}
		for _, language := range Languages() {
			text := Standard(language, n)
			if text == "" {
				t.Errorf("%s: %s has no text", language, key)
				continue
			}
			wanted := Parts(Standard("en", n))
			if language != "en" {
				wanted = slices.DeleteFunc(wanted, func(part string) bool { return part == "kind" || part == "other" })
			}
			got := Parts(text)
			slices.Sort(wanted)
			slices.Sort(got)
			if !slices.Equal(got, wanted) {
				t.Errorf("%s: %s has the parts %q, not %q: %s", language, key, got, wanted, text)
			}
			if wrong := Wrong(language, n, text); wrong != "" {
				t.Errorf("%s: %s could not be an own text: %s", language, key, wrong)
			}
		}
	}
}

// M-29: what a bot says itself is English nowhere else.
func TestStandard_WhatABotSays_IsTranslated(t *testing.T) {
	for _, g := range []Group{groupRefused, groupAsk, groupBlocks} {
		for _, n := range g.Names() {
			said := map[string]string{}
			for _, language := range Languages() {
				text := Standard(language, n)
				other, double := said[text]
				if text == "" || double && other == "en" {
					t.Errorf("%s: %s is %q, as in %q", language, n.Key(), text, other)
				}
				if !double {
					said[text] = language
				}
			}
		}
	}
}

func TestGroups_EveryWord_StandsInOne(t *testing.T) {
	n := Name(0)
	for _, g := range Groups() {
		if g.Title() == "" || len(g.Names()) == 0 {
			t.Errorf("group %d is %q with %d words", g, g.Title(), len(g.Names()))
		}
		for _, name := range g.Names() {
			if name != n || name.group() != g {
				t.Errorf("%d stands in %d, not %d", name, name.group(), g)
			}
			n++
		}
	}
	if rest := len(groupTeam.Names()) + len(groupGuest.Names()) + len(groupCompose.Names()) + len(groupWatch.Names()); n != groupTeam.first() || rest != int(end-n) {
		t.Errorf("%d of %d words stand in a group", n, end)
	}
}

func TestSet_OwnText_GoesBeforeTheStandardOne(t *testing.T) {
	own := map[string]map[string]string{"de": {"send": "Abschicken", "typing": "{name} tippt"}}
	for _, c := range []struct {
		set  Set
		want [3]string
	}{
		{Set{}, [3]string{"Send", "Mira is typing", "en"}},
		{In("de", own), [3]string{"Abschicken", "Mira tippt", "de"}},
		{In("de", nil), [3]string{"Senden", "Mira schreibt", "de"}},
		{In("fr", own), [3]string{"Envoyer", "Mira écrit", "fr"}},
		{In("tlh", own), [3]string{"Send", "Mira is typing", "en"}},
	} {
		got := [3]string{c.set.Of(Send), c.set.Of(Typing, "name", "Mira"), c.set.Language()}
		if got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

func TestSet_ValueWithBraces_IsNotFilledAgain(t *testing.T) {
	if got := (Set{}).Of(PassedOn, "name", "{to}", "to", "{name}"); got != "{to} passed you on to {name}" {
		t.Error(got)
	}
}

func TestWrong_OwnText_IsToldWhatIsMissing(t *testing.T) {
	for text, want := range map[string]string{
		"{name} tippt gerade": "",
		"Jemand tippt":        "Keep {name}: it is filled in when this is shown.",
		"{name} {when}":       "There is no {when} here to be filled in.",
		"{name} {":            "",
		"{name}\nb":           "This goes on one line.",
		"  ":                  "There is nothing to see in this.",
	} {
		if got := Wrong("de", Typing, text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
	if got := Wrong("de", Send, longer()); got != "This has at most 200 characters; there are 201." {
		t.Error(got)
	}
}

func longer() string {
	text := ""
	for range Longest + 1 {
		text += "ä"
	}
	return text
}

func TestTold_SentenceOfTheServer_IsSaidInTheLanguage(t *testing.T) {
	german := In("de", map[string]map[string]string{"de": {"choice_gone": "Vorbei."}})
	for said, want := range map[string]string{
		"There is nothing to send yet.":                                                "Es gibt noch nichts zu senden.",
		"A message has at most 10,000 characters; this one has 10001.":                 "Eine Nachricht hat höchstens 10\u00a0000 Zeichen; diese hat 10001.",
		"virus.exe cannot be sent: files that end in .exe are not taken.":              "virus.exe lässt sich nicht senden: Dateien mit der Endung .exe werden nicht angenommen.",
		"a.pdf ends like a PDF, but its content is not one.":                           "Der Inhalt von a.pdf passt nicht zu seiner Endung.",
		"a.pdf ends like a PDF, but is a picture.":                                     "Der Inhalt von a.pdf ist etwas anderes, als seine Endung sagt.",
		"This choice is no longer offered.":                                            "Vorbei.",
		"That is too large: at most 160 KB.":                                           "Das ist zu groß: höchstens 160 KB.",
		"Please fill this in.":                                                         "Bitte füllen Sie dies aus.",
		"huge.bin is larger than 20 MB, which is the limit. is larger than 20 MB, so.": "",
		"Take the chat over before you answer.":                                        "Übernehmen Sie den Chat, bevor Sie antworten.",
		"Mira has this chat already.":                                                  "Mira hat diesen Chat schon.",
		"A name has at most 40 characters; this one has 41.":                           "Ein Name hat höchstens 40 Zeichen; dieser hat 41.",
		"seq is a whole number.":                                                       "",
	} {
		got, found := german.Told(said)
		if want == "" {
			want = said
		}
		if got != want || found == (want == said) {
			t.Errorf("%q became %q", said, got)
		}
	}
}

func TestScripts_PlainEnglish_CarriesNothing(t *testing.T) {
	if got := (Set{}).Scripts(); len(got) > 0 || (Set{}).Launcher() != "" {
		t.Errorf("%v", got)
	}
	if got := In("de", nil).GuestScripts(); got["guest_today"] != "Heute" || got["typing"] == "" || len((Set{}).GuestScripts()) > 0 {
		t.Errorf("%v", got)
	}
	own := In("en", map[string]map[string]string{"en": {"end_now": "Sure?", "open_chat": "Ask | us"}})
	if got := own.Scripts(); len(got) != 1 || got["end_now"] != "Sure?" {
		t.Errorf("%v", got)
	}
	if got, want := own.Launcher(), "Ask / us|Close chat|The chat cannot be opened at the moment.|Close|new message|new messages"; got != want {
		t.Error(got)
	}
}

func TestDay_EveryLanguage_ReadsAsThere(t *testing.T) {
	at := time.Date(2026, 12, 3, 9, 30, 0, 0, time.UTC)
	for language, want := range map[string]string{"en": "3 December 2026, 09:30", "de": "3.12.2026, 09:30", "fr": "3/12/2026, 09:30", "nl": "3-12-2026, 09:30"} {
		if got := In(language, nil).Moment(at); got != want {
			t.Errorf("%s: %s", language, got)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	german := In("de", nil)
	for b.Loop() {
		_ = german.Of(OverLimit)
	}
}
