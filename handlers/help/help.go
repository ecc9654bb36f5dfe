// Package help is the public articles. Addresses in what search engines read are made of Base alone, whatever Host
// somebody has asked for.
package help

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/help"
)

const (
	mostFound = 20
	mostMore  = 6
)

// Options is what these pages need.
type Options struct {
	Articles models.Articles
	Team     models.Team
	Sessions *web.Sessions
	Now      func() time.Time
	Base     string // what public addresses begin with
}

type help struct {
	Options
	prose    *web.Prose
	searches *web.Limiter
}

// Mount puts the routes on the server.
func Mount(s *web.Server, o Options) {
	h := &help{Options: o, prose: web.NewProse(), searches: web.NewLimiter(2, 30, 50_000)}
	s.Handle("GET", "/help", h.index, web.NoSession())
	s.Handle("GET", "/help/:article", h.article)
}

// index lists the published articles of a language, or those that a search finds.
func (h *help) index(w http.ResponseWriter, r *http.Request) error {
	get := r.URL.Query()
	query := models.CleanLine(get.Get("q"), 200)
	if query != "" {
		if ok, wait := h.searches.Allow(web.AddressKey(r), h.Now()); !ok {
			return web.TooMany(wait)
		}
	}
	all, err := h.Articles.Articles(r.Context(), models.Reader{}, models.ArticleQuery{})
	if err != nil {
		return err
	}
	p := view.IndexPage{Query: query, Languages: languagesOf(all)}
	p.Language = chosen(get.Get("lang"), r.Header.Get("Accept-Language"), p.Languages)
	p.Head = h.indexHead(p)
	if query != "" {
		p.Articles, p.Elsewhere, err = h.found(r, p)
	} else {
		p.Articles = slices.DeleteFunc(all, func(a models.Article) bool { return a.Language != p.Language })
	}
	if err != nil {
		return err
	}
	return web.RenderPublic(w, r, view.Index(p), "Accept-Language")
}

// found are the articles of a search: in the language of the page or, where it has none, in any.
func (h *help) found(r *http.Request, p view.IndexPage) (all []models.Article, elsewhere bool, err error) {
	for _, language := range []string{p.Language, ""} {
		all, err = h.Articles.Articles(r.Context(), models.Reader{}, models.ArticleQuery{Words: p.Query, Language: language, Limit: mostFound})
		if err != nil || len(all) > 0 {
			return all, language != p.Language && len(all) > 0, err
		}
	}
	return nil, false, nil
}

// languagesOf are those of the articles, the one with most of them first.
func languagesOf(all []models.Article) []string {
	counts, tags := map[string]int{}, []string(nil)
	for i := range all {
		if counts[all[i].Language]++; counts[all[i].Language] == 1 {
			tags = append(tags, all[i].Language)
		}
	}
	slices.SortStableFunc(tags, func(a, b string) int { return counts[b] - counts[a] })
	return tags
}

// chosen is the language that is asked for, else one that the browser accepts, else the first; "" of none.
func chosen(asked, accepts string, have []string) string {
	for _, wish := range []string{asked, accepts} {
		if best := models.BestLanguage(wish, have); best != "" {
			return best
		}
	}
	if len(have) == 0 {
		return ""
	}
	return have[0]
}

func (h *help) indexHead(p view.IndexPage) view.Head {
	head := view.Head{Title: view.IndexTitle(p.Language), Language: p.Language, Hidden: p.Query != "", Canonical: h.indexIn(p.Language)}
	if len(p.Languages) > 1 {
		for _, tag := range p.Languages {
			head.Alternates = append(head.Alternates, view.Alternate{Language: tag, Address: h.indexIn(tag)})
		}
		head.Alternates = append(head.Alternates, view.Alternate{Language: "x-default", Address: h.Base + "/help"})
	}
	return head
}

func (h *help) indexIn(tag string) string {
	if tag == "" {
		return h.Base + "/help"
	}
	return h.Base + "/help?" + url.Values{"lang": {tag}}.Encode()
}
