package message

import (
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
)

func anAnswer(text string, c flow.Content) models.Entry {
	c.Kind = flow.ContentAnswer
	e := said(models.ByBot, "Shop bot", text)
	e.Body.Content = &c
	return e
}

func delivery(rated int) models.Entry {
	return anAnswer("**Two** to four days.", flow.Content{Answer: "a1", Rated: rated, Sources: []flow.Source{
		{Slug: "delivery times", Title: "Delivery times", Heading: "Norway"}, {Slug: "delivery times", Title: "Delivery times", Heading: "Sweden"}, {Slug: "returns", Title: "Returns"}}})
}

func has(t *testing.T, got string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s:\n%s", want, got)
		}
	}
}

// M-28 A53
func TestAnswer_ForTheVisitor_HasWordsSourcesAndThumbs(t *testing.T) {
	got := drawn(t, Visitor(delivery(0), wording.Set{}))
	has(t, got, "<strong>Two</strong>", "<p>Sources</p>", `href="/help/delivery%20times"`, `href="/help/returns"`, "Delivery times", "Norway", `rel="noopener"`,
		`data-rate="1" aria-pressed="false" aria-label="Helpful"`, `data-rate="-1" aria-pressed="false" aria-label="Not helpful"`, "#i-sparkles", "AI", `role="status"`)
	if strings.Count(got, "/help/delivery%20times") != 1 {
		t.Errorf("an article is named twice:\n%s", got)
	}
	if strings.Contains(got, "data-rated") || strings.Contains(got, `class="shown"`) {
		t.Errorf("the visitor sees what is for others:\n%s", got)
	}
	has(t, drawn(t, Visitor(delivery(1), wording.Set{})), `data-rate="1" aria-pressed="true"`, `data-rate="-1" aria-pressed="false"`)
	has(t, drawn(t, Visitor(delivery(0), wording.In("de", nil))), "<p>Quellen</p>", "KI", `aria-label="Nicht hilfreich"`)
}

// M-28
func TestAnswer_ForTeamAndGuests_ShowsTheRatingAndNoThumbs(t *testing.T) {
	for side, got := range map[string]string{"team": drawn(t, Team(delivery(-1))), "guest": drawn(t, Guest(delivery(-1), "/join/x/files", wording.Set{}))} {
		has(t, got, `href="/help/returns"`, `data-rated="1" hidden`, `data-rated="-1">`, "Not helpful", "#i-sparkles")
		if strings.Contains(got, "data-rate=") || strings.Contains(got, "<button") {
			t.Errorf("the %s can rate:\n%s", side, got)
		}
	}
	got := drawn(t, Team(delivery(0)))
	has(t, got, `data-rated="1" hidden`, `data-rated="-1" hidden`)
}

func TestAnswer_WithoutSources_HasNoListOfThem(t *testing.T) {
	got := drawn(t, Visitor(anAnswer("Yes.", flow.Content{Answer: "a1", Sources: []flow.Source{{Slug: "", Title: "x"}, {Slug: "y", Title: " "}}}), wording.Set{}))
	has(t, got, "Yes.", `data-rate="1"`)
	if strings.Contains(got, "sources") {
		t.Error(got)
	}
}

func TestSay_OfTheFlow_HasNoMarkOfAnAI(t *testing.T) {
	got := drawn(t, Visitor(said(models.ByBot, "Shop bot", "# Hello"), wording.Set{}))
	has(t, got, "# Hello", "#i-bot")
	if strings.Contains(got, "answered") || strings.Contains(got, "#i-sparkles") {
		t.Error(got)
	}
}

// A3 A53: whatever a model or an article says.
func TestAnswer_HostileWords_StayWords(t *testing.T) {
	bad := "\"><img src=//canary onerror=alert(1)>\r\nid: 9\x00<script>alert(1)</script>"
	e := anAnswer(bad+"\n![x](https://canary.example/a.png)\n[a](javascript:alert(1))\n## "+bad, flow.Content{Answer: bad, Rated: 7,
		Sources: []flow.Source{{Slug: "../" + bad, Title: bad, Heading: bad}, {Slug: "//canary.example", Title: "x"}}})
	for _, got := range []string{drawn(t, Visitor(e, wording.Set{})), drawn(t, Team(e)), drawn(t, Preview(e))} {
		for _, wrong := range []string{"<img", "<script", "\r", "\x00", "\nid: 9", `href="javascript`, `href="//`, `href="/help/../`, `href="/help//`} {
			if strings.Contains(got, wrong) {
				t.Errorf("there is %q:\n%s", wrong, got)
			}
		}
	}
}

func TestPlain_Answer_NamesSourcesAndRating(t *testing.T) {
	if _, got := Plain(delivery(-1)); got != "**Two** to four days.\n[Source: Delivery times, /help/delivery%20times]\n[Source: Returns, /help/returns]\n[Rated not helpful]" {
		t.Error(got)
	}
}

func TestWriting_Mould_HasRoomForWordsAndIsReadOutOnce(t *testing.T) {
	for _, got := range []string{drawn(t, VisitorWriting("Shop <bot>", wording.Set{})), drawn(t, TeamWriting("Shop <bot>", wording.Set{}))} {
		has(t, got, `<template id="writing">`, "data-writing", `data-by="bot"`, "Shop &lt;bot&gt; is typing", `aria-live="off"`, `aria-busy="true"`, `<p dir="auto" hidden></p>`)
	}
	has(t, drawn(t, VisitorWriting("", wording.In("de", nil))), "Bot schreibt")
}
