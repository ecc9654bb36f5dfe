package intake

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/portrait"
)

// Keeper keeps what was looked at.
type Keeper struct {
	Imports models.ArticleImports
	Files   models.Files
	Now     func() time.Time
}

// Plan finds what becomes of each article of a set.
func (k Keeper) Plan(ctx context.Context, who models.Reader, s *Set) error {
	known, err := k.Imports.KnownArticles(ctx, who)
	if err != nil {
		return err
	}
	models.PlanImport(s.Items, known)
	s.link(func(int) bool { return true })
	models.JudgeImport(s.Items)
	return nil
}

// Taking is what somebody has chosen of a set.
type Taking struct {
	models.ImportChoice
	Who  models.Reader
	Take map[int]bool // by their place; nil: what is new or updated
	// Told is called after each article; an error of it ends the import.
	Told func(done, of int) error
}

// chosen says whether an item is taken. What is refused or the same already never is.
func (t Taking) chosen(s *Set, i int) bool {
	switch state := s.Items[i].State; {
	case state == models.ImportRefused || state == models.ImportSame || state == "":
		return false
	case t.Take != nil:
		return t.Take[i]
	default:
		return state != models.ImportChanged
	}
}

// keeping is one import under way.
type keeping struct {
	Keeper
	who    models.Reader
	set    *Set
	taking Taking
	report *models.ArticleImport
	groups map[string]string // by what an item calls them: an article of it
	files  map[string]string // by its path: where a picture is now
}

// Keep keeps what was chosen, an article at a time, and what became of it in report, which was begun. Errors: those of
// ctx, of Told, and CodeForbidden; what is wrong with one article is in the report.
func (k Keeper) Keep(ctx context.Context, s *Set, t Taking, report *models.ArticleImport) error {
	g := &keeping{Keeper: k, who: t.Who, set: s, taking: t, report: report, groups: map[string]string{}, files: map[string]string{}}
	// However it ends: what came in and is shown by no article goes. What cannot be taken away now is swept.
	defer func() { _ = k.Imports.DropPictures(context.WithoutCancel(ctx), t.Who, report.ID) }()
	s.link(func(i int) bool { return t.chosen(s, i) })
	of, done := 0, 0
	for i := range s.Items {
		it := &s.Items[i]
		if it.Known != nil && it.Group != "" && g.groups[it.Group] == "" {
			g.groups[it.Group] = it.Known.ID
		}
		if it.State == models.ImportSame {
			report.Same++
		}
		if it.State == models.ImportRefused {
			report.Fail(it.From, it.Problem)
		}
		if t.chosen(s, i) {
			of++
		}
	}
	for i := range s.Items {
		if !t.chosen(s, i) {
			continue
		}
		if err := errors.Join(ctx.Err(), g.keep(ctx, i)); err != nil {
			return err
		}
		if done++; t.Told != nil {
			if err := t.Told(done, of); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep keeps one article. Its errors end the import.
func (g *keeping) keep(ctx context.Context, i int) error {
	it := &g.set.Items[i]
	a := it.Article(g.taking.ImportChoice)
	if a.Published && strings.TrimSpace(a.Body) == "" {
		a.Published = false
	}
	var err error
	if a.Body, err = g.pictures(ctx, i, a.Body); err != nil {
		return err
	}
	w := models.ImportWriting{Who: g.who, Import: g.report.ID, Article: &a, Source: it.Source, Came: it.Came, Now: g.Now()}
	if it.Known != nil && it.Known.Source != "" && strings.HasPrefix(it.Source, exported) {
		w.Source = "" // it still comes from there as well
	}
	if it.Group != "" && it.Known == nil {
		w.Same = g.groups[it.Group]
	}
	err = g.write(ctx, w)
	switch code := models.CodeOf(err); {
	case err == nil && it.Known == nil:
		g.report.New++
	case err == nil:
		g.report.Updated++
	case code == models.CodeConflict:
		g.report.Fail(it.From, "Somebody has saved this article in the meantime. It was left alone.")
		return nil
	case code == models.CodeInvalid || code == models.CodeTooLarge:
		g.report.Fail(it.From, err.Error())
		return nil
	default:
		return err
	}
	if it.Group != "" && g.groups[it.Group] == "" {
		g.groups[it.Group] = a.ID
	}
	return nil
}

// write keeps an article, alone where there is one in its language already.
func (g *keeping) write(ctx context.Context, w models.ImportWriting) error {
	err := g.Imports.KeepImported(ctx, w)
	var known *models.Error
	if errors.As(err, &known) && known.Field == "same" {
		w.Same = ""
		err = g.Imports.KeepImported(ctx, w)
	}
	return err
}

// fileIn is the file at a path that ownFile matches.
func fileIn(to string) models.FileID { return models.FileID(strings.Split(to, "/")[2]) }

// pictures takes the pictures of an article in, and has it show those.
func (g *keeping) pictures(ctx context.Context, i int, body string) (string, error) {
	p := &places{set: g.set}
	var failed error
	moved := map[string]string{}
	rewritten(body, func(l link) string {
		found := p.picture(i, l.to)
		if !l.picture || found == "" || failed != nil || ownFile.MatchString(l.to) && g.here(ctx, l.to) {
			return l.to
		}
		if _, tried := g.files[found]; !tried {
			g.files[found], failed = g.picture(ctx, i, found)
		}
		if to := g.files[found]; to != "" {
			moved[l.to] = to
		}
		return l.to
	})
	if failed != nil || len(moved) == 0 {
		return body, failed
	}
	return rewritten(body, func(l link) string {
		if to := moved[l.to]; l.picture && to != "" {
			return to
		}
		return l.to
	}), nil
}

// here says whether a picture of a Deskbell is in this one.
func (g *keeping) here(ctx context.Context, to string) bool {
	_, opened, err := g.Files.OpenFile(ctx, models.FileReader{}, fileIn(to))
	if err == nil {
		_ = opened.Close() // it was looked for alone
	}
	return err == nil
}

// picture keeps one, drawn anew; "" with a line in the report for one that cannot be.
func (g *keeping) picture(ctx context.Context, i int, at string) (string, error) {
	drawn, err := portrait.Redraw(at[strings.LastIndexByte(at, '/')+1:], g.set.pictures[at])
	var f models.StoredFile
	if err == nil {
		f, err = g.Files.SaveFile(ctx, models.Upload{Agent: models.ImportAgent(g.report.ID), Name: drawn.Name, Body: bytes.NewReader(drawn.Bytes), Now: g.Now()})
	}
	switch models.CodeOf(err) {
	case models.CodeUnsupported, models.CodeTooLarge, models.CodeInvalid:
		g.report.Fail(g.set.Items[i].From, "Its picture "+at+" was left out: "+err.Error())
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return strings.NewReplacer("(", "%28", ")", "%29").Replace(models.MediaPath(f.Sent())), nil
}
