package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// built is one file for dist: the name that pages ask for, the name that it has there, its bytes.
type built struct {
	name, hashed string
	body         []byte
}

// bundle makes everything that dist holds, in the order of its names.
func bundle(dir string) ([]built, error) {
	var all []built
	for _, script := range []string{"animations", "articles", "back", "builder", "desk", "emoji", "emoji-de", "emoji-es", "emoji-fr", "emoji-it", "emoji-nl", "emoji-pt", "htmx", "join", "loader", "page", "prompts", "sample", "sw", "widget"} {
		folder, language, ok := strings.Cut(script, "-")
		if !ok {
			language = "main"
		}
		source := filepath.Join(dir, "js", folder, language+".js")
		if _, err := os.Stat(source); errors.Is(err, os.ErrNotExist) {
			continue
		}
		format := api.FormatESModule
		if script == "loader" || script == "sw" { // runs as a classic script: on other people's pages, as a service worker
			format = api.FormatIIFE
		}
		body, err := pack(source, format)
		if err != nil {
			return nil, err
		}
		all = append(all, named(script+".js", body))
	}
	for _, sheet := range []string{"articles", "builder", "desk", "join", "page", "sample", "widget"} {
		body, err := pack(filepath.Join(dir, "css", sheet+".css"), api.FormatDefault)
		if err != nil {
			return nil, err
		}
		all = append(all, named(sheet+".css", body))
	}
	var pictures []string
	for _, kind := range []string{"*.png", "*.svg"} {
		some, err := filepath.Glob(filepath.Join(dir, "img", kind))
		if err != nil {
			return nil, err
		}
		pictures = append(pictures, some...)
	}
	for _, picture := range pictures {
		if filepath.Base(picture) == "icons.svg" { // pages carry their icons themselves
			continue
		}
		body, err := os.ReadFile(picture)
		if err != nil {
			return nil, err
		}
		all = append(all, named("img/"+filepath.Base(picture), body))
	}
	return all, nil
}

// pack resolves the imports of one entry point and minifies. The order of @layer is kept, nothing is
// rewritten for older browsers.
func pack(source string, format api.Format) ([]byte, error) {
	target := api.ESNext
	if format == api.FormatIIFE {
		target = api.ES2020
	}
	got := api.Build(api.BuildOptions{
		EntryPoints:       []string{source},
		Bundle:            true,
		Format:            format,
		Target:            target,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		LegalComments:     api.LegalCommentsNone,
		Charset:           api.CharsetUTF8,
		Loader:            map[string]api.Loader{".svg": api.LoaderDataURL, ".png": api.LoaderDataURL},
		Plugins:           plugins(),
		Outdir:            filepath.Join(filepath.Dir(source), "out"), // only names: nothing is written
		LogLevel:          api.LogLevelSilent,
	})
	if len(got.Errors) > 0 {
		first := got.Errors[0]
		where := source
		if first.Location != nil {
			where = fmt.Sprintf("%s:%d", first.Location.File, first.Location.Line)
		}
		return nil, fmt.Errorf("%s: %s", where, first.Text)
	}
	if len(got.OutputFiles) != 1 {
		return nil, fmt.Errorf("%s gave %d files, one was expected", source, len(got.OutputFiles))
	}
	return got.OutputFiles[0].Contents, nil
}

func named(name string, body []byte) built {
	sum := sha256.Sum256(body)
	base := filepath.Base(name)
	ext := filepath.Ext(base)
	return built{name: name, hashed: strings.TrimSuffix(base, ext) + "." + hex.EncodeToString(sum[:4]) + ext, body: body}
}
