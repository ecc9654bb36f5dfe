package db

import (
	"context"
	"encoding/json"

	"deskbell/models"
)

// importReport is what of an import is kept as JSON.
type importReport struct {
	New      int                    `json:"new"`
	Updated  int                    `json:"updated"`
	Same     int                    `json:"same"`
	Failed   int                    `json:"failed"`
	Problems []models.ImportProblem `json:"problems,omitempty"`
}

// BeginImport implements models.ArticleImports. The oldest ones are forgotten.
func (s *Store) BeginImport(ctx context.Context, who models.Reader, i *models.ArticleImport) error {
	if err := mayWriteArticles(who); err != nil {
		return err
	}
	id, err := newID()
	if err != nil {
		return err
	}
	i.ID, i.ByID, i.By, i.State, i.What = id, who.Agent.ID, who.Agent.Name, models.ImportGoing, models.CleanLine(i.What, 300)
	return s.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec(`INSERT INTO article_imports (id, by_id, by_name, what, state, at, ended_at, report) VALUES ($1, $2, $3, $4, $5, $6, 0, '{}')`,
			i.ID, string(i.ByID), i.By, i.What, i.State, ms(i.At))
		if err != nil {
			return err
		}
		_, err = tx.Exec(`DELETE FROM article_imports WHERE id NOT IN (SELECT n.id FROM article_imports n ORDER BY n.at DESC, n.id DESC LIMIT CAST($1 AS BIGINT))`,
			models.MostImportsKept)
		return err
	})
}

// EndImport implements models.ArticleImports.
func (s *Store) EndImport(ctx context.Context, who models.Reader, i models.ArticleImport) error {
	if err := mayWriteArticles(who); err != nil {
		return err
	}
	report, err := toJSON(importReport{i.New, i.Updated, i.Same, i.Failed, i.Problems})
	if err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE article_imports SET state = $1, ended_at = $2, report = $3 WHERE id = $4", i.State, ms(i.EndedAt), report, i.ID))
	})
}

const importColumns = `SELECT i.id, i.by_id, i.by_name, i.what, i.state, i.at, i.ended_at, i.report FROM article_imports i `

func scanImport(row scanner) (models.ArticleImport, error) {
	var i models.ArticleImport
	var report string
	if err := row.Scan(&i.ID, &i.ByID, &i.By, &i.What, &i.State, at{&i.At}, at{&i.EndedAt}, &report); err != nil {
		return i, err
	}
	var r importReport
	err := json.Unmarshal([]byte(report), &r)
	i.New, i.Updated, i.Same, i.Failed, i.Problems = r.New, r.Updated, r.Same, r.Failed, r.Problems
	return i, err
}

// ArticleImport implements models.ArticleImports.
func (s *Store) ArticleImport(ctx context.Context, who models.Reader, id string) (*models.ArticleImport, error) {
	if err := mayWriteArticles(who); err != nil {
		return nil, err
	}
	i, err := scanImport(s.reads(ctx).Row(importColumns+`WHERE i.id = $1`, id))
	if err != nil {
		return nil, err
	}
	err = s.reads(ctx).Each(`SELECT m.article_id, COALESCE(a.title, m.title), COALESCE(a.slug, ''), COALESCE(a.published, FALSE), m.before_it = '',
		COALESCE(a.updated_at, 0) <> m.stamp, m.taken_back FROM article_import_made m LEFT JOIN articles a ON a.id = m.article_id
		WHERE m.import_id = $1 ORDER BY 2, m.article_id`, []any{id}, func(row scanner) error {
		m := models.ImportMade{Import: id}
		var slug string
		err := row.Scan(&m.ID, &m.Title, &slug, &m.Published, &m.New, &m.Touched, &m.Back)
		if slug != "" {
			m.Path = (&models.Article{Slug: slug}).ArticlePath()
		}
		i.Made = append(i.Made, m)
		return err
	})
	return &i, err
}

// ArticleImports implements models.ArticleImports.
func (s *Store) ArticleImports(ctx context.Context, who models.Reader, most int) ([]models.ArticleImport, error) {
	if err := mayWriteArticles(who); err != nil {
		return nil, err
	}
	var all []models.ArticleImport
	err := s.reads(ctx).Each(importColumns+`ORDER BY i.at DESC, i.id DESC LIMIT CAST($1 AS BIGINT)`, []any{most}, func(row scanner) error {
		i, err := scanImport(row)
		all = append(all, i)
		return err
	})
	return all, err
}

// ArticleShelf implements models.ArticleImports.
func (s *Store) ArticleShelf(ctx context.Context, who models.Reader) (models.ArticleShelf, error) {
	var shelf models.ArticleShelf
	if err := mayWriteArticles(who); err != nil {
		return shelf, err
	}
	in, most := map[string]int{}, 0
	err := s.reads(ctx).Each(`SELECT a.category, a.language, COUNT(*) FROM articles a GROUP BY a.category, a.language ORDER BY a.category, a.language`, nil, func(row scanner) error {
		var category, language string
		var n int
		err := row.Scan(&category, &language, &n)
		if last := len(shelf.Categories) - 1; last < 0 || shelf.Categories[last] != category {
			shelf.Categories = append(shelf.Categories, category)
		}
		shelf.Count += n
		if in[language] += n; in[language] > most {
			shelf.Language, most = language, in[language]
		}
		return err
	})
	return shelf, err
}
