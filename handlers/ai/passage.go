package ai

import (
	"context"
	"strings"

	"deskbell/models"
)

// passageText is a passage as an answer of its own: with its heading, where its words do not begin with that.
func (a *Answerer) passageText(p models.Passage) string {
	text := a.cleaner.clean(p.Text, known(p.Text), mostShown)
	heading := p.Heading
	if i := strings.LastIndex(heading, "›"); i >= 0 {
		heading = heading[i+len("›"):]
	}
	heading = models.CleanLine(strings.NewReplacer("*", "", "_", "", "`", "", "[", "(", "]", ")").Replace(heading), 150)
	heading = known(p.Text).guard(heading)
	if text == "" || heading == "" || strings.HasPrefix(strings.Trim(text, "*# "), heading) {
		return text
	}
	return "**" + heading + "**\n\n" + text
}

// search finds passages for a model: by their words, and where there is a model for embeddings by their meaning as
// well.
func (a *Answerer) search(ctx context.Context, t *talk, j job, words string) ([]models.Passage, error) {
	if t.settings.Meaning() == "" {
		return a.Passages.FindPassages(ctx, a.query(j, words, atFirst))
	}
	q := a.query(j, words, mostRanked)
	found, err := a.Passages.FindPassages(ctx, q)
	if err != nil {
		return nil, err
	}
	near, used, err := a.near(ctx, t.settings, q)
	t.in += used
	if err != nil { // the order by words is good enough
		a.Log.Warn("embeddings", "problem", sentence(err, t.settings))
	} else {
		found = fused(found, near)
	}
	return found[:min(len(found), atFirst)], nil
}
