package ai

import (
	"cmp"
	"context"
	"slices"
	"time"

	"deskbell/models"
)

// The bounds of finding by meaning: how long it may take of an answer's time, and how many passages each way gives.
const (
	rankWithin = 5 * time.Second
	mostRanked = 24
	// fuse is the constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009).
	fuse = 60
)

// near finds passages by what the words mean, and says how many tokens that took.
func (a *Answerer) near(ctx context.Context, s models.AISettings, q models.PassageQuery) ([]models.Passage, int64, error) {
	ctx, cancel := context.WithTimeout(ctx, rankWithin)
	defer cancel()
	got, used, err := a.Provider.embed(ctx, s, []string{mask(q.Words)})
	if err != nil {
		return nil, used, err
	}
	found, err := a.Vectors.NearPassages(ctx, s.Meaning(), got[0], q)
	return found, used, err
}

// fused is one order of both: what both ways find early comes first. Whether a passage fits its words have said.
func fused(byWords, byMeaning []models.Passage) []models.Passage {
	type place struct{ article, heading, text string }
	var all []models.Passage
	at, score := map[place]int{}, []float64(nil)
	for _, found := range [][]models.Passage{byWords, byMeaning} {
		for rank, p := range found {
			key := place{p.Article, p.Heading, p.Text}
			i, known := at[key]
			if !known {
				i = len(all)
				at[key], all, score = i, append(all, p), append(score, 0)
			}
			score[i] += 1 / float64(fuse+rank+1)
		}
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	ranked := make([]models.Passage, len(all))
	for n, i := range order {
		ranked[n] = all[i]
	}
	return ranked
}
