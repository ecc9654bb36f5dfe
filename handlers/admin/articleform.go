package admin

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// What the buttons of the form do beside saving.
const (
	actPublish   = "publish"
	actUnpublish = "unpublish"
)

// newArticle is an empty form; ?of= begins the same article in another language, ?title= one about something.
func (a *admin) newArticle(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	f := view.ArticleForm{SlugAuto: true}
	f.Title = models.CleanLine(r.URL.Query().Get("title"), models.LongestTitle)
	if id := r.URL.Query().Get("of"); id != "" {
		of, err := a.ArticleDesk.ArticleByID(r.Context(), models.Reader{Agent: me}, id)
		if err != nil {
			return err
		}
		f.Title, f.Body, f.Category, f.Same, f.Of = of.Title, of.Body, of.Category, of.ID, of
	}
	return a.showArticle(w, r, me, f)
}

// editArticle is the form of one that there is.
func (a *admin) editArticle(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	kept, err := a.articleOf(r, me)
	if err != nil {
		return err
	}
	f := formOfArticle(kept)
	f.Done = articleDone(r.URL.Query().Get("done"))
	return a.showArticle(w, r, me, f)
}

// articleOf is the one of the address; a zero one for a new one.
func (a *admin) articleOf(r *http.Request, me *models.Agent) (*models.Article, error) {
	id := web.Param(r, "article")
	if id == "" {
		return &models.Article{}, nil
	}
	return a.ArticleDesk.ArticleByID(r.Context(), models.Reader{Agent: me}, id)
}

func formOfArticle(kept *models.Article) view.ArticleForm {
	return view.ArticleForm{Kept: *kept, Title: kept.Title, Slug: kept.Slug, Category: kept.Category, Language: kept.Language, Body: kept.Body,
		Was: stampOf(kept), CategoryWas: kept.Category, Linked: kept.Group}
}

// stampOf tells the versions of an article apart.
func stampOf(a *models.Article) string {
	if a.ID == "" {
		return ""
	}
	return strconv.FormatInt(a.UpdatedAt.UnixMilli(), 10)
}

// showArticle answers with the form; one with a problem was not kept.
func (a *admin) showArticle(w http.ResponseWriter, r *http.Request, me *models.Agent, f view.ArticleForm) error {
	all, err := a.Articles.Articles(r.Context(), models.Reader{Agent: me}, models.ArticleQuery{})
	if err != nil {
		return err
	}
	f.Me, f.All, f.Base = me, all, a.Base
	if f.Language == "" {
		f.Language = usualLanguage(all, f.Of)
	}
	if f.Preview, err = a.drawnArticle(f.Body); err != nil {
		return err
	}
	status := http.StatusOK
	switch {
	case f.Theirs != nil:
		status = http.StatusConflict
	case f.Problem != "":
		status = http.StatusUnprocessableEntity
	}
	return web.Render(w, r, status, view.EditArticle(f))
}

// usualLanguage is the one that most articles are in; for a translation of one that other articles are in.
func usualLanguage(all []models.Article, of *models.Article) string {
	counts, most := map[string]int{}, ""
	for i := range all {
		tag := all[i].Language
		if of != nil && tag == of.Language {
			continue
		}
		if counts[tag]++; counts[tag] > counts[most] {
			most = tag
		}
	}
	if most == "" && of == nil {
		return "en"
	}
	return most
}

// saveArticle keeps a new article or a version of one, or shows the form again with what was typed.
func (a *admin) saveArticle(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	kept, err := a.articleOf(r, me)
	if err == nil {
		err = web.Parse(r)
	}
	if err != nil {
		return err
	}
	f := typedArticle(r, kept)
	article := articleTyped(r, &f)
	err = a.ArticleDesk.WriteArticle(r.Context(), models.ArticleWriting{Who: models.Reader{Agent: me}, Article: &article, Same: f.Same, Now: a.Now()})
	if err == nil {
		return a.savedArticle(w, r, me, [2]models.Article{*kept, article})
	}
	var known *models.Error
	if !errors.As(err, &known) || web.WantsJSON(r) || known.Code == models.CodeForbidden || known.Code == models.CodeNotFound || known.Code == models.CodeUnavailable {
		return err
	}
	f.Field, f.Problem = known.Field, known.Message
	if known.Code == models.CodeConflict && known.Field == "" {
		now, err := a.articleOf(r, me) // as it was kept by now
		if err != nil {
			return err
		}
		f.Theirs, f.Kept, f.Was, f.CategoryWas = now, *now, stampOf(now), now.Category
	}
	return a.showArticle(w, r, me, f)
}

