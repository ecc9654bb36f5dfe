// Package help draws the public articles.
package help

import (
	"net/url"

	"deskbell/models"
)

// Head is what search engines and browsers are told of a page.
type Head struct {
	Title       string
	Description string
	Canonical   string // the whole address; "" where the page is none to be found
	Alternates  []Alternate
	Language    string
	Hidden      bool // search engines leave it out
}

// Alternate is the same page in a language.
type Alternate struct {
	Language string // "x-default" for the one that fits others best
	Address  string // whole
}

// IndexPage is the list of the published articles of one language, grouped by category.
type IndexPage struct {
	Head
	Articles  []models.Article
	Query     string   // what was searched for, "" for all
	Elsewhere bool     // they are in other languages, since in this one nothing was found
	Languages []string // that there are
}

// ArticlePage is one article. Body is HTML that was made safe before: it is written as it is.
type ArticlePage struct {
	Head
	Article  models.Article
	Body     string
	Contents []Part           // where it is long; else none
	Also     []models.Article // that say the same in other languages
	More     []models.Article // of the same category
	Draft    bool             // only the team sees it
	Edit     string           // where an editor changes it; "" for others
}

// Part of an article, by its heading.
type Part struct {
	ID, Text string
	Inner    bool // under the one before
}

// group is the articles of one category.
type group struct {
	category string
	articles []models.Article
}

// groups keeps the order in which categories and articles come.
func groups(articles []models.Article) []group {
	var all []group
	at := map[string]int{}
	for _, a := range articles {
		i, known := at[a.Category]
		if !known {
			i = len(all)
			at[a.Category] = i
			all = append(all, group{category: a.Category})
		}
		all[i].articles = append(all[i].articles, a)
	}
	return all
}

// indexIn is the address of the list in a language.
func indexIn(tag string) string {
	if tag == "" {
		return "/help"
	}
	return "/help?" + url.Values{"lang": {tag}}.Encode()
}

// shelfOf is the address of an article's category in the list.
func shelfOf(a models.Article) string { return indexIn(a.Language) + "#" + shelfID(a.Category) }

func shelfID(category string) string { return "c-" + models.SlugOf(category) }

// IndexTitle is what the document of the list is called.
func IndexTitle(language string) string { return wordsIn(language).how }

// ArticleTitle is what the document of an article is called.
func ArticleTitle(a models.Article) string { return a.Title + " · " + wordsIn(a.Language).help }
