package ai

import (
	"strings"
	"testing"

	"deskbell/models/flow"
)

// M-28
func TestAnswer_WithoutAService_IsWhatAnswersBestWithItsArticle(t *testing.T) {
	o := newOffice(t)
	best := "Return what you do not like within 30 days. See [the form](https://shop.example/return)."
	p := &o.shelf.all[0]
	p.Text, p.Best = strings.Repeat("Of other things, at length. ", 30)+"\n\n"+best+"\n\nMore of it.", best
	got := o.answer(flow.AIRequest{})
	if got.result.Body != "**How long**\n\n"+best {
		t.Errorf("%q", got.result.Body)
	}
	if s := got.result.Sources; len(s) != 1 || s[0].Slug != "returns" || s[0].Title != "Returns" {
		t.Errorf("%+v", s)
	}
	p.Best = ""
	if got := o.answer(flow.AIRequest{}); !strings.HasSuffix(got.result.Body, "More of it.") {
		t.Errorf("%q", got.result.Body)
	}
}
