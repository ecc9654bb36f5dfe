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

// near finds passages by what is sought means, all within one time. Where it errors it may still have those of some.
func (a *Answerer) near(ctx context.Context, t *talk, all []sought) ([][]models.Passage, error) {
	ctx, cancel := context.WithTimeout(ctx, rankWithin)
	defer cancel()
	vectors, err := a.meanings(ctx, t, all)
	near := make([][]models.Passage, len(vectors))
	for i, vector := range vectors {
		if vector == nil {
			continue
		}
		var wrong error
		if near[i], wrong = a.Vectors.NearPassages(ctx, t.settings.Meaning(), vector, all[i].query); wrong != nil {
			return near, wrong
		}
	}
	return near, err
}

// meanings are the vectors of what is sought, asked for in one request. A service that does not take that may take one
// text at a time; the vector of one that it does not take at all is nil, with an error.
func (a *Answerer) meanings(ctx context.Context, t *talk, all []sought) ([][]float32, error) {
	texts := make([]string, len(all))
	for i := range all {
		texts[i] = mask(all[i].query.Words)
	}
	vectors, used, err := a.Provider.embed(ctx, t.settings, texts)
	t.embedded += used
	if err == nil || !unfit(err) || len(texts) == 1 {
		return vectors, err
	}
	vectors, err = make([][]float32, len(texts)), nil
	for i := range texts {
		one, used, wrong := a.Provider.embed(ctx, t.settings, texts[i:i+1])
		t.embedded += used
		switch {
		case wrong == nil:
			vectors[i] = one[0]
		case unfit(wrong):
			err = wrong
		default:
			return vectors, wrong
		}
	}
	return vectors, err
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
