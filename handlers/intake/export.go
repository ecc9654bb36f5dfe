package intake

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"deskbell/models"
)

// Exporter writes articles out, as files that Read takes in again.
type Exporter struct {
	Articles    models.Articles
	ArticleDesk models.ArticleDesk
	Files       models.Files
}

// Export is what is written out.
type Export struct {
	Who      models.Reader
	Category string // of one alone, where One
	One      bool
	// File makes a file, which is written at once.
	File func(name string, at time.Time) (io.Writer, error)
}

// Write writes articles one after the other, in a folder for each category, and then the pictures that they show. It
// says how many articles there were.
func (x Exporter) Write(ctx context.Context, e Export) (int, error) {
	all, err := x.Articles.Articles(ctx, e.Who, models.ArticleQuery{})
	if err != nil {
		return 0, err
	}
	n := 0
	pictures := map[models.FileID]string{} // where
	for i := range all {
		if e.One && all[i].Category != e.Category {
			continue
		}
		a, err := x.ArticleDesk.ArticleByID(ctx, e.Who, all[i].ID)
		if errors.Is(err, models.ErrNotFound) { // deleted meanwhile
			continue
		}
		if err == nil {
			err = writeTo(e, fileOf(a), a.UpdatedAt, strings.NewReader(Text(a)))
		}
		if err != nil {
			return n, err
		}
		n++
		for _, id := range models.PicturesIn(a.Body) {
			pictures[id] = "files/" + string(id)
		}
	}
	for id, folder := range pictures {
		if err := x.picture(ctx, e, id, folder); err != nil {
			return n, err
		}
	}
	return n, nil
}

// picture writes a picture that articles show; one that is gone, or was for somebody else, is left out.
func (x Exporter) picture(ctx context.Context, e Export, id models.FileID, folder string) error {
	f, body, err := x.Files.OpenFile(ctx, models.FileReader{}, id)
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	if kindOf(f.Name) != kindPicture {
		return nil
	}
	return writeTo(e, folder+"/"+f.Name, f.At, body)
}

func writeTo(e Export, name string, at time.Time, from io.Reader) error {
	to, err := e.File(name, at)
	if err == nil {
		_, err = io.Copy(to, from)
	}
	return err
}

// fileOf is where an article is written: a folder for its category, its address, its language.
func fileOf(a *models.Article) string {
	name := a.Slug + "." + a.Language + ".md"
	if a.Category == "" {
		return name
	}
	return models.SlugOf(a.Category) + "/" + name
}

// Text is an article as a file: what is known of it above, then what it says.
func Text(a *models.Article) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, quoted(value))
		}
	}
	b.WriteString("---\n")
	line("title", a.Title)
	line("slug", a.Slug)
	line("category", a.Category)
	line("language", a.Language)
	fmt.Fprintf(&b, "published: %t\n", a.Published)
	line("group", a.Group)
	line("updated", a.UpdatedAt.UTC().Format(time.RFC3339Nano))
	b.WriteString("---\n\n" + a.Body)
	if a.Body != "" {
		b.WriteString("\n")
	}
	return b.String()
}

// quoted is a word as YAML and JSON both write it.
func quoted(word string) string {
	var b strings.Builder
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	_ = w.Encode(word) // strings can be written
	return strings.TrimSuffix(b.String(), "\n")
}

// ZipTo is where Export writes to have a zip.
func ZipTo(z *zip.Writer) func(string, time.Time) (io.Writer, error) {
	return func(name string, at time.Time) (io.Writer, error) {
		how := zip.Deflate
		if kindOf(name) == kindPicture {
			how = zip.Store
		}
		return z.CreateHeader(&zip.FileHeader{Name: name, Method: how, Modified: at})
	}
}

// FolderTo is where Export writes to have files below a folder; they close with the next one, and with the last call
// of done.
func FolderTo(root string) (file func(string, time.Time) (io.Writer, error), done func() error) {
	var open *os.File
	done = func() error {
		was := open
		if open = nil; was == nil {
			return nil
		}
		return was.Close()
	}
	return func(name string, _ time.Time) (io.Writer, error) {
		if err := done(); err != nil {
			return nil, err
		}
		place := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return nil, err
		}
		var err error
		open, err = os.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		return open, err
	}, done
}
