package static

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// Worker serves /sw.js, the service worker: it shows what is pushed and keeps no pages. It stands at the root,
// since it is for all pages, and browsers ask for it again each time.
func Worker() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Header().Set("Service-Worker-Allowed", "/")
		serve(w, r, file("sw.js"), "no-cache")
	})
}

// Manifest serves /manifest.webmanifest, by which browsers install Deskbell as an app.
func Manifest() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := json.Marshal(manifest())
		if err != nil {
			http.Error(w, "The manifest cannot be written.", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/manifest+json")
		w.Header().Set("Cache-Control", "max-age=3600")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(body)
		}
	})
}

type icon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

func manifest() map[string]any {
	return map[string]any{
		"id": "/desk", "name": "Deskbell", "short_name": "Deskbell", "description": "Answer your visitors.",
		"lang": "en", "start_url": "/desk", "scope": "/", "display": "standalone",
		"background_color": "#fbfaf7", "theme_color": "#fbfaf7",
		"icons": []icon{
			{URL("img/app-192.png"), "192x192", "image/png", "any"},
			{URL("img/app-512.png"), "512x512", "image/png", "any"},
			{URL("img/app-maskable-512.png"), "512x512", "image/png", "maskable"},
			{URL("img/favicon.svg"), "any", "image/svg+xml", "any"},
		},
	}
}
