package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"deskbell/models"
)

// mostSlugTries is how many numbers are tried behind an address that is made of a title.
const mostSlugTries = 200

// SaveArticle makes (ID is empty) or replaces, whatever was there before, for nobody of the team: what is imported
// and what samples are made of. Errors: CodeConflict for an address that is taken.
func (s *Store) SaveArticle(ctx context.Context, a *models.Article, now time.Time) error {
	kept := *a
	if kept.Language == "" {
		kept.Language = "en"
	}
	cut := s.passages.cut(&kept)
	err := s.Do(ctx, func(tx *Tx) error {
		before, err := articleByID(tx, kept.ID)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		return saveArticle(tx, edition{before, &kept, now, cut})
	})
	if err == nil {
		*a = kept
	}
	return err
}

// WriteArticle implements models.ArticleDesk.
func (s *Store) WriteArticle(ctx context.Context, w models.ArticleWriting) error {
	if err := mayWriteArticles(w.Who); err != nil {
		return err
	}
	kept, err := models.CleanArticle(*w.Article)
	if err != nil {
		return err
	}
	kept.ByName = w.Who.Agent.Name
	clean, cut := kept, s.passages.cut(&kept)
	err = s.Do(ctx, func(tx *Tx) error {
		kept = clean
		before, err := replacedArticle(tx, &kept)
		if err != nil {
			return err
		}
		if w.Article.Slug == "" {
			if kept.Slug, err = freeSlug(tx, &kept); err != nil {
				return err
			}
		}
		if err := joinGroup(tx, &kept, w.Same); err != nil {
			return err
		}
		return saveArticle(tx, edition{before, &kept, w.Now, cut})
	})
	if err == nil {
		*w.Article = kept
	}
	return err
}

// replacedArticle is the version that is written over; a zero one for a new article.
func replacedArticle(tx *Tx, a *models.Article) (models.Article, error) {
	if a.ID != "" {
		before, err := articleByID(tx, a.ID)
		if err == nil && !before.UpdatedAt.Equal(a.UpdatedAt) {
			err = &models.Error{Code: models.CodeConflict, Message: "Somebody else has saved this article in the meantime."}
		}
		return before, err
	}
	var n int
	err := tx.Row("SELECT COUNT(*) FROM articles").Scan(&n)
	if err == nil && n >= models.MostArticles {
		err = &models.Error{Code: models.CodeTooLarge, Message: fmt.Sprintf("There are %d articles already; that is as many as can be kept.", n)}
	}
	return models.Article{}, err
}

// edition is an article that takes the place of what was before; a zero one where nothing was.
type edition struct {
	before models.Article
	a      *models.Article
	now    time.Time
	cut    []indexed // a in passages
}

func saveArticle(tx *Tx, v edition) (err error) {
	a := v.a
	a.UpdatedAt, a.CreatedAt = whole(v.now), whole(v.now)
	if v.before.ID != "" {
		a.CreatedAt = v.before.CreatedAt
		if !a.UpdatedAt.After(v.before.UpdatedAt) { // of each version another one
			a.UpdatedAt = v.before.UpdatedAt.Add(time.Millisecond)
		}
	} else if a.ID == "" {
		if a.ID, err = newID(); err != nil {
			return err
		}
	}
	owner, err := slugOwner(tx, a)
	if err != nil {
		return err
	}
	if owner != "" {
		return &models.Error{Code: models.CodeConflict, Field: "slug", Message: "“" + owner + "” has this address, or had it before."}
	}
	_, err = tx.Exec(`INSERT INTO articles (id, slug, title, category, language, group_id, body, published, by_name, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, title = excluded.title,
		category = excluded.category, language = excluded.language, group_id = excluded.group_id, body = excluded.body,
		published = excluded.published, by_name = excluded.by_name, updated_at = excluded.updated_at`,
		a.ID, a.Slug, a.Title, a.Category, a.Language, a.Group, a.Body, a.Published, a.ByName, ms(a.CreatedAt), ms(a.UpdatedAt))
	if err == nil {
		err = keepPassages(tx, a.ID, v.cut)
	}
	if err != nil || v.before.Slug == a.Slug {
		return err
	}
	if _, err := tx.Exec("DELETE FROM article_slugs WHERE slug = $1", a.Slug); err != nil || !v.before.Published {
		return err
	}
	_, err = tx.Exec("INSERT INTO article_slugs (slug, article_id) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING", v.before.Slug, a.ID)
	return err
}

// slugOwner is the title of another article that has the address of a, or had it; "" for none.
func slugOwner(tx *Tx, a *models.Article) (string, error) {
	var title string
	err := tx.Row(`SELECT o.title FROM articles o WHERE o.id <> $1 AND o.id IN (SELECT n.id FROM articles n WHERE n.slug = CAST($2 AS TEXT)
		UNION ALL SELECT g.article_id FROM article_slugs g WHERE g.slug = CAST($2 AS TEXT)) LIMIT 1`, a.ID, a.Slug).Scan(&title)
	if errors.Is(err, models.ErrNotFound) {
		return "", nil
	}
	if err == nil && title == "" {
		title = "Another article"
	}
	return title, err
}

// freeSlug is the address of a, with a number behind it where it is taken.
func freeSlug(tx *Tx, a *models.Article) (string, error) {
	try := *a
	for n := 2; n < mostSlugTries; n++ {
		if owner, err := slugOwner(tx, &try); err != nil || owner == "" {
			return try.Slug, err
		}
		try.Slug = fmt.Sprintf("%s-%d", a.Slug, n)
	}
	return try.Slug, nil
}

// joinGroup makes the article one of those that say the same as another one.
func joinGroup(tx *Tx, a *models.Article, same string) error {
	a.Group = ""
	if same == "" || same == a.ID {
		return nil
	}
	other, err := articleByID(tx, same)
	if errors.Is(err, models.ErrNotFound) {
		err = &models.Error{Code: models.CodeConflict, Field: "same", Message: "That article is gone. Choose another one."}
	}
	if err != nil {
		return err
	}
	if other.Group == "" {
		if other.Group, err = newID(); err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE articles SET group_id = $1 WHERE id = $2", other.Group, other.ID); err != nil {
			return err
		}
	}
	a.Group = other.Group
	var title string
	err = tx.Row(`SELECT a.title FROM articles a WHERE a.group_id = CAST($1 AS TEXT) AND a.group_id <> '' AND a.language = CAST($2 AS TEXT) AND a.id <> $3 LIMIT 1`,
		a.Group, a.Language, a.ID).Scan(&title)
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	if err == nil {
		err = &models.Error{Code: models.CodeConflict, Field: "same",
			Message: "“" + title + "” is the one in " + models.LanguageName(a.Language) + " already. Of each language there is one."}
	}
	return err
}

// ArticleByID implements models.ArticleDesk.
func (s *Store) ArticleByID(ctx context.Context, who models.Reader, id string) (*models.Article, error) {
	if err := mayWriteArticles(who); err != nil {
		return nil, err
	}
	a, err := articleByID(s.reads(ctx), id)
	if err != nil {
		return nil, err
	}
	return &a, nil
}

func articleByID(on asker, id string) (models.Article, error) {
	return scanArticle(on.Row(`SELECT `+articleColumns+` FROM articles a WHERE a.id = $1`, id))
}

func mayWriteArticles(who models.Reader) error {
	switch {
	case who.MayWriteArticles():
		return nil
	case who.Agent == nil || who.Visitor != "" || who.Agent.Disabled:
		return models.ErrNotFound
	}
	return &models.Error{Code: models.CodeForbidden, Message: "Your role reads articles and does not change them."}
}
