package answer

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// saidOf is what is said of an article of one passage.
func saidOf(language, title, text, words string) string {
	l := NewLexicon(plural)
	c := Candidate{Language: language, Title: l.Index(language, title), Words: l.Index(language, text)}
	counts := map[string]int{}
	for _, word := range append(strings.Fields(c.Title), strings.Fields(c.Words)...) {
		counts[word] = 1
	}
	q := l.Question(words, language, []string{language})
	l.Weigh(q, NewVocabulary(20, counts))
	return l.Best(q, c, text)
}

// filler is a paragraph that answers nothing.
func filler(word string) string {
	return strings.TrimSpace(strings.Repeat(word+" "+word+" "+word+" ", 15)) + "."
}

// M-28
func TestBest_ShortPassage_IsSaidWhole(t *testing.T) {
	for language, text := range map[string]string{"en": "Nothing of it.\n\nThe pump costs 120.", "de": "Nichts davon.\n\nDie Pumpe kostet 120."} {
		if got := saidOf(language, "", text, "pump pumpe"); got != text {
			t.Errorf("%s: %q", language, got)
		}
	}
}

// M-28
func TestBest_LongPassage_SaysTheParagraphsThatAnswer(t *testing.T) {
	for _, test := range []struct{ language, answer, question string }{
		{"en", "The **pump** is changed in our workshop for 120.", "how much is a new pump"},
		{"de", "Die **Pumpe** wechselt unsere Werkstatt für 120 Euro.", "was kostet eine neue pumpe"},
		{"fr", "La **pompe** est changée à l'atelier pour 120 euros.", "combien coûte une nouvelle pompe"},
		{"ja", "**ポンプ**の交換は工房で行います。", "ポンプの交換"},
	} {
		text := filler("alpha") + filler("beta") + "\n\n" + filler("gamma") + filler("delta") + "\n\n" + test.answer + "\n\n" + filler("omega")
		got := saidOf(test.language, "", text, test.question)
		if !strings.Contains(got, test.answer) || strings.Contains(got, "alpha") && strings.Contains(got, "gamma") && strings.Contains(got, "omega") || utf8.RuneCountInString(got) > spoken {
			t.Errorf("%s: %q", test.language, got)
		}
	}
}

// M-28
func TestBest_Order_IsThatOfThePassage(t *testing.T) {
	text := "The first word about pumps here.\n\n" + filler("alpha") + filler("alpha") + "\n\nHeating of the boiler costs 160.\n\n" + filler("beta") + filler("beta") + "\n\nA pump and a boiler are washed together."
	got := saidOf("en", "", text, "boiler pump wash")
	if got != "The first word about pumps here.\n\nHeating of the boiler costs 160.\n\nA pump and a boiler are washed together." {
		t.Errorf("%q", got)
	}
}

// M-28
func TestBest_IntroductionAndItsList_StandTogether(t *testing.T) {
	for _, test := range []struct{ language, lead, list, question string }{
		{"en", "Bring these things:", "- a passport\n- a photo", "do I need a passport"},
		{"en", "**What to bring**", "- a passport\n- a photo", "do I need a passport"},
		{"de", "Das ist **mitzubringen:**", "- ein Reisepass\n- ein Foto", "brauche ich einen reisepass"},
		{"fr", "Apportez :", "| quoi | combien |\n| --- | --- |\n| passeport | 1 |", "passeport"},
		{"ja", "持ち物：", "- 旅券\n- 写真", "旅券"},
	} {
		text := filler("alpha") + filler("beta") + "\n\n" + test.lead + "\n\n" + test.list + "\n\n" + filler("gamma") + filler("delta")
		got := saidOf(test.language, "", text, test.question)
		if !strings.Contains(got, test.lead+"\n\n"+test.list) || strings.Contains(got, "alpha") && strings.Contains(got, "gamma") {
			t.Errorf("%s: %q", test.language, got)
		}
	}
}

