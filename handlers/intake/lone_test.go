package intake_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/intake"
	"deskbell/models"
)

// killed is a program that ends at the article Killed: nothing is done after that.
type killed struct {
	*db.Store
	body  string // of that article
	drops bool   // what is lone, nevertheless
}

func (k *killed) KeepImported(ctx context.Context, w models.ImportWriting) error {
	if w.Article.Title == "Killed" {
		k.body = w.Article.Body
		return context.Canceled
	}
	return k.Store.KeepImported(ctx, w)
}

func (k *killed) DropPictures(ctx context.Context, who models.Reader, id string) error {
	if !k.drops {
		return errors.New("killed")
	}
	return k.Store.DropPictures(ctx, who, id)
}

// broken is an import that ends at its second article, of which only what both show is in the first one; and the
// pictures of both, the shown one first.
func (s *shelf) broken(k *killed) (models.ArticleImport, []models.FileID) {
	s.t.Helper()
	keeper := s.keeper()
	keeper.Imports = k
	set, err := intake.Read(context.Background(), files(s.t, "d/a.md", "# Kept\n\n![q](two.png)", "d/b.md", "# Killed\n\n![q](two.png) ![p](one.png)",
		"d/one.png", drawing(s.t, 30), "d/two.png", drawing(s.t, 40)))
	s.check(err)
	s.check(keeper.Plan(context.Background(), s.who, set))
	report := models.ArticleImport{At: s.now}
	s.check(s.BeginImport(context.Background(), s.who, &report))
	if err := keeper.Keep(context.Background(), set, intake.Taking{Who: s.who, ImportChoice: models.ImportChoice{Language: "en"}}, &report); !errors.Is(err, context.Canceled) {
		s.t.Fatal(err)
	}
	pictures := shown(k.body)
	if len(pictures) != 2 || shown(s.slug("kept").Body)[0] != pictures[0] {
		s.t.Fatalf("%q %q", k.body, s.slug("kept").Body)
	}
	return report, pictures
}

// sweep is the hourly one.
func (s *shelf) sweep(at time.Time) {
	s.t.Helper()
	for n := 1; n > 0; {
		var err error
		n, err = s.SweepFiles(context.Background(), at)
		s.check(err)
	}
}

func TestPictures_ImportWasKilled_GoWithinADayAndThoseThatAreShownStay(t *testing.T) {
	s := newShelf(t)
	by, err := s.SaveFile(t.Context(), models.Upload{Agent: "mira", Name: "hand.png", Body: strings.NewReader(drawing(t, 32)), Now: s.now})
	s.check(err)
	_, pictures := s.broken(&killed{Store: s.Store})
	s.sweep(s.now.Add(11 * time.Hour)) // it may be going on
	if !s.has(pictures[0]) || !s.has(pictures[1]) {
		t.Error("gone while it may be going on")
	}
	s.sweep(s.now.Add(13 * time.Hour))
	if !s.has(pictures[0]) || s.has(pictures[1]) || !s.has(by.ID) {
		t.Error("what is shown is gone, or what is not stays")
	}
	// Somebody takes it out of the article in a page that stays open.
	a := s.slug("kept")
	a.Body = "Without"
	s.write(a)
	s.sweep(s.now.Add(48 * time.Hour))
	s.check(s.SweepLost(t.Context(), s.now.Add(80*24*time.Hour)))
	if !s.has(pictures[0]) || !s.has(by.ID) {
		t.Error("what was put in or taken out by hand is gone")
	}
	s.check(s.SweepLost(t.Context(), s.now.Add(91*24*time.Hour)))
	if s.has(pictures[0]) || s.has(by.ID) {
		t.Error("it stays for ever")
	}
}

func TestPictures_ServerWasDownForDays_GoAllTheSame(t *testing.T) {
	s := newShelf(t)
	_, pictures := s.broken(&killed{Store: s.Store})
	s.check(s.SweepLost(t.Context(), s.now.Add(5*24*time.Hour)))
	if !s.has(pictures[0]) || s.has(pictures[1]) {
		t.Error("what is shown is gone, or what is not stays")
	}
}

func TestPictures_ImportIsOver_GoAtItsEndOrWithTheNextSweep(t *testing.T) {
	s := newShelf(t)
	_, pictures := s.broken(&killed{Store: s.Store, drops: true})
	if !s.has(pictures[0]) || s.has(pictures[1]) {
		t.Error("at its end: what is shown is gone, or what is not stays")
	}
	s = newShelf(t)
	report, pictures := s.broken(&killed{Store: s.Store})
	report.State, report.EndedAt = models.ImportStopped, s.now
	s.check(s.EndImport(t.Context(), s.who, report))
	s.sweep(s.now)
	if !s.has(pictures[0]) || s.has(pictures[1]) {
		t.Error("swept: what is shown is gone, or what is not stays")
	}
	kept, err := s.ArticleImport(t.Context(), s.who, report.ID)
	s.check(err)
	back, err := s.TakeBackImported(t.Context(), s.who, kept.Made[0], s.now)
	if s.check(err); !back || s.has(pictures[0]) {
		t.Error("taken back: it stays")
	}
}

// Somebody has written the address of such a picture into an article by hand, however he came to know it.
func TestPictures_OfAnImport_ShownByAnArticleWrittenByHand_Stay(t *testing.T) {
	s := newShelf(t)
	_, pictures := s.broken(&killed{Store: s.Store})
	a := s.slug("kept")
	a.Body = "![p](/files/" + string(pictures[1]) + "/one.png)"
	s.write(a)
	s.sweep(s.now.Add(13 * time.Hour))
	if !s.has(pictures[1]) {
		t.Error("it is gone")
	}
}