// typedArticle is the form as it was sent.
func typedArticle(r *http.Request, kept *models.Article) view.ArticleForm {
	get := r.PostForm.Get
	f := formOfArticle(kept)
	f.Title, f.Slug, f.Category, f.Language = get("title"), get("slug"), strings.TrimSpace(get("category")), get("language")
	f.Same, f.Body, f.Was, f.CategoryWas, f.Linked = get("same"), strings.ReplaceAll(get("body"), "\r\n", "\n"), get("was"), get("category_was"), ""
	f.SlugAuto = kept.ID == "" && get("slug_auto") == "1"
	// A category that was renamed while somebody wrote is not given its old name again.
	if f.Category == strings.TrimSpace(f.CategoryWas) && kept.ID != "" {
		f.Category = kept.Category
	}
	return f
}

// articleTyped is what is to be kept of a form.
func articleTyped(r *http.Request, f *view.ArticleForm) models.Article {
	article := f.Kept
	article.Title, article.Slug, article.Category, article.Language, article.Body = f.Title, f.Slug, f.Category, f.Language, f.Body
	if f.SlugAuto {
		article.Slug = ""
	}
	switch r.PostForm.Get("act") {
	case actPublish:
		article.Published = true
	case actUnpublish:
		article.Published = false
	}
	if at, err := strconv.ParseInt(f.Was, 10, 64); err == nil && article.ID != "" {
		article.UpdatedAt = time.UnixMilli(at).UTC()
	} else {
		article.UpdatedAt = time.Time{} // of no version
	}
	return article
}

// savedSentence is what a script is told about what was kept.
type savedSentence struct {
	Was      string `json:"was"`
	Slug     string `json:"slug"`
	Category string `json:"category"`
	Words    string `json:"words"`
}

func (a *admin) savedArticle(w http.ResponseWriter, r *http.Request, me *models.Agent, was [2]models.Article) error {
	before, now := was[0], was[1]
	what, done := models.ActArticleChanged, doneSaved
	switch {
	case now.Published && !before.Published:
		what, done = models.ActArticlePublished, donePublished
	case before.Published && !now.Published:
		what, done = models.ActArticleHidden, doneHidden
	case before.ID == "":
		what, done = models.ActArticleAdded, doneMade
	}
	if detail := view.ArticleChanges(before, now); what != models.ActArticleChanged || detail != "" {
		web.Note(r, a.Audit, models.Act{By: me, What: what, Object: now.Title, Detail: detail, Now: a.Now()})
	}
	if web.WantsJSON(r) {
		return web.JSON(w, http.StatusOK, savedSentence{Was: stampOf(&now), Slug: now.Slug, Category: now.Category, Words: "Saved"})
	}
	http.Redirect(w, r, view.ArticlePath(now.ID)+"?done="+done, http.StatusSeeOther)
	return nil
}

// usesOf are the blocks of published flows that show the article, by its address or one that it had.
func (a *admin) usesOf(r *http.Request, article *models.Article) ([]view.ArticleUse, error) {
	bots, err := a.Bots.Bots(r.Context())
	if err != nil {
		return nil, err
	}
	leads := map[string]bool{article.Slug: true}
	named := func(slug string) bool {
		if is, known := leads[slug]; known {
			return is
		}
		other, err := a.Articles.ArticleBySlug(r.Context(), models.Reader{}, slug)
		leads[slug] = err == nil && other.ID == article.ID
		return leads[slug]
	}
	var uses []view.ArticleUse
	for i := range bots {
		file, err := a.Bots.ExportBot(r.Context(), bots[i].Key)
		if err != nil {
			return nil, err
		}
		for j := range file.Flows {
			uses = append(uses, view.ArticleUses(&bots[i], &file.Flows[j], named)...)
		}
	}
	slices.SortFunc(uses, func(a, b view.ArticleUse) int { return strings.Compare(a.Words(), b.Words()) })
	return uses, nil
}
