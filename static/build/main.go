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
	if err := os.RemoveAll(out); err != nil {
		return err
	}
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
	return os.WriteFile(filepath.Join(dir, "names.go"), code, 0o644)
}

// write keeps body as it is and compressed twice.
func write(path string, body []byte) error {
	if err := os.WriteFile(path, body, 0o644); err != nil {
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
