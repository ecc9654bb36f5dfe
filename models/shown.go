package models

import (
	"regexp"
	"strings"

	"deskbell/models/flow"
)

// longestSummary of an article, in characters (runes).
const longestSummary = 160

// completed is what a block shows with what the flow cannot know: of an article its title and what it
// is about. Nil for an article that is not (or no longer) published: then the words stand alone.
func (d *draft) completed(c *flow.Content) *flow.Content {
	if c == nil || c.Kind != flow.ContentArticle {
		return c
	}
	a, err := d.c.Records.Article(c.Article)
	if err != nil {
		return nil
	}
	full := *c
	full.Name, full.Summary = CleanLine(a.Title, 200), a.Summary()
	return &full
}

// Markdown that stands for nothing in one line: what begins a line, what surrounds words, and links.
var (
	lineMark = regexp.MustCompile(`^\s*(#{1,6}\s+|>\s?|[-*+]\s+|\d{1,3}[.)]\s+)`)
	boldMark = regexp.MustCompile("\\*\\*|__|`")
	wordMark = regexp.MustCompile(`(^|\s)[*_]|[*_](\s|$|[.,;:!?])`)
	linkMark = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()\s]*\)`)
	pictures = regexp.MustCompile(`!\[[^\[\]]*\]\([^()\s]*\)`)
)

// plainly is one line of Markdown without its marks.
func plainly(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); !marked(line) {
			lines = append(lines, line)
			continue
		}
		line = linkMark.ReplaceAllString(lineMark.ReplaceAllString(line, ""), "$1")
		lines = append(lines, wordMark.ReplaceAllString(boldMark.ReplaceAllString(line, ""), "$1$2"))
	}
	return strings.Join(lines, " ")
}

// marked says whether a line may hold formatting: most of what people say holds none.
func marked(line string) bool {
	return strings.ContainsAny(line, "*_`~[]()#<>|\\") || line != "" && strings.Contains("-+0123456789", line[:1])
}

// Summary is the article's first paragraph in one line of plain words.
func (a *Article) Summary() string {
	var words []string
	for line := range strings.Lines(a.Body) {
		line = strings.TrimSpace(line)
		alone := strings.TrimSpace(pictures.ReplaceAllString(line, "")) == "" // a picture says nothing in words
		if alone || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "|") {
			if len(words) > 0 {
				break
			}
			continue
		}
		words = append(words, plainly(line))
	}
	return CleanLine(strings.Join(words, " "), longestSummary)
}
