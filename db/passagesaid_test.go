package db

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"deskbell/models"
)

// said is what comes of the questions of a half whose answer is noted in words: whether they stand in the whole passage
// that is found first, and in what is said of it. answered are those whose passage fits: the others are said nothing.
type said struct{ answered, whole, best, wholeLength, bestLength, notSaid, notWhole, notBest int }

func (s said) String() string {
	of := float64(max(s.answered, 1))
	return fmt.Sprintf("%d answered: their words in the whole passage %.3f, in what is said %.3f  |  characters %.0f, %.0f (%.0f %%)  |  %d that do not fit: %d, %d", s.answered,
		float64(s.whole)/of, float64(s.best)/of, float64(s.wholeLength)/of, float64(s.bestLength)/of, 100*float64(s.bestLength)/float64(max(s.wholeLength, 1)), s.notSaid, s.notWhole, s.notBest)
}

// What is said of a passage has the answer about as often as the whole of it, and is much shorter where that is long. The
// long articles are those of the demo and some in other languages; articles, questions and the words that answer have
// the same authors as the program. Halves are by article here, and what was chosen was chosen by the calibration one.
//
// M-28
func TestEval_WhatIsSaid(t *testing.T) {
	for _, set := range []struct {
		name, questions string
		articles        []models.Article
		shorter         float64 // at most this share of the whole length
	}{
		{"short articles", "questions.tsv", evalArticles(t), 1},
		{"long articles", "long.tsv", append(demoArticles(t), articlesIn(t, "long", 8)...), 0.6},
	} {
		s := openNew(t)
		for _, a := range set.articles {
			if err := s.SaveArticle(t.Context(), &a, noon); err != nil {
				t.Fatal(err)
			}
		}
		byHalf := map[string]*said{"calibration": {}, "held-out": {}}
		for _, q := range questionsIn(t, set.questions, 100) {
			if q.phrase != "" {
				listen(t, s, q, byHalf[q.half])
			}
		}
		for _, half := range []string{"calibration", "held-out"} {
			f := byHalf[half]
			t.Logf("%-14s %-11s %s", set.name, half, f)
			if f.answered < 25 || float64(f.whole-f.best) > 0.08*float64(f.answered) || float64(f.bestLength) > set.shorter*float64(f.wholeLength) {
				t.Errorf("%s, %s: worse than it was", set.name, half)
			}
		}
	}
}

// listen counts what is said to a question. With DESKBELL_EVAL=detail it tells of those of the calibration half whose
// answer is left out.
func listen(t *testing.T, s *Store, q questioned, f *said) {
	found := askedFor(t, s, models.PassageQuery{Words: q.words, Language: q.language, Limit: 1})
	if len(found) == 0 {
		f.notSaid++
		return
	}
	p := found[0]
	n, whole, best := &f.answered, &f.whole, &f.best
	if p.Fits {
		f.wholeLength += utf8.RuneCountInString(p.Text)
		f.bestLength += utf8.RuneCountInString(p.Best)
	} else {
		n, whole, best = &f.notSaid, &f.notWhole, &f.notBest
	}
	*n++
	if !strings.Contains(p.Text, q.phrase) {
		return
	}
	*whole++
	if strings.Contains(p.Best, q.phrase) {
		*best++
	} else if q.half == "calibration" && os.Getenv("DESKBELL_EVAL") == "detail" {
		t.Logf("%q, %q is left out: %q", q.words, q.phrase, p.Best)
	}
}

// demoArticles are those that the demo begins with.
func demoArticles(t testing.TB) []models.Article {
	names, err := filepath.Glob("../cmd/deskbell/demo/articles/*.md")
	if err != nil || len(names) < 12 {
		t.Fatalf("%d articles, %v", len(names), err)
	}
	var all []models.Article
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.SplitN(string(text), "\n", 3)
		a, err := models.CleanArticle(models.Article{Title: strings.TrimPrefix(parts[0], "# "), Slug: strings.TrimSuffix(filepath.Base(name), ".md"),
			Language: "en", Body: strings.TrimSpace(parts[2]), Published: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, a)
	}
	return all
}

// M-28
func TestFindPassages_LongPassage_SaysWhatOfItAnswers(t *testing.T) {
	s := openNew(t)
	long := strings.TrimSpace(strings.Repeat("Anything else about the workshop. ", 15))
	written(t, s, models.Article{Title: "Workshop", Language: "en", Category: "Orders", Published: true, Body: long + "\n\nA new pump is 120.\n\n" + long}, "")
	found := askedFor(t, s, models.PassageQuery{Words: "what is the price of pumps?", Language: "en"})
	if len(found) != 1 || found[0].Best != "A new pump is 120." || len(found[0].Text) < 2*len(long) {
		t.Errorf("%+v", found)
	}
}
