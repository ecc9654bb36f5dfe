package intake

import (
	"bytes"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"deskbell/models"
)

// decoded is a text as UTF-8, and what it was read as where that had to be guessed.
func decoded(body []byte) (text, guess string) {
	for _, mark := range []struct{ sign, label string }{{"\xef\xbb\xbf", "utf-8"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"}} {
		if bytes.HasPrefix(body, []byte(mark.sign)) {
			return recoded(body[len(mark.sign):], mark.label), ""
		}
	}
	if utf8.Valid(body) {
		return string(body), ""
	}
	return recoded(body, "windows-1252"), "Windows-1252"
}

func recoded(body []byte, label string) string {
	reader, err := charset.NewReaderLabel(label, bytes.NewReader(body))
	if err != nil {
		return strings.ToValidUTF8(string(body), "�")
	}
	text, _ := io.ReadAll(reader) // what is read from memory does not fail; what is no letter becomes �
	return strings.ToValidUTF8(string(text), "�")
}

// unwritten says that something is no text, whatever it is called. Where its letters were guessed, no signs of control
// are let through.
func unwritten(text string, guessed bool) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return r == 0 || guessed && r < ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\f'
	}) >= 0
}

var ordered = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2}|\d{1,4})[-_. ]+`)

// spoken is the name of a file or folder as one would write it: "01-getting_started" is "Getting started".
func spoken(name string) string {
	name = ordered.ReplaceAllString(name, "")
	words := strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	first, size := utf8.DecodeRuneInString(words)
	if words == "" {
		return ""
	}
	return string(unicode.ToTitle(first)) + words[size:]
}

// tagOf is a language where a name is the code of one that people know.
func tagOf(name string) string {
	tag, err := models.CleanLanguage("language", name)
	base, _, _ := strings.Cut(tag, "-")
	known := slices.ContainsFunc(models.Languages(), func(l models.Language) bool { return l.Tag == base })
	if err != nil || !known || len(name) > 7 {
		return ""
	}
	return tag
}

// placed is what the place of a file says about it.
type placed struct {
	stem     string // its name without ending and language
	category string
	language string
	twin     string // the same for those that say the same in other languages
}

// plumbing are folders that tools want and nobody reads.
func plumbing(name string) bool {
	return slices.Contains([]string{"content", "docs", "doc", "i18n", "current", "_posts", "_docs", "pages", "src", "docusaurus-plugin-content-docs", "help", "articles"}, strings.ToLower(name))
}

// placeOf reads a path below top; tongues are the folders that are languages.
func placeOf(at string, tongues map[string]bool) placed {
	dir, base := path.Split(at)
	base = strings.TrimSuffix(base, path.Ext(base))
	var p placed
	if dot := strings.LastIndexByte(base, '.'); dot > 0 {
		if p.language = tagOf(base[dot+1:]); p.language != "" {
			base = base[:dot]
		}
	}
	var rest []string
	for part := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if tongues[part] {
			if p.language == "" {
				p.language = tagOf(part)
			}
			continue
		}
		if part != "" {
			rest = append(rest, part)
		}
	}
	p.stem, p.twin = base, strings.Join(append(slices.Clone(rest), base), "/")
	rest = slices.DeleteFunc(rest, plumbing)
	if isIndex(base) && len(rest) > 0 {
		p.stem = rest[len(rest)-1]
	}
	if len(rest) > 0 {
		p.category = spoken(rest[len(rest)-1])
	}
	return p
}

func isIndex(stem string) bool {
	return slices.Contains([]string{"index", "_index", "readme"}, strings.ToLower(stem))
}

// tonguesOf are the folders that are called as languages are: where there are two of them beside each other, since
// one alone may mean something else ("it").
func tonguesOf(texts []file) map[string]bool {
	beside := map[string]map[string]bool{}
	for _, t := range texts {
		parts := strings.Split(t.path, "/")
		for i, part := range parts[:len(parts)-1] {
			if tagOf(part) != "" {
				in := strings.Join(parts[:i], "/")
				if beside[in] == nil {
					beside[in] = map[string]bool{}
				}
				beside[in][part] = true
			}
		}
	}
	tongues := map[string]bool{}
	for in, names := range beside {
		for name := range names {
			tongues[name] = tongues[name] || len(names) > 1 || path.Base(in) == "i18n" || path.Base(in) == "content"
		}
	}
	return tongues
}
