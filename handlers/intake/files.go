// Package intake takes articles in from elsewhere, as Markdown files, folders, zips and pages by address, and writes
// them out as files that it takes in again. The pages of the team and the command line share it.
package intake

import (
	"fmt"
	"io"
	"log/slog"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/models"
	"deskbell/models/portrait"
)

// mostText is how many bytes of a file with words are read: more than an article can have.
const mostText = 1 << 20

// Files are what somebody has sent, by their paths. What is neither words nor a picture is not kept.
type Files struct {
	texts    []file
	pictures map[string][]byte
	problems []models.ImportProblem
	seen     int
	bytes    int64
	paths    map[string]bool
	log      *slog.Logger // nil: nobody reads it
}

type file struct {
	path string
	body []byte
}

// NewFiles is none yet.
func NewFiles() *Files { return &Files{pictures: map[string][]byte{}, paths: map[string]bool{}} }

// Empty says whether there is nothing in them to look at.
func (f *Files) Empty() bool { return len(f.texts) == 0 && len(f.problems) == 0 }

// Name is what they are called: the folder that all are in, the one file, or how many there are.
func (f *Files) Name() string {
	top := f.top()
	switch {
	case top != "":
		return top
	case len(f.texts) == 1:
		return f.texts[0].path
	}
	return fmt.Sprintf("%d files", len(f.texts))
}

var drive = regexp.MustCompile(`^[A-Za-z]:`)

// Add reads a file, or a zip of them. Errors are about all that was sent: CodeTooLarge, and those of reading.
func (f *Files) Add(name string, from io.Reader) error {
	if strings.EqualFold(path.Ext(name), ".zip") {
		return f.addZip(name, from)
	}
	return f.add(name, from)
}

// add reads a file that is no zip.
func (f *Files) add(name string, from io.Reader) error {
	if f.seen++; f.seen > models.MostFilesIn {
		return tooMany()
	}
	at, why := cleanPath(name)
	if why != "" {
		f.refuse(name, why)
		return nil
	}
	kind := kindOf(at)
	if hidden(at) || kind == kindOther {
		return nil
	}
	if f.paths[at] {
		f.refuse(at, "There are two files with this name.")
		return nil
	}
	most := int64(mostText)
	if kind == kindPicture {
		most = portrait.MostBytes
	}
	body, err := io.ReadAll(io.LimitReader(from, min(most, models.MostUpload-f.bytes)+1))
	if err != nil {
		return err
	}
	if f.bytes += int64(len(body)); f.bytes > models.MostUpload {
		return &models.Error{Code: models.CodeTooLarge, Message: fmt.Sprintf("There are more than %d MB in this. Import it in parts.", models.MostUpload>>20)}
	}
	f.paths[at] = true
	switch {
	case int64(len(body)) > most:
		f.refuse(at, fmt.Sprintf("This file is larger than %d MB.", most>>20))
	case kind == kindPicture:
		f.pictures[at] = body
	case len(f.texts) >= models.MostArticles:
		return &models.Error{Code: models.CodeTooLarge, Message: fmt.Sprintf("There are more than %d articles in this. Import it in parts.", models.MostArticles)}
	default:
		f.texts = append(f.texts, file{at, body})
	}
	return nil
}

func tooMany() error {
	return &models.Error{Code: models.CodeTooLarge, Message: fmt.Sprintf("There are more than %d files in this. Import it in parts.", models.MostFilesIn)}
}

func (f *Files) refuse(name, why string) {
	if len(f.problems) < 100 {
		f.problems = append(f.problems, models.ImportProblem{From: models.CleanLine(strings.ToValidUTF8(name, "?"), 300), Why: why})
	}
}

// cleanPath is a path below the folder that it is read into, or why it is none.
func cleanPath(name string) (at, why string) {
	if !utf8.ValidString(name) {
		name = strings.ToValidUTF8(name, "_")
	}
	name = strings.ReplaceAll(name, `\`, "/")
	switch {
	case name == "" || len(name) > 500 || models.CleanLine(name, 500) != name:
		return "", "This is no name for a file."
	case strings.HasPrefix(name, "/") || drive.MatchString(name) || slices.Contains(strings.Split(name, "/"), ".."):
		return "", "Its name leads out of the folder."
	}
	return strings.TrimPrefix(path.Clean("/"+name), "/"), ""
}

// hidden is what systems and tools lay beside files.
func hidden(at string) bool {
	for part := range strings.SplitSeq(at, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" || part == "node_modules" {
			return true
		}
	}
	return false
}

type fileKind int

const (
	kindOther fileKind = iota
	kindMarkdown
	kindPage
	kindPicture
)

func kindOf(at string) fileKind {
	switch strings.ToLower(path.Ext(at)) {
	case ".md", ".markdown", ".mdown", ".mkd", ".mdx":
		return kindMarkdown
	case ".html", ".htm", ".xhtml":
		return kindPage
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp":
		return kindPicture
	}
	return kindOther
}

// top is the one folder that all files are in; "" where there is none.
func (f *Files) top() string {
	top := ""
	for i, t := range f.texts {
		first, _, below := strings.Cut(t.path, "/")
		if !below || i > 0 && first != top {
			return ""
		}
		top = first
	}
	return top
}
