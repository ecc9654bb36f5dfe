// Package help is the public articles.
package help

import (
	"bytes"
	"net/http"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/help"
)

type help struct {
	articles models.Articles
	policy   *bluemonday.Policy
	searches *web.Limiter
	now      func() time.Time
}

// Mount puts the routes on the server.
func Mount(s *web.Server, articles models.Articles, now func() time.Time) {
	h := &help{articles: articles, policy: policy(), searches: web.NewLimiter(2, 30, 50_000), now: now}
	s.Handle("GET", "/help", h.index)
	s.Handle("GET", "/help/:article", h.article)
}

// index lists the published articles, or those that a search finds.
func (h *help) index(w http.ResponseWriter, r *http.Request) error {
	query := models.CleanLine(r.URL.Query().Get("q"), 200)
	page := view.IndexPage{Query: query}
	var err error
	if query == "" {
		page.Articles, err = h.articles.Articles(r.Context(), true)
	} else if ok, wait := h.searches.Allow(web.AddressKey(r), h.now()); !ok {
		return web.TooMany(wait)
	} else {
		page.Articles, err = h.articles.SearchArticles(r.Context(), query, 20)
	}
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Index(page))
}

func (h *help) article(w http.ResponseWriter, r *http.Request) error {
	a, err := h.articles.ArticleBySlug(r.Context(), web.Param(r, "article"))
	if err != nil {
		return err
	}
	if !a.Published {
		return models.ErrNotFound
	}
	var body bytes.Buffer
	if err := goldmark.Convert([]byte(a.Body), &body); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Article(*a, h.policy.SanitizeReader(&body).String()))
}

// policy is what may stand in an article: words, lists, quotes, code and links, no images and no
// styles, whoever wrote it.
func policy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "hr")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}
