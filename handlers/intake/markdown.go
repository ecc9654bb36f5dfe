package intake

import (
	"context"
	"strings"

	"deskbell/models"
)

// Set are the articles that somebody looks at before they are kept.
type Set struct {
	Items    []models.ImportItem
	pictures map[string][]byte
	paths    []string // of the file of each item; "" for a page
}

// Read makes articles of files. Errors: that of a context that ended.
func Read(ctx context.Context, f *Files) (*Set, error) {
	s := &Set{pictures: f.pictures}
	tongues, top := tonguesOf(f.texts), f.top()
	twins := map[string]int{}
	for _, t := range f.texts {
		below := t.path
		if top != "" {
			below = strings.TrimPrefix(below, top+"/")
		}
		p := placeOf(below, tongues)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		it := models.ImportItem{From: t.path}
		guardedItem(f.log, &it, func() {
			if kindOf(t.path) == kindPage {
				readPage(ctx, &it, t.body, pageFrom{kind: "text/html"})
			} else {
				readMarkdown(&it, t.body)
			}
		})
		fillIn(&it, p)
		switch {
		case !it.Version.IsZero():
			it.Source = exported + it.Slug
		case it.Source == "":
			it.Source = sourceOf(below, it.Title)
		}
		if twins[p.twin]++; it.Group == "" {
			it.Group = "twin:" + p.twin
		}
		it.Cleaned()
		s.Items, s.paths = append(s.Items, it), append(s.paths, t.path)
	}
	for i := range s.Items { // who has no twin stands alone
		if twin, is := strings.CutPrefix(s.Items[i].Group, "twin:"); is && twins[twin] < 2 {
			s.Items[i].Group = ""
		}
	}
	for _, p := range f.problems {
		s.Items, s.paths = append(s.Items, models.ImportItem{From: p.From, Problem: p.Why}), append(s.paths, "")
	}
	return s, ctx.Err()
}

// exported begins the source of what comes from a Deskbell.
const exported = "deskbell:"

// sourceOf is what a file is known by: its place, and that of a loose one its title as well, since many are
// called README.md.
func sourceOf(below, title string) string {
	if strings.Contains(below, "/") {
		return models.FileSource + below
	}
	return models.FileSource + below + "#" + models.SlugOf(title)
}

// fillIn says what the place of a file says where the file itself says nothing.
func fillIn(it *models.ImportItem, p placed) {
	if it.Title == "" {
		it.Title = spoken(p.stem)
	}
	if it.Place == "" {
		it.Place = p.category
	}
	if it.Tongue == "" {
		it.Tongue = p.language
	}
}

// readMarkdown reads a file of Markdown.
func readMarkdown(it *models.ImportItem, body []byte) {
	text, guess := decoded(body)
	if unwritten(text, guess != "") {
		it.Problem = "This is no text."
		return
	}
	if guess != "" {
		it.Notes = append(it.Notes, "It is no UTF-8 and was read as "+guess+".")
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	f, rest, problem := cutFront(text)
	if it.Problem = problem; problem != "" {
		return
	}
	f.onto(it)
	if it.Version.IsZero() {
		rest = headed(it, strings.TrimLeft(rest, "\n"))
	}
	clean, err := models.CleanMarkdown("body", rest)
	if err != nil {
		it.Problem = err.Error()
		return
	}
	it.Body = clean
}

// headed takes the heading of the whole text for the title, which stands above an article anyway.
func headed(it *models.ImportItem, text string) string {
	words, below := firstHeading(text)
	if words == "" || it.Title != "" && !strings.EqualFold(words, it.Title) {
		return text
	}
	if it.Title == "" {
		it.Title = words
	}
	return below
}

// firstHeading is the heading that a text begins with, and what is below it. Comments and lines of MDX that load
// something may stand above.
func firstHeading(text string) (words, below string) {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "<!--") && strings.HasSuffix(line, "-->") || strings.HasPrefix(line, "import ") && strings.HasSuffix(line, ";"):
			continue
		case strings.HasPrefix(line, "# "):
			return plainHeading(line[2:]), strings.Join(lines[i+1:], "")
		case i+1 < len(lines) && strings.Trim(strings.TrimSpace(lines[i+1]), "=") == "" && strings.Contains(lines[i+1], "=="):
			return plainHeading(line), strings.Join(lines[i+2:], "")
		}
		return "", text
	}
	return "", text
}

// plainHeading is a heading without the signs of Markdown around and in it.
func plainHeading(text string) string {
	text = strings.TrimSpace(text)
	if closed := strings.TrimRight(text, "#"); closed != text && strings.HasSuffix(closed, " ") {
		text = strings.TrimSpace(closed)
	}
	if at := strings.LastIndex(text, "{#"); at > 0 && strings.HasSuffix(text, "}") { // {#its-address}
		text = strings.TrimSpace(text[:at])
	}
	return strings.TrimSpace(strings.NewReplacer("**", "", "__", "", "`", "", `\`, "").Replace(text))
}
