package admin

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"time"

	"deskbell/models"
)

// The lists of the page, as addresses and forms call them.
const (
	AIListMissed = "missed"
	AIListRated  = "rated"
)

// AISpans are for how many days one can ask.
func AISpans() []int { return []int{7, 30, 90} }

// AIAnswersPage is what the AI has answered.
type AIAnswersPage struct {
	Me            *models.Agent
	Days          int
	Bot           models.BotID // "": all
	Bots          []models.Bot // that he may see
	From, To      time.Time    // days of UTC, both are in it
	Sums          []models.AIDay
	Prices        models.AISettings
	Missed, Rated AIList
	Troubles      []models.AITrouble
	DoneIn        string // the list in which something was dealt with; "" for none
	DoneAt        int64  // when that was, in unix ms
}

// AIList is a page of questions.
type AIList struct {
	Key         string
	Asked       []models.AIAsked
	All         int
	Page, Pages int
	Bounded     bool // there may be more than were looked at
}

// path is the page with another choice.
func (p AIAnswersPage) path(days int, bot models.BotID) string { return p.at(days, bot, nil) }

func (p AIAnswersPage) at(days int, bot models.BotID, more url.Values) string {
	query := url.Values{"days": {strconv.Itoa(days)}}
	if bot != "" {
		query.Set("bot", string(bot))
	}
	for name, values := range more {
		query[name] = values
	}
	return "/settings/ai/answers?" + query.Encode()
}

// listPage is another page of a list.
func (p AIAnswersPage) listPage(list string, page int) string {
	return p.at(p.Days, p.Bot, url.Values{list: {strconv.Itoa(page)}}) + "#" + list
}

// After is where one comes back to after something was dealt with.
func (p AIAnswersPage) After(page int, at int64) string {
	more := url.Values{}
	if page > 1 {
		more.Set(p.DoneIn, strconv.Itoa(page))
	}
	if at > 0 {
		more.Set("done", p.DoneIn)
		more.Set("at", strconv.FormatInt(at, 10))
	}
	return p.at(p.Days, p.Bot, more) + "#" + p.DoneIn
}

// aiShare is how many answers ended in a way.
type aiShare struct {
	words   string
	n       int
	percent float64
}

// shares are the ends of what visitors have asked.
func (p AIAnswersPage) shares() []aiShare {
	all, sum := []aiShare{{words: "Answered"}, {words: "Nothing found"}, {words: "A person was asked for"}, {words: "Failed"}, {words: "Not waited for any more"}}, 0
	ports := []models.AIPort{models.AIAnswered, models.AINotFound, models.AIWantsPerson, models.AIFailed, models.AIDropped}
	for _, d := range p.Sums {
		if i := slices.Index(ports, d.Port); i >= 0 {
			all[i].n += d.Answers
			sum += d.Answers
		}
	}
	for i := range all {
		all[i].percent = 100 * float64(all[i].n) / float64(max(sum, 1))
	}
	return all
}

// drafts is how often an agent was helped.
func (p AIAnswersPage) drafts() int {
	n := 0
	for _, d := range p.Sums {
		if d.Port == models.AIBeside {
			n += d.Answers
		}
	}
	return n
}

// asked is how many answers visitors were given, or would have been.
func (p AIAnswersPage) asked() int {
	n := 0
	for _, s := range p.shares() {
		n += s.n
	}
	return n
}

func percentWords(n float64) string {
	if n > 0 && n < 1 {
		return "< 1 %"
	}
	return strconv.Itoa(int(math.Round(n))) + " %"
}

// newArticle is the form of an article about a question.
func newArticle(question string) string {
	return "/articles/new?" + url.Values{"title": {models.CleanLine(question, models.LongestTitle)}}.Encode()
}

// times is how often something went wrong; "" for once.
func times(t models.AITrouble) string {
	switch {
	case t.AtLeast:
		return "at least " + counted(t.Times, "time", "times") + ", last "
	case t.Times > 1:
		return thousands(int64(t.Times)) + " times, last "
	}
	return ""
}
