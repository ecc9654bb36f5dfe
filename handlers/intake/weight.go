package intake

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"deskbell/models"
)

// How much may be written around the lines of a page.
const (
	mostDeep  = 20                     // quotations, lists, their points and kinds of writing in each other
	mostDrawn = 400_000                // lines, each as often as it is in one of those
	mostAside = 4 * models.MostArticle // bytes of addresses and the like, four times what an article may have
)

// errDeepPage is what is said of lists and quotations in each other that nobody reads.
var errDeepPage = &models.Error{Code: models.CodeTooLarge, Message: "Lists and quotations in it are too deep in each other, or too long for that."}

// weight is what it takes to write a page as Markdown: what marks a line is written once for each that it is in.
type weight struct {
	base  int // bytes of the address that addresses begin from
	drawn int
	aside int
}

func (w *weight) add(n *html.Node, deep int) error {
	if marks(n) {
		if deep++; deep > mostDeep {
			return errDeepPage
		}
	}
	lines := 1
	if n.Type == html.TextNode {
		lines += strings.Count(n.Data, "\n")
	}
	if w.drawn += deep * lines; w.drawn > mostDrawn {
		return errDeepPage
	}
	for _, a := range n.Attr {
		if slices.Contains([]string{"href", "src", "alt", "title"}, a.Key) || a.Key == "class" && (n.Data == "code" || n.Data == "pre") {
			w.aside += len(a.Val)
		}
		if (a.Key == "href" || a.Key == "src") && !strings.Contains(a.Val, "://") {
			w.aside += w.base
		}
	}
	if w.aside > mostAside {
		return errLargePage
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling { // no deeper than a tree can be
		if err := w.add(c, deep); err != nil {
			return err
		}
	}
	return nil
}

// marks says of an element that it writes something at every line in it.
func marks(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains([]string{"blockquote", "ul", "ol", "li", "a", "b", "strong", "i", "em", "s", "strike", "del",
		"code", "tt", "kbd", "samp", "var", "h1", "h2", "h3", "h4", "h5", "h6"}, n.Data)
}
