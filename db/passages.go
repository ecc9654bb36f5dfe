package db

import (
	"context"
	"strings"

	"deskbell/models"
	"deskbell/models/answer"
)

// How much is looked at for one question: passages that are ranked, and rows that the index reads for all its words.
const (
	mostCandidates  = 40
	mostIndexRows   = 8_000
	usualPassages   = 6
	mostPassages    = 50
	mostOfOneSource = 2 // passages of the same article
)

// FindPassages implements models.Passages. Nothing in the words is an operator.
func (s *Store) FindPassages(ctx context.Context, q models.PassageQuery) ([]models.Passage, error) {
	on := s.reads(ctx)
	known, err := s.passages.known(ctx, on)
	if err != nil {
		return nil, err
	}
	lexicon := s.passages.lexicon()
	question := lexicon.Question(q.Words, q.Language, known.languages)
	lexicon.Weigh(question, known.vocabulary)
	words := question.Words(known.vocabulary, mostIndexRows)
	if len(words) == 0 {
		return nil, nil
	}
	found, candidates, err := passagesWith(on, words, q.Category)
	if err != nil {
		return nil, err
	}
	return bestOf(found, question.Rank(candidates), q.Limit, func(i int) string {
		return lexicon.Best(question, candidates[i], found[i].Text)
	}), nil
}

// passagesWith are passages that have some of the words, those that the index finds best.
func passagesWith(on asker, words []string, category string) ([]models.Passage, []answer.Candidate, error) {
	var found []models.Passage
	var candidates []answer.Candidate
	err := on.Each(searchPassages, []any{category, `"` + strings.Join(words, `" OR "`) + `"`, mostCandidates}, func(row scanner) error {
		var p models.Passage
		var c answer.Candidate
		err := row.Scan(&p.Article, &p.Slug, &p.Title, &p.Language, &p.Heading, &p.Text, &c.Title, &c.Heading, &c.Words, &c.BM25)
		c.Article, c.Language = p.Article, p.Language
		found, candidates = append(found, p), append(candidates, c)
		return err
	})
	return found, candidates, err
}

// Each word is one that the index has, so that it can stand in quotation marks.
const searchPassages = `SELECT a.id, a.slug, a.title, a.language, p.heading, p.text, p.title_words, p.heading_words, p.words, best.rank
	FROM (SELECT f.rowid AS num, bm25(passages_found, 6.0, 3.0, 1.0) AS rank
		FROM passages_found f CROSS JOIN passages o ON o.num = f.rowid CROSS JOIN articles b ON b.num = o.article_num
		WHERE b.published AND ($1 = '' OR b.category = $1) AND passages_found MATCH $2 ORDER BY rank, f.rowid LIMIT CAST($3 AS BIGINT)) best
	CROSS JOIN passages p ON p.num = best.num CROSS JOIN articles a ON a.num = p.article_num ORDER BY best.rank, p.num`

// bestOf are those of found that are ranked first; say gives what is said of one.
func bestOf(found []models.Passage, ranked []answer.Ranked, limit int, say func(i int) string) []models.Passage {
	if limit <= 0 {
		limit = usualPassages
	}
	limit = min(limit, mostPassages)
	var best []models.Passage
	of := map[string]int{}
	for _, r := range ranked {
		p := found[r.Candidate]
		if of[p.Article]++; of[p.Article] > mostOfOneSource {
			continue
		}
		p.Score, p.Fits, p.Best = r.Score, r.Fits, say(r.Candidate)
		if best = append(best, p); len(best) == limit {
			break
		}
	}
	return best
}
