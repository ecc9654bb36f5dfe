package intake

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"deskbell/models"
)

// tidy takes away what is no part of an article: what leads elsewhere, what runs, what nobody sees.
func (p *page) tidy(main *html.Node) error {
	drop(main, unwanted)
	nodes, letters, signs := 0, 0, 0
	for n := range main.Descendants() {
		if nodes++; nodes > mostNodes {
			return errLargePage
		}
		if n.Type == html.TextNode {
			letters += utf8.RuneCountInString(strings.Join(strings.Fields(n.Data), " "))
			signs += signsIn(n.Data)
		}
		if letters > models.MostArticle || signs > mostSigns {
			return errLargePage
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "a", "img":
			if safe(n); n.Data == "a" && within(n, "a") { // there are no links in links
				plainSpan(n)
			}
		case "table":
			if err := narrow(n); err != nil {
				return err
			}
		}
	}
	drop(main, func(n *html.Node) bool { return n.Data == "img" && attr(n, "src") == "" })
	return (&weight{base: len(p.base())}).add(main, 0)
}

// signsIn counts what Markdown means something with: to write it as mere words takes long.
func signsIn(text string) int {
	n := 0
	for i := range len(text) {
		if strings.IndexByte("*_~[]<>`#|\\!", text[i]) >= 0 {
			n++
		}
	}
	return n
}

func unwanted(n *html.Node) bool {
	if slices.Contains([]string{"nav", "aside", "footer", "script", "style", "form", "button", "input", "select", "textarea", "label", "noscript", "template",
		"iframe", "object", "embed", "svg", "math", "canvas", "dialog", "video", "audio", "link", "meta"}, n.Data) {
		return true
	}
	_, hidden := attrOf(n, "hidden")
	return hidden || n.Data == "a" && isAnchor(n) || attr(n, "aria-hidden") == "true" || slices.Contains([]string{"navigation", "search", "banner", "contentinfo", "complementary"}, attr(n, "role"))
}

// isAnchor says of a link that it leads to the heading that it is in.
func isAnchor(n *html.Node) bool {
	classes := strings.Fields(attr(n, "class"))
	return (slices.Contains(classes, "headerlink") || slices.Contains(classes, "hash-link") || slices.Contains(classes, "anchor")) && len(strings.TrimSpace(wordsOf(n))) <= 3
}

// drop takes the elements away that is says so of, whatever is in them.
func drop(in *html.Node, is func(*html.Node) bool) {
	var gone []*html.Node
	for n := range in.Descendants() {
		if n.Type == html.CommentNode || n.Type == html.ElementNode && is(n) {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// safe leaves an address where it leads to a page, a picture, or somebody.
func safe(n *html.Node) {
	name := "href"
	if n.Data == "img" {
		name = "src"
		if lazy := attr(n, "data-src"); lazy != "" {
			set(n, "src", lazy)
		}
	}
	to := strings.ToLower(strings.Join(strings.Fields(attr(n, name)), ""))
	scheme, _, has := strings.Cut(to, ":")
	if has && !strings.ContainsAny(scheme, "/?#") && !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) || len(to) > 1900 {
		set(n, name, "")
	}
	if n.Data == "a" && attr(n, "href") == "" {
		plainSpan(n)
	}
}

func plainSpan(n *html.Node) { n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil }

// narrow refuses a table that would fill the memory, and keeps cells from spanning more than there can be.
func narrow(t *html.Node) error {
	rows, widest := 0, 0
	for row := range t.Descendants() {
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		rows++
		cells := 0
		for cell := row.FirstChild; cell != nil; cell = cell.NextSibling {
			if cell.Type != html.ElementNode {
				continue
			}
			for _, name := range []string{"colspan", "rowspan"} {
				if n, err := strconv.Atoi(attr(cell, name)); err != nil || n < 1 || n > mostSpan {
					set(cell, name, "1")
				}
			}
			n, _ := strconv.Atoi(attr(cell, "colspan")) // it is a number by now
			cells += n
		}
		widest = max(widest, cells)
	}
	if (rows+mostSpan)*widest > mostCells {
		return &models.Error{Code: models.CodeInvalid, Message: "A table in it is too large for an article."}
	}
	return nil
}

func attrOf(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val), true
		}
	}
	return "", false
}

func attr(n *html.Node, name string) string {
	value, _ := attrOf(n, name)
	return value
}

func set(n *html.Node, name, value string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func within(n *html.Node, name string) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Data == name {
			return true
		}
	}
	return false
}

// wordsOf is what one reads in an element, on one line.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	for t := range n.Descendants() {
		if t.Type == html.TextNode {
			b.WriteString(t.Data)
			if b.Len() > 2000 {
				break
			}
		}
	}
	return strings.Trim(strings.Join(strings.Fields(b.String()), " "), " ¶#")
}
