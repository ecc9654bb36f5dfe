// Command build bundles static's sources into static/dist and writes static/names.go, which knows the
// bundles' hashed names and the icons. Same sources, same bytes: a test compares.
//
//	go generate ./static
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "static:", err)
		os.Exit(1)
	}
}

// run builds the folder static at dir.
func run(dir string) error {
	built, err := bundle(dir)
	if err != nil {
		return err
	}
	out := filepath.Join(dir, "dist")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, f := range built {
		if err := write(filepath.Join(out, f.hashed), f.body); err != nil {
			return err
		}
	}
	code, err := names(dir, built)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "names.go"), code, 0o644); err != nil {
		return err
	}
	return tidy(out, built)
}

// tidy takes away what belongs to no source any more, last of all: so whoever compiles meanwhile finds what
// he needs.
func tidy(out string, all []built) error {
	there, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	for _, entry := range there {
		name := strings.TrimSuffix(strings.TrimSuffix(entry.Name(), ".br"), ".gz")
		if slices.ContainsFunc(all, func(f built) bool { return f.hashed == name }) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(out, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

// write keeps body as it is and compressed twice.
func write(path string, body []byte) error {
	if err := os.WriteFile(path, body, 0o644); err != nil || filepath.Ext(path) == ".png" { // which is pressed already
		return err
	}
	if err := os.WriteFile(path+".br", brotlied(body), 0o644); err != nil {
		return err
	}
	var zipped bytes.Buffer
	w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(body); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path+".gz", zipped.Bytes(), 0o644)
}

func brotlied(body []byte) []byte {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	_, _ = w.Write(body) // a bytes.Buffer takes everything
	_ = w.Close()
	return out.Bytes()
}
