package ai

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"deskbell/models"
)

// deepest is how far parts may stand in parts; what is deeper is left out.
const deepest = 24

// cleaner writes Markdown anew as messages show it: paragraphs, bold, italics, code, lists and links to known
// addresses. Pictures and HTML are gone, headings are bold lines, rows of tables are lines.
type cleaner struct {
	parser goldmark.Markdown
}

func newCleaner() *cleaner {
	return &cleaner{goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))}
}

// clean is the text with no links but to known addresses, whoever wrote it, at most most characters long. "" says that
// nothing is left.
func (c *cleaner) clean(markdown string, known addresses, most int) string {
	markdown = plain(markdown)
	if runes := []rune(markdown); len(runes) > most {
		markdown = string(runes[:most]) + " …"
	}
	tidy, err := models.CleanMarkdown("", markdown)
	if err != nil { // what takes long to read is shown as it is
		return ended(known.guard(markdown))
	}
	w := writing{source: []byte(tidy), known: known}
	tree := c.parser.Parser().Parse(text.NewReader(w.source))
	w.blocks(tree, "")
	return ended(known.guard(plain(w.out.String())))
}

// ended is a text as it can be said; "" where nothing is left.
func ended(text string) string {
	if runes := []rune(text); len(runes) > models.MaxText {
		text = string(runes[:models.MaxText])
		if at := strings.LastIndexAny(text, " \n"); at > 0 { // in the midst of an address it would be another one
			text = text[:at]
		}
	}
	text, err := models.CleanText("", text)
	if err != nil {
		return ""
	}
	return text
}

// writing is one text on its way.
type writing struct {
	source []byte
	known  addresses
	out    bytes.Buffer
	depth  int
}

// blocks writes the blocks in one; indent begins their lines.
func (w *writing) blocks(in ast.Node, indent string) {
	if w.depth++; w.depth > deepest {
		w.depth--
		return
	}
	defer func() { w.depth-- }()
	for n := in.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			w.paragraph(indent + w.inline(n))
		case *ast.Heading:
			if words := strings.ReplaceAll(w.inline(n), "**", ""); strings.TrimSpace(words) != "" {
				w.paragraph(indent + "**" + strings.TrimSpace(words) + "**")
			}
		case *ast.List:
			w.list(n, indent)
			w.gap()
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			w.code(n)
		case *ast.Blockquote:
			w.blocks(n, indent)
		case *east.Table:
			w.table(n)
		case *ast.HTMLBlock, *ast.ThematicBreak:
		default:
			w.blocks(n, indent)
		}
	}
}

func (w *writing) paragraph(words string) {
	if strings.TrimSpace(words) != "" {
		w.out.WriteString(words + "\n\n")
	}
}

// gap is an empty line, where there is none yet.
func (w *writing) gap() {
	if !bytes.HasSuffix(w.out.Bytes(), []byte("\n\n")) {
		w.out.WriteString("\n")
	}
}

// list writes each item on one line: messages know no more.
func (w *writing) list(l *ast.List, indent string) {
	if w.depth++; w.depth > deepest {
		w.depth--
		return
	}
	defer func() { w.depth-- }()
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if l.IsOrdered() {
			mark = itoa(number) + ". "
			number++
		}
		var words []string
		var inner []*ast.List
		for _, part := range children(item) {
			if deeper, ok := part.(*ast.List); ok {
				inner = append(inner, deeper)
				continue
			}
			sub := writing{source: w.source, known: w.known, depth: w.depth}
			sub.blocks(wrapper(part), "")
			words = append(words, strings.Join(strings.Fields(sub.out.String()), " "))
		}
		if line := strings.TrimSpace(strings.Join(words, " ")); line != "" {
			w.out.WriteString(indent + mark + line + "\n")
		}
		for _, deeper := range inner {
			w.list(deeper, "  ")
		}
	}
}

func (w *writing) code(n ast.Node) {
	var lines strings.Builder
	for i := 0; i < n.Lines().Len(); i++ {
		at := n.Lines().At(i)
		lines.Write(at.Value(w.source))
	}
	if words := strings.ReplaceAll(strings.TrimRight(lines.String(), "\n"), "```", "'''"); strings.TrimSpace(words) != "" {
		w.out.WriteString("```\n" + words + "\n```\n\n")
	}
}

// table writes each row as a line.
func (w *writing) table(t *east.Table) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if words := strings.TrimSpace(w.inline(cell)); words != "" {
				cells = append(cells, words)
			}
		}
		line := strings.Join(cells, " · ")
		if _, head := row.(*east.TableHeader); head {
			line = "**" + strings.ReplaceAll(line, "**", "") + "**"
			if len(cells) == 0 {
				continue
			}
		} else {
			line = "- " + line
		}
		w.out.WriteString(line + "\n")
	}
	w.gap()
}

// resolved is a piece of text without its escapes and entities.
func resolved(raw []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw))))
}
