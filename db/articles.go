package db

import (
	"context"
	"errors"
	"time"

	"deskbell/models"
)

const articleColumns = `a.id, a.slug, a.title, a.category, a.body, a.published, a.updated_at`

// SaveArticle implements models.Articles.
func (s *Store) SaveArticle(ctx context.Context, a *models.Article, now time.Time) error {
	kept := *a
	kept.UpdatedAt = whole(now)
	err := s.Do(ctx, func(tx *Tx) error { return saveArticle(tx, &kept) })
	if err == nil {
		*a = kept
	}
	return err
}

func saveArticle(tx *Tx, a *models.Article) error {
	if a.ID == "" {
		id, err := newID()
		if err != nil {
			return err
		}
		a.ID = id
	}
	var other string
	err := tx.Row("SELECT id FROM articles WHERE slug = $1 AND id <> $2", a.Slug, a.ID).Scan(&other)
	if err == nil {
		return &models.Error{Code: models.CodeConflict, Field: "slug", Message: "Another article has this address."}
	}
	if !errors.Is(err, models.ErrNotFound) {
		return err
	}
	_, err = tx.Exec(`INSERT INTO articles (id, slug, title, category, body, published, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, title = excluded.title,
		category = excluded.category, body = excluded.body, published = excluded.published, updated_at = excluded.updated_at`,
		a.ID, a.Slug, a.Title, a.Category, a.Body, a.Published, ms(a.UpdatedAt))
	return err
}

// Articles implements models.Articles.
func (s *Store) Articles(ctx context.Context, publishedOnly bool) ([]models.Article, error) {
	return articles(s.reads(ctx), `SELECT `+articleColumns+` FROM articles a WHERE a.published OR NOT $1
		ORDER BY a.category, a.title, a.id`, publishedOnly)
}

// ArticleBySlug implements models.Articles.
func (s *Store) ArticleBySlug(ctx context.Context, slug string) (*models.Article, error) {
	a, err := scanArticle(s.reads(ctx).Row(`SELECT `+articleColumns+` FROM articles a WHERE a.slug = $1`, slug))
	if err != nil {
		return nil, err
	}
	return &a, nil
}

// SearchArticles implements models.Articles. Articles with all words are looked for first; with none,
// those with some of them.
func (s *Store) SearchArticles(ctx context.Context, query string, limit int) ([]models.Article, error) {
	for _, between := range []string{" ", " OR "} {
		match := matchWords(query, between)
		if match == "" {
			return nil, nil
		}
		all, err := articles(s.reads(ctx), searchArticles, match, bounded(limit))
		if err != nil || len(all) > 0 {
			return all, err
		}
	}
	return nil, nil
}

func articles(on asker, query string, args ...any) ([]models.Article, error) {
	var all []models.Article
	err := on.Each(query, args, func(row scanner) error {
		a, err := scanArticle(row)
		all = append(all, a)
		return err
	})
	return all, err
}

func scanArticle(row scanner) (models.Article, error) {
	var a models.Article
	err := row.Scan(&a.ID, &a.Slug, &a.Title, &a.Category, &a.Body, &a.Published, at{&a.UpdatedAt})
	return a, err
}
