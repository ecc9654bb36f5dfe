package intake

import (
	"bytes"
	"context"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"deskbell/models"
)

// What of a page is taken at most. A page of words comes near none of it.
const (
	mostNodes = 100_000 // and tags
	mostCells = 20_000
	mostSpan  = 20
	mostSigns = 20_000 // of Markdown
)

// pageFrom is where a page was read.
type pageFrom struct {
	url  *url.URL // nil for a file
	kind string   // its Content-Type
}

// errLargePage is what is said of a page that nobody wrote by hand.
var errLargePage = &models.Error{Code: models.CodeTooLarge, Message: "This page is too large for an article, which has at most 100,000 characters."}

// readPage makes an article of a page: of its main part, without what leads elsewhere.
func readPage(ctx context.Context, it *models.ImportItem, body []byte, from pageFrom) {
	p := &page{from: from, item: it}
	if err := p.read(ctx, body); err != nil {
		it.Problem = err.Error()
	}
}

// read looks between its steps whether somebody has stopped it; each of them is bounded. Errors: known ones alone.
func (p *page) read(ctx context.Context, body []byte) error {
	refused := func(why string) error { return &models.Error{Code: models.CodeInvalid, Message: why} }
	reader, err := charset.NewReader(bytes.NewReader(body), p.from.kind)
	var plain []byte
	if err == nil {
		plain, err = io.ReadAll(reader)
	}
	if err != nil { // what is empty
		return refused("There is nothing in it.")
	}
	tree, err := treeOf(ctx, bytes.TrimPrefix(plain, []byte("\ufeff")))
	if err != nil {
		return err
	}
	p.about(tree)
	main := p.main(tree)
	if err := p.tidy(main); err != nil {
		return err
	}
	p.titled(main)
	if ctx.Err() != nil {
		return errUnread
	}
	text, err := newConverter().ConvertNode(main, converter.WithDomain(p.base()))
	if ctx.Err() != nil {
		return errUnread
	}
	if err != nil {
		return refused("This page cannot be made into Markdown.")
	}
	if p.item.Body, err = models.CleanMarkdown("body", string(text)); err == nil && strings.TrimSpace(p.item.Body) == "" {
		err = refused("There are no words in it. A page that a script writes cannot be read.")
	}
	return err
}

// newConverter makes one; cells are not filled up, since one wide cell would widen all rows.
func newConverter() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false), commonmark.WithLinkEmptyHrefBehavior(commonmark.LinkBehaviorSkip), commonmark.WithLinkEmptyContentBehavior(commonmark.LinkBehaviorSkip)),
		strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal), table.WithHeaderPromotion(true), table.WithNewlineBehavior(table.NewlineBehaviorPreserve))))
}

// page is one while it is read.
type page struct {
	from  pageFrom
	item  *models.ImportItem
	href  string // of <base>
	title string
}

// base is the address that those of the page begin from; "" for a file, whose links stay as they are.
func (p *page) base() string {
	if p.from.url == nil {
		return ""
	}
	if to, err := p.from.url.Parse(p.href); err == nil && p.href != "" && (to.Scheme == "http" || to.Scheme == "https") {
		return to.String()
	}
	return p.from.url.String()
}

// about reads what a page says of itself.
func (p *page) about(tree *html.Node) {
	var same []string
	for n := range tree.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "html":
			if p.item.Tongue = attr(n, "lang"); tagOf(strings.ReplaceAll(p.item.Tongue, "_", "-")) == "" {
				p.item.Tongue = ""
			}
		case n.Data == "title" && p.title == "" && (n.Parent == nil || n.Parent.Data == "head"):
			p.title, _, _ = strings.Cut(wordsOf(n), " | ")
		case n.Data == "base" && p.href == "":
			p.href = attr(n, "href")
		case n.Data == "link" && attr(n, "rel") == "canonical":
			p.canonical(attr(n, "href"))
		case n.Data == "link" && attr(n, "rel") == "alternate" && attr(n, "hreflang") != "" && p.from.url != nil:
			if to, err := p.from.url.Parse(attr(n, "href")); err == nil && len(same) < 100 {
				same = append(same, to.String())
			}
		}
	}
	if len(same) > 1 {
		p.item.Group = "alternates:" + slices.Min(same)
	}
}

// canonical takes the address that a page says it has, on its own host.
func (p *page) canonical(href string) {
	if p.from.url == nil {
		return
	}
	if to, err := p.from.url.Parse(href); err == nil && strings.EqualFold(to.Host, p.from.url.Host) && to.User == nil {
		p.item.Source = sourceURL(to)
	}
}

// sourceURL is an address as it is remembered.
func sourceURL(u *url.URL) string {
	plain := *u
	plain.Fragment, plain.RawFragment, plain.Host, plain.Scheme = "", "", strings.ToLower(u.Host), strings.ToLower(u.Scheme)
	if plain.Path == "" {
		plain.Path = "/"
	}
	return plain.String()
}

// main is the part of a page that the page is for.
func (p *page) main(tree *html.Node) *html.Node {
	var body, main, article *html.Node
	articles := 0
	for n := range tree.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "body" && body == nil:
			body = n
		case (n.Data == "main" || attr(n, "role") == "main") && main == nil:
			main = n
		case n.Data == "article" && n.Parent != nil:
			if articles++; article == nil {
				article = n
			}
		}
	}
	switch {
	case main != nil:
		return main
	case articles == 1:
		return article
	case body != nil:
		drop(body, func(n *html.Node) bool {
			return n.Data == "header" && !within(n, "article") || n.Data == "footer"
		})
		return body
	}
	return tree
}

// titled takes the title: the first heading of the highest kind, which stands above an article anyway, else that of
// the window.
func (p *page) titled(main *html.Node) {
	for n := range main.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h1" {
			if words := wordsOf(n); words != "" {
				p.item.Title = words
				n.Parent.RemoveChild(n)
				return
			}
		}
	}
	p.item.Title = p.title
}
