// Package help draws the public articles.
package help

import (
	"strconv"

	"deskbell/models"
)

// IndexPage is the list of the published articles, grouped by category.
type IndexPage struct {
	Articles []models.Article
	Query    string // what was searched for, "" for all
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

func found(n int, query string) string {
	switch n {
	case 0:
		return "Nothing was found for “" + query + "”."
	case 1:
		return "1 article for “" + query + "”"
	}
	return strconv.Itoa(n) + " articles for “" + query + "”"
}
