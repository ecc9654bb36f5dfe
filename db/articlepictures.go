package db

import (
	"context"
	"time"

	"deskbell/models"
)

// DropPictures implements models.ArticleImports.
func (s *Store) DropPictures(ctx context.Context, who models.Reader, all []models.FileID) error {
	if err := mayWriteArticles(who); err != nil {
		return err
	}
	return s.dropEach(ctx, all)
}

// dropEach looks for each anew whether it is shown, and lets others write between two.
func (s *Store) dropEach(ctx context.Context, all []models.FileID) error {
	for _, id := range all {
		if err := s.Do(ctx, func(tx *Tx) error { return s.dropPicture(tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

// loneFor is how long a picture waits for an article that shows it: one may be written for long in an open page.
const loneFor = 90 * 24 * time.Hour

// sweepPictures takes away pictures that came in for an article long ago, and that none shows: their article was
// never kept, or shows others by now. Some hundreds at a time.
func (s *Store) sweepPictures(ctx context.Context, now time.Time) error {
	old, err := ids[models.FileID](s.reads(ctx), `SELECT f.id FROM files f WHERE f.bot_id IS NULL AND f.conversation_id IS NULL
		AND f.agent_id <> '' AND f.attached_to = '' AND f.at < $1 ORDER BY f.at, f.id`, ms(now.Add(-loneFor)))
	if err != nil || len(old) == 0 {
		return err
	}
	shown := map[models.FileID]bool{}
	// Of an import what it can be taken back to: dropPicture says the same.
	err = s.reads(ctx).Each(`SELECT a.body FROM articles a WHERE a.body LIKE '%/files/%' UNION ALL SELECT m.before_it FROM article_import_made m
		JOIN articles o ON o.id = m.article_id AND o.updated_at = m.stamp WHERE m.before_it LIKE '%/files/%'`, nil, func(row scanner) error {
		var body string
		err := row.Scan(&body)
		for _, id := range models.PicturesIn(body) {
			shown[id] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	var lone []models.FileID
	for _, id := range old {
		if !shown[id] && len(lone) < mostRows {
			lone = append(lone, id)
		}
	}
	return s.dropEach(ctx, lone)
}
