package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"deskbell/db"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
)

// ofBlocks is a flow in which every third block asks, with three ways on.
func ofBlocks(n int) flow.Document {
	var out strings.Builder
	fmt.Fprint(&out, `{"schema":1,"id":"main","name":"Large","start":"b0","blocks":{`)
	for i := range n {
		if i > 0 {
			out.WriteByte(',')
		}
		next := fmt.Sprintf(`"b%d"`, (i+1)%n)
		if i%3 > 0 {
			fmt.Fprintf(&out, `"b%d":{"kind":"text","title":"Answer %d","settings":{"text":"Order %d was sent on {{day}} and is on its way to you."},"out":{"next":{"block":%s}}}`, i, i, i*7919, next)
			continue
		}
		fmt.Fprintf(&out, `"b%d":{"kind":"buttons","title":"Question %d","settings":{"text":"What is it about number %d?","choices":[{"id":"1","label":"Where is it"},{"id":"2","label":"Send it back"},{"id":"3","label":"A person"}]},
 "out":{"choice:1":{"block":%s},"choice:2":{"block":"b%d"},"choice:3":{"block":"b%d"}}}`, i, i, i*7919, next, (i+2)%n, (i*7+3)%n)
	}
	fmt.Fprint(&out, `}}`)
	document, err := flow.Parse([]byte(out.String()))
	if err != nil {
		panic(err)
	}
	return *document
}

// largeFlow serves a flow of 300 blocks; it is the address of the flow, and the cookie of somebody who may see it.
func largeFlow(b *testing.B) (address string, jar *cookiejar.Jar) {
	b.Helper()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	ctx, folder := context.Background(), b.TempDir()
	store, err := db.Open(ctx, db.Options{Path: filepath.Join(folder, "deskbell.db")})
	must(err)
	_, err = store.ImportBot(ctx, models.BotFile{Format: models.BotFormat, Key: "large", Name: "Large", StartFlow: "main", Flows: []flow.Document{ofBlocks(300)}}, time.Now())
	must(err)
	hash, err := web.HashPassword(ctx, sitePassword)
	must(err)
	must(store.SaveAgent(ctx, &models.Agent{ID: "admin", Name: "Admin Test", Email: "admin@shop.example", Role: models.RoleAdmin, MaxChats: 3, Password: hash}, time.Now()))
	must(store.Close())
	app, err := build(ctx, serveConfig{Addr: "127.0.0.1:0", Data: folder, BaseURL: "http://127.0.0.1", Log: slog.New(slog.DiscardHandler)})
	must(err)
	server := httptest.NewServer(app.Handler())
	b.Cleanup(func() {
		app.StopStreams()
		server.Close()
		_ = app.Close(ctx)
	})
	jar, err = cookiejar.New(nil)
	must(err)
	form := url.Values{"email": {"admin@shop.example"}, "password": {sitePassword}}
	r, err := http.NewRequest("POST", server.URL+"/login", strings.NewReader(form.Encode()))
	must(err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	got, err := (&http.Client{Jar: jar}).Do(r)
	must(err)
	got.Body.Close()
	return server.URL + "/bots/large/flows/main", jar
}

// The goal is a page of at most 150 KB and one second until it can be used, with nothing in the cache.
func BenchmarkBuilder_PageOf300Blocks(b *testing.B) {
	chromium.once.Do(func() { chromium.ctx, chromium.end, chromium.err = startBrowser() })
	if chromium.err != nil {
		b.Skip(chromium.err)
	}
	address, jar := largeFlow(b)
	for _, view := range []string{"outline", "canvas"} {
		b.Run(view, func(b *testing.B) {
			at := address + "?view=" + view
			packed, plain := sizes(b, at, jar)
			var paint, usable, all float64
			for b.Loop() {
				one := loaded(b, at, jar)
				paint, usable, all = paint+one[0], usable+one[1], one[2]
			}
			b.ReportMetric(float64(packed)/1000, "KB-gz")
			b.ReportMetric(float64(plain)/1000, "KB")
			b.ReportMetric(all/1000, "KB-gz-with-assets")
			b.ReportMetric(paint/float64(b.N), "ms-to-paint")
			b.ReportMetric(usable/float64(b.N), "ms-to-usable")
		})
	}
}

// sizes are the bytes of a page as they are sent, and as they are.
func sizes(b *testing.B, address string, jar http.CookieJar) (packed, plain int64) {
	b.Helper()
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip")
	got, err := (&http.Client{Jar: jar}).Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil || got.StatusCode != http.StatusOK || got.Header.Get("Content-Encoding") != "gzip" {
		b.Fatal(got.Status, got.Header, err)
	}
	unpacked, err := gzip.NewReader(strings.NewReader(string(body)))
	if err != nil {
		b.Fatal(err)
	}
	plain, err = io.Copy(io.Discard, unpacked)
	if err != nil {
		b.Fatal(err)
	}
	return int64(len(body)), plain
}

// loaded opens the page in a window of its own: ms to the first paint, ms until its scripts have run, bytes of all.
func loaded(b *testing.B, address string, jar http.CookieJar) []float64 {
	b.Helper()
	ctx, cancel := chromedp.NewContext(chromium.ctx, chromedp.WithNewBrowserContext())
	defer cancel()
	where, err := url.Parse(address)
	if err != nil {
		b.Fatal(err)
	}
	if err := chromedp.Do(ctx); err != nil {
		b.Fatal(err)
	}
	for _, cookie := range jar.Cookies(where) {
		if _, err := chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: cookie.Name, Value: cookie.Value, URL: address}); err != nil {
			b.Fatal(err)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		b.Fatal(err)
	}
	const times = `(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const ready = document.querySelector('.canvas.placed, #outline a.step[tabindex="0"]');
  const [page] = performance.getEntriesByType('navigation');
  if (!paint || !ready || !page.loadEventEnd) return [];
  return [paint.startTime, page.domContentLoadedEventEnd, [page, ...performance.getEntriesByType('resource')].reduce((n, one) => n + one.transferSize, 0)];
})()`
	w := &tab{ctx: ctx}
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(glance) {
		if got, err := attempt[[]float64](w, times); err == nil && len(got) == 3 {
			return got
		}
	}
	b.Fatal("the page never comes")
	return nil
}
