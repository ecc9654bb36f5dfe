package db

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"deskbell/models"
)

// KnownArticles implements models.ArticleImports.
func (s *Store) KnownArticles(ctx context.Context, who models.Reader) ([]models.KnownArticle, error) {
	if err := mayWriteArticles(who); err != nil {
		return nil, err
	}
	var all []models.KnownArticle
	err := s.reads(ctx).Each(`SELECT `+articleColumns+`, COALESCE(s.source, ''), COALESCE(s.kept, ''), COALESCE(s.came, '')
		FROM articles a LEFT JOIN article_sources s ON s.article_id = a.id ORDER BY a.id`, nil, func(row scanner) error {
		var k models.KnownArticle
		err := row.Scan(&k.ID, &k.Slug, &k.Title, &k.Category, &k.Language, &k.Group, &k.Published, &k.ByName,
			at{&k.CreatedAt}, at{&k.UpdatedAt}, &k.Body, &k.Source, &k.Kept, &k.Came)
		k.Digest, k.Body = models.ArticleDigest(k.Title, k.Language, k.Body), ""
		all = append(all, k)
		return err
	})
	return all, err
}

// KeepImported implements models.ArticleImports.
func (s *Store) KeepImported(ctx context.Context, w models.ImportWriting) error {
	if err := mayWriteArticles(w.Who); err != nil {
		return err
	}
	clean, err := models.CleanArticle(*w.Article)
	if err != nil {
		return err
	}
	clean.ByName = w.Who.Agent.Name
	kept, cut := clean, s.passages.cut(&clean)
	err = s.Do(ctx, func(tx *Tx) error {
		kept = clean
		before, err := replacedArticle(tx, &kept)
		if err != nil {
			return err
		}
		if before.ID == "" {
			kept.Slug, err = freeSlug(tx, &kept)
		} else {
			kept.Slug, kept.Group = before.Slug, before.Group
		}
		if err == nil && (w.Same != "" || before.ID == "") {
			err = joinGroup(tx, &kept, w.Same)
		}
		if err != nil {
			return err
		}
		return keepImported(tx, w, edition{before, &kept, w.Now, cut})
	})
	if err == nil {
		*w.Article = kept
	}
	return err
}

// beforeImport is what an import has replaced, with where that came from.
type beforeImport struct {
	Article            models.Article
	Source, Kept, Came string
}

func keepImported(tx *Tx, w models.ImportWriting, v edition) error {
	before := ""
	if v.before.ID != "" {
		was := beforeImport{Article: v.before}
		err := tx.Row("SELECT source, kept, came FROM article_sources WHERE article_id = $1", v.before.ID).Scan(&was.Source, &was.Kept, &was.Came)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		if before, err = toJSON(was); err != nil {
			return err
		}
	}
	if err := saveArticle(tx, v); err != nil {
		return err
	}
	if err := claimPictures(tx, w, v.a.Body); err != nil {
		return err
	}
	now := beforeImport{Article: *v.a, Source: w.Source, Kept: models.ArticleDigest(v.a.Title, v.a.Language, v.a.Body), Came: w.Came}
	if w.Source != "" {
		if err := setSource(tx, now); err != nil {
			return err
		}
	}
	_, err := tx.Exec(`INSERT INTO article_import_made (import_id, article_id, title, stamp, before_it) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (import_id, article_id) DO UPDATE SET title = excluded.title, stamp = excluded.stamp`,
		w.Import, v.a.ID, v.a.Title, ms(v.a.UpdatedAt), before)
	return err
}

// setSource keeps where an article came from; it has none where that is "".
func setSource(tx *Tx, v beforeImport) error {
	if _, err := tx.Exec("DELETE FROM article_sources WHERE source = $1 OR article_id = $2", v.Source, v.Article.ID); err != nil || v.Source == "" {
		return err
	}
	_, err := tx.Exec("INSERT INTO article_sources (article_id, source, kept, came) VALUES ($1, $2, $3, $4)", v.Article.ID, v.Source, v.Kept, v.Came)
	return err
}

// replaced is what an import has replaced, in passages: that takes long, and others wait for those who write.
type replaced struct {
	beforeImport
	new bool // it was nothing
	cut []indexed
}

// replacedBy reads what is put back; it never changes.
func (s *Store) replacedBy(ctx context.Context, m models.ImportMade) (was replaced, err error) {
	var before string
	err = s.reads(ctx).Row("SELECT m.before_it FROM article_import_made m WHERE m.import_id = $1 AND m.article_id = $2 AND m.taken_back = 0", m.Import, m.ID).Scan(&before)
	if was.new = before == ""; err != nil || was.new {
		return was, err
	}
	if err = json.Unmarshal([]byte(before), &was.beforeImport); err == nil {
		was.cut = s.passages.cut(&was.Article)
	}
	return was, err
}

// TakeBackImported implements models.ArticleImports.
func (s *Store) TakeBackImported(ctx context.Context, who models.Reader, m models.ImportMade, now time.Time) (bool, error) {
	if err := mayWriteArticles(who); err != nil {
		return false, err
	}
	was, err := s.replacedBy(ctx, m)
	if errors.Is(err, models.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var done bool
	err = s.Do(ctx, func(tx *Tx) error {
		done = false
		is, err := scanArticle(tx.Row(`SELECT `+articleColumns+` FROM articles a JOIN article_import_made m ON m.article_id = a.id AND m.stamp = a.updated_at
			WHERE m.import_id = $1 AND m.article_id = $2 AND m.taken_back = 0`, m.Import, m.ID))
		if errors.Is(err, models.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if was.new {
			err = s.deleteArticle(tx, is)
		} else {
			err = s.putBack(tx, is, was, now)
		}
		if err != nil {
			return err
		}
		done = true
		_, err = tx.Exec("UPDATE article_import_made SET taken_back = 1 WHERE import_id = $1 AND article_id = $2", m.Import, m.ID)
		return err
	})
	return done && err == nil, err
}

// putBack writes what an import has replaced over it, and takes the pictures along that it alone has shown.
func (s *Store) putBack(tx *Tx, is models.Article, was replaced, now time.Time) error {
	a := was.Article
	a.ID, a.Group = is.ID, is.Group
	if err := saveArticle(tx, edition{is, &a, now, was.cut}); err != nil {
		return err
	}
	was.Article = a
	if err := setSource(tx, was.beforeImport); err != nil {
		return err
	}
	return s.dropPictures(tx, is.Body)
}
