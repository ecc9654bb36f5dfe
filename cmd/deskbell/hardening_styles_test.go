package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// A8: what an admin types becomes a style sheet, an address that pages lead to, or a page of its own.
func TestSettings_StylesAndAddressesThatDoMore_AreRefusedOrHarmless(t *testing.T) {
	s := newSite(t)
	owner := s.agent("owner")
	was := between(owner.get("/bots/shop/look").body, `name="was" value="`, `"`)
	for _, bad := range []string{"red;}</style><script>alert(1)</script>", "url(//canary.example)", "#12345g", "expression(alert(1))", "#fff;background:url(x)"} {
		for _, field := range []string{"fill", "hover", "on", "words"} {
			form := map[string]string{"fill": "#205946", "hover": "#174a39", "on": "#ffffff", "words": "#195341"}
			form[field] = bad
			got := owner.post("/bots/shop/look", "was", was, "look", "own", "fill", form["fill"], "hover", form["hover"], "on", form["on"], "words", form["words"])
			if got.status != http.StatusUnprocessableEntity {
				t.Errorf("%s %q: %d", field, bad, got.status)
			}
		}
	}
	was = between(owner.get("/bots/shop/sites").body, `name="was" value="`, `"`)
	for _, bad := range []string{"javascript:alert(1)", "data:text/html,x", "https://shop.example;script-src *", "https://*", "//shop.example"} {
		if got := owner.post("/bots/shop/sites", "was", was, "sites", bad); got.status != http.StatusUnprocessableEntity {
			t.Errorf("site %q: %d", bad, got.status)
		}
	}
	s.check(s.app.store.SaveArticle(t.Context(), &models.Article{Slug: "styled", Title: "</title><style>*{display:none}</style>", Language: "en", Published: true,
		Body: "<style>*{display:none}</style>\n\n<p style=\"position:fixed\">x</p>\n\n</style><script>alert(1)</script>\n\n[away](javascript:alert(1))\n\n<iframe src=\"javascript:alert(1)\"></iframe>"}, time.Now()))
	page := s.stranger().get("/help/styled").body
	for _, part := range []string{"<style", " style=", "<script>alert", `href="javascript:`, "<iframe"} {
		if strings.Contains(page, part) {
			t.Errorf("the article's page has %q", part)
		}
	}
	if !strings.Contains(page, "away") {
		t.Error("the article is not there")
	}
}

// between is what stands after one text and before the next one of another.
func between(text, after, before string) string {
	_, rest, _ := strings.Cut(text, after)
	found, _, _ := strings.Cut(rest, before)
	return found
}
