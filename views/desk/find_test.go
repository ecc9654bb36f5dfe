package desk

import (
	"testing"

	"deskbell/models"
)

func foundLists(text string) Lists {
	l := list()
	l.Filter = Filter{Mine: true, Bot: "b1", Category: text, Agent: "a9", Period: "range", From: "2026-11-01"}
	l.Choices = Choices{Bots: []Choice{{"b1", text}}, Agents: []Choice{{"a9", text}}, Categories: []Choice{{text, text}}}
	c := hanna(models.StateClosed)
	c.Visitor.Name = text
	l.Search = &FoundPage{Words: text, Sought: models.SoughtIn("canary"), Next: "list=closed&before=7",
		Found: []models.Found{{Conversation: c, Entry: models.Entry{Seq: 12, Kind: models.EntryNote, Text: text + " canary", Author: models.Author{Kind: models.ByAgent, Name: text}}}}}
	return l
}

// A1
func TestFound_HostileWords_AreTextOnly(t *testing.T) {
	page := drawn(t, ListsPanel(foundLists(`"><img src=//x onerror=alert(1)>`)))
	lacks(t, page, "<img")
	wants(t, page, "<mark>canary</mark>", "at=12", `aria-label="Search conversations"`, `data-key="/"`, "Show more", "Since 2026-11-01")
}

// M-19
func TestLists_Filter_IsInEveryLinkOfThePane(t *testing.T) {
	l := list(hanna(models.StateWaiting))
	l.Filter, l.Next = Filter{Mine: true, Category: "Workshop"}, "list=waiting&before=1.x"
	page := drawn(t, ListsPanel(l))
	wants(t, page, `href="/desk/c1?category=Workshop&amp;list=waiting&amp;who=mine"`, `href="/desk?category=Workshop&amp;list=closed&amp;who=mine"`,
		`data-query="category=Workshop&amp;list=waiting&amp;who=mine"`, `aria-label="Remove Mine"`, `aria-label="Remove Category: Workshop"`,
		`href="/desk?list=waiting&amp;who=mine"`, `href="/desk?list=waiting"`, "Filter, in use", "Clear the filter")
	lacks(t, drawn(t, ListsPanel(list())), "Filter, in use", "aria-label=\"Remove", "Clear the filter")
}

func TestRow_AnotherChannel_IsOnTheFace(t *testing.T) {
	c := hanna(models.StateWaiting)
	c.Channel = "whatsapp"
	wants(t, drawn(t, Row(c, list())), `<span class="channel">`, "#i-phone", "WhatsApp · Shop desk")
	lacks(t, drawn(t, Row(hanna(models.StateWaiting), list())), `class="channel"`)
}
