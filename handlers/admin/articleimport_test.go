package admin_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/admin"
	"deskbell/handlers/intake"
	"deskbell/handlers/outbound"
	"deskbell/models"
)

// openImports is an office whose imports run.
func openImports(t *testing.T, role models.Role) *office {
	t.Helper()
	var runner *intake.Runner
	o := openOfficeBy(t, role, func(o *admin.Options) {
		store := o.Files.(*db.Store)
		client := outbound.New(outbound.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
		runner = intake.NewRunner(intake.Keeper{Imports: store, Files: store, Now: o.Now}, client)
		runner.Pause, runner.Team, runner.Audit = 0, store, store
		o.Imports = runner
	})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { runner.Run(ctx) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
	return o
}

// drop sends files by their paths: path, text, path, text …
func (o *office) drop(pairs ...string) answer {
	o.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(pairs); i += 2 {
		head := textproto.MIMEHeader{"Content-Disposition": {fmt.Sprintf(`form-data; name="files"; filename=%q`, pairs[i])}, "Content-Type": {"application/octet-stream"}}
		part, err := form.CreatePart(head)
		if err != nil {
			o.t.Fatal(err)
		}
		_, _ = io.WriteString(part, pairs[i+1])
	}
	_ = form.Close()
	r, err := http.NewRequest("POST", o.http.URL+"/articles/import", &body)
	if err != nil {
		o.t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	return o.do(r)
}

// over is the page of an import once nothing is being done, and its address.
func (o *office) over(path string) (answer, string) {
	o.t.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		got := o.get(path)
		if got.status == http.StatusSeeOther {
			path = got.to
			continue
		}
		if !strings.Contains(got.body, "data-refresh") {
			return got, path
		}
	}
	o.t.Fatal("it is never over")
	return answer{}, ""
}

var takeBox = regexp.MustCompile(`name="take" value="(\d+)"( checked)?`)

// ticked is the form as it stands on the page of an import.
func ticked(page string, more ...string) url.Values {
	form := url.Values{"state": {"draft"}, "language": {"en"}, "category": {""}}
	for _, found := range takeBox.FindAllStringSubmatch(page, -1) {
		if found[2] != "" {
			form.Add("take", found[1])
		}
	}
	for i := 0; i+1 < len(more); i += 2 {
		form[more[i]] = strings.Fields(more[i+1])
	}
	return form
}

// M-28
func TestImport_Folder_IsLookedAtKeptAndTakenBack(t *testing.T) {
	o := openImports(t, models.RoleOwner)
	o.want(o.get("/articles/import"), http.StatusOK, "From files", "From pages on the web", "webkitdirectory", "50 MB")
	got := o.drop("docs/orders/returns.md", "---\npublished: true\n---\n# Returns\n\n[How](how.md)", "docs/orders/how.md", "# How\n\nLike this", "docs/large.md", strings.Repeat("word ", 30_000), "docs/skip.md", "# Skip me\n\nx")
	o.want(got, http.StatusSeeOther)
	page, path := o.over(got.to)
	o.want(page, http.StatusOK, ">docs<", "Returns", "Orders · published", "docs/orders/how.md", "Not taken", "at most 100,000 characters", "As drafts")
	if n := len(takeBox.FindAllString(page.body, -1)); n != 3 {
		t.Errorf("%d boxes in %s", n, page.body)
	}
	o.want(o.get("/articles/import"), http.StatusOK, "waits for you")
	o.want(o.post(path, ticked(page.body, "take", "")), http.StatusUnprocessableEntity, "Nothing is ticked")
	o.want(o.post(path, ticked(page.body, "language", "what?")), http.StatusUnprocessableEntity, `id="wrong-language"`, `value="what?"`)
	got = o.post(path, ticked(page.body, "take", "0 1", "state", " "))
	o.want(got, http.StatusSeeOther)
	page, path = o.over(got.to)
	o.want(page, http.StatusOK, "2 new, 0 updated, 0 unchanged, 1 not taken", "Take this import back", "docs/large.md", ">Returns<", "Published", "Draft")
	if strings.Contains(page.body, "Skip me") {
		t.Error("what was not ticked is there")
	}
	o.want(o.get("/articles?q=Like"), http.StatusOK, "How", ">Orders<")
	o.want(o.post(path, ticked("")), http.StatusNotFound)
	o.want(o.get("/articles/import"), http.StatusOK, "Imports so far", "2 new")
	how, err := o.store.ArticleBySlug(t.Context(), o.reader(), "how")
	if err != nil {
		t.Fatal(err)
	}
	edit := o.changed("/articles/"+how.ID+"/edit", "body", "Otherwise")
	o.want(o.post("/articles/"+how.ID, edit), http.StatusSeeOther)
	o.want(o.get(path+"/back"), http.StatusOK, "1 article that it made: deleted", "1 article that somebody has changed since")
	got = o.post(path+"/back", url.Values{})
	o.want(got, http.StatusSeeOther)
	page, _ = o.over(got.to)
	o.want(page, http.StatusOK, "Taken back")
	if all, _ := o.store.Articles(t.Context(), o.reader(), models.ArticleQuery{}); len(all) != 1 || all[0].Slug != "how" {
		t.Errorf("%+v", all)
	}
	o.want(o.get("/settings/audit"), http.StatusOK, "Articles imported", "docs", "2 new, 0 updated", "Import of articles taken back", "1 article of 2")
}

// M-28
func TestImport_Pages_AreUpdatedUnlessChangedHere(t *testing.T) {
	o := openImports(t, models.RoleAccountManager)
	words := "First"
	var mu sync.Mutex
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		switch r.URL.Path {
		case "/sitemap.xml":
			fmt.Fprintf(w, "<urlset><url><loc>http://%s/a</loc></url><url><loc>http://%[1]s/b</loc></url></urlset>", r.Host)
		case "/a", "/b":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<html lang=en><body><h1>Page %s</h1><p>%s</p>", r.URL.Path[1:], words)
		default:
			http.NotFound(w, r)
		}
	}))
	defer site.Close()
	read := func(more ...string) string {
		got := o.post("/articles/import", url.Values{"addresses": {site.URL + "/sitemap.xml"}, "below": {""}})
		o.want(got, http.StatusSeeOther)
		page, path := o.over(got.to)
		if !strings.Contains(page.body, ">Import<") || len(takeBox.FindAllString(page.body, -1)) == 0 {
			return page.body
		}
		got = o.post(path, ticked(page.body, more...))
		if got.status == http.StatusUnprocessableEntity {
			return page.body + got.body
		}
		done, _ := o.over(path)
		return page.body + done.body
	}
	if said := read(); !strings.Contains(said, "2 new, 0 updated") {
		t.Error(said)
	}
	if said := read(); !strings.Contains(said, "There is nothing to import") || !strings.Contains(said, "Unchanged") {
		t.Error(said)
	}
	a, _ := o.store.ArticleBySlug(t.Context(), o.reader(), "page-a")
	o.want(o.post("/articles/"+a.ID, o.changed("/articles/"+a.ID+"/edit", "body", "Mine")), http.StatusSeeOther)
	mu.Lock()
	words = "Second"
	mu.Unlock()
	if said := read(); !strings.Contains(said, "Changed here, left alone") || !strings.Contains(said, "0 new, 1 updated") {
		t.Error(said)
	}
	if said := read("take", "0 1"); !strings.Contains(said, "0 new, 1 updated, 1 unchanged") {
		t.Error(said)
	}
	for _, slug := range []string{"page-a", "page-b"} {
		if is, _ := o.store.ArticleBySlug(t.Context(), o.reader(), slug); is == nil || is.Body != "Second" || is.ByName != "Mira" {
			t.Errorf("%+v", is)
		}
	}
	for typed, want := range map[string]string{"": "Write the address", "ftp://x.example": "begin with https", "http://a:b@c.example/": "not sent"} {
		o.want(o.post("/articles/import", url.Values{"addresses": {typed}}), http.StatusUnprocessableEntity, want, `id="wrong-addresses"`)
	}
}

