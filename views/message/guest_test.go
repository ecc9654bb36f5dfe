package message

import (
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/wording"
)

func byGuest(kind models.EntryKind, name string) models.Entry {
	e := said(models.ByGuest, name, "")
	e.Kind = kind
	return e
}

// A29
func TestGuest_IsMarkedInWordAndShape_ForTheVisitorAndTheTeam(t *testing.T) {
	e := said(models.ByGuest, "Ana Lund", "Hello")
	for who, html := range map[string]string{"visitor": drawn(t, Visitor(e, wording.Set{})), "team": drawn(t, Team(e)), "guests": drawn(t, Guest(e, "/x"))} {
		for _, part := range []string{"Ana Lund</b>", `<span class="tag">Guest</span>`, "bubble person invited", "avatar invited", `data-by="guest"`} {
			if !strings.Contains(html, part) {
				t.Errorf("%s: missing %s in\n%s", who, part, html)
			}
		}
		if strings.Contains(html, "avatar team") || strings.Contains(html, "data-author") {
			t.Errorf("%s: looks like somebody of the team:\n%s", who, html)
		}
	}
	if html := drawn(t, Visitor(e, wording.In("de", nil))); !strings.Contains(html, `<span class="tag">Gast</span>`) {
		t.Errorf("in German:\n%s", html)
	}
	for _, agent := range []models.Entry{said(models.ByAgent, "Mira", "Hello"), said(models.ByBot, "Shop", "Hello")} {
		if html := drawn(t, Visitor(agent, wording.Set{})) + drawn(t, Team(agent)); strings.Contains(html, "Guest") || strings.Contains(html, "invited") {
			t.Errorf("not a guest:\n%s", html)
		}
	}
}

func TestGuest_WhatHappened_InWords(t *testing.T) {
	joined, back, released := byGuest(models.EntryJoined, "Ana"), byGuest(models.EntryHandedBack, "Ana"), byGuest(models.EntryReleased, "Ana")
	for want, e := range map[string]models.Entry{"<b dir=\"auto\">Ana</b> (Guest) joined the chat": joined, "(Guest) handed": back, "(Guest) had to go": released} {
		if html := strings.Join(strings.Fields(drawn(t, Visitor(e, wording.Set{}))), " "); !strings.Contains(html, want) {
			t.Errorf("the visitor reads %s, want %s", html, want)
		}
	}
	came, left := byGuest(models.EntryGuestIn, "Ana"), byGuest(models.EntryGuestOut, "Ana")
	came.Body.To = "ana@works.example"
	removed, link := said(models.ByAgent, "Mira Solberg", ""), said(models.ByAgent, "Mira Solberg", "")
	removed.Kind, removed.Body.To = models.EntryGuestOut, "Ana"
	link.Kind, link.Body.To, link.Body.Reason = models.EntryGuestOut, "ana@works.example", "link"
	mailed := said(models.BySystem, "", "")
	mailed.Kind, mailed.Body.To = models.EntryMailed, "ana@visitor.example"
	bounced, dropped, all := mailed, mailed, mailed
	bounced.Body.Reason, bounced.Text = "bounced", "No such user"
	dropped.Body.Reason, dropped.Text = models.ReasonDropped, "That is the limit."
	all.Body.Reason = "transcript"
	for want, e := range map[string]models.Entry{
		"Ana (guest) joined by an emailed link and watches (ana@works.example)": came, "Ana (guest) left the conversation": left,
		"Mira removed Ana (guest)": removed, "Mira took back the join link of ana@works.example": link, "Ana (guest) took over": joined,
		"Emailed to ana@visitor.example": mailed, "The email to ana@visitor.example came back (No such user)": bounced,
		"Nothing was emailed to ana@visitor.example (That is the limit.)": dropped, "The transcript was emailed to ana@visitor.example": all,
	} {
		if who, got := Plain(e); got != want || who != "" {
			t.Errorf("%q says %q, want %q", who, got, want)
		}
	}
	if who, what := Plain(said(models.ByGuest, "Ana", "Hello")); who != "Ana (guest)" || what != "Hello" {
		t.Errorf("a transcript: %s: %s", who, what)
	}
}

func TestGuest_WordsByEmail_SaySo(t *testing.T) {
	e := said(models.ByVisitor, "Ana", "Hello")
	e.Body.Via, e.Body.From = models.ViaMail, "other@visitor.example"
	if html := drawn(t, Team(e)); !strings.Contains(html, "by email from other@visitor.example") {
		t.Error(html)
	}
	if html := drawn(t, Guest(e.ForGuest(), "/x")); !strings.Contains(html, "by email") || strings.Contains(html, "other@") {
		t.Error(html)
	}
}

// A1
func TestGuest_HostileName_StaysWords(t *testing.T) {
	hostile := `"><img src=//canary onerror=alert(1)><script>x</script>`
	for _, kind := range []models.EntryKind{models.EntrySaid, models.EntryJoined, models.EntryGuestIn, models.EntryGuestOut, models.EntryReleased} {
		e := byGuest(kind, hostile)
		e.Body.To, e.Text = hostile, hostile
		html := drawn(t, Team(e)) + drawn(t, Visitor(e, wording.Set{})) + drawn(t, Guest(e, "/x"))
		if strings.Contains(html, "<img") || strings.Contains(html, "<script") {
			t.Errorf("%s became markup:\n%s", kind, html)
		}
	}
}
