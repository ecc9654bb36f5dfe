package models_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"deskbell/models"
)

func TestSummary_OfAnArticle_IsItsFirstParagraphInPlainWords(t *testing.T) {
	for body, want := range map[string]string{
		"": "",
		"# Title\n\nOne **two** *three*.\nFour `five`.\n\nSix":    "One two three. Four five.",
		"## A\n### B\n- see [our shop](https://a.test/x)\n- next": "see our shop next",
		"> said\n\nmore":                      "said",
		"snake_case stays, 2 * 3 too":         "snake_case stays, 2  3 too",
		"![a picture](/files/x/y.png) b":      "a picture b",
		"![a picture](/files/x/y.png)\nWords": "Words",
		"1. first\n2. second":                 "first second",
	} {
		if got := (&models.Article{Body: body}).Summary(); got != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%q is about %q, want %q", body, got, want)
		}
	}
	long := (&models.Article{Body: strings.Repeat("wörd ", 200)}).Summary()
	if utf8.RuneCountInString(long) > 160 || !strings.HasSuffix(long, "…") {
		t.Errorf("too long: %q", long)
	}
}
