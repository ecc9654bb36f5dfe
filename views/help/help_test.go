package help

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"deskbell/models"
)

func drawn(t *testing.T, c templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestIndex_Articles_StandUnderTheirCategoryInOrder(t *testing.T) {
	page := drawn(t, Index(IndexPage{Articles: []models.Article{
		{Slug: "a", Title: "First", Category: "Orders"}, {Slug: "b", Title: "Second", Category: "Buying"}, {Slug: "c", Title: "Third", Category: "Orders"}}}))
	order := []string{">Orders<", `href="/help/a"`, `href="/help/c"`, ">Buying<", `href="/help/b"`}
	at := -1
	for _, part := range order {
		next := strings.Index(page, part)
		if next <= at {
			t.Fatalf("%s is not in its place", part)
		}
		at = next
	}
	if strings.Count(page, "<h2") != 2 {
		t.Error("a category stands twice")
	}
}

func TestIndex_HostileQuery_IsTextOnly(t *testing.T) {
	page := drawn(t, Index(IndexPage{Query: `"><script>alert(1)</script>`}))
	if strings.Contains(page, "<script>alert") || !strings.Contains(page, "Nothing was found") {
		t.Errorf("unexpected page: %s", page)
	}
}

func TestArticle_Body_IsWrittenAsItIsAndTheTitleIsNot(t *testing.T) {
	page := drawn(t, Article(ArticlePage{Article: models.Article{Title: "<i>Sizes</i>", Category: "<i>Buying</i>", Language: "en"}, Body: "<p>Measure <strong>twice</strong>.</p>",
		Head: Head{Title: "<i>", Description: `"><i>`, Canonical: "https://example.com/help/a?x=\"><i>"}}))
	if !strings.Contains(page, "<strong>twice</strong>") || strings.Contains(page, "<i>") {
		t.Errorf("unexpected page: %s", page)
	}
}

func TestArticle_LanguageWithoutWords_HasEnglishAroundIt(t *testing.T) {
	for tag, want := range map[string][]string{"de-CH": {`<html lang="de"`, `<article lang="de-CH" dir="ltr">`, "Geändert am"},
		"ar": {`<html lang="en"`, `<article lang="ar" dir="rtl">`, "Changed on"}} {
		page := drawn(t, Article(ArticlePage{Article: models.Article{Title: "x", Language: tag}, Head: Head{Language: tag}}))
		for _, words := range want {
			if !strings.Contains(page, words) {
				t.Errorf("%s: %q is missing", tag, words)
			}
		}
	}
}

func TestWords_EveryLanguage_HasAll(t *testing.T) {
	for _, w := range []words{english(), german(), french(), italian(), spanish()} {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			if v.Field(i).String() == "" {
				t.Errorf("%s has no %s", w.tag, v.Type().Field(i).Name)
			}
		}
		if got := w.found(3, "%d"); !strings.Contains(got, "3") || !strings.Contains(got, "%d") {
			t.Errorf("%s: %s", w.tag, got)
		}
	}
}
