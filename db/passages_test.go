package db

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

func askedFor(t testing.TB, s *Store, q models.PassageQuery) []models.Passage {
	t.Helper()
	found, err := s.FindPassages(t.Context(), q)
	if err != nil {
		t.Fatalf("%.60q: %v", q.Words, err)
	}
	return found
}

// foundSlugs are the articles of passages, each once, in their order.
func foundSlugs(t testing.TB, s *Store, words string) string {
	t.Helper()
	var slugs []string
	for _, p := range askedFor(t, s, models.PassageQuery{Words: words, Limit: 9}) {
		if len(slugs) == 0 || slugs[len(slugs)-1] != p.Slug {
			slugs = append(slugs, p.Slug)
		}
	}
	return strings.Join(slugs, " ")
}

// M-28
func TestFindPassages_Article_IsFoundAsItIsNow(t *testing.T) {
	s := openNew(t)
	if foundSlugs(t, s, "returns") != "" {
		t.Error("there are no articles")
	}
	a := written(t, s, models.Article{Title: "Returns", Language: "en", Category: "Orders", Published: true,
		Body: strings.Repeat("Anything goes back within thirty days. ", 5) + "\n\n## Costs\n\n" + strings.Repeat("The postage is yours. ", 10)}, "")
	found := askedFor(t, s, models.PassageQuery{Words: "what is the postage of a return?", Language: "en"})
	if len(found) != 2 || found[0].Heading != "Costs" || found[0].Article != a.ID || found[0].Slug != "returns" || found[0].Title != "Returns" ||
		found[0].Language != "en" || !strings.HasPrefix(found[0].Text, "The postage") || !found[0].Fits || found[0].Score <= found[1].Score || found[0].Score > 1 {
		t.Fatalf("%+v", found)
	}
	a.Body = "Ask for a label."
	a = written(t, s, a, "")
	if got := foundSlugs(t, s, "postage"); got != "" {
		t.Errorf("words that are gone find %s", got)
	}
	if got := foundSlugs(t, s, "labels"); got != "returns" {
		t.Errorf("new words find %q", got)
	}
	a.Title, a.Slug = "Sending back", "sending-back"
	a = written(t, s, a, "")
	if p := askedFor(t, s, models.PassageQuery{Words: "label"}); len(p) != 1 || p[0].Slug != "sending-back" || p[0].Title != "Sending back" {
		t.Errorf("%+v", p)
	}
	a.Published = false
	a = written(t, s, a, "")
	if got := foundSlugs(t, s, "label"); got != "" {
		t.Errorf("a draft is found: %s", got)
	}
	a.Published = true
	a = written(t, s, a, "")
	if got := foundSlugs(t, s, "label"); got != "sending-back" {
		t.Errorf("published again: %q", got)
	}
	if _, err := s.DeleteArticle(t.Context(), editor(), a.ID); err != nil {
		t.Fatal(err)
	}
	if got := foundSlugs(t, s, "label"); got != "" {
		t.Errorf("a deleted one is found: %s", got)
	}
	var n int
	if err := s.read.QueryRow("SELECT (SELECT COUNT(*) FROM passages) + (SELECT COUNT(*) FROM articles_cut) + (SELECT COUNT(*) FROM passages_words)").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows are left, %v", n, err)
	}
}

func TestFindPassages_Category_LeavesTheOthersOut(t *testing.T) {
	s := openNew(t)
	written(t, s, models.Article{Title: "Grinders", Language: "en", Category: "Shop", Body: "All about burrs.", Published: true}, "")
	written(t, s, models.Article{Title: "Grinding", Language: "en", Category: "App", Body: "Burrs are a setting.", Published: true}, "")
	for category, want := range map[string]string{"": "2", "Shop": "1", "App": "1", "None": "0"} {
		if got := askedFor(t, s, models.PassageQuery{Words: "burrs", Category: category}); fmt.Sprint(len(got)) != want {
			t.Errorf("%q: %+v", category, got)
		}
	}
	if _, err := s.RenameArticleCategory(t.Context(), editor(), "Shop", "Things"); err != nil {
		t.Fatal(err)
	}
	if got := askedFor(t, s, models.PassageQuery{Words: "burrs", Category: "Things"}); len(got) != 1 {
		t.Errorf("renamed: %+v", got)
	}
}

