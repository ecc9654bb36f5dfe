package admin

import (
	"net/http"
	"slices"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// mostListed is how many articles a page shows; a search finds the others.
const mostListed = 500

func (a *admin) mountArticles(s *web.Server) {
	s.Handle("GET", "/articles", a.only(models.PermitAnswer, a.articles))
	page := func(method, path string, h action, o ...web.RouteOption) {
		s.Handle(method, path, a.only(models.PermitArticles, h), o...)
	}
	long := web.Body(2 << 20) // an article of MostArticle characters, as a form writes them
	page("GET", "/articles/new", a.newArticle)
	page("POST", "/articles", a.saveArticle, long)
	page("POST", "/articles/preview", a.previewArticle, long)
	page("POST", "/articles/media", a.articleMedia, web.Upload(mostPicture))
	page("POST", "/articles/categories", a.renameArticles)
	page("GET", "/articles/:article/edit", a.editArticle)
	page("POST", "/articles/:article", a.saveArticle, long)
	page("GET", "/articles/:article/delete", a.askArticle)
	page("POST", "/articles/:article/delete", a.deleteArticle)
	a.mountImports(s)
}

// articles is the list, or those of it that are looked for; drafts are in it for who writes them.
func (a *admin) articles(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, err := a.articlesPage(r, me)
	if err != nil {
		return err
	}
	if web.IsHTMX(r) {
		w.Header().Set("HX-Replace-Url", p.Address())
		return web.Render(w, r, http.StatusOK, view.ArticleList(p))
	}
	return web.Render(w, r, http.StatusOK, view.Articles(p))
}

func (a *admin) articlesPage(r *http.Request, me *models.Agent) (view.ArticlesPage, error) {
	get := r.URL.Query()
	p := view.ArticlesPage{Me: me, Query: models.CleanLine(strings.TrimSpace(get.Get("q")), 200), Language: models.CleanLine(get.Get("lang"), 40),
		State: get.Get("state"), Done: articleDone(get.Get("done"))}
	who := models.Reader{Agent: me}
	all, err := a.Articles.Articles(r.Context(), who, models.ArticleQuery{})
	if err != nil {
		return p, err
	}
	p.All, p.Languages = len(all), languagesOf(all)
	if p.Query != "" {
		if all, err = a.Articles.Articles(r.Context(), who, models.ArticleQuery{Words: p.Query}); err != nil {
			return p, err
		}
	}
	p.Articles = slices.DeleteFunc(all, func(a models.Article) bool {
		return p.Language != "" && a.Language != p.Language || p.State == view.StatePublished && !a.Published || p.State == view.StateDraft && a.Published
	})
	p.More = len(p.Articles) > mostListed
	p.Articles = p.Articles[:min(len(p.Articles), mostListed)]
	if get.Has("rename") && me.Role.May(models.PermitArticles) {
		p.Renamed, p.Rename, p.Name = true, get.Get("rename"), get.Get("rename")
	}
	return p, nil
}

// languagesOf are those that articles are written in, each once, by their tags.
func languagesOf(all []models.Article) []string {
	var tags []string
	for i := range all {
		tags = append(tags, all[i].Language)
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// What was done to an article before a page was shown again, beside doneSaved and its like.
const (
	donePublished = "published"
	doneHidden    = "unpublished"
	doneRenamed   = "renamed"
)

func articleDone(what string) string {
	switch what {
	case doneMade:
		return "The article is kept as a draft. Only the team sees it."
	case doneSaved:
		return "Saved."
	case donePublished:
		return "It is published. Visitors find it from now on."
	case doneHidden:
		return "It is a draft again. Visitors no longer find it; flows that show it leave it out."
	case doneDeleted:
		return "The article is deleted."
	case doneRenamed:
		return "The category is renamed."
	}
	return ""
}

// renameArticles gives a category another name, or shows the list again with what was typed.
func (a *admin) renameArticles(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	from, to := r.PostForm.Get("from"), strings.TrimSpace(r.PostForm.Get("to"))
	n, err := a.ArticleDesk.RenameArticleCategory(r.Context(), models.Reader{Agent: me}, from, to)
	if models.CodeOf(err) == models.CodeInvalid {
		p, failed := a.articlesPage(r, me)
		if failed != nil {
			return failed
		}
		p.Renamed, p.Rename, p.Name, p.Problem = true, from, to, err.Error()
		return web.Render(w, r, http.StatusUnprocessableEntity, view.Articles(p))
	}
	if err != nil {
		return err
	}
	if from != to {
		web.Note(r, a.Audit, models.Act{By: me, What: models.ActArticleCategory, Object: view.CategoryName(to), Detail: "was: " + view.CategoryName(from) + ", " + view.ArticlesCount(n), Now: a.Now()})
	}
	http.Redirect(w, r, "/articles?done="+doneRenamed, http.StatusSeeOther)
	return nil
}
