package intake_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/intake"
	"deskbell/models"
)

var fileID = regexp.MustCompile(`/files/([a-z2-7]{26})/`)

// shown are the pictures of a body.
func shown(body string) (all []models.FileID) {
	for _, found := range fileID.FindAllStringSubmatch(body, -1) {
		all = append(all, models.FileID(found[1]))
	}
	return all
}

// has says whether a picture is there.
func (s *shelf) has(id models.FileID) bool {
	s.t.Helper()
	_, opened, err := s.OpenFile(context.Background(), models.FileReader{}, id)
	if err == nil {
		_ = opened.Close()
	} else if models.CodeOf(err) != models.CodeNotFound {
		s.t.Fatal(err)
	}
	return err == nil
}

func drawing(t testing.TB, width int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, width, 20))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// refusing keeps no article that is called Refused, and remembers what those showed.
type refusing struct {
	*db.Store
	bodies []string
}

func (r *refusing) KeepImported(ctx context.Context, w models.ImportWriting) error {
	r.bodies = append(r.bodies, w.Article.Body)
	if w.Article.Title == "Refused" {
		return &models.Error{Code: models.CodeConflict, Message: "Somebody else has saved this article in the meantime."}
	}
	return r.Store.KeepImported(ctx, w)
}

func TestKeep_ArticleIsRefused_ItsPicturesGoAndThoseOfOthersStay(t *testing.T) {
	s := newShelf(t)
	set, err := intake.Read(t.Context(), files(t, "d/a.md", "# Refused\n\n![p](one.png) ![q](two.png)", "d/b.md", "# Kept\n\n![q](two.png)",
		"d/one.png", drawing(t, 30), "d/two.png", drawing(t, 40)))
	s.check(err)
	k := s.keeper()
	r := &refusing{Store: s.Store}
	k.Imports = r
	s.check(k.Plan(t.Context(), s.who, set))
	report := models.ArticleImport{At: s.now}
	s.check(s.BeginImport(t.Context(), s.who, &report))
	s.check(k.Keep(t.Context(), set, intake.Taking{Who: s.who, ImportChoice: models.ImportChoice{Language: "en"}}, &report))
	refused := shown(r.bodies[0])
	if len(r.bodies) != 2 || len(refused) != 2 || s.has(refused[0]) || !s.has(refused[1]) || shown(s.slug("kept").Body)[0] != refused[1] || report.Failed != 1 {
		t.Errorf("%q %+v", r.bodies, report)
	}
}

func TestPictures_ThatNoArticleShows_Go(t *testing.T) {
	s := newShelf(t)
	s.take(files(t, "d/a.md", "# A\n\n![p](p.png)", "d/p.png", drawing(t, 30)), intake.Taking{})
	first := shown(s.slug("a").Body)[0]
	_, report := s.take(files(t, "d/a.md", "# A\n\nAnew ![p](p.png)", "d/p.png", drawing(t, 31)), intake.Taking{})
	second := shown(s.slug("a").Body)[0]
	f, err := s.SaveFile(t.Context(), models.Upload{Agent: "mira", Name: "lone.png", Body: strings.NewReader(drawing(t, 32)), Now: s.now})
	s.check(err)
	s.check(s.SweepLost(t.Context(), s.now.Add(89*24*time.Hour)))
	if !s.has(first) || !s.has(second) || !s.has(f.ID) {
		t.Fatal("gone before its time")
	}
	s.check(s.SweepLost(t.Context(), s.now.Add(91*24*time.Hour)))
	if !s.has(first) || !s.has(second) || s.has(f.ID) {
		t.Error("what an import is taken back to goes, or what nobody shows stays")
	}
	back, err := s.TakeBackImported(t.Context(), s.who, report.Made[0], s.now)
	if s.check(err); !back || shown(s.slug("a").Body)[0] != first || !s.has(first) || s.has(second) {
		t.Errorf("%t %s", back, s.slug("a").Body)
	}
	// Once it can not be taken back, what was before is shown by none.
	_, report = s.take(files(t, "d/a.md", "# A\n\nAgain"), intake.Taking{})
	a := s.slug("a")
	a.Body = "Mine"
	s.write(a)
	s.check(s.SweepLost(t.Context(), s.now.Add(91*24*time.Hour)))
	if counts(report) != "0 1 0 0" || s.has(first) {
		t.Errorf("%+v", report)
	}
}

func TestTakeBack_PublishedArticle_IsFoundByWhatItSaidBefore(t *testing.T) {
	s := newShelf(t)
	published := intake.Taking{ImportChoice: models.ImportChoice{State: models.SaidPublished}}
	s.take(files(t, "d/a.md", "# A\n\nWombats dig"), published)
	_, report := s.take(files(t, "d/a.md", "# A\n\nOtters swim"), published)
	back, err := s.TakeBackImported(t.Context(), s.who, report.Made[0], s.now)
	if s.check(err); !back {
		t.Fatal("not taken back")
	}
	for words, want := range map[string]int{"wombats": 1, "otters": 0} {
		found, err := s.FindPassages(t.Context(), models.PassageQuery{Words: words})
		if s.check(err); len(found) != want {
			t.Errorf("%s: %+v", words, found)
		}
	}
	if back, err = s.TakeBackImported(t.Context(), s.who, models.ImportMade{Import: "none", ID: "none"}, s.now); back || err != nil {
		t.Errorf("of none: %t %v", back, err)
	}
}

func TestShelf_ManyArticles_IsCounted(t *testing.T) {
	s := newShelf(t)
	if shelf, err := s.ArticleShelf(t.Context(), s.who); err != nil || shelf.Count != 0 || len(shelf.Categories) != 0 || shelf.Language != "" {
		t.Errorf("%+v %v", shelf, err)
	}
	s.take(files(t, "d/x/a.md", "# A\n\nx", "d/x/b.de.md", "# B\n\nx", "d/y/c.de.md", "# C\n\nx", "d/d.md", "# D\n\nx", "d/e.de.md", "# E\n\nx"), intake.Taking{})
	if shelf, err := s.ArticleShelf(t.Context(), s.who); err != nil || shelf.Count != 5 || strings.Join(shelf.Categories, ",") != ",X,Y" || shelf.Language != "de" {
		t.Errorf("%+v %v", shelf, err)
	}
	for _, who := range []models.Reader{{}, {Agent: &models.Agent{Role: models.RoleAgent}}} {
		_, err := s.ArticleShelf(t.Context(), who)
		if err = errors.Join(err, s.DropPictures(t.Context(), who, "none")); err == nil {
			t.Errorf("%+v may", who)
		}
	}
}

// looking calls look as it is read.
type looking struct {
	io.Reader
	look func()
}

func (l looking) Read(p []byte) (int, error) {
	l.look()
	return l.Reader.Read(p)
}

func TestZip_WhileItIsRead_NothingIsLeftForAProgramThatIsKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a file that is open stays")
	}
	aside := t.TempDir()
	t.Setenv("TMPDIR", aside)
	looked := false
	f := intake.NewFiles()
	err := f.Add("a.zip", looking{strings.NewReader("no zip"), func() {
		looked = true
		if left, err := os.ReadDir(aside); err != nil || len(left) != 0 {
			t.Errorf("%v %v in %s", left, err, filepath.Base(aside))
		}
	}})
	if err != nil || !looked {
		t.Errorf("%v %t", err, looked)
	}
}
