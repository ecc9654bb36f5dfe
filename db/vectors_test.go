package db

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"deskbell/models"
)

// meant gives every passage without a vector one, and says how many there were.
func meant(t testing.TB, s *Store, model string, vector func(models.PassageText) []float32) (n int) {
	t.Helper()
	for {
		some, err := s.PassagesWithout(t.Context(), model, mostWithout)
		if err != nil {
			t.Fatal(err)
		}
		if len(some) == 0 {
			return n
		}
		kept := make([]models.PassageVector, len(some))
		for i, p := range some {
			kept[i] = models.PassageVector{Num: p.Num, Said: p.Said, Vector: vector(p)}
		}
		if err := s.KeepVectors(t.Context(), model, kept); err != nil {
			t.Fatal(err)
		}
		n += len(some)
	}
}

func nearSlugs(t testing.TB, s *Store, model string, q models.PassageQuery, vector ...float32) string {
	t.Helper()
	found, err := s.NearPassages(t.Context(), model, vector, q)
	if err != nil {
		t.Fatal(err)
	}
	var slugs []string
	for _, p := range found {
		slugs = append(slugs, p.Slug)
	}
	return strings.Join(slugs, " ")
}

// byTitle means 1,0 for Apples, 0,1 for all else, and something of both for Pears.
func byTitle(p models.PassageText) []float32 {
	switch p.Title {
	case "Apples":
		return []float32{1, 0}
	case "Pears":
		return []float32{3, 4}
	}
	return []float32{0, 0.25}
}