func TestFindPassages_WordsOfEachLanguage_AreFoundInAllTheirForms(t *testing.T) {
	s := openNew(t)
	for title, a := range map[string]models.Article{
		"Rücksendungen":     {Language: "de", Body: "Bücher schicken Sie im Päckchen zurück, die Versandkosten übernehmen wir."},
		"Livraisons":        {Language: "fr", Body: "Les colis sont livrés à l'étage."},
		"Fatture":           {Language: "it", Body: "La fattura arriva per posta elettronica."},
		"Contraseñas":       {Language: "es", Body: "Puede elegir una contraseña nueva."},
		"Devoluções":        {Language: "pt-BR", Body: "As devoluções são gratuitas."},
		"Bezorgen":          {Language: "nl", Body: "Pakketten worden bezorgd op zaterdagen."},
		"配送について":            {Language: "ja", Body: "送料は五百円です。東京には翌日に届きます。"},
		"Доставка":          {Language: "ru", Body: "Посылка приходит через три дня."},
		"Opening the hatch": {Language: "en", Body: "Hatches are opened by turning levers."},
	} {
		a.Title, a.Published = title, true
		written(t, s, a, "")
	}
	for words, want := range map[string]string{
		"buch zurueckschicken": "Rücksendungen", "BÜCHER": "Rücksendungen", "päckchen": "Rücksendungen", "packchen": "Rücksendungen", "Kosten": "Rücksendungen",
		"livree": "Livraisons", "étages": "Livraisons", "fatture": "Fatture", "contrasenas": "Contraseñas", "devolucao": "Devoluções", "zaterdag": "Bezorgen",
		"送料": "配送について", "東京に届く": "配送について", "посылка": "Доставка", "opens hatch": "Opening the hatch", "lever": "Opening the hatch", "levre": "Opening the hatch",
		"hatchs!!": "Opening the hatch",
	} {
		language := map[string]string{"Rücksendungen": "de", "Opening the hatch": "en", "Bezorgen": "nl"}[want]
		if found := askedFor(t, s, models.PassageQuery{Words: words, Language: language}); len(found) == 0 || found[0].Title != want {
			t.Errorf("%q finds %+v", words, found)
		}
	}
	if found := askedFor(t, s, models.PassageQuery{Words: "wie kann ich etwas mit dem", Language: "de"}); len(found) != 0 {
		t.Errorf("words that say nothing find %+v", found)
	}
}

// A59
func TestFindPassages_OperatorsAndGarbage_NeverFail(t *testing.T) {
	s := openNew(t)
	for _, a := range evalArticles(t)[:20] {
		if err := s.SaveArticle(t.Context(), &a, noon); err != nil {
			t.Fatal(err)
		}
	}
	written(t, s, models.Article{Title: "x", Language: "en", Body: "NEAR the \ue000refund OR AND NOT \"quoted\" 🦊", Published: true}, "")
	draw := rand.New(rand.NewPCG(3, 4))
	all := []string{"", " ", "\x00", "\xff\xfe", "a\x00b", `"`, `""`, `" OR 1=1 --`, "title : x", "NEAR(a b, 3)", "NOT", "AND", "OR OR", "^x", "x*", "{x}", "-x", "+x", "(((", "🦊🦊", "e\u0301", "\u0301",
		"the and of", strings.Repeat("delivery ", 120_000), strings.Repeat("x", 1<<20), strings.Repeat("(", 1<<20), strings.Repeat("字", 400_000), strings.Repeat("\x00", 1<<20), strings.Repeat("é ", 1<<19),
		"\ue000refund", "zz'; DROP TABLE passages; --", "%", "_", "\u202e\u200b", "ǅ İstanbul ſ ﬁ", "१२३ हिन्दी", "สวัสดี"}
	for range 300 {
		word := make([]rune, 1+draw.IntN(30))
		for i := range word {
			word[i] = rune(draw.IntN(0x3000))
		}
		all = append(all, string(word))
	}
	for _, words := range all {
		for _, language := range []string{"", "en", "zz", "\x00"} {
			began := time.Now()
			if _, err := s.FindPassages(t.Context(), models.PassageQuery{Words: words, Language: language, Category: ""}); err != nil {
				t.Errorf("%.40q: %v", words, err)
			}
			if took := time.Since(began); took > 15*time.Second {
				t.Errorf("%.40q took %v", words, took)
			}
		}
	}
	if found := askedFor(t, s, models.PassageQuery{Words: "refund", Limit: 1 << 30}); len(found) > mostPassages {
		t.Errorf("%d passages", len(found))
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := s.FindPassages(ended, models.PassageQuery{Words: "refund"}); err == nil {
		t.Error("found though nobody waits")
	}
}

// An older database, or a backup of one, has articles and no passages.
func TestCutSome_ArticlesWithoutPassages_AreCut(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, Options{Path: path})
	for i := range 120 {
		written(t, s, models.Article{Title: fmt.Sprint("Number ", i), Language: "en", Body: "Of quinces.", Published: i != 7}, "")
	}
	exec := func(statement string) {
		t.Helper()
		if err := s.Do(t.Context(), func(tx *Tx) error { _, err := tx.Exec(statement); return err }); err != nil {
			t.Fatal(err)
		}
	}
	exec("DELETE FROM passages")
	exec("DELETE FROM articles_cut WHERE article_num > 60")
	exec("UPDATE articles_cut SET way = 0")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, Options{Path: path})
	if got := foundSlugs(t, s, "quinces"); got != "" {
		t.Fatal(got)
	}
	steps := 0
	for more := true; more; steps++ {
		var err error
		if more, err = s.CutSome(t.Context()); err != nil || steps > 9 {
			t.Fatal(err, steps)
		}
	}
	var n int
	if err := s.read.QueryRow("SELECT COUNT(*) FROM passages").Scan(&n); err != nil || n != 119 || steps < 3 {
		t.Errorf("%d passages in %d steps, %v", n, steps, err)
	}
	if got := foundSlugs(t, s, "number 77 quinces"); !strings.HasPrefix(got, "number-77") {
		t.Errorf("found %s", got)
	}
	if n, err := s.RebuildPassages(t.Context()); n != 119 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// While an article is cut, somebody saves it: the passages of what is saved stay.
