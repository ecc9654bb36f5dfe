package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"deskbell/db"
	"deskbell/handlers/intake"
	"deskbell/models"
)

// shelf is a Deskbell with articles.
type shelf struct {
	*db.Store
	t   testing.TB
	who models.Reader
	now time.Time
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(t.TempDir(), db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return &shelf{store, t, models.Reader{Agent: &models.Agent{ID: "mira", Name: "Mira", Role: models.RoleAccountManager}}, time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
}

func (s *shelf) keeper() intake.Keeper {
	return intake.Keeper{Imports: s.Store, Files: s.Store, Now: func() time.Time { s.now = s.now.Add(time.Second); return s.now }}
}

func (s *shelf) check(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// files are sent: path, text, path, text …
func files(t testing.TB, pairs ...string) *intake.Files {
	t.Helper()
	f := intake.NewFiles()
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := f.Add(pairs[i], strings.NewReader(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// take imports all that can be taken.
func (s *shelf) take(f *intake.Files, t intake.Taking) (*intake.Set, models.ArticleImport) {
	s.t.Helper()
	set, err := intake.Read(context.Background(), f)
	s.check(err)
	s.check(s.keeper().Plan(context.Background(), s.who, set))
	report := models.ArticleImport{What: f.Name(), At: s.now}
	s.check(s.BeginImport(context.Background(), s.who, &report))
	if t.Language == "" {
		t.Language = "en"
	}
	t.Who = s.who
	s.check(s.keeper().Keep(context.Background(), set, t, &report))
	report.State, report.EndedAt = models.ImportDone, s.now
	s.check(s.EndImport(context.Background(), s.who, report))
	kept, err := s.ArticleImport(context.Background(), s.who, report.ID)
	s.check(err)
	return set, *kept
}

func (s *shelf) slug(slug string) *models.Article {
	s.t.Helper()
	a, err := s.ArticleBySlug(context.Background(), s.who, slug)
	s.check(err)
	return a
}

// write changes an article here.
func (s *shelf) write(a *models.Article) {
	s.t.Helper()
	s.check(s.WriteArticle(context.Background(), models.ArticleWriting{Who: s.who, Article: a, Now: s.now.Add(time.Minute)}))
}

func counts(i models.ArticleImport) string {
	return fmt.Sprint(i.New, i.Updated, i.Same, i.Failed)
}

// M-28
func TestKeep_TheSameAgain_UpdatesWhatNobodyHasChangedHere(t *testing.T) {
	s := newShelf(t)
	first := []string{"docs/a/one.md", "# One\n\n[two](two.md)", "docs/a/two.md", "# Two\n\nWords", "docs/b/three.md", "# Three\n\nWords"}
	_, report := s.take(files(t, first...), intake.Taking{ImportChoice: models.ImportChoice{State: models.SaidDraft}})
	if counts(report) != "3 0 0 0" || len(report.Made) != 3 || s.slug("one").Body != "[two](/help/two)" || s.slug("one").Category != "A" || s.slug("one").Published {
		t.Fatalf("%+v", report)
	}
	if _, report = s.take(files(t, first...), intake.Taking{}); counts(report) != "0 0 3 0" {
		t.Errorf("%+v", report)
	}
	one, two := s.slug("one"), s.slug("two")
	one.Published = true // what was published here stays so
	s.write(one)
	two.Body = "Mine"
	s.write(two)
	s.check(errorOf(s.RenameArticleCategory(t.Context(), s.who, "A", "Alpha")))
	second := slices.Clone(first)
	second[1], second[3] = "# One\n\nAnew [two](two.md)", "# Two\n\nTheirs"
	set, report := s.take(files(t, second...), intake.Taking{ImportChoice: models.ImportChoice{State: models.SaidDraft}})
	if counts(report) != "0 1 1 0" || s.slug("two").Body != "Mine" || s.slug("one").Body != "Anew [two](/help/two)" || !s.slug("one").Published || set.Count(models.ImportChanged) != 1 {
		t.Errorf("%s %+v", counts(report), set.Items)
	}
	if s.slug("one").Category != "A" { // the folder says so
		t.Errorf("%+v", s.slug("one"))
	}
	set, report = s.take(files(t, second...), intake.Taking{Take: map[int]bool{0: true, 1: true, 2: true}})
	if counts(report) != "0 1 2 0" || s.slug("two").Body != "Theirs" {
		t.Errorf("%s %+v", counts(report), set.Items)
	}
}

func errorOf(_ int, err error) error { return err }

func TestKeep_AnotherFileOfTheSameName_ReplacesNothing(t *testing.T) {
	s := newShelf(t)
	s.take(files(t, "README.md", "# My project\n\nWords"), intake.Taking{})
	_, report := s.take(files(t, "README.md", "# Another project\n\nWords"), intake.Taking{})
	if counts(report) != "1 0 0 0" {
		t.Errorf("%+v", report)
	}
	s.take(files(t, "x/guide/install.md", "# Install A\n\nWords", "x/b.md", "# B\n\nx"), intake.Taking{})
	set, report := s.take(files(t, "y/guide/install.md", "# Install B\n\nOthers", "y/c.md", "# C\n\nx"), intake.Taking{})
	if set.Count(models.ImportChanged) != 1 || s.slug("install-a").Body != "Words" {
		t.Errorf("%+v %+v", report, set.Items)
	}
	mine := &models.Article{Title: "Mine", Slug: "mine", Language: "en", Body: "Written here"}
	s.write(mine)
	if set, _ = s.take(files(t, "z.md", "---\nslug: mine\ntitle: Theirs\n---\nx"), intake.Taking{}); set.Items[0].State != models.ImportChanged || s.slug("mine").Title != "Mine" {
		t.Errorf("%+v", set.Items)
	}
	set, _ = s.take(files(t, "a.md", "---\nslug: same\ntitle: A\n---\nx", "bb.md", "---\nslug: same\ntitle: BB\n---\nx"), intake.Taking{})
	if len(set.Items[1].Notes) == 0 || set.Items[1].Slug != "same-2" {
		t.Errorf("%+v", set.Items)
	}
}

// M-28
func TestTakeBack_WhatNobodyHasChangedSince_IsAsBefore(t *testing.T) {
	s := newShelf(t)
	s.take(files(t, "d/a.md", "# A\n\nOne"), intake.Taking{})
	_, report := s.take(files(t, "d/a.md", "# A\n\nTwo", "d/b.md", "# B\n\nNew", "d/c.md", "# C\n\nNew"), intake.Taking{})
	if counts(report) != "2 1 0 0" {
		t.Fatalf("%+v", report)
	}
	c := s.slug("c")
	c.Body = "Changed"
	s.write(c)
	n := 0
	for range 2 {
		for _, m := range report.Made {
			back, err := s.TakeBackImported(t.Context(), s.who, m, s.now)
			if s.check(err); back {
				n++
			}
		}
	}
	if _, err := s.ArticleBySlug(t.Context(), s.who, "b"); models.CodeOf(err) != models.CodeNotFound || n != 2 || s.slug("a").Body != "One" || s.slug("c").Body != "Changed" {
		t.Errorf("%d taken back, %v", n, err)
	}
	if _, report = s.take(files(t, "d/a.md", "# A\n\nTwo", "d/b.md", "# B\n\nNew"), intake.Taking{}); counts(report) != "1 1 0 0" {
		t.Errorf("again: %+v", report)
	}
}

func TestKeep_TranslationsAndPictures_ComeTogether(t *testing.T) {
	s := newShelf(t)
	var picture bytes.Buffer
	s.check(png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 30, 20))))
	_, report := s.take(files(t, "d/faq.en.md", "# Questions\n\n![p](img/a.png)", "d/faq.de.md", "# Fragen\n\n![p](img/a.png) ![q](img/bad.png) ![r](img/none.png)", "d/faq.fr.md", "---\nlang: de\n---\n# Doppelt\n\nx",
		"d/img/a.png", picture.String(), "d/img/bad.png", "no picture"), intake.Taking{})
	if counts(report) != "3 0 0 1" || !strings.Contains(report.Problems[0].Why, "d/img/bad.png") {
		t.Fatalf("%+v", report)
	}
	en, de, twice := s.slug("questions"), s.slug("fragen"), s.slug("doppelt")
	if en.Group == "" || en.Group != de.Group || twice.Group != "" {
		t.Errorf("%q %q %q", en.Group, de.Group, twice.Group)
	}
	if !strings.HasPrefix(en.Body, "![p](/files/") || !strings.HasSuffix(en.Body, "/a.png#30x20)") || !strings.HasPrefix(de.Body, en.Body) || !strings.Contains(de.Body, "![q](img/bad.png) ![r](img/none.png)") {
		t.Errorf("%s\n%s", en.Body, de.Body)
	}
	if _, report = s.take(files(t, "d/faq.en.md", "# Questions\n\n![p](img/a.png)", "d/faq.de.md", "# Fragen\n\n![p](img/a.png) ![q](img/bad.png) ![r](img/none.png)", "d/img/a.png", picture.String(), "d/img/bad.png", "no picture"), intake.Taking{}); counts(report) != "0 0 2 0" {
		t.Errorf("again: %+v", report)
	}
	// They go along into another Deskbell.
	other := newShelf(t)
	if _, report = other.take(s.exported(), intake.Taking{}); counts(report) != "3 0 0 0" {
		t.Errorf("%+v", report)
	}
	moved := other.slug("questions")
	if moved.Body == en.Body || !strings.HasSuffix(moved.Body, "/a.png#30x20)") {
		t.Errorf("%s", moved.Body)
	}
}

// clear deletes all articles.
func (s *shelf) clear() {
	s.t.Helper()
	all, err := s.Articles(context.Background(), s.who, models.ArticleQuery{})
	s.check(err)
	for i := range all {
		_, err := s.DeleteArticle(context.Background(), s.who, all[i].ID)
		s.check(err)
	}
}

// exported are all articles as files.
func (s *shelf) exported() *intake.Files {
	s.t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, err := intake.Exporter{Articles: s.Store, ArticleDesk: s.Store, Files: s.Store}.Write(context.Background(), intake.Export{Who: s.who, File: intake.ZipTo(z)})
	s.check(err)
	s.check(z.Close())
	f := intake.NewFiles()
	s.check(f.Add("articles.zip", &b))
	return f
}

// all are the articles by their addresses, and which of them say the same.
func (s *shelf) all() map[string]string {
	s.t.Helper()
	list, err := s.Articles(context.Background(), s.who, models.ArticleQuery{})
	s.check(err)
	all, groups := map[string]string{}, map[string][]string{}
	for i := range list {
		a := s.slug(list[i].Slug)
		all[a.Slug] = fmt.Sprintf("%q %q %q %t %q", a.Title, a.Category, a.Language, a.Published, a.Body)
		if a.Group != "" {
			groups[a.Group] = append(groups[a.Group], a.Slug)
		}
	}
	for _, same := range groups {
		slices.Sort(same)
		for _, slug := range same {
			all[slug] += " with " + strings.Join(same, " ")
		}
	}
	return all
}

// M-28: what is exported is imported as the same, here and elsewhere.
func TestExport_AnyArticles_AreImportedAsTheSame(t *testing.T) {
	odd := rapid.SampledFrom([]string{"a", "# A", "---", "title: x", "null", "[b](c.md)", "![p](/files/aaaaaaaaaaaaaaaaaaaaaaaaaa/p.png#1x1)", "<img src=\"x\" alt=\"y\">", "`", "```", "\n", "\n\n", "    code", "é ü 🚲", "\u2028", "\ufeff", "\"quoted\"", "'", "\\", "@x", "*b*", "| a | b |", ": ", "- ", "#", "%", "&a", "*a", "!t", "{a: b}", "true", "2024-01-02", "1e3", "~", "> q", "&lt;", "\t"})
	s, other := newShelf(t), newShelf(t)
	rapid.Check(t, func(r *rapid.T) {
		s.clear()
		other.clear()
		for i := range rapid.IntRange(1, 5).Draw(r, "articles") {
			a := models.Article{Title: strings.Join(rapid.SliceOfN(odd, 1, 4).Draw(r, "title"), ""), Category: rapid.SampledFrom([]string{"", "Orders", "Orders & more", "null", "été", "a/b", "..", "- x"}).Draw(r, "category"),
				Language: rapid.SampledFrom([]string{"en", "de", "pt-BR", "zh-Hant"}).Draw(r, "language"), Body: strings.Join(rapid.SliceOfN(odd, 0, 12).Draw(r, "body"), ""), Published: rapid.Bool().Draw(r, "published")}
			a.Title = fmt.Sprint(models.CleanLine(a.Title, 100), i)
			if _, err := models.CleanArticle(a); err != nil {
				a.Title, a.Published = fmt.Sprint("Article ", i), false
			}
			w := models.ArticleWriting{Who: s.who, Article: &a, Now: s.now}
			if all, _ := s.Articles(context.Background(), s.who, models.ArticleQuery{}); len(all) > 0 && rapid.Bool().Draw(r, "translation") && all[0].Language != a.Language {
				w.Same = all[0].ID
			}
			if err := s.WriteArticle(context.Background(), w); err != nil && models.CodeOf(err) != models.CodeInvalid && models.CodeOf(err) != models.CodeConflict {
				t.Fatal(err)
			}
		}
		want := s.all()
		if set, report := s.take(s.exported(), intake.Taking{}); report.Same != len(want) {
			r.Fatalf("here: %s %+v", counts(report), set.Items)
		}
		set, report := other.take(s.exported(), intake.Taking{})
		if got := other.all(); !maps.Equal(got, want) {
			r.Fatalf("got\n%q\nwant\n%q\n%s %+v", got, want, counts(report), set.Items)
		}
		if set, report = other.take(s.exported(), intake.Taking{}); report.Same != len(want) {
			r.Fatalf("again: %s %+v", counts(report), set.Items)
		}
	})
}

func TestExport_ACategory_IsThatAlone(t *testing.T) {
	s := newShelf(t)
	s.take(files(t, "d/a/x.md", "# X\n\nx", "d/b/y.md", "# Y\n\ny"), intake.Taking{})
	var names []string
	n, err := intake.Exporter{Articles: s.Store, ArticleDesk: s.Store, Files: s.Store}.Write(t.Context(), intake.Export{Who: s.who, One: true, Category: "A",
		File: func(name string, _ time.Time) (io.Writer, error) { names = append(names, name); return io.Discard, nil }})
	if err != nil || n != 1 || strings.Join(names, " ") != "a/x.en.md" {
		t.Errorf("%d %v %v", n, names, err)
	}
	if _, err := (intake.Exporter{Articles: s.Store, ArticleDesk: s.Store, Files: s.Store}).Write(t.Context(), intake.Export{Who: models.Reader{Agent: &models.Agent{Role: models.RoleAgent}}, File: nil}); err != nil {
		t.Errorf("to whom there is nothing: %v", err)
	}
}

func TestImports_WhoMayNotWriteArticles_IsRefused(t *testing.T) {
	s := newShelf(t)
	for _, who := range []models.Reader{{}, {Agent: &models.Agent{Role: models.RoleAgent}}, {Agent: &models.Agent{Role: models.RoleOwner, Disabled: true}}, {Visitor: "v", Agent: &models.Agent{Role: models.RoleOwner}}} {
		_, known := s.KnownArticles(t.Context(), who)
		_, one := s.ArticleImport(t.Context(), who, "x")
		_, all := s.ArticleImports(t.Context(), who, 3)
		_, back := s.TakeBackImported(t.Context(), who, models.ImportMade{}, s.now)
		for i, err := range []error{known, one, all, back, s.BeginImport(t.Context(), who, &models.ArticleImport{}), s.EndImport(t.Context(), who, models.ArticleImport{}), s.KeepImported(t.Context(), models.ImportWriting{Who: who, Article: &models.Article{}})} {
			if code := models.CodeOf(err); code != models.CodeNotFound && code != models.CodeForbidden {
				t.Errorf("%d: %v", i, err)
			}
		}
	}
}
