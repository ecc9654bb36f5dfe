package demo

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"deskbell/models"
)

//go:embed articles/*.md
var articleFiles embed.FS

// addArticles keeps every file of articles/ as a published article.
func (s Shop) addArticles(ctx context.Context, at time.Time) error {
	names, err := fs.Glob(articleFiles, "articles/*.md")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := articleFiles.ReadFile(name)
		if err != nil {
			return err
		}
		article, err := parseArticle(name, string(text))
		if err != nil {
			return err
		}
		if err := s.Store.SaveArticle(ctx, article, at); err != nil {
			return fmt.Errorf("demo: adding the article %s: %w", article.Slug, err)
		}
	}
	return nil
}

// parseArticle reads a file of articles/: a heading, a line "Category: …", an empty line, the body.
// The file's name is the slug.
func parseArticle(name, text string) (*models.Article, error) {
	heading, rest, _ := strings.Cut(text, "\n")
	category, body, _ := strings.Cut(rest, "\n")
	title, titled := strings.CutPrefix(heading, "# ")
	category, sorted := strings.CutPrefix(category, "Category: ")
	if !titled || !sorted {
		return nil, fmt.Errorf("demo: %s has no title or no category", name)
	}
	return &models.Article{
		Slug: strings.TrimSuffix(path.Base(name), ".md"), Title: title, Category: category, Language: "en",
		Body: strings.TrimSpace(body), Published: true,
	}, nil
}
