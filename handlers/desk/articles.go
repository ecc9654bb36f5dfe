package desk

import (
	"context"
	"net/http"
	"slices"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// mostArticles is how many are listed at once; a search finds the others.
const mostArticles = 40

// articles are those to choose from: the whole dialog or, while one types, the list alone.
func (d *desk) articles(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.conversation(r, me)
	if err != nil {
		return err
	}
	query, err := web.Field(r, "q", 200)
	if err != nil {
		return err
	}
	query = models.CleanLine(query, 200)
	found, err := d.Articles.Articles(r.Context(), models.Reader{}, models.ArticleQuery{Words: query, Limit: mostArticles})
	if err != nil {
		return err
	}
	if r.URL.Query().Has("q") {
		chosen := r.URL.Query().Get("slug")
		return web.Render(w, r, http.StatusOK, view.Articles(d.withChosen(r.Context(), found, chosen), query, chosen))
	}
	return web.Render(w, r, http.StatusOK, view.ArticlesForm(c.ID, found))
}

// withChosen keeps an article in the list that was chosen before one went on looking.
func (d *desk) withChosen(ctx context.Context, found []models.Article, slug string) []models.Article {
	if slug == "" || slices.ContainsFunc(found, func(a models.Article) bool { return a.Slug == slug }) {
		return found
	}
	a, err := d.Articles.ArticleBySlug(ctx, models.Reader{}, slug)
	if err != nil {
		return found
	}
	return append([]models.Article{*a}, found...)
}

// article is one as the visitor would read it.
func (d *desk) article(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if _, err := d.conversation(r, me); err != nil {
		return err
	}
	a, err := d.Articles.ArticleBySlug(r.Context(), models.Reader{}, web.Param(r, "article"))
	if err != nil {
		return err
	}
	body, err := d.prose.HTML(a.Body)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.ArticlePreview(*a, body))
}

// sendArticle shows an article to the visitor, with a line of words or without.
func (d *desk) sendArticle(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if _, err := d.posted(r, me); err != nil {
		return err
	}
	if err := d.says.Check(string(me.ID), d.Now()); err != nil {
		return err
	}
	form := r.PostForm
	if form.Get("slug") == "" {
		return &models.Error{Code: models.CodeInvalid, Field: "slug", Message: "Choose an article first."}
	}
	return d.turn(w, r, models.SendArticle(models.Sending{Agent: me.ID, ClientID: form.Get("client_id"),
		Article: form.Get("slug"), Text: form.Get("text"), Now: d.Now()}))
}
