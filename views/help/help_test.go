package help

import (
	"bytes"
	"context"
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
	if strings.Count(page, "<h2>") != 2 {
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
	page := drawn(t, Article(models.Article{Title: "<i>Sizes</i>", Category: "Buying"}, "<p>Measure <strong>twice</strong>.</p>"))
	if !strings.Contains(page, "<strong>twice</strong>") || strings.Contains(page, "<i>") {
		t.Errorf("unexpected page: %s", page)
	}
}
