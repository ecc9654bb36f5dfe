package help

import (
	"net/http"
	"slices"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/help"
)

// fewParts is how many headings an article has at least that shows what is in it.
const fewParts = 3

// article is one page. A draft is there for who writes articles, and for nobody else. What had another address
// before is found by it.
func (h *help) article(w http.ResponseWriter, r *http.Request) error {
	slug := web.Param(r, "article")
	a, err := h.Articles.ArticleBySlug(r.Context(), models.Reader{}, slug)
	if models.CodeOf(err) == models.CodeNotFound {
		return h.draft(w, r, slug)
	}
	if err != nil {
		return err
	}
	if a.Slug != slug {
		w.Header().Set("Cache-Control", "public, max-age=300") // it may have its old address again one day
		http.Redirect(w, r, a.ArticlePath(), http.StatusMovedPermanently)
		return nil
	}
	p, err := h.page(r, models.Reader{}, a)
	if err != nil {
		return err
	}
	return web.RenderPublic(w, r, view.Article(p))
}

// draft is the page as it would be. Whoever may not see it is told what everybody is told of what is not there.
func (h *help) draft(w http.ResponseWriter, r *http.Request, slug string) error {
	if _, _, in := h.Sessions.Signed(r.Context()); !in {
		return models.ErrNotFound
	}
	me, err := h.Sessions.Permitted(r.Context(), h.Team, models.PermitArticles)
	if err != nil {
		return models.ErrNotFound
	}
	who := models.Reader{Agent: me}
	a, err := h.Articles.ArticleBySlug(r.Context(), who, slug)
	if err != nil {
		return err
	}
	p, err := h.page(r, who, a)
	if err != nil {
		return err
	}
	p.Draft, p.Hidden, p.Edit = true, true, "/articles/"+a.ID+"/edit"
	return web.Render(w, r, http.StatusOK, view.Article(p))
}

// page is all that stands on the page of an article.
func (h *help) page(r *http.Request, who models.Reader, a *models.Article) (view.ArticlePage, error) {
	p := view.ArticlePage{Article: *a}
	p.Head = view.Head{Title: view.ArticleTitle(*a), Description: a.Summary(), Canonical: h.Base + a.ArticlePath(), Language: a.Language}
	drawn, err := h.prose.Draw(a.Body)
	if err != nil {
		return p, err
	}
	p.Body, p.Contents = drawn.HTML, parts(drawn.Headings)
	same, err := h.Articles.ArticleGroup(r.Context(), who, a)
	if err != nil {
		return p, err
	}
	p.Also = slices.DeleteFunc(same, func(other models.Article) bool { return other.ID == a.ID || !other.Published })
	if len(p.Also) > 0 {
		p.Alternates = append(p.Alternates, view.Alternate{Language: a.Language, Address: p.Canonical})
		for i := range p.Also {
			p.Alternates = append(p.Alternates, view.Alternate{Language: p.Also[i].Language, Address: h.Base + p.Also[i].ArticlePath()})
		}
	}
	if a.Category != "" {
		p.More, err = h.more(r, a)
	}
	return p, err
}

// more are some of the same category and language.
func (h *help) more(r *http.Request, a *models.Article) ([]models.Article, error) {
	all, err := h.Articles.Articles(r.Context(), models.Reader{}, models.ArticleQuery{Language: a.Language})
	all = slices.DeleteFunc(all, func(other models.Article) bool { return other.Category != a.Category || other.ID == a.ID })
	return all[:min(len(all), mostMore)], err
}

// parts are the headings of the two highest levels, where there are some.
func parts(all []web.Heading) []view.Part {
	var found []view.Part
	for _, one := range all {
		if one.Level <= 3 {
			found = append(found, view.Part{ID: one.ID, Text: one.Text, Inner: one.Level == 3})
		}
	}
	if len(found) < fewParts {
		return nil
	}
	return found
}
