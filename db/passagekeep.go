package db

import (
	"context"

	"deskbell/models"
	"deskbell/models/answer"
)

// wayOfCutting changes when articles are cut, or words compared, in another way: all are cut anew then.
const wayOfCutting = 1

// passagesAtATime is how many passages are written in one transaction, or those of one article: turns wait for that.
const passagesAtATime = 200

// indexed is a passage as it is kept.
type indexed struct {
	piece                 answer.Piece
	title, heading, words string
	said                  [32]byte
}

// whole is an article in passages; none of one that is not published, as nobody may find it.
func (p *passages) whole(a *models.Article) []indexed {
	if !a.Published {
		return nil
	}
	pieces := answer.Cut(a.Title, a.Body)
	if len(pieces) == 0 {
		pieces = []answer.Piece{{}}
	}
	lexicon := p.lexicon()
	title := lexicon.Index(a.Language, a.Title)
	all := make([]indexed, len(pieces))
	for i, piece := range pieces {
		all[i] = indexed{piece, title, lexicon.Index(a.Language, piece.Heading), lexicon.Index(a.Language, piece.Text),
			saidBy(a.Title, piece.Heading, piece.Text)}
	}
	return all
}

// keepPassages writes them in the place of those that the article had.
func keepPassages(tx *Tx, article string, all []indexed) error {
	had, err := dropPassages(tx, article)
	if err == nil {
		err = addPassages(tx, had, all)
	}
	if err != nil {
		return err
	}
	return passagesChanged(tx)
}

// dropped is an article without passages: its number, and what its passages meant.
type dropped struct {
	num   int64
	meant map[[32]byte]vector
}

// dropPassages takes them away, and from the index by the trigger.
func dropPassages(tx *Tx, article string) (had dropped, err error) {
	if err = tx.Row("SELECT num FROM articles WHERE id = $1", article).Scan(&had.num); err != nil {
		return had, err
	}
	if had.meant, err = vectorsOf(tx, had.num); err != nil {
		return had, err
	}
	_, err = tx.Exec("DELETE FROM passages WHERE article_num = $1", had.num)
	return had, err
}

// addPassages gives an article these. One that says what one of them said before means the same.
func addPassages(tx *Tx, had dropped, all []indexed) error {
	var last int64
	if err := tx.Row("SELECT COALESCE(MAX(num), 0) FROM passages").Scan(&last); err != nil {
		return err
	}
	for place := range all {
		p, num := &all[place], last+1+int64(place)
		_, err := tx.Exec(`INSERT INTO passages (num, article_num, place, title_words, heading_words, words, heading, text)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, num, had.num, place, p.title, p.heading, p.words, p.piece.Heading, p.piece.Text)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("INSERT INTO passages_found (rowid, title, heading, words) VALUES ($1, $2, $3, $4)", num, p.title, p.heading, p.words); err != nil {
			return err
		}
		if v, ok := had.meant[p.said]; ok {
			if err := putVector(tx, num, p.said, v); err != nil {
				return err
			}
		}
	}
	_, err := tx.Exec("INSERT INTO articles_cut (article_num, way) VALUES ($1, $2) ON CONFLICT (article_num) DO UPDATE SET way = excluded.way", had.num, wayOfCutting)
	return err
}

// passagesChanged tells those who remember words of them.
func passagesChanged(tx *Tx) error {
	_, err := tx.Exec("UPDATE counters SET value = value + 1 WHERE name = 'passages'")
	return err
}

// CutSome cuts some of the published articles that were not, or in another way: of a database that had no passages. It
// says whether there are more.
func (s *Store) CutSome(ctx context.Context) (more bool, err error) {
	waiting, err := articles(s.reads(ctx), `SELECT `+articleColumns+` FROM articles a LEFT JOIN articles_cut k ON k.article_num = a.num
		WHERE a.published AND k.way IS NOT $1 ORDER BY a.num LIMIT CAST($2 AS BIGINT)`, wayOfCutting, articlesAtATime)
	if err != nil {
		return false, err
	}
	for i := 0; i < len(waiting); {
		var some [][]indexed
		first := i
		for n := 0; i < len(waiting) && n < passagesAtATime; i++ {
			some = append(some, s.passages.cut(&waiting[i]))
			n += len(some[len(some)-1])
		}
		err := s.Do(ctx, func(tx *Tx) error { return keepSame(tx, waiting[first:i], some) })
		if err != nil {
			return false, err
		}
	}
	return len(waiting) == articlesAtATime, nil
}

// articlesAtATime are read at once for cutting.
const articlesAtATime = 50

// keepSame keeps the passages of articles; not of those of which there is another version by now, which has its own.
// The index writes itself out whenever a row goes after one has come: so all go first.
func keepSame(tx *Tx, of []models.Article, cut [][]indexed) error {
	had := make([]dropped, len(of))
	for i := range of {
		var version int64
		err := tx.Row("SELECT updated_at FROM articles WHERE id = $1", of[i].ID).Scan(&version)
		if err == nil && version == ms(of[i].UpdatedAt) {
			had[i], err = dropPassages(tx, of[i].ID)
		}
		if ignoreNotFound(err) != nil {
			return err
		}
	}
	for i := range had {
		if had[i].num > 0 {
			if err := addPassages(tx, had[i], cut[i]); err != nil {
				return err
			}
		}
	}
	return passagesChanged(tx)
}

// RebuildPassages cuts all articles anew and says how many passages there are. What there is can be found meanwhile.
func (s *Store) RebuildPassages(ctx context.Context) (int, error) {
	err := s.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec("DELETE FROM articles_cut")
		return err
	})
	for more := true; more && err == nil; {
		more, err = s.CutSome(ctx)
	}
	if err != nil {
		return 0, err
	}
	var n int
	err = s.reads(ctx).Row("SELECT COUNT(*) FROM passages").Scan(&n)
	return n, err
}
