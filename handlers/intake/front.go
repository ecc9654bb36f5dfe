package intake

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"deskbell/models"
)

// mostFront is how many bytes may stand above a text, and how deep lists in it may go.
const (
	mostFront     = 16 << 10
	mostFrontDeep = 20
)

// front is what stands above a text, by the names of its lines.
type front map[string]any

// cutFront takes off what stands above a text between two lines of ---.
func cutFront(text string) (f front, body, problem string) {
	if strings.HasPrefix(text, "+++\n") {
		return nil, text, "It begins with TOML (+++). Write it as YAML, between lines of ---."
	}
	rest, has := strings.CutPrefix(text, "---\n")
	if !has {
		return nil, text, ""
	}
	above := ""
	for line := range strings.Lines(rest) {
		if sign := strings.TrimRight(line, " \t\n"); sign == "---" || sign == "..." {
			f, problem = readFront(above)
			return f, rest[len(above)+len(line):], problem
		}
		if above = rest[:len(above)+len(line)]; len(above) > mostFront {
			break
		}
	}
	return nil, text, "" // a line across the page
}

func readFront(above string) (front, string) {
	deep := 0
	for _, t := range lexer.Tokenize(above) {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return nil, "What stands above it refers to itself (& and *), which is not read."
		case token.SequenceStartType, token.MappingStartType:
			deep++
		default:
		}
	}
	if deep > mostFrontDeep {
		return nil, "What stands above it is too deep."
	}
	f := front{}
	if err := yaml.Unmarshal([]byte(above), &f); err != nil {
		return nil, "What stands above it between --- cannot be read: " + firstLine(err)
	}
	lower := front{}
	for name, value := range f {
		lower[strings.ToLower(strings.NewReplacer("-", "_", " ", "_").Replace(name))] = value
	}
	return lower, ""
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return models.CleanLine(line, 150)
}

// word is the first of the lines that says something, as words; of a list its first.
func (f front) word(names ...string) string {
	for _, name := range names {
		value := f[name]
		if list, is := value.([]any); is && len(list) > 0 {
			value = list[0]
		}
		if table, is := value.(map[string]any); is { // a section with its name in it
			value = table["name"]
		}
		switch value := value.(type) {
		case nil, []any, map[string]any:
		case time.Time:
			return value.UTC().Format(time.RFC3339Nano)
		default:
			if text := strings.TrimSpace(fmt.Sprint(value)); text != "" {
				return text
			}
		}
	}
	return ""
}

// said is whether it is a draft or published, in the words of the tools that people come from.
func (f front) said() string {
	yes := func(word string) bool {
		return slices.Contains([]string{"true", "yes", "on", "1", "published", "public"}, strings.ToLower(word))
	}
	if draft := f.word("draft"); draft != "" {
		if yes(draft) {
			return models.SaidDraft
		}
		return models.SaidPublished
	}
	if published := f.word("published", "state", "status"); published != "" {
		if yes(published) {
			return models.SaidPublished
		}
		return models.SaidDraft
	}
	return ""
}

// onto puts what is said above a text into the item.
func (f front) onto(it *models.ImportItem) {
	it.Title = f.word("title", "name", "sidebar_label")
	it.Slug = strings.TrimSuffix(f.word("slug", "permalink", "url"), ".html")
	if strings.Trim(it.Slug, "/") == "" || strings.ContainsAny(it.Slug, ":{?") { // a pattern, or a whole address
		it.Slug = ""
	}
	it.Place = f.word("category", "categories", "section", "section_name", "category_name")
	it.Tongue = f.word("language", "lang", "locale")
	it.Said = f.said()
	it.Group = f.word("group", "translationkey", "translation_key", "ref")
	for _, name := range []string{"source", "html_url", "canonical_url", "canonical"} {
		if to := f.word(name); strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "http://") || name == "source" && strings.HasPrefix(to, models.FileSource) {
			it.Source = to
			break
		}
	}
	if at, err := time.Parse(time.RFC3339Nano, f.word("updated")); err == nil {
		it.Version = at.UTC()
	}
}
