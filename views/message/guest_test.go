package message

import (
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
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
	for who, html := range map[string]string{"visitor": drawn(t, Visitor(e, wording.Set{})), "team": drawn(t, Team(e)), "guests": drawn(t, Guest(e, "/x", wording.Set{}))} {
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

// M-29
func TestGuest_InALanguage_ReadsOfTheVisitorInIt(t *testing.T) {
	event := func(kind models.EntryKind, by models.AuthorKind, change func(*models.Entry)) models.Entry {
		e := said(by, "Mira Solberg", "")
		if e.Kind = kind; change != nil {
			change(&e)
		}
		return e
	}
	because := func(reason string) func(*models.Entry) { return func(e *models.Entry) { e.Body.Reason = reason } }
	for want, e := range map[string]models.Entry{
		"Live-Chat angefragt":                             event(models.EntryWaiting, models.ByVisitor, nil),
		"Der Besucher hat ohne eine Person weiterge":      event(models.EntryGaveUp, models.ByVisitor, because("skipped")),
		"Der Besucher ist zurückgegangen":                 event(models.EntryGaveUp, models.ByVisitor, because("back")),
		"Der Besucher wartet nicht mehr · Wartezeit 1:05": event(models.EntryGaveUp, models.ByVisitor, func(e *models.Entry) { e.Body.Reason, e.Body.Waited = "left", 65 }),
		"Es war niemand frei":                             event(models.EntryGaveUp, models.ByVisitor, nil),
		"Mira</b> ist jetzt im Chat":                      event(models.EntryJoined, models.ByAgent, nil),
		"Mira</b> hat den Chat an Kim weitergegeben":      event(models.EntryPassedOn, models.ByAgent, func(e *models.Entry) { e.Body.To, e.Body.Reason = "Kim", "asked" }),
		"an den Bot zurückgegeben · Lieferung":            event(models.EntryHandedBack, models.ByAgent, func(e *models.Entry) { e.Body.To = "Lieferung" }),
		"Mira</b> hat den Chat beendet":                   event(models.EntryClosed, models.ByAgent, nil),
		"niemand hat ihn fortgesetzt":                     event(models.EntryClosed, models.BySystem, because("idle")),
		"Mira</b> hat eine Animation abgespielt: Konfetti": event(models.EntrySaid, models.ByAgent, func(e *models.Entry) {
			e.Body.Content = &flow.Content{Kind: flow.ContentAnimation, Animation: "confetti"}
		}),
		"verborgen: vertraulich": event(models.EntrySaid, models.ByVisitor, func(e *models.Entry) { e.Body.Sensitive = true }),
		"per E-Mail":             event(models.EntrySaid, models.ByVisitor, func(e *models.Entry) { e.Body.Via = models.ViaMail }),
		"Besucher</b>":           event(models.EntrySaid, models.ByVisitor, func(e *models.Entry) { e.Author.Name = "" }),
		"Gesendet":               event(models.EntrySaid, models.ByAgent, nil),
	} {
		html := strings.Join(strings.Fields(drawn(t, Guest(e, "/x", wording.In("de", nil)))), " ")
		if !strings.Contains(html, want) {
			t.Errorf("no %q in\n%s", want, html)
		}
	}
}

func TestGuest_WordsByEmail_SaySo(t *testing.T) {
	e := said(models.ByVisitor, "Ana", "Hello")
	e.Body.Via, e.Body.From = models.ViaMail, "other@visitor.example"
	if html := drawn(t, Team(e)); !strings.Contains(html, "by email from other@visitor.example") {
		t.Error(html)
	}
	if html := drawn(t, Guest(e.ForGuest(), "/x", wording.Set{})); !strings.Contains(html, "by email") || strings.Contains(html, "other@") {
		t.Error(html)
	}
}

// A1
func TestGuest_HostileName_StaysWords(t *testing.T) {
	hostile := `"><img src=//canary onerror=alert(1)><script>x</script>`
	for _, kind := range []models.EntryKind{models.EntrySaid, models.EntryJoined, models.EntryGuestIn, models.EntryGuestOut, models.EntryReleased} {
		e := byGuest(kind, hostile)
		e.Body.To, e.Text = hostile, hostile
		html := drawn(t, Team(e)) + drawn(t, Visitor(e, wording.Set{})) + drawn(t, Guest(e, "/x", wording.Set{}))
		if strings.Contains(html, "<img") || strings.Contains(html, "<script") {
			t.Errorf("%s became markup:\n%s", kind, html)
		}
	}
}