func TestImport_Running_IsStoppedAndKeepsWhatThereIs(t *testing.T) {
	o := openImports(t, models.RoleOwner)
	hang := make(chan struct{})
	site := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-hang:
		case <-r.Context().Done():
		}
	}))
	defer site.Close()
	defer close(hang)
	got := o.post("/articles/import", url.Values{"addresses": {site.URL}})
	o.want(got, http.StatusSeeOther)
	o.want(o.get(got.to), http.StatusOK, "data-refresh", "Stop")
	o.want(o.post("/articles/import", url.Values{"addresses": {site.URL}}), http.StatusConflict, "Another import of yours is going on")
	o.want(o.drop("a.md", "# A\n\nx"), http.StatusConflict, "Another import of yours")
	o.want(o.post(got.to+"/stop", url.Values{}), http.StatusSeeOther)
	page, _ := o.over(got.to)
	o.want(page, http.StatusOK, "It was stopped", "Nothing of it was kept")
	got = o.drop("a.md", "# A\n\nx")
	o.want(got, http.StatusSeeOther)
	stopped := o.post(got.to+"/stop", url.Values{"take": {"0"}})
	o.want(stopped, http.StatusSeeOther)
	o.want(o.post(got.to, url.Values{"take": {"0"}, "language": {"en"}}), http.StatusUnprocessableEntity)
	if all, _ := o.store.Articles(t.Context(), o.reader(), models.ArticleQuery{}); len(all) != 0 {
		t.Errorf("%+v", all)
	}
}

