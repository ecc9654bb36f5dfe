package admin_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"deskbell/models"
)

var wasField = regexp.MustCompile(`name="was" value="(\d*)"`)

// begun is the form of a new article.
func begun(title string, more ...string) url.Values {
	form := url.Values{"title": {title}, "slug": {""}, "language": {"en"}, "category": {"Orders"}, "body": {"Words."}, "was": {""}, "act": {"save"}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

// wrote makes an article and gives the path of its form.
func (o *office) wrote(form url.Values) string {
	o.t.Helper()
	got := o.post("/articles", form)
	o.want(got, http.StatusSeeOther)
	path, _, _ := strings.Cut(got.to, "?")
	return path
}

// changed is the form of an article as it is kept, with other values in it.
func (o *office) changed(path string, more ...string) url.Values {
	o.t.Helper()
	page := o.get(path)
	o.want(page, http.StatusOK)
	a, err := o.store.ArticleByID(o.t.Context(), o.reader(), strings.Split(path, "/")[2])
	if err != nil {
		o.t.Fatal(err)
	}
	form := begun(a.Title, "slug", a.Slug, "language", a.Language, "category", a.Category, "category_was", a.Category, "body", a.Body, "was", wasField.FindStringSubmatch(page.body)[1])
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func savesTo(path string) string { return strings.TrimSuffix(path, "/edit") }

// M-28
func TestArticles_WrittenPublishedAndDeleted_TheListAndTheLogSaySo(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	o.want(o.get("/articles"), http.StatusOK, "No articles yet", "Write the first one")
	o.want(o.get("/articles/new"), http.StatusOK, "New article", "Save draft", ">Publish<", `name="slug_auto" value="1"`)
	path := o.wrote(begun("Send it back", "body", "Within **30 days**.\n\n## How\n"))
	o.want(o.get(path+"?done=made"), http.StatusOK, "Only the team sees it", "<strong>30 days</strong>", `value="send-it-back"`, `<h2 id="s-how">`)
	o.want(o.get("/articles"), http.StatusOK, "Send it back", ">Orders<", "Draft", "Mira", "Within 30 days.", `href="/articles?rename=Orders"`)
	o.want(o.post(savesTo(path), o.changed(path, "act", "publish")), http.StatusSeeOther)
	o.want(o.get(path), http.StatusOK, "Published", "Unpublish")
	o.want(o.post(savesTo(path), o.changed(path, "title", "Returns", "slug", "returns")), http.StatusSeeOther)
	o.wrote(begun("Zurückgeben", "language", "de", "category", "Bestellungen", "body", "Innert 30 Tagen."))
	for query, want := range map[string]string{"q=days": "Returns", "q=tagen": "Zurückgeben", "lang=de": "Zurückgeben", "state=published": "Returns", "state=draft": "Zurückgeben"} {
		got := o.get("/articles?" + query)
		if o.want(got, http.StatusOK, want); strings.Contains(got.body, map[bool]string{true: "Zurückgeben", false: ">Returns<"}[want == "Returns"]) {
			t.Errorf("%s shows others as well", query)
		}
	}
	o.want(o.get("/articles?q=%22+OR+NEAR(+*"), http.StatusOK, "Nothing found")
	o.want(o.get(savesTo(path)+"/delete"), http.StatusOK, "Delete “Returns”?", "No flow shows it.")
	o.want(o.post(savesTo(path)+"/delete", url.Values{}), http.StatusSeeOther)
	o.want(o.get(path), http.StatusNotFound)
	o.want(o.post(savesTo(path)+"/delete", url.Values{}), http.StatusNotFound)
	o.want(o.get("/settings/audit"), http.StatusOK, "Article added", "Article published", "Article changed", "title (was: Send it back), address (was: /help/send-it-back)", "Article deleted")
}

func TestArticles_BadInput_IsToldInPlaceAndNothingIsLost(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	o.wrote(begun("Taken", "slug", "taken"))
	for _, row := range [][2]string{{"title", " "}, {"title", strings.Repeat("x", 151)}, {"slug", "a b"}, {"slug", "taken"}, {"language", "english please"},
		{"category", strings.Repeat("x", 81)}, {"body", strings.Repeat(">", 5000)}, {"body", strings.Repeat("ä", 100_001)}} {
		got := o.post("/articles", begun("Mine", "body", "My words", row[0], row[1]))
		o.want(got, http.StatusUnprocessableEntity, `id="wrong-`+row[0]+`"`, "data-refused")
		if row[0] != "body" && !strings.Contains(got.body, "My words") {
			t.Errorf("%s: what was typed is lost", row[0])
		}
		if marked := regexp.MustCompile(`name="` + row[0] + `"[^>]*autofocus`).FindString(got.body); marked == "" {
			t.Errorf("%s does not have the focus", row[0])
		}
	}
	o.want(o.post("/articles", begun("Empty", "body", " ", "act", "publish")), http.StatusUnprocessableEntity, "nothing to publish")
	o.want(o.post("/articles/none", begun("x")), http.StatusNotFound)
	o.want(o.post("/articles", begun("x", "body", strings.Repeat("x", 2<<20))), http.StatusRequestEntityTooLarge)
}

// F22
func TestArticles_ColleagueSavedMeanwhile_TheirsIsShownAndNothingIsLost(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	path := o.wrote(begun("Returns"))
	mine, theirs := o.changed(path, "body", "My words"), o.changed(path, "body", "Their words", "title", "Send back")
	o.want(o.post(savesTo(path), theirs), http.StatusSeeOther)
	got := o.post(savesTo(path), mine)
	o.want(got, http.StatusConflict, "Mira has saved this article", "My words", "Their words", "Title: Send back", "go on with theirs")
	mine.Set("was", wasField.FindStringSubmatch(got.body)[1])
	mine.Set("act", "publish")
	o.want(o.post(savesTo(path), mine), http.StatusSeeOther)
	if page := o.get(path); !strings.Contains(page.body, "My words") || strings.Contains(page.body, "Their words") {
		t.Error("mine is not in the place of theirs")
	}
}

func TestArticles_SavedByTheScript_AnswersInJSON(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	path := o.wrote(begun("Returns"))
	ask := func(form url.Values) (answer, map[string]any) {
		r, _ := http.NewRequest("POST", o.http.URL+savesTo(path), strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("HX-Request", "true")
		got := o.do(r)
		var said map[string]any
		if err := json.Unmarshal([]byte(got.body), &said); err != nil {
			t.Fatal(err, got.body)
		}
		return got, said
	}
	form := o.changed(path, "body", "One")
	got, said := ask(form)
	if o.want(got, http.StatusOK); said["was"] == nil || said["was"] == form.Get("was") || said["slug"] != "returns" {
		t.Errorf("%v", said)
	}
	if got, said = ask(form); got.status != http.StatusConflict || said["field"] != nil {
		t.Errorf("%d, %v", got.status, said)
	}
	if got, said = ask(o.changed(path, "language", "?")); got.status != http.StatusUnprocessableEntity || said["field"] != "language" {
		t.Errorf("%d, %v", got.status, said)
	}
}

func TestArticles_Translations_AreBegunAndLinked(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	path := o.wrote(begun("Returns"))
	id := strings.Split(path, "/")[2]
	o.want(o.get("/articles/new?of="+id), http.StatusOK, "in another language", "Words.", `value="`+id+`" selected`)
	german := o.wrote(begun("Rückgabe", "language", "de", "same", id))
	o.want(o.get(german), http.StatusOK, `selected>Returns (English)`)
	o.want(o.get(path), http.StatusOK, `selected>Rückgabe (Deutsch)`)
	o.want(o.post("/articles", begun("Noch einmal", "language", "de", "same", id)), http.StatusUnprocessableEntity, `id="wrong-same"`, "Rückgabe")
	o.want(o.get("/articles/new?of=none"), http.StatusNotFound)
}

func TestArticles_CategoryRenamed_AllArticlesGoAlongAlsoOneThatIsOpen(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	path := o.wrote(begun("Returns"))
	o.wrote(begun("Delivery"))
	open := o.changed(path, "body", "New words")
	o.want(o.get("/articles?rename=Orders"), http.StatusOK, `aria-label="New name of Orders"`, `value="Orders"`)
	o.want(o.post("/articles/categories", url.Values{"from": {"Orders"}, "to": {strings.Repeat("x", 81)}}), http.StatusUnprocessableEntity, `id="wrong-to"`)
	o.want(o.post("/articles/categories", url.Values{"from": {"Orders"}, "to": {"Shop"}}), http.StatusSeeOther)
	o.want(o.post("/articles/categories", url.Values{"from": {"Orders"}, "to": {"x"}}), http.StatusNotFound)
	o.want(o.post(savesTo(path), open), http.StatusSeeOther)
	if page := o.get("/articles"); strings.Contains(page.body, ">Orders<") || !strings.Contains(page.body, "2 articles") {
		t.Error("an article has the old category")
	}
}

// A2 A59
func TestArticles_Preview_IsAsHelpShowsItAndSaysWhatItCannot(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	got := o.post("/articles/preview", url.Values{"title": {"<b>T"}, "language": {"de"}, "body": {"# A\n\n[x](javascript:alert(1)) ![y](https://canary.example/p.png) <script>"}})
	o.want(got, http.StatusOK, `<h2 id="s-a">A</h2>`, "&lt;b&gt;T", `lang="de"`)
	if strings.Contains(got.body, "javascript") || strings.Contains(got.body, "<img") || strings.Contains(got.body, "<script") {
		t.Error(got.body)
	}
	o.want(o.post("/articles/preview", url.Values{"body": {strings.Repeat("> ", 50_000)}}), http.StatusOK, "too deep")
	o.want(o.post("/articles/preview", url.Values{"body": {""}}), http.StatusOK, "as visitors will read it")
}

func TestArticles_Picture_IsDrawnAnewAndShown(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager) // without any bot
	var photo bytes.Buffer
	if err := png.Encode(&photo, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	send := func(name string, body []byte) answer {
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		part, _ := w.CreateFormFile("file", name)
		_, _ = part.Write(body)
		_ = w.Close()
		r, _ := http.NewRequest("POST", o.http.URL+"/articles/media", &form)
		r.Header.Set("Content-Type", w.FormDataContentType())
		return o.do(r)
	}
	got := send("my (first) photo.png", append(photo.Bytes(), "<script>GPS</script>"...))
	var said struct {
		ID, URL string
	}
	if err := json.Unmarshal([]byte(got.body), &said); err != nil || got.status != http.StatusCreated || !strings.HasSuffix(said.URL, "#30x20") {
		t.Fatalf("%d %s %v", got.status, got.body, err)
	}
	f, kept, err := o.store.OpenFile(t.Context(), models.FileReader{}, models.FileID(said.ID))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	var bytesKept bytes.Buffer
	if _, err := bytesKept.ReadFrom(kept); err != nil || strings.Contains(bytesKept.String(), "GPS") || f.Type != "image/png" || f.Bot != "" {
		t.Errorf("%+v, %v", f, err)
	}
	address := strings.NewReplacer("(", "%28", ")", "%29").Replace(said.URL)
	o.want(o.post("/articles/preview", url.Values{"body": {"![A photo](" + address + ")"}}), http.StatusOK, `alt="A photo" width="30" height="20" loading="lazy"`)
	for name, body := range map[string]string{"a.svg": "<svg onload=alert(1)>", "a.png": "no picture", "a.pdf": "%PDF-1.4", "a.html": "<html>"} {
		if got := send(name, []byte(body)); got.status != http.StatusUnsupportedMediaType {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if got := send("large.png", bytes.Repeat([]byte("x"), 11<<20)); got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("%d", got.status)
	}
}

// M-28
func TestArticles_UsedInAFlow_DeletingSaysWhere(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	path := o.wrote(begun("Returns", "act", "publish", "slug", "old"))
	o.want(o.post(savesTo(path), o.changed(path, "slug", "returns")), http.StatusSeeOther)
	file := models.BotFile{}
	text := `{"format":"deskbell.bot/1","key":"shop","name":"Shop","start_flow":"main","sites":[],"settings":{},"flows":[{"schema":1,"id":"main","name":"Hello","start":"a",
		"blocks":{"a":{"kind":"article","title":"How to return","settings":{"slug":"old"}}}}]}`
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatal(err)
	}
	if file.Format = models.BotFormat; file.Format == "" {
		t.Fatal("no format")
	}
	if _, err := o.store.ImportBot(t.Context(), file, models.Article{}.CreatedAt); err != nil {
		t.Fatal(err)
	}
	o.want(o.get(savesTo(path)+"/delete"), http.StatusOK, "1 block shows it", "Shop › Hello › How to return", `href="/bots/shop/flows/main?block=a"`)
}

// M-28 A13
func TestArticles_ReadersOfTheTeam_SeeWhatIsPublishedAlone(t *testing.T) {
	o := openOffice(t, models.RoleAgent)
	for _, a := range []models.Article{{Title: "Returns", Slug: "returns", Published: true}, {Title: "Secret plan", Slug: "plan"}} {
		if err := o.store.SaveArticle(t.Context(), &a, models.Article{}.CreatedAt); err != nil {
			t.Fatal(err)
		}
	}
	for _, query := range []string{"", "?q=plan", "?q=returns", "?state=draft", "?rename="} {
		page := o.get("/articles" + query)
		if o.want(page, http.StatusOK); strings.Contains(page.body, "Secret") || strings.Contains(page.body, "/articles/new") || strings.Contains(page.body, "New name of") {
			t.Errorf("%q: %s", query, page.body)
		}
	}
	o.want(o.get("/articles"), http.StatusOK, `href="/help/returns"`)
	o.want(o.get("/articles/new"), http.StatusForbidden)
	o.want(o.post("/articles", begun("x")), http.StatusForbidden)
}
