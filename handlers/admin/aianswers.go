package admin

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

const (
	// askedAPage is how many questions a list has, of mostAsked that are looked at.
	askedAPage = 20
	mostAsked  = 500
)

// aiSpan is what the page was asked for, from an address or from a form: how many days, and of which bot.
func (a *admin) aiSpan(r *http.Request, me *models.Agent) (view.AIAnswersPage, models.AIReportQuery, error) {
	p := view.AIAnswersPage{Me: me, Days: 30, Bot: models.BotID(r.FormValue("bot"))}
	if n, err := strconv.Atoi(r.FormValue("days")); err == nil && slices.Contains(view.AISpans(), n) {
		p.Days = n
	}
	p.To = a.Now().Truncate(24 * time.Hour)
	p.From = p.To.AddDate(0, 0, 1-p.Days)
	all, err := a.Bots.Bots(r.Context())
	if err != nil {
		return p, models.AIReportQuery{}, err
	}
	p.Bots = slices.DeleteFunc(all, func(b models.Bot) bool { return !me.MaySee(b.ID) })
	if p.Bot != "" && !slices.ContainsFunc(p.Bots, func(b models.Bot) bool { return b.ID == p.Bot }) {
		err = models.ErrNotFound
	}
	return p, models.AIReportQuery{Bot: p.Bot, From: p.From, To: p.To, Limit: mostAsked}, err
}

// aiAnswers tells what was answered and what that cost, and which questions want an article.
func (a *admin) aiAnswers(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, q, err := a.aiSpan(r, me)
	if err != nil {
		return err
	}
	who := models.Reader{Agent: me}
	if p.Sums, err = a.AIReports.AIDays(r.Context(), who, q); err != nil {
		return err
	}
	if p.Prices, err = a.AI.AISettings(r.Context()); err != nil {
		return err
	}
	missed, err := a.AIReports.AIMissed(r.Context(), who, q)
	if err != nil {
		return err
	}
	rated, err := a.AIReports.AIRated(r.Context(), who, q)
	if err != nil {
		return err
	}
	if p.Troubles, err = a.AIReports.AITroubles(r.Context(), who, q); err != nil {
		return err
	}
	p.Missed = pageOfAsked(r, view.AIListMissed, models.GroupAIQuestions(missed))
	p.Rated = pageOfAsked(r, view.AIListRated, eachAsked(rated))
	p.Missed.Bounded, p.Rated.Bounded = len(missed) == mostAsked, len(rated) == mostAsked
	if at, err := strconv.ParseInt(r.URL.Query().Get("at"), 10, 64); err == nil && at > 0 {
		p.DoneIn, p.DoneAt = r.URL.Query().Get("done"), at
	}
	return web.Render(w, r, http.StatusOK, view.AIAnswers(p))
}

// eachAsked takes every question by itself: what was said to the same words may have been another thing.
func eachAsked(all []models.AIQuestion) []models.AIAsked {
	asked := make([]models.AIAsked, len(all))
	for i, q := range all {
		asked[i] = models.AIAsked{AIQuestion: q, IDs: []string{q.ID}}
	}
	return asked
}

// pageOfAsked is the page of a list that its name is given for in the address; behind the end it is the last one.
func pageOfAsked(r *http.Request, list string, all []models.AIAsked) view.AIList {
	page, err := strconv.Atoi(r.URL.Query().Get(list))
	if err != nil {
		page = 1
	}
	pages := max(1, (len(all)+askedAPage-1)/askedAPage)
	page = min(max(page, 1), pages)
	return view.AIList{Key: list, All: len(all), Page: page, Pages: pages, Asked: all[(page-1)*askedAPage : min(page*askedAPage, len(all))]}
}

// aiDone notes of a question, and of those with the same words, that somebody has dealt with it.
func (a *admin) aiDone(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return a.aiDeal(w, r, me, func(p view.AIAnswersPage, found []models.AIAsked) error {
		i := slices.IndexFunc(found, func(one models.AIAsked) bool { return slices.Contains(one.IDs, r.PostForm.Get("id")) })
		if i < 0 {
			return a.backToAnswers(w, r, p, 0) // somebody was faster
		}
		now := a.Now()
		at := now.UnixMilli()
		n, err := a.AIReports.DealWithAI(r.Context(), models.Reader{Agent: me}, found[i].IDs, now)
		if err != nil {
			return err
		}
		if n == 0 {
			at = 0
		}
		return a.backToAnswers(w, r, p, at)
	})
}

// aiUndo takes that back, for all that were dealt with at that moment.
func (a *admin) aiUndo(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return a.aiDeal(w, r, me, func(p view.AIAnswersPage, found []models.AIAsked) error {
		var ids []string
		for _, one := range found {
			ids = append(ids, one.IDs...)
		}
		if _, err := a.AIReports.DealWithAI(r.Context(), models.Reader{Agent: me}, ids, time.Time{}); err != nil {
			return err
		}
		return a.backToAnswers(w, r, p, 0)
	})
}

// aiDeal reads the list that a form is about: what is open, or with "at" what was dealt with then.
func (a *admin) aiDeal(w http.ResponseWriter, r *http.Request, me *models.Agent, next func(view.AIAnswersPage, []models.AIAsked) error) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	p, q, err := a.aiSpan(r, me)
	if err != nil {
		return err
	}
	if at := r.PostForm.Get("at"); at != "" {
		n, err := strconv.ParseInt(at, 10, 64)
		if err != nil || n < 1 {
			return models.ErrNotFound
		}
		q.Dealt = time.UnixMilli(n)
	}
	who := models.Reader{Agent: me}
	var found []models.AIAsked
	switch p.DoneIn = r.PostForm.Get("list"); p.DoneIn {
	case view.AIListMissed:
		var all []models.AIQuestion
		all, err = a.AIReports.AIMissed(r.Context(), who, q)
		found = models.GroupAIQuestions(all)
	case view.AIListRated:
		var all []models.AIQuestion
		all, err = a.AIReports.AIRated(r.Context(), who, q)
		found = eachAsked(all)
	default:
		err = models.ErrNotFound
	}
	if err != nil {
		return err
	}
	return next(p, found)
}

// backToAnswers leads to the list; at is when something was dealt with there, which can be taken back; 0: nothing.
func (a *admin) backToAnswers(w http.ResponseWriter, r *http.Request, p view.AIAnswersPage, at int64) error {
	page, _ := strconv.Atoi(r.PostForm.Get("page"))
	http.Redirect(w, r, p.After(page, at), http.StatusSeeOther)
	return nil
}
