package models

import (
	"context"
	"time"
)

// Article is a page of the help centre.
type Article struct {
	ID        string
	Slug      string // in its address; unique
	Title     string
	Category  string
	Body      string // Markdown
	Published bool
	UpdatedAt time.Time
}

// Articles keeps the help centre.
type Articles interface {
	// SaveArticle makes (ID is empty) or replaces; CodeConflict for a taken slug.
	SaveArticle(ctx context.Context, a *Article, now time.Time) error
	// Articles by category and title.
	Articles(ctx context.Context, publishedOnly bool) ([]Article, error)
	// ArticleBySlug errors with ErrNotFound; drafts are found as well.
	ArticleBySlug(ctx context.Context, slug string) (*Article, error)
	// SearchArticles among the published, the best first.
	SearchArticles(ctx context.Context, query string, limit int) ([]Article, error)
}
