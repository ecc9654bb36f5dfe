package db

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"deskbell/models"
)

// nearTimes is how many more are looked at than are wanted: of one article few are taken.
const nearTimes = 8

// NearPassages implements models.PassageVectors: it compares with every vector.
func (s *Store) NearPassages(ctx context.Context, model string, to []float32, q models.PassageQuery) ([]models.Passage, error) {
	asked := quantised(model, to)
	if asked.scale == 0 {
		return nil, nil
	}
	on := s.reads(ctx)
	limit := q.Limit
	if limit <= 0 {
		limit = usualPassages
	}
	limit = min(limit, mostPassages)
	near := nearest{to: asked.wide(), scale: asked.scale, most: limit * nearTimes}
	var err error
	if near.only, err = passagesIn(on, q.Category); err != nil {
		return nil, err
	}
	held, err := s.vectors.open(on, model, len(near.to))
	if err != nil {
		return nil, err
	}
	held.compare(&near)
	if held.more {
		err = near.rest(on, model, held.last())
	}
	if err != nil {
		return nil, err
	}
	return near.passages(on, q.Category, limit)
}

// passagesIn are those of a category; nil for all.
func passagesIn(on asker, category string) (map[int64]bool, error) {
	if category == "" {
		return nil, nil
	}
	in := map[int64]bool{}
	err := on.Each(`SELECT p.num FROM articles a CROSS JOIN passages p ON p.article_num = a.num
		WHERE a.published AND a.category = $1`, []any{category}, func(row scanner) error {
		var num int64
		err := row.Scan(&num)
		in[num] = true
		return err
	})
	return in, err
}

// nearest are the passages that are nearest so far.
type nearest struct {
	to    []int32
	scale float64
	most  int
	only  map[int64]bool
	best  []nearPassage // the nearest first
}

type nearPassage struct {
	num  int64
	near float64 // the cosine
}

func (n *nearest) look(num int64, scale float64, numbers []byte) {
	near := float64(product(numbers, n.to)) * scale * n.scale
	if near <= 0 || len(n.best) == n.most && near <= n.best[n.most-1].near || n.only != nil && !n.only[num] {
		return
	}
	place, _ := slices.BinarySearchFunc(n.best, near, func(p nearPassage, near float64) int {
		if p.near >= near {
			return -1
		}
		return 1
	})
	if len(n.best) == n.most {
		n.best = n.best[:n.most-1]
	}
	n.best = slices.Insert(n.best, place, nearPassage{num, near})
}

// rest compares with those that are not held in memory, one after the other.
func (n *nearest) rest(on asker, model string, after int64) error {
	return on.Each(vectorsAfter, []any{model, len(n.to), after}, func(row scanner) error {
		var num int64
		var scale float64
		var numbers sql.RawBytes
		err := row.Scan(&num, &scale, &numbers)
		if err == nil {
			n.look(num, scale, numbers)
		}
		return err
	})
}

const vectorsAfter = `SELECT pv.passage_num, pv.scale, pv.vector FROM passage_vectors pv
	WHERE pv.model = CAST($1 AS TEXT) AND pv.dims = CAST($2 AS BIGINT) AND pv.passage_num > CAST($3 AS BIGINT) ORDER BY pv.passage_num`

// passages reads the nearest. One that has gone in between is left out.
func (n *nearest) passages(on asker, category string, limit int) ([]models.Passage, error) {
	var found []models.Passage
	of := map[string]int{}
	for _, one := range n.best {
		if len(found) == limit {
			break
		}
		p := models.Passage{Score: min(one.near, 1)}
		err := on.Row(`SELECT a.id, a.slug, a.title, a.language, p.heading, p.text FROM passages p CROSS JOIN articles a ON a.num = p.article_num
			WHERE p.num = $1 AND a.published AND ($2 = '' OR a.category = $2)`, one.num, category).
			Scan(&p.Article, &p.Slug, &p.Title, &p.Language, &p.Heading, &p.Text)
		if errors.Is(err, models.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if of[p.Article]++; of[p.Article] <= mostOfOneSource {
			found = append(found, p)
		}
	}
	return found, nil
}
