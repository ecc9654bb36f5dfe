package desk

import (
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

// helped is a live chat of mira's, who is offered drafts.
func helped(language string, a Assist) Open {
	c := hanna(models.StateLive)
	c.OwnerID, c.Language = mira().ID, language
	o := open(c)
	o.Assist = a
	return o
}

// M-33
func TestComposer_Drafts_AreOfferedAsFarAsTheyAreThere(t *testing.T) {
	lacks(t, drawn(t, OpenPanel(helped("de", Assist{}))), "data-drafts", "drafted", `role="menu"`)
	page := drawn(t, OpenPanel(helped("de", Assist{Suggest: true})))
	wants(t, page, "data-drafts", `data-draft="suggest"`)
	lacks(t, page, `data-draft="rewrite"`, `data-draft="summarise"`, "data-languages")
	page = drawn(t, OpenPanel(helped("de-CH", Assist{Suggest: true, Rewrite: true})))
	wants(t, page, `data-how="shorter"`, `data-how="friendlier"`, `data-how="de-CH"`, "In the visitor’s language (German, CH)",
		`data-how="en"`, `data-how="pt"`, "Portuguese", `data-draft="summarise"`)
	for _, unknown := range []string{"", "x\"><b>", "not a language at all"} {
		lacks(t, drawn(t, OpenPanel(helped(unknown, Assist{Suggest: true, Rewrite: true}))), "In the visitor’s language", "<b>")
	}
}

// M-14
func TestInShort_NewestSummary_StandsWithTheArticlesOfTheAnswersBeforeIt(t *testing.T) {
	answer := func(seq int64, revised string, titles ...string) models.Entry {
		content := &flow.Content{Kind: flow.ContentAnswer, Answer: "a"}
		for _, title := range titles {
			content.Sources = append(content.Sources, flow.Source{Slug: "to " + title, Title: title})
		}
		return models.Entry{Seq: seq, Kind: models.EntrySaid, Body: models.Body{Content: content, Revised: revised}}
	}
	o := open(hanna(models.StateWaiting))
	o.Entries = []models.Entry{answer(1, "", "Returns", "Tea"), {Seq: 2, Kind: models.EntrySummary, Text: "The first"}, answer(3, "", "Returns"),
		answer(4, models.RevisedDeleted, "Secret"), {Seq: 5, Kind: models.EntrySummary, Text: "A <b>teapot</b>\nis to go back."}, {Seq: 6, Kind: models.EntrySummary, Text: " "}, answer(7, "", "Later")}
	page := drawn(t, InShort(o))
	wants(t, page, "A &lt;b&gt;teapot&lt;/b&gt; is to go back.", `href="/help/to%20Returns"`, ">Returns</a>", ">Tea</a>", "<details>")
	lacks(t, page, "The first", "Secret", "Later", "<details open", "<b>teapot")
	o.Entries = o.Entries[:1]
	if page := drawn(t, InShort(o)); page != `<div id="in-short" class="in-short"></div>` {
		t.Errorf("without a summary: %s", page)
	}
}
