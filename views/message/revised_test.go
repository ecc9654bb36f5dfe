package message

import (
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
)

// M-22
func TestRich_FencedCode_IsABlockAsItWasWritten(t *testing.T) {
	for text, want := range map[string]string{
		"See:\n```\na  <b>\n\n- b\n```\nso":   `<p dir="auto">See:</p><pre dir="ltr" tabindex="0"><code>a  &lt;b&gt;<br><br>- b</code></pre><p dir="auto">so</p>`,
		"```go\nx := 1\n```":                  `<pre dir="ltr" tabindex="0"><code>x := 1</code></pre>`,
		"```\n**x** [a](https://b.test)\n```": `<pre dir="ltr" tabindex="0"><code>**x** [a](https://b.test)</code></pre>`,
		"```\nopen":                           "<p dir=\"auto\">```<br>open</p>",
		"```\n\n```":                          "<p dir=\"auto\">```</p><p dir=\"auto\">```</p>",
		"a ``` b":                             "<p dir=\"auto\">a ``` b</p>",
	} {
		if got := rich(t, text); got != want {
			t.Errorf("%q is\n%s, want\n%s", text, got, want)
		}
	}
}

// A2 A3 A4
func TestEntry_HostileMarksOfAnAgent_LeadNowhere(t *testing.T) {
	for _, hostile := range []string{"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java&#115;cript:alert(1))", "[x](data:text/html,<b>)",
		"[x](vbscript:x)", "![x](https://evil.test/a.png)", "[x](//evil.test)", `[x](\\evil.test)`, "<javascript:alert(1)>",
		"[<b hx-get=/x>](https://a.test\" onclick=\"x)", "```\n</code></pre><img src=x onerror=alert(1)>\n```", "**<a hx-get='/x'>**",
		"`<img src=x>`\r\ndata: x\revent: y\n\nid: 9"} {
		e := said(models.ByAgent, "Mira", hostile)
		for _, html := range []string{drawn(t, Visitor(e, wording.Set{})), drawn(t, Team(e))} {
			low := strings.ToLower(html)
			for _, bad := range []string{`href="java`, `href="data`, `href="vb`, `href="//`, `href="\`, "<img", "<b hx", "<a hx", "onclick=\"", "\r", "<code></pre>"} {
				if strings.Contains(low, bad) {
					t.Errorf("%q let %q through:\n%s", hostile, bad, html)
				}
			}
			if strings.Count(html, "<a ") != strings.Count(html, `rel="noopener noreferrer nofollow ugc"`) {
				t.Errorf("%q has a link without rel:\n%s", hostile, html)
			}
		}
	}
}

// Both sides see an agent's marks; what a visitor writes stays as it is written.
func TestEntry_Marks_AreTheTeamsAlone(t *testing.T) {
	text := "**bold** _so_ `x` [a](https://b.test)\n- one"
	for _, html := range []string{drawn(t, Visitor(said(models.ByAgent, "Mira", text), wording.Set{})), drawn(t, Team(said(models.ByAgent, "Mira", text)))} {
		for _, mark := range []string{"<strong>bold</strong>", "<em>so</em>", "<code>x</code>", `<a href="https://b.test"`, "<li>one</li>"} {
			if !strings.Contains(html, mark) {
				t.Errorf("no %s in\n%s", mark, html)
			}
		}
	}
	if html := drawn(t, Visitor(said(models.ByVisitor, "", text), wording.Set{})); !strings.Contains(html, "**bold** _so_ `x`") {
		t.Errorf("the visitor's words are\n%s", html)
	}
}

// M-22 A19
func TestEntry_Revised_SaysSoAndBringsItsNewSelf(t *testing.T) {
	now := said(models.ByAgent, "Mira", "New words")
	now.Author.ID, now.Rev, now.Body.Revised = "agent1", 42, models.RevisedEdited
	mark := models.Entry{Conversation: "c1", Seq: 9, Kind: models.EntryRevised, Body: models.Body{Of: 7, Revised: models.RevisedEdited}, Revises: &now}
	for name, html := range map[string]string{"visitor": drawn(t, Visitor(mark, wording.Set{})), "team": drawn(t, Team(mark))} {
		for _, part := range []string{`<li hidden data-revises="7" data-seq="9"`, "New words", "edited", `data-rev="42"`, "<template>"} {
			if !strings.Contains(html, part) {
				t.Errorf("%s: no %s in\n%s", name, part, html)
			}
		}
	}
	if html := drawn(t, Visitor(now, wording.Set{})); strings.Contains(html, "agent1") {
		t.Errorf("the visitor is told the agent's id:\n%s", html)
	}
	mark.Revises = nil
	if html := drawn(t, Visitor(mark, wording.Set{})); strings.Contains(html, "bubble") || strings.Contains(html, "event") {
		t.Errorf("a page shows the mark:\n%s", html)
	}
	gone := said(models.ByAgent, "Mira", "")
	gone.Body.Revised = models.RevisedDeleted
	for _, html := range []string{drawn(t, Visitor(gone, wording.Set{})), drawn(t, Team(gone))} {
		if !strings.Contains(html, "Message deleted") || strings.Contains(html, "edited") {
			t.Errorf("deleted, it is\n%s", html)
		}
	}
}

// A19
func TestEntry_RevisionOfANote_BringsVisitorsNothing(t *testing.T) {
	note := models.Entry{Conversation: "c1", Seq: 7, Kind: models.EntryNote, Audience: models.ForTeam, Text: "Secret"}
	mark := models.Entry{Conversation: "c1", Seq: 9, Kind: models.EntryRevised, Body: models.Body{Of: 7}, Revises: &note}
	if html := drawn(t, Visitor(mark, wording.Set{})); strings.Contains(html, "Secret") {
		t.Errorf("the visitor reads\n%s", html)
	}
}

// M-3
func TestEntry_FilesOfAnAgentWithoutWords_AreNotNamedTwice(t *testing.T) {
	e := said(models.ByAgent, "Mira", "offer.pdf")
	e.Body.Files = []flow.File{{ID: strings.Repeat("a", 26), Name: "offer.pdf", Type: "application/pdf", Size: 10}}
	if html := drawn(t, Visitor(e, wording.Set{})); strings.Contains(html, "bubble") || strings.Count(html, "<b dir=\"auto\">offer.pdf</b>") != 1 {
		t.Errorf("it is\n%s", html)
	}
}
