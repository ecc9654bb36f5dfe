package models

import (
	"context"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// Article is a page of the help centre, in one language.
type Article struct {
	ID       string
	Slug     string // in its address; unique, also among the addresses that others had
	Title    string
	Category string // "" for none
	Language string // BCP 47
	// Group is shared by articles that say the same in several languages, one in each; "" for one that stands alone.
	Group     string
	Body      string // Markdown
	Published bool
	ByName    string // who has changed it last; "" for nobody of the team
	CreatedAt time.Time
	UpdatedAt time.Time // of each version another one
}

// Articles reads the help centre. What is published is for everybody, with a zero Reader too; drafts are for
// agents with PermitArticles alone, and to all others as if they were not there.
type Articles interface {
	// Articles by category and title; those that words are looked for in: the best first. Body is the
	// beginning of each, enough for Summary.
	Articles(ctx context.Context, who Reader, q ArticleQuery) ([]Article, error)
	// ArticleBySlug also goes by an address that the article had; its Slug is another one then. ErrNotFound.
	ArticleBySlug(ctx context.Context, who Reader, slug string) (*Article, error)
	// ArticleGroup are those that say the same as a, a among them, by language, as Articles has them; none for
	// one that stands alone.
	ArticleGroup(ctx context.Context, who Reader, a *Article) ([]Article, error)
}

// ArticleQuery asks for a list of articles; a zero field asks for all.
type ArticleQuery struct {
	Words    string
	Language string
	Limit    int
}

// ArticleDesk changes the help centre. Errors of all: ErrNotFound for who is no agent, CodeForbidden without
// PermitArticles.
type ArticleDesk interface {
	// ArticleByID errors with ErrNotFound.
	ArticleByID(ctx context.Context, who Reader, id string) (*Article, error)
	// WriteArticle makes (ID is empty) or replaces the version of a.UpdatedAt, and fills in what it is then.
	// Errors: as CleanArticle; ErrNotFound; CodeConflict without a field when there is another version by now,
	// with the field slug for an address that is taken, with the field same for a second one of a language.
	WriteArticle(ctx context.Context, w ArticleWriting) error
	// DeleteArticle takes its pictures along, and gives what it was. ErrNotFound.
	DeleteArticle(ctx context.Context, who Reader, id string) (Article, error)
	// RenameArticleCategory gives all articles of a category the other name, and says how many there were.
	// Versions stay what they are.
	RenameArticleCategory(ctx context.Context, who Reader, from, to string) (int, error)
}

// ArticleWriting is an article on its way in. Its group is that of the article Same, "" for none; a.Group counts
// for nothing.
type ArticleWriting struct {
	Who     Reader
	Article *Article
	Same    string
	Now     time.Time
}

// What acts on articles are called in the log.
const (
	ActArticleAdded     = "Article added"
	ActArticleChanged   = "Article changed"
	ActArticlePublished = "Article published"
	ActArticleHidden    = "Article unpublished"
	ActArticleDeleted   = "Article deleted"
	ActArticleCategory  = "Article category renamed"
)

// Limits of an article, in characters, and of all articles.
const (
	MostArticle     = 100_000
	LongestTitle    = 150
	LongestSlug     = 100
	LongestCategory = 80
	MostArticles    = 5_000
)

// MayWriteArticles says whether the reader changes articles, and sees drafts.
func (who Reader) MayWriteArticles() bool {
	return who.Agent != nil && who.Visitor == "" && !who.Agent.Disabled && who.Agent.Role.May(PermitArticles)
}

// ArticlePath is where everybody reads it.
func (a *Article) ArticlePath() string { return "/help/" + url.PathEscape(a.Slug) }

// CleanArticle is the article as it is kept. One without a slug gets one of its title. Errors: CodeInvalid with
// the field title, slug, category, language or body.
func CleanArticle(a Article) (Article, error) {
	a.Title, a.Slug = strings.TrimSpace(a.Title), strings.ToLower(strings.TrimSpace(a.Slug))
	switch {
	case strings.IndexFunc(a.Title, visible) < 0:
		return a, invalid("title", "Give it a title.")
	case CleanLine(a.Title, LongestTitle) != a.Title:
		return a, invalid("title", "A title is one line of at most %d characters.", LongestTitle)
	}
	var err error
	if a.Category, err = CleanArticleCategory(a.Category); err != nil {
		return a, err
	}
	if a.Slug == "" {
		a.Slug = SlugOf(a.Title)
	}
	if n := utf8.RuneCountInString(a.Slug); n > LongestSlug || len(a.Slug) > 2*LongestSlug || !slugPattern.MatchString(a.Slug) {
		return a, invalid("slug", "An address has letters and digits, with - between words, at most %d of them.", LongestSlug)
	}
	if a.Language, err = CleanLanguage("language", a.Language); err != nil {
		return a, err
	}
	a.Body, err = CleanMarkdown("body", a.Body)
	if err == nil && a.Published && strings.IndexFunc(a.Body, visible) < 0 {
		err = invalid("body", "There is nothing to publish yet. Write something first.")
	}
	return a, err
}

// CleanArticleCategory is one line; "" is none. Errors: CodeInvalid, with the field category.
func CleanArticleCategory(name string) (string, error) {
	name = strings.TrimSpace(name)
	if CleanLine(name, LongestCategory) != name || name != "" && strings.IndexFunc(name, visible) < 0 {
		return "", invalid("category", "A category is one line of at most %d characters.", LongestCategory)
	}
	return name, nil
}
