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

// mostRanked are looked at by meaning.
const mostRanked = 24

// search finds passages for a model: by their words, and where there is a model for embeddings by their meaning as
// well.
func (a *Answerer) search(ctx context.Context, t *talk, j job, words string) ([]models.Passage, error) {
	if t.settings.Embedding == "" {
		return a.Passages.FindPassages(ctx, a.query(j, words, atFirst))
	}
	found, err := a.Passages.FindPassages(ctx, a.query(j, words, mostRanked))
	if err != nil || len(found) < 2 {
		return found, err
	}
	ranked, used, err := a.ranker.rank(ctx, t.settings, mask(words), found)
	t.in += used
	if err != nil { // the order by words is good enough
		a.Log.Warn("embeddings", "problem", sentence(err, t.settings))
		ranked = found
	}
	return ranked[:min(len(ranked), atFirst)], nil
}