func TestCutSome_SavedMeanwhile_KeepsTheNewerPassages(t *testing.T) {
	s := openNew(t)
	old := written(t, s, models.Article{Title: "A", Language: "en", Body: "apricot", Published: true}, "")
	cut := s.passages.cut(&old)
	saved := old
	saved.Body = "banana"
	written(t, s, saved, "")
	if err := s.Do(t.Context(), func(tx *Tx) error { return keepSame(tx, []models.Article{old}, [][]indexed{cut}) }); err != nil {
		t.Fatal(err)
	}
	if foundSlugs(t, s, "apricot") != "" || foundSlugs(t, s, "banana") != "a" {
		t.Error("the older ones took their place")
	}
}

// manyPassages are about 10,000, of words as often as a language has them.
func manyPassages(b *testing.B) *Store {
	s := openNew(b)
	draw := rand.New(rand.NewPCG(5, 6))
	zipf := rand.NewZipf(draw, 1.2, 8, 20_000)
	var texts []string
	for _, a := range evalArticles(b) {
		texts = append(texts, strings.Fields(a.Body)...)
	}
	sentence := func(n int) string {
		words := make([]string, n)
		for i := range words {
			if at := zipf.Uint64(); at < uint64(len(texts)) && i%3 > 0 {
				words[i] = texts[at]
			} else {
				words[i] = fmt.Sprintf("w%sing", strings.NewReplacer("0", "a", "1", "e", "2", "k", "3", "t", "4", "o").Replace(fmt.Sprint(at)))
			}
		}
		return strings.Join(words, " ") + "."
	}
	for i := range 1000 {
		var body strings.Builder
		for part := range 10 {
			fmt.Fprintf(&body, "## Part %d %s\n\n%s\n\n%s\n\n", part, sentence(2), sentence(60), sentence(60))
		}
		a := models.Article{Slug: fmt.Sprint("a", i), Title: sentence(4), Language: []string{"en", "de", "fr", "es"}[i%4], Body: body.String(), Published: true}
		if err := s.SaveArticle(b.Context(), &a, noon); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

func BenchmarkPassages_Find10000(b *testing.B) {
	s := manyPassages(b)
	questions := evalQuestions(b)
	askedFor(b, s, models.PassageQuery{Words: "delivery"})
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		q := questions[i%len(questions)]
		askedFor(b, s, models.PassageQuery{Words: q.words, Language: q.language})
	}
}

func BenchmarkPassages_Rebuild10000(b *testing.B) {
	s := manyPassages(b)
	b.ResetTimer()
	for range b.N {
		n, err := s.RebuildPassages(b.Context())
		if err != nil || n < 9_000 {
			b.Fatal(n, err)
		}
		b.ReportMetric(float64(n), "passages")
	}
}
