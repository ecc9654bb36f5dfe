package models

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"
)

// ImportItem is an article on its way in from elsewhere, and what is to become of it.
type ImportItem struct {
	From    string // its file or address, as people read it
	Source  string // what it is known by when it comes again; "" for nothing
	Title   string
	Slug    string // "" where nothing was said
	Body    string // Markdown as it came
	Place   string // category; "" where nothing was said
	Tongue  string // language; "" where nothing was said
	Said    string // SaidDraft, SaidPublished; "" where nothing was said
	Group   string // shared by those that say the same; "" for none
	Version time.Time
	Notes   []string // what was left out, what was made otherwise
	Problem string   // why it cannot be taken; "" where it can

	// What PlanImport found.
	State ImportState
	Known *KnownArticle // that it takes the place of; nil for a new one
	Text  string        // the body as it will be kept, but for pictures
	Came  string        // tells whether it came like this before
}

// ImportState is what becomes of an item.
type ImportState string

// The states. What was changed here since it came is left alone unless somebody says otherwise.
const (
	ImportNew     ImportState = "new"
	ImportUpdated ImportState = "updated"
	ImportSame    ImportState = "unchanged"
	ImportChanged ImportState = "changed here"
	ImportRefused ImportState = "refused"
)

// What an item says about itself.
const (
	SaidDraft     = "draft"
	SaidPublished = "published"
)

// KnownArticle is one that there is, as much of it as tells whether it came from elsewhere.
type KnownArticle struct {
	Article        // without its body
	Digest  string // of what it says now
	Source  string // where it came from; "" for one that was written here
	Kept    string // Digest as it was kept then
	Came    string // as ImportItem has it
}

// ArticleImports keeps what comes from elsewhere. Errors of all: as ArticleDesk.
type ArticleImports interface {
	// KnownArticles are all that there are.
	KnownArticles(ctx context.Context, who Reader) ([]KnownArticle, error)
	// BeginImport keeps that there is one; its ID is filled in.
	BeginImport(ctx context.Context, who Reader, i *ArticleImport) error
	// KeepImported makes an article, or replaces the version that was planned with. Errors: as WriteArticle.
	KeepImported(ctx context.Context, w ImportWriting) error
	// EndImport keeps how it went.
	EndImport(ctx context.Context, who Reader, i ArticleImport) error
	// ArticleImport errors with ErrNotFound.
	ArticleImport(ctx context.Context, who Reader, id string) (*ArticleImport, error)
	// ArticleImports are the newest, without Made.
	ArticleImports(ctx context.Context, who Reader, most int) ([]ArticleImport, error)
	// TakeBackImported undoes one of Made: deletes what was made, puts back what was before. False where somebody
	// has changed it since.
	TakeBackImported(ctx context.Context, who Reader, m ImportMade, now time.Time) (bool, error)
	// DropPictures takes those away that an import has brought in and that no article has shown yet.
	DropPictures(ctx context.Context, who Reader, id string) error
	// ArticleShelf is what there is.
	ArticleShelf(ctx context.Context, who Reader) (ArticleShelf, error)
}

// ArticleShelf is how many articles there are, and of which kinds.
type ArticleShelf struct {
	Count      int
	Categories []string // each once, in order; "" for articles without
	Language   string   // of most; "" where there is none
}

// ImportWriting is an article that comes from elsewhere.
type ImportWriting struct {
	Who     Reader
	Import  string
	Article *Article // with the ID of the one that it replaces, and the version of it that was read
	Same    string   // as ArticleWriting has it; "" leaves the group as it is
	Source  string   // "" leaves what is known of that as it is
	Came    string
	Now     time.Time
}

// ArticleImport is one that was begun.
type ArticleImport struct {
	ID                         string
	ByID                       AgentID
	By                         string // who; "" for the command line
	What                       string // "faq.zip", "https://example.com/sitemap.xml"
	State                      string // one of the constants below
	At, EndedAt                time.Time
	New, Updated, Same, Failed int
	Problems                   []ImportProblem // not all of them, where there are many
	Made                       []ImportMade    // in the order of titles
}

// How an import stands. One that was going on when the server stopped stays so.
const (
	ImportGoing     = "going"
	ImportDone      = "done"
	ImportStopped   = "stopped"
	ImportTakenBack = "taken back"
)

// ImportAgent is whose a picture is that an import has brought in, until an article shows it; no agent is called so.
func ImportAgent(id string) AgentID { return AgentID("import " + id) }

// ImportProblem is what was not taken, and why.
type ImportProblem struct {
	From string `json:"from"`
	Why  string `json:"why"`
}

// ImportMade is an article that an import has made or updated.
type ImportMade struct {
	Import    string
	ID        string
	Title     string // as it is called now; "" for one that is gone
	Path      string // where it is read
	New       bool   // it was made, not updated
	Published bool
	Touched   bool // somebody has changed it since, or it is gone
	Back      bool // it was taken back
}

// Limits of an import.
const (
	MostUpload       = 50 << 20 // bytes, packed or not
	MostFilesIn      = 20_000   // of an upload, whatever they are
	MostPages        = 500
	MostImportsKept  = 30
	mostProblemsKept = 500
	longestSource    = 1000 // bytes
)

// What acts on imports are called in the log.
const (
	ActArticlesImported  = "Articles imported"
	ActArticlesTakenBack = "Import of articles taken back"
	ActArticlesExported  = "Articles exported"
)

// ArticleDigest is of what an article says: another one for other words.
func ArticleDigest(title, language, body string) string { return digest(title, language, body) }

// digest tells lists of words apart.
func digest(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		_, _ = sum.Write([]byte(strconv.Itoa(len(part)) + ":" + part)) // a hash takes everything
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Fail adds an article that was not taken.
func (i *ArticleImport) Fail(from, why string) {
	i.Failed++
	if len(i.Problems) < mostProblemsKept {
		i.Problems = append(i.Problems, ImportProblem{CleanLine(from, 300), CleanLine(why, 300)})
	}
}

// Counts are what was done, in words.
func (i *ArticleImport) Counts() string {
	return fmt.Sprintf("%d new, %d updated, %d unchanged, %d not taken", i.New, i.Updated, i.Same, i.Failed)
}

// CleanSource is a source as it is kept; "" for one that is too long to be one.
func CleanSource(source string) string {
	if len(source) > longestSource || CleanLine(source, longestSource) != source {
		return ""
	}
	return source
}
