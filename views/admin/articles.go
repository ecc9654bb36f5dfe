package admin

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
)

// ArticlesPage is the list of articles as one may see it.
type ArticlesPage struct {
	Me        *models.Agent
	Articles  []models.Article // those that are shown: by category, or the best first
	All       int              // how many there are, found or not
	More      bool             // there are others beside those that are shown
	Languages []string         // that there are
	Query     string
	Language  string
	State     string // StatePublished, StateDraft, or any
	Done      string
	Renamed   bool   // a category is being renamed:
	Rename    string // this one
	Name      string // as it was typed
	Problem   string
}

// What the list can be filtered by.
const (
	StatePublished = "published"
	StateDraft     = "draft"
)

// ArticleForm is an article as it was typed.
type ArticleForm struct {
	Me                              *models.Agent
	Kept                            models.Article // as it is kept; a zero one for a new one
	Title, Slug, Category, Language string
	Same                            string // id of the article that it says the same as, as it was chosen
	Linked                          string // the group that it is in, where nothing was chosen
	Body                            string
	SlugAuto                        bool   // the address follows the title
	Was                             string // stamp of the version that was read
	CategoryWas                     string
	Of                              *models.Article // that is translated; nil
	All                             []models.Article
	Base                            string
	Preview                         DrawnArticle
	Field, Problem, Done            string
	Theirs                          *models.Article // what somebody else has saved meanwhile; nil
}

// DrawnArticle is a body as HTML that was made safe, or a sentence that says why it cannot be shown.
type DrawnArticle struct{ HTML, Problem string }

// PreviewOf is an article as it is typed.
type PreviewOf struct {
	Title, Language string
	Drawn           DrawnArticle
}

// DeleteArticlePage asks before an article goes.
type DeleteArticlePage struct {
	Me      *models.Agent
	Article models.Article
	Uses    []ArticleUse
}

// ArticleUse is a block that shows an article.
type ArticleUse struct{ Bot, Flow, Block, Path string }

// Words is where it is.
func (u ArticleUse) Words() string { return u.Bot + " › " + u.Flow + " › " + u.Block }

// ArticleUses are the blocks of a flow that show an article of which named knows the address.
func ArticleUses(b *models.Bot, d *flow.Document, named func(slug string) bool) []ArticleUse {
	var uses []ArticleUse
	for id, block := range d.Blocks {
		var s struct {
			Slug string `json:"slug"`
		}
		if block.Kind != "article" || json.NewDecoder(bytes.NewReader(block.Settings)).Decode(&s) != nil || !named(s.Slug) {
			continue
		}
		uses = append(uses, ArticleUse{Bot: b.Name, Flow: d.Name, Block: edit.NameOf(block), Path: flowPath(b, d.ID) + "?block=" + url.QueryEscape(id)})
	}
	return uses
}

// ArticlePath is the page where it is changed.
func ArticlePath(id string) string { return "/articles/" + url.PathEscape(id) + "/edit" }

// CategoryName is a category in a sentence.
func CategoryName(name string) string {
	if name == "" {
		return "No category"
	}
	return name
}

// ArticlesCount is how many articles there are, in words.
func ArticlesCount(n int) string { return counted(n, "article", "articles") }

// ArticleChanges are what differs, in words for the audit log.
func ArticleChanges(before, now models.Article) string {
	if before.ID == "" {
		return now.ArticlePath()
	}
	var what []string
	add := func(differs bool, words string) {
		if differs {
			what = append(what, words)
		}
	}
	add(before.Title != now.Title, "title (was: "+before.Title+")")
	add(before.Slug != now.Slug, "address (was: "+before.ArticlePath()+")")
	add(before.Category != now.Category, "category (was: "+CategoryName(before.Category)+")")
	add(before.Language != now.Language, "language (was: "+before.Language+")")
	add(before.Group != now.Group, "translations")
	add(before.Body != now.Body, "text")
	return strings.Join(what, ", ")
}

// shelf is the articles of one category.
type shelf struct {
	category string
	articles []models.Article
}

// shelves keeps the order in which articles come.
func shelves(all []models.Article) []shelf {
	var found []shelf
	for _, a := range all {
		if n := len(found); n == 0 || found[n-1].category != a.Category {
			found = append(found, shelf{category: a.Category})
		}
		last := &found[len(found)-1]
		last.articles = append(last.articles, a)
	}
	return found
}

// Address is where the list is as it is filtered.
func (p ArticlesPage) Address() string {
	q := url.Values{}
	for name, value := range map[string]string{"q": p.Query, "lang": p.Language, "state": p.State} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return "/articles"
	}
	return "/articles?" + q.Encode()
}

// filtered says whether anything is left out.
func (p ArticlesPage) filtered() bool { return p.Query != "" || p.Language != "" || p.State != "" }

// twin is a choice of what an article says the same as: an article, or several that do so already.
type twin struct {
	id, words string
	chosen    bool
}

// twins are all that the article can be linked with.
func (f ArticleForm) twins() []twin {
	var all []twin
	at := map[string]int{}
	for _, a := range f.All {
		if a.ID == f.Kept.ID {
			continue
		}
		words := a.Title + " (" + models.LanguageName(a.Language) + ")"
		chosen := f.Same == a.ID || f.Same == "" && f.Linked != "" && f.Linked == a.Group
		if i, known := at[a.Group]; known && a.Group != "" {
			all[i].words += " · " + words
			all[i].chosen = all[i].chosen || chosen
			continue
		}
		at[a.Group] = len(all)
		all = append(all, twin{a.ID, words, chosen})
	}
	return all[:min(len(all), 1000)]
}

// others are those that say the same in other languages.
func (f ArticleForm) others() []models.Article {
	return slices.DeleteFunc(slices.Clone(f.All), func(a models.Article) bool {
		return a.Group == "" || a.Group != f.Kept.Group || a.ID == f.Kept.ID
	})
}

// categories are those that articles have.
func (f ArticleForm) categories() []string {
	var all []string
	for _, a := range f.All {
		if a.Category != "" {
			all = append(all, a.Category)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (f ArticleForm) action() string {
	if f.Kept.ID == "" {
		return "/articles"
	}
	return "/articles/" + url.PathEscape(f.Kept.ID)
}

func (f ArticleForm) heading() string {
	if f.Kept.ID == "" {
		return "New article"
	}
	return "Edit article"
}

// theirs are the fields that somebody else has saved otherwise than they are typed here.
func (f ArticleForm) theirs() []string {
	var all []string
	for _, row := range [][3]string{{"Title", f.Title, f.Theirs.Title}, {"Address", f.Slug, f.Theirs.Slug}, {"Category", f.Category, f.Theirs.Category}, {"Language", f.Language, f.Theirs.Language}} {
		if strings.TrimSpace(row[1]) != row[2] {
			all = append(all, row[0]+": "+cmp.Or(row[2], "none"))
		}
	}
	return all
}
