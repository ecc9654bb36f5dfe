package db

import (
	"cmp"
	"context"
	"time"

	"deskbell/models"
)

// How long a picture waits for an article that shows it: one may be written for long in an open page, while an import
// keeps its articles as it goes, and one that says of itself for so long that it is going on was killed.
const (
	loneFor     = 90 * 24 * time.Hour
	importedFor = 12 * time.Hour
)

// byImport are pictures that imports have brought in and no article has shown yet: they are those of models.ImportAgent.
const byImport = `f.bot_id IS NULL AND f.conversation_id IS NULL AND f.attached_to = '' AND f.agent_id LIKE 'import %'`

// claimPictures makes pictures of an import those of who imports, as if he had put them into the article by hand.
func claimPictures(tx *Tx, w models.ImportWriting, body string) error {
	by := cmp.Or(w.Who.Agent.ID, "command line") // files of nobody are swept
	done := map[models.FileID]bool{}
	for _, id := range models.PicturesIn(body) {
		if done[id] {
			continue
		}
		done[id] = true
		if _, err := tx.Exec("UPDATE files SET agent_id = $1 WHERE id = $2 AND agent_id = $3", string(by), string(id), string(models.ImportAgent(w.Import))); err != nil {
			return err
		}
	}
	return nil
}

// DropPictures implements models.ArticleImports.
func (s *Store) DropPictures(ctx context.Context, who models.Reader, id string) error {
	if err := mayWriteArticles(who); err != nil {
		return err
	}
	all, err := ids[models.FileID](s.reads(ctx), `SELECT f.id FROM files f WHERE `+byImport+` AND f.agent_id = $1`, string(models.ImportAgent(id)))
	if err != nil {
		return err
	}
	return s.dropLone(ctx, all)
}

// sweepImported takes away what an import has brought in and no article has shown, once it is over or was killed. All
// files are looked at for that, but for times when nobody has imported anything lately.
func (s *Store) sweepImported(ctx context.Context, now time.Time) error {
	var lately int
	err := s.reads(ctx).Row("SELECT COUNT(*) FROM article_imports i WHERE i.at > $1", ms(now.Add(-3*24*time.Hour))).Scan(&lately)
	if err != nil || lately == 0 {
		return err
	}
	return s.dropImported(ctx, now)
}

func (s *Store) dropImported(ctx context.Context, now time.Time) error {
	all, err := ids[models.FileID](s.reads(ctx), `SELECT f.id FROM files f WHERE `+byImport+` AND (f.at < $1
		OR NOT EXISTS (SELECT 1 FROM article_imports i WHERE 'import ' || i.id = f.agent_id AND i.state = 'going')) ORDER BY f.at, f.id`, ms(now.Add(-importedFor)))
	if err != nil {
		return err
	}
	return s.dropLone(ctx, all)
}

// sweepPictures takes away pictures that came in for an article long ago, and that none shows: their article was
// never kept, or shows others by now. Some hundreds at a time.
func (s *Store) sweepPictures(ctx context.Context, now time.Time) error {
	if err := s.dropImported(ctx, now); err != nil {
		return err
	}
	old, err := ids[models.FileID](s.reads(ctx), `SELECT f.id FROM files f WHERE f.bot_id IS NULL AND f.conversation_id IS NULL
		AND f.agent_id <> '' AND f.attached_to = '' AND f.at < $1 ORDER BY f.at, f.id`, ms(now.Add(-loneFor)))
	if err != nil {
		return err
	}
	return s.dropLone(ctx, old)
}

// dropLone takes away those that no article shows, some hundreds at most. It looks for each anew whether it is shown,
// and lets others write between two.
func (s *Store) dropLone(ctx context.Context, all []models.FileID) error {
	if len(all) == 0 {
		return nil
	}
	shown, err := s.shownPictures(ctx)
	if err != nil {
		return err
	}
	left := mostRows
	for _, id := range all {
		if shown[id] || left == 0 {
			continue
		}
		left--
		if err := s.Do(ctx, func(tx *Tx) error { return s.dropPicture(tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

// shownPictures are those of all articles, and of an import what it can be taken back to: dropPicture says the same.
func (s *Store) shownPictures(ctx context.Context) (map[models.FileID]bool, error) {
	shown := map[models.FileID]bool{}
	err := s.reads(ctx).Each(`SELECT a.body FROM articles a WHERE a.body LIKE '%/files/%' UNION ALL SELECT m.before_it FROM article_import_made m
		JOIN articles o ON o.id = m.article_id AND o.updated_at = m.stamp WHERE m.before_it LIKE '%/files/%'`, nil, func(row scanner) error {
		var body string
		err := row.Scan(&body)
		for _, id := range models.PicturesIn(body) {
			shown[id] = true
		}
		return err
	})
	return shown, err
}