// M-28
func TestBest_Steps_AreSaidWhole(t *testing.T) {
	for language, question := range map[string]string{"en": "where is the lever", "de": "lever"} {
		steps := "1. Undo the screw.\n2. Push the lever down.\n\n```\nclick\n```\n\n3. Tighten the screw.\n4. Done."
		got := saidOf(language, "", filler("alpha")+filler("alpha")+"\n\n"+steps+"\n\n"+filler("omega")+filler("omega"), question)
		if !strings.Contains(got, steps) || strings.Contains(got, "alpha") && strings.Contains(got, "omega") {
			t.Errorf("%s: %q", language, got)
		}
	}
}

// M-28
func TestBest_InnerHeadings_ComeWithWhatIsUnderThem(t *testing.T) {
	text := "## Prices\n\n" + filler("alpha") + "\n\n### Trade\n\n" + filler("beta") + "\n\n## Pumps\n\nThey cost 120.\n\n" + filler("gamma") + filler("gamma") + "\n\n## Empty"
	if got := saidOf("en", "", text, "pumps"); !strings.Contains(got, "## Pumps\n\nThey cost 120.") || strings.Contains(got, "beta") || strings.Contains(got, "Empty") {
		t.Errorf("%q", got)
	}
	if got := saidOf("de", "", text, "beta"); !strings.Contains(got, "## Prices\n\n### Trade\n\nbeta") {
		t.Errorf("%q", got)
	}
}

// M-28
func TestBest_MatchByTitleAlone_SaysTheBeginning(t *testing.T) {
	for language, title := range map[string]string{"en": "Warranty", "de": "Garantie", "nl": "Garantie"} {
		begin := filler("alpha") + " And so on:\n\n- one\n- two"
		got := saidOf(language, title, begin+"\n\n"+filler("beta")+filler("beta")+"\n\n"+filler("gamma")+"\n\n"+filler("delta"), title)
		if !strings.HasPrefix(got, begin) || strings.Contains(got, "gamma") || utf8.RuneCountInString(got) > opening {
			t.Errorf("%s: %q", language, got)
		}
	}
	if got := saidOf("en", "", filler("alpha")+"\n\n"+strings.Repeat(filler("beta"), 5), ""); got != filler("alpha") {
		t.Errorf("%q", got)
	}
}

// M-28
func TestBest_MatchByTitleAlone_SaysItsSteps(t *testing.T) {
	steps := "1. " + filler("alpha") + "\n2. " + filler("beta") + "\n3. " + filler("gamma") + filler("gamma")
	text := "A quarter of an hour.\n\n**You need** two levers.\n\n" + steps + "\n\n" + filler("omega")
	for language, words := range map[string]string{"en": "how do i mend a flat tyre", "de": "wie flicke ich einen tyre"} {
		got := saidOf(language, "Mend a flat tyre", text, words)
		if !strings.HasPrefix(got, "A quarter") || !strings.Contains(got, steps) || strings.Contains(got, "omega") {
			t.Errorf("%s: %q", language, got)
		}
	}
}

func TestBest_WordsOfTheTitle_CountLessThanOthers(t *testing.T) {
	text := filler("alpha") + filler("beta") + "\n\nReturns of an order are free. Returns are easy.\n\n" + filler("gamma") + filler("gamma") + "\n\nHelmets need their seal."
	if got := saidOf("en", "Returns", text, "returns of helmets"); !strings.Contains(got, "Helmets need their seal.") || strings.Contains(got, "gamma") {
		t.Errorf("%q", got)
	}
}

func TestBest_TargetsOfLinks_ComeAlong(t *testing.T) {
	text := filler("alpha") + filler("alpha") + "\n\nThe pump: see [the form][form].\n\n" + filler("omega") + filler("omega") + " [other]\n\n[form]: https://shop.example/form\n[other]: /other"
	if got := saidOf("en", "", text, "pump"); !strings.HasSuffix(got, "see [the form][form].\n\n[form]: https://shop.example/form") {
		t.Errorf("%q", got)
	}
}

