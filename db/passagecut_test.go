package db

import (
	"path/filepath"
	"slices"
	"testing"

	"deskbell/models"
	"deskbell/models/answer"
)

// F36: an article at which the program fails ends no start, and is tried no second time.
func TestCutSome_PanicAtOneArticle_LeavesItWithoutPassages(t *testing.T) {
	var told []string
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName), Uncut: func(article string, _ any, stack []byte) {
		if len(stack) > 0 {
			told = append(told, article)
		}
	}})
	bad := written(t, s, models.Article{Title: "A", Language: "en", Body: "apricot", Published: true}, "")
	written(t, s, models.Article{Title: "B", Language: "en", Body: "banana", Published: true}, "")
	if _, err := s.write.Exec("DELETE FROM articles_cut"); err != nil {
		t.Fatal(err)
	}
	lexicon, calls := s.passages.lexicon, 0
	s.passages.lexicon = func() *answer.Lexicon {
		if calls++; calls == 1 {
			panic("one article is on fire")
		}
		return lexicon()
	}
	for range 2 {
		if more, err := s.CutSome(t.Context()); more || err != nil {
			t.Fatal(more, err)
		}
	}
	if !slices.Equal(told, []string{bad.ID}) || calls != 2 {
		t.Errorf("told of %q, cut %d", told, calls)
	}
	if foundSlugs(t, s, "apricot") != "" || foundSlugs(t, s, "banana") != "b" {
		t.Error("others are not found")
	}
	saved := bad // whoever saves it has it cut again
	saved.Body = "cherry"
	written(t, s, saved, "")
	if foundSlugs(t, s, "cherry") != "a" {
		t.Error("it is never cut again")
	}
}
