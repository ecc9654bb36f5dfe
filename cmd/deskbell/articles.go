package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"deskbell/db"
	"deskbell/handlers/intake"
	"deskbell/handlers/outbound"
	"deskbell/models"
)

// newImports is who takes articles in from elsewhere.
func (a *app) newImports() *intake.Runner {
	r := intake.NewRunner(intake.Keeper{Imports: a.store, Files: a.store, Now: utcNow}, outbound.New(outbound.Options{}))
	r.Inside, r.Team, r.Audit, r.Log = a.out.caller.Client, a.store, a.store, a.log
	return r
}

type articlesCommands struct {
	Import articlesImport `cmd:"" help:"Take in Markdown or HTML: files, folders, zips, pages and sitemaps by their addresses."`
	Export articlesExport `cmd:"" help:"Write all articles as Markdown into a new or empty folder."`
}

type articlesImport struct {
	keptFlags
	From          []string `arg:"" help:"Files, folders, zips; addresses that begin with http:// or https://."`
	Language      string   `default:"en" placeholder:"TAG" help:"Language of those that say none (default en)."`
	Category      string   `placeholder:"NAME" help:"Category of those that say none."`
	Publish       bool     `help:"Publish all; else they are drafts, but for those that were published here before."`
	AsTheySay     bool     `help:"Publish those that say of themselves that they are published; the others are drafts."`
	Overwrite     bool     `help:"Also replace articles that somebody has changed here since they came, or has written here."`
	Below         string   `placeholder:"PATH" help:"Of sitemaps, the addresses that begin with this alone, e.g. /help/."`
	DryRun        bool     `help:"Only say what would be done."`
	AllowOutbound []string `env:"DESKBELL_ALLOW_OUTBOUND" placeholder:"CIDR" help:"Networks that pages may be read from although they are not public."`
}

// Help is what `deskbell articles import --help` says below its first line.
func (articlesImport) Help() string {
	return `Above a Markdown file may stand title, slug, category, language, published or draft, and group, between
lines of ---. What came before is updated when it comes again, unless somebody has changed it here.
Import your own pages, or those whose owner has said yes.

  deskbell articles import ./docs --language en --category Manual
  deskbell articles import export.zip --as-they-say
  deskbell articles import https://help.example.com/sitemap.xml --below /help/ --publish`
}

func (c articlesImport) Run(w world) error {
	choice, allow, err := c.choice()
	if err != nil {
		return err
	}
	var addresses []string
	files := intake.NewFiles()
	for _, from := range c.From {
		if strings.HasPrefix(from, "https://") || strings.HasPrefix(from, "http://") {
			addresses = append(addresses, from)
		} else if err := files.AddFolder(from); err != nil {
			return fmt.Errorf("%s cannot be read: %w", from, err)
		}
	}
	if len(addresses) == 0 && files.Empty() {
		return errors.New("there are no articles in this: no files that end with .md or .html")
	}
	if len(addresses) > 0 {
		if addresses, err = intake.CleanAddresses(strings.Join(addresses, "\n")); err != nil {
			return err
		}
	}
	return c.with(w, func(store *db.Store) error {
		read, err := intake.Read(w.ctx, files)
		if err != nil {
			return err
		}
		sets := []*intake.Set{read}
		if len(addresses) > 0 {
			f := intake.Fetcher{Client: outbound.New(allow), Pause: 100 * time.Millisecond}
			set, err := f.Pages(w.ctx, intake.PagesWanted{Addresses: addresses, Below: c.Below}, func(int, int) {})
			if err != nil {
				return err
			}
			sets = append(sets, set)
		}
		return c.keep(w, store, bringing{sets, choice})
	})
}

// bringing is what was read, and how it is to be taken.
type bringing struct {
	sets   []*intake.Set
	choice models.ImportChoice
}

// choice is the flags, checked.
func (c articlesImport) choice() (models.ImportChoice, outbound.Options, error) {
	var choice models.ImportChoice
	networks, err := parseNetworks("--allow-outbound", c.AllowOutbound)
	if err != nil {
		return choice, outbound.Options{}, err
	}
	if choice.Language, err = models.CleanLanguage("language", c.Language); err != nil {
		return choice, outbound.Options{}, misused("--language is %q, but must be a short code such as en, de or pt-BR", c.Language)
	}
	if choice.Category, err = models.CleanArticleCategory(c.Category); err != nil {
		return choice, outbound.Options{}, misused("--category: %v", err)
	}
	switch {
	case c.Publish && c.AsTheySay:
		return choice, outbound.Options{}, misused("--publish and --as-they-say contradict each other; give one")
	case c.Publish:
		choice.State = models.SaidPublished
	case !c.AsTheySay:
		choice.State = models.SaidDraft
	}
	return choice, outbound.Options{Allow: networks}, nil
}

