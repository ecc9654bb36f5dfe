package ai

import (
	"context"

	"deskbell/models"
)

// sought is something to find passages for, and those that were found.
type sought struct {
	query models.PassageQuery
	found []models.Passage
}

// search finds passages for a model, for each text: by their words, and where there is a model for embeddings by their
// meaning as well. All that is searched for at once is one request to the service.
func (a *Answerer) search(ctx context.Context, t *talk, j job, texts []string) ([]sought, error) {
	all := make([]sought, len(texts))
	for i, text := range texts {
		var err error
		if all[i], err = a.byWords(ctx, t, j, text); err != nil {
			return nil, err
		}
	}
	a.rank(ctx, t, all)
	return all, nil
}

// byWords finds as many as the order by their meaning, where there is one, needs.
func (a *Answerer) byWords(ctx context.Context, t *talk, j job, text string) (sought, error) {
	most := atFirst
	if t.settings.Meaning() != "" {
		most = mostRanked
	}
	s := sought{query: a.query(j, text, most)}
	var err error
	s.found, err = a.Passages.FindPassages(ctx, s.query)
	return s, err
}

// rank leaves the best of what was found by words, with what is found by meaning.
func (a *Answerer) rank(ctx context.Context, t *talk, all []sought) {
	if t.settings.Meaning() != "" && len(all) > 0 {
		near, err := a.near(ctx, t, all)
		if err != nil { // the order by words is good enough
			a.Log.Warn("embeddings", "problem", sentence(err, t.settings))
		}
		for i := range near {
			all[i].found = fused(all[i].found, near[i])
		}
	}
	for i := range all {
		all[i].found = all[i].found[:min(len(all[i].found), atFirst)]
	}
}
