package db

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// editor is somebody who writes articles.
func editor() models.Reader {
	return models.Reader{Agent: &models.Agent{ID: "e", Name: "Edda", Role: models.RoleAccountManager}}
}

func articlesWith(t *testing.T, s *Store, words string) ([]models.Article, error) {
	t.Helper()
	return s.Articles(t.Context(), models.Reader{}, models.ArticleQuery{Words: words, Limit: 5})
}

// written keeps an article, or fails the test.
func written(t *testing.T, s *Store, a models.Article, same string) models.Article {
	t.Helper()
	if err := s.WriteArticle(t.Context(), models.ArticleWriting{Who: editor(), Article: &a, Same: same, Now: noon}); err != nil {
		t.Fatal(err)
	}
	return a
}

func slugsOf(all []models.Article) string {
	var slugs []string
	for _, a := range all {
		slugs = append(slugs, a.Slug)
	}
	return strings.Join(slugs, " ")
}

// M-28 A13
func TestArticles_Drafts_AreThereForEditorsAlone(t *testing.T) {
	s := openNew(t)
	public := written(t, s, models.Article{Title: "Returns", Language: "en", Body: "Send it back.", Published: true}, "")
	draft := written(t, s, models.Article{Title: "Return of the plan", Language: "en", Body: "Secret."}, "")
	readers := map[string]models.Reader{"nobody": {}, "visitor": {Visitor: "v"}, "agent": {Agent: &models.Agent{Role: models.RoleAgent}},
		"disabled": {Agent: &models.Agent{Role: models.RoleOwner, Disabled: true}}}
	for name, who := range readers {
		for _, words := range []string{"", "return"} {
			all, err := s.Articles(t.Context(), who, models.ArticleQuery{Words: words})
			if err != nil || slugsOf(all) != "returns" {
				t.Errorf("%s finds %s with %q, %v", name, slugsOf(all), words, err)
			}
		}
		_, err := s.ArticleBySlug(t.Context(), who, draft.Slug)
		wantCode(t, err, models.CodeNotFound)
		if _, err := s.ArticleBySlug(t.Context(), who, public.Slug); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		code := models.CodeNotFound
		if name == "agent" {
			code = models.CodeForbidden
		}
		_, err = s.ArticleByID(t.Context(), who, public.ID)
		wantCode(t, err, code)
		_, err = s.DeleteArticle(t.Context(), who, public.ID)
		wantCode(t, err, code)
		_, err = s.RenameArticleCategory(t.Context(), who, "", "Mine")
		wantCode(t, err, code)
		wantCode(t, s.WriteArticle(t.Context(), models.ArticleWriting{Who: who, Article: &models.Article{Title: "x", Language: "en"}, Now: noon}), code)
	}
	all, err := s.Articles(t.Context(), editor(), models.ArticleQuery{Words: "return"})
	if err != nil || len(all) != 2 || all[0].ByName != "Edda" || !all[0].CreatedAt.Equal(noon) {
		t.Errorf("%+v, %v", all, err)
	}
	_, err = s.DeleteArticle(t.Context(), editor(), "none")
	wantCode(t, err, models.CodeNotFound)
}

func TestWriteArticle_OfAnOlderVersion_IsRefused(t *testing.T) {
	s := openNew(t)
	first := written(t, s, models.Article{Title: "Returns", Language: "en"}, "")
	second := first
	second.Body = "One"
	second = written(t, s, second, "") // in the same millisecond
	if !second.UpdatedAt.After(first.UpdatedAt) || !second.CreatedAt.Equal(noon) {
		t.Errorf("%v is not after %v", second.UpdatedAt, first.UpdatedAt)
	}
	first.Body = "Two"
	wantCode(t, s.WriteArticle(t.Context(), models.ArticleWriting{Who: editor(), Article: &first, Now: noon.Add(time.Hour)}), models.CodeConflict)
	if kept, err := s.ArticleByID(t.Context(), editor(), first.ID); err != nil || kept.Body != "One" {
		t.Errorf("%+v, %v", kept, err)
	}
}

// M-28
func TestWriteArticle_NewAddress_TheOldOneOfAPublishedOneLeadsOn(t *testing.T) {
	s := openNew(t)
	a := written(t, s, models.Article{Title: "Returns", Slug: "first", Language: "en", Body: "x"}, "")
	for _, slug := range []string{"second", "third"} {
		a.Slug, a.Published = slug, true
		a = written(t, s, a, "")
	}
	if a.ID == "" {
		t.Fatal("no id")
	}
	_, err := s.ArticleBySlug(t.Context(), models.Reader{}, "first") // it was a draft then
	wantCode(t, err, models.CodeNotFound)
	got, err := s.ArticleBySlug(t.Context(), models.Reader{}, "second")
	if err != nil || got.Slug != "third" {
		t.Fatalf("%+v, %v", got, err)
	}
	other := models.Article{Title: "Other", Slug: "second", Language: "en"}
	err = s.WriteArticle(t.Context(), models.ArticleWriting{Who: editor(), Article: &other, Now: noon})
	if wantCode(t, err, models.CodeConflict); err.(*models.Error).Field != "slug" || !strings.Contains(err.Error(), "Returns") {
		t.Errorf("%+v", err)
	}
	a.Slug = "second" // its own again
	a = written(t, s, a, "")
	if got, err := s.ArticleBySlug(t.Context(), models.Reader{}, "third"); err != nil || got.Slug != "second" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := s.DeleteArticle(t.Context(), editor(), a.ID); err != nil {
		t.Fatal(err)
	}
	written(t, s, models.Article{Title: "New", Slug: "third", Language: "en"}, "")
	if made := written(t, s, models.Article{Title: "Third!", Language: "en"}, ""); made.Slug != "third-2" {
		t.Errorf("the address is %s", made.Slug)
	}
}