// keep keeps what was read, and prints a line for each article.
func (c articlesImport) keep(w world, store *db.Store, b bringing) error {
	keeper := intake.Keeper{Imports: store, Files: store, Now: w.now}
	report := models.ArticleImport{What: strings.Join(c.From, " "), At: w.now(), State: models.ImportDone}
	for _, set := range b.sets {
		if err := keeper.Plan(w.ctx, commandLine(), set); err != nil {
			return brokeOff(w, store, report, err)
		}
		taking := intake.Taking{ImportChoice: b.choice, Who: commandLine(), Take: map[int]bool{}}
		for i := range set.Items {
			it := &set.Items[i]
			taking.Take[i] = c.Overwrite || it.State != models.ImportChanged
			fmt.Fprintln(w.stdout, planLine(it))
		}
		if c.DryRun {
			continue
		}
		if report.ID == "" {
			if err := store.BeginImport(w.ctx, commandLine(), &report); err != nil {
				return err
			}
		}
		if err := keeper.Keep(w.ctx, set, taking, &report); err != nil {
			return brokeOff(w, store, report, err)
		}
	}
	if c.DryRun {
		return nil
	}
	return c.ended(w, store, report)
}

// brokeOff ends an import early; one that was not begun is none.
func brokeOff(w world, store *db.Store, report models.ArticleImport, why error) error {
	if report.ID == "" {
		return why
	}
	report.State, report.EndedAt = models.ImportStopped, w.now()
	return errors.Join(fmt.Errorf("the import was not finished (%s): %w", report.Counts(), why), store.EndImport(context.WithoutCancel(w.ctx), commandLine(), report))
}

// ended keeps and prints how it went.
func (c articlesImport) ended(w world, store *db.Store, report models.ArticleImport) error {
	report.State, report.EndedAt = models.ImportDone, w.now()
	if err := store.EndImport(context.WithoutCancel(w.ctx), commandLine(), report); err != nil {
		return err
	}
	if err := w.note(store, models.Act{What: models.ActArticlesImported, Object: report.What, Detail: report.Counts()}); err != nil {
		return err
	}
	fmt.Fprintln(w.stdout, report.Counts()+".")
	if report.Failed > 0 && report.New+report.Updated+report.Same == 0 {
		return errors.New("none of it could be taken")
	}
	return nil
}

// planLine is what becomes of one article.
func planLine(it *models.ImportItem) string {
	line := string(it.State) + ": " + it.From
	if it.Problem != "" {
		return line + ": " + it.Problem
	}
	line += " → " + (&models.Article{Slug: it.Slug}).ArticlePath()
	if len(it.Notes) > 0 {
		line += " (" + strings.Join(it.Notes, " ") + ")"
	}
	return line
}

// commandLine is whoever has the data folder: he may do everything.
func commandLine() models.Reader { return models.Reader{Agent: &models.Agent{Role: models.RoleOwner}} }

type articlesExport struct {
	keptFlags
	Folder   string `arg:"" help:"Where to; it is made."`
	Category string `placeholder:"NAME" help:"Those of one category alone."`
}

// Help is what `deskbell articles export --help` says below its first line.
func (articlesExport) Help() string {
	return `A folder for each category, a file for each article, drafts too, and the pictures that they show. What it
writes is what articles import reads.

  deskbell articles export ./articles`
}

func (c articlesExport) Run(w world) error {
	there, err := os.ReadDir(c.Folder)
	if err == nil && len(there) > 0 {
		return fmt.Errorf("%s is not empty; give a new folder", c.Folder)
	}
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	return c.with(w, func(store *db.Store) error {
		file, done := intake.FolderTo(c.Folder)
		x := intake.Exporter{Articles: store, ArticleDesk: store, Files: store}
		n, err := x.Write(w.ctx, intake.Export{Who: commandLine(), Category: c.Category, One: c.Category != "",
			File: func(name string, at time.Time) (io.Writer, error) { return file(name, at) }})
		if err = errors.Join(err, done()); err != nil {
			return fmt.Errorf("after %s: %w", counted(n, "article"), err)
		}
		if err := w.note(store, models.Act{What: models.ActArticlesExported, Object: "All", Detail: counted(n, "article")}); err != nil {
			return err
		}
		fmt.Fprintln(w.stdout, counted(n, "article"))
		return nil
	})
}
