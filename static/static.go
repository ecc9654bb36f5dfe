// Package static is what browsers load beside the pages: scripts, styles, pictures. The sources lie in
// css, js, img and vendor; static/build bundles them into dist under addresses that carry a hash of
// the content, each also compressed with brotli and gzip, and dist is part of the binary.
package static

import (
	"embed"
	"net/http"
	"path"
	"strconv"
	"strings"
)

//go:generate go run ./build

//go:embed dist
var dist embed.FS

// URL is the address of a bundle ("widget.js", "desk.css", "img/favicon.svg"). It changes with the
// content, so what it names may be kept for ever. A name that is not there gives an address that
// answers 404.
func URL(name string) string {
	return "/static/" + file(name)
}

// Symbol is one icon of img/icons.svg as an SVG symbol element, "" when there is none of that name.
func Symbol(name string) string {
	return symbol(name)
}

// Handler serves what URL names, under /static/.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		serve(w, r, path.Base(r.URL.Path), "public, max-age=31536000, immutable")
	})
}

// Loader serves /widget.js: the one address that sites write into their pages, so it cannot carry a
// hash. Browsers ask again after five minutes and get a 304 unless it changed.
func Loader() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		serve(w, r, file("loader.js"), "public, max-age=300")
	})
}

func serve(w http.ResponseWriter, r *http.Request, name, keep string) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		return
	}
	packed, encoding := name, ""
	for _, offer := range []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if accepts(r.Header.Get("Accept-Encoding"), offer.name) {
			packed, encoding = name+offer.suffix, offer.name
			break
		}
	}
	body, err := dist.ReadFile("dist/" + packed)
	if err != nil && encoding != "" {
		encoding = ""
		body, err = dist.ReadFile("dist/" + name)
	}
	kind := kindOf(name)
	if err != nil || kind == "" {
		http.NotFound(w, r)
		return
	}
	head := w.Header()
	head.Set("Content-Type", kind)
	head.Set("Cache-Control", keep)
	head.Set("ETag", `"`+name+encoding+`"`)
	head.Set("Vary", "Accept-Encoding")
	head.Set("X-Content-Type-Options", "nosniff")
	if strings.Contains(r.Header.Get("If-None-Match"), head.Get("ETag")) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if encoding != "" {
		head.Set("Content-Encoding", encoding)
	}
	head.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body)
	}
}

// accepts reads the few forms of Accept-Encoding that are in use; "br;q=0" is a no.
func accepts(header, encoding string) bool {
	for _, part := range strings.Split(header, ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == encoding {
			return strings.TrimRight(strings.ReplaceAll(quality, " ", ""), "0.") != "q="
		}
	}
	return false
}

func kindOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".png":
		return "image/png"
	case ".svg":
		return "image/svg+xml"
	}
	return ""
}