// M-33
func TestNearPassages_Nearest_ComesFirst_AndGoesWithItsArticle(t *testing.T) {
	s := openNew(t)
	all := map[string]models.Article{}
	for _, title := range []string{"Stones", "Pears", "Apples"} {
		all[title] = written(t, s, models.Article{Title: title, Language: "en", Category: title[:1], Body: "All about " + title, Published: true}, "")
	}
	written(t, s, models.Article{Title: "Draft", Language: "en", Body: "Not yet"}, "")
	if n := meant(t, s, "m", byTitle); n != 3 {
		t.Errorf("%d passages are asked for", n)
	}
	for want, got := range map[string]string{
		"apples pears":        nearSlugs(t, s, "m", models.PassageQuery{}, 2, 0),
		"stones pears apples": nearSlugs(t, s, "m", models.PassageQuery{}, 0.1, 5),
		"stones":              nearSlugs(t, s, "m", models.PassageQuery{Limit: 1}, 0.1, 5),
		"pears":               nearSlugs(t, s, "m", models.PassageQuery{Category: "P"}, 2, 0),
		"": nearSlugs(t, s, "other", models.PassageQuery{}, 2, 0) + nearSlugs(t, s, "m", models.PassageQuery{}, 1, 0, 0) +
			nearSlugs(t, s, "m", models.PassageQuery{}, 0, 0) + nearSlugs(t, s, "m", models.PassageQuery{Category: "none"}, 2, 0),
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	if _, err := s.RenameArticleCategory(t.Context(), editor(), "P", "Fruit"); err != nil {
		t.Fatal(err)
	}
	if got := nearSlugs(t, s, "m", models.PassageQuery{Category: "Fruit"}, 2, 0); got != "pears" {
		t.Errorf("renamed: %q", got)
	}
	if _, err := s.DeleteArticle(t.Context(), editor(), all["Apples"].ID); err != nil {
		t.Fatal(err)
	}
	if got := nearSlugs(t, s, "m", models.PassageQuery{}, 2, 0); got != "pears" {
		t.Errorf("deleted: %q", got)
	}
	var n int
	if err := s.read.QueryRow("SELECT COUNT(*) FROM passage_vectors").Scan(&n); err != nil || n != 2 {
		t.Errorf("%d rows, %v", n, err)
	}
	if n := meant(t, s, "new", byTitle); n != 2 || nearSlugs(t, s, "m", models.PassageQuery{}, 2, 0) != "" || nearSlugs(t, s, "new", models.PassageQuery{}, 2, 0) != "pears" {
		t.Errorf("another model: %d are asked for", n)
	}
}

// M-33
func TestKeepVectors_PassageThatSaysSomethingElseByNow_HasNone(t *testing.T) {
	s := openNew(t)
	a := written(t, s, models.Article{Title: "Apples", Language: "en", Body: "Red", Published: true}, "")
	old, err := s.PassagesWithout(t.Context(), "m", 9)
	if err != nil || len(old) != 1 {
		t.Fatalf("%+v, %v", old, err)
	}
	a.Body = "Green"
	written(t, s, a, "")
	if err := s.KeepVectors(t.Context(), "m", []models.PassageVector{{Num: old[0].Num, Said: old[0].Said, Vector: []float32{1}}, {Num: 999, Vector: []float32{1}}}); err != nil {
		t.Fatal(err)
	}
	if n := meant(t, s, "m", byTitle); n != 1 {
		t.Errorf("%d are asked for", n)
	}
	// The model gives longer ones by the same name: all are asked for anew.
	written(t, s, models.Article{Title: "Pears", Language: "en", Body: "Green", Published: true}, "")
	if n := meant(t, s, "m", func(models.PassageText) []float32 { return []float32{1, 2, 3} }); n != 2 {
		t.Errorf("%d are asked for", n)
	}
	if got := nearSlugs(t, s, "m", models.PassageQuery{}, 1, 2, 3); got != "apples pears" {
		t.Errorf("%q", got)
	}
}

// M-33
func TestNearPassages_MoreThanAreHeld_AreFoundAsWell(t *testing.T) {
	s := openNew(t)
	for _, title := range []string{"Stones", "Pears", "Apples"} {
		written(t, s, models.Article{Title: title, Language: "en", Body: "All about " + title, Published: true}, "")
	}
	meant(t, s, "m", byTitle)
	if got := nearSlugs(t, s, "m", models.PassageQuery{}, 2, 0); got != "apples pears" {
		t.Fatal(got)
	}
	h := *s.vectors.held
	h.nums, h.scales, h.numbers, h.more = h.nums[:1], h.scales[:1], h.numbers[:h.dims], true
	s.vectors.held = &h
	if got := nearSlugs(t, s, "m", models.PassageQuery{}, 2, 0); got != "apples pears" {
		t.Error(got)
	}
	s.vectors.drop()
	if got := nearSlugs(t, s, "m", models.PassageQuery{}, 2, 0); got != "apples pears" {
		t.Error(got)
	}
}

// BenchmarkPassages_Near10000 finds the nearest of 10,000 passages with 1,536 numbers each.
func BenchmarkPassages_Near10000(b *testing.B) {
	s := openNew(b)
	chance := rand.New(rand.NewPCG(1, 2))
	random := func(models.PassageText) []float32 {
		all := make([]float32, 1536)
		for i := range all {
			all[i] = float32(chance.NormFloat64())
		}
		return all
	}
	for i := range 500 {
		var body strings.Builder
		for k := range 20 {
			fmt.Fprintf(&body, "## Part %d\n\n%s\n\n", k, strings.Repeat(fmt.Sprintf("Words of part %d in article %d. ", k, i), 20))
		}
		if err := s.SaveArticle(b.Context(), &models.Article{Slug: fmt.Sprint("a", i), Title: fmt.Sprint("Article ", i), Language: "en", Body: body.String(), Published: true}, noon); err != nil {
			b.Fatal(err)
		}
	}
	n := meant(b, s, "m", random)
	to := random(models.PassageText{})
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if found, err := s.NearPassages(b.Context(), "m", to, models.PassageQuery{Limit: 24}); err != nil || len(found) != 24 {
			b.Fatalf("%d of %d, %v", len(found), n, err)
		}
	}
	b.ReportMetric(float64(n), "passages")
}
