package ai

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

func itoa(n int) string { return strconv.Itoa(n) }

func children(of ast.Node) []ast.Node {
	var all []ast.Node
	for n := of.FirstChild(); n != nil; n = n.NextSibling() {
		all = append(all, n)
	}
	return all
}

// wrapper holds one block alone, so that it is written as blocks are.
func wrapper(part ast.Node) ast.Node {
	in := ast.NewDocument()
	part.Parent().RemoveChild(part.Parent(), part)
	in.AppendChild(in, part)
	return in
}

// inline is what stands in a block.
func (w *writing) inline(in ast.Node) string {
	if w.depth++; w.depth > deepest {
		w.depth--
		return ""
	}
	defer func() { w.depth-- }()
	var b strings.Builder
	for n := in.FirstChild(); n != nil; n = n.NextSibling() {
		b.WriteString(w.piece(n))
	}
	return b.String()
}

// piece is one part of a line.
func (w *writing) piece(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		words := resolved(n.Segment.Value(w.source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			words = strings.TrimRight(words, " ") + "\n"
		}
		return words
	case *ast.String:
		return string(n.Value)
	case *ast.CodeSpan:
		return codeSpan(n, w.source)
	case *ast.Emphasis:
		return emphasis(w.inline(n), n.Level)
	case *east.Strikethrough:
		return w.inline(n)
	case *ast.Link:
		return w.link(w.inline(n), string(n.Destination))
	case *ast.AutoLink:
		return w.known.bare(string(n.Label(w.source)))
	case *ast.Image, *ast.RawHTML:
		return ""
	}
	return w.inline(n)
}

func codeSpan(n *ast.CodeSpan, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
		}
	}
	words := strings.Join(strings.Fields(b.String()), " ")
	if words == "" || strings.Contains(words, "`") {
		return words
	}
	return "`" + words + "`"
}

// emphasis marks words, where a mark can stand.
func emphasis(words string, level int) string {
	trimmed := strings.TrimSpace(words)
	mark := strings.Repeat("*", min(level, 2))
	if trimmed == "" || strings.ContainsAny(trimmed, "*\n") {
		return words
	}
	before := words[:len(words)-len(strings.TrimLeftFunc(words, unicode.IsSpace))]
	after := words[len(strings.TrimRightFunc(words, unicode.IsSpace)):]
	return before + mark + trimmed + mark + after
}

// link is one to a known address; of another one its words remain.
func (w *writing) link(label, to string) string {
	label = strings.Join(strings.Fields(strings.NewReplacer("[", "(", "]", ")").Replace(label)), " ")
	address, ok := w.known.find(to)
	switch {
	case label == "" && !ok:
		return ""
	case label == "":
		return address
	case !ok:
		return label
	case misleading(label, address):
		return address
	case strings.ContainsAny(address, `()<>"'\ `) || len([]rune(label)) > 300:
		return label
	}
	return "[" + label + "](" + address + ")"
}
