package db

import (
	"context"
	"errors"
	"time"

	"deskbell/models"
)

// mostWithout is how many passages are given out at once.
const mostWithout = 64

// PassagesWithout implements models.PassageVectors. That there was none is remembered until a passage changes.
func (s *Store) PassagesWithout(ctx context.Context, model string, most int) ([]models.PassageText, error) {
	on := s.reads(ctx)
	now, err := vectorsNow(on)
	if err != nil || s.vectors.whole(model, now) {
		return nil, err
	}
	var all []models.PassageText
	err = on.Each(`SELECT p.num, a.title, p.heading, p.text FROM passages p CROSS JOIN articles a ON a.num = p.article_num
		WHERE a.published AND NOT EXISTS (SELECT 1 FROM passage_vectors pv WHERE pv.passage_num = p.num AND pv.model = CAST($1 AS TEXT))
		ORDER BY p.num LIMIT CAST($2 AS BIGINT)`, []any{model, min(max(most, 1), mostWithout)}, func(row scanner) error {
		var p models.PassageText
		err := row.Scan(&p.Num, &p.Title, &p.Heading, &p.Text)
		p.Said = saidBy(p.Title, p.Heading, p.Text)
		all = append(all, p)
		return err
	})
	if err == nil && len(all) == 0 {
		s.vectors.found(model, now)
	}
	return all, err
}

// stamp is how often passages and vectors have changed.
type stamp struct{ passages, vectors int64 }

func vectorsNow(on asker) (now stamp, err error) {
	err = on.Row("SELECT (SELECT value FROM counters WHERE name = 'passages'), (SELECT value FROM counters WHERE name = 'vectors')").Scan(&now.passages, &now.vectors)
	return now, err
}

// KeepVectors implements models.PassageVectors. Vectors of another length, of a model that has changed behind its name,
// go: those passages are asked for again.
func (s *Store) KeepVectors(ctx context.Context, model string, all []models.PassageVector) error {
	kept := make([]vector, len(all))
	dims := 0
	for i := range all {
		kept[i] = quantised(model, all[i].Vector)
		dims = max(dims, len(kept[i].numbers))
	}
	return s.Do(ctx, func(tx *Tx) error {
		for i := range all {
			if err := keepVector(tx, all[i], kept[i]); err != nil {
				return err
			}
		}
		if dims > 0 {
			if _, err := tx.Exec("DELETE FROM passage_vectors WHERE model = $1 AND dims NOT IN (0, $2)", model, dims); err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE counters SET value = value + 1 WHERE name = 'vectors'")
		return err
	})
}

func keepVector(tx *Tx, of models.PassageVector, v vector) error {
	var title, heading, text string
	err := tx.Row("SELECT a.title, p.heading, p.text FROM passages p CROSS JOIN articles a ON a.num = p.article_num WHERE p.num = $1", of.Num).Scan(&title, &heading, &text)
	if errors.Is(err, models.ErrNotFound) || err == nil && saidBy(title, heading, text) != of.Said {
		return nil
	}
	if err != nil {
		return err
	}
	return putVector(tx, of.Num, of.Said, v)
}

func putVector(tx *Tx, num int64, said [32]byte, v vector) error {
	_, err := tx.Exec(`INSERT INTO passage_vectors (passage_num, model, dims, scale, said, vector) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (passage_num) DO UPDATE SET model = excluded.model, dims = excluded.dims, scale = excluded.scale, said = excluded.said, vector = excluded.vector`,
		num, v.model, len(v.numbers), v.scale, said[:], v.numbers)
	return err
}

// vectorsOf are those of an article's passages, by what they say.
func vectorsOf(tx *Tx, article int64) (map[[32]byte]vector, error) {
	all := map[[32]byte]vector{}
	err := tx.Each(`SELECT pv.said, pv.model, pv.scale, pv.vector FROM passages p CROSS JOIN passage_vectors pv ON pv.passage_num = p.num
		WHERE p.article_num = $1`, []any{article}, func(row scanner) error {
		var said []byte
		var v vector
		err := row.Scan(&said, &v.model, &v.scale, &v.numbers)
		if err == nil && len(said) == len([32]byte{}) {
			all[[32]byte(said)] = v
		}
		return err
	})
	return all, err
}

// EmbeddingUse implements models.PassageVectors.
func (s *Store) EmbeddingUse(ctx context.Context, now time.Time) (int64, error) {
	var tokens int64
	err := s.reads(ctx).Row("SELECT COALESCE((SELECT u.tokens FROM ai_use u WHERE u.day = $1 AND u.scope = ''), 0)", dayOf(now)).Scan(&tokens)
	return tokens, err
}

// UseForEmbedding implements models.PassageVectors.
func (s *Store) UseForEmbedding(ctx context.Context, used models.AIDay, now time.Time) error {
	used.Day, used.Bot, used.Port, used.Answers = now, "", models.AIEmbedded, 0
	used.TokensIn, used.TokensOut, used.TokensEmbedded = 0, 0, models.TokensSaid(used.TokensEmbedded)
	return s.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec(`INSERT INTO ai_use (day, scope, tokens, answers) VALUES ($1, '', $2, 0)
			ON CONFLICT (day, scope) DO UPDATE SET tokens = ai_use.tokens + excluded.tokens`, dayOf(now), used.TokensEmbedded)
		if err != nil {
			return err
		}
		return addToDay(tx, used)
	})
}
