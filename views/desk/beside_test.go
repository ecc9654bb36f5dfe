package desk

import (
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

// hostile is in every place of the panel that somebody else fills.
const hostile = `"><img src=//canary onerror=x><svg/onload=x>{{7*7}}` + "\u202e\u200b"

// A1
func TestInformation_WithMarkupEverywhere_IsTextAndLeadsNowhere(t *testing.T) {
	c := hanna(models.StateLive)
	vars := map[string]string{hostile: hostile}
	c.Visitor = models.Visitor{ID: "v", Name: hostile, Email: hostile + "@x", Phone: "javascript:" + hostile, Attributes: vars}
	c.Attributes, c.Flow.Vars, c.Category, c.Browser, c.Language = vars, vars, hostile, hostile, hostile
	c.Page, c.PageTitle, c.Summary = "javascript:alert(1)//"+hostile, hostile, hostile
	o := open(c)
	o.Owner = &models.Agent{ID: "x", Name: hostile}
	o.Offered, o.Flow, o.Block, o.Categories, o.Past = hostile, hostile, hostile, []string{hostile}, 3
	o.Notes = Notes{Me: mira(), Conversation: c.ID, Rows: []models.Entry{{Seq: 3, Kind: models.EntryNote, Text: hostile, At: now(), Author: models.Author{Name: hostile}}}}
	past := Past{Me: mira(), Conversation: c, Rows: []models.EarlierChat{{ID: "c0", Category: hostile, AnsweredBy: hostile, Line: hostile, CreatedAt: now()}}}
	page := drawn(t, InformationPanel(o)) + drawn(t, PastPanel(past)) + drawn(t, PastPage(past)) + drawn(t, information(o))
	lacks(t, page, "<img", "<svg/", `href="javascript`, `href="tel:javascript`)
	wants(t, page, "&lt;img src=//canary")
}

func TestVariables_ThousandsOfMarks_StayInTheirCell(t *testing.T) {
	c := hanna(models.StateLive)
	c.Flow.Vars = map[string]string{"b": "2", "a": "x" + strings.Repeat("\u0301", 20_000), "c": "one\r\ntwo"}
	page := drawn(t, InformationPanel(open(c)))
	if a, b := strings.Index(page, "<code>a</code>"), strings.Index(page, "<code>b</code>"); a < 0 || b < a {
		t.Error("the variables are not in their order")
	}
	wants(t, page, `<td dir="auto"><span>one two</span></td>`)
}

// M-23
func TestInformation_InConfidence_IsMasked(t *testing.T) {
	c := hanna(models.StateLive)
	c.Flow = flow.State{Vars: map[string]string{"card": "4111 1111", "said": "it is 4111 1111"}, Secret: []string{"card"}}
	page := drawn(t, InformationPanel(open(c)))
	lacks(t, page, "4111 1111")
	wants(t, page, models.Mask)
}

// M-23
func TestStatusBox_OffersWhatIsOpenToTheReader(t *testing.T) {
	o := open(hanna(models.StateWaiting))
	o.Moves = o.Me.Moves(&o.Conversation)
	if page := drawn(t, statusBox(o)); strings.Contains(page, "<option") {
		lacks(t, page, `value="live"`) // the bot is none of Mira's
		wants(t, page, "disabled")
	}
	o.Me.Bots = []models.BotID{""}
	o.Moves = o.Me.Moves(&o.Conversation)
	wants(t, drawn(t, statusBox(o)), `<option value="waiting" selected>Waiting</option><option value="live">Live</option><option value="closed">Closed</option>`)
}

func TestCategoryBox_WhatAFlowHasSet_StaysChosen(t *testing.T) {
	c := hanna(models.StateBot)
	c.Category = "Made by a flow"
	o := open(c)
	o.Categories = []string{"Buying", "Made by a flow"}
	wants(t, drawn(t, categoryBox(o)), `<option value="">None</option>`, `<option value="Made by a flow" selected>Made by a flow</option>`)
}

func TestNoteRow_OnesOwn_CanBeChangedAndOthersCannot(t *testing.T) {
	e := models.Entry{Seq: 7, Kind: models.EntryNote, Text: "Drawer 4", At: now(), Author: models.Author{ID: "a1", Name: "Mira"}, Body: models.Body{Revised: models.RevisedEdited}}
	n := Notes{Me: mira(), Conversation: "c1", Rows: []models.Entry{e}}
	wants(t, drawn(t, NoteList(n)), `data-edit="/desk/c1/notes/7"`, `data-delete="/desk/c1/notes/7/delete"`, "edited", "Drawer 4")
	n.Me = &models.Agent{ID: "a2"}
	lacks(t, drawn(t, NoteList(n)), "data-edit", "data-delete")
	e.Body, e.Text = models.Body{Revised: models.RevisedDeleted}, ""
	n.Rows, n.Me = []models.Entry{e}, mira()
	page := drawn(t, NoteList(n))
	wants(t, page, "This note was deleted.")
	lacks(t, page, "data-edit", "data-delete")
}

func TestPast_OnePageOfMany_LeadsToAll(t *testing.T) {
	p := Past{Me: mira(), Conversation: hanna(models.StateLive), Next: "c0",
		Rows: []models.EarlierChat{{ID: "c0", State: models.StateClosed, Category: "Buying", AnsweredBy: "Jonas Weil", Line: "Hello", CreatedAt: now()}}}
	wants(t, drawn(t, PastPanel(p)), `href="/desk/c0"`, "Closed · Buying · with Jonas Weil", `href="/desk/c1/earlier"`)
	wants(t, drawn(t, PastPage(p)), `href="/desk/c1/earlier?before=c0"`, "Earlier conversations of Hanna Lindqvist")
	p.Rows, p.Next = nil, ""
	wants(t, drawn(t, PastPanel(p)), "There are no earlier conversations that you may see.")
}
