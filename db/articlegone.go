package db

import (
	"context"

	"deskbell/models"
)

// DeleteArticle implements models.ArticleDesk.
func (s *Store) DeleteArticle(ctx context.Context, who models.Reader, id string) (models.Article, error) {
	if err := mayWriteArticles(who); err != nil {
		return models.Article{}, err
	}
	var gone models.Article
	err := s.Do(ctx, func(tx *Tx) (err error) {
		if gone, err = articleByID(tx, id); err != nil {
			return err
		}
		return s.deleteArticle(tx, gone)
	})
	return gone, err
}

// deleteArticle takes an article away with what belongs to it alone.
func (s *Store) deleteArticle(tx *Tx, gone models.Article) error {
	if _, err := tx.Exec("DELETE FROM articles WHERE id = $1", gone.ID); err != nil {
		return err
	}
	if err := passagesChanged(tx); err != nil { // they went along
		return err
	}
	return s.dropPictures(tx, gone.Body)
}

// dropPictures takes away what was shown by a body alone.
func (s *Store) dropPictures(tx *Tx, body string) error {
	for _, id := range models.PicturesIn(body) {
		if err := s.dropPicture(tx, id); err != nil {
			return err
		}
	}
	return nil
}

// dropPicture takes away a picture that no article shows, and none that an import may be taken back to.
func (s *Store) dropPicture(tx *Tx, id models.FileID) error {
	n, err := tx.Exec(`DELETE FROM files WHERE id = $1 AND bot_id IS NULL AND conversation_id IS NULL
		AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.body LIKE '%/files/' || CAST($1 AS TEXT) || '/%')
		AND NOT EXISTS (SELECT 1 FROM article_import_made m JOIN articles o ON o.id = m.article_id AND o.updated_at = m.stamp
			WHERE m.before_it LIKE '%/files/' || CAST($1 AS TEXT) || '/%')`, string(id))
	if n > 0 {
		tx.then(func() { s.bytes.remove(id) })
	}
	return err
}

// RenameArticleCategory implements models.ArticleDesk.
func (s *Store) RenameArticleCategory(ctx context.Context, who models.Reader, from, to string) (int, error) {
	if err := mayWriteArticles(who); err != nil {
		return 0, err
	}
	to, err := models.CleanArticleCategory(to)
	if err != nil {
		return 0, err
	}
	var n int64
	err = s.Do(ctx, func(tx *Tx) (err error) {
		n, err = tx.Exec("UPDATE articles SET category = $1 WHERE category = $2", to, from)
		return found(n, err)
	})
	return int(n), err
}
