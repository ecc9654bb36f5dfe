package ai

import (
	"strings"

	"deskbell/models"
)

// passageText is a passage as an answer of its own: what of it answers best, with its heading, where its words do not begin
// with that. The rest is to be read in the article, which is named as its source.
func (a *Answerer) passageText(p models.Passage) string {
	said := p.Best
	if said == "" {
		said = p.Text
	}
	text := a.cleaner.clean(said, known(p.Text), mostShown)
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
