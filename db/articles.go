package db

import (
	"context"

	"deskbell/models"
)

// What lists have of an article: of its body the beginning.
const (
	articleFields  = `a.id, a.slug, a.title, a.category, a.language, a.group_id, a.published, a.by_name, a.created_at, a.updated_at`
	articleColumns = articleFields + `, a.body`
	articleHeads   = articleFields + `, substr(a.body, 1, 1000)`
)

// articleSeen is the permission over the article a.
const articleSeen = `(a.published OR $1)`

// articleAt finds the article a that has, or had, the address of the last argument.
const articleAt = `a.id = COALESCE((SELECT n.id FROM articles n WHERE n.slug = `

// Articles implements models.Articles. Articles with all words are looked for first; with none, those with some
// of them.
func (s *Store) Articles(ctx context.Context, who models.Reader, q models.ArticleQuery) ([]models.Article, error) {
	most := q.Limit
	if most <= 0 {
		most = models.MostArticles
	}
	if q.Words == "" {
		return articles(s.reads(ctx), `SELECT `+articleHeads+` FROM articles a WHERE `+articleSeen+` AND ($2 = '' OR a.language = $2)
			ORDER BY a.category = '', a.category, a.title, a.id LIMIT CAST($3 AS BIGINT)`, who.MayWriteArticles(), q.Language, most)
	}
	for _, between := range []string{" ", " OR "} {
		match := matchWords(q.Words, between)
		if match == "" {
			return nil, nil
		}
		all, err := articles(s.reads(ctx), searchArticles, who.MayWriteArticles(), match, q.Language, most)
		if err != nil || len(all) > 0 {
			return all, err
		}
	}
	return nil, nil
}

// ArticleBySlug implements models.Articles.
func (s *Store) ArticleBySlug(ctx context.Context, who models.Reader, slug string) (*models.Article, error) {
	a, err := scanArticle(s.reads(ctx).Row(`SELECT `+articleColumns+` FROM articles a WHERE `+articleSeen+` AND `+articleAt+`CAST($2 AS TEXT)),
		(SELECT o.article_id FROM article_slugs o WHERE o.slug = CAST($2 AS TEXT)))`, who.MayWriteArticles(), slug))
	if err != nil {
		return nil, err
	}
	return &a, nil
}

// ArticleGroup implements models.Articles.
func (s *Store) ArticleGroup(ctx context.Context, who models.Reader, a *models.Article) ([]models.Article, error) {
	if a.Group == "" {
		return nil, nil
	}
	return articles(s.reads(ctx), `SELECT `+articleHeads+` FROM articles a WHERE `+articleSeen+` AND a.group_id = CAST($2 AS TEXT) AND a.group_id <> ''
		ORDER BY a.language, a.id`, who.MayWriteArticles(), a.Group)
}

// Article implements models.Records.
func (r *records) Article(slug string) (models.Article, error) {
	return scanArticle(r.tx.Row(`SELECT `+articleColumns+` FROM articles a WHERE a.published AND `+articleAt+`CAST($1 AS TEXT)),
		(SELECT o.article_id FROM article_slugs o WHERE o.slug = CAST($1 AS TEXT)))`, slug))
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
	err := row.Scan(&a.ID, &a.Slug, &a.Title, &a.Category, &a.Language, &a.Group, &a.Published, &a.ByName,
		at{&a.CreatedAt}, at{&a.UpdatedAt}, &a.Body)
	return a, err
}