func TestBest_LittleLeftOut_SaysAll(t *testing.T) {
	text := strings.Repeat("The pump is 120. ", 31) + "\n\nThat is all."
	if got := saidOf("en", "", text, "pump"); got != text {
		t.Errorf("%q", got)
	}
}

func TestBest_AnyPassage_IsSaidInWholeBlocksOfItInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		var all []string
		for range rapid.IntRange(1, 14).Draw(t, "blocks") {
			var words []string
			for range rapid.IntRange(1, 60).Draw(t, "words") {
				n++
				words = append(words, fmt.Sprintf("w%d%s", n, rapid.SampledFrom([]string{"", "", "", ".", ":"}).Draw(t, "end")))
			}
			begin := rapid.SampledFrom([]string{"", "", "# ", "### ", "- ", "1. ", "4. ", "| ", "> ", "**", "```\n"}).Draw(t, "begin")
			all = append(all, begin+strings.Join(words, " ")+map[string]string{"**": "**", "```\n": "\n```", "| ": " |"}[begin])
		}
		text := strings.Join(all, "\n\n")
		question := fmt.Sprintf("w%d w%d", rapid.IntRange(0, n).Draw(t, "a"), rapid.IntRange(0, n).Draw(t, "b"))
		got := saidOf(rapid.SampledFrom([]string{"en", "de", ""}).Draw(t, "language"), "w1", text, question)
		if strings.TrimSpace(got) == "" || len(got) > len(text) {
			t.Fatalf("%q of %q", got, text)
		}
		whole, _ := blocksOf(text)
		rest, last := got, block{}
		for i := range whole {
			if after, said := strings.CutPrefix(rest, whole[i].markdown()); said {
				rest, last = strings.TrimLeft(after, "\n"), whole[i]
			}
		}
		if got != text && (rest != "" || last.kind == heading) {
			t.Fatalf("%q are not blocks of %q in their order, or a heading alone: from %q", got, text, rest)
		}
	})
}

// A59
func TestBest_HostileMarkdown_TakesNoLongerThanItsLength(t *testing.T) {
	const most = 100_000
	for _, part := range []string{"# a\n", "###### a\n\nb\n\n", "# a\n\n## b\n\n### c\n\nd\n\n", "a:\n\n", "**a**\n\n", "1. a\n\n```\n", "2. a\n\n- b\n\nc\n\n", "1. a\n\nb\n\n2. c\n\nd\n\n", "[a]: /b\n", "[a][b] ", "- a\n\nb\n\n", "> ", "|a|\n\n",
		"```\n", "~~~ \n", "a\n\n", "a", "*", ":", "\n", "\x00", "\xff", "🦊", "字", "word "} {
		text := strings.Repeat(part, most/utf8.RuneCountInString(part))
		began := time.Now()
		got := saidOf("en", "a b", text, "a b word c 字")
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%q took %v", part, took)
		}
		if strings.TrimSpace(text) != "" && strings.TrimSpace(got) == "" || len(got) > len(text) {
			t.Errorf("%q: %d of %d bytes", part, len(got), len(text))
		}
	}
}

func FuzzBest(f *testing.F) {
	long := strings.Repeat("Some words of no meaning. ", 30)
	for _, text := range []string{"", long, long + "\n\n```\npump", long + "\n\n- pump\n\n  ~~~\n" + long, "# a\n\n" + long + "\n\n## b", long + "\n\npump:\n\n" + long, "1. a\n\n" + long + "\n\n2. pump", long + "\n\npump\n---\n\n[a]: b", "000000000. a\n\n" + long + "\n\npump"} {
		f.Add("pump", text)
	}
	f.Fuzz(func(t *testing.T, question, text string) {
		if len(text) > 20_000 {
			return
		}
		if got := saidOf("en", "Title", text, question); len(got) > len(text) || strings.TrimSpace(text) != "" && strings.TrimSpace(got) == "" {
			t.Errorf("%q of %q", got, text)
		}
	})
}
