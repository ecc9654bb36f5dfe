package web

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// Prose turns an article's Markdown into HTML that is safe to show, whoever wrote it: words, headings, lists,
// quotes, tables, code, links, and pictures that this server has. What is HTML already is left out. Texts that
// models.CleanMarkdown refuses may take long.
type Prose struct {
	markdown goldmark.Markdown
	policy   *bluemonday.Policy
}

// Drawn is an article as HTML.
type Drawn struct {
	HTML     string
	Headings []Heading // those with words, in their order
}

// Heading is a part of an article; its address is the ID behind a #.
type Heading struct {
	Level int // 2 is the highest
	ID    string
	Text  string
}

var (
	ownPicture = regexp.MustCompile(`^/files/[a-z2-7]{26}/[^/?#\s]+$`)
	ownID      = regexp.MustCompile(`^s-[\p{L}\p{N}\p{M}-]+$`)
	number     = regexp.MustCompile(`^[0-9]{1,5}$`)
)

// foreign is the rel of a link that leads away.
const foreign = "nofollow noopener noreferrer"

// NewProse makes one; it may be used from many goroutines.
func NewProse() *Prose {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "hr",
		"h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("id").Matching(ownID).OnElements("h2", "h3", "h4", "h5", "h6")
	p.AllowAttrs("start").Matching(number).OnElements("ol")
	p.AllowAttrs("src").Matching(ownPicture).OnElements("img")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(number).OnElements("img")
	p.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("rel").Matching(regexp.MustCompile(`^` + foreign + `$`)).OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireNoFollowOnFullyQualifiedLinks(true)
	p.RequireNoReferrerOnFullyQualifiedLinks(true)
	links := extension.NewLinkify(extension.WithLinkifyAllowedProtocols([][]byte{[]byte("http:"), []byte("https:"), []byte("mailto:")}))
	return &Prose{goldmark.New(goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), extension.Strikethrough, links)), p}
}

// HTML is the text as HTML.
func (p *Prose) HTML(markdown string) (string, error) {
	drawn, err := p.Draw(markdown)
	return drawn.HTML, err
}

// Draw is the text as HTML, and what its headings are.
func (p *Prose) Draw(markdown string) (Drawn, error) {
	source := []byte(markdown)
	tree := p.markdown.Parser().Parse(text.NewReader(source))
	headings := tidied(tree, source)
	var body bytes.Buffer
	if err := p.markdown.Renderer().Render(&body, source, tree); err != nil {
		return Drawn{}, err
	}
	return Drawn{HTML: scrolling(p.policy.SanitizeReader(&body).String()), Headings: headings}, nil
}

// scrolling puts what may be wider than the page into boxes that keys can move. Nobody can write these tags: what
// looks like them in a text is escaped by now.
func scrolling(html string) string {
	return strings.NewReplacer("<table>", `<div class="wide" role="group" aria-label="Table" tabindex="0"><table>`, "</table>", "</table></div>",
		"<pre>", `<pre tabindex="0">`).Replace(html)
}
