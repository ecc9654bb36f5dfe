package static_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/static"
	"deskbell/views/widget"
)

func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHandler_WhatTheBrowserAccepts_IsWhatItGets(t *testing.T) {
	plain := get(static.Handler(), static.URL("widget.css")).Body.Bytes()
	if len(plain) == 0 {
		t.Fatal("widget.css is empty")
	}
	for accept, want := range map[string]string{
		"gzip, deflate, br, zstd": "br", "gzip": "gzip", "identity": "", "br;q=0, gzip;q=0.5": "gzip", "br;q=0.0": "", "": "",
	} {
		got := get(static.Handler(), static.URL("widget.css"), "Accept-Encoding", accept)
		if encoding := got.Header().Get("Content-Encoding"); encoding != want {
			t.Errorf("%q: encoding %q, want %q", accept, encoding, want)
		}
		var body io.Reader = got.Body
		switch want {
		case "br":
			body = brotli.NewReader(got.Body)
		case "gzip":
			unzipped, err := gzip.NewReader(got.Body)
			if err != nil {
				t.Fatal(err)
			}
			body = unzipped
		}
		if read, err := io.ReadAll(body); err != nil || !bytes.Equal(read, plain) {
			t.Errorf("%q: the content differs (%v)", accept, err)
		}
	}
}

func TestHandler_HashedName_IsKeptForEver(t *testing.T) {
	got := get(static.Handler(), static.URL("widget.js"))
	if got.Code != http.StatusOK || !strings.Contains(got.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("%d, Cache-Control %q", got.Code, got.Header().Get("Cache-Control"))
	}
	if got.Header().Get("Content-Type") != "text/javascript; charset=utf-8" || got.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("headers %v", got.Header())
	}
	for _, none := range []string{"/static/", "/static/nothing.js", "/static/../names.go", "/static/..%2fnames.go", "/static/widget.js"} {
		if got := get(static.Handler(), none); got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", none, got.Code)
		}
	}
}

func TestLoader_AskedAgain_SaysNothingChanged(t *testing.T) {
	first := get(static.Loader(), "/widget.js", "Accept-Encoding", "br")
	again := get(static.Loader(), "/widget.js", "Accept-Encoding", "br", "If-None-Match", first.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("%d with %d bytes", again.Code, again.Body.Len())
	}
	if first.Header().Get("Cross-Origin-Resource-Policy") != "cross-origin" {
		t.Error("sites with COEP could not load it")
	}
}

// packed is what an answer weighs in brotli, without headers.
func packed(t *testing.T, path string) int {
	t.Helper()
	got := get(static.Handler(), path, "Accept-Encoding", "br")
	if got.Code != http.StatusOK {
		t.Fatalf("%s: %d", path, got.Code)
	}
	return got.Body.Len()
}

func TestLoader_Budget_FourKilobytesWithHeaders(t *testing.T) {
	const headers = 850 // all that the server sends with it, counted generously
	if size := get(static.Loader(), "/widget.js", "Accept-Encoding", "br").Body.Len() + headers; size > 4_096 {
		t.Errorf("the loader weighs %d bytes on the wire; 4,096 are allowed", size)
	}
}

func TestWidget_Budget_ThirtyThreeKilobytesInFourFiles(t *testing.T) {
	var page bytes.Buffer
	if err := widget.PageView(sample()).Render(context.Background(), &page); err != nil {
		t.Fatal(err)
	}
	var html bytes.Buffer
	w := gzip.NewWriter(&html) // as the server sends what it draws
	_, _ = w.Write(page.Bytes())
	_ = w.Close()
	total, files := html.Len(), 1
	for _, found := range regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`).FindAllSubmatch(page.Bytes(), -1) {
		total += packed(t, string(found[1]))
		files++
	}
	if total > 33_000 || files > 4 {
		t.Errorf("the first open of the chat is %d bytes in %d files; 33,000 in 4 are allowed", total, files)
	}
	t.Logf("%d bytes in %d files", total, files)
}

func TestDesk_Budget_HundredKilobytes(t *testing.T) {
	if total := packed(t, static.URL("desk.css")) + packed(t, static.URL("desk.js")); total > 100_000 {
		t.Errorf("the desk's bundles are %d bytes; 100,000 are allowed", total)
	}
}

func sample() widget.Page {
	bot := &models.Bot{Key: "shop", Name: "Northwind Cycles", Sites: []string{"https://shop.example"}}
	entries := []models.Entry{
		{Seq: 1, Kind: models.EntrySaid, Author: models.Author{Kind: models.ByBot, Name: "Shop bot"}, Text: "Hi, welcome to Northwind Cycles.", At: time.Unix(0, 0)},
		{Seq: 2, Kind: models.EntrySaid, Author: models.Author{Kind: models.ByBot, Name: "Shop bot"}, Text: "What can we help with?", At: time.Unix(0, 0)},
	}
	prompt := flow.Prompt{Kind: flow.PromptChoices, Token: "t1", Choices: []flow.Choice{{ID: "a", Label: "Find a bike"}, {ID: "b", Label: "An order"}}}
	return widget.Page{Bot: bot, Base: "https://chat.example", Entries: entries, Preview: true, Panel: widget.Panel{Bot: bot, Prompt: prompt}}
}