func TestWriteArticle_Translations_AreOneOfEachLanguage(t *testing.T) {
	s := openNew(t)
	en := written(t, s, models.Article{Title: "Returns", Language: "en", Body: "x", Published: true}, "")
	de := written(t, s, models.Article{Title: "Rückgabe", Language: "de", Body: "x", Published: true}, en.ID)
	fr := written(t, s, models.Article{Title: "Retours", Language: "fr", Body: "x"}, de.ID)
	if de.Group == "" || de.Group != fr.Group || de.Slug != "rueckgabe" {
		t.Fatalf("%+v %+v", de, fr)
	}
	second := models.Article{Title: "Zurück", Language: "de"}
	err := s.WriteArticle(t.Context(), models.ArticleWriting{Who: editor(), Article: &second, Same: fr.ID, Now: noon})
	if wantCode(t, err, models.CodeConflict); err.(*models.Error).Field != "same" || !strings.Contains(err.Error(), "Rückgabe") {
		t.Errorf("%+v", err)
	}
	err = s.WriteArticle(t.Context(), models.ArticleWriting{Who: editor(), Article: &second, Same: "gone", Now: noon})
	wantCode(t, err, models.CodeConflict)
	kept, err := s.ArticleByID(t.Context(), editor(), en.ID)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := s.ArticleGroup(t.Context(), models.Reader{}, kept); err != nil || slugsOf(all) != "rueckgabe returns" {
		t.Errorf("%s, %v", slugsOf(all), err)
	}
	if all, _ := s.ArticleGroup(t.Context(), editor(), kept); len(all) != 3 {
		t.Errorf("%s", slugsOf(all))
	}
	fr = written(t, s, fr, "")
	if all, err := s.ArticleGroup(t.Context(), editor(), &fr); err != nil || len(all) != 0 {
		t.Errorf("%s, %v", slugsOf(all), err)
	}
	all, err := s.Articles(t.Context(), models.Reader{}, models.ArticleQuery{Language: "de"})
	if err != nil || slugsOf(all) != "rueckgabe" {
		t.Errorf("%s, %v", slugsOf(all), err)
	}
}

func TestRenameArticleCategory_GivesAllTheNewName(t *testing.T) {
	s := openNew(t)
	for i, category := range []string{"Orders", "Orders", "Delivery", ""} {
		written(t, s, models.Article{Title: fmt.Sprint("A", i), Language: "en", Category: category}, "")
	}
	if n, err := s.RenameArticleCategory(t.Context(), editor(), "Orders", " Delivery "); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	_, err := s.RenameArticleCategory(t.Context(), editor(), "Orders", "x")
	wantCode(t, err, models.CodeNotFound)
	_, err = s.RenameArticleCategory(t.Context(), editor(), "Delivery", strings.Repeat("x", 81))
	wantCode(t, err, models.CodeInvalid)
	all, err := s.Articles(t.Context(), editor(), models.ArticleQuery{})
	if err != nil || slugsOf(all) != "a0 a1 a2 a3" || all[0].Category != "Delivery" || all[3].Category != "" {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestDeleteArticle_ItsPictures_GoUnlessAnotherShowsThem(t *testing.T) {
	s := openNew(t)
	picture := func() string {
		f, err := s.SaveFile(t.Context(), models.Upload{Agent: "e", Name: "a.txt", Body: strings.NewReader("words"), Now: noon})
		if err != nil {
			t.Fatal(err)
		}
		return models.FilePath(f.Sent())
	}
	own, shared := picture(), picture()
	a := written(t, s, models.Article{Title: "A", Language: "en", Body: "![](" + own + ") ![](" + shared + ")"}, "")
	written(t, s, models.Article{Title: "B", Language: "en", Body: "![](" + shared + ")"}, "")
	if _, err := s.DeleteArticle(t.Context(), editor(), a.ID); err != nil {
		t.Fatal(err)
	}
	there := func(path string) bool {
		_, bytes, err := s.OpenFile(t.Context(), models.FileReader{}, models.FileID(strings.Split(path, "/")[2]))
		if err == nil {
			_ = bytes.Close()
		}
		return err == nil
	}
	if there(own) || !there(shared) {
		t.Errorf("own: %t, shared: %t", there(own), there(shared))
	}
	if n, err := s.CheckFiles(t.Context()); n != 1 || err != nil {
		t.Errorf("%d files, %v", n, err)
	}
}

func TestRecords_ArticleByAnOldAddress_IsFound(t *testing.T) {
	s := openNew(t)
	a := written(t, s, models.Article{Title: "A", Slug: "old", Language: "en", Body: "x", Published: true}, "")
	a.Slug = "new"
	written(t, s, a, "")
	err := s.Do(t.Context(), func(tx *Tx) error {
		for _, slug := range []string{"old", "new"} {
			got, err := (&records{tx: tx}).Article(slug)
			if err != nil || got.Slug != "new" {
				t.Errorf("%s: %+v, %v", slug, got, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
