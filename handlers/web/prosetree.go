package web

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"deskbell/models"
)

// mostHeadings get an address.
const mostHeadings = 200

// sized is the address of a picture as models.MediaPath writes it.
var sized = regexp.MustCompile(`^([^#]*)#([0-9]{1,5})x([0-9]{1,5})$`)

// tidied changes what was read before it is drawn: headings begin under that of the page, pictures are ours or
// links, and links say what they are.
func tidied(tree ast.Node, source []byte) []Heading {
	var headings []*ast.Heading
	var pictures []*ast.Image
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			headings = append(headings, n)
		case *ast.Image:
			pictures = append(pictures, n)
		case *ast.Link:
			away(n, string(n.Destination))
		case *ast.AutoLink:
			away(n, string(n.URL(source)))
		}
		return ast.WalkContinue, nil
	})
	for _, picture := range pictures {
		hung(picture)
	}
	return numbered(headings, source)
}

// away says of a link to another host that it does not speak for this one.
func away(link ast.Node, to string) {
	lower := strings.ToLower(to)
	if strings.HasPrefix(lower, "http:") || strings.HasPrefix(lower, "https:") || strings.HasPrefix(lower, "//") {
		link.SetAttributeString("rel", []byte(foreign))
	}
}

// hung gives a picture of ours its size; of another one a link remains, since to load it would tell its host who
// reads.
func hung(picture *ast.Image) {
	to := string(picture.Destination)
	if parts := sized.FindStringSubmatch(to); parts != nil {
		to = parts[1]
		picture.SetAttributeString("width", []byte(parts[2]))
		picture.SetAttributeString("height", []byte(parts[3]))
	}
	if ownPicture.MatchString(to) {
		picture.Destination = []byte(to)
		picture.SetAttributeString("loading", []byte("lazy"))
		return
	}
	parent := picture.Parent()
	if parent == nil {
		return
	}
	var in ast.Node = ast.NewEmphasis(1)
	if _, linked := parent.(*ast.Link); !linked {
		link := ast.NewLink()
		link.Destination = picture.Destination
		away(link, to)
		in = link
	}
	for child := picture.FirstChild(); child != nil; child = picture.FirstChild() {
		in.AppendChild(in, child)
	}
	if in.FirstChild() == nil {
		in.AppendChild(in, ast.NewString([]byte("Picture")))
	}
	parent.ReplaceChild(parent, picture, in)
}

// numbered puts the highest heading at the second level, and gives each an address of its own.
func numbered(headings []*ast.Heading, source []byte) []Heading {
	highest := 6
	for _, h := range headings {
		highest = min(highest, h.Level)
	}
	var all []Heading
	taken := map[string]bool{}
	for _, h := range headings {
		h.Level = min(max(h.Level-highest+2, 2), 6)
		words := strings.TrimSpace(wordsOf(h, source))
		if words == "" || len(all) == mostHeadings {
			continue
		}
		id := "s-" + models.SlugOf(words)
		for n, base := 2, id; taken[id]; n++ {
			id = base + "-" + strconv.Itoa(n)
		}
		taken[id] = true
		h.SetAttributeString("id", []byte(id))
		all = append(all, Heading{Level: h.Level, ID: id, Text: words})
	}
	return all
}

// wordsOf is what can be read in a part of the tree.
func wordsOf(in ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(in, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(source))
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		case *ast.AutoLink:
			if entering {
				b.Write(n.Label(source))
			}
		}
		return ast.WalkContinue, nil
	})
	return models.CleanLine(b.String(), 150)
}