func TestImport_WhatCannotBeRead_IsToldInPlace(t *testing.T) {
	o := openImports(t, models.RoleOwner)
	o.want(o.drop(), http.StatusUnprocessableEntity, "There are no articles in this", `id="wrong-files"`)
	o.want(o.drop("a.exe", "MZ"), http.StatusUnprocessableEntity, "There are no articles in this")
	o.want(o.drop("a.zip", "no zip"), http.StatusSeeOther)
	o.want(o.get("/articles/import/none"), http.StatusNotFound)
	o.want(o.post("/articles/import/none/back", url.Values{}), http.StatusNotFound)
	o.want(o.post("/articles/import/none/stop", url.Values{}), http.StatusNotFound)
	o.want(o.drop("big.zip", strings.Repeat("x", models.MostUpload+200<<10)), http.StatusRequestEntityTooLarge)
	got := o.drop("<b>x</b>.md", "# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>")
	page, _ := o.over(got.to)
	if o.want(page, http.StatusOK, "&lt;script&gt;"); strings.Contains(page.body, "<script>alert") {
		t.Error("what was sent runs")
	}
}

// M-28
func TestExport_Zip_HoldsAllArticles(t *testing.T) {
	o := openImports(t, models.RoleAccountManager)
	o.want(o.get("/articles/export"), http.StatusOK)
	o.wrote(begun("Returns", "category", "Orders", "body", "Within 30 days."))
	o.wrote(begun("Größe", "language", "de", "category", ""))
	got := o.get("/articles/export")
	o.want(got, http.StatusOK)
	z, err := zip.NewReader(strings.NewReader(got.body), int64(len(got.body)))
	if err != nil || len(z.File) != 2 || got.header.Get("Content-Type") != "application/zip" || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment; filename=\"articles-") {
		t.Fatalf("%v %v", err, got.header)
	}
	names := z.File[0].Name + " " + z.File[1].Name
	if names != "orders/returns.en.md groesse.de.md" {
		t.Error(names)
	}
	r, _ := z.Open("orders/returns.en.md")
	text, _ := io.ReadAll(r)
	if !strings.HasPrefix(string(text), "---\ntitle: \"Returns\"\nslug: \"returns\"\ncategory: \"Orders\"\nlanguage: \"en\"\npublished: false\nupdated: ") || !strings.HasSuffix(string(text), "---\n\nWithin 30 days.\n") {
		t.Errorf("%s", text)
	}
	one := o.get("/articles/export?category=Orders")
	if z, err := zip.NewReader(strings.NewReader(one.body), int64(len(one.body))); err != nil || len(z.File) != 1 {
		t.Errorf("%v", err)
	}
	o.want(o.get("/articles/export?category=None"), http.StatusNotFound)
	back := o.drop("articles.zip", got.body)
	page, _ := o.over(back.to)
	o.want(page, http.StatusOK, "There is nothing to import", "Unchanged")
}
